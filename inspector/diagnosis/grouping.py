"""Events with the same kind and numbers are one result: it is explained once."""

from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.index.table import EventTable, absent_in

_MAX_KEYS = 2**62


def result_groups(table: EventTable) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
    """The first row of each different result, and the group of each row."""
    key = np.zeros(table.size, dtype=np.int64)
    size = 1
    for column in (table.kind, table.code, table.subcode, table.sip, table.q850):
        digits, base = _digits(column[: table.size])
        if size * base > _MAX_KEYS:  # count only the values that occur
            values, key = np.unique(key, return_inverse=True)
            size = len(values)
            values, digits = np.unique(digits, return_inverse=True)
            base = len(values)
        key = key * base + digits
        size *= base
    _, first_rows, group = np.unique(key, return_index=True, return_inverse=True)
    return first_rows.astype(np.int64), group.astype(np.int32)


def _digits(column: npt.NDArray[Any]) -> tuple[npt.NDArray[np.int64], int]:
    """The column counted up from 0, the lowest number it can hold being 0, and how many there are.

    That is what stands for "absent", if any may be.
    """
    present = column != absent_in(column)
    if not present.any():
        return np.zeros(len(column), dtype=np.int64), 1
    low, high = int(column[present].min()), int(column[present].max())
    return np.where(present, column.astype(np.int64) - low + 1, 0), high - low + 2
