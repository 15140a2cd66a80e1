"""The edges of the plot: lane names on the left, the time axis below."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPen

from inspector.calls.labels import duration_text
from inspector.gui.timeline.folds_item import fold_wordings
from inspector.gui.timeline.frame import Frame
from inspector.gui.timeline.items import PlotItem, lane_edges
from inspector.gui.timeline.look import Look
from inspector.gui.timeline.space import Space
from inspector.gui.timeline.ticks import Tick

NAME_LEFT_PX = 14.0

_TEXT_TOP_PX, _TEXT_PX = 5.0, 16.0
_GAP_PX = 8.0
_SHADE_PX, _ARROW_PX = 5.0, 3.5
_TICK_PUSH_PX = 10.0
"""A time further from its line would lie."""
_MOST_PUSH_PX, _STEP_PX = 36, 4
"""How far the words of a fold may stand from it."""
_CENTRE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignHCenter)
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class LaneNames(PlotItem):
    """The name of each lane, on the lane's ground."""

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """One name a lane, in the middle of its height."""
        look = frame.look
        painter.setFont(look.lanes.font)
        for number, lane in enumerate(frame.plan.rows.lanes):
            top, bottom = lane_edges(frame, lane.first, lane.count)
            box = QRectF(0, top, self._bounds.width(), bottom - top)
            painter.fillRect(box, look.surface if number % 2 else look.alternate)
            painter.setPen(look.muted)
            painter.drawText(box.adjusted(NAME_LEFT_PX, 0, 0, 0), _LEFT, lane.name)


class ScrollHint(PlotItem):
    """A shade and an arrow at an edge beyond which there are more lanes."""

    scrolls = False

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """At the top, at the bottom, or at both."""
        width, height = self._bounds.width(), self._bounds.height()
        look = frame.look
        if frame.scroll_px > 0:
            self._edge(painter, look, 0.0, 1.0, width)
        if frame.scroll_px + height < frame.height_px - 1:
            self._edge(painter, look, height, -1.0, width)

    def _edge(self, painter: QPainter, look: Look, y: float, turn: float, width: float) -> None:
        """`turn` is 1 where the shade goes down from the edge."""
        shade = QLinearGradient(0, y, 0, y + turn * _SHADE_PX)
        dark, none = QColor(look.text), QColor(look.text)
        dark.setAlpha(60)
        none.setAlpha(0)
        shade.setColorAt(0, dark)
        shade.setColorAt(1, none)
        painter.fillRect(QRectF(0, min(y, y + turn * _SHADE_PX), width, _SHADE_PX), shade)
        painter.setPen(QPen(look.text, 1.4))
        tip, side, back = y + turn * 2, _ARROW_PX, y + turn * (2 + _ARROW_PX)
        x = NAME_LEFT_PX / 2
        painter.drawPolyline([QPointF(x - side, back), QPointF(x, tip), QPointF(x + side, back)])


class TimeAxis(PlotItem):
    """The times of the grid lines; it reaches below the lane names too."""

    scrolls = False
    plot_left_px = 0.0
    """Where the plot begins, from the left edge of the axis."""
    reserved_px = 0.0
    """Room at the right edge that belongs to the buttons."""
    range_s: tuple[float, float] | None = None
    """The selected range of seconds."""

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """The range's length, then folds, then times: what comes first keeps its place."""
        look = frame.look
        painter.fillRect(self._bounds, look.surface)
        painter.setFont(look.axis.font)
        room = Space(self._bounds.width() - self.reserved_px, ())
        caption = frame.axis.caption(frame.scale.second(0))
        if caption:
            width = look.axis.width_px(caption)
            painter.setPen(look.muted)
            painter.drawText(
                QRectF(NAME_LEFT_PX, _TEXT_TOP_PX, width + 1, _TEXT_PX), _LEFT, caption
            )
            room.take(NAME_LEFT_PX, NAME_LEFT_PX + width + _GAP_PX)
        if self.range_s is not None:
            self._range(painter, frame, room, self.range_s)
        painter.setPen(look.text)
        self._folds(painter, frame, room)
        painter.setPen(look.muted)
        for tick in frame.ticks:
            self._tick(painter, frame, room, tick)

    def _folds(self, painter: QPainter, frame: Frame, room: Space) -> None:
        """As many words as all of the folds have room for beside the times, else over them.

        Of the words that cover times, the shortest; a fold without any room has none.
        """
        folds = frame.placed.folds
        if not folds:
            return
        levels = list(zip(*(fold_wordings(mark) for mark in folds), strict=True))
        with_times = room.copy()
        for tick in frame.ticks:
            place = self._tick_place(frame, with_times, tick)
            if place is not None:
                with_times.take(place[0] - _GAP_PX, place[1] + _GAP_PX)
        tries = [(with_times, texts) for texts in levels[:-1]]
        tries += [(room, texts) for texts in levels[-2:]]
        for free, texts in tries:
            places = self._fold_places(frame, free.copy(), texts)
            if None not in places:
                break
        for left, text in zip(places, texts, strict=True):
            if left is not None:
                self._write(painter, frame, room, left, text)

    def _fold_places(self, frame: Frame, room: Space, texts: tuple[str, ...]) -> list[float | None]:
        """Where the words of each fold begin; given out from the right, where the buttons are."""
        places = []
        for mark, text in reversed(list(zip(frame.placed.folds, texts, strict=True))):
            middle, width = (mark.left + mark.right) / 2, frame.look.axis.width_px(text) + 2
            places.append(self._beside(room, middle, width))
        return places[::-1]

    def _beside(self, room: Space, x_px: float, width: float) -> float | None:
        """Where the words of a fold begin, as near to it as there is room, which they take."""
        for away in range(0, _MOST_PUSH_PX, _STEP_PX):
            for turn in (1, -1):
                left = self.plot_left_px + x_px - width / 2 + turn * away
                if left >= self.plot_left_px and room.is_free(left, left + width):
                    room.take(left - _GAP_PX / 2, left + width + _GAP_PX / 2)
                    return left
        return None

    def _tick(self, painter: QPainter, frame: Frame, room: Space, tick: Tick) -> None:
        place = self._tick_place(frame, room, tick)
        if place is not None:
            self._write(painter, frame, room, place[0], tick.text)

    def _tick_place(self, frame: Frame, room: Space, tick: Tick) -> tuple[float, float] | None:
        """A time centred on its line, pushed in a little at the right edge; None without room."""
        width = frame.look.axis.width_px(tick.text) + 2
        wish = self.plot_left_px + tick.x_px - width / 2
        left = min(wish, self._bounds.width() - self.reserved_px - width)
        if tick.x_px >= 0 and wish - left <= _TICK_PUSH_PX and room.is_free(left, left + width):
            return left, left + width
        return None

    def _write(self, painter: QPainter, frame: Frame, room: Space, left: float, text: str) -> None:
        width = frame.look.axis.width_px(text) + 2
        room.take(left - _GAP_PX / 2, left + width + _GAP_PX / 2)
        painter.drawText(QRectF(left, _TEXT_TOP_PX, width, _TEXT_PX), _CENTRE, text)

    def _range(
        self, painter: QPainter, frame: Frame, room: Space, range_s: tuple[float, float]
    ) -> None:
        """How long the selected range is, as a pill below it."""
        look, scale = frame.look, frame.scale
        text = duration_text(range_s[1] - range_s[0])
        left = max(scale.x_px(range_s[0]), 0.0)
        right = min(scale.x_px(range_s[1]), scale.width_px)
        width = look.axis.width_px(text) + 14
        most = self._bounds.width() - self.reserved_px - width - 2
        start = max(min(self.plot_left_px + (left + right - width) / 2, most), self.plot_left_px)
        pill = QRectF(start, _TEXT_TOP_PX - 1, width, _TEXT_PX + 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.accent)
        painter.drawRoundedRect(pill, 4, 4)
        painter.setPen(look.on_accent)
        painter.drawText(pill, _CENTRE, text)
        room.take(start - _GAP_PX / 2, start + width + _GAP_PX / 2)
