"""Which event of a call says most about it: the one that sets its attention and its owner."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from inspector.calls.table import CallTable
from inspector.events.kinds import Role
from inspector.index.table import NONE

Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]
Ranks = npt.NDArray[np.uint8]

_WORST, _NEVER, _END, _OTHER = range(4)
"""Of events that ask for equally much, the first of these says most."""


@dataclass(frozen=True, slots=True)
class Telling:
    """The events that a call is judged by; rows of all calls together."""

    ends: Rows = field(repr=False)
    """Terminal events."""
    never: Rows = field(repr=False)
    """Events that say of a call without CallConnected that it never connected."""
    inside: Rows = field(repr=False)
    """Failed operations before the end of their calls."""


def telling_events(calls: CallTable, failed: Mask) -> Telling:
    """The events to judge calls by; `failed` are those that failed by their names."""
    table = calls.table
    ends = calls.end[calls.end != NONE]
    never = _of_role(calls, Role.NEVER_CONNECTED)
    never = never[~np.isin(table.call[never], table.call[_of_role(calls, Role.CONNECTED)])]
    places = np.zeros(table.size, dtype=np.int64)
    places[calls.order] = np.arange(len(calls.order))
    end_places = np.full(len(calls), len(calls.order), dtype=np.int64)
    end_places[calls.end != NONE] = places[ends]
    inside = calls.order[failed[calls.order]]
    inside = inside[places[inside] < end_places[table.call[inside]]]
    return Telling(ends, never, inside[~np.isin(inside, never)])


def most_telling(calls: CallTable, telling: Telling, asks: Ranks) -> Rows:
    """For each call the row that asks for most, NONE where it has neither end nor failure.

    `asks` ranks all events. Of equals the worst failure comes first, then the event that says
    that the call never connected, then the end.
    """
    found = np.full(len(calls), NONE, dtype=np.int64)
    rows = np.concatenate([telling.inside, telling.never, telling.ends])
    counts = [len(telling.inside), len(telling.never), len(telling.ends)]
    part = np.repeat([_OTHER, _NEVER, _END], counts)
    call = calls.table.call[rows]
    part[rows == calls.worst[call]] = _WORST
    order = np.lexsort((part, -asks[rows].astype(np.int64), call))
    firsts, at = np.unique(call[order], return_index=True)
    found[firsts] = rows[order][at]
    return found


def _of_role(calls: CallTable, role: Role) -> Rows:
    """The rows of calls whose kind has a role."""
    table = calls.table
    has_role = np.array([kind.role is role for kind in table.kinds], dtype=np.bool_)
    if not has_role.any():
        return np.zeros(0, dtype=np.int64)
    return np.flatnonzero(has_role[table.kind[: table.size]] & (table.call[: table.size] != NONE))
