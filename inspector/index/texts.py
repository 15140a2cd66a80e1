"""Ids and contexts: every text once, by number, packed behind one another.

A call brings three or four texts of its own. As Python strings in a dictionary they would take
more room than all columns together.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import overload

import numpy as np
import numpy.typing as npt

from inspector.index.packing import ANY, FORMS, Form, Packed, Signs, Sizes, packed
from inspector.index.store import Store

_ENCODING = "utf-8"
_ERRORS = "surrogatepass"
_RUN = 1 << 10
"""Texts that are unpacked at a time."""
_MANY = 1 << 15
"""Texts that are looked at without unpacking, at a time."""


class PackedTexts(Sequence[str]):
    """Texts by number; only ever added to, so one thread may add while others read."""

    def __init__(self) -> None:
        self._store = Store(FORMS[0])

    def add(self, texts: Sequence[str]) -> None:
        """Append texts."""
        if texts:
            self.append(packed(texts))

    def append(self, texts: Packed) -> None:
        """Append packed texts."""
        rows = self.adopt(texts)
        self._store.append(rows)

    def adopt(self, texts: Packed) -> Packed:
        """Texts that are to be added, in a form that they and all texts here have."""
        if texts.form == self.form or not len(texts):
            return texts
        if not len(self):
            self._store = Store(texts.form)
            return texts
        if self.form != ANY:
            other = Store(ANY)
            for run in self._known():
                other.append(Packed.of(ANY, ANY.packed(run)))
            self._store = other  # whole, for whoever reads now
        if texts.form == ANY:
            return texts
        return Packed.of(ANY, ANY.packed(list(map(texts.form.text, texts.rows()))))

    @property
    def store(self) -> Store:
        """The packed texts."""
        return self._store

    @property
    def form(self) -> Form:
        """How the texts are packed."""
        return self._store.form

    @property
    def size(self) -> int:
        """Bytes that the texts take."""
        return self._store.size

    def row(self, number: int) -> bytes:
        """A packed text."""
        return self._store.row(number)

    def rows(self) -> Iterator[Packed]:
        """All packed texts, some at a time."""
        for first in range(0, len(self), _RUN):
            yield self._store.rows(first, min(len(self), first + _RUN))

    def __len__(self) -> int:
        return len(self._store)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        store = self._store
        number = at + len(store) if at < 0 else at
        if not 0 <= number < len(store):
            raise IndexError(at)
        return store.form.text(store.row(number))

    def __iter__(self) -> Iterator[str]:
        for data, ends in self._runs():
            if data.isascii():  # then letters are bytes: decoded once, cut afterwards
                text = data.decode()
                yield from (text[start:end] for start, end in pairwise(ends))
            else:
                for start, end in pairwise(ends):
                    yield data[start:end].decode(_ENCODING, _ERRORS)

    def containing(self, needle: str) -> npt.NDArray[np.bool_]:
        """Which texts hold a text that is in lower case, whatever theirs."""
        found: list[bool] = []
        wanted = needle.encode(_ENCODING, _ERRORS)
        for data, ends in self._runs():
            if data.isascii():
                found += _holding(data.lower(), ends, wanted)
            else:
                texts = (data[a:b].decode(_ENCODING, _ERRORS) for a, b in pairwise(ends))
                found += [needle in text.casefold() for text in texts]
        return np.array(found, dtype=np.bool_)

    def openings(self) -> tuple[Signs, Sizes]:
        """The first two bytes of each text as UTF-8, 0 for none, and how many characters it has."""
        count = len(self)
        runs = [
            self._store.openings(first, min(count, first + _MANY))
            for first in range(0, count, _MANY)
        ]
        if not runs:
            return np.zeros((0, 2), dtype=np.uint8), np.zeros(0, dtype=np.int_)
        return np.concatenate([run[0] for run in runs]), np.concatenate([run[1] for run in runs])

    def _known(self) -> Iterator[list[str]]:
        """All texts, some at a time."""
        for first in range(0, len(self), _RUN):
            yield self[first : first + _RUN]

    def _runs(self) -> Iterator[tuple[bytes, list[int]]]:
        """The bytes of some texts at a time, and where the first begins and each of them ends."""
        store = self._store
        count = len(store)
        for first in range(0, count, _RUN):
            yield store.run(first, min(count, first + _RUN))


def _holding(data: bytes, ends: list[int], wanted: bytes) -> list[bool]:
    """Which texts of a run hold some bytes; hits across the border of two texts are none."""
    found = [False] * (len(ends) - 1)
    at = data.find(wanted)
    while at >= 0:
        number = bisect_right(ends, at) - 1
        is_inside = at + len(wanted) <= ends[number + 1]
        found[number] |= is_inside
        at = data.find(wanted, ends[number + 1] if is_inside else at + 1)
    return found
