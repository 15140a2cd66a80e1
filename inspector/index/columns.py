"""Growing columns of numbers: no wider than their values need, never a copy for a reader."""

from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.index import pages

_FIRST_CAPACITY = 4096
_GROWTH = 4
"""A part of an array that nobody has written to takes no memory."""

Values = npt.NDArray[Any]


class Column:
    """One column; a full one moves to a larger array and leaves old views alone.

    While all its values are the same it takes no room. `dtypes` go from narrow to wide: a value
    that does not fit moves the column to the next. If values may be `absent`, that is the lowest
    value of the widest, and the lowest value of each of the others stands for it.
    """

    def __init__(
        self,
        *dtypes: type[np.signedinteger[Any] | np.unsignedinteger[Any]],
        absent: int | None = None,
    ) -> None:
        self._dtypes = [np.dtype(dtype) for dtype in dtypes]
        self._absent = absent
        self._values: Values | None = None
        self._same: int | None = None
        """The only value so far."""
        self._size = 0

    def extend(self, values: npt.ArrayLike | int, count: int) -> None:
        """Append values; a single number stands for as many as there are."""
        if not count:
            return
        end = self._size + count
        if self._values is None:
            if isinstance(values, int) and self._same in (None, values):
                self._fit(np.array([values]))
                self._same = values
                self._size = end
                return
            self._values = pages.empty(max(end, _FIRST_CAPACITY), self._dtypes[0])
            self._values[: self._size] = self._narrowed(np.array([self._same or 0]))
        values = np.asarray(values)
        self._fit(values)
        if end > len(self._values):
            self._move(max(end, len(self._values) * _GROWTH), self._values.dtype)
        self._values[self._size : end] = self._narrowed(values)
        self._size = end

    def view(self) -> Values:
        """The values so far, read-only."""
        if self._values is None:
            same = self._narrowed(np.array([self._same or 0])).astype(self._dtypes[0])
            return np.broadcast_to(same, self._size)
        view = self._values[: self._size]
        view.flags.writeable = False
        return view

    def _fit(self, values: Values) -> None:
        """Make the column wide enough for values; raises OverflowError where it cannot be."""
        if len(self._dtypes) == 1 and values.dtype == self._dtypes[0]:
            return
        if self._absent is not None:
            values = values[values != self._absent]
        if not values.size:
            return
        lowest, highest = int(values.min()), int(values.max())
        while True:
            fits = np.iinfo(self._dtypes[0])
            if fits.min + (self._absent is not None) <= lowest and highest <= fits.max:
                return
            if len(self._dtypes) == 1:
                raise OverflowError(lowest, highest)
            del self._dtypes[0]
            if self._values is not None:
                self._move(len(self._values), self._dtypes[0])

    def _narrowed(self, values: Values) -> Values:
        """Values that fit, with what stands for those that are absent."""
        if self._absent is None or len(self._dtypes) == 1:
            return values
        lowest = np.iinfo(self._dtypes[0]).min
        return np.where(values == self._absent, lowest, values)

    def _move(self, capacity: int, dtype: np.dtype[Any]) -> None:
        assert self._values is not None
        old = self._values[: self._size]
        larger = pages.empty(capacity, dtype)
        larger[: self._size] = old
        if self._absent is not None and dtype != old.dtype:
            larger[: self._size][old == np.iinfo(old.dtype).min] = np.iinfo(dtype).min
        self._values = larger
