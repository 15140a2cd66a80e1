"""What lies over the lanes: the selected range, the time reference, and the measuring bar."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from inspector.gui.timeline.frame import Frame
from inspector.gui.timeline.items import PlotItem
from inspector.gui.timeline.measuring import Measure

MEASURE_PX = 22
"""Height of the strip that the measuring bar stands in."""
_ARROW_PX = 4.0
_PILL_PX = 16.0
_PILL_PADDING_PX = 7.0
_CAP_PX = 4.5


class RangeItem(PlotItem):
    """The selected range, as a tinted band."""

    scrolls = False
    range_s: tuple[float, float] | None = None

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """A band over the whole height, with both edges."""
        if self.range_s is None:
            return
        left, right = (frame.scale.x_px(second) for second in self.range_s)
        if right < 0 or left > self._bounds.width():
            return
        band = QRectF(left, 0, right - left, self._bounds.height())
        painter.fillRect(band, frame.look.band)
        painter.setPen(QPen(frame.look.focus, 1))
        for x in (left, right):
            painter.drawLine(QPointF(round(x) + 0.5, 0), QPointF(round(x) + 0.5, band.height()))


class ReferenceItem(PlotItem):
    """The time that other times are counted from: a thin dashed line with a small cap."""

    scrolls = False

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """From the top to the axis."""
        second = frame.axis.reference_s
        x = None if second is None else round(frame.scale.x_px(second)) + 0.5
        if x is None or not 0 <= x <= self._bounds.width():
            return
        look, height = frame.look, self._bounds.height()
        pen = QPen(look.accent, 1)
        pen.setDashPattern([4.0, 3.0])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, 0), QPointF(x, height))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.accent)
        corners = (QPointF(x - _CAP_PX, 0), QPointF(x + _CAP_PX, 0), QPointF(x, 1.4 * _CAP_PX))
        painter.drawPolygon(QPolygonF(corners))


class MeasureItem(PlotItem):
    """The measuring bar above the lanes, and a line down to each of its ends."""

    scrolls = False
    measure: Measure | None = None

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Lines, bar with arrows, then the text on its own ground."""
        if self.measure is None:
            return
        look, scale, width = frame.look, frame.scale, self._bounds.width()
        ends = [scale.x_px(self.measure.first_s), scale.x_px(self.measure.last_s)]
        painter.fillRect(QRectF(0, 0, width, MEASURE_PX), look.surface)
        pen = QPen(look.accent, 1)
        painter.setPen(pen)
        for x in ends:
            painter.drawLine(QPointF(x, 3), QPointF(x, MEASURE_PX - 1))
        faint = QPen(look.accent, 1)
        faint.setDashPattern([2.0, 3.0])
        painter.setPen(faint)
        for x in ends:
            painter.drawLine(QPointF(x, MEASURE_PX), QPointF(x, self._bounds.height()))
        painter.setPen(QPen(look.accent, 1.4))
        middle = MEASURE_PX / 2
        painter.drawLine(QPointF(ends[0], middle), QPointF(ends[1], middle))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.accent)
        for x, turn in ((ends[0], 1), (ends[1], -1)):
            if ends[1] - ends[0] > 4 * _ARROW_PX:
                tip = QPointF(x, middle)
                far = x + turn * 1.8 * _ARROW_PX
                top, bottom = QPointF(far, middle - _ARROW_PX), QPointF(far, middle + _ARROW_PX)
                painter.drawPolygon(QPolygonF([tip, top, bottom]))
        self._text(painter, frame, ends)

    def _text(self, painter: QPainter, frame: Frame, ends: list[float]) -> None:
        look, width = frame.look, self._bounds.width()
        if self.measure is None:
            return
        room = width - 2 * _PILL_PADDING_PX - 4
        text = look.elide(self.measure.text, room)
        wide = min(look.width_px(text) + 2 * _PILL_PADDING_PX, width)
        middle = (max(ends[0], 0.0) + min(ends[1], width)) / 2
        inside = ends[1] - ends[0] - 4 * _ARROW_PX
        left = middle - wide / 2
        if wide > inside:
            # Beside the bar where there is room: its ends stay visible.
            beside = (ends[1] + 8, ends[0] - 8 - wide)
            left = next((x for x in beside if x >= 2 and x + wide <= width - 2), left)
        left = min(max(left, 2.0), max(width - wide - 2, 2.0))
        pill = QRectF(left, (MEASURE_PX - _PILL_PX) / 2, wide, _PILL_PX)
        painter.setBrush(look.accent)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(pill, 4, 4)
        painter.setFont(look.labels.font)
        painter.setPen(look.on_accent)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(pill, int(flags), text)
