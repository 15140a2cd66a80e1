"""Numbers texts: the same text gets the same number, wherever in a capture it comes again."""

from collections.abc import Sequence
from itertools import count

import numpy as np
import numpy.typing as npt

from inspector.index.table import NONE
from inspector.index.texts import PackedTexts

Numbers = npt.NDArray[np.int32]

_RECENT = 1 << 13
"""Texts looked up at once before older ones are searched: more than calls run at a time."""
_OLD_FOR_RECENT = 16
"""There may be one recent text for so many old ones; keeps the work of making them old small."""


class _Recent(dict[str | None, int]):
    """Numbers of texts; one that is not there gets the next number."""

    def __init__(self) -> None:
        super().__init__({None: NONE, "": NONE})
        self.first = 0
        """The number of the first fresh text."""
        self.fresh: list[str] = []
        """Texts that were not there."""

    def __missing__(self, text: str) -> int:
        number = self[text] = self.first + len(self.fresh)
        self.fresh.append(text)
        return number


class TextNumbers:
    """Numbers texts in the order they are met; no text and empty text are NONE.

    Texts met lately are found in a dictionary, older ones by their hashes, which are kept sorted:
    a dictionary of all would be larger than the index.
    """

    def __init__(self) -> None:
        self.texts = PackedTexts()
        self._recent = _Recent()
        self._hashes: npt.NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._codes: npt.NDArray[np.int32] = np.zeros(0, dtype=np.int32)
        self._is_settled = False

    def of(self, texts: Sequence[str | None]) -> Numbers:
        """The numbers of texts."""
        if self._is_settled:
            self._learn()
        recent = self._recent
        recent.first, recent.fresh = len(self.texts), []
        found = map(recent.__getitem__, texts)
        numbers = np.fromiter(found, dtype=np.int32, count=len(texts))
        if recent.fresh:
            numbers = self._met(recent.fresh, numbers)
        if len(recent) > max(_RECENT, len(self.texts) // _OLD_FOR_RECENT):
            self._make_old()
        return numbers

    def _met(self, fresh: list[str], numbers: Numbers) -> Numbers:
        """The numbers with the right ones of fresh texts, of which some may be old."""
        old = self._old(fresh)
        if not old:
            self.texts.add(fresh)
            return numbers
        first = len(self.texts)
        new = count(first)
        right = [old[text] if text in old else next(new) for text in fresh]
        self._recent.update(zip(fresh, right, strict=True))
        self.texts.add([text for text in fresh if text not in old])
        is_fresh = numbers >= first
        numbers[is_fresh] = np.array(right, dtype=np.int32)[numbers[is_fresh] - first]
        return numbers

    def settle(self) -> None:
        """Let go of what finds texts again; it is made anew when more are to be numbered."""
        self._recent = _Recent()
        self._hashes = np.zeros(0, dtype=np.int64)
        self._codes = np.zeros(0, dtype=np.int32)
        self._is_settled = True

    def _learn(self) -> None:
        """Make all texts old."""
        self._is_settled = False
        hashes = np.fromiter(map(hash, self.texts), dtype=np.int64, count=len(self.texts))
        self._codes = np.argsort(hashes).astype(np.int32)
        self._hashes = hashes[self._codes]

    def _old(self, texts: list[str]) -> dict[str, int]:
        """The numbers of those texts that are old."""
        codes: dict[str, int] = {}
        if len(self._hashes):
            hashes = np.fromiter(map(hash, texts), dtype=np.int64, count=len(texts))
            at = self._hashes.searchsorted(hashes)
            same = self._hashes.take(at, mode="clip") == hashes
            for place in np.flatnonzero(same).tolist():
                code = self._old_at(texts[place], int(at[place]))
                if code != NONE:
                    codes[texts[place]] = code
        return codes

    def _old_at(self, text: str, at: int) -> int:
        """The number of a text among those whose hashes, from a place on, are the same as its."""
        wanted = hash(text)
        while at < len(self._hashes) and self._hashes[at] == wanted:
            code = int(self._codes[at])
            if self.texts[code] == text:
                return code
            at += 1
        return NONE

    def _make_old(self) -> None:
        """Empty the dictionary."""
        recent = self._recent
        hashes = np.fromiter(map(hash, recent), dtype=np.int64, count=len(recent))
        codes = np.fromiter(recent.values(), dtype=np.int32, count=len(recent))
        is_new = codes >= len(self._codes)
        hashes, codes = hashes[is_new], codes[is_new]
        order = np.argsort(hashes)
        places = self._hashes.searchsorted(hashes[order])
        self._hashes = np.insert(self._hashes, places, hashes[order])
        self._codes = np.insert(self._codes, places, codes[order])
        self._recent = _Recent()
