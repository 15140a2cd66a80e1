"""The fast way through a table: many rows are cut and their bodies read together."""

from bisect import bisect_left

from inspector.capture.csv_block import Block, BlockReader
from inspector.capture.csv_rows import SEPARATORS
from inspector.capture.walk import Walk
from inspector.capture.window import DECODED

_SMALLEST = 1 << 14
"""Bytes cut at once where quotes often break the rules; as many are worth cutting again."""
_FREE_FAILURES = 4
"""Blocks that may fail before the share of good ones decides whether to go on trying."""


class CsvBlocks:
    """Tells the rows of a table at a walk's cursor, as far as they are simple."""

    def __init__(self, walk: Walk, reader: BlockReader) -> None:
        self._walk = walk
        self._reader = reader
        self._block = Block([], [], [], b"", 0)
        self._until = 0
        """Rows before this position were cut, or could not be."""
        self._size = DECODED
        self._read = 0
        self._failed = 0

    def tell(self, start: int) -> int:
        """Tell rows from the one at a position, which is at hand; gives their number.

        It is 0 if the next row has to be read by itself.
        """
        if start >= self._until:
            if self._failed > self._read + _FREE_FAILURES:
                return 0
            self._cut(start)
        block = self._block
        first = bisect_left(block.starts, start)
        if first == len(block.starts) or block.starts[first] != start:
            return 0
        odd = bisect_left(block.odd, first)
        stop = block.odd[odd] if odd < len(block.odd) else len(block.starts)
        if stop > first:
            self._tell(first, stop)
            self._walk.survey.rows += stop - first
            self._walk.at.move(block.ends[stop - 1])
        return stop - first

    def _tell(self, first: int, stop: int) -> None:
        """Tell the rows between two numbers."""
        block, tell = self._block, self._walk.tell
        begin, end = bisect_left(block.owners, first), bisect_left(block.owners, stop)
        if tell.is_observed or any(block.parts[begin:end]):
            self._tell_singly(first, stop)
            return
        tell.events(block.events[begin:end], block.places[begin:end], block.lengths[begin:end])
        self._walk.survey.escaped += end - begin
        others = stop - first - len(set(block.owners[begin:end]))
        if others:
            start = block.starts[first]
            tell.other(start, block.ends[stop - 1] - start, others)

    def _tell_singly(self, first: int, stop: int) -> None:
        """Tell each row and what lies between two of them."""
        block, tell = self._block, self._walk.tell
        at = bisect_left(block.owners, first)
        for row in range(first, stop):
            start, end = block.starts[row], block.ends[row]
            if row > first:
                passed = SEPARATORS.match(block.text, block.ends[row - 1] - block.starts[0])
                if passed is not None:
                    tell.structure(block.ends[row - 1], passed.end() - passed.start())
            if at == len(block.owners) or block.owners[at] != row:
                tell.other(start, end - start, 1)
                continue
            tell.structure(start, end - start)
            while at < len(block.owners) and block.owners[at] == row:
                tell.event(block.events[at], block.places[at], block.lengths[at], block.parts[at])
                at += 1

    # Reading a block

    def _cut(self, start: int) -> None:
        """Cut and read the rows from a position on."""
        window = self._walk.window
        first = window.index(start)
        stop = min(window.fill, first + self._size, window.limit - window.base)
        text = bytes(window.view[first:stop])
        block = self._block = self._reader.read(text, start)
        is_good = bool(block.starts) and 2 * len(block.odd) <= len(block.starts)
        self._read += is_good
        self._failed += not is_good
        stop, cut = start + len(text), block.ends[-1] - start if block.ends else 0
        is_half = 2 * cut >= len(text)
        if block.broken < stop:
            is_worth_it = is_half or 2 * cut >= _SMALLEST
            self._until = max(block.broken + 1, 0 if is_worth_it else min(stop, start + _SMALLEST))
        else:
            self._until = block.ends[-1] + 1 if block.ends else stop
        self._size = min(DECODED, 2 * self._size) if is_half else max(_SMALLEST, self._size // 2)
