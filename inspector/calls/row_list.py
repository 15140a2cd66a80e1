"""Event rows of one call: a million of them are kept as a column, not as a million objects."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import overload

import numpy as np
import numpy.typing as npt

from inspector.calls.columns import Numbers


class RowList(Sequence[int]):
    """Rows that never change: like a tuple of them, and equal to one that holds the same.

    Being asked for single rows, it makes plain numbers; `np.asarray` costs nothing.
    """

    def __init__(self, rows: Iterable[int] | Numbers = ()) -> None:
        known = rows if isinstance(rows, np.ndarray) else list(rows)
        self._numbers: Numbers = np.asarray(known, np.int64).view()
        self._numbers.flags.writeable = False

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> int: ...

    @overload
    def __getitem__(self, at: slice) -> "RowList": ...

    def __getitem__(self, at: int | slice) -> "int | RowList":
        if isinstance(at, slice):
            return RowList(self._numbers[at])
        return int(self._numbers[at])

    def __iter__(self) -> Iterator[int]:
        return iter(self._numbers.tolist())

    def __contains__(self, row: object) -> bool:
        return bool(np.any(self._numbers == row))

    def __array__(
        self, dtype: npt.DTypeLike | None = None, copy: bool | None = None
    ) -> npt.NDArray[np.generic]:
        return np.array(self._numbers, dtype) if copy else np.asarray(self._numbers, dtype)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, RowList):
            return np.array_equal(self._numbers, other._numbers)
        return self._numbers.tolist() == list(other) if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(tuple(self))  # as a tuple that it is equal to

    def __repr__(self) -> str:
        shown = ", ".join(map(str, self._numbers[:5].tolist()))
        return f"<{len(self)} rows: {shown}{', …' if len(self) > 5 else ''}>"
