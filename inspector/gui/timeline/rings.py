"""The rings around what is selected, what the pointer is on, and what a verdict's clause means."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from inspector.gui.timeline.frame import Frame
from inspector.gui.timeline.items import PlotItem, bar_rect, pill_rect
from inspector.gui.timeline.parts import Cluster
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
        hidden = {row for item in self.pills(frame) for row in item.rows}
        painter.setPen(QPen(frame.look.focus, 1.6))
        painter.setBrush(frame.look.lit)
        for row in self.lit[:_MOST_LIT]:
            self._ring(painter, frame, row, _LIT_PX)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(frame.look.focus, 1.2))
        for row in self.hovered:
            if row not in hidden:
                self._ring(painter, frame, row)
        if self.selected is not None and self.selected not in hidden:
            painter.setPen(QPen(frame.look.focus, 2.2))
            self._ring(painter, frame, self.selected)

    def pills(self, frame: Frame) -> list[Cluster]:
        """The clusters that hold the selected event or the hovered ones."""
        rows = {*self.hovered, self.selected} - {None}
        return [item for item in frame.placed.clusters if not rows.isdisjoint(item.rows)]

    def _ring(self, painter: QPainter, frame: Frame, row: int, reach_px: float = _RING_PX) -> None:
        plan = frame.plan
        marker = plan.marker_places.find(row)
        if marker is not None:
            mark = mark_of(plan, marker, frame.scale, frame.row_px)
            reach = mark.size / 2 + reach_px
            painter.drawEllipse(QPointF(mark.x, mark.y), reach, reach)
            return
        span = plan.span_places.find(row)
        if span is not None:
            bar = bar_of(plan, span, frame.scale, frame.row_px)
            rect: QRectF = bar_rect(bar).adjusted(-2.5, -2.5, 2.5, 2.5)
            painter.drawRoundedRect(rect, 6, 6)


class PillRingsItem(PlotItem):
    """Rings around whole clusters, above them: inside of one an event has no mark of its own."""

    rings: RingsItem | None = None
    """What is ringed."""

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """A strong ring for the selected event's, thin ones for hovered ones'."""
        if self.rings is None:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for item in self.rings.pills(frame):
            is_selected = self.rings.selected in item.rows
            painter.setPen(QPen(frame.look.focus, 2.2 if is_selected else 1.2))
            box = pill_rect(item).adjusted(-1.0, -2.0, 1.0, 2.0)
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
