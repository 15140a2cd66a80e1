"""Where the selection goes next; pure functions over a snapshot."""

import numpy as np
import numpy.typing as npt

from inspector.calls.model import Call
from inspector.calls.table import CallTable

Rows = npt.NDArray[np.int64]


def preferred_row(call: Call) -> int | None:
    """The event to show first: the worst failure, else the end, else the last one."""
    for row in (call.worst, call.end):
        if row is not None:
            return row
    rows = call.rows or call.offers
    return rows[-1] if rows else None


def nearest(places: Rows, wanted: int) -> int | None:
    """The place closest to a wanted one, the earlier of two; None among none."""
    return int(places[np.argmin(np.abs(places - wanted))]) if len(places) else None


def next_failure(
    calls: CallTable,
    listed: Rows,
    failing: npt.NDArray[np.bool_],
    row: int | None,
    step: int,
) -> int | None:
    """The failing row after `row` (before it with step -1), in the order of the calls list.

    `listed` holds call positions; events without a call come last. The search does not go round.
    """
    rows = np.concatenate([calls.order, calls.loose])
    stops = failing[rows]
    here = rows == (-1 if row is None else row)
    kept = np.flatnonzero(stops | here)  # few, so that only few are sorted
    ranks = np.full(len(calls) + 1, len(listed) + 1, dtype=np.int64)
    ranks[listed] = np.arange(len(listed))
    rank = ranks[calls.table.call[rows[kept]]]
    kept = kept[np.lexsort((kept, rank))][: int(np.count_nonzero(rank <= len(listed)))]
    places = np.flatnonzero(stops[kept])
    at = np.flatnonzero(here[kept])
    if step > 0:
        ahead = places[places > at[0]] if len(at) else places
        return int(rows[kept[ahead[0]]]) if len(ahead) else None
    behind = places[places < at[0]] if len(at) else places
    return int(rows[kept[behind[-1]]]) if len(behind) else None
