"""Draws operation rows of resource logs: hollow and muted, apart from what callbacks tell."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from inspector.gui.timeline.frame import Frame
from inspector.gui.timeline.items import PlotItem

_RADIUS_PX = 1.5


class OperationsItem(PlotItem):
    """All operation rows in view."""

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Boxes without a ground, then texts; only a failure has the color of its class."""
        look = frame.look
        painter.setFont(look.axis.font)
        align = int(
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
        )
        for mark in frame.operations:
            operation = mark.operation
            color = look.color(operation.code_class) if operation.failed else look.muted
            painter.setPen(QPen(color, 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            box = QRectF(mark.left, mark.y - mark.height / 2, mark.right - mark.left, mark.height)
            painter.drawRoundedRect(box, _RADIUS_PX, _RADIUS_PX)
            if mark.label:
                width_px = look.axis.width_px(mark.label) + 2
                place = QRectF(mark.label_x, mark.y - 10, width_px, 20)
                painter.drawText(place, align, mark.label)
