"""When the operations of a call were paused, as its events prove it."""

from dataclasses import dataclass

import numpy as np

from inspector.calls.columns import Mask, Numbers
from inspector.calls.operations import Pairs
from inspector.calls.row_kinds import RowKinds
from inspector.index.table import NONE, EventTable


@dataclass(frozen=True, slots=True, eq=False)
class Turns:
    """Events that pause an operation or let it go on, by operation and place; parallel columns.

    Of one operation pauses and resumes alternate, beginning with a pause.
    """

    operation: Numbers
    """Numbers in the pairs that were asked."""
    place: Numbers
    """In the rows that were asked."""
    pauses: Mask

    def of(self, operation: int) -> slice:
        """Where the turns of one operation stand."""
        first, last = np.searchsorted(self.operation, (operation, operation + 1)).tolist()
        return slice(first, last)


def turns_of(table: EventTable, rows: Numbers, kinds: RowKinds, pairs: Pairs) -> Turns:
    """The pauses inside operations among rows of one call in time order.

    An event belongs to the operation with its context that was begun last, else to the only one
    of its sort that is open then. What fits none, and what repeats the turn before it, is none.
    """
    turning = [kind.pauses or kind.resumes for kind in kinds.kinds]
    number = {name: at for at, name in enumerate(sorted({*turning} - {""}))}
    sort_of = [number.get(kind.starts, NONE) for kind in kinds.kinds]
    if not number or max(sort_of) == NONE:
        nothing = np.zeros(0, np.int64)
        return Turns(nothing, nothing, np.zeros(0, np.bool_))
    places = np.flatnonzero(kinds.where(lambda kind: bool(kind.pauses or kind.resumes)))
    sort_of_event = kinds.numbers([number.get(name, NONE) for name in turning])[places]
    sorts = kinds.numbers(sort_of)[pairs.start]
    context = table.context[rows].astype(np.int64) - NONE
    width = int(context.max()) + 1
    begun = np.flatnonzero(sorts != NONE)
    sorts, start = sorts[begun], pairs.start[begun]
    finish = np.where(pairs.finish == NONE, len(rows), pairs.finish)[begun]
    exact = _Open(sorts * width + context[start], start, finish, len(rows) + 1)
    found = exact.latest(sort_of_event * width + context[places], places)
    near = _Open(sorts, start, finish, len(rows) + 1).only(sort_of_event, places)
    found = np.where(found == NONE, near, found)
    belongs = found != NONE
    operation, places = begun[found[belongs]], places[belongs]
    order = np.lexsort((places, operation))
    operation, places = operation[order], places[order]
    pauses = kinds.where(lambda kind: bool(kind.pauses))[places]
    first = np.ones(len(places), np.bool_)
    first[1:] = operation[1:] != operation[:-1]
    before = np.concatenate([[False], pauses[:-1]]) & ~first
    counts = pauses != before
    return Turns(operation[counts], places[counts], pauses[counts])


class _Open:
    """Which of some operations are open at a place; each has a key."""

    def __init__(self, key: Numbers, start: Numbers, finish: Numbers, width: int) -> None:
        self._key, self._finish, self._width = key, finish, width
        starts, finishes = key * width + start, key * width + finish
        self._by_start, self._by_finish = np.argsort(starts), np.argsort(finishes)
        self._starts, self._finishes = starts[self._by_start], finishes[self._by_finish]
        self._started, self._finished = _sums(self._by_start), _sums(self._by_finish)

    def latest(self, key: Numbers, place: Numbers) -> Numbers:
        """Of those with a key the one begun last if it is open, else the only one that is."""
        at = np.searchsorted(self._starts, key * self._width + place) - 1
        last = self._by_start[np.maximum(at, 0)]
        is_open = (at >= 0) & (self._key[last] == key) & (self._finish[last] > place)
        return np.where(is_open, last, self.only(key, place))

    def only(self, key: Numbers, place: Numbers) -> Numbers:
        """The one with a key that is open; NONE where there are several, or none."""
        at, begin = key * self._width + place, key * self._width
        started = np.searchsorted(self._starts, np.stack([begin, at]))
        finished = np.searchsorted(self._finishes, np.stack([begin, at]))
        count = (started[1] - started[0]) - (finished[1] - finished[0])
        # The numbers of all that began, without those that ended: what is left is the open one.
        left = self._started[started[1]] - self._started[started[0]]
        left -= self._finished[finished[1]] - self._finished[finished[0]]
        return np.where(count == 1, left, NONE)


def _sums(numbers: Numbers) -> Numbers:
    """The sums of the first none, one, two … numbers."""
    return np.concatenate([[0], np.cumsum(numbers)])
