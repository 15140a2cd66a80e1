"""When a log says that it received an event: the time that it writes in front of a line.

It is the clock of the program that received the event, often in its own zone. The event's own time
is the service's. Both are kept; the one of the log is read from its file when it is asked for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from inspector.calls.capture import Capture
from inspector.capture.choice import Choice, zone_minutes, zone_name
from inspector.errors import InspectorError
from inspector.events.times import clock_utc, date_utc, parse_time
from inspector.findings.wording import duration

_LONGEST_PREFIX = 4096
_MONTHS = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
)}  # fmt: skip
_BEFORE = r"""^[^{"]{0,80}?(?<![0-9])"""
"""A level, a host or a process may come first, JSON may not."""
_ZONE = r"(?:[ ]?(?P<zone>Z|[+-][0-9]{2}:?[0-9]{2})(?![0-9]))?"
_ISO = re.compile(
    _BEFORE + r"(?P<year>[0-9]{4})([-/.])(?P<month>[0-9]{2})\2(?P<day>[0-9]{2})[T ]"
    r"(?P<clock>[0-9]{2}:[0-9]{2}:[0-9]{2})(?:[.,](?P<fraction>[0-9]{1,9}))?" + _ZONE
)
_ACCESS = re.compile(
    _BEFORE + r"(?P<day>[0-9]{2})/(?P<month>[A-Za-z]{3})/(?P<year>[0-9]{4})[: ]"
    r"(?P<clock>[0-9]{2}:[0-9]{2}:[0-9]{2})(?:[.,](?P<fraction>[0-9]{1,9}))?" + _ZONE
)
_SECOND = 10**9
_MINUTE_NS = 60 * _SECOND
_INDENT = (" ", "\t")


class ZoneBasis(StrEnum):
    """How the zone of a line's time is known."""

    NAMED = "named in the text"
    ASSUMED = "assumed"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class Written:
    """A time as a line has it."""

    wall_ns: int
    """What a clock on the wall showed, as nanoseconds since 1970 there."""
    minutes: int | None
    """Minutes ahead of UTC, where the line says so."""


@dataclass(frozen=True, slots=True)
class Logged:
    """When a log received an event."""

    time_ns: int
    """Nanoseconds since 1970 UTC, the clock of the log set as was chosen."""
    minutes: int
    """Minutes ahead of UTC that the line was read as."""
    basis: ZoneBasis


def line_time(prefix: str) -> Written | None:
    """The time in the text before an event.

    None without a date with year and a clock with seconds: nothing is guessed, not even the order
    of day and month.
    """
    found = _ISO.match(prefix) or _ACCESS.match(prefix)
    if found is None:
        return None
    month = found["month"]
    month = f"{_MONTHS.get(month.lower(), 0):02d}" if month.isalpha() else month
    fraction, zone = found["fraction"] or "0", found["zone"] or ""
    text = f"{found['year']}-{month}-{found['day']}T{found['clock']}.{fraction}"
    wall_ns, time_ns = parse_time(f"{text}Z"), parse_time(text + (zone or "Z"))
    if wall_ns is None or time_ns is None:
        return None
    return Written(wall_ns, (wall_ns - time_ns) // _MINUTE_NS if zone else None)


def logged_at(capture: Capture, row: int) -> Logged | None:
    """When the log of an event received it; None where no line says so. Reads the file."""
    written = next((time for text in _before(capture, row) if (time := line_time(text))), None)
    if written is None:
        return None
    chosen = capture.inputs[int(capture.table.source[row])].chosen
    return _in_zone(written, chosen)


def logged_text(capture: Capture, row: int) -> str:
    """When the log of an event received it, in words; empty where no line says so."""
    logged = logged_at(capture, row)
    if logged is None:
        return ""
    chosen = capture.inputs[int(capture.table.source[row])].chosen
    zone = f"zone {zone_name(logged.minutes)} {logged.basis}"
    side = "+" if chosen.log_shift_ns > 0 else "-"
    clock = f", clock set by {side}{duration(abs(chosen.log_shift_ns))}"
    when = f"{date_utc(logged.time_ns)} {clock_utc(logged.time_ns)} UTC"
    return f"logged at {when} ({zone}{clock if chosen.log_shift_ns else ''})"


def _in_zone(written: Written, chosen: Choice) -> Logged | None:
    """A written time in UTC; a chosen zone holds against one in the text, which may be wrong."""
    if chosen.zone:
        minutes = zone_minutes(chosen.zone)
        if minutes is None:
            minutes = _local_minutes(written.wall_ns)
        basis = ZoneBasis.CHOSEN
    elif written.minutes is not None:
        minutes, basis = written.minutes, ZoneBasis.NAMED
    else:
        minutes, basis = 0, ZoneBasis.ASSUMED
    if minutes is None:
        return None
    return Logged(written.wall_ns - minutes * _MINUTE_NS + chosen.log_shift_ns, minutes, basis)


def _local_minutes(wall_ns: int) -> int | None:
    """Minutes ahead of UTC that clocks here showed at that time; None if the system cannot say."""
    try:
        ahead = (datetime(1970, 1, 1) + timedelta(seconds=wall_ns // _SECOND)).astimezone()
        offset = ahead.utcoffset()
    except (OSError, OverflowError, ValueError):
        return None
    return None if offset is None else round(offset.total_seconds() / 60)


def _before(capture: Capture, row: int) -> Iterator[str]:
    """The text before an event on its line; then the first line of the entry it is indented in."""
    source = capture.opened[int(capture.table.source[row])]
    at = int(capture.table.offset[row])
    if source is None:
        return
    start = max(0, at - _LONGEST_PREFIX)
    try:
        before = source.read_at(start, at - start)
    except InspectorError:
        return
    lines = before.decode("utf-8", "replace").split("\n")
    if start:
        del lines[0]  # it began farther up
    if not lines:
        return
    yield lines[-1]
    if lines[-1].startswith(_INDENT):
        yield next((line for line in reversed(lines) if line and line[0] not in "\r \t"), "")
