"""The kinds of some event rows: whatever is asked about a kind is asked once, not for each row."""

from collections.abc import Callable, Sequence

import numpy as np

from inspector.calls.columns import Mask, Numbers, flags
from inspector.events.kinds import EventKind
from inspector.index.table import EventTable


class RowKinds:
    """Answers are columns parallel to the rows."""

    def __init__(self, table: EventTable, rows: Numbers) -> None:
        codes = table.kind[rows]
        used = np.flatnonzero(np.bincount(codes))
        self.kinds = [table.kinds[code] for code in used.tolist()]
        """Those that occur."""
        number = np.zeros(int(used[-1]) + 1 if len(used) else 0, np.int64)
        number[used] = np.arange(len(used))
        self._number: Numbers = number[codes]

    def where(self, wanted: Callable[[EventKind], bool]) -> Mask:
        """Whether the kind is wanted."""
        return np.asarray(flags([wanted(kind) for kind in self.kinds])[self._number])

    def numbers(self, of_kinds: Sequence[int]) -> Numbers:
        """The numbers given for each of `kinds`."""
        return np.asarray(np.array(of_kinds, np.int64)[self._number])


def rows_of(
    table: EventTable, rows: Sequence[int] | Numbers, wanted: Callable[[EventKind], bool]
) -> Numbers:
    """Those of some rows whose kind is wanted."""
    among = np.asarray(rows, np.int64)
    return np.asarray(among[RowKinds(table, among).where(wanted)])
