"""The rings around what is selected and what the pointer is on."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from inspector.gui.timeline.frame import Frame
from inspector.gui.timeline.items import PlotItem, bar_rect
from inspector.gui.timeline.placing import bar_of, mark_of

_RING_PX = 4.0


class RingsItem(PlotItem):
    """A strong ring for the selected event, thin ones for the hovered pair."""

    selected: int | None = None
    """Event row."""
    hovered: tuple[int, ...] = ()
    """Event rows: one event, or both ends of a bar."""

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Thin rings below the strong one."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(frame.look.focus, 1.2))
        for row in self.hovered:
            self._ring(painter, frame, row)
        if self.selected is not None:
            painter.setPen(QPen(frame.look.focus, 2.2))
            self._ring(painter, frame, self.selected)

    def _ring(self, painter: QPainter, frame: Frame, row: int) -> None:
        plan = frame.plan
        if row in plan.marker_of:
            mark = mark_of(plan, plan.marker_of[row], frame.scale, frame.row_px)
            reach = mark.size / 2 + _RING_PX
            painter.drawEllipse(QPointF(mark.x, mark.y), reach, reach)
        elif row in plan.span_of:
            bar = bar_of(plan, plan.span_of[row], frame.scale, frame.row_px)
            rect: QRectF = bar_rect(bar).adjusted(-2.5, -2.5, 2.5, 2.5)
            painter.drawRoundedRect(rect, 6, 6)
