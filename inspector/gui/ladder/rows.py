"""The steps of a ladder as rows on screen; a run is one row until it is opened."""

from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass

from inspector.report.ladder.model import Step


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the drawing."""

    step: Step
    position: int
    """Of the step, or of the run it belongs to, in the ladder."""
    inner: int | None
    """Its place in an opened run; None for a step of its own."""
    before: int
    """The columns in the call above the arrow, a bit each."""
    after: int
    """And below it."""
    is_open: bool = False


class Rows:
    """Finds the row for a place on screen and back, without walking all steps."""

    def __init__(self, steps: Sequence[Step]) -> None:
        self._steps = steps
        self._open: list[int] = []
        """Positions of the opened runs, ascending."""
        self._first: list[int] = []
        """The row of each opened run."""
        self._size = len(steps)

    def __len__(self) -> int:
        return self._size

    def at(self, index: int) -> Row:
        """The row at a 0-based index."""
        place = bisect_right(self._first, index) - 1
        if place < 0:
            return self._row(index)
        position, behind = self._open[place], index - self._first[place]
        count = len(self._steps[position].inner)
        if behind == 0:
            before = self._before(position)
            return Row(self._steps[position], position, None, before, before, is_open=True)
        if behind > count:
            return self._row(position + behind - count)
        inner = self._steps[position].inner
        before = inner[behind - 2].active if behind > 1 else self._before(position)
        step = inner[behind - 1]
        return Row(step, position, behind - 1, before, step.active)

    def index_of(self, position: int, inner: int | None = None) -> int:
        """The row of a step; of its run while that is closed."""
        place = bisect_right(self._open, position) - 1
        if place < 0:
            return position
        opened = self._open[place]
        if opened == position:
            return self._first[place] + (0 if inner is None else inner + 1)
        return self._first[place] + len(self._steps[opened].inner) + position - opened

    def is_open(self, position: int) -> bool:
        """Whether a run is opened."""
        place = bisect_right(self._open, position) - 1
        return place >= 0 and self._open[place] == position

    def toggle(self, position: int) -> bool:
        """Open or close a run; False when the step is none."""
        if not self._steps[position].inner:
            return False
        if self.is_open(position):
            self._open.remove(position)
        else:
            insort(self._open, position)
        extra = 0
        self._first = []
        for opened in self._open:
            self._first.append(opened + extra)
            extra += len(self._steps[opened].inner)
        self._size = len(self._steps) + extra
        return True

    def _row(self, position: int) -> Row:
        step = self._steps[position]
        return Row(step, position, None, self._before(position), step.active)

    def _before(self, position: int) -> int:
        return self._steps[position - 1].active if position else 0
