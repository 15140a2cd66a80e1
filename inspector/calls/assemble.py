"""Rows to calls: one call a `callConnectionId`, all of them at once, as columns."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from inspector.calls.call_columns import CallColumns, columns_of, joined
from inspector.calls.conversations import find_conversations, shared_ids
from inspector.calls.direction import find_directions
from inspector.calls.ordering import RowsByCall, rows_by_call, runs_forward
from inspector.calls.places import Flags, Places
from inspector.calls.room import give_back
from inspector.calls.table import CallTable
from inspector.index.table import NO_TIME, EventTable

_MANY = 100_000
"""Rows from which on it is worth the time to give memory back."""
_THREADS = 2
"""Threads that work on a part each, or on blocks of calls; more gain nothing."""


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
    flags = Flags(table.kinds)
    with ThreadPoolExecutor(_THREADS) as threads:
        ids = threads.submit(shared_ids, table)
        forward = threads.submit(runs_forward, table)
        by_call = rows_by_call(table)

        def columns_of_some(some: RowsByCall) -> CallColumns:
            return columns_of(Places(table, some, flags), forward.result())

        columns = joined(list(threads.map(columns_of_some, by_call.blocks())))
    _tidy(table)
    conversations = find_conversations(table, by_call, ids.result())
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
