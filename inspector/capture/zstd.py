"""Unpacking Zstandard by Python 3.14 or newer, else by `zstandard`, an optional extra.

That library unpacks whatever it is given at once. So frames are walked here block by block, which
bounds memory and tells a cut file from a whole one.
"""

import importlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from inspector.capture.damage import Damaged
from inspector.errors import InspectorError

MAGIC = b"\x28\xb5\x2f\xfd"
_SKIPPABLE = b"\x2a\x4d\x18"
_BLOCKS_AT_ONCE = 8
"""A block holds 128 KiB of data at most: together a mebibyte."""
_MOST_WINDOW_LOG = 27
"""Bytes of history that a frame may ask for, as a power of 2: what the tool allows unasked."""
_RLE, _RESERVED = 1, 3
_DAMAGE = "The Zstandard data is damaged from here on; what came before was read."
_CUT = "The Zstandard file ends too early; what came before the cut was read."


class _Decoder(Protocol):
    def decompress(self, data: bytes) -> bytes: ...


@dataclass(frozen=True, slots=True)
class _Library:
    error: type[Exception]
    decoder: Callable[[], _Decoder]


def unzstd(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Unpack any number of frames."""
    library = _library()
    feed = _Feed(blocks)
    while feed.has_more():
        decoder = library.decoder()
        for piece in _frame(feed):
            try:
                unpacked = decoder.decompress(piece)
            except library.error:
                raise Damaged(_DAMAGE) from None
            if unpacked:
                yield unpacked


def _library() -> _Library:
    with suppress(ImportError):
        standard = importlib.import_module("compression.zstd")
        options = {standard.DecompressionParameter.window_log_max: _MOST_WINDOW_LOG}
        return _Library(standard.ZstdError, lambda: standard.ZstdDecompressor(options=options))
    try:
        extra = importlib.import_module("zstandard")
    except ImportError:
        raise InspectorError(
            "This is a Zstandard file, which needs the Python package zstandard",
            "It is an optional part of this program, and not installed",
            'Install it with: pip install "callback-inspector[zstd]"; or unpack the file yourself',
        ) from None
    unpacker = extra.ZstdDecompressor(max_window_size=1 << _MOST_WINDOW_LOG)
    return _Library(extra.ZstdError, unpacker.decompressobj)


class _Feed:
    """Bytes taken one after another from blocks of any size."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self._blocks = iter(blocks)
        self._held = b""
        self._at = 0

    def has_more(self) -> bool:
        """Whether anything follows."""
        return bool(self.up_to(1, keep=True))

    def take(self, count: int) -> bytes:
        """So many bytes; raises Damaged if there are not as many."""
        taken = self.up_to(count)
        if len(taken) < count:
            raise Damaged(_CUT)
        return taken

    def up_to(self, count: int, *, keep: bool = False) -> bytes:
        """So many bytes, or what is left."""
        while len(self._held) - self._at < count:
            block = next(self._blocks, None)
            if block is None:
                break
            self._held, self._at = self._held[self._at :] + block, 0
        taken = self._held[self._at : self._at + count]
        self._at += 0 if keep else len(taken)
        return taken


def _frame(feed: _Feed) -> Iterator[bytes]:
    """The bytes of one frame in pieces of a few blocks; those of a cut one as far as they go."""
    piece = feed.take(4)
    if piece[1:] == _SKIPPABLE and piece[0] >> 4 == 5:
        _skip(feed, int.from_bytes(feed.take(4), "little"))
        return
    if piece != MAGIC:
        raise Damaged(_DAMAGE)
    flags = feed.take(1)
    piece += flags + feed.take(_header_size(flags[0]))
    held, last = 0, False
    while not last:
        head = feed.up_to(3)
        number = int.from_bytes(head, "little")
        last, kind = bool(number & 1), number >> 1 & 3
        size = 1 if kind == _RLE else number >> 3
        body = feed.up_to(size) if len(head) == 3 else b""
        piece += head + body
        held += 1
        is_cut = len(head) < 3 or len(body) < size
        if held == _BLOCKS_AT_ONCE or last or is_cut or kind == _RESERVED:
            yield piece
            piece, held = b"", 0
        if is_cut:
            raise Damaged(_CUT)
    if flags[0] >> 2 & 1:
        yield feed.take(4)


def _header_size(flags: int) -> int:
    """Bytes of a frame's header behind its flags."""
    has_no_window = flags >> 5 & 1
    dictionary = (0, 1, 2, 4)[flags & 3]
    content_size = (has_no_window, 2, 4, 8)[flags >> 6]
    return 1 - has_no_window + dictionary + content_size


def _skip(feed: _Feed, count: int) -> None:
    while count:
        part = feed.up_to(min(count, 1 << 16))
        if not part:
            raise Damaged(_CUT)
        count -= len(part)
