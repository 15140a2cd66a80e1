"""Finds parts of a timeline by event, for one event or for very many."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from inspector.calls.columns import Numbers

AnyRows = Sequence[int] | Numbers
"""Event rows, as a column where there may be very many."""
NONE_FOUND = -1


class EventPlaces:
    """Finds the numbers of parts by their event rows; sorted once, when first asked."""

    def __init__(self, rows: Numbers, numbers: Numbers) -> None:
        self._rows, self._numbers = rows, numbers

    @cached_property
    def _sorted(self) -> tuple[Numbers, Numbers]:
        if len(self._rows) < 2 or bool((self._rows[1:] > self._rows[:-1]).all()):
            return self._rows, self._numbers
        order = np.argsort(self._rows, kind="stable")
        return self._rows[order], self._numbers[order]

    def find(self, row: int) -> int | None:
        """The number of the part that an event row belongs to; None when there is none."""
        number = int(self.find_all(np.array([row], np.int64))[0])
        return None if number == NONE_FOUND else number

    def find_all(self, rows: Numbers) -> Numbers:
        """The number for each row, NONE_FOUND where there is none; the last of several."""
        known, numbers = self._sorted
        if not len(known):
            return np.full(len(rows), NONE_FOUND, np.int64)
        place = np.maximum(np.searchsorted(known, rows, side="right") - 1, 0)
        return np.where(known[place] == rows, numbers[place], NONE_FOUND)
