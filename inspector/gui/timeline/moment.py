"""When a part of the timeline happened, as text."""

from inspector.calls.labels import duration_text
from inspector.calls.timeline import LoggedOperation, Marker, Span
from inspector.events.times import clock_utc
from inspector.gui.timeline.parts import Flag, Part


def moment_text(part: Part, origin_ns: int | None) -> str:
    """Relative ("+71.5 s"), or clock times when the origin is given; a bar's length behind it."""
    if isinstance(part, Marker | Flag):
        return _at(part.at_s, origin_ns)
    start = _at(part.start_s, origin_ns)
    if isinstance(part, LoggedOperation) and part.start_s == part.end_s:
        duration_ms = part.row.duration_ms
        took = "" if duration_ms is None else f", took {duration_text(duration_ms / 1000)}"
        return f"{start}{took}"
    if isinstance(part, Span) and part.open_end:
        return f"{part.label} · {start}"
    return f"{start}, {duration_text(part.end_s - part.start_s)} long"


def _at(second: float, origin_ns: int | None) -> str:
    if origin_ns is None and second < 0:
        return f"−{_at(-second, None)[1:]}"
    if origin_ns is None:
        return f"+{second:.1f} s" if second >= 0.1 or second == 0 else f"+{second:.3f} s"
    return clock_utc(origin_ns + round(second * 1e9))
