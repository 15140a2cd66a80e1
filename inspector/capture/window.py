"""A view of a source's text that moves forward: one reused buffer over a file of any size."""

from inspector.capture.bytestore import ReadInto

BLOCK = 1 << 21
"""Bytes read at once: some milliseconds of work, two thousand events."""
DECODED = 1 << 18
"""Bytes decoded at once: what comes of them still lies in the processor's cache when it is used.
Measured as the fastest, and short enough for other threads not to wait."""
LARGEST = 1 << 24
"""Most bytes one value may take before it is read piece by piece. Callbacks take kilobytes, even
with a long call context; a larger value is a container, or no callback."""


class Window:
    """The bytes `[base, base + fill)` of a text, in `buffer[:fill]`."""

    def __init__(
        self,
        read: ReadInto | None,
        total: int,
        data: bytes = b"",
        start: int = 0,
        room: bytearray | None = None,
    ) -> None:
        self._read = read
        self.total = total
        self.base = start
        if room is None:
            room = bytearray(data) if read is None else bytearray(min(BLOCK, total - start))
        self.buffer: bytearray = room
        self.view = memoryview(self.buffer)
        self.fill = len(data)
        self.limit = total
        """Position behind which no block of lines reads on; single values may."""
        self.shortened = False
        """The file ended before its size said so."""

    @classmethod
    def of(cls, data: bytes) -> "Window":
        """A window that holds a whole text."""
        return cls(None, len(data), data)

    @property
    def at_end(self) -> bool:
        """Whether the window reaches the end of the text."""
        return self.base + self.fill >= self.total

    def index(self, position: int) -> int:
        """Where a position of the text lies in the buffer."""
        return position - self.base

    def has(self, position: int) -> bool:
        """Whether the byte at a position is in the window, moving it there if need be."""
        if self.base <= position < self.base + self.fill:
            return True
        if position >= self.total:
            return False
        self.load(position)
        return self.fill > 0

    def load(self, position: int) -> None:
        """Move the window to begin at a position, as full as the buffer allows."""
        if self._read is None:
            return
        if len(self.buffer) > 4 * BLOCK and self.total - position > BLOCK:
            self._replace(BLOCK)
        kept = max(0, self.base + self.fill - position)
        kept = min(kept, len(self.buffer)) if position >= self.base else 0
        if kept:
            start = position - self.base
            self.buffer[:kept] = self.buffer[start : start + kept]
        self.base, self.fill = position, kept
        self._read_on()

    def grow(self) -> bool:
        """Double the buffer and read on; False at the end of the text or at the largest size."""
        if self._read is None or self.at_end or len(self.buffer) >= LARGEST:
            return False
        self._replace(2 * len(self.buffer))
        self._read_on()
        return True

    def _replace(self, size: int) -> None:
        """Another buffer of another size: the old one may still be seen by decoded values."""
        larger = bytearray(size)
        kept = min(self.fill, size)
        larger[:kept] = self.buffer[:kept]
        self.buffer, self.view, self.fill = larger, memoryview(larger), kept

    def _read_on(self) -> None:
        assert self._read is not None
        end = min(len(self.buffer), self.total - self.base)
        if self.fill < end:
            self.fill += self._read(self.base + self.fill, self.view[self.fill : end])
            if self.fill < end:
                self.total = self.base + self.fill
                self.shortened = True
