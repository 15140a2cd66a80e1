"""Event times: text to nanoseconds since 1970 UTC and back, exact to 100 ns.

.NET writes up to seven fractional digits with trailing zeros cut, and `0001-01-01` or
`9999-12-31` for "not set". A year outside 1700 to 2199 is therefore no time at all: it would not
fit 64 bits of nanoseconds either.
"""

import re
from datetime import UTC, date, datetime, timedelta

_SECOND = 10**9
_TICK = 100
YEARS = range(1700, 2200)
"""Years that are taken for real."""
_WIDEST_ZONE_MIN = 14 * 60
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?"
    r"\s?(?:[Zz]|([+-])(\d\d):?(\d\d)?)?",
    re.ASCII,
)


def parse_time(text: str | None) -> int | None:
    """Nanoseconds since 1970 UTC, in steps of 100; None for junk and for "not set".

    Only ISO 8601 forms are read: a local notation such as `5/25/2023, 5:43 PM` would have to be
    guessed. ISO text without a zone is taken as UTC, which is what the service and its exports
    mean by it. Digits after the seventh are dropped.
    """
    match = _ISO.fullmatch(text.strip()) if text else None
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    fraction, sign, zone_hours, zone_minutes = match.groups()[6:]
    if year not in YEARS or hour > 23 or minute > 59 or second > 59:
        return None
    try:
        days = date(year, month, day).toordinal() - _EPOCH.toordinal()
    except ValueError:
        return None
    offset_min = int(zone_hours or 0) * 60 + int(zone_minutes or 0)
    if offset_min > _WIDEST_ZONE_MIN:
        return None
    minutes = hour * 60 + minute - (-offset_min if sign == "-" else offset_min)
    ticks = int((fraction or "")[:7].ljust(7, "0"))
    return (days * 86_400 + minutes * 60 + second) * _SECOND + ticks * _TICK


def iso_utc(ns: int) -> str:
    """ISO 8601 in UTC with all seven digits: `2025-06-16T21:17:25.4548513Z`."""
    return f"{date_utc(ns)}T{clock_utc(ns, 7)}Z"


def clock_utc(ns: int, digits: int = 3) -> str:
    """The time of day in UTC, cut (not rounded) to 0 to 7 fractional digits."""
    second_of_day, rest = divmod(ns % (86_400 * _SECOND), _SECOND)
    hour, rest_min = divmod(second_of_day, 3600)
    minute, second = divmod(rest_min, 60)
    fraction = f".{rest:09d}"[: digits + 1] if digits else ""
    return f"{hour:02d}:{minute:02d}:{second:02d}{fraction}"


def date_utc(ns: int) -> str:
    """The day in UTC: `2025-06-16`."""
    return (_EPOCH + timedelta(days=ns // (86_400 * _SECOND))).date().isoformat()
