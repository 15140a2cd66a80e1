"""Operation rows of resource logs beside a call's events: when they were, how they are told."""

from collections.abc import Sequence
from dataclasses import dataclass

from inspector.calls.labels import plain
from inspector.calls.timeline import LoggedOperation
from inspector.capture.operation import DIAGNOSTICS, SUMMARY, OperationRow
from inspector.events.times import parse_time
from inspector.index.codes import CodeClass, code_class

_NEAR_NS = 60 * 10**9
"""Requests that begin a call, and the ringing after them, lie within a minute."""
_UTC = frozenset({"", "UTC", "Z", "GMT", "ETC/UTC"})
_FAILING = (CodeClass.C4XX, CodeClass.C5XX, CodeClass.C6XX)
_SUCCEEDED = frozenset({"succeeded", "success"})
_NAMES = {SUMMARY: "participant", DIAGNOSTICS: "media stream"}
"""Tables whose rows tell of no operation."""


@dataclass(frozen=True, slots=True)
class PlacedOperations:
    """The rows near a call's events, by time, and how many others there are."""

    near: tuple[LoggedOperation, ...] = ()
    untimed: int = 0
    far: int = 0


def place_operations(rows: Sequence[OperationRow], first_ns: int, last_ns: int) -> PlacedOperations:
    """Places rows in seconds after `first_ns`, for a call with events from there to `last_ns`.

    A row counts as far when it lies outside by more than a minute and more than the call's own
    length: such rows are logged late, for example, and would press the events together.
    """
    reach_ns = max(_NEAR_NS, last_ns - first_ns)
    near: list[LoggedOperation] = []
    untimed = far = 0
    for row in rows:
        times = _times(row)
        if times is None:
            untimed += 1
        elif times[0] < first_ns - reach_ns or times[1] > last_ns + reach_ns:
            far += 1
        else:
            start_s, end_s = ((ns - first_ns) / 1e9 for ns in times)
            near.append(_logged(row, start_s, end_s))
    near.sort(key=lambda item: (item.start_s, item.end_s))
    return PlacedOperations(tuple(near), untimed, far)


def logged_ns(row: OperationRow) -> int | None:
    """When a row was logged; None without a time, or one that would have to be guessed."""
    return _utc_ns(row.time, row.zone)


def operation_name(row: OperationRow) -> str:
    """What a row is about, as delivered where it says so."""
    return row.name or _NAMES.get(row.table.removesuffix("Updates"), row.table)


def operation_result(row: OperationRow) -> str:
    """The result in short: "201", "400/8536"; empty when the row has none."""
    code = row.http_status if row.code is None else row.code
    numbers = (code, row.subcode or None)  # a subcode of 0 says nothing more
    return "/".join(str(number) for number in numbers if number is not None)


def operation_class(row: OperationRow) -> CodeClass:
    """The class of a row's result."""
    return code_class(row.http_status if row.code is None else row.code)


def _logged(row: OperationRow, start_s: float, end_s: float) -> LoggedOperation:
    result = operation_class(row)
    return LoggedOperation(
        start_s=start_s,
        end_s=end_s,
        label=plain(f"{operation_name(row)} {operation_result(row)}"),
        row=row,
        code_class=result,
        failed=result in _FAILING and (row.result_type or "").lower() not in _SUCCEEDED,
    )


def _times(row: OperationRow) -> tuple[int, int] | None:
    """From when to when; a length alone does not tell which end was logged."""
    start_ns = _utc_ns(row.start_time, row.zone)
    if start_ns is not None:
        return start_ns, start_ns + (row.duration_ms or 0) * 10**6
    at_ns = logged_ns(row)
    return None if at_ns is None else (at_ns, at_ns)


def _utc_ns(text: str | None, zone: str) -> int | None:
    """A time in the zone that its column names, which must be UTC unless the text has its own."""
    if text is None:
        return None
    text = text.strip()
    has_zone = parse_time(f"{text}Z") is None
    return parse_time(text) if has_zone or zone.strip().upper() in _UTC else None
