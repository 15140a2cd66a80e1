"""Rows to calls: one call a `callConnectionId`, all of them at once, as columns."""

import numpy as np

from inspector.calls.call_columns import columns_of, joined
from inspector.calls.conversations import find_conversations
from inspector.calls.direction import find_directions
from inspector.calls.ordering import rows_by_call, runs_forward
from inspector.calls.places import Flags, Places
from inspector.calls.room import give_back
from inspector.calls.table import CallTable
from inspector.index.table import NO_TIME, EventTable

_MANY = 100_000
"""Rows from which on it is worth the time to give memory back."""


def assemble(table: EventTable) -> CallTable:
    """The calls of a table, in the order of their first events in the capture."""
    _tidy(table)  # what reading left, before more is taken
    calls = _assembled(table)
    _tidy(table)
    return calls


def _tidy(table: EventTable) -> None:
    if table.size >= _MANY:
        give_back()


def _assembled(table: EventTable) -> CallTable:
    by_call = rows_by_call(table)
    forward = runs_forward(table)
    flags = Flags(table.kinds)
    blocks = (Places(table, some, flags) for some in by_call.blocks())
    columns = joined([columns_of(block, forward) for block in blocks])
    _tidy(table)
    conversations = find_conversations(table, by_call)
    directions = find_directions(table, columns, conversations)
    started, offered = columns.started, directions.offered
    earlier = (offered != NO_TIME) & ((offered < started) | (started == NO_TIME))
    return CallTable(
        table=table,
        order=by_call.rows,
        starts=by_call.starts,
        started=np.where(earlier, offered, started),
        offered=offered,
        connected=columns.connected,
        ended=columns.ended,
        end=columns.end,
        worst=columns.worst,
        outcome=columns.outcome,
        direction=directions.direction,
        late=columns.late,
        conversations=conversations,
        loose=conversations.of_no_call(),
    )
