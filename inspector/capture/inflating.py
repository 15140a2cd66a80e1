"""Unpacking gzip, and what ZIP archives hold: by ISA-L where it is, and by zlib what that refuses.

ISA-L is nearly twice as fast, but gives nothing of a piece with damage in it. Then zlib begins anew
and goes on behind what was given already: it is the judge of what is damaged, and where.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Protocol

from inspector.capture.damage import Damaged, cut_short, damaged

BLOCK = 1 << 18
"""Most bytes unpacked at once: bounds memory whatever the ratio of compression, and still lies in
the processor's cache when it is written."""
_PIECE = 1 << 18
"""Packed bytes given at once: between two pieces the thread that reads has to give way."""
_GZIP_WINDOW = 31
_RAW_WINDOW = -15

Stream = Callable[[], Iterable[bytes]]
"""Packed bytes from the first on, each time it is called."""


class _Member(Protocol):
    """What is left to unpack of one run of packed bytes."""

    @property
    def eof(self) -> bool: ...
    @property
    def unconsumed_tail(self) -> bytes: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


_Inflate = Callable[[_Member, bytes, str], Iterator[bytes]]
_Begin = Callable[[int], _Member]
_Unpack = Callable[[Iterable[bytes], _Begin, _Inflate], Iterator[bytes]]


def ungzip(stream: Stream) -> Iterator[bytes]:
    """Unpack one gzip file of any number of members."""
    return _unpacked(stream, _gzip_members)


def inflate_raw(stream: Stream, checksum: int | None) -> Iterator[bytes]:
    """Unpack what a ZIP archive holds of one file, and compare it with its CRC-32 if known."""
    seen = 0
    for unpacked in _unpacked(stream, _raw):
        seen = zlib.crc32(unpacked, seen)
        yield unpacked
    if checksum is not None and seen != checksum:
        raise Damaged("The checksum of the ZIP archive does not fit: some of this text is wrong.")


def _unpacked(stream: Stream, unpack: _Unpack) -> Iterator[bytes]:
    given = 0
    with suppress(ImportError, Damaged):
        from isal import isal_zlib  # noqa: PLC0415 - most files are not packed

        for block in unpack(stream(), isal_zlib.decompressobj, _by_isal):
            given += len(block)
            yield block
        return
    for block in unpack(stream(), zlib.decompressobj, _by_zlib):
        fresh = block[given:]
        given -= len(block) - len(fresh)
        if fresh:
            yield fresh


def _gzip_members(blocks: Iterable[bytes], begin: _Begin, inflate: _Inflate) -> Iterator[bytes]:
    member = begin(_GZIP_WINDOW)
    started = False
    for piece in _pieces(blocks):
        pending = piece
        while pending:
            if not started and not pending.strip(b"\0"):
                break
            started = True
            yield from inflate(member, pending, "gzip")
            if member.eof:
                pending = member.unused_data.lstrip(b"\0")
                member, started = begin(_GZIP_WINDOW), False
            else:
                break
    if started:
        raise cut_short("gzip")


def _raw(blocks: Iterable[bytes], begin: _Begin, inflate: _Inflate) -> Iterator[bytes]:
    member = begin(_RAW_WINDOW)
    for piece in _pieces(blocks):
        yield from inflate(member, piece, "ZIP")
        if member.eof:
            return
    raise cut_short("ZIP")


def _by_isal(member: _Member, piece: bytes, name: str) -> Iterator[bytes]:
    """Unpack a piece up to its end or the member's; Damaged means that zlib should try."""
    pending = piece
    while pending and not member.eof:
        try:
            unpacked = member.decompress(pending, BLOCK)
        except Exception:  # its errors have no type that could be named: it may be missing
            raise damaged(name) from None
        if unpacked:
            yield unpacked
        pending = member.unconsumed_tail


def _by_zlib(member: _Member, piece: bytes, name: str) -> Iterator[bytes]:
    """The same, and what a piece holds before the damage in it."""
    assert isinstance(member, _ZLIB)
    pending = piece
    while pending and not member.eof:
        before = member.copy()
        try:
            unpacked = member.decompress(pending, BLOCK)
        except zlib.error:
            yield from _up_to_damage(before, pending)
            raise damaged(name) from None
        if unpacked:
            yield unpacked
        pending = member.unconsumed_tail


_ZLIB = type(zlib.decompressobj())


def _up_to_damage(member: "zlib._Decompress", piece: bytes) -> Iterator[bytes]:
    """What a damaged piece holds before the damage; zlib keeps none of it when it fails."""
    for byte in piece:
        try:
            unpacked = member.decompress(bytes((byte,)))
        except zlib.error:
            return
        if unpacked:
            yield unpacked


def _pieces(blocks: Iterable[bytes]) -> Iterator[bytes]:
    for block in blocks:
        for start in range(0, len(block), _PIECE):
            yield block[start : start + _PIECE]
