"""Unpacking compressed data in bounded blocks, keeping what comes before any damage.

What data is shows in its first bytes, never in a file's name.
"""

import bz2
import lzma
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from inspector.capture.avro import MAGIC as AVRO_MAGIC
from inspector.capture.avro import unavro
from inspector.capture.damage import cut_short, damaged
from inspector.capture.inflating import BLOCK, Stream, ungzip
from inspector.capture.zstd import MAGIC as ZSTD_MAGIC
from inspector.capture.zstd import unzstd

_PIECE = 1 << 16
_LZMA_MEMORY = 1 << 28
"""Bytes that a decoder may ask for; the strongest preset of xz takes 65 MB."""

Blocks = Iterable[bytes]


@dataclass(frozen=True, slots=True)
class Packing:
    """A form of compression, and how it is undone."""

    name: str
    unpack: Callable[[Stream], Iterator[bytes]]
    """Gives the data block by block; raises Damaged where it cannot go on, and InspectorError
    when nothing here can unpack it."""


class _Decoder(Protocol):
    """What the decoders of the standard library have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, /, max_length: int = -1) -> bytes: ...


def packing_of(head: bytes) -> Packing | None:
    """How data that starts with these bytes is packed; None if it is not."""
    if head.startswith(b"\x1f\x8b"):
        return Packing("gzip", ungzip)
    if head.startswith(b"BZh") and head[4:10] in (b"1AY&SY", b"\x17rE8P\x90"):
        return Packing("bzip2", lambda packed: _decode(packed(), bz2.BZ2Decompressor, "bzip2"))
    if head.startswith(b"\xfd7zXZ\0"):
        return Packing("xz", lambda packed: _decode(packed(), _xz, "xz"))
    if head.startswith(b"]\0\0") and head[5:13] == b"\xff" * 8:
        return Packing("lzma", lambda packed: _decode(packed(), _lzma, "lzma"))
    if head.startswith(ZSTD_MAGIC):
        return Packing("Zstandard", lambda packed: unzstd(packed()))
    if head.startswith(AVRO_MAGIC):
        return Packing("Avro", lambda packed: unavro(packed()))
    return None


def _xz() -> _Decoder:
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, _LZMA_MEMORY)


def _lzma() -> _Decoder:
    return lzma.LZMADecompressor(lzma.FORMAT_ALONE, _LZMA_MEMORY)


def _decode(blocks: Blocks, decoder: Callable[[], _Decoder], name: str) -> Iterator[bytes]:
    """Unpack any number of streams, with zero bytes between them."""
    stream, started = decoder(), False
    for piece in _pieces(blocks):
        pending = piece
        while pending.strip(b"\0") if not started else pending or not stream.needs_input:
            started = True
            try:
                unpacked = stream.decompress(pending, BLOCK)
            except (OSError, ValueError, EOFError, lzma.LZMAError):
                raise damaged(name) from None
            if unpacked:
                yield unpacked
            pending = b""
            if stream.eof:
                pending = stream.unused_data.lstrip(b"\0")
                stream, started = decoder(), False
    if started:
        raise cut_short(name)


def _pieces(blocks: Blocks) -> Iterator[bytes]:
    """Smaller pieces: only the one that holds the damage is lost."""
    for block in blocks:
        for start in range(0, len(block), _PIECE):
            yield block[start : start + _PIECE]
