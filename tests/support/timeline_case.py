"""Calls built event by event through the real index, and their timelines as text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inspector.calls.assemble import assemble
from inspector.calls.layout import lay_out
from inspector.calls.timeline import Timeline
from inspector.capture.chunk import Chunk
from inspector.capture.operation import OperationRow
from inspector.capture.wire import Data, Result, WireEvent
from inspector.events.kinds import KindTable
from inspector.index.build import Builder


@dataclass(frozen=True, slots=True)
class Told:
    """One delivered event; `at_s` is its second, None when it carries no time."""

    kind: str
    at_s: float | None
    result: str = ""
    """`code/subcode`, or empty when the event carries none."""
    context: str | None = None
    state: str | None = None
    """The recording state, which the index does not hold."""


def timeline_of(
    kinds: KindTable,
    events: Sequence[Told],
    *,
    with_states: bool = True,
    names: Mapping[int, str] | None = None,
    operations: Sequence[OperationRow] = (),
) -> Timeline:
    """The timeline of the one call that the events make; rows count from 0 in their order."""
    builder = Builder(kinds)
    builder.add(
        Chunk(
            source=0,
            events=[_wire(event) for event in events],
            offsets=list(range(len(events))),
            lengths=[1] * len(events),
            parts=[0] * len(events),
        )
    )
    table = builder.table()
    states = (lambda row: events[row].state) if with_states else None
    call = assemble(table).call(0)
    return lay_out(table, call, states, names.get if names else None, operations)


def as_text(timeline: Timeline) -> str:
    """One line a lane, span and marker."""
    lines = []
    for lane in timeline.lanes:
        lines.append(f"lane {lane.value}")
        for span in timeline.spans:
            if span.lane is lane:
                flags = "".join(
                    f" {name}" for name in ("open_end", "inferred", "faint") if getattr(span, name)
                )
                lines.append(
                    f"  span {span.start_s:.3f} to {span.end_s:.3f} [{span.code_class.value}] "
                    f"{span.label!r} rows {','.join(map(str, span.rows))}{flags}"
                )
        for mark in timeline.markers:
            if mark.lane is lane:
                lines.append(
                    f"  mark {mark.at_s:.3f} [{mark.code_class.value}] {mark.label!r} "
                    f"row {mark.row} {mark.code or '-'}{' failed' if mark.failed else ''}"
                )
    end = "none" if timeline.end_s is None else f"{timeline.end_s:.3f}"
    lines.append(f"end {end}, last {timeline.last_s:.3f}, untimed {timeline.untimed}")
    return "\n".join(lines) + "\n"


def _wire(told: Told) -> WireEvent:
    result = None
    if told.result:
        code, _, subcode = told.result.partition("/")
        result = Result(code=int(code), sub_code=int(subcode) if subcode else None)
    is_offer = told.kind == "IncomingCall"
    return WireEvent(
        type=f"Microsoft.Communication.{told.kind}",
        time=None if told.at_s is None else _time(told.at_s),
        data=Data(
            call_connection_id=None if is_offer else "0a1b2c3d-0000-4000-8000-00000000beef",
            server_call_id="aHR0cHM6Ly9leGFtcGxlL2NvbnYvMQ==",
            operation_context=told.context,
            result_information=result,
        ),
    )


def _time(at_s: float) -> str:
    minutes, seconds = divmod(at_s, 60)
    return f"2025-06-16T09:{int(minutes):02d}:{seconds:010.7f}+00:00"
