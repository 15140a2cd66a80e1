"""The items of the plot: one item for all bars, one for all marks, never one an event.

All paint in pixels of the plot, from the same frame, so lines stay sharp at any scale.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsObject, QStyleOptionGraphicsItem, QWidget

from inspector.calls.timeline import Span
from inspector.gui.badge import paint_glyph
from inspector.gui.timeline.frame import Frame
from inspector.gui.timeline.parts import Bar, Cluster, Label, Mark
from inspector.index.codes import CodeClass

_RADIUS_PX = 4.0
_LEAST_ROUND_PX = 4.0
"""A narrower bar has no room for an outline."""
_FAINT_PX = 4.0
_CAP_PX = 3.0
_HALO_PX = 1.5
_PILL_PADDING_PX, _PILL_GAP_PX = 3.5, 2.0
MUTED = "muted"
"""The name of a stretch; others are holds."""
LABEL_PX = 14.0
"""Height of a label; no row is lower."""
LABEL_FLAGS = int(
    Qt.AlignmentFlag.AlignVCenter
    | Qt.AlignmentFlag.AlignLeft
    | Qt.TextFlag.TextSingleLine
    | Qt.TextFlag.TextDontClip
)


class PlotItem(QGraphicsObject):
    """An item as large as the plot, which draws the newest frame."""

    scrolls = True
    """Whether it moves with the lanes."""

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
            if self.scrolls:
                painter.translate(0, -self.frame.scroll_px)
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
        cap = None if frame.cap_px is None else round(frame.cap_px)
        if cap is not None and cap < width:
            painter.fillRect(QRectF(max(cap, 0), 0, width - max(cap, 0), height), look.idle)
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
        look, span = frame.look, bar.span
        rect = bar_rect(bar)
        if rect.width() < _LEAST_ROUND_PX:
            painter.fillRect(rect, look.color(span.code_class))
            return
        radius = min(_RADIUS_PX, rect.width() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.tint(span.code_class))
        painter.drawRoundedRect(rect, radius, radius)
        if span.open_end:
            painter.setBrush(look.hatching(span.code_class))
            painter.drawRoundedRect(rect, radius, radius)
        for inner in bar.inner:
            box = QRectF(inner.left, rect.top(), inner.right - inner.left, rect.height())
            painter.setBrush(look.inner(span.code_class, is_hold=inner.name != MUTED))
            painter.drawRect(box)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        is_dashed = span.open_end or span.inferred
        painter.setPen(look.outline(span.code_class, dashed=is_dashed))
        painter.drawRoundedRect(rect, radius, radius)
        if span.open_start:
            self._open_start(painter, frame, bar)
        if span.canceled:
            self._cross(painter, frame, bar)

    def _open_start(self, painter: QPainter, frame: Frame, bar: Bar) -> None:
        """Where a bar is first seen it did not begin: its left edge is torn off."""
        rect = bar_rect(bar)
        gap = QRectF(rect.left() - 1, rect.top() - 1, 3, rect.height() + 2)
        painter.fillRect(gap, frame.look.tint(bar.span.code_class))
        pen = QPen(frame.look.color(bar.span.code_class), 1.2)
        pen.setDashPattern([2.0, 2.0])
        painter.setPen(pen)
        painter.drawLine(rect.topLeft(), rect.bottomLeft())

    def _cross(self, painter: QPainter, frame: Frame, bar: Bar) -> None:
        """A bar that was called off ends in a crossed field."""
        rect = bar_rect(bar)
        width = min(rect.height(), rect.width())
        field = QRectF(rect.right() - width, rect.top(), width, rect.height())
        painter.setPen(frame.look.outline(bar.span.code_class, dashed=False))
        painter.drawLine(field.topLeft(), field.bottomRight())
        painter.drawLine(field.bottomLeft(), field.topRight())
        painter.drawLine(field.topLeft(), field.bottomLeft())


class MarkersItem(PlotItem):
    """All marks, clusters of them, and all labels."""

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Labels above all."""
        look = frame.look
        for cluster in frame.placed.clusters:
            self._cluster(painter, frame, cluster)
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
            if mark.marker.canceled:
                self._strike(painter, frame, mark)
        painter.setFont(look.labels.font)
        for label in frame.placed.labels:
            self._label(painter, frame, label)

    def _strike(self, painter: QPainter, frame: Frame, mark: Mark) -> None:
        """A line through what was called off."""
        reach = mark.size / 2 + 2.5
        low, high = QPointF(mark.x - reach, mark.y + reach), QPointF(mark.x + reach, mark.y - reach)
        painter.setPen(QPen(frame.look.surface, 3.6))
        painter.drawLine(low, high)
        painter.setPen(QPen(frame.look.color(mark.marker.code_class), 1.6))
        painter.drawLine(low, high)

    def _cluster(self, painter: QPainter, frame: Frame, cluster: Cluster) -> None:
        """A pill over the place of its marks, with the shape of the worst."""
        look, half = frame.look, cluster.height / 2
        pill = pill_rect(cluster)
        painter.setPen(QPen(look.color(cluster.code_class), 1.2))
        painter.setBrush(look.tint(cluster.code_class))
        painter.drawRoundedRect(pill, half, half)
        size = min(8.0, cluster.height - 4)
        color = look.color(cluster.code_class)
        # Of some that failed the shape stands with their own number, not with that of all.
        before, after = cluster.number, f"{cluster.failures:,}"
        wordings: tuple[tuple[str, str], ...] = (("", before),)
        if cluster.is_mixed:
            wordings = ((f"{before} ·", f"{after} failed"), (before, after), (before, ""))
        room = pill.width() - 2 * _PILL_PADDING_PX - size
        for before, after in wordings:
            gaps = [_PILL_GAP_PX if text else 0.0 for text in (before, after)]
            wide = [look.width_px(text) for text in (before, after)]
            if sum(gaps) + sum(wide) <= room:
                break
        painter.setFont(look.labels.font)
        left = pill.center().x() - (sum(gaps) + sum(wide) + size) / 2
        painter.setPen(look.text if cluster.is_mixed else color)
        top = cluster.y - LABEL_PX / 2
        painter.drawText(QRectF(left, top, wide[0] + 1, LABEL_PX), LABEL_FLAGS, before)
        left += wide[0] + gaps[0]
        centre = QPointF(left + size / 2, cluster.y)
        paint_glyph(painter, centre, size, cluster.code_class, color)
        painter.setPen(color)
        left += size + gaps[1]
        painter.drawText(QRectF(left, top, wide[1] + 1, LABEL_PX), LABEL_FLAGS, after)

    def _label(self, painter: QPainter, frame: Frame, label: Label) -> None:
        part, box = label.part, label_rect(label)
        if isinstance(part, Span) and (part.open_end or part.stretches):
            clear = box.adjusted(-3, 1, 3, -1)
            painter.fillRect(clear, frame.look.tint(part.code_class))
        painter.setPen(frame.look.color(part.code_class))
        painter.drawText(box, LABEL_FLAGS, label.text)


def label_rect(label: Label) -> QRectF:
    """The room of a label."""
    return QRectF(label.x, label.y - LABEL_PX / 2, label.width, LABEL_PX)


def pill_rect(cluster: Cluster) -> QRectF:
    """A cluster's outline."""
    top = cluster.y - cluster.height / 2
    return QRectF(cluster.left, top, cluster.right - cluster.left, cluster.height)


def bar_rect(bar: Bar) -> QRectF:
    """A bar's outline, on half pixels so that its edges are sharp."""
    return QRectF(bar.left, round(bar.top) + 0.5, bar.right - bar.left, round(bar.height) - 1)


def lane_edges(frame: Frame, first: int, count: int) -> tuple[int, int]:
    """Top and bottom of a lane's ground."""
    return round(first * frame.row_px), round((first + count) * frame.row_px)
