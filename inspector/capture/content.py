"""The bytes of one input as they were found: a file, text in memory, or a member of an archive."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Protocol

from inspector.capture.bytestore import ByteStore, FileStore, blocks_of
from inspector.capture.compression import Packing, packing_of
from inspector.capture.damage import Damaged
from inspector.capture.encoding import SNIFFED
from inspector.errors import InspectorError

_MOST_LAYERS = 3
"""Compressions around one text, as in `a.tar.gz.xz`; more are made to waste time."""


class Content(Protocol):
    """Bytes of one input, not yet unpacked."""

    @property
    def size(self) -> int:
        """Number of bytes as far as known; for a member what the archive says."""

    @property
    def packing(self) -> str:
        """The archive that holds it; empty for a file or text of its own."""

    @property
    def store(self) -> ByteStore | None:
        """Where the bytes lie as they are; None when an archive has to be unpacked for them."""

    def blocks(self) -> Iterator[bytes]:
        """All bytes from the first on; raises Damaged, or InspectorError when it cannot be read."""


class Plain:
    """Bytes that lie somewhere as they are."""

    def __init__(self, store: ByteStore, packing: str = "") -> None:
        self.store: ByteStore | None = store
        self.size = store.limit
        self.packing = packing
        self._blocks = store

    def blocks(self) -> Iterator[bytes]:
        """The store's blocks."""
        return blocks_of(self._blocks)

    @property
    def origin(self) -> ByteStore:
        """Where the bytes lie, packed or not."""
        return self._blocks

    @property
    def path(self) -> Path | None:
        """The file, if the bytes are a whole file's."""
        return self._blocks.path if isinstance(self._blocks, FileStore) else None


class Refused:
    """What was found and cannot be read; opening it says why."""

    size = 0
    packing = ""
    store: ByteStore | None = None

    def __init__(self, error: InspectorError) -> None:
        self.error = error

    def blocks(self) -> Iterator[bytes]:
        """Raise what there is to say."""
        raise self.error


Stream = Callable[[], Iterator[bytes]]


class Unpacked:
    """A content with the compressions around it undone, and the beginning of what is inside.

    Raises InspectorError when it cannot be read at all.
    """

    def __init__(self, content: Content) -> None:
        self.packings: list[Packing] = []
        self.head = _head(content.blocks)
        self._content = content
        while len(self.packings) < _MOST_LAYERS and (packing := packing_of(self.head)) is not None:
            self.packings.append(packing)
            self.head = _head(self.blocks)

    @property
    def names(self) -> list[str]:
        """What it was packed with, innermost first."""
        outer = [self._content.packing] if self._content.packing else []
        return [packing.name for packing in reversed(self.packings)] + outer

    @property
    def store(self) -> ByteStore | None:
        """Where the bytes lie as they are, if they do."""
        return None if self.packings else self._content.store

    def blocks(self) -> Iterator[bytes]:
        """What is inside from the first byte on."""
        stream: Stream = self._content.blocks
        for packing in self.packings:
            stream = partial(packing.unpack, stream)
        return stream()


def _head(stream: Stream) -> bytes:
    """The first bytes of a stream, fewer only if there are no more."""
    parts: list[bytes] = []
    try:
        for block in stream():
            parts.append(block)
            if sum(map(len, parts)) >= SNIFFED:
                break
    except Damaged:
        pass
    return b"".join(parts)[:SNIFFED]
