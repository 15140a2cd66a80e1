"""The order of events inside calls: time, then sequence number, then file order."""

import numpy as np
import numpy.typing as npt

from inspector.index.table import NO_TIME, EventTable

Rows = npt.NDArray[np.int64]


def call_order(table: EventTable) -> tuple[Rows, Rows]:
    """All rows that name a call, call by call and in call order; and where each call starts.

    The second array has one entry more than there are calls. A row without a time keeps its place
    in the file: it comes right after the row of its call before it.
    """
    rows = np.flatnonzero(table.call >= 0)
    order = rows[np.argsort(table.call[rows], kind="stable")]
    calls = table.call[order]
    count = int(calls[-1]) + 1 if len(calls) else 0
    starts = np.searchsorted(calls, np.arange(count + 1))
    times, filled = _filled_times(table.time[order], starts, calls)
    sequence = table.sequence[order]
    same = calls[1:] == calls[:-1]
    back = times[1:] < times[:-1]
    tie = times[1:] == times[:-1]
    swapped = (filled[1:] < filled[:-1]) | (
        (filled[1:] == filled[:-1]) & (sequence[1:] < sequence[:-1])
    )
    wrong = np.unique(calls[1:][same & (back | (tie & swapped))])
    if len(wrong):
        # Files are nearly in order: only the calls that are not are sorted.
        at = np.flatnonzero(np.isin(calls, wrong))
        sorted_at = at[np.lexsort((order[at], sequence[at], filled[at], times[at], calls[at]))]
        order = order.copy()
        order[at] = order[sorted_at]
    return order, starts


def runs_forward(table: EventTable) -> npt.NDArray[np.bool_]:
    """For each source, whether its events' times mostly grow along the file."""
    sources = int(table.source.max()) + 1 if table.size else 0
    timed = np.flatnonzero(table.time != NO_TIME)
    steps = np.sign(np.diff(table.time[timed]))
    source = table.source[timed]
    inside = source[1:] == source[:-1]
    balance = np.bincount(source[1:][inside], weights=steps[inside], minlength=sources)
    return np.asarray(balance >= 0)


def _filled_times(
    times: npt.NDArray[np.int64], starts: Rows, calls: npt.NDArray[np.int32]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Times with those of the row before in place of missing ones, and which were missing."""
    missing = times == NO_TIME
    if not missing.any():
        return times, missing
    place = np.arange(len(times))
    latest = np.maximum.accumulate(np.where(missing, -1, place))
    known = latest >= starts[calls]
    filled = np.where(missing & known, times[np.maximum(latest, 0)], times)
    return filled, missing
