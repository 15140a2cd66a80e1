"""Looks around one event in its call: the start of what it finishes, an earlier event of its kind.

Only some thousand rows are looked at, however long the call is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from inspector.calls.operations import paired
from inspector.calls.table import CallTable
from inspector.index.table import NO_TIME, NONE

Rows = npt.NDArray[np.int64]

WHOLE = 20_000
"""Rows of a call that are paired all at once, which takes some milliseconds."""
BLOCK = 2048
"""Rows of a longer call that are paired at once: an operation rarely spans more than that."""
_KEPT = 1024
_LOOKED_BACK = 65_536
"""Rows before an event among which an earlier one of its kind is looked for."""


@dataclass(frozen=True, slots=True)
class Start:
    """The event that started what another one finishes."""

    row: int
    inferred: bool
    """Nearness alone pairs them: their operation contexts do not say that they belong together."""


class Nearby:
    """Answers for one snapshot; what was found is kept for the rows next to it."""

    def __init__(self, calls: CallTable) -> None:
        self._calls, self._table = calls, calls.table
        self._starts_near = lru_cache(_KEPT)(self._pair_block)

    def start_of(self, row: int) -> Start | None:
        """The start of what a row finishes; None without one, or where it is far away."""
        call = int(self._table.call[row])
        if call == NONE:
            return None
        is_short = len(self._calls.rows(call)) <= WHOLE
        block = 0 if is_short else self._place(call, row) // BLOCK
        return self._starts_near(call, block).get(row)

    def seconds_since(self, earlier: int, row: int) -> float | None:
        """The time between two events; None where one of them has none."""
        before, after = int(self._table.time[earlier]), int(self._table.time[row])
        if NO_TIME in (before, after):
            return None
        return (after - before) / 1e9

    def previous_of_kind(self, row: int) -> int | None:
        """The nearest earlier event of the same kind in the same call."""
        call = int(self._table.call[row])
        if call == NONE:
            return None
        rows, place = self._calls.rows(call), self._place(call, row)
        name = self._table.kinds[int(self._table.kind[row])].name
        for last in range(place, max(0, place - _LOOKED_BACK), -BLOCK):
            before = rows[max(0, last - BLOCK) : last]
            kinds = self._table.kind[before]
            for at in np.flatnonzero(kinds == self._table.kind[row])[::-1].tolist():
                if self._table.kinds[int(kinds[at])].name == name:
                    return int(before[at])
        return None

    def _place(self, call: int, row: int) -> int:
        """Where a row stands in its call; rows of a call are in file order or nearly so."""
        rows = self._calls.rows(call)
        guess = int(np.searchsorted(rows, row))
        if guess < len(rows) and rows[guess] == row:
            return guess
        return int(np.flatnonzero(rows == row)[0])

    def _pair_block(self, call: int, block: int) -> Mapping[int, Start]:
        """Result row to start, in a whole call or among a block of it and the block before.

        What is inferred by nearness is only sure where no earlier start is out of sight.
        """
        rows, first = self._calls.rows(call), 0
        if len(rows) > WHOLE:
            first = max(0, (block - 1) * BLOCK)
            rows = rows[first : (block + 1) * BLOCK]
        rows = rows[self._table.time[rows] != NO_TIME]
        pairs = paired(self._table, rows)
        is_sure = pairs.finish != NONE
        if first > 0:
            is_sure &= ~pairs.inferred
        starts, finishes = rows[pairs.start[is_sure]], rows[pairs.finish[is_sure]]
        told = zip(starts.tolist(), pairs.inferred[is_sure].tolist(), strict=True)
        return dict(zip(finishes.tolist(), (Start(*each) for each in told), strict=True))
