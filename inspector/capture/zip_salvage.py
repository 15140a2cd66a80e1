"""Files in a ZIP archive whose list of files is lost: told by the header that stands before each.

A download that broke off lacks the list, which is written last. Headers are looked for in the
packed bytes, which takes no longer than reading them.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from inspector.capture.bytestore import ByteStore, ReadInto

SIGNATURE = b"PK\x03\x04"
LOCAL_HEADER = struct.Struct("<4s5H3L2H")
SIZES_BEHIND = 1 << 3
"""The flag of a file whose sizes and checksum were written behind it."""
_SIZES_SIGNATURE = b"PK\x07\x08"
_LENGTHS_OF_SIZES = (16, 24)
_IN_EXTRA = 0xFFFFFFFF
"""Stands for a size that is too large for the header and was written into its extra fields."""
_LARGE_SIZES = 1
_LONGEST_NAME = 4096
_NEWEST = 63
"""The version of the format, times ten, that any writer may ask for."""
_BLOCK = 1 << 18
_MOST_LOOKALIKES = 100_000
"""Blocks and bytes that only look like a header passed in a row: 24 GB of blocks, or seconds."""


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file as its own header tells it."""

    name: bytes
    flags: int
    method: int
    checksum: int | None
    """None where it was written behind the file, and for a file that is cut."""
    start: int
    """Where its packed bytes begin in the archive."""
    stop: int
    is_cut: bool
    """The archive ends before the file does, as far as its header can tell."""


def local_files(store: ByteStore) -> Iterator[LocalFile]:
    """The files whose headers are found, in the order of the archive."""
    with store.session() as read:
        at = _next_header(read, 0)
        while at is not None:
            found, at = _local_file(read, at, store.size)
            if found is not None:
                yield found


def _local_file(read: ReadInto, at: int, end: int) -> tuple[LocalFile | None, int | None]:
    """The file whose header stands at a place, and where the next header is."""
    fields = LOCAL_HEADER.unpack(_bytes(read, at, LOCAL_HEADER.size))
    _, _, flags, method, _, _, checksum, packed, _, name_size, extra_size = fields
    names = _bytes(read, at + LOCAL_HEADER.size, name_size + extra_size)
    name, extra = names[:name_size], names[name_size:]
    start = at + LOCAL_HEADER.size + name_size + extra_size
    if start > end:
        return None, None
    size = _large_size(extra) if packed == _IN_EXTRA else packed
    if flags & SIZES_BEHIND and not packed:
        following = _next_header(read, start)
        stop = end if following is None else _before_sizes(read, start, following)
        is_cut, checksum = following is None, None
    else:
        stop, is_cut = min(start + size, end), start + size > end
        following = None if is_cut else _next_header(read, stop)
    if is_cut:
        checksum = None
    return LocalFile(name, flags, method, checksum, start, stop, is_cut), following


def _next_header(read: ReadInto, at: int) -> int | None:
    """Where the next header stands, from a place on."""
    for _ in range(_MOST_LOOKALIKES):
        block = _bytes(read, at, _BLOCK)
        found = block.find(SIGNATURE)
        if found < 0:
            if len(block) < _BLOCK:
                return None
            at += len(block) - len(SIGNATURE) + 1
        elif _is_header(_bytes(read, at + found, LOCAL_HEADER.size + _LONGEST_NAME)):
            return at + found
        else:
            at += found + 1
    return None


def _is_header(data: bytes) -> bool:
    """Whether these bytes are a header, and not packed data that looks like the start of one."""
    if len(data) < LOCAL_HEADER.size:
        return False
    _, version, _, method, _, _, _, _, _, name_size, _ = LOCAL_HEADER.unpack_from(data)
    name = data[LOCAL_HEADER.size :][:name_size]
    sound = 0 < name_size == len(name) and min(name) >= ord(" ")
    return sound and version & 0xFF <= _NEWEST and method < 100


def _before_sizes(read: ReadInto, start: int, following: int) -> int:
    """Where a file ends whose sizes stand between it and the next header."""
    for length in _LENGTHS_OF_SIZES:
        if _bytes(read, max(start, following - length), 4) == _SIZES_SIGNATURE:
            return max(start, following - length)
    return following


def _large_size(extra: bytes) -> int:
    """The packed size among the extra fields."""
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<2H", extra)
        if kind == _LARGE_SIZES and length >= 16 and len(extra) >= 20:
            return int.from_bytes(extra[12:20], "little")
        extra = extra[4 + length :]
    return _IN_EXTRA


def _bytes(read: ReadInto, at: int, count: int) -> bytes:
    buffer = bytearray(count)
    return bytes(buffer[: read(at, memoryview(buffer))])
