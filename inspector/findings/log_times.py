"""The time that a log writes at the beginning of a line."""

import re

from inspector.calls.capture import Capture
from inspector.errors import InspectorError
from inspector.events.times import parse_time

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


def line_time(prefix: str) -> tuple[int, bool] | None:
    """The time in the text before an event, and whether it names its zone.

    Nanoseconds since 1970, read as UTC where no zone is named. None without a date with year and
    a clock with seconds: nothing is guessed, not even the order of day and month.
    """
    found = _ISO.match(prefix) or _ACCESS.match(prefix)
    if found is None:
        return None
    month = found["month"]
    month = f"{_MONTHS.get(month.lower(), 0):02d}" if month.isalpha() else month
    fraction, zone = found["fraction"] or "0", found["zone"] or ""
    time = parse_time(
        f"{found['year']}-{month}-{found['day']}T{found['clock']}.{fraction}{zone or 'Z'}"
    )
    return None if time is None else (time, bool(zone))


def prefix_of(capture: Capture, row: int) -> str:
    """The text before an event on its line; empty when there is none or it cannot be read."""
    source = capture.opened[int(capture.table.source[row])]
    at = int(capture.table.offset[row])
    if source is None:
        return ""
    start = max(0, at - _LONGEST_PREFIX)
    try:
        before = source.read_at(start, at - start)
    except InspectorError:
        return ""
    newline = before.rfind(b"\n")
    if newline < 0 and start:
        return ""
    return before[newline + 1 :].decode("utf-8", "replace")
