"""The items of the plot: one item for all bars, one for all marks, never one an event.

All paint in pixels of the plot, from the same frame, so lines stay sharp at any scale.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsObject, QStyleOptionGraphicsItem, QWidget

from inspector.calls.timeline import Span
from inspector.gui.badge import paint_glyph
from inspector.gui.timeline.frame import Frame
from inspector.gui.timeline.parts import Bar, Label
from inspector.index.codes import CodeClass

_RADIUS_PX = 4.0
_FAINT_PX = 4.0
_CAP_PX = 3.0
_HALO_PX = 1.5


class PlotItem(QGraphicsObject):
    """An item as large as the plot, which draws the newest frame."""

    def __init__(self, parent: QGraphicsItem, z: float) -> None:
        super().__init__()
        self._bounds = QRectF()
        self.frame: Frame | None = None
        """What is drawn; None before the first."""
        self.setZValue(z)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        # After construction: a parent is told of the child, and that must be whole by then.
        self.setParentItem(parent)

    def show_frame(self, frame: Frame | None, bounds: QRectF) -> None:
        """Draw another frame."""
        if bounds != self._bounds:
            self.prepareGeometryChange()
            self._bounds = QRectF(bounds)
        self.frame = frame
        self.update()

    def boundingRect(self) -> QRectF:
        """The whole plot."""
        return self._bounds

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Draw the frame, cut to the plot."""
        if self.frame is not None:
            painter.setClipRect(self._bounds)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.draw(painter, self.frame)

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """What this item adds to the frame."""
        raise NotImplementedError


class Backdrop(PlotItem):
    """Lane grounds, the zone after the end, the grid, and the end cap."""

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Grounds first, the cap last."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        look, width, height = frame.look, self._bounds.width(), frame.height_px
        for number, lane in enumerate(frame.plan.rows.lanes):
            ground = look.surface if number % 2 else look.alternate
            top, bottom = lane_edges(frame, lane.first, lane.count)
            painter.fillRect(QRectF(0, top, width, bottom - top), ground)
        end_s = frame.plan.timeline.end_s
        cap = None if end_s is None else round(frame.scale.x_px(end_s))
        if cap is not None and cap < width:
            painter.fillRect(QRectF(max(cap, 0), 0, width - max(cap, 0), height), look.after_end)
        painter.setPen(look.grid)
        for tick in frame.ticks:
            painter.drawLine(QPointF(round(tick.x_px), 0), QPointF(round(tick.x_px), height))
        if cap is not None:
            painter.fillRect(QRectF(cap - 1, 0, _CAP_PX, height), look.cap)


class SpansItem(PlotItem):
    """All bars."""

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Bars, or lines for faint ones."""
        for bar in frame.placed.bars:
            if bar.span.faint:
                pen = QPen(frame.look.faint, _FAINT_PX)
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                painter.setPen(pen)
                painter.drawLine(QPointF(bar.left, bar.middle), QPointF(bar.right, bar.middle))
            else:
                self._bar(painter, frame, bar)

    def _bar(self, painter: QPainter, frame: Frame, bar: Bar) -> None:
        look, code_class = frame.look, bar.span.code_class
        rect = bar_rect(bar)
        radius = min(_RADIUS_PX, rect.width() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.tint(code_class))
        painter.drawRoundedRect(rect, radius, radius)
        if bar.span.open_end:
            painter.setBrush(look.hatching(code_class))
            painter.drawRoundedRect(rect, radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(look.outline(code_class, open_end=bar.span.open_end))
        painter.drawRoundedRect(rect, radius, radius)


class MarkersItem(PlotItem):
    """All marks, the cells that stand for too many of them, and all labels."""

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Labels above all."""
        look = frame.look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for cell in frame.placed.cells:
            box = QRectF(cell.x, cell.y - cell.height / 2, cell.width, cell.height)
            painter.fillRect(box, look.color(cell.code_class))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in frame.placed.marks:
            centre, reach = QPointF(mark.x, mark.y), mark.size / 2 + _HALO_PX
            code_class = mark.marker.code_class
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.surface)
            if code_class is CodeClass.C5XX:
                square = QRectF(mark.x - reach, mark.y - reach, 2 * reach, 2 * reach)
                painter.drawRoundedRect(square, 2, 2)
            else:
                painter.drawEllipse(centre, reach, reach)
            paint_glyph(painter, centre, mark.size, code_class, look.color(code_class))
        painter.setFont(look.label_font)
        for label in frame.placed.labels:
            self._label(painter, frame, label)

    def _label(self, painter: QPainter, frame: Frame, label: Label) -> None:
        part = label.part
        if isinstance(part, Span) and part.open_end:
            clear = QRectF(label.x - 3, label.y - 6, label.width + 6, 12)
            painter.fillRect(clear, frame.look.tint(part.code_class))
        painter.setPen(frame.look.color(part.code_class))
        box = QRectF(label.x, label.y - 10, label.width + 2, 20)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, int(align | Qt.TextFlag.TextSingleLine), label.text)


def bar_rect(bar: Bar) -> QRectF:
    """A bar's outline, on half pixels so that its edges are sharp."""
    return QRectF(bar.left, round(bar.top) + 0.5, bar.right - bar.left, round(bar.height) - 1)


def lane_edges(frame: Frame, first: int, count: int) -> tuple[int, int]:
    """Top and bottom of a lane's ground."""
    return round(first * frame.row_px), round((first + count) * frame.row_px)
