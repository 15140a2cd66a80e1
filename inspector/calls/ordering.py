"""The order of events inside calls: time, then sequence number, then file order."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from inspector.index.table import ABSENT, NO_TIME, EventTable, Int64Column

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

BLOCK = 1 << 16
"""Rows or places worked on at once where all at once would take much memory."""
_JITTER_NS = 50_000_000
"""A step between two events that is too small to tell which way a file runs."""


@dataclass(frozen=True, slots=True)
class CallOrder:
    """The rows that name a call, call by call and in call order."""

    rows: Rows = field(repr=False)
    starts: Rows = field(repr=False)
    """Where each call starts in `rows`, and one entry more."""
    times: Int64Column = field(repr=False)
    """By place in `rows`: the event's time, or that of the neighbor an untimed one stays with;
    NO_TIME only in calls without any time."""


def call_order(table: EventTable) -> CallOrder:
    """Orders the events of every call.

    An untimed row has its place in the file only: it stays behind the row of its call before it,
    or, at the front of a file, before the one after it. Sequence numbers decide between events of
    the same time that both carry one; an event without a number keeps its place among them.
    """
    rows = np.argsort(table.call, kind="stable")
    rows = rows[np.searchsorted(table.call, 0, sorter=rows) :]
    calls = table.call[rows]
    count = int(calls[-1]) + 1 if len(calls) else 0
    starts = np.searchsorted(calls, np.arange(count + 1))
    times = _with_neighbors(table.time[rows], calls, table.source[rows])
    is_back = (calls[1:] == calls[:-1]) & (times[1:] < times[:-1])
    back = np.unique(calls[1:][is_back])
    if len(back):
        # Captures are nearly in order: only the calls that are not are sorted.
        at = np.flatnonzero(np.isin(calls, back))
        by_time = at[np.lexsort((times[at], calls[at]))]
        rows[at], times[at] = rows[by_time], times[by_time]
    _settle_ties(rows, times, calls, table.sequence[rows])
    return CallOrder(rows, starts, times)


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
    times: Int64Column, calls: npt.NDArray[np.int32], sources: npt.NDArray[np.uint16]
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
    rows: Rows, times: Int64Column, calls: npt.NDArray[np.int32], sequence: npt.NDArray[np.int32]
) -> None:
    """Sort, in place, the numbered rows of one call and time among the places they hold."""
    tied = (calls[1:] == calls[:-1]) & (times[1:] == times[:-1])
    at = np.flatnonzero(sequence != ABSENT)
    if not len(at):
        return
    group = np.cumsum(np.concatenate(([True], ~tied)), dtype=np.int32)
    in_order = np.lexsort((sequence[at], group[at]))
    rows[at] = rows[at[in_order]]
