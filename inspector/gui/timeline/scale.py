"""Seconds of the call to pixels of the plot, and back.

Everything on the timeline asks a Scale for its place, so that idle time can be folded here alone.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """The visible window: seconds `first_s` to `last_s` over `width_px` pixels."""

    first_s: float
    last_s: float
    width_px: float

    @property
    def px_per_s(self) -> float:
        """Pixels a second takes."""
        return self.width_px / (self.last_s - self.first_s)

    def x_px(self, second: float) -> float:
        """Where a second stands, from the left edge of the plot; may lie outside of it."""
        return (second - self.first_s) * self.px_per_s

    def second(self, x_px: float) -> float:
        """The second at a place of the plot."""
        return self.first_s + x_px / self.px_per_s

    def shows(self, start_s: float, end_s: float) -> bool:
        """Whether any part of a range is in the visible window."""
        return end_s >= self.first_s and start_s <= self.last_s


@dataclass(frozen=True, slots=True)
class Extent:
    """The range a timeline may show: all of the call, with margins in pixels."""

    last_s: float
    """The last second that anything stands at; the first event stands at 0."""
    width_px: float
    left_px: float = 16.0
    right_px: float = 34.0
    first_s: float = 0.0
    """Below 0 where operation rows precede the first event."""

    def whole(self) -> tuple[float, float]:
        """First and last second of the view that shows everything."""
        span_s = self.last_s - self.first_s if self.last_s > self.first_s else 1.0
        room_px = max(self.width_px - self.left_px - self.right_px, 1.0)
        s_per_px = span_s / room_px
        first_s = self.first_s - self.left_px * s_per_px
        return first_s, self.first_s + span_s + self.right_px * s_per_px

    def zoomed(
        self, window: tuple[float, float], factor: float, around_s: float, least_s: float
    ) -> tuple[float, float]:
        """The window made `factor` times as wide around a second, within the whole."""
        first, last = window
        low, high = self.whole()
        wide = min(max((last - first) * factor, min(least_s, high - low)), high - low)
        share = (around_s - first) / (last - first)
        return self.moved((around_s - share * wide, around_s + (1 - share) * wide), 0.0)

    def moved(self, window: tuple[float, float], by_s: float) -> tuple[float, float]:
        """The window moved, as far as the whole allows."""
        first, last = window
        low, high = self.whole()
        by_s = max(low - first, min(by_s, high - last))
        return first + by_s, last + by_s
