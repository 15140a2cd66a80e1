"""Places and texts of the time axis."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum

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
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class AxisKind(StrEnum):
    """What the times of the axis count from."""

    RELATIVE = "since start"
    REFERENCE = "since reference"
    UTC = "UTC"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Axis:
    """How times are written for one call."""

    origin_ns: int
    """Time of second 0."""
    kind: AxisKind = AxisKind.RELATIVE
    reference_ns: int | None = None
    """What REFERENCE counts from; without one, it counts from the start."""
    zone: tzinfo | None = None
    """Of LOCAL; None is the zone of this computer."""

    @property
    def is_clock(self) -> bool:
        """Whether times of the day are shown."""
        return self.kind in (AxisKind.UTC, AxisKind.LOCAL)

    @property
    def reference_s(self) -> float | None:
        """The second of the call that the reference stands at."""
        if self.reference_ns is None:
            return None
        return (self.reference_ns - self.origin_ns) / 1e9

    @property
    def zero_s(self) -> float:
        """The second of the call that is written as 0."""
        is_reference = self.kind is AxisKind.REFERENCE
        return (self.reference_s or 0.0) if is_reference else 0.0

    def offset_ms(self, second: float) -> int:
        """How far the clock is ahead of UTC then; 0 where the computer does not know."""
        if self.kind is not AxisKind.LOCAL:
            return 0
        try:
            then = _EPOCH + timedelta(microseconds=self.origin_ns // 1000, seconds=second)
            offset = then.astimezone(self.zone).utcoffset()
        except (OSError, OverflowError, ValueError):
            return 0
        return 0 if offset is None else round(offset.total_seconds() * 1000)

    def clock_ms(self, second: float) -> float:
        """Milliseconds since 1970 of a second, as the clock on the wall has it."""
        return self.origin_ns / _NS_PER_MS + second * 1000 + self.offset_ms(second)

    def caption(self, second: float) -> str:
        """What stands beside the axis: the zone at that second, or the reference; else nothing."""
        match self.kind:
            case AxisKind.UTC:
                return "UTC"
            case AxisKind.LOCAL:
                return zone_text(self.offset_ms(second))
            case AxisKind.REFERENCE if self.reference_ns is not None:
                return "from ref."
            case _:
                return ""


@dataclass(frozen=True, slots=True)
class Tick:
    """One place on the axis."""

    x_px: float
    text: str


def ticks(scale: Scale, axis: Axis, first_s: float = 0.0) -> tuple[Tick, ...]:
    """The axis of the visible window; nothing stands inside of a fold.

    Times since the start begin at `first_s`: nothing stands before it.
    """
    spacing = _CLOCK_SPACING_PX if axis.is_clock else _SPACING_PX
    step_ms = _step_ms(spacing / scale.px_per_s * 1000)
    made: list[Tick] = []
    for start_s, end_s in scale.time_map.open_stretches(scale.first_s, scale.last_s):
        if axis.is_clock:
            base_ms = -(axis.clock_ms(start_s) - start_s * 1000)
        else:
            base_ms = axis.zero_s * 1000
        first = math.ceil((start_s * 1000 - base_ms) / step_ms - 1e-6)
        last = math.floor((end_s * 1000 - base_ms) / step_ms + 1e-6)
        for number in range(first, last + 1):
            second = (number * step_ms + base_ms) / 1000
            if axis.kind is AxisKind.RELATIVE and second < first_s:
                continue
            text = _text(axis, number * step_ms, step_ms)
            x_px = scale.x_px(second)
            if not made or x_px - made[-1].x_px >= spacing - 0.01:
                made.append(Tick(x_px, text))
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
    """Time of the day of milliseconds since 1970: "09:13:57", "09:13:57.250"."""
    seconds, rest_ms = divmod(ms % _MS_PER_DAY, 1000)
    clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return clock + (f".{rest_ms:03d}" if step_ms < 1000 else "")


def zone_text(offset_ms: int) -> str:
    """A distance from UTC: "UTC", "UTC+2", "UTC−3:30"."""
    if not offset_ms:
        return "UTC"
    hours, minutes = divmod(abs(offset_ms) // 60_000, 60)
    sign = "−" if offset_ms < 0 else "+"
    return f"UTC{sign}{hours}" + (f":{minutes:02d}" if minutes else "")


def _text(axis: Axis, at_ms: int, step_ms: int) -> str:
    if axis.is_clock:
        return clock_text(at_ms, step_ms)
    text = relative_text(at_ms, step_ms)
    counts_from_reference = axis.kind is AxisKind.REFERENCE and axis.reference_ns is not None
    return f"+{text}" if counts_from_reference and at_ms > 0 else text


def _step_ms(least_ms: float) -> int:
    return next((step for step in _STEPS_MS if step >= least_ms), _whole_days(least_ms))


def _whole_days(least_ms: float) -> int:
    return max(math.ceil(least_ms / _MS_PER_DAY), 1) * _MS_PER_DAY
