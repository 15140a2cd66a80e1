"""The rings around what is selected, what the pointer is on, and what a verdict's clause means."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from inspector.gui.timeline.frame import Frame
from inspector.gui.timeline.items import PlotItem, bar_rect
from inspector.gui.timeline.placing import bar_of, mark_of

_RING_PX = 4.0
_LIT_PX = 5.5
_MOST_LIT = 2000


class RingsItem(PlotItem):
    """A strong ring for the selected event, thin ones for the hovered pair, discs for lit ones."""

    selected: int | None = None
    """Event row."""
    hovered: tuple[int, ...] = ()
    """Event rows: one event, or both ends of a bar."""
    lit: tuple[int, ...] = ()
    """Event rows that something outside of the timeline speaks of."""

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Discs below thin rings below the strong one."""
        painter.setPen(QPen(frame.look.focus, 1.6))
        painter.setBrush(frame.look.lit)
        for row in self.lit[:_MOST_LIT]:
            self._ring(painter, frame, row, _LIT_PX)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(frame.look.focus, 1.2))
        for row in self.hovered:
            self._ring(painter, frame, row)
        if self.selected is not None:
            painter.setPen(QPen(frame.look.focus, 2.2))
            self._ring(painter, frame, self.selected)

    def _ring(self, painter: QPainter, frame: Frame, row: int, reach_px: float = _RING_PX) -> None:
        plan = frame.plan
        if row in plan.marker_of:
            mark = mark_of(plan, plan.marker_of[row], frame.scale, frame.row_px)
            reach = mark.size / 2 + reach_px
            painter.drawEllipse(QPointF(mark.x, mark.y), reach, reach)
        elif row in plan.span_of:
            bar = bar_of(plan, plan.span_of[row], frame.scale, frame.row_px)
            rect: QRectF = bar_rect(bar).adjusted(-2.5, -2.5, 2.5, 2.5)
            painter.drawRoundedRect(rect, 6, 6)
