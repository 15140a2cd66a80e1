"""Numbers texts: the same text gets the same number, wherever in a capture it comes again."""

from collections.abc import Sequence
from itertools import count, repeat
from typing import cast

import numpy as np
import numpy.typing as npt

from inspector.index.table import NONE
from inspector.index.texts import PackedTexts

Numbers = npt.NDArray[np.int32]

_UNMET = NONE - 1
_RECENT = 1 << 13
"""Texts looked up at once before older ones are searched: more than calls run at a time."""
_OLD_FOR_RECENT = 16
"""There may be one recent text for so many old ones; keeps the work of making them old small."""


class TextNumbers:
    """Numbers texts in the order they are met; no text and empty text are NONE.

    Texts met lately are found in a dictionary, older ones by their hashes, which are kept sorted:
    a dictionary of all would be larger than the index.
    """

    def __init__(self) -> None:
        self.texts = PackedTexts()
        self._recent: dict[str | None, int] = {None: NONE, "": NONE}
        self._hashes: npt.NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._codes: npt.NDArray[np.int32] = np.zeros(0, dtype=np.int32)
        self._is_settled = False

    def of(self, texts: Sequence[str | None]) -> Numbers:
        """The numbers of texts."""
        if self._is_settled:
            self._learn()
        found = map(self._recent.get, texts, repeat(_UNMET))
        numbers = np.fromiter(found, dtype=np.int32, count=len(texts))
        places = np.flatnonzero(numbers == _UNMET)
        if len(places):
            unmet = [cast("str", texts[place]) for place in places.tolist()]
            self._meet(list(dict.fromkeys(unmet)))
            numbers[places] = list(map(self._recent.__getitem__, unmet))
        if len(self._recent) > max(_RECENT, len(self.texts) // _OLD_FOR_RECENT):
            self._make_old()
        return numbers

    def settle(self) -> None:
        """Let go of what finds texts again; it is made anew when more are to be numbered."""
        self._recent = {None: NONE, "": NONE}
        self._hashes = np.zeros(0, dtype=np.int64)
        self._codes = np.zeros(0, dtype=np.int32)
        self._is_settled = True

    def _learn(self) -> None:
        """Make all texts old."""
        self._is_settled = False
        hashes = np.fromiter(map(hash, self.texts), dtype=np.int64, count=len(self.texts))
        self._codes = np.argsort(hashes).astype(np.int32)
        self._hashes = hashes[self._codes]

    def _meet(self, texts: list[str]) -> None:
        """Make different texts recent, whether they are new or old."""
        old = self._old(texts)
        new = [text for text in texts if text not in old] if old else texts
        self._recent.update(old)
        self._recent.update(zip(new, count(len(self.texts)), strict=False))
        self.texts.add(new)

    def _old(self, texts: list[str]) -> dict[str, int]:
        """The numbers of those texts that are old."""
        codes: dict[str, int] = {}
        if len(self._hashes):
            hashes = np.array(list(map(hash, texts)), dtype=np.int64)
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
        known = len(self._codes)
        new = [(hash(text), code) for text, code in self._recent.items() if code >= known]
        hashes, codes = np.array(new, dtype=np.int64).reshape(-1, 2).T
        order = np.argsort(hashes)
        places = self._hashes.searchsorted(hashes[order])
        self._hashes = np.insert(self._hashes, places, hashes[order])
        self._codes = np.insert(self._codes, places, codes[order])
        self._recent = {None: NONE, "": NONE}
