"""Unpacking gzip in bounded blocks, keeping what comes before any damage."""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MAGIC = b"\x1f\x8b"
BLOCK = 1 << 20
"""Most bytes unpacked at once: bounds memory whatever the ratio of compression."""
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
        for block in blocks:
            pending = block
            while pending:
                if not started and not pending.strip(b"\0"):
                    break
                started = True
                try:
                    unpacked = member.decompress(pending, BLOCK)
                except zlib.error:
                    self.damage = (
                        "The gzip data is damaged from here on; what came before was read."
                    )
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
