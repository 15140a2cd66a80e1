"""How a canvas is divided: rail, measuring bar, lanes, and the axis, which always has its place."""

from dataclasses import dataclass

AXIS_PX = 28
SCROLL_BAR_PX = 12
_MOST_ROW_PX = 38.0
LEAST_ROW_PX = 16.0


@dataclass(frozen=True, slots=True)
class Rooms:
    """Sizes in pixels of the canvas."""

    width: int
    height: int
    gutter: int
    """Width of the lane names."""
    rail: int
    """Height of the rail; 0 without one."""
    measure: int
    """Height of the measuring bar; 0 without one."""
    rows: int

    @property
    def lanes_top(self) -> int:
        """Where the lanes begin."""
        return self.rail + self.measure

    @property
    def row_px(self) -> float:
        """Height of a row: rows shrink before they scroll, and then whole ones fill the room."""
        room, rows = self._lanes_room, max(self.rows, 1)
        if room / rows >= LEAST_ROW_PX:
            return min(_MOST_ROW_PX, room / rows)
        return max(LEAST_ROW_PX, float(room // max(room // LEAST_ROW_PX, 1)))

    @property
    def lanes_px(self) -> int:
        """Height of what is seen of the lanes."""
        if self._content_px <= self._lanes_room:
            return self._content_px
        return min(max(round(self.whole_rows * self.row_px), 1), self._lanes_room)

    @property
    def whole_rows(self) -> int:
        """How many rows are seen whole; at least one counts."""
        return max(int(self._lanes_room / self.row_px), 1)

    @property
    def most_scroll(self) -> int:
        """How far the lanes can be scrolled."""
        return self._content_px - self.lanes_px

    @property
    def axis_top(self) -> int:
        """Where the axis begins."""
        return self.lanes_top + self.lanes_px

    @property
    def plot_px(self) -> int:
        """Width of the plot."""
        bar = SCROLL_BAR_PX if self.most_scroll else 0
        return max(self.width - self.gutter - bar, 1)

    def scrolled_to(self, scroll_px: int, row: int, lane: tuple[int, int] | None = None) -> int:
        """The scroll that shows a row, moved no further than it must be.

        `lane` is the first row of its lane and how many: all of them show, if they can.
        """
        first, count = lane if lane and lane[1] <= self.whole_rows else (row, 1)
        top, bottom = first * self.row_px, (first + count) * self.row_px
        return self.clamped(round(min(max(scroll_px, bottom - self.lanes_px), top)))

    def in_whole_rows(self, scroll_px: int) -> int:
        """The nearest scroll that cuts no row at the top."""
        return self.clamped(round(round(scroll_px / self.row_px) * self.row_px))

    def clamped(self, scroll_px: int) -> int:
        """A scroll that is possible."""
        return min(max(scroll_px, 0), self.most_scroll)

    @property
    def _lanes_room(self) -> int:
        return max(self.height - AXIS_PX - self.lanes_top, 1)

    @property
    def _content_px(self) -> int:
        return round(self.row_px * self.rows)
