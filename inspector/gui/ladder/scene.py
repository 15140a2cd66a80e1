"""What of a ladder is where on screen, and how each row stands out; places in pixels."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPoint, QSize

from inspector.gui.ladder.heads import HEAD_PX
from inspector.gui.ladder.painting import LadderPainter, RowState
from inspector.gui.ladder.rows import Row, Rows
from inspector.gui.ladder.times import StepTimes
from inspector.gui.theme import Theme
from inspector.gui.timeline.ticks import AxisKind
from inspector.report.ladder.geometry import ROW_PX
from inspector.report.ladder.model import Column, Ladder

_FOOT_PX = 8
_NO_ROWS: frozenset[int] = frozenset()


class LadderScene:
    """One ladder in one size and scroll; indexes count the rows on screen from 0."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.ladder: Ladder | None = None
        self.rows = Rows(())
        self.painter: LadderPainter | None = None
        self.axis: tuple[AxisKind, int | None] = (AxisKind.RELATIVE, None)
        self.shown: npt.NDArray[np.bool_] | None = None
        """The events, by row, that a filter lets through; None for all."""
        self.current: int | None = None
        """Index of the chosen row."""
        self.hovered: int | None = None
        self.lit = _NO_ROWS
        self.scroll = QPoint()
        self._size = QSize()

    @property
    def times(self) -> StepTimes | None:
        """Writes the times of the ladder; None when none is shown."""
        return None if self.ladder is None else StepTimes(self.ladder, *self.axis)

    @property
    def room_px(self) -> int:
        """The height that rows scroll in."""
        return self._size.height() - HEAD_PX

    def take(self, ladder: Ladder | None) -> None:
        """Another ladder, with nothing chosen and all runs closed."""
        self.ladder = ladder
        self.rows = Rows(() if ladder is None else ladder.steps)
        self.current = self.hovered = None
        self.lit = _NO_ROWS

    def place(self, size: QSize) -> QSize:
        """Place everything for a size of the view; how large the whole drawing is."""
        self._size = size
        times = self.times
        if times is None:
            self.painter = None
            return QSize(0, 0)
        self.painter = LadderPainter(times, self.theme, size.width())
        high = HEAD_PX + len(self.rows) * ROW_PX + _FOOT_PX
        return QSize(round(self.painter.geometry.width), high)

    def index_of_event(self, row: int) -> int | None:
        """The row that shows an event; None when the ladder has none."""
        position = None if self.ladder is None else self.ladder.positions.get(row)
        if position is None or self.ladder is None:
            return None
        step = self.ladder.steps[position]
        inner = step.rows.index(row) if self.rows.is_open(position) else None
        return self.rows.index_of(position, inner)

    def index_at(self, at: QPoint) -> int | None:
        """The row under a place."""
        if at.y() < HEAD_PX:
            return None
        index = (at.y() - HEAD_PX + self.scroll.y()) // ROW_PX
        return index if index < len(self.rows) else None

    def head_at(self, at: QPoint) -> Column | None:
        """The column whose head is under a place."""
        if self.painter is None or at.y() >= HEAD_PX:
            return None
        return self.painter.heads.column_at(at.x() + self.scroll.x())

    def point_of(self, index: int) -> QPoint:
        """The middle of a row's text; it may be out of sight."""
        xs = (0.0, 0.0) if self.painter is None else self.painter.geometry.x
        middle = round((xs[0] + xs[min(1, len(xs) - 1)]) / 2)
        y = HEAD_PX + index * ROW_PX - self.scroll.y()
        return QPoint(middle - self.scroll.x(), y + ROW_PX // 2)

    def scrolled_to(self, index: int) -> int:
        """The vertical scroll that shows a row, by whole rows and no further than needed."""
        top, now = index * ROW_PX, self.scroll.y()
        if top + ROW_PX > now + self.room_px:
            now = -(-(top + ROW_PX - self.room_px) // ROW_PX) * ROW_PX
        return min(top, now)

    def is_whole(self, index: int) -> bool:
        """Whether a row is in sight from top to foot."""
        return self.scrolled_to(index) == self.scroll.y()

    def is_hidden(self, row: Row) -> bool:
        """Whether a filter hides all events behind a step; a step without any is not hidden."""
        mask, rows = self.shown, row.step.rows
        if mask is None or not rows:
            return False
        return not any(each >= len(mask) or mask[each] for each in rows)

    def in_sight(self) -> Iterator[tuple[int, Row, RowState]]:
        """Where each visible row stands, and how."""
        top = self.scroll.y()
        end = None if self.ladder is None else self.ladder.end
        last = min(len(self.rows), (top + self.room_px) // ROW_PX + 1)
        for index in range(top // ROW_PX, last):
            row = self.rows.at(index)
            state = RowState(
                selected=index == self.current,
                lit=bool(self.lit) and not self.lit.isdisjoint(row.step.rows),
                hovered=index == self.hovered,
                beyond=end is not None and row.position > end,
                faint=self.is_hidden(row),
            )
            yield HEAD_PX + index * ROW_PX - top, row, state
