"""The rail above the lanes: where events stand that findings, bookmarks or a search point at."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from inspector.calls.columns import Numbers, Seconds
from inspector.gui.timeline.frame import Frame
from inspector.gui.timeline.items import PlotItem
from inspector.gui.timeline.look import Look
from inspector.gui.timeline.parts import Flag, RailKind
from inspector.gui.timeline.places import AnyRows
from inspector.gui.timeline.plan import Plan
from inspector.gui.timeline.scale import Scale

RAIL_PX = 16
"""Height of the strip."""
_CELL_PX = 10.0
"""Signs of one kind that are closer together become one."""
_SIGN_TOP_PX, _SIGN_BOTTOM_PX = 1.5, 11.5
_CLOTH_PX = 7.0
_RIBBON_PX = 6.0
_HIT_TOP_PX, _HIT_PX, _HIT_HALF_PX = 12.0, 3.0, 4.5
_REACH_PX = 3.0


class RailSigns:
    """The events of one timeline that one kind of sign is for."""

    def __init__(self, plan: Plan, kind: RailKind, rows: AnyRows) -> None:
        self.kind = kind
        self._rows: Numbers
        self._seconds: Seconds
        self._rows, self._seconds = plan.placed_rows(rows)

    def __len__(self) -> int:
        return len(self._rows)

    def placed(self, scale: Scale) -> list[Flag]:
        """The signs in the visible window, left to right."""
        first, last = np.searchsorted(self._seconds, (scale.first_s, scale.last_s))
        seconds, rows = self._seconds[first:last], self._rows[first:last]
        if not len(rows):
            return []
        drawn = scale.time_map.all_drawn(seconds)
        cells = ((drawn - scale.first) * scale.px_per_s // _CELL_PX).astype(np.int64)
        starts = np.flatnonzero(np.diff(cells, prepend=-1))
        return [
            Flag(scale.x_px(float(at)), float(at), tuple(rows_there.tolist()), self.kind)
            for at, rows_there in zip(seconds[starts], np.split(rows, starts[1:]), strict=True)
        ]


def flag_at(flags: Sequence[Flag], x: float, y: float) -> Flag | None:
    """The sign under the pointer."""
    near = [
        (abs(x - (left + right) / 2), number, flag)
        for number, flag in enumerate(flags)
        for left, right in [_sides(flag)]
        if left - _REACH_PX <= x <= right + _REACH_PX
    ]
    if y >= _HIT_TOP_PX:
        near = [item for item in near if item[2].kind is RailKind.HIT] or near
    return min(near)[2] if near else None


def _sides(flag: Flag) -> tuple[float, float]:
    match flag.kind:
        case RailKind.FINDING:
            return flag.x, flag.x + _CLOTH_PX
        case RailKind.BOOKMARK:
            return flag.x - _RIBBON_PX - 1, flag.x - 1
        case RailKind.HIT:
            return flag.x - _HIT_HALF_PX, flag.x + _HIT_HALF_PX


class RailItem(PlotItem):
    """Draws the signs in view: flags right of their place, ribbons left, hits as lines below."""

    scrolls = False
    in_view: tuple[Flag, ...] = ()

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Each kind has its shape and its color."""
        for flag in self.in_view:
            match flag.kind:
                case RailKind.FINDING:
                    _draw_flag(painter, flag.x, frame.look)
                case RailKind.BOOKMARK:
                    _draw_ribbon(painter, flag.x, frame.look)
                case RailKind.HIT:
                    _draw_hit(painter, flag.x, frame.look)


def _draw_flag(painter: QPainter, x: float, look: Look) -> None:
    pen = QPen(look.text, 1.4)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawLine(QPointF(x, _SIGN_TOP_PX), QPointF(x, _SIGN_BOTTOM_PX))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.text)
    tip = QPointF(x + _CLOTH_PX, _SIGN_TOP_PX + 3)
    painter.drawPolygon(QPolygonF([QPointF(x, _SIGN_TOP_PX), tip, QPointF(x, _SIGN_TOP_PX + 6)]))


def _draw_ribbon(painter: QPainter, x: float, look: Look) -> None:
    left, right = x - _RIBBON_PX - 1, x - 1
    notch = QPointF((left + right) / 2, _SIGN_BOTTOM_PX - 3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.accent)
    painter.drawPolygon(
        QPolygonF([
            QPointF(left, _SIGN_TOP_PX), QPointF(right, _SIGN_TOP_PX),
            QPointF(right, _SIGN_BOTTOM_PX), notch, QPointF(left, _SIGN_BOTTOM_PX),
        ])
    )  # fmt: skip


def _draw_hit(painter: QPainter, x: float, look: Look) -> None:
    painter.setPen(QPen(look.hit_edge, 1))
    painter.setBrush(look.hit)
    painter.drawRect(QRectF(x - _HIT_HALF_PX, _HIT_TOP_PX, 2 * _HIT_HALF_PX, _HIT_PX))
