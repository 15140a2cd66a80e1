"""Rows to calls: one call a `callConnectionId`, all of them at once, as columns."""

import numpy as np

from inspector.calls.conversations import find_conversations
from inspector.calls.direction import find_directions
from inspector.calls.ends import find_ends, find_late, find_outcomes, find_worst
from inspector.calls.ordering import call_order
from inspector.calls.places import Places
from inspector.calls.room import give_back
from inspector.calls.table import CallTable
from inspector.index.table import NO_TIME, EventTable

_MANY = 100_000
"""Rows from which on it is worth the time to give memory back."""


def assemble(table: EventTable) -> CallTable:
    """The calls of a table, in the order of their first events in the capture."""
    calls = _assembled(table)
    if table.size >= _MANY:
        give_back()
    return calls


def _assembled(table: EventTable) -> CallTable:
    order = call_order(table)
    places = Places(table, order)
    ends = find_ends(places)
    conversations = find_conversations(table, order)
    directions = find_directions(places, ends, conversations)
    started, offered = places.started(), directions.offered
    earlier = (offered != NO_TIME) & ((offered < started) | (started == NO_TIME))
    return CallTable(
        table=table,
        order=order.rows,
        starts=order.starts,
        started=np.where(earlier, offered, started),
        offered=offered,
        connected=places.times_at(ends.connected),
        ended=places.times_at(ends.end),
        end=places.rows_at(ends.end),
        worst=find_worst(places, ends),
        outcome=find_outcomes(places, ends),
        direction=directions.direction,
        late=find_late(places, ends),
        conversations=conversations,
        loose=conversations.of_no_call(),
    )
