"""The edges of the plot: lane names on the left, the time axis below."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from inspector.gui.timeline.frame import Frame
from inspector.gui.timeline.items import PlotItem, lane_edges

NAME_LEFT_PX = 14.0
_TICK_TEXT_PX = 16.0


class LaneNames(PlotItem):
    """The name of each lane, on the lane's ground."""

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """One name a lane, in the middle of its height."""
        look = frame.look
        painter.setFont(look.lane_font)
        align = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        for number, lane in enumerate(frame.plan.rows.lanes):
            top, bottom = lane_edges(frame, lane.first, lane.count)
            box = QRectF(0, top, self._bounds.width(), bottom - top)
            painter.fillRect(box, look.surface if number % 2 else look.alternate)
            painter.setPen(look.muted)
            painter.drawText(box.adjusted(NAME_LEFT_PX, 0, 0, 0), align, lane.name)


class TimeAxis(PlotItem):
    """The times of the grid lines; it reaches below the lane names too."""

    plot_left_px = 0.0
    """Where the plot begins, from the left edge of the axis."""

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Texts centred on their ticks, pushed in at the edges, never over each other."""
        look = frame.look
        painter.setFont(look.axis_font)
        painter.setPen(look.muted)
        metrics = QFontMetricsF(look.axis_font)
        align = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter)
        taken = NAME_LEFT_PX
        if frame.is_clock:
            width = metrics.horizontalAdvance("UTC")
            painter.drawText(QRectF(NAME_LEFT_PX, 4, width + 1, _TICK_TEXT_PX), align, "UTC")
            taken += width + 10
        for tick in frame.ticks:
            width = metrics.horizontalAdvance(tick.text) + 2
            left = self.plot_left_px + tick.x_px - width / 2
            left = min(left, self._bounds.width() - width - 2)
            if left < taken or tick.x_px < 0:
                continue
            painter.drawText(QRectF(left, 4, width, _TICK_TEXT_PX), align, tick.text)
            taken = left + width + 10
