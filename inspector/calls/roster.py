"""The people of one call, read from the records of the events that name them."""

from collections.abc import Callable

import numpy as np

from inspector.calls.columns import Numbers
from inspector.calls.model import Call
from inspector.calls.people import Participant, Register
from inspector.calls.presence import PresenceLog, Roster, tells_of_people
from inspector.calls.row_kinds import rows_of
from inspector.events.kinds import Role
from inspector.index.table import NO_TIME, EventTable

ParticipantsOf = Callable[[int], tuple[Participant, ...] | None]
"""The participants that an event row names; None when it names none or cannot be read."""

MOST_READ = 500
"""Records that are read for one call: a drawing waits for them, and one costs 0.1 to 0.2 ms."""
MOST_NAMED = 5000
"""Participants that these may name together: a large meeting lists all of them each time."""


def roster_of(
    table: EventTable, call: Call, participants_of: ParticipantsOf, most: int = MOST_READ
) -> Roster:
    """The people of a call, from the records of the events that name them; at most `most`."""
    telling = _telling(table, call)
    known: dict[int, tuple[Participant, ...]] = {}
    read = named = 0
    for row in telling[:most].tolist():
        if named > MOST_NAMED:
            break
        people = participants_of(row)
        read += 1
        if people is not None:
            known[row] = people
            named += len(people)
    log = PresenceLog(table, Register(known), begins_before=not _connects(table, call))
    for row, people in known.items():
        log.add(row, people)
    if read < len(telling):
        return log.close(int(table.time[telling[read]]), unread=len(telling) - read)
    return log.close(call.ended)


def _telling(table: EventTable, call: Call) -> Numbers:
    """The timed events about people up to the end of the call, in call order."""
    rows = rows_of(table, call.rows, tells_of_people)
    rows = rows[table.time[rows] != NO_TIME]
    if call.ended is not None:
        rows = rows[table.time[rows] <= call.ended]
    return np.asarray(rows[np.argsort(table.time[rows], kind="stable")])


def _connects(table: EventTable, call: Call) -> bool:
    """Whether the capture holds the beginning of the connection."""
    return len(rows_of(table, call.rows, lambda kind: kind.role is Role.CONNECTED)) > 0
