"""Numbers texts: the same text gets the same number, wherever in a capture it comes again."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from inspector.index.hashes import HashedNumbers, Hashes
from inspector.index.packing import Packed
from inspector.index.table import NONE
from inspector.index.texts import PackedTexts

Numbers = npt.NDArray[np.int32]
_MIX = np.uint64(0x9E3779B97F4A7C15)
"""An odd number that spreads hashes which differ in few bits."""


class TextNumbers:
    """Numbers texts in the order they are met.

    A dictionary of all texts would be larger than the index, so they are found by their hashes.
    """

    def __init__(self) -> None:
        self.texts = PackedTexts()
        self._known = HashedNumbers()
        self._twins: dict[bytes, int] = {}
        """Rows that have the hash of another row; of these, hashes find any one."""
        self._is_settled = False

    def of(self, texts: Packed) -> Numbers:
        """The numbers of texts, no two of which are the same."""
        form = self.texts.form
        rows = self.texts.adopt(texts)
        if self._is_settled or self.texts.form != form:
            self._learn()
        hashes = _hashes(rows)
        alike = self._known.find(hashes)
        numbers = alike.copy()
        for at in np.flatnonzero(alike != NONE).tolist():
            if self.texts.row(int(alike[at])) != rows[at]:
                numbers[at] = self._twins.get(rows[at], NONE)
        fresh = np.flatnonzero(numbers == NONE)
        if len(fresh):
            first = len(self.texts)
            numbers[fresh] = np.arange(first, first + len(fresh))
            new = rows if len(fresh) == len(rows) else [rows[at] for at in fresh.tolist()]
            self.texts.append(Packed(self.texts.form, new))
            self._remember(new, hashes[fresh], alike[fresh], first)
        return numbers

    def settle(self) -> None:
        """Let go of what finds texts again; it is made anew when more are to be numbered."""
        self._forget()
        self._is_settled = True

    def _forget(self) -> None:
        self._known = HashedNumbers()
        self._twins = {}

    def _learn(self) -> None:
        """Find all texts, as they are packed now."""
        self._forget()
        self._is_settled = False
        first = 0
        for rows in self.texts.rows():
            hashes = _hashes(rows)
            self._remember(rows, hashes, self._known.find(hashes), first)
            first += len(rows)

    def _remember(self, rows: Sequence[bytes], hashes: Hashes, alike: Numbers, first: int) -> None:
        """Find rows from now on; `alike` are older numbers with the same hashes."""
        for at in np.flatnonzero(alike != NONE).tolist():
            number = int(alike[at])
            self._twins[self.texts.row(number)] = number
            self._twins[rows[at]] = first + at
        in_order = np.sort(hashes)
        repeated = in_order[1:][in_order[1:] == in_order[:-1]]
        if len(repeated):
            for at in np.flatnonzero(np.isin(hashes, repeated)).tolist():
                self._twins[rows[at]] = first + at
        self._known.add(hashes, first)


def _hashes(rows: Sequence[bytes]) -> Hashes:
    hashes = np.fromiter(map(hash, rows), dtype=np.int64, count=len(rows))
    return ((hashes.view(np.uint64) * _MIX) >> np.uint64(32)).astype(np.uint32)
