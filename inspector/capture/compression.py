"""Unpacking gzip in bounded blocks, keeping what comes before any damage."""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MAGIC = b"\x1f\x8b"
BLOCK = 1 << 20
"""Most bytes unpacked at once: bounds memory whatever the ratio of compression."""
_PIECE = 1 << 14
_GZIP_WINDOW = 31


@dataclass(slots=True)
class Inflater:
    """Unpacks one gzip file of any number of members."""

    damage: str = ""
    """What is wrong with the compressed data; empty when all of it was sound."""

    def inflate(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """The unpacked bytes; stops at the first damage and says so in `damage`."""
        member = zlib.decompressobj(_GZIP_WINDOW)
        started = False
        for piece in _pieces(blocks):
            pending = piece
            while pending:
                if not started and not pending.strip(b"\0"):
                    break
                started = True
                before = member.copy()
                try:
                    unpacked = member.decompress(pending, BLOCK)
                except zlib.error:
                    self.damage = (
                        "The gzip data is damaged from here on; what came before was read."
                    )
                    yield from _up_to_damage(before, pending)
                    return
                if unpacked:
                    yield unpacked
                if member.eof:
                    pending = member.unused_data.lstrip(b"\0")
                    member, started = zlib.decompressobj(_GZIP_WINDOW), False
                else:
                    pending = member.unconsumed_tail
        if started:
            self.damage = "The gzip file ends too early; what came before the cut was read."


def _pieces(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Smaller pieces: only the one that holds the damage has to be gone through again."""
    for block in blocks:
        for start in range(0, len(block), _PIECE):
            yield block[start : start + _PIECE]


def _up_to_damage(member: "zlib._Decompress", piece: bytes) -> Iterator[bytes]:
    """What a damaged piece holds before the damage; zlib keeps none of it when it fails."""
    for byte in piece:
        try:
            unpacked = member.decompress(bytes((byte,)))
        except zlib.error:
            return
        if unpacked:
            yield unpacked
