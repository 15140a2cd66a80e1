"""A map of a whole list in a few hundred pixels: where failures and marks lie, worst wins."""

from collections.abc import Collection
from enum import IntFlag

import numpy as np
import numpy.typing as npt

from inspector.calls.columns import CLASS_ORDER
from inspector.index.codes import CodeClass
from inspector.index.table import EventTable

Rows = npt.NDArray[np.int64]
Flags = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]

_BY_HUNDRED = {2: CodeClass.C2XX, 4: CodeClass.C4XX, 6: CodeClass.C6XX, 5: CodeClass.C5XX}


class Mark(IntFlag):
    """What is marked beside failures."""

    FINDING = 1
    HIT = 2
    BOOKMARK = 4


class MarkFlags:
    """Which rows of a capture are marked as what; one byte a row, made when first needed."""

    def __init__(self) -> None:
        self._rows = {mark: np.zeros(0, dtype=np.int64) for mark in Mark}
        self._highest = -1
        self._flags: Flags = np.zeros(0, dtype=np.uint8)

    def set_rows(self, mark: Mark, rows: Collection[int] | Rows) -> None:
        """Mark these rows, and no others."""
        given = rows if isinstance(rows, np.ndarray) else np.fromiter(rows, np.int64, len(rows))
        self._rows[mark] = given
        self._highest = max(int(given.max(initial=-1)) for given in self._rows.values())
        self._flags = np.zeros(0, dtype=np.uint8)

    @property
    def is_empty(self) -> bool:
        """Whether no row is marked at all."""
        return self._highest < 0

    def holds(self, mark: Mark, row: int) -> bool:
        """Whether a row is marked."""
        return row <= self._highest and bool(self.flags(row + 1)[row] & mark)

    def flags(self, size: int) -> Flags:
        """The marks of each row, of `size` rows or more; empty where no row has any."""
        size = max(size, self._highest + 1)
        if self._highest >= 0 and len(self._flags) < size:
            self._flags = np.zeros(size, dtype=np.uint8)
            for mark, rows in self._rows.items():
                self._flags[rows] |= np.uint8(mark)
        return self._flags


class MarkMap:
    """The bins of a strip, filled piece by piece, so that no frame has to wait for millions."""

    def __init__(
        self,
        table: EventTable,
        rows: Rows,
        order: Rows | None,
        failing: Mask | None,
        flags: Flags,
        bins: int,
    ) -> None:
        self._table, self._rows, self._order = table, rows, order
        self._failing, self._flags = failing, flags
        self._done = 0
        self.failures: Flags = np.zeros(bins, dtype=np.uint8)
        """For each bin 1 + the place of the worst class in CLASS_ORDER; 0 without a failure."""
        self.marks: Flags = np.zeros(bins, dtype=np.uint8)
        """For each bin all its marks."""

    @property
    def is_done(self) -> bool:
        """Whether every row was looked at."""
        return self._done >= len(self._rows)

    def advance(self, count: int) -> None:
        """Look at some more rows."""
        first, last = self._done, min(self._done + count, len(self._rows))
        self._done = last
        rows = self._slice(first, last)
        total, bins = len(self._rows), len(self.failures)
        failed = np.flatnonzero(self._failed(rows))
        ranks = failure_ranks(self._table.code[rows[failed]])
        np.maximum.at(self.failures, (failed + first) * bins // total, ranks)
        if len(self._flags):
            flags = self._flags[rows]
            marked = np.flatnonzero(flags)
            np.bitwise_or.at(self.marks, (marked + first) * bins // total, flags[marked])

    def span(self, bin_: int) -> tuple[int, int]:
        """The first position of a bin, and the first one after it."""
        total, bins = len(self._rows), len(self.failures)
        return -(-bin_ * total // bins), -(-(bin_ + 1) * total // bins)

    def counts(self, first: int, last: int) -> tuple[int, dict[Mark, int]]:
        """Failures and marks from one position up to before another."""
        rows = self._slice(first, last)
        failures = int(np.count_nonzero(self._failed(rows)))
        flags = self._flags[rows] if len(self._flags) else np.zeros(0, dtype=np.uint8)
        return failures, {mark: int(np.count_nonzero(flags & np.uint8(mark))) for mark in Mark}

    def first_marked(self, first: int, last: int) -> int | None:
        """The first failure or mark from one position up to before another."""
        rows = self._slice(first, last)
        is_found = self._failed(rows)
        if len(self._flags):
            is_found |= self._flags[rows] > 0
        return first + int(np.argmax(is_found)) if is_found.any() else None

    def _failed(self, rows: Rows) -> Mask:
        """Those with the code of a failure, and those that failed by name whatever their code."""
        code = self._table.code[rows]
        failed = (code >= 400) & (code < 700)
        return failed if self._failing is None else failed | self._failing[rows]

    def _slice(self, first: int, last: int) -> Rows:
        if self._order is None:
            return self._rows[first:last]
        return self._rows[self._order[first:last]]


def failure_ranks(codes: npt.NDArray[np.int32]) -> Flags:
    """How serious failures with these codes are: 1 + a place in CLASS_ORDER."""
    ranks = np.full(len(codes), 1 + CLASS_ORDER.index(CodeClass.NONE), dtype=np.uint8)
    ranks[codes == 0] = 1 + CLASS_ORDER.index(CodeClass.C2XX)
    hundreds = codes // 100
    for hundred, code_class in _BY_HUNDRED.items():
        ranks[hundreds == hundred] = 1 + CLASS_ORDER.index(code_class)
    return ranks
