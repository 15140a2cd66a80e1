"""Packed texts one behind the other, by number."""

from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate, islice, pairwise

from inspector.index.packing import Form

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

    def append(self, rows: Sequence[bytes]) -> None:
        """Append rows."""
        if self.form.width:
            self._bytes += b"".join(rows)
            return
        ends = self._ends_of(rows)
        self._bytes += b"".join(rows)
        if self._ends.itemsize == 4 and len(self._bytes) >= _NARROW:
            self._ends = array("Q", self._ends)
        self._ends.extend(ends)  # last: a reader sees no row before its bytes

    def row(self, number: int) -> bytes:
        """One row."""
        width, ends = self.form.width, self._ends
        if width:
            return bytes(self._bytes[width * number : width * (number + 1)])
        return bytes(self._bytes[ends[number - 1] if number else 0 : ends[number]])

    def rows(self, first: int, stop: int) -> list[bytes]:
        """Some rows."""
        data, ends = self._part(first, stop)
        return [data[start:end] for start, end in pairwise(ends)]

    def run(self, first: int, stop: int) -> tuple[bytes, list[int]]:
        """Some texts as UTF-8, one behind the other, and where the first begins and each ends."""
        return self.form.run(*self._part(first, stop))

    def _ends_of(self, rows: Sequence[bytes]) -> Iterable[int]:
        return islice(accumulate(map(len, rows), initial=len(self._bytes)), 1, None)

    def _part(self, first: int, stop: int) -> tuple[bytes, list[int]]:
        width, ends = self.form.width, self._ends
        if width:
            data = bytes(self._bytes[width * first : width * stop])
            return data, list(range(0, len(data) + 1, width))
        start = ends[first - 1] if first else 0
        data = bytes(self._bytes[start : ends[stop - 1] if stop else 0])
        return data, [0, *(end - start for end in ends[first:stop])]
