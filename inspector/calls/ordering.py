"""The order of events inside calls: time, then sequence number, then file order."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.index.table import (
    NO_TIME,
    EventTable,
    Int64Column,
    NumberColumn,
    SourceColumn,
    absent_in,
)

Rows = npt.NDArray[np.signedinteger[Any]]
"""Rows, places or calls, by number; those of a whole capture are kept in 32 bits where they fit."""
Mask = npt.NDArray[np.bool_]

BLOCK = 1 << 15
"""Rows or places worked on at once where all at once would take much memory."""
_JITTER_NS = 50_000_000
"""A step between two events that is too small to tell which way a file runs."""


@dataclass(frozen=True, slots=True)
class RowsByCall:
    """The rows that name a call, call by call."""

    rows: Rows = field(repr=False)
    starts: Rows = field(repr=False)
    """Where each call starts in `rows`, and one entry more."""

    def blocks(self) -> Iterator["RowsByCall"]:
        """Some calls at a time, with views of their rows; a large call is a block of its own.

        No calls are one block.
        """
        first, count = 0, len(self.starts) - 1
        if not count:
            yield self
        while first < count:
            start = self.starts[first]
            stop = int(np.searchsorted(self.starts, start + BLOCK, side="right")) - 1
            stop = max(first + 1, stop)
            rows = self.rows[start : self.starts[stop]]
            yield RowsByCall(rows, self.starts[first : stop + 1] - start)
            first = stop


def rows_by_call(table: EventTable) -> RowsByCall:
    """The rows of every call, in file order."""
    rows = np.argsort(table.call, kind="stable")
    none = int(np.searchsorted(table.call, 0, sorter=rows))
    count = int(table.call[rows[-1]]) + 1 if none < len(rows) else 0
    starts = np.searchsorted(table.call, np.arange(count + 1), sorter=rows) - none
    is_narrow = table.size <= np.iinfo(np.int32).max
    return RowsByCall(rows[none:].astype(np.int32 if is_narrow else np.int64), starts)


def put_in_order(table: EventTable, found: RowsByCall) -> Int64Column:
    """Puts the rows of calls, in place, in call order; gives their times.

    Those are the event's time, or that of the neighbor an untimed one stays with; NO_TIME only in
    calls without any time. An untimed row has its place in the file only: it stays behind the row
    of its call before it, or, at the front of a file, before the one after it. Sequence numbers
    decide between events of the same time that both carry one; an event without a number keeps
    its place among them.
    """
    rows = found.rows
    calls = table.call.take(rows)
    times = _with_neighbors(table.time.take(rows), calls, table.source.take(rows))
    is_back = (calls[1:] == calls[:-1]) & (times[1:] < times[:-1])
    if is_back.any():
        # Captures are nearly in order: only the calls that are not are sorted.
        first = calls[0]
        goes_back = np.zeros(calls[-1] - first + 1, dtype=np.bool_)
        goes_back[calls[1:][is_back] - first] = True
        at = np.flatnonzero(goes_back[calls - first])
        by_time = at[np.lexsort((times[at], calls[at]))]
        rows[at], times[at] = rows[by_time], times[by_time]
    _settle_ties(rows, times, calls, table.sequence.take(rows))
    return times


def runs_forward(table: EventTable) -> Mask:
    """For each source, whether its events' times mostly grow along the file.

    They do not in exports that show the newest first; steps of some milliseconds either way are
    how deliveries race each other and tell nothing.
    """
    sources = int(table.source.max()) + 1 if table.size else 0
    balance = np.zeros(sources)
    last = np.zeros(0, dtype=np.intp)  # the last timed row so far
    for start in range(0, table.size, BLOCK):
        timed = np.flatnonzero(table.time[start : start + BLOCK] != NO_TIME) + start
        timed = np.concatenate((last, timed))
        last = timed[-1:]
        steps = np.diff(table.time[timed])
        source = table.source[timed]
        telling = (source[1:] == source[:-1]) & (np.abs(steps) > _JITTER_NS)
        signs = np.sign(steps[telling])
        balance += np.bincount(source[1:][telling], weights=signs, minlength=sources)
    return np.asarray(balance >= 0)


def _with_neighbors(
    times: Int64Column, calls: npt.NDArray[np.int32], sources: SourceColumn
) -> Int64Column:
    """The times, with those of a neighbor in the same call in place of missing ones.

    The neighbor is the nearest timed row before, else after it in the same file; else any of the
    call.
    """
    if not (times == NO_TIME).any():
        return times
    filled = times.copy()
    new_call = calls[1:] != calls[:-1]
    new_file = sources[1:] != sources[:-1]
    for border in (new_call | new_file, new_call):
        _fill_forward(filled, border)
        _fill_forward(filled[::-1], border[::-1])
    return filled


def _fill_forward(times: Int64Column, border: Mask) -> None:
    """Give missing times, in place, the last known one since the last border."""
    places = np.arange(len(times))
    run = np.concatenate(([0], np.where(border, places[1:], 0)))
    known = np.maximum.accumulate(np.where(times == NO_TIME, -1, places))
    usable = known >= np.maximum.accumulate(run)
    times[usable] = times[known[usable]]


def _settle_ties(
    rows: Rows,
    times: Int64Column,
    calls: npt.NDArray[np.int32],
    sequence: NumberColumn,
) -> None:
    """Sort, in place, the numbered rows of one call and time among the places they hold."""
    at = np.flatnonzero(sequence != absent_in(sequence))
    if not len(at):
        return
    tied = (calls[1:] == calls[:-1]) & (times[1:] == times[:-1])
    group = np.cumsum(np.concatenate(([True], ~tied)), dtype=np.int32)
    in_order = np.lexsort((sequence[at], group[at]))
    rows[at] = rows[at[in_order]]
