"""Conversations of several calls, from events through the real index and the real layout."""

from collections.abc import Mapping, Sequence

from inspector.calls.assemble import assemble
from inspector.calls.layout import lay_out
from inspector.calls.model import Call
from inspector.calls.people import participants_in
from inspector.calls.related import ConversationTimeline, conversation_timeline
from inspector.calls.roster import roster_of
from inspector.calls.timeline import Timeline
from inspector.events.kinds import KindTable
from tests.support.timeline_case import Told, payload_of, table_of

CALLER = "4:+12065550123"
AGENT = "4:+14255550177"

TRANSFERRED = (
    Told("IncomingCall", 0),  # 0
    Told("CallConnected", 4, "200/0", "answer"),
    Told("ParticipantsUpdated", 4.2, "200/0", people=[CALLER], sequence=1),
    Told("PlayStarted", 5, "200/0", "greeting"),
    Told("PlayCompleted", 11, "200/0", "greeting"),
    Told("RecognizeFailed", 18, "400/8510", "menu"),  # 5
    Told("CallTransferAccepted", 24, "200/7015", "transfer"),
    Told("CallDisconnected", 25, "200/7015", "answer"),
    Told("IncomingCall", 26),
    Told("CallConnected", 28, "200/0", "desk", call=2),
    Told("ParticipantsUpdated", 28.1, "200/0", people=[CALLER], sequence=1, call=2),  # 10
    Told("RecordingStateChanged", 29, state="active", call=2),
    Told("MediaStreamingStarted", 30, "200/0", "stream", call=2),
    Told("AddParticipantFailed", 40, "486/560486", "agent", people=[AGENT], call=2),
    Told("PlayStarted", 42, "200/0", "sorry", call=2),
    Told("PlayCompleted", 47, "200/0", "sorry", call=2),  # 15
    Told("RecordingStateChanged", 70, state="inactive", call=2),
    Told("CallDisconnected", 71, "200/7000", "desk", call=2),
    Told("CallDisconnected", 52.001, "200/5002", "ring", call=3),
    Told("CreateCallFailed", 52, "200/5002", "ring", call=3),
)
"""An inbound call; a transfer to a second one, where somebody is busy; a third that is refused."""


def conversation_of(
    kinds: KindTable,
    events: Sequence[Told] = TRANSFERRED,
    position: int = 0,
    names: Mapping[int, str] | None = None,
) -> ConversationTimeline:
    """The conversation of a call; rows count from 0 in the order of the events."""
    table = table_of(kinds, events)

    def laid(call: Call) -> Timeline:
        people = roster_of(table, call, lambda row: participants_in(payload_of(events[row])))
        return lay_out(
            table, call, lambda row: events[row].state, names.get if names else None, (), people
        )

    return conversation_timeline(assemble(table), position, laid)


def many_legs(count: int) -> tuple[Told, ...]:
    """A conversation of so many short calls, one after the other."""
    return tuple(
        told
        for call in range(1, count + 1)
        for told in (
            Told("CallConnected", 7.0 * call, "200/0", call=call),
            Told("PlayStarted", 7.0 * call + 1, "200/0", "greeting", call=call),
            Told("PlayCompleted", 7.0 * call + 4, "200/0", "greeting", call=call),
            Told("CallDisconnected", 7.0 * call + 9, "200/7000", call=call),
        )
    )
