"""What part of the call is in sight: zoom, pan and fit, in drawn seconds."""

from inspector.gui.timeline.folding import TimeMap
from inspector.gui.timeline.scale import Extent, Scale

LEAST_WINDOW_S = 0.002
"""The closest zoom."""
_LEAST_FIT_S = 0.5
"""Fitting one instant shows this much around it."""


class Camera:
    """The visible window of one call. A fitted camera stays fitted when the call or size grows."""

    def __init__(self) -> None:
        self._extent = Extent(0.0, 1.0)
        self._window = self._extent.whole()
        self._time_map = TimeMap()
        self.is_fitted = True

    @property
    def scale(self) -> Scale:
        """From seconds to pixels, now."""
        return Scale(*self._window, self._extent.width_px, self._time_map)

    def take(self, first_s: float, last_s: float, time_map: TimeMap, width_px: float) -> None:
        """Another call, size or map: the seconds in sight stay in sight, as far as they can."""
        seconds = [self._time_map.second(edge) for edge in self._window]
        self._time_map = time_map
        self._extent = Extent(
            time_map.drawn(last_s), max(width_px, 1.0), first=time_map.drawn(first_s)
        )
        if self.is_fitted:
            self._window = self._extent.whole()
            return
        first, last = (time_map.drawn(second) for second in seconds)
        self._window = self._extent.around((first, last), LEAST_WINDOW_S, margin=0.0)

    def fit(self) -> None:
        """Show the whole call."""
        self.is_fitted = True
        self._window = self._extent.whole()

    def fit_range(self, first_s: float, last_s: float) -> None:
        """Show a range of seconds, with some room on both sides."""
        drawn = (self._time_map.drawn(first_s), self._time_map.drawn(last_s))
        self._show(self._extent.around(drawn, _LEAST_FIT_S))

    def zoom(self, factor: float, around_px: float | None = None) -> None:
        """Make the window `factor` times as wide, around a place of the plot or its middle."""
        scale = self.scale
        around = scale.drawn(scale.width_px / 2 if around_px is None else around_px)
        self._show(self._extent.zoomed(self._window, factor, around, LEAST_WINDOW_S))

    def pan(self, share: float) -> None:
        """Move the window by a share of its width; positive is later."""
        first, last = self._window
        self._show(self._extent.moved(self._window, share * (last - first)))

    def reveal(self, second: float) -> None:
        """Move the window, if need be, so that a second is in sight."""
        drawn = self._time_map.drawn(second)
        first, last = self._window
        if not first <= drawn <= last:
            self._show(self._extent.moved(self._window, drawn - (first + last) / 2))

    def _show(self, window: tuple[float, float]) -> None:
        whole = self._extent.whole()
        slack = (whole[1] - whole[0]) * 1e-9
        self.is_fitted = window[0] <= whole[0] + slack and window[1] >= whole[1] - slack
        self._window = window
