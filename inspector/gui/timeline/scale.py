"""Seconds of the call to pixels of the plot, and back: through the fold map, then linear."""

from dataclasses import dataclass, field

from inspector.gui.timeline.folding import TimeMap


@dataclass(frozen=True, slots=True)
class Scale:
    """The visible window: drawn seconds `first` to `last` over `width_px` pixels."""

    first: float
    last: float
    width_px: float
    time_map: TimeMap = field(default_factory=TimeMap)

    @property
    def px_per_s(self) -> float:
        """Pixels a second takes where nothing is folded."""
        return self.width_px / (self.last - self.first)

    @property
    def first_s(self) -> float:
        """The second of the call at the left edge."""
        return self.time_map.second(self.first)

    @property
    def last_s(self) -> float:
        """The second of the call at the right edge."""
        return self.time_map.second(self.last)

    def x_px(self, second: float) -> float:
        """Where a second stands, from the left edge of the plot; may lie outside of it."""
        return (self.time_map.drawn(second) - self.first) * self.px_per_s

    def x_of(self, drawn: float) -> float:
        """Where a drawn second stands."""
        return (drawn - self.first) * self.px_per_s

    def drawn(self, x_px: float) -> float:
        """The drawn second at a place of the plot."""
        return self.first + x_px / self.px_per_s

    def second(self, x_px: float) -> float:
        """The second of the call at a place of the plot."""
        return self.time_map.second(self.drawn(x_px))


@dataclass(frozen=True, slots=True)
class Extent:
    """The range of drawn seconds a timeline may show: all of the call, with margins in pixels."""

    last: float
    """The last drawn second that anything stands at."""
    width_px: float
    left_px: float = 16.0
    right_px: float = 58.0
    first: float = 0.0
    """Below 0 where operation rows precede the first event."""

    def whole(self) -> tuple[float, float]:
        """The window that shows everything."""
        span = self.last - self.first if self.last > self.first else 1.0
        room_px = max(self.width_px - self.left_px - self.right_px, 1.0)
        per_px = span / room_px
        first = self.first - self.left_px * per_px
        return first, self.first + span + self.right_px * per_px

    def around(
        self, window: tuple[float, float], least: float, margin: float = 0.08
    ) -> tuple[float, float]:
        """A window that shows a range with margins (a share of it), within the whole."""
        first, last = window
        low, high = self.whole()
        wide = min(max((last - first) * (1 + 2 * margin), min(least, high - low)), high - low)
        middle = (first + last) / 2
        return self.moved((middle - wide / 2, middle + wide / 2), 0.0)

    def zoomed(
        self, window: tuple[float, float], factor: float, around: float, least: float
    ) -> tuple[float, float]:
        """The window made `factor` times as wide around a place, within the whole."""
        first, last = window
        low, high = self.whole()
        wide = min(max((last - first) * factor, min(least, high - low)), high - low)
        share = (around - first) / (last - first)
        return self.moved((around - share * wide, around + (1 - share) * wide), 0.0)

    def moved(self, window: tuple[float, float], by: float) -> tuple[float, float]:
        """The window moved, as far as the whole allows."""
        first, last = window
        low, high = self.whole()
        by = max(low - first, min(by, high - last))
        return first + by, last + by
