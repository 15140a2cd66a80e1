"""Places in the call order: helpers for questions asked of many calls at once."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from inspector.calls.ordering import Mask, Rows, RowsByCall, put_in_order
from inspector.events.kinds import EventKind
from inspector.index.table import NO_TIME, NONE, EventTable, Int64Column


class Flags:
    """Which kinds of events are wanted: each kind is asked once, however many events there are."""

    def __init__(self, kinds: Sequence[EventKind]) -> None:
        self._kinds = tuple(kinds)
        self._known: dict[Callable[[EventKind], bool], Mask] = {}

    def of(self, wanted: Callable[[EventKind], bool]) -> Mask:
        """By kind, whether a function wants it."""
        if wanted not in self._known:
            self._known[wanted] = np.array(list(map(wanted, self._kinds)), dtype=np.bool_)
        return self._known[wanted]


class Places:
    """The events of some calls in call order; a place is a position in that order.

    Calls are numbered from 0 here. Answers by call are arrays as long as there are calls; NONE,
    NO_TIME or what is asked for stands where a call has no such event.
    """

    def __init__(self, table: EventTable, found: RowsByCall, flags: Flags) -> None:
        """Put the rows of calls in call order, in place."""
        self.table = table
        self._flags = flags
        self.count = len(found.starts) - 1
        self.near = put_in_order(table, found)
        """The times, with those of neighbors where an event has none."""
        self.rows: Rows = found.rows
        self.time: Int64Column = table.time.take(self.rows)
        self.call: Rows = np.repeat(np.arange(self.count), np.diff(found.starts))
        self._starts = found.starts
        self._kind = table.kind.take(self.rows)

    def of_kinds(self, wanted: Callable[[EventKind], bool]) -> Rows:
        """The places whose kind of event is wanted."""
        flags = self._flags.of(wanted)
        return np.flatnonzero(flags.take(self._kind)) if len(flags) else np.zeros(0, dtype=np.int64)

    def first(self, places: Rows) -> Rows:
        """For each call the first of some places, which stand call by call."""
        found = np.full(self.count, NONE, dtype=np.int64)
        calls = self.call[places]
        leads = np.flatnonzero(np.diff(calls, prepend=NONE))
        found[calls[leads]] = places[leads]
        return found

    def rows_at(self, places: Rows) -> Rows:
        """The event rows at places, NONE for NONE."""
        return pick(self.rows, places, NONE)

    def times_at(self, places: Rows) -> Int64Column:
        """The times of the events at places, NO_TIME for NONE."""
        return pick(self.time, places, NO_TIME)

    def started(self) -> Int64Column:
        """The time of each call's first timed event."""
        starts = self._starts[:-1]
        if (self._starts[1:] > starts).all() and (self.time[starts] != NO_TIME).all():
            return np.asarray(self.time[starts])
        return self.times_at(self.first(np.flatnonzero(self.time != NO_TIME)))


def pick(column: Rows, at: Rows, otherwise: int) -> npt.NDArray[np.int64]:
    """The column's values at positions, `otherwise` for NONE."""
    values = np.full(len(at), otherwise, dtype=np.int64)
    known = at >= 0
    values[known] = column[at[known]]
    return values
