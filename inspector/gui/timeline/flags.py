"""Flags above the lanes: where events stand that findings are about."""

from collections.abc import Mapping, Sequence

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from inspector.gui.timeline.frame import Frame
from inspector.gui.timeline.items import PlotItem
from inspector.gui.timeline.parts import Flag
from inspector.gui.timeline.plan import Plan
from inspector.gui.timeline.scale import Scale

RAIL_PX = 14
"""Height of the strip that flags stand in."""
_CELL_PX = 10.0
"""Flags that are closer together become one."""
_POLE_PX, _CLOTH_PX = 10.0, 7.0


class Flags:
    """The marked events of one timeline."""

    def __init__(self, plan: Plan, marks: Mapping[int, str]) -> None:
        rows = [row for row in marks if row in plan.marker_of or row in plan.span_of]
        seconds = np.array([plan.second_of(row) for row in rows], np.float64)
        order = np.argsort(seconds, kind="stable")
        self._seconds = seconds[order]
        self._rows = np.array(rows, np.int64)[order]

    def __len__(self) -> int:
        return len(self._rows)

    def placed(self, scale: Scale) -> tuple[Flag, ...]:
        """The flags in the visible window, left to right."""
        first, last = np.searchsorted(self._seconds, (scale.first_s, scale.last_s))
        seconds, rows = self._seconds[first:last], self._rows[first:last]
        if not len(rows):
            return ()
        cells = ((seconds - scale.first_s) * scale.px_per_s // _CELL_PX).astype(np.int64)
        starts = np.flatnonzero(np.diff(cells, prepend=-1))
        return tuple(
            Flag(scale.x_px(float(at)), float(at), tuple(group.tolist()))
            for at, group in zip(seconds[starts], np.split(rows, starts[1:]), strict=True)
        )


def flag_at(flags: Sequence[Flag], x: float) -> Flag | None:
    """The flag under the pointer."""
    near = [flag for flag in flags if -4 <= x - flag.x <= _CLOTH_PX + 3]
    return min(near, key=lambda flag: abs(x - flag.x - _CLOTH_PX / 2)) if near else None


class FlagsItem(PlotItem):
    """Draws the flags in view."""

    in_view: tuple[Flag, ...] = ()
    """Those in view."""

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """A pole and a cloth each; the shape belongs to findings alone."""
        color = frame.look.text
        pen = QPen(color, 1.4)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        bottom = RAIL_PX - 1.5
        top = bottom - _POLE_PX
        for flag in self.in_view:
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawLine(QPointF(flag.x, top), QPointF(flag.x, bottom))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            tip = QPointF(flag.x + _CLOTH_PX, top + 3)
            painter.drawPolygon(QPolygonF((QPointF(flag.x, top), tip, QPointF(flag.x, top + 6))))
