"""The calls of one conversation on one clock: the legs, their ends, the offers between them."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from inspector.calls.columns import Numbers
from inspector.calls.model import Call, Direction, Outcome
from inspector.calls.relations import Relation, moves, relations
from inspector.calls.row_kinds import RowKinds, rows_of
from inspector.calls.table import CallTable
from inspector.calls.telling import RowText
from inspector.calls.timeline import Timeline
from inspector.events.kinds import Role
from inspector.index.table import NO_TIME, NONE, time_at

LayOut = Callable[[Call], Timeline]

MOST_LEGS = 40
"""More do not stand below each other on any screen, and each costs as much as a call shown alone.
A conversation has a few legs; where ids are shared by mistake, it seems to have thousands."""


@dataclass(frozen=True, slots=True)
class Leg:
    """One call of the conversation."""

    position: int
    """In the call table."""
    number: int
    direction: Direction | None
    outcome: Outcome
    timeline: Timeline
    """As of a call alone, with only the offer that it answered."""
    offset_s: float
    """Where the timeline's second 0 stands on the conversation's clock."""
    never_connected: bool = False
    """Whether an event says so and none says otherwise."""

    @property
    def end_s(self) -> float | None:
        """Where the call ended on the conversation's clock; None when the capture has no end."""
        end_s = self.timeline.end_s
        return None if end_s is None else self.offset_s + end_s


@dataclass(frozen=True, slots=True)
class Offer:
    """An IncomingCall of the conversation."""

    row: int
    at_s: float | None
    """None when it carries no time, as some recordings show it."""
    answered_by: int | None = None
    """Number of the inbound call that rang from it, where the capture proves that."""


@dataclass(frozen=True, slots=True)
class ConversationTimeline:
    """Everything that a stacked view of one conversation draws, relative to `origin_ns`."""

    name: str | None
    """The id that holds it together; None for a call that stands alone."""
    origin_ns: int | None
    """Time of second 0 (nanoseconds since 1970 UTC); None when no event has a time."""
    last_s: float
    legs: tuple[Leg, ...]
    """By their first events."""
    offers: tuple[Offer, ...]
    relations: tuple[Relation, ...]
    """For each leg but the first, what ties it to an earlier one, strongest first."""
    left_out: int = 0
    """Calls of the conversation beyond `MOST_LEGS`: those farthest from the one asked for."""


def conversation_timeline(
    calls: CallTable, position: int, lay_out_call: LayOut, from_call_of: RowText | None = None
) -> ConversationTimeline:
    """The conversation that a call belongs to.

    `from_call_of` gives the call connection id that a MoveParticipantSucceeded row names as
    `fromCall`, which only the record holds: the call that a participant came from is shown too,
    whatever its ids.
    """
    members = _members(calls, position)
    kept = _nearest(calls, members, position)
    moved = moves(calls, kept, from_call_of)
    here = set(kept.tolist())
    origins = [at for at in dict.fromkeys(moved.values()) if at not in here]
    positions = np.array(
        sorted((*kept.tolist(), *origins), key=lambda at: _begin(calls, at)), np.int64
    )
    shown = [(at, calls.call(at)) for at in positions.tolist()]
    timelines = [lay_out_call(_alone(calls, call)) for _, call in shown]
    asked = calls.call(position)
    offer_rows = _offers(calls, asked)
    times = [time_at(calls.table.time, row) for row in offer_rows]
    origin = min(
        (ns for ns in (*(each.origin_ns for each in timelines), *times) if ns is not None),
        default=None,
    )

    def second(ns: int | None) -> float:
        return 0.0 if ns is None or origin is None else (ns - origin) / 1e9

    legs = tuple(
        Leg(
            at,
            call.number,
            call.direction,
            call.outcome,
            shape,
            second(shape.origin_ns),
            never_connected=_never_connected(calls, call),
        )
        for (at, call), shape in zip(shown, timelines, strict=True)
    )
    answered = {call.offered: call.number for _, call in shown}
    offers = tuple(
        Offer(row, None if ns is None else second(ns), None if ns is None else answered.get(ns))
        for row, ns in zip(offer_rows, times, strict=True)
    )
    ends = [leg.offset_s + leg.timeline.last_s for leg in legs]
    return ConversationTimeline(
        name=asked.conversation,
        origin_ns=origin,
        last_s=max([*ends, *(each.at_s or 0.0 for each in offers)], default=0.0),
        legs=legs,
        offers=offers,
        relations=tuple(relations(calls, shown, moved)),
        left_out=len(members) - len(kept),
    )


def _members(calls: CallTable, position: int) -> Numbers:
    group = int(calls.conversations.of_calls[position])
    if group == NONE:
        return np.array([position], np.int64)
    return np.flatnonzero(calls.conversations.of_calls[: len(calls)] == group)


def _nearest(calls: CallTable, members: Numbers, position: int) -> Numbers:
    """The members that begin nearest to a call, itself among them."""
    if len(members) <= MOST_LEGS:
        return members
    started = calls.started[members].astype(np.float64)
    started[calls.started[members] == NO_TIME] = np.inf
    mine = float(calls.started[position])
    away = (
        np.abs(started - mine) if calls.started[position] != NO_TIME else np.abs(members - position)
    )
    away[members == position] = -1
    return np.sort(members[np.argsort(away, kind="stable")[:MOST_LEGS]])


def _begin(calls: CallTable, position: int) -> tuple[bool, int, int]:
    """To sort calls by their first events; untimed ones last."""
    started = int(calls.started[position])
    return started == NO_TIME, started, position


def _alone(calls: CallTable, call: Call) -> Call:
    """The call with no offer but the one that it answered."""
    if call.offered is None:
        return replace(call, offers=())
    own = tuple(row for row in call.offers if int(calls.table.time[row]) == call.offered)
    return replace(call, offers=own[:1])


def _never_connected(calls: CallTable, call: Call) -> bool:
    kinds = RowKinds(calls.table, np.asarray(call.rows, np.int64))
    roles = {kind.role for kind in kinds.kinds}
    return Role.NEVER_CONNECTED in roles and Role.CONNECTED not in roles


def _offers(calls: CallTable, call: Call) -> list[int]:
    """The IncomingCall rows of a call's conversation, by time, untimed ones first."""
    rows = rows_of(calls.table, call.offers, lambda kind: kind.role is Role.OFFER)
    return sorted(rows.tolist(), key=lambda row: int(calls.table.time[row]))
