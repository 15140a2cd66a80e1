"""Growing columns of numbers: no wider than their values need, never a copy for a reader."""

from typing import Any

import numpy as np
import numpy.typing as npt

_FIRST_CAPACITY = 4096
_GROWTH = 2
"""A part of an array that nobody has written to takes no memory."""

Values = npt.NDArray[Any]


class Column:
    """One column; a full one moves to a larger array and leaves old views alone.

    While all its values are the same it takes no room. `dtypes` go from narrow to wide: a value
    that does not fit moves the column to the next.
    """

    def __init__(self, *dtypes: type[np.signedinteger[Any] | np.unsignedinteger[Any]]) -> None:
        self._dtypes = [np.dtype(dtype) for dtype in dtypes]
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
                self._fit(values, values)
                self._same = values
                self._size = end
                return
            self._values = np.empty(max(end, _FIRST_CAPACITY), self._dtypes[0])
            self._values[: self._size] = self._same or 0
        if len(self._dtypes) > 1:
            values = np.asarray(values)
            self._fit(int(values.min()), int(values.max()))
        if end > len(self._values):
            self._move(max(end, len(self._values) * _GROWTH), self._values.dtype)
        self._values[self._size : end] = values
        self._size = end

    def view(self) -> Values:
        """The values so far, read-only."""
        if self._values is None:
            dtype = self._dtypes[0]
            return np.broadcast_to(dtype.type(self._same or 0), self._size)
        view = self._values[: self._size]
        view.flags.writeable = False
        return view

    def packed(self) -> Values | int:
        """The values so far as `extend` takes them, as short as it can be said."""
        same = self._values is None and self._same is not None
        return self._same or 0 if same else self.view()

    def _fit(self, lowest: int, highest: int) -> None:
        """Make the column wide enough for values of a range."""
        while len(self._dtypes) > 1:
            fits = np.iinfo(self._dtypes[0])
            if fits.min <= lowest and highest <= fits.max:
                return
            del self._dtypes[0]
            if self._values is not None:
                self._move(len(self._values), self._dtypes[0])

    def _move(self, capacity: int, dtype: np.dtype[Any]) -> None:
        assert self._values is not None
        larger = np.empty(capacity, dtype)
        larger[: self._size] = self._values[: self._size]
        self._values = larger
