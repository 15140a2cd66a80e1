"""How numbers and times are written in lists and tables."""

from datetime import UTC, datetime, timedelta

from inspector.events.times import clock_utc

DASH = "–"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def seconds_text(seconds: float) -> str:
    """A length or distance: `0.3`, `71.8`, `12:05`, `1:02:03`."""
    if seconds < 0:
        return f"−{seconds_text(-seconds)}"
    if seconds < 100:
        return f"{seconds:.1f}"
    return clock_length(seconds)


def clock_length(seconds: float) -> str:
    """A length as minutes and seconds: `0:06`, `8:51`, `1:02:03`."""
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def time_text(time_ns: int | None, origin_ns: int | None, *, relative: bool) -> str:
    """An event's time since the call's start, or in UTC; a missing time says so."""
    if time_ns is None:
        return "no time"
    if relative and origin_ns is not None:
        distance = (time_ns - origin_ns) / 1e9
        return "0.0" if distance == 0 else f"{'+' if distance > 0 else ''}{seconds_text(distance)}"
    return clock_utc(time_ns)


def local_text(time_ns: int) -> str:
    """The time of day on this machine's clock, cut to milliseconds."""
    second, rest = divmod(time_ns, 10**9)
    local = (_EPOCH + timedelta(seconds=second)).astimezone()
    return f"{local:%H:%M:%S}.{rest // 10**6:03}"


def code_text(code: int | None, subcode: int | None) -> str:
    """A result as printed in badges: `500/560503`, `487`, `none`."""
    if code is None:
        return "none" if subcode is None else f"{DASH}/{subcode}"
    return str(code) if subcode is None else f"{code}/{subcode}"
