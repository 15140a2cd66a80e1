"""Packed texts one behind the other, by number."""

from array import array
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.index.packing import Form, Packed, Signs, Sizes

_NARROW = 1 << 32
"""Bytes up to which ends of rows fit 32 bits."""


class Store:
    """Rows of one form by number; only ever added to, so one thread may add while others read."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self._bytes = bytearray()
        self._ends: array[int] = array("I")
        """Where each row ends, unless all are of the same width."""

    def __len__(self) -> int:
        width = self.form.width
        return len(self._bytes) // width if width else len(self._ends)

    @property
    def size(self) -> int:
        """Bytes that the rows take."""
        return len(self._bytes) + len(self._ends) * self._ends.itemsize

    def append(self, rows: Packed) -> None:
        """Append rows, which are of the same form."""
        before = len(self._bytes)
        self._bytes += rows.data
        if rows.ends is None:
            return
        if self._ends.itemsize == 4 and len(self._bytes) >= _NARROW:
            self._ends = array("Q", self._ends)
        ends = rows.ends.astype(self._ends.typecode) + before
        self._ends.frombytes(ends.tobytes())  # last: a reader sees no row before its bytes

    def row(self, number: int) -> bytes:
        """One row."""
        width, ends = self.form.width, self._ends
        if width:
            return bytes(self._bytes[width * number : width * (number + 1)])
        return bytes(self._bytes[ends[number - 1] if number else 0 : ends[number]])

    def rows(self, first: int, stop: int) -> Packed:
        """Some rows."""
        data, ends = self._part(first, stop)
        return Packed(
            self.form, data, None if self.form.width else np.array(ends[1:], dtype=np.uint32)
        )

    def arrays(self) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.unsignedinteger[Any]]]:
        """All rows and where they end, as they lie here; to be let go before any are appended."""
        ends = np.frombuffer(self._ends, dtype=self._ends.typecode)
        return np.frombuffer(self._bytes, dtype=np.uint8), ends

    def run(self, first: int, stop: int) -> tuple[bytes, list[int]]:
        """Some texts as UTF-8, one behind the other, and where the first begins and each ends."""
        return self.form.run(*self._part(first, stop))

    def openings(self, first: int, stop: int) -> tuple[Signs, Sizes]:
        """The first two bytes of some texts as UTF-8, 0 for none, and how many characters."""
        data, ends = self.arrays()
        width = self.form.width
        if width:
            return self.form.openings(data[width * first : width * stop], np.zeros(0, dtype=int))
        start = int(ends[first - 1]) if first else 0
        places = ends[first:stop].astype(int)
        return self.form.openings(data[start : places[-1]], places - start)

    def _part(self, first: int, stop: int) -> tuple[bytes, list[int]]:
        width, ends = self.form.width, self._ends
        if width:
            data = bytes(self._bytes[width * first : width * stop])
            return data, list(range(0, len(data) + 1, width))
        start = ends[first - 1] if first else 0
        data = bytes(self._bytes[start : ends[stop - 1] if stop else 0])
        return data, [0, *(end - start for end in ends[first:stop])]
