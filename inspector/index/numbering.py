"""Numbers texts: the same text gets the same number, wherever in a capture it comes again."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from inspector.index.hashes import HashedNumbers, Hashes
from inspector.index.packing import Packed
from inspector.index.table import NONE
from inspector.index.texts import PackedTexts

Numbers = npt.NDArray[np.int32]
_MIX = np.uint64(0x9E3779B97F4A7C15)
"""An odd number that spreads hashes which differ in few bits."""


class Finder(Protocol):
    """Finds texts again. A dictionary of all texts would be larger than the index."""

    def forget(self) -> None:
        """Let go of everything."""

    def learn(self, texts: PackedTexts) -> None:
        """Find all of these texts, as they are packed now, and nothing else."""

    def number(self, rows: Packed, texts: PackedTexts) -> Numbers:
        """The numbers of rows, no two of which are the same; new ones are appended to the texts."""


class TextNumbers:
    """Numbers texts in the order they are met."""

    def __init__(self, finder: Finder) -> None:
        self.texts = PackedTexts()
        self._finder = finder
        self._is_settled = False

    def of(self, texts: Packed) -> Numbers:
        """The numbers of texts, no two of which are the same."""
        form = self.texts.form
        rows = self.texts.adopt(texts)
        if self._is_settled or self.texts.form != form:
            self._finder.learn(self.texts)
            self._is_settled = False
        return self._finder.number(rows, self.texts)

    def settle(self) -> None:
        """Let go of what finds texts again; it is made anew when more are to be numbered."""
        self._finder.forget()
        self._is_settled = True


class HashFinder:
    """Finds texts by Python's hashes of them."""

    def __init__(self) -> None:
        self._known = HashedNumbers()
        self._twins: dict[bytes, int] = {}
        """Rows that have the hash of another row; of these, hashes find any one."""

    def forget(self) -> None:
        """Let go of everything."""
        self._known = HashedNumbers()
        self._twins = {}

    def learn(self, texts: PackedTexts) -> None:
        """Find all of these texts, as they are packed now, and nothing else."""
        self.forget()
        first = 0
        for packed in texts.rows():
            rows = packed.rows()
            hashes = _hashes(rows)
            self._remember(texts, rows, hashes, self._known.find(hashes), first)
            first += len(rows)

    def number(self, rows: Packed, texts: PackedTexts) -> Numbers:
        """The numbers of rows, no two of which are the same; new ones are appended to the texts."""
        every = rows.rows()
        hashes = _hashes(every)
        alike = self._known.find(hashes)
        numbers = alike.copy()
        for at in np.flatnonzero(alike != NONE).tolist():
            if texts.store.row(int(alike[at])) != every[at]:
                numbers[at] = self._twins.get(every[at], NONE)
        fresh = np.flatnonzero(numbers == NONE)
        if len(fresh):
            first = len(texts)
            numbers[fresh] = np.arange(first, first + len(fresh))
            new = every if len(fresh) == len(every) else [every[at] for at in fresh.tolist()]
            texts.append(Packed.of(texts.form, new))
            self._remember(texts, new, hashes[fresh], alike[fresh], first)
        return numbers

    def _remember(
        self,
        texts: PackedTexts,
        rows: Sequence[bytes],
        hashes: Hashes,
        alike: Numbers,
        first: int,
    ) -> None:
        """Find rows from now on; `alike` are older numbers with the same hashes."""
        for at in np.flatnonzero(alike != NONE).tolist():
            number = int(alike[at])
            self._twins[texts.store.row(number)] = number
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
