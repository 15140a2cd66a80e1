"""From a call of a capture to its ladder.

Every solid arrow is an event of the capture (or a row of a resource log), at its own time. What
an event proves beyond itself (a request of the app, a call placed by somebody, an answer of the
carrier) is a dashed arrow just before that event, without a time: the capture has none for it.
"""

from collections.abc import Callable, Iterator, Sequence

from inspector.calls.capture import Capture
from inspector.calls.labels import duration_text
from inspector.calls.logged import (
    logged_ns,
    operation_class,
    operation_name,
    operation_result,
    place_operations,
)
from inspector.calls.model import Call
from inspector.calls.roster import roster_of
from inspector.capture.operation import INCOMING, OperationRow
from inspector.diagnosis.attention import Assessment
from inspector.events.times import clock_utc, date_utc
from inspector.index.table import has_details, time_at
from inspector.report.ladder.events import EventSteps
from inspector.report.ladder.model import Column, Ladder, Lines, Party, Step, StepKind
from inspector.report.ladder.people import People
from inspector.report.ladder.runs import Keyed, with_runs
from inspector.report.ladder.said import MOST_READ, Records, read_records
from inspector.report.ladder.wording import one_line
from inspector.report.ladder.words import Words
from inspector.report.redact import Redactor

GAP_NS = 10_000_000_000
"""A longer time without an event is shown as a break."""
_FAILING = frozenset("456")
_NO_END = "No CallDisconnected in this capture"


def _never() -> bool:
    return False


def build_ladder(
    capture: Capture,
    call: Call,
    assessment: Assessment,
    redactor: Redactor,
    cancelled: Callable[[], bool] = _never,
) -> Ladder:
    """The ladder of one call; reads records, so use a worker thread.

    `redactor` decides what names and texts are shown. When `cancelled` says so, the rest of the
    records is left unread: the ladder is whole, with less said.
    """
    rows = _in_order(capture, call)
    records = read_records(capture, rows, redactor.learn, cancelled)
    roster = roster_of(capture.table, call, lambda row: records.of(row).people, MOST_READ)
    people = People(roster.people)
    for row in rows:
        who = records.of(row).about
        if who is not None:
            people.meet(who)
    columns, lines = _columns(capture, rows, people, redactor)
    logged = _logged(capture, call, rows)
    words = Words(capture.table, assessment, people, redactor)
    steps = EventSteps(capture, call, words, records, roster, lines, ask=not logged)
    # As the event table counts them.
    numbers = {row: number for number, row in enumerate((*call.offers, *call.rows), 1)}
    groups: list[tuple[int | None, list[Keyed]]] = [
        (time_at(capture.table.time, row), steps.of_row(numbers[row], row)) for row in rows
    ]
    groups = _merged(groups, [_logged_step(row, lines, redactor) for row in logged])
    ordered = with_runs(_with_gaps(groups, lines), redactor)
    ordered += _remarks(call, records, lines)
    return Ladder(
        title=_title(call),
        columns=tuple(columns),
        steps=tuple(ordered),
        origin_ns=call.started,
        redacted=bool(redactor),
        positions=(positions := _positions(ordered)),
        end=None if call.end is None else positions.get(call.end),
        failures=sum(step.failed for step in ordered if step.kind is StepKind.CALLBACK),
        has_implied=any(step.kind is StepKind.IMPLIED for step in ordered),
    )


def _in_order(capture: Capture, call: Call) -> list[int]:
    """Offers and events by time; one without a time stays behind the event before it."""
    keyed: list[tuple[int, int, int]] = []
    for rank, rows in enumerate((call.offers, call.rows)):
        last = 0
        for row in rows:
            time = time_at(capture.table.time, row)
            last = last if time is None else time
            keyed.append((last, rank, row))
    seen = dict.fromkeys(row for *_, row in sorted(keyed, key=lambda item: item[:2]))
    return list(seen)


def _columns(
    capture: Capture, rows: Sequence[int], people: People, redactor: Redactor
) -> tuple[list[Column], Lines]:
    """The app and the service, the carrier when it said something, then the people."""
    table = capture.table
    columns = [
        Column(Party.APP, "Your app", "", "The application that gets the callbacks"),
        Column(Party.SERVICE, "Azure", "", "The Call Automation service"),
    ]
    carrier = None
    if any(has_details(table, row) for row in rows):
        carrier = len(columns)
        whole = "The session border controller or the phone network behind it"
        columns.append(Column(Party.CARRIER, "Carrier", "SBC", whole))
    first = len(columns)
    columns += people.columns(redactor)
    return columns, Lines(carrier, first, len(columns) - 1)


def _logged(capture: Capture, call: Call, rows: Sequence[int]) -> list[OperationRow]:
    """The requests that a resource log puts near the call's events."""
    found = [row for row in capture.operations_of(call) if row.table == INCOMING]
    times = [time for row in rows if (time := time_at(capture.table.time, row)) is not None]
    if not found or not times:
        return []
    near = place_operations(found, min(times), max(times)).near
    return [item.row for item in near]


def _logged_step(row: OperationRow, lines: Lines, redactor: Redactor) -> Keyed:
    name = one_line(redactor.text(operation_name(row)))
    result = operation_result(row)
    return Keyed(
        "",
        Step(
            kind=StepKind.LOGGED,
            start=lines.app,
            stop=lines.service,
            text=f"request {name}",
            whole=f"A request that the resource log {row.table} tells of. It is no callback.",
            time_ns=logged_ns(row),
            code=result,
            code_class=operation_class(row),
            failed=result[:1] in _FAILING,
        ),
    )


def _merged(
    groups: list[tuple[int | None, list[Keyed]]], logged: list[Keyed]
) -> list[tuple[int | None, list[Keyed]]]:
    """The requests of a log put between the events, by time."""
    if not logged:
        return groups
    keyed = []
    last = 0
    for time, steps in groups:
        last = last if time is None else time
        keyed.append((last, 1, time, steps))
    for item in logged:
        keyed.append((item.step.time_ns or 0, 0, item.step.time_ns, [item]))
    keyed.sort(key=lambda entry: entry[:2])
    return [(time, steps) for *_, time, steps in keyed]


def _with_gaps(groups: list[tuple[int | None, list[Keyed]]], lines: Lines) -> Iterator[Keyed]:
    last: int | None = None
    active = 0
    for time, steps in groups:
        if last is not None and time is not None and time - last >= GAP_NS:
            yield _gap(time - last, lines, active)
        yield from steps
        active = steps[-1].step.active if steps else active
        last = last if time is None else max(time, last or time)


def _gap(distance_ns: int, lines: Lines, active: int) -> Keyed:
    length = duration_text(distance_ns / 1e9)
    whole = f"For {length} the capture has no event of this call."
    return Keyed("", Step(StepKind.GAP, 0, lines.last, length, whole, active=active))


def _remarks(call: Call, records: Records, lines: Lines) -> list[Step]:
    texts = []
    if call.end is None:
        texts.append(_NO_END)
    if records.skipped:
        texts.append(f"People and tones are not read from {records.skipped:,} further events")
    if records.broken:
        texts.append(f"{records.broken:,} events could not be read again from the file")
    return [Step(StepKind.NOTE, 0, lines.last, text, text) for text in texts]


def _positions(steps: Sequence[Step]) -> dict[int, int]:
    return {
        row: position
        for position, step in enumerate(steps)
        if step.kind is StepKind.CALLBACK
        for row in step.rows
    }


def _title(call: Call) -> str:
    parts = [f"Call {call.number}"]
    if call.direction is not None:
        parts.append(call.direction.value)
    if call.started is not None:
        begun = clock_utc(call.started, 0)
        ended = begun if call.ended is None else clock_utc(call.ended, 0)
        until = f" – {ended}" if ended != begun else ""
        parts.append(f"{date_utc(call.started)} {begun}{until} UTC")
    return " · ".join(parts)
