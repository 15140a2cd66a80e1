"""The problems of a source as they are kept: the first ones each, the others gathered.

A damaged gigabyte can hold ten million of them. Nobody reads so many, and each takes half a
kilobyte.
"""

from inspector.capture.bytestore import ReadInto
from inspector.capture.excerpt import LineCounter, excerpt_of
from inspector.capture.problem import Problem

MOST_PROBLEMS = 10_000
"""Problems of a source that are kept one by one."""


class ProblemList:
    """Takes problems in file order and gives them back as they are to be kept."""

    def __init__(
        self, source: int, read: ReadInto, start: int = 0, most: int = MOST_PROBLEMS
    ) -> None:
        self._source = source
        self._read = read
        self._lines = LineCounter(read, start)
        self._room = most
        self._kept: list[Problem] = []
        self._gathered = 0
        self._first: tuple[int, int, str] | None = None
        self._end = 0

    def add(self, start: int, length: int, reason: str) -> None:
        """Note a problem."""
        if self._room > 0:
            self._room -= 1
            self._keep(start, length, reason)
            return
        self._gathered += 1
        self._first = self._first or (start, length, reason)
        self._end = max(self._end, start + length)

    def take(self) -> list[Problem]:
        """The problems since the last time; those that were gathered are one."""
        if self._first is not None:
            start, length, reason = self._first
            if self._gathered > 1:
                length = self._end - start
                reason = f"{self._gathered:,} problems begin here, the first of which is: {reason}"
            self._keep(start, length, reason)
        kept, self._kept = self._kept, []
        self._gathered, self._first, self._end = 0, None, 0
        return kept

    def _keep(self, start: int, length: int, reason: str) -> None:
        line = self._lines.line_of(start)
        excerpt = excerpt_of(self._read, start, length)
        self._kept.append(Problem(self._source, start, length, line, reason, excerpt))
