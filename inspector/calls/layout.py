"""Lays a call out as a timeline: what lasted becomes a span, what happened a marker.

Nothing is drawn that the capture does not prove: a bar needs its start event, and a bar whose end
was not delivered stays open.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from inspector.calls.labels import duration_text, lower_first, name_in, plain
from inspector.calls.logged import place_operations
from inspector.calls.model import Call
from inspector.calls.operations import Operation, is_state_change, pair_operations
from inspector.calls.timeline import Marker, Span, Timeline
from inspector.capture.operation import OperationRow
from inspector.events.kinds import EventKind, EventOutcome, Lane, Role
from inspector.index.codes import CodeClass, code_class
from inspector.index.table import ABSENT, NO_TIME, NONE, EventTable

RowText = Callable[[int], str | None]
"""A text for an event row, or None."""

_FAILING = (CodeClass.C4XX, CodeClass.C5XX, CodeClass.C6XX)


def lay_out(
    table: EventTable,
    call: Call,
    state_of: RowText | None = None,
    name_of: RowText | None = None,
    operations: Sequence[OperationRow] = (),
) -> Timeline:
    """The timeline of one call.

    `state_of` gives the recording state of a RecordingStateChanged row ("active", "inactive"),
    which only the record holds; without it these rows are markers. `name_of` gives a short name
    for a failed row's result, which only the catalog knows; without it the code stands alone.
    `operations` are the rows of resource logs that tell of the call: shown beside its events.
    """
    timeline = _Layout(table, call, state_of, name_of).build()
    return _with_operations(timeline, operations) if operations else timeline


def _with_operations(timeline: Timeline, operations: Sequence[OperationRow]) -> Timeline:
    """Without the time of any event there is nothing to place rows beside: all count as far."""
    if timeline.origin_ns is None:
        return replace(timeline, far_operations=len(operations))
    last_ns = timeline.origin_ns + round(timeline.last_s * 1e9)
    placed = place_operations(operations, timeline.origin_ns, last_ns)
    return replace(
        timeline,
        operations=placed.near,
        untimed_operations=placed.untimed,
        far_operations=placed.far,
    )


class _Layout:
    """One run of `lay_out`: the timed rows, and the parts made from them."""

    def __init__(
        self, table: EventTable, call: Call, state_of: RowText | None, name_of: RowText | None
    ) -> None:
        self._table = table
        self._call = call
        self._state_of = state_of
        self._name_of = name_of
        every = dict.fromkeys((*call.offers, *call.rows))
        times = {row: int(table.time[row]) for row in every}
        self._ns = {row: ns for row, ns in times.items() if ns != NO_TIME}
        self._rows = sorted(self._ns, key=self._ns.__getitem__)
        self._untimed = len(every) - len(self._rows)
        known = [self._ns[self._rows[0]]] if self._rows else []
        if known and call.started is not None:
            known.append(call.started)
        self._origin = min(known, default=0)
        self._last_s = self._at(self._rows[-1]) if self._rows else 0.0
        self._end_s = self._at(call.end) if call.end in self._ns else None

    def build(self) -> Timeline:
        """Everything, lanes from top to bottom, parts by time."""
        recordings, states = self._recordings()
        operations = pair_operations(self._table, self._rows)
        spans = [*self._life(), *recordings, *(self._operation(item) for item in operations)]
        begun = {item.start for item in operations} | states
        told = {row for span in spans for row in span.rows}
        markers = [self._marker(row, row in told) for row in self._rows if row not in begun]
        used = {Lane.CALL, *(s.lane for s in spans), *(m.lane for m in markers)}
        order = {lane: place for place, lane in enumerate(Lane)}
        return Timeline(
            origin_ns=self._origin if self._rows else None,
            lanes=tuple(lane for lane in Lane if lane in used),
            spans=tuple(sorted(spans, key=lambda s: (order[s.lane], s.start_s, s.end_s))),
            markers=tuple(sorted(markers, key=lambda m: (order[m.lane], m.at_s))),
            end_s=self._end_s,
            last_s=self._last_s,
            untimed=self._untimed,
            call_id=self._call.connection_id,
        )

    def _life(self) -> Iterable[Span]:
        """The call's own lane: ringing and the connection."""
        first = next((row for row in self._rows if self._kind(row).role is Role.CONNECTED), None)
        rings = self._call.ring_s
        if first is not None and rings is not None and rings > 0:
            offers = [row for row in self._call.offers if row in self._ns]
            start = (self._ns_s(self._call.started), (*offers[:1], first))
            yield Span(
                Lane.CALL, start[0], self._at(first), f"rang {duration_text(rings)}", start[1],
                CodeClass.NONE, faint=True,
            )  # fmt: skip
        if first is None:
            return
        start_s = self._at(first)
        if self._end_s is None:
            why = "no CallDisconnected in this capture"
            if self._call.end is not None:
                why = f"{self._kind(self._call.end).name} has no time"
            yield Span(
                Lane.CALL, start_s, max(self._last_s, start_s), f"connected ({why})", (first,),
                self._class(first), open_end=True,
            )  # fmt: skip
        elif self._end_s >= start_s and self._call.end is not None:
            yield Span(
                Lane.CALL, start_s, self._end_s,
                f"connected {duration_text(self._end_s - start_s)}", (first, self._call.end),
                self._class(first),
            )  # fmt: skip

    def _recordings(self) -> tuple[list[Span], set[int]]:
        """Bars from "active" to "inactive", and the rows that begin one."""
        spans: list[Span] = []
        begun: int | None = None
        starts: set[int] = set()
        for row in self._rows:
            if self._state_of is None or not is_state_change(self._kind(row)):
                continue
            match (self._state_of(row) or "").lower():
                case "active" if begun is None:
                    begun = row
                    starts.add(row)
                case "inactive" if begun is not None:
                    spans.append(self._span(Lane.RECORDING, "recording", begun, row))
                    begun = None
        if begun is not None:
            spans.append(self._span(Lane.RECORDING, "recording", begun, None))
        return spans, starts

    def _operation(self, item: Operation) -> Span:
        lane, name = self._kind(item.start).lane, item.name
        if lane is Lane.PLAY:
            # The lane says what it is; the application's own name says which.
            name = name_in(self._context(item.start)) or name
        return self._span(lane, name, item.start, item.finish, inferred=item.inferred)

    def _span(
        self, lane: Lane, name: str, start: int, finish: int | None, *, inferred: bool = False
    ) -> Span:
        start_s = self._at(start)
        if finish is None:
            end_s = self._end_s
            if end_s is None or end_s < start_s:
                end_s = self._last_s
            label = f"{name} (end not in capture)"
            rows: tuple[int, ...] = (start,)
        else:
            end_s = self._at(finish)
            label = f"{name} {duration_text(end_s - start_s)}" + (" (inferred)" if inferred else "")
            rows = (start, finish)
        return Span(
            lane, start_s, end_s, label, rows, self._class(rows[-1]),
            open_end=finish is None, inferred=inferred,
        )  # fmt: skip

    def _marker(self, row: int, is_told: bool) -> Marker:
        """A point; one that a bar already tells of needs no words unless it went wrong."""
        kind = self._kind(row)
        failed = self._failed(row)
        label = self._failure(row) if failed else lower_first(plain(kind.label or kind.name))
        if is_told and not failed and kind.outcome is not EventOutcome.CANCELED:
            label = ""
        return Marker(
            kind.lane, self._at(row), row, label, self._class(row), failed, self._code(row)
        )

    def _failure(self, row: int) -> str:
        """The subcode tells most; the event's name stands in where no code was delivered."""
        code, subcode = int(self._table.code[row]), int(self._table.subcode[row])
        number = next((str(n) for n in (subcode, code) if n not in (ABSENT, 0)), "")
        name = self._name_of(row) if self._name_of is not None else None
        if not name and not number:
            name = plain(self._kind(row).label or self._kind(row).name)
        return " ".join(part for part in (lower_first(name or ""), number) if part)

    def _failed(self, row: int) -> bool:
        match self._kind(row).outcome:
            case EventOutcome.FAILED:
                return True
            case EventOutcome.ENDED | EventOutcome.INFO:
                return self._class(row) in _FAILING
            case _:
                return False

    def _code(self, row: int) -> str:
        numbers = (int(self._table.code[row]), int(self._table.subcode[row]))
        return "/".join(str(number) for number in numbers if number != ABSENT)

    def _class(self, row: int) -> CodeClass:
        code = int(self._table.code[row])
        return code_class(None if code == ABSENT else code)

    def _kind(self, row: int) -> EventKind:
        return self._table.kinds[int(self._table.kind[row])]

    def _context(self, row: int) -> str:
        place = int(self._table.context[row])
        return "" if place == NONE else self._table.contexts[place]

    def _at(self, row: int) -> float:
        return self._ns_s(self._ns[row])

    def _ns_s(self, ns: int | None) -> float:
        return 0.0 if ns is None else (ns - self._origin) / 1e9
