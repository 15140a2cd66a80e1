"""Room for labels along one row of the timeline, in pixels."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate


class Space:
    """Taken stretches of a row, merged and sorted; bars can hold a label only as a whole."""

    def __init__(self, width_px: float, bars: Sequence[tuple[float, float]]) -> None:
        self._starts: list[float] = []
        self._ends: list[float] = []
        self._width = width_px
        self._bars = sorted(bars)
        self._bar_starts = [start for start, _ in self._bars]
        self._last_ends = list(accumulate((end for _, end in self._bars), max))
        """The furthest end of the bars up to each."""

    def copy(self) -> "Space":
        """The same room, to try something out."""
        made = Space(self._width, self._bars)
        made._starts, made._ends = self._starts.copy(), self._ends.copy()
        return made

    def take(self, start: float, end: float) -> None:
        """Mark a stretch as taken."""
        low = bisect_left(self._ends, start)
        high = bisect_right(self._starts, end)
        if low < high:
            start = min(start, self._starts[low])
            end = max(end, self._ends[high - 1])
        self._starts[low:high] = [start]
        self._ends[low:high] = [end]

    def is_free(self, start: float, end: float, *, in_bar: bool = True) -> bool:
        """Whether a label fits: in sight, on nothing taken, in one bar or beside all of them.

        Without `in_bar` only beside them: in a bar it would be taken for the bar's own.
        """
        if start < 0 or end > self._width:
            return False
        place = bisect_left(self._ends, start)
        if place < len(self._starts) and self._starts[place] < end:
            return False
        after = bisect_left(self._bar_starts, end)
        if not after or self._last_ends[after - 1] <= start:
            return True
        return all(
            bar_end <= start or (in_bar and bar_start <= start and end <= bar_end)
            for bar_start, bar_end in self._bars[:after]
        )

    def gaps(self, start: float, end: float) -> list[tuple[float, float]]:
        """The free stretches of a range, left to right."""
        found = []
        for place in range(bisect_left(self._ends, start), len(self._starts)):
            if self._starts[place] >= end:
                break
            if self._starts[place] > start:
                found.append((start, self._starts[place]))
            start = max(start, self._ends[place])
        if start < end:
            found.append((start, end))
        return found
