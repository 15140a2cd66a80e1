"""What of a conversation is where on screen; places in pixels of the view."""

from PySide6.QtCore import QPointF, QRect

from inspector.gui.conversation.bands import AXIS_PX, OFFERS_PX, Bands, arrange
from inspector.gui.conversation.frames import View, leg_frame, offers_frame, thin_bar
from inspector.gui.conversation.heads import HeadMaker
from inspector.gui.conversation.plan import ConversationPlan
from inspector.gui.timeline.camera import Camera
from inspector.gui.timeline.frame import Frame
from inspector.gui.timeline.hits import fold_at, part_at
from inspector.gui.timeline.look import Look
from inspector.gui.timeline.parts import Part
from inspector.gui.timeline.placing import mark_of
from inspector.gui.timeline.ticks import Axis, AxisKind


class Scene:
    """One conversation in one size, window and scroll; bands are placed when they are asked for."""

    def __init__(self, heads: HeadMaker) -> None:
        self.camera = Camera()
        self.shown: ConversationPlan | None = None
        self.bands: Bands | None = None
        self.chosen: int | None = None
        """Position of the selected call."""
        self.scroll_px = 0
        self._heads = heads
        self._looks: tuple[Look, Look] | None = None
        self._axis: tuple[AxisKind, int | None] = (AxisKind.RELATIVE, None)
        self._width = 0
        self._frames: dict[int, Frame] = {}
        self._top: Frame | None = None

    @property
    def axis(self) -> Axis | None:
        """How times are written now."""
        origin_ns = None if self.shown is None else self.shown.value.origin_ns
        return None if origin_ns is None else Axis(origin_ns, *self._axis)

    @property
    def placed(self) -> frozenset[int]:
        """The places of the bands that were asked for since anything moved."""
        return frozenset(self._frames)

    @property
    def top(self) -> Frame | None:
        """The offers and the axis, which do not scroll."""
        view = self._view(is_chosen=False)
        if self._top is None and view is not None and self.shown is not None:
            self._top = offers_frame(self.shown.offers, view, view.ticks(), OFFERS_PX)
        return self._top

    def set_axis(self, kind: AxisKind, reference_ns: int | None) -> None:
        """How times are written, and where the reference stands."""
        self._axis = (kind, reference_ns)
        self.forget()

    def set_looks(self, look: Look, chosen_look: Look) -> None:
        """The colors of all bands, and of the selected one."""
        self._looks = (look, chosen_look)
        self.forget()

    def take(self, shown: ConversationPlan | None, width: int, height: int) -> None:
        """Another conversation, scale or size."""
        self.shown, self._width = shown, width
        self.bands = None if shown is None else arrange(shown, self._heads, width, height)
        if shown is not None:
            self.camera.take(0.0, shown.value.last_s, shown.offers.time_map, width)
        self.forget()

    def forget(self) -> None:
        """Something has moved: place everything anew."""
        self._frames.clear()
        self._top = None

    def band_box(self, place: int) -> QRect:
        """Where a band stands; it may be out of sight."""
        if self.bands is None:
            return QRect()
        band = self.bands.bands[place]
        top = self.bands.top + band.top - self.scroll_px
        return QRect(0, top, self._width, band.bottom - band.top)

    def rows_top(self, place: int) -> int:
        """Where the rows of a band begin."""
        height = 0 if self.bands is None else self.bands.bands[place].head.height
        return self.band_box(place).top() + height

    def frame_of(self, place: int) -> Frame | None:
        """What is drawn in the rows of a band."""
        if self.shown is None:
            return None
        if place not in self._frames:
            leg = self.shown.legs[place]
            view = self._view(is_chosen=leg.leg.position == self.chosen)
            if view is None:
                return None
            self._frames[place] = leg_frame(leg, view, view.ticks())
        return self._frames[place]

    def point_of(self, row: int) -> QPointF | None:
        """Where an event is drawn; None when it is not in sight."""
        if self.shown is None or self.bands is None:
            return None
        place = self.shown.band_of(row)
        frame = self.top if place is None else self.frame_of(place)
        at = None if frame is None else self._point_in(frame, place, row)
        low, high = (0, self.bands.top) if place is None else (self.bands.top, self.bands.axis_top)
        if at is None or not (0 <= at.x() <= self._width and low <= at.y() <= high):
            return None
        return at

    def band_at(self, at: QPointF) -> int | None:
        """Which band lies under a place."""
        bands = self.bands
        if bands is None or not bands.top <= at.y() < bands.axis_top:
            return None
        return bands.at(at.y() - bands.top + self.scroll_px)

    def part_at(self, at: QPointF) -> Part | None:
        """What lies under a place."""
        bands, top = self.bands, self.top
        if bands is None or top is None:
            return None
        if at.y() < bands.top:
            return part_at(top.plan, top.placed, top.scale, top.row_px, (at.x(), at.y()))
        if bands.axis_top <= at.y() < bands.axis_top + AXIS_PX:
            return fold_at(top.placed, at.x())
        place = self.band_at(at)
        frame = None if place is None else self.frame_of(place)
        if place is None or frame is None:
            return None
        y = at.y() - self.rows_top(place)
        if not 0 <= y < bands.bands[place].rows_px:
            return None
        found = part_at(frame.plan, frame.placed, frame.scale, frame.row_px, (at.x(), y))
        return found or fold_at(frame.placed, at.x())

    def head_at(self, at: QPointF) -> str:
        """The head under a place at full length; empty where there is none."""
        place = self.band_at(at)
        if place is None or self.bands is None or at.y() >= self.rows_top(place):
            return ""
        return self.bands.bands[place].head.whole

    def words_at(self, at: QPointF) -> str:
        """What a tooltip says: the head of a band, or what a row is about beside its parts."""
        if self.part_at(at) is not None:
            return ""
        return self.head_at(at) or self._row_at(at).capitalize()

    def reveal(self, place: int | None, row: int | None) -> int:
        """Move the window so that an event is in sight; the scroll that shows a band."""
        if self.shown is None or self.bands is None:
            return self.scroll_px
        second = None if row is None else self.shown.second_of(row)
        if second is not None:
            self.camera.reveal(second)
        return self.scroll_px if place is None else self.bands.scrolled_to(self.scroll_px, place)

    def _row_at(self, at: QPointF) -> str:
        place = self.band_at(at)
        if place is None or self.bands is None or self.shown is None:
            return ""
        row = int((at.y() - self.rows_top(place)) // self.bands.row_px)
        names = self.shown.legs[place].compact.names
        return names[row] if 0 <= row < len(names) else ""

    def _view(self, *, is_chosen: bool) -> View | None:
        axis = self.axis
        if axis is None or self.bands is None or self._looks is None:
            return None
        return View(self.camera.scale, self.bands.row_px, axis, self._looks[is_chosen])

    def _point_in(self, frame: Frame, place: int | None, row: int) -> QPointF | None:
        plan = frame.plan
        top = 0 if place is None else self.rows_top(place)
        marker, span = plan.marker_places.find(row), plan.span_places.find(row)
        if marker is not None:
            mark = mark_of(plan, marker, frame.scale, frame.row_px)
            return QPointF(mark.x, top + mark.y)
        if span is None or place is None or self.shown is None:
            return None
        bar = thin_bar(self.shown.legs[place], span, frame.scale, frame.row_px)
        middle = (max(bar.left, 0) + min(bar.right, frame.scale.width_px)) / 2
        return QPointF(middle, top + bar.middle)
