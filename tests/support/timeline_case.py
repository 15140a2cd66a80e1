"""Calls built event by event through the real index, and their timelines as text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inspector.calls.assemble import assemble
from inspector.calls.capture import Capture
from inspector.calls.idle import idle_gaps
from inspector.calls.layout import lay_out
from inspector.calls.people import participants_in
from inspector.calls.related import ConversationTimeline
from inspector.calls.roster import roster_of
from inspector.calls.timeline import Marker, Span, Timeline
from inspector.capture.chunk import Chunk
from inspector.capture.fields import Fields
from inspector.capture.operation import OperationRow
from inspector.capture.wire import Data, Result, WireEvent
from inspector.events.kinds import KindTable
from inspector.index.build import Builder
from inspector.index.table import EventTable

CONNECTION = "0a1b2c3d-0000-4000-8000-00000000be{:02d}"


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
    recording: str | None = None
    """The recording id."""
    people: Sequence[str] | None = None
    """Raw ids of a participant list, or of the one that an event is about; "+" and what follows
    says in what state: "8:acs:a_b +muted +hold"."""
    sequence: int | None = None
    call: int = 1
    """Which of several calls."""
    server: str = "aHR0cHM6Ly9leGFtcGxlL2NvbnYvMQ=="
    """The server call id, by which calls make a conversation."""


def timeline_of(
    kinds: KindTable,
    events: Sequence[Told],
    *,
    with_states: bool = True,
    names: Mapping[int, str] | None = None,
    operations: Sequence[OperationRow] = (),
) -> Timeline:
    """The timeline of the one call that the events make; rows count from 0 in their order."""
    table = table_of(kinds, events)
    states = (lambda row: events[row].state) if with_states else None
    call = assemble(table).call(0)
    roster = roster_of(table, call, lambda row: participants_in(payload_of(events[row])))
    return lay_out(
        table,
        call,
        states,
        names.get if names else None,
        operations,
        roster,
        lambda row: events[row].recording,
    )


def payload_of(told: Told) -> dict[str, object]:
    """What the record of an event says about people, as the service writes it."""
    if told.people is None:
        return {}
    people = [_person(text) for text in told.people]
    if told.kind == "ParticipantsUpdated":
        return {"participants": people}
    return {"participant": people[0]["identifier"]} if people else {}


def _person(text: str) -> dict[str, object]:
    raw_id, *states = text.split(" +")
    identifier: dict[str, object] = {"rawId": raw_id}
    if raw_id.startswith("4:"):
        identifier |= {"kind": "phoneNumber", "phoneNumber": {"value": raw_id[2:]}}
    return {
        "identifier": identifier,
        "isMuted": "muted" in states,
        "isOnHold": "hold" in states,
    }


def table_of(kinds: KindTable, events: Sequence[Told]) -> EventTable:
    """The index of events of one call, in the order they are told."""
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
    return builder.table()


def capture_text(capture: Capture) -> str:
    """The timelines of all calls of a capture, with what only their records say."""
    texts = []
    for position in range(len(capture.calls)):
        call = capture.calls.call(position)
        roster = roster_of(
            capture.table, call, lambda row: participants_in(capture.event(row).data)
        )
        timeline = lay_out(
            capture.table,
            call,
            lambda row: Fields(capture.event(row).data).text("state"),
            operations=capture.operations_of(call),
            roster=roster,
            recording_of=lambda row: Fields(capture.event(row).data).text("recordingId"),
        )
        texts.append(f"call {call.number}\n{as_text(timeline)}")
    return "\n".join(texts)


FLAGS = ("open_start", "open_end", "inferred", "canceled", "failed", "faint")


def as_text(timeline: Timeline) -> str:
    """One line a lane, span and marker."""
    lines = []
    for lane in timeline.lanes:
        lines.append(f"lane {lane.value}")
        lines += [_span_line(span) for span in timeline.spans if span.lane is lane]
        lines += [_marker_line(mark) for mark in timeline.markers if mark.lane is lane]
    end = "none" if timeline.end_s is None else f"{timeline.end_s:.3f}"
    lines.append(f"end {end}, last {timeline.last_s:.3f}, untimed {timeline.untimed}")
    gaps = [f"{start:.3f} to {stop:.3f}" for start, stop in idle_gaps(timeline)]
    lines.append(f"idle {', '.join(gaps) or 'none'}")
    return "\n".join(lines) + "\n"


def conversation_text(shown: ConversationTimeline) -> str:
    """One line an offer, leg and relation, with the timeline of each leg below it."""
    lines = [
        f"offer {'untimed' if offer.at_s is None else f'{offer.at_s:.3f}'} row {offer.row}"
        for offer in shown.offers
    ]
    for leg in shown.legs:
        end = "no end" if leg.end_s is None else f"ends {leg.end_s:.3f}"
        direction = "unknown direction" if leg.direction is None else leg.direction.value
        lines.append(
            f"leg {leg.number} at {leg.offset_s:.3f}, {end}, {direction}, {leg.outcome.value}"
        )
        lines += [f"  {tie.text}" for tie in shown.relations if tie.number == leg.number]
        lines += [f"  {line}" for line in as_text(leg.timeline).splitlines()]
    lines.append(f"last {shown.last_s:.3f}, left out {shown.left_out}")
    return "\n".join(lines) + "\n"


def _span_line(span: Span) -> str:
    said = "".join(f" {name}" for name in FLAGS if getattr(span, name))
    inside = "".join(
        f" ({each.name} {each.start_s:.3f} to {each.end_s:.3f})" for each in span.stretches
    )
    return (
        f"  span {span.start_s:.3f} to {span.end_s:.3f} [{span.code_class.value}] "
        f"{span.label!r} rows {','.join(map(str, span.rows))}{said}{inside}"
    )


def _marker_line(mark: Marker) -> str:
    said = "".join(f" {name}" for name in FLAGS if getattr(mark, name, False))
    return (
        f"  mark {mark.at_s:.3f} [{mark.code_class.value}] {mark.label!r} "
        f"row {mark.row} {mark.code or '-'}{said}"
    )


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
            call_connection_id=None if is_offer else CONNECTION.format(told.call),
            sequence_number=told.sequence,
            server_call_id=told.server,
            operation_context=told.context,
            result_information=result,
        ),
    )


def _time(at_s: float) -> str:
    minutes, seconds = divmod(at_s, 60)
    return f"2025-06-16T09:{int(minutes):02d}:{seconds:010.7f}+00:00"
