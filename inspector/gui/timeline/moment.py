"""When a part of the timeline happened, as text."""

from inspector.calls.labels import duration_text
from inspector.calls.timeline import LoggedOperation, Marker, Span
from inspector.events.times import clock_utc
from inspector.gui.timeline.folding import Fold
from inspector.gui.timeline.parts import Cluster, Flag, Part
from inspector.gui.timeline.ticks import Axis

_NS_PER_MS = 1_000_000


def moment_text(part: Part, axis: Axis) -> str:
    """Relative ("+71.5 s"), or clock times; a bar's length behind it."""
    match part:
        case Marker() | Flag():
            return second_text(part.at_s, axis)
        case Cluster():
            if part.first_s == part.last_s:
                return second_text(part.first_s, axis)
            return f"{second_text(part.first_s, axis)} to {second_text(part.last_s, axis)}"
        case Fold():
            return f"{second_text(part.first_s, axis)} to {second_text(part.last_s, axis)}"
    start = second_text(part.start_s, axis)
    if isinstance(part, LoggedOperation) and part.start_s == part.end_s:
        duration_ms = part.row.duration_ms
        took = "" if duration_ms is None else f", took {duration_text(duration_ms / 1000)}"
        return f"{start}{took}"
    if isinstance(part, Span) and part.open_end:
        return f"{part.label} · {start}"
    return f"{start}, {duration_text(part.end_s - part.start_s)} long"


def second_text(second: float, axis: Axis) -> str:
    """A second of the call as the axis counts it."""
    if axis.is_clock:
        offset_ns = axis.offset_ms(second) * _NS_PER_MS
        return clock_utc(axis.origin_ns + offset_ns + round(second * 1e9))
    return _signed(second - axis.zero_s)


def range_sentence(range_s: tuple[float, float], axis: Axis, *, is_open: bool) -> str:
    """A selected range; `is_open` while it is still being chosen with keys."""
    first, last = (second_text(second, axis) for second in range_s)
    keys = " Enter keeps it, Escape clears it." if is_open else ""
    return f"Range: {first} to {last}, {duration_text(range_s[1] - range_s[0])} long.{keys}"


def _signed(second: float) -> str:
    if second < 0:
        return f"−{_signed(-second)[1:]}"
    return f"+{second:.1f} s" if second >= 0.1 or second == 0 else f"+{second:.3f} s"
