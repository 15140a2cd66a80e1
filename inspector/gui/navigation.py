"""Where the selection goes next; pure functions over a snapshot."""

from collections.abc import Callable, Sequence

from inspector.calls.model import Call


def preferred_row(call: Call) -> int | None:
    """The event to show first: the worst failure, else the end, else the last one."""
    for row in (call.worst, call.end):
        if row is not None:
            return row
    rows = call.rows or call.offers
    return rows[-1] if rows else None


def next_in(
    order: Sequence[int], here: int | None, wanted: Callable[[int], bool], step: int
) -> int | None:
    """The next item after `here` (or from the start) that is wanted; None when there is none.

    `step` is 1 or -1. The search ends at the end of the order: it does not go round.
    """
    count = len(order)
    if here is not None and here in order:
        position = list(order).index(here) + step
    else:
        position = 0 if step > 0 else count - 1
    while 0 <= position < count:
        if wanted(order[position]):
            return order[position]
        position += step
    return None
