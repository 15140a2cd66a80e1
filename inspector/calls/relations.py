"""What ties the calls of a conversation together, as far as the capture shows it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from inspector.calls.columns import Numbers
from inspector.calls.conversations import is_placeholder
from inspector.calls.model import Call
from inspector.calls.row_kinds import rows_of
from inspector.calls.table import CallTable
from inspector.calls.telling import RowText
from inspector.events.kinds import EventKind, EventOutcome
from inspector.index.table import time_at

MOST_MOVES_READ = 50
"""Records read to learn from which call a participant was moved."""

_MOVE = "move participant"
_TRANSFER = "transfer"


class RelationKind(StrEnum):
    """What ties a call to another one, strongest first."""

    MOVED = "a participant was moved here from"
    TRANSFERRED = "begins after a transfer was accepted in"
    SERVER_ID = "has the same server call id as"
    CORRELATION_ID = "has the same correlation id as"


@dataclass(frozen=True, slots=True)
class Relation:
    """A call and another one that the capture ties it to."""

    kind: RelationKind
    number: int
    """Number of the call that this is about."""
    other: int
    """Number of the call that it is tied to."""
    row: int | None = None
    """The event that shows it; None where ids do."""

    @property
    def text(self) -> str:
        """A sentence without its subject: "has the same server call id as call 3"."""
        return f"{self.kind.value} call {self.other}"


def moves(calls: CallTable, members: Numbers, from_call_of: RowText | None) -> dict[int, int]:
    """By row of an event that tells of a move: the position of the call it came from."""
    if from_call_of is None:
        return {}
    rows = np.concatenate([calls.rows(at) for at in members.tolist()])
    named = {
        row: (from_call_of(row) or "").lower()
        for row in rows_of(calls.table, rows, _moved)[:MOST_MOVES_READ].tolist()
    }
    wanted = {text for text in named.values() if not is_placeholder(text)}
    ids = calls.connection_ids[: len(calls)] if wanted else ()
    places = {each.lower(): at for at, each in enumerate(ids) if each.lower() in wanted}
    return {row: places[text] for row, text in named.items() if text in places}


def _moved(kind: EventKind) -> bool:
    return kind.finishes == _MOVE and kind.outcome is EventOutcome.SUCCEEDED


def _accepts(kind: EventKind) -> bool:
    return kind.finishes == _TRANSFER and kind.outcome is EventOutcome.SUCCEEDED


def relations(
    calls: CallTable, shown: Sequence[tuple[int, Call]], moved: Mapping[int, int]
) -> list[Relation]:
    """What ties calls, with their positions and by their first events, to one another.

    Ids tie a call to the first earlier one that has the same. `moved` is what `moves` found.
    """
    number_of = {at: call.number for at, call in shown}
    found: list[Relation] = []
    transfers = [*_transfers(calls, shown)]
    for place, (at, call) in enumerate(shown):
        ties = [
            Relation(RelationKind.MOVED, call.number, number_of[origin], row)
            for row, origin in moved.items()
            if int(calls.table.call[row]) == at and origin != at and origin in number_of
        ]
        earlier = [other for _, other in shown[:place]]
        ties += [tie for number, tie in transfers if number == call.number]
        for kind, ids_of in (
            (RelationKind.SERVER_ID, _server_ids),
            (RelationKind.CORRELATION_ID, _correlation_ids),
        ):
            same = (other for other in earlier if ids_of(call) & ids_of(other))
            ties += [Relation(kind, call.number, other.number) for other in [*same][:1]]
        found += ties
    return found


def _transfers(
    calls: CallTable, shown: Sequence[tuple[int, Call]]
) -> Iterator[tuple[int, Relation]]:
    """For each call in which a transfer was accepted, the call that begins next, by its number."""
    for _, call in shown:
        for row in rows_of(calls.table, call.rows, _accepts)[:1].tolist():
            at_ns = time_at(calls.table.time, row)
            later = (
                other.number
                for _, other in shown
                if at_ns is not None and other.started is not None and other.started >= at_ns
            )
            for number in [*later][:1]:
                yield number, Relation(RelationKind.TRANSFERRED, number, call.number, row)


def _server_ids(call: Call) -> set[str]:
    return {text for text in call.server_call_ids if not is_placeholder(text)}


def _correlation_ids(call: Call) -> set[str]:
    return {text for text in call.correlation_ids if not is_placeholder(text)}
