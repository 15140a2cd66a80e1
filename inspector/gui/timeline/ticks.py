"""Places and texts of the time axis."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from inspector.gui.timeline.scale import Scale

_STEPS_MS: Sequence[int] = (
    1, 2, 5, 10, 20, 50, 100, 200, 500,
    1_000, 2_000, 5_000, 10_000, 15_000, 30_000,
    60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000,
    3_600_000, 7_200_000, 10_800_000, 21_600_000, 43_200_000, 86_400_000,
)  # fmt: skip
_NS_PER_MS = 1_000_000
_MS_PER_DAY = 86_400_000
_SPACING_PX = 68.0
_CLOCK_SPACING_PX = 80.0


@dataclass(frozen=True, slots=True)
class Tick:
    """One place on the axis."""

    x_px: float
    text: str


def ticks(scale: Scale, origin_ns: int | None, first_s: float = 0.0) -> tuple[Tick, ...]:
    """The axis of the visible window: relative, or clock times (UTC) when an origin is given.

    Relative times begin at `first_s`: nothing stands before it.
    """
    spacing = _SPACING_PX if origin_ns is None else _CLOCK_SPACING_PX
    step_ms = _step_ms(spacing / scale.px_per_s * 1000)
    base_ms = 0.0 if origin_ns is None else origin_ns / _NS_PER_MS % step_ms
    first = math.ceil((scale.first_s * 1000 + base_ms) / step_ms - 1e-9)
    last = math.floor((scale.last_s * 1000 + base_ms) / step_ms + 1e-9)
    made = []
    for number in range(first, last + 1):
        at_ms = number * step_ms - base_ms
        if origin_ns is None and at_ms < first_s * 1000:
            continue
        text = (
            relative_text(number * step_ms, step_ms)
            if origin_ns is None
            else clock_text(round(origin_ns / _NS_PER_MS - base_ms) + number * step_ms, step_ms)
        )
        made.append(Tick(scale.x_px(at_ms / 1000), text))
    return tuple(made)


def relative_text(at_ms: int, step_ms: int) -> str:
    """Time since the start of the call: "0", "250 ms", "5 s", "1 m 20 s", "2 h 05 m", "−5 s"."""
    if at_ms < 0:
        return f"−{relative_text(-at_ms, step_ms)}"
    if at_ms == 0:
        return "0"
    if step_ms < 1000 and at_ms < 1000:
        return f"{at_ms} ms"
    seconds, rest_ms = divmod(at_ms, 1000)
    digits = next((n for n, unit in enumerate((1000, 100, 10)) if step_ms % unit == 0), 3)
    fraction = f".{rest_ms:03d}"[: digits + 1] if digits else ""
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02d} m" + (f" {seconds:02d} s" if step_ms < 60_000 else "")
    if minutes:
        more = f" {seconds}{fraction} s" if seconds or rest_ms else ""
        return f"{minutes} m{more}"
    return f"{seconds}{fraction} s"


def clock_text(ms: int, step_ms: int) -> str:
    """Clock time of milliseconds since 1970 UTC: "09:13:57", "09:13:57.250"."""
    seconds, rest_ms = divmod(ms % _MS_PER_DAY, 1000)
    clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return clock + (f".{rest_ms:03d}" if step_ms < 1000 else "")


def _step_ms(least_ms: float) -> int:
    return next((step for step in _STEPS_MS if step >= least_ms), _whole_days(least_ms))


def _whole_days(least_ms: float) -> int:
    return max(math.ceil(least_ms / _MS_PER_DAY), 1) * _MS_PER_DAY
