"""The drawn timeline: what is shown of which call, and what the user does with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from inspector.calls.timeline import Marker
from inspector.events.kinds import Lane
from inspector.gui.theme import Theme
from inspector.gui.timeline.axis_buttons import AxisButtons
from inspector.gui.timeline.camera import Camera
from inspector.gui.timeline.edges import NAME_LEFT_PX
from inspector.gui.timeline.frame import Frame
from inspector.gui.timeline.gestures import Gestures
from inspector.gui.timeline.look import Look
from inspector.gui.timeline.measuring import Measure
from inspector.gui.timeline.operation_marks import place_operations
from inspector.gui.timeline.overlay import MEASURE_PX
from inspector.gui.timeline.parts import RailKind
from inspector.gui.timeline.places import AnyRows
from inspector.gui.timeline.placing import place
from inspector.gui.timeline.plan import Plan
from inspector.gui.timeline.pointer import Pointer
from inspector.gui.timeline.rail import RAIL_PX, RailSigns
from inspector.gui.timeline.rooms import SCROLL_BAR_PX, Rooms
from inspector.gui.timeline.stage import Stage
from inspector.gui.timeline.ticks import Axis, AxisKind, ticks

_LANE_GAP_PX = 18


class Canvas(QWidget):
    """Shows one timeline at a time; knows rows of events, not what they mean."""

    range_chosen = Signal(object)
    """First and last second, or None."""
    range_shown = Signal()
    """Another range is on screen, or none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = Look(theme)
        self._plan: Plan | None = None
        self._camera = Camera()
        self._axis_kind = AxisKind.RELATIVE
        self._reference_ns: int | None = None
        self._signs: dict[RailKind, AnyRows] = {}
        self._rail: dict[RailKind, RailSigns] = {}
        self._scroll_px = 0
        self._frame: Frame | None = None
        widest = max(self._look.lanes.width_px(lane.value) for lane in Lane)
        self._gutter = round(NAME_LEFT_PX + widest + _LANE_GAP_PX)
        self._stage = Stage(theme, self)
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.setAccessibleName("Lanes")
        self._bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bar.valueChanged.connect(self._scroll_to)
        self._bar.hide()
        self.buttons = AxisButtons(self)
        self.buttons.fit.connect(self.fit)
        self.buttons.true_scale_changed.connect(self._rescale)
        self.gestures = Gestures(self._stage.port, self)
        self.gestures.zoomed.connect(lambda factor, x: self.zoom(factor, x - self._gutter))
        self.gestures.panned.connect(self._pull)
        self.pointer = Pointer(self._stage.port, self.gestures, self._stage.rings)
        self.pointer.opened.connect(lambda cluster: self.fit_range(cluster.first_s, cluster.last_s))
        self.gestures.range_dragged.connect(self._drag_range)

    @property
    def shown(self) -> Plan | None:
        """The plan of the timeline on screen."""
        return self._plan

    @property
    def range_s(self) -> tuple[float, float] | None:
        """The selected range of seconds."""
        return self._stage.range.range_s

    @property
    def axis(self) -> Axis | None:
        """How times are written now."""
        return self._frame.axis if self._frame is not None else None

    @property
    def measure(self) -> Measure | None:
        """The distance that is shown."""
        return self._stage.measure.measure

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self._look = Look(theme)
        self._stage.set_theme(theme)
        self._redraw()

    def set_axis(self, kind: AxisKind, reference_ns: int | None) -> None:
        """How times are written, and where the reference stands."""
        self._axis_kind, self._reference_ns = kind, reference_ns
        self._redraw()

    def _rescale(self) -> None:
        """Draw idle time as long as it is, or fold it."""
        if self._plan is not None:
            self._plan = self._plan.scaled(is_true=self.buttons.is_true_scale)
            self._arrange()

    def show_plan(self, shown: Plan, selected: int | None = None) -> None:
        """Show another call, all of it; an update of the same call keeps the visible window.

        A selected event is ringed as by `select_row`, but everything is placed only once.
        """
        before = self._plan
        is_update = before is not None and before.timeline.call_id == shown.timeline.call_id
        self._plan = shown.scaled(is_true=self.buttons.is_true_scale)
        self._stage.rings.selected = None
        self._stage.rings.lit = ()
        if not is_update:
            self._camera.fit()
            self._stage.measure.measure = None
            self._stage.range.range_s = self._stage.axis.range_s = None
            self._scroll_px = 0
        self._mark_rail(*self._signs)
        self.pointer.leave()
        self.buttons.set_foldable(bool(shown.folds.folds))
        self._fit_rooms()
        self._reveal(selected)
        self._arrange()

    def select_row(self, row: int | None) -> None:
        """Ring an event, and move the visible window if it is out of sight."""
        self._reveal(row)
        self._arrange()

    def _reveal(self, row: int | None) -> None:
        self._stage.rings.selected = row
        self._show_lane(row)
        second = self._plan.second_of(row) if self._plan and row is not None else None
        if self._plan is not None and row is not None and second is not None:
            self._camera.reveal(second)

    def highlight_rows(self, rows: tuple[int, ...]) -> None:
        """Light up events; nothing moves."""
        self._stage.rings.lit = rows
        self._stage.rings.update()

    def set_signs(self, kind: RailKind, rows: AnyRows) -> None:
        """Put signs of one kind above these events, those of other calls included."""
        self._signs[kind] = rows
        self._mark_rail(kind)
        self.pointer.leave()
        self._arrange()

    def set_range(self, range_s: tuple[float, float] | None) -> None:
        """Show a range of seconds as selected; nothing is announced."""
        self._stage.range.range_s = self._stage.axis.range_s = range_s
        self._redraw()
        self.range_shown.emit()

    def set_measure(self, measure: Measure | None) -> None:
        """Show the distance between two events, or none."""
        self._stage.measure.measure = measure
        self._arrange()

    def fit(self) -> None:
        """Show the whole call."""
        self._camera.fit()
        self._redraw()

    def fit_range(self, first_s: float, last_s: float) -> None:
        """Show a range of seconds."""
        self._camera.fit_range(first_s, last_s)
        self._redraw()

    def zoom(self, factor: float, around_px: float | None = None) -> None:
        """Make the window `factor` times as wide, around a place of the plot or its middle."""
        self._camera.zoom(factor, None if around_px is None else max(around_px, 0.0))
        self._redraw()

    def reveal(self, second: float) -> None:
        """Move the window, if need be, so that a second of the call is in sight."""
        self._camera.reveal(second)
        self._redraw()

    def pan(self, share: float) -> None:
        """Move the window by a share of its width; positive is later."""
        self._camera.pan(share)
        self._redraw()

    def scroll_lanes(self, by_px: int) -> None:
        """Move the lanes, where not all find room."""
        self._scroll_to(self._scroll_px + by_px)

    def visible_window(self) -> tuple[float, float]:
        """First and last drawn second on screen."""
        scale = self._camera.scale
        return scale.first, scale.last

    def marker_of(self, row: int) -> Marker | None:
        """The marker of an event; None when a bar or nothing stands for it."""
        number = self._plan.marker_places.find(row) if self._plan is not None else None
        return None if self._plan is None or number is None else self._plan.markers[number]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the rows and the axis their place."""
        super().resizeEvent(event)
        self._show_lane(self._stage.rings.selected)
        self._arrange()

    def _pull(self, right_px: float, down_px: float) -> None:
        """The drawing follows the hand."""
        self._camera.pan(-right_px / self._rooms().plot_px)
        if down_px:
            self._scroll_to(self._scroll_px - round(down_px))
        self._redraw()

    def _show_lane(self, row: int | None) -> None:
        """Scroll to the lane of an event, where not all lanes find room."""
        lane_row = self._plan.lane_row_of(row) if self._plan and row is not None else None
        if self._plan is not None and lane_row is not None:
            lanes = ((lane.first, lane.count) for lane in self._plan.rows.lanes)
            lane = next((each for each in lanes if 0 <= lane_row - each[0] < each[1]), None)
            self._scroll_px = self._rooms().scrolled_to(self._scroll_px, lane_row, lane)

    def _scroll_to(self, scroll_px: int) -> None:
        at = self._rooms().clamped(scroll_px)
        if at != self._scroll_px:
            self._scroll_px = at
            self._arrange()

    def _drag_range(self, from_x: float, to_x: float, is_done: bool) -> None:
        if self._plan is None:
            return
        scale = self._camera.scale
        places = (min(max(x - self._gutter, 0.0), scale.width_px) for x in (from_x, to_x))
        first, last = sorted(scale.second(x) for x in places)
        self.set_range((first, last))
        if is_done:
            self.range_chosen.emit((first, last))

    def _mark_rail(self, *kinds: RailKind) -> None:
        """Find the events of these kinds of signs on the timeline."""
        if self._plan is not None:
            for kind in kinds:
                self._rail[kind] = RailSigns(self._plan, kind, self._signs[kind])

    def _rooms(self) -> Rooms:
        return Rooms(
            self.width(),
            self.height(),
            self._gutter,
            rail=RAIL_PX if any(map(len, self._rail.values())) else 0,
            measure=MEASURE_PX if self.measure is not None else 0,
            rows=max(self._plan.rows.count if self._plan else 1, 1),
        )

    def _arrange(self) -> None:
        """Place everything for this size and call, then draw."""
        self._fit_rooms()
        self._redraw()

    def _fit_rooms(self) -> None:
        """Give the rows and the axis of this call their room."""
        if self._plan is None:
            return
        rooms = self._rooms()
        self._scroll_px = rooms.clamped(self._scroll_px)
        self._camera.take(self._plan.first_s, self._plan.last_s, self._plan.time_map, rooms.plot_px)
        self._bar.setVisible(bool(rooms.most_scroll))
        self._bar.setGeometry(
            rooms.width - SCROLL_BAR_PX, rooms.lanes_top, SCROLL_BAR_PX, rooms.lanes_px
        )
        self._bar.setRange(0, rooms.most_scroll)
        self._bar.setPageStep(rooms.lanes_px)
        self._bar.setSingleStep(round(rooms.row_px))
        self._bar.setValue(self._scroll_px)
        self.gestures.axis_top_px = rooms.axis_top
        right = rooms.gutter + rooms.plot_px
        self.buttons.move(right - self.buttons.width() - 4, rooms.axis_top + 2)
        self._stage.axis.reserved_px = rooms.width - self.buttons.x() + 4

    def _redraw(self) -> None:
        shown = self._plan
        if shown is None or shown.timeline.origin_ns is None:
            return
        rooms, scale, look = self._rooms(), self._camera.scale, self._look
        axis = Axis(shown.timeline.origin_ns, self._axis_kind, self._reference_ns)
        self._frame = Frame(
            plan=shown,
            scale=scale,
            row_px=rooms.row_px,
            placed=place(shown, scale, rooms.row_px, look),
            ticks=ticks(scale, axis, shown.first_s),
            look=look,
            axis=axis,
            scroll_px=rooms.in_whole_rows(self._scroll_px),
            operations=place_operations(shown, scale, rooms.row_px, look.axis),
        )
        found = [flag for signs in self._rail.values() for flag in signs.placed(scale)]
        self._stage.rail.in_view = tuple(found)
        self._stage.show(self._frame, rooms)
        self.pointer.watch(self._frame, rooms, self._stage.rail.in_view)
