"""Unpacking gzip, and what ZIP archives hold: by ISA-L where it is, and by zlib what that refuses.

ISA-L is nearly twice as fast, but gives nothing of a piece with damage in it. Then zlib begins anew
and goes on behind what was given already: it is the judge of what is damaged, and where.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from enum import Enum
from typing import Protocol

from inspector.capture.damage import Damaged, cut_short, damaged

BLOCK = 1 << 18
"""Most bytes unpacked at once: bounds memory whatever the ratio of compression, and still lies in
the processor's cache when it is written."""
_PIECE = 1 << 18
"""Packed bytes given at once: between two pieces the thread that reads has to give way."""

Stream = Callable[[], Iterable[bytes]]
"""Packed bytes from the first on, each time it is called."""


class _Format(Enum):
    GZIP = "gzip"
    RAW = "ZIP"


class _Member(Protocol):
    """One run of packed bytes, on the way through it."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def unpack(self, piece: bytes) -> Iterator[bytes]:
        """What a piece holds, up to its end or the member's; raises Damaged."""


_Begin = Callable[[_Format], _Member]
_Unpack = Callable[[Iterable[bytes], _Begin], Iterator[bytes]]


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
        for block in unpack(stream(), _ByIsal):
            given += len(block)
            yield block
        return
    for block in unpack(stream(), _ByZlib):
        fresh = block[given:]
        given -= len(block) - len(fresh)
        if fresh:
            yield fresh


def _gzip_members(blocks: Iterable[bytes], begin: _Begin) -> Iterator[bytes]:
    member = begin(_Format.GZIP)
    started = False
    for piece in _pieces(blocks):
        pending = piece
        while pending:
            if not started and not pending.strip(b"\0"):
                break
            started = True
            yield from member.unpack(pending)
            if not member.eof:
                break
            pending = member.unused_data.lstrip(b"\0")
            member, started = begin(_Format.GZIP), False
    if started:
        raise cut_short(_Format.GZIP.value)


def _raw(blocks: Iterable[bytes], begin: _Begin) -> Iterator[bytes]:
    member = begin(_Format.RAW)
    for piece in _pieces(blocks):
        yield from member.unpack(piece)
        if member.eof:
            return
    raise cut_short(_Format.RAW.value)


class _ByIsal:
    """ISA-L on its way; Damaged means that zlib should try. Without it there is an ImportError."""

    def __init__(self, form: _Format) -> None:
        from isal import igzip_lib  # noqa: PLC0415 - most files are not packed

        flags = {_Format.GZIP: igzip_lib.DECOMP_GZIP, _Format.RAW: igzip_lib.DECOMP_DEFLATE}
        self._form = form
        self._state = igzip_lib.IgzipDecompressor(flag=flags[form])

    @property
    def eof(self) -> bool:
        return self._state.eof

    @property
    def unused_data(self) -> bytes:
        return self._state.unused_data

    def unpack(self, piece: bytes) -> Iterator[bytes]:
        pending = piece
        while pending or not (self.eof or self._state.needs_input):
            try:
                unpacked = self._state.decompress(pending, BLOCK)
            except Exception:  # its errors have no type that could be named: it may be missing
                raise damaged(self._form.value) from None
            if unpacked:
                yield unpacked
            pending = b""


class _ByZlib:
    """zlib on its way, which also gives what a piece holds before the damage in it."""

    def __init__(self, form: _Format) -> None:
        self._form = form
        self._state = zlib.decompressobj(31 if form is _Format.GZIP else -15)

    @property
    def eof(self) -> bool:
        return self._state.eof

    @property
    def unused_data(self) -> bytes:
        return self._state.unused_data

    def unpack(self, piece: bytes) -> Iterator[bytes]:
        pending = piece
        while pending and not self.eof:
            before = self._state.copy()
            try:
                unpacked = self._state.decompress(pending, BLOCK)
            except zlib.error:
                yield from _up_to_damage(before, pending)
                raise damaged(self._form.value) from None
            if unpacked:
                yield unpacked
            pending = self._state.unconsumed_tail


def _up_to_damage(state: "zlib._Decompress", piece: bytes) -> Iterator[bytes]:
    """What a damaged piece holds before the damage; zlib keeps none of it when it fails."""
    for byte in piece:
        try:
            unpacked = state.decompress(bytes((byte,)))
        except zlib.error:
            return
        if unpacked:
            yield unpacked


def _pieces(blocks: Iterable[bytes]) -> Iterator[bytes]:
    for block in blocks:
        for start in range(0, len(block), _PIECE):
            yield block[start : start + _PIECE]
