"""The drawn timeline: a pyqtgraph view with our items, zoom and pan within the call's range."""

from collections.abc import Mapping

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from inspector.calls.timeline import LoggedOperation, Marker, Span, Timeline
from inspector.events.kinds import Lane
from inspector.gui.theme import Theme
from inspector.gui.timeline.edges import NAME_LEFT_PX, LaneNames, TimeAxis
from inspector.gui.timeline.flags import RAIL_PX, Flags, FlagsItem, flag_at
from inspector.gui.timeline.frame import Frame
from inspector.gui.timeline.hits import part_at
from inspector.gui.timeline.items import Backdrop, MarkersItem, PlotItem, SpansItem
from inspector.gui.timeline.look import Look
from inspector.gui.timeline.operation_marks import operation_at, place_operations
from inspector.gui.timeline.operations_item import OperationsItem
from inspector.gui.timeline.parts import Flag, Part
from inspector.gui.timeline.placing import bar_of, mark_of, place
from inspector.gui.timeline.plan import Plan, plan
from inspector.gui.timeline.rings import RingsItem
from inspector.gui.timeline.scale import Extent, Scale
from inspector.gui.timeline.ticks import ticks

_AXIS_PX = 26
_MOST_ROW_PX = 38.0
_LEAST_ROW_PX = 15.0
_LEAST_WINDOW_S = 0.002
_CLICK_PX = 4
_MOST_RINGS = 200
_WHEEL_STEP = 0.8
"""How much of the window is left after one notch of the wheel."""
_NOTCH = 120.0


class Canvas(QWidget):
    """Shows one timeline at a time; knows rows of events, not what they mean."""

    part_clicked = Signal(object)
    """A Span, Marker or Flag."""
    part_hovered = Signal(object)
    """A Span, Marker, Flag or LoggedOperation, or None when the pointer left it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look(theme)
        self._plan: Plan | None = None
        self._is_clock = False
        self._is_fitted = True
        self._hovered: Part | None = None
        self._marks: Mapping[int, str] = {}
        self._flags: Flags | None = None
        self._pressed: QPoint | None = None
        metrics = QFontMetricsF(self._look.lane_font)
        widest = max(metrics.horizontalAdvance(lane.value) for lane in Lane)
        self._gutter = round(NAME_LEFT_PX + widest + 18)
        self._view = pg.GraphicsView(self, background=theme.surface)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._box = pg.ViewBox(enableMenu=False, defaultPadding=0)
        self._box.setMouseEnabled(x=True, y=False)
        self._box.disableAutoRange()
        self._view.addItem(self._box)
        # Not children of the box: its Python hooks would run for each of them.
        ground = self._view.centralWidget
        self._backdrop = Backdrop(ground, 0)
        self._spans = SpansItem(ground, 1)
        self._rings = RingsItem(ground, 2)
        self._markers = MarkersItem(ground, 3)
        self._operations = OperationsItem(ground, 3)
        self._names = LaneNames(ground, 4)
        self._axis = TimeAxis(ground, 4)
        self._rail = FlagsItem(ground, 4)
        self._plot_items: tuple[PlotItem, ...] = (
            self._backdrop,
            self._spans,
            self._operations,
            self._markers,
            self._rings,
        )
        self._axis.plot_left_px = self._gutter
        self._box.sigXRangeChanged.connect(self._redraw)
        self._box.sigRangeChangedManually.connect(self._unfit)
        self._port: QWidget = self._view.viewport()
        self._port.installEventFilter(self)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self._look = Look(theme)
        self._view.setBackground(theme.surface)
        self._redraw()

    def set_clock(self, is_clock: bool) -> None:
        """Clock times on the axis, or seconds since the start."""
        self._is_clock = is_clock
        self._redraw()

    def show_timeline(self, timeline: Timeline) -> None:
        """Show another call, all of it; an update of the same call keeps the visible window."""
        before, self._plan = self._plan, plan(timeline)
        is_update = before is not None and before.timeline.call_id == timeline.call_id
        self._rings.selected = None
        self._rings.lit = ()
        self._flags = Flags(self._plan, self._marks) if self._marks else None
        self._set_hovered(None)
        if not is_update:
            self._is_fitted = True
        self._arrange()

    def select_row(self, row: int | None) -> None:
        """Ring an event, and move the visible window if it is out of sight."""
        self._rings.selected = row
        second = self._plan.second_of(row) if self._plan and row is not None else None
        if second is not None and not self._scale().shows(second, second):
            first, last = self._window()
            self._set_window(self._extent().moved((first, last), second - (first + last) / 2))
            self._is_fitted = False
        self._rings.update()

    def highlight_rows(self, rows: tuple[int, ...]) -> None:
        """Light up events; nothing moves."""
        self._rings.lit = rows
        self._rings.update()

    def set_marks(self, marks: Mapping[int, str]) -> None:
        """Put flags above these events, those of other calls included."""
        self._marks = marks
        self._flags = Flags(self._plan, marks) if self._plan is not None and marks else None
        self._set_hovered(None)
        self._arrange()

    def fit(self) -> None:
        """Show the whole call."""
        self._is_fitted = True
        self._set_window(self._extent().whole())

    def zoom(self, factor: float, around_px: float | None = None) -> None:
        """Make the window `factor` times as wide, around a place of the plot or its middle."""
        scale = self._scale()
        around_s = scale.second(scale.width_px / 2 if around_px is None else around_px)
        window = self._extent().zoomed(self._window(), factor, around_s, _LEAST_WINDOW_S)
        self._is_fitted = False
        self._set_window(window)

    def pan(self, share: float) -> None:
        """Move the window by a share of its width; positive is later."""
        first, last = self._window()
        self._is_fitted = False
        self._set_window(self._extent().moved((first, last), share * (last - first)))

    def visible_window(self) -> tuple[float, float]:
        """First and last second on screen."""
        return self._window()

    def point_of(self, row: int) -> QPoint | None:
        """Where an event is drawn, in this widget; None when it is not drawn or out of sight."""
        if self._plan is None:
            return None
        scale, row_px = self._scale(), self._row_px()
        if row in self._plan.marker_of:
            mark = mark_of(self._plan, self._plan.marker_of[row], scale, row_px)
            x, y = mark.x, mark.y
        elif row in self._plan.span_of:
            bar = bar_of(self._plan, self._plan.span_of[row], scale, row_px)
            x, y = (max(bar.left, 0) + min(bar.right, scale.width_px)) / 2, bar.middle
        else:
            return None
        at = QPoint(round(self._gutter + x), round(self._top_px + y))
        return at if 0 <= x <= scale.width_px else None

    def marker_of(self, row: int) -> Marker | None:
        """The marker of an event; None when a bar or nothing stands for it."""
        number = self._plan.marker_of.get(row) if self._plan is not None else None
        return None if self._plan is None or number is None else self._plan.timeline.markers[number]

    def operation_point(self, operation: LoggedOperation) -> QPoint | None:
        """Where an operation row is drawn, in this widget; None when it is not in sight."""
        if self._plan is None:
            return None
        frame = self._frame(self._plan)
        mark = next((mark for mark in frame.operations if mark.operation is operation), None)
        if mark is None:
            return None
        x = (max(mark.left, 0) + min(mark.right, frame.scale.width_px)) / 2
        return QPoint(round(self._gutter + x), round(self._top_px + mark.y))

    def flag_of(self, row: int) -> QPoint | None:
        """Where the flag of an event stands, in this widget; None when none is in sight."""
        flag = next((flag for flag in self._rail.in_view if row in flag.rows), None)
        return None if flag is None else QPoint(round(self._gutter + flag.x) + 2, RAIL_PX // 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the rows and the axis their place."""
        super().resizeEvent(event)
        self._view.setGeometry(self.rect())
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The mouse over the drawing; dragging is left to pyqtgraph."""
        if self._plan is None:
            return super().eventFilter(watched, event)
        match event.type():
            case QEvent.Type.Wheel if isinstance(event, QWheelEvent):
                self._wheel(event)
                return True
            case QEvent.Type.MouseMove if isinstance(event, QMouseEvent):
                still = event.buttons() == Qt.MouseButton.NoButton
                self._set_hovered(self._part_at(event.position()) if still else None)
            case QEvent.Type.MouseButtonPress if isinstance(event, QMouseEvent):
                self._pressed = event.position().toPoint()
            case QEvent.Type.MouseButtonRelease if isinstance(event, QMouseEvent):
                self._release(event)
            case QEvent.Type.Leave:
                self._set_hovered(None)
        return super().eventFilter(watched, event)

    def _wheel(self, event: QWheelEvent) -> None:
        """Zoom around the pointer; sideways, or with Shift, pan."""
        delta = event.angleDelta()
        has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if abs(delta.x()) > abs(delta.y()) or has_shift:
            self.pan(-(delta.x() or delta.y()) / _NOTCH * 0.1)
        elif delta.y():
            around = event.position().x() - self._gutter
            self.zoom(_WHEEL_STEP ** (delta.y() / _NOTCH), max(around, 0))
        event.accept()
        self._set_hovered(self._part_at(event.position()))

    def _release(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if (event.position().toPoint() - pressed).manhattanLength() < _CLICK_PX:
            part = self._part_at(event.position())
            if part is not None and not isinstance(part, LoggedOperation):
                self.part_clicked.emit(part)

    def _part_at(self, at: QPointF) -> Part | None:
        if self._plan is None or at.x() < self._gutter:
            return None
        if at.y() < self._top_px:
            return flag_at(self._rail.in_view, at.x() - self._gutter)
        frame = self._frame(self._plan)
        place_px = (at.x() - self._gutter, at.y() - self._top_px)
        part = part_at(self._plan, frame.placed, frame.scale, frame.row_px, place_px)
        return part or operation_at(frame.operations, frame.row_px, place_px)

    def _set_hovered(self, part: Part | None) -> None:
        if part is self._hovered:
            return
        self._hovered = part
        match part:
            case None | LoggedOperation():
                self._rings.hovered = ()
                self._port.unsetCursor()
            case Span() | Flag():
                self._rings.hovered = part.rows[:_MOST_RINGS]
                self._port.setCursor(Qt.CursorShape.PointingHandCursor)
            case Marker():
                self._rings.hovered = self._pair(part.row)
                self._port.setCursor(Qt.CursorShape.PointingHandCursor)
        self._rings.update()
        self.part_hovered.emit(part)

    def _pair(self, row: int) -> tuple[int, ...]:
        """The rows of the bar that an event ends, or the event alone."""
        if self._plan is None or row not in self._plan.span_of:
            return (row,)
        span = self._plan.timeline.spans[self._plan.span_of[row]]
        return (row,) if span.lane is Lane.CALL else span.rows

    def _extent(self) -> Extent:
        width_px = float(self._plot_px())
        if self._plan is None:
            return Extent(0.0, width_px)
        return Extent(self._plan.last_s, width_px, first_s=self._plan.first_s)

    def _plot_px(self) -> int:
        return max(self.width() - self._gutter, 1)

    def _row_px(self) -> float:
        rows = max(self._plan.rows.count if self._plan else 1, 1)
        room = self.height() - _AXIS_PX - self._top_px
        return min(_MOST_ROW_PX, max(_LEAST_ROW_PX, room / rows))

    @property
    def _top_px(self) -> int:
        """Where the lanes begin; flags stand above them."""
        return RAIL_PX if self._flags else 0

    def _window(self) -> tuple[float, float]:
        first, last = self._box.viewRange()[0]
        return float(first), float(last)

    def _set_window(self, window: tuple[float, float]) -> None:
        self._box.setXRange(*window, padding=0)

    def _scale(self) -> Scale:
        return Scale(*self._window(), float(self._plot_px()))

    def _unfit(self) -> None:
        self._is_fitted = False

    def _arrange(self) -> None:
        """Place the plot for this size and call, then draw."""
        if self._plan is None:
            return
        height = round(self._row_px() * self._plan.rows.count)
        top = self._top_px
        self._box.setGeometry(QRectF(self._gutter, top, self._plot_px(), height))
        low, high = self._extent().whole()
        self._box.setLimits(xMin=low, xMax=high, maxXRange=high - low)
        if self._is_fitted:
            self._set_window((low, high))
        for item in self._plot_items:
            item.setPos(self._gutter, top)
        self._names.setPos(0, top)
        self._rail.setPos(self._gutter, 0)
        self._axis.setPos(0, top + height)
        self._redraw()

    def _frame(self, shown: Plan) -> Frame:
        """The frame on screen, or a new one after something moved."""
        current = self._markers.frame
        if current is not None:
            return current
        scale, row_px = self._scale(), self._row_px()
        origin = shown.timeline.origin_ns if self._is_clock else None
        return Frame(
            plan=shown,
            scale=scale,
            row_px=row_px,
            placed=place(shown, scale, row_px, self._look),
            ticks=ticks(scale, origin, shown.first_s),
            look=self._look,
            is_clock=origin is not None,
            operations=place_operations(shown, scale, row_px, self._look),
        )

    def _redraw(self) -> None:
        if self._plan is None:
            return
        self._markers.frame = None
        frame = self._frame(self._plan)
        plot = QRectF(0, 0, self._plot_px(), round(frame.height_px))
        for item in self._plot_items:
            item.show_frame(frame, plot)
        self._names.show_frame(frame, QRectF(0, 0, self._gutter, round(frame.height_px)))
        self._axis.show_frame(frame, QRectF(0, 0, self.width(), _AXIS_PX))
        self._rail.in_view = self._flags.placed(frame.scale) if self._flags else ()
        self._rail.show_frame(frame, QRectF(0, 0, self._plot_px(), self._top_px))
