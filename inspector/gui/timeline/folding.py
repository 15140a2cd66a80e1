"""Folds idle time: seconds of the call to drawn seconds, and back.

Drawn seconds are what zoom, pan and pixels count in. They pass as fast as real ones, but for folds:
there a long idle stretch takes only a little room.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Seconds = npt.NDArray[np.float64]

_PAD_SHARE = 0.04
_LEAST_PAD_S, _MOST_PAD_S = 0.5, 5.0
"""Idle time left open on both sides of a fold, so that marks keep room for their words."""
_MOST_PAD_SHARE = 0.1
_FOLD_SHARE = 0.035
"""The room of one fold, as a share of what stays open."""
_ALL_FOLDS_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Fold:
    """An idle stretch that is drawn short, in seconds of the call."""

    first_s: float
    last_s: float

    @property
    def idle_s(self) -> float:
        """How long it really lasts."""
        return self.last_s - self.first_s


@dataclass(frozen=True, slots=True, eq=False)
class TimeMap:
    """Piecewise linear and rising; outside of its folds a second is a second."""

    folds: tuple[Fold, ...] = ()
    """In the order of time, apart from each other."""
    fold_width_s: float = 0.0
    """Drawn seconds that each fold takes."""
    _real: Seconds = field(init=False, repr=False)
    _drawn: Seconds = field(init=False, repr=False)

    def __post_init__(self) -> None:
        real: list[float] = []
        drawn: list[float] = []
        saved = 0.0
        for fold in self.folds:
            real += (fold.first_s, fold.last_s)
            drawn.append(fold.first_s - saved)
            saved += fold.idle_s - self.fold_width_s
            drawn.append(fold.last_s - saved)
        object.__setattr__(self, "_real", np.array(real, np.float64))
        object.__setattr__(self, "_drawn", np.array(drawn, np.float64))

    def drawn(self, second: float) -> float:
        """Where a second of the call is drawn."""
        return _mapped(second, self._real, self._drawn)

    def second(self, drawn: float) -> float:
        """The second of the call that is drawn there."""
        return _mapped(drawn, self._drawn, self._real)

    def all_drawn(self, seconds: Seconds) -> Seconds:
        """Where many seconds are drawn."""
        real, drawn = self._real, self._drawn
        if not len(real):
            return seconds
        made = np.interp(seconds, real, drawn)
        before, after = seconds < real[0], seconds > real[-1]
        made[before] = seconds[before] - (real[0] - drawn[0])
        made[after] = seconds[after] - (real[-1] - drawn[-1])
        return made

    def open_stretches(self, first_s: float, last_s: float) -> list[tuple[float, float]]:
        """The parts of a range of seconds that are not folded, in order."""
        edges = [first_s]
        for fold in self.folds:
            if fold.last_s > first_s and fold.first_s < last_s:
                edges += (fold.first_s, fold.last_s)
        edges.append(last_s)
        pairs = zip(edges[::2], edges[1::2], strict=True)
        return [(start, end) for start, end in pairs if start <= end]


def fold_idle(gaps: Sequence[tuple[float, float]], first_s: float, last_s: float) -> TimeMap:
    """Fold idle stretches of a call, given in the order of time."""
    if not gaps:
        return TimeMap()
    busy_s = max(last_s - first_s - sum(end - start for start, end in gaps), 0.0)
    most_s = min(max(busy_s * _PAD_SHARE, _LEAST_PAD_S), _MOST_PAD_S)
    folds = []
    for start, end in gaps:
        pad_s = min(most_s, (end - start) * _MOST_PAD_SHARE)
        folds.append(Fold(start + pad_s, end - pad_s))
    open_s = last_s - first_s - sum(fold.idle_s for fold in folds)
    share = min(_FOLD_SHARE, _ALL_FOLDS_SHARE / len(folds))
    return TimeMap(tuple(folds), open_s * share)


def _mapped(value: float, given: Seconds, wanted: Seconds) -> float:
    if not len(given):
        return value
    if value < given[0]:
        return float(value + (wanted[0] - given[0]))
    if value > given[-1]:
        return float(value + (wanted[-1] - given[-1]))
    return float(np.interp(value, given, wanted))
