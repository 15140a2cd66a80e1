"""Unpacking compressed data in bounded blocks, keeping what comes before any damage.

What data is shows in its first bytes, never in a file's name.
"""

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from inspector.capture.avro import MAGIC as AVRO_MAGIC
from inspector.capture.avro import unavro
from inspector.capture.damage import Damaged
from inspector.capture.zstd import MAGIC as ZSTD_MAGIC
from inspector.capture.zstd import unzstd

BLOCK = 1 << 20
"""Most bytes unpacked at once: bounds memory whatever the ratio of compression, and is long
enough for another thread to work meanwhile."""
_PIECE = 1 << 16
_LONG_PIECE = 1 << 18
"""For zlib, of which nothing is lost: between two pieces the thread that reads has to give way."""
_GZIP_WINDOW = 31
_RAW_WINDOW = -15
_LZMA_MEMORY = 1 << 28
"""Bytes that a decoder may ask for; the strongest preset of xz takes 65 MB."""

Blocks = Iterable[bytes]


@dataclass(frozen=True, slots=True)
class Packing:
    """A form of compression, and how it is undone."""

    name: str
    unpack: Callable[[Blocks], Iterator[bytes]]
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
        return Packing("bzip2", _unbzip2)
    if head.startswith(b"\xfd7zXZ\0"):
        return Packing("xz", _unxz)
    if head.startswith(b"]\0\0") and head[5:13] == b"\xff" * 8:
        return Packing("lzma", _unlzma)
    if head.startswith(ZSTD_MAGIC):
        return Packing("Zstandard", unzstd)
    if head.startswith(AVRO_MAGIC):
        return Packing("Avro", unavro)
    return None


def ungzip(blocks: Blocks) -> Iterator[bytes]:
    """Unpack one gzip file of any number of members."""
    member = zlib.decompressobj(_GZIP_WINDOW)
    started = False
    for piece in _pieces(blocks, _LONG_PIECE):
        pending = piece
        while pending:
            if not started and not pending.strip(b"\0"):
                break
            started = True
            yield from _inflate(member, pending, "gzip")
            if member.eof:
                pending = member.unused_data.lstrip(b"\0")
                member, started = zlib.decompressobj(_GZIP_WINDOW), False
            else:
                break
    if started:
        raise cut_short("gzip")


def inflate_raw(blocks: Blocks, checksum: int | None) -> Iterator[bytes]:
    """Unpack what a ZIP archive holds of one file, and compare it with its CRC-32 if known."""
    member = zlib.decompressobj(_RAW_WINDOW)
    seen = 0
    for piece in _pieces(blocks, _LONG_PIECE):
        for unpacked in _inflate(member, piece, "ZIP"):
            seen = zlib.crc32(unpacked, seen)
            yield unpacked
        if member.eof:
            break
    if not member.eof:
        raise cut_short("ZIP")
    if checksum is not None and seen != checksum:
        raise Damaged("The checksum of the ZIP archive does not fit: some of this text is wrong.")


def cut_short(name: str) -> Damaged:
    """What to say when packed data ends before it should."""
    return Damaged(f"The {name} file ends too early; what came before the cut was read.")


def damaged(name: str) -> Damaged:
    """What to say when packed data cannot be understood."""
    return Damaged(f"The {name} data is damaged from here on; what came before was read.")


def _inflate(member: "zlib._Decompress", piece: bytes, name: str) -> Iterator[bytes]:
    """Unpack a piece up to its end or the member's."""
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


def _up_to_damage(member: "zlib._Decompress", piece: bytes) -> Iterator[bytes]:
    """What a damaged piece holds before the damage; zlib keeps none of it when it fails."""
    for byte in piece:
        try:
            unpacked = member.decompress(bytes((byte,)))
        except zlib.error:
            return
        if unpacked:
            yield unpacked


def _unbzip2(blocks: Blocks) -> Iterator[bytes]:
    return _decode(blocks, bz2.BZ2Decompressor, "bzip2")


def _unxz(blocks: Blocks) -> Iterator[bytes]:
    return _decode(blocks, lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, _LZMA_MEMORY), "xz")


def _unlzma(blocks: Blocks) -> Iterator[bytes]:
    return _decode(blocks, lambda: lzma.LZMADecompressor(lzma.FORMAT_ALONE, _LZMA_MEMORY), "lzma")


def _decode(blocks: Blocks, decoder: Callable[[], _Decoder], name: str) -> Iterator[bytes]:
    """Unpack any number of streams, with zero bytes between them."""
    stream, started = decoder(), False
    for piece in _pieces(blocks, _PIECE):
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


def _pieces(blocks: Blocks, size: int) -> Iterator[bytes]:
    """Smaller pieces: only the one that holds the damage is lost or gone through again."""
    for block in blocks:
        for start in range(0, len(block), size):
            yield block[start : start + size]
