"""Finds texts again with the compiled part."""

import ctypes
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.compiled.library import RowsInStore
from inspector.index.numbering import Numbers
from inspector.index.packing import Packed
from inspector.index.texts import PackedTexts

Slots = npt.NDArray[np.uint64]

_FIRST_SLOTS = 1 << 11
_FULLEST = 0.75
"""Texts for each slot, at most."""
_FREE = np.iinfo(np.uint64).max


class CompiledFinder:
    """Finds texts by the library's own hashes of them.

    A slot holds half of a text's hash and its number; `seed` is what nobody can know who writes a
    capture.
    """

    def __init__(self, library: ctypes.CDLL, seed: int) -> None:
        self._library = library
        self._seed = seed
        self._slots = _free(_FIRST_SLOTS)

    def forget(self) -> None:
        """Let go of everything."""
        self._slots = _free(_FIRST_SLOTS)

    def learn(self, texts: PackedTexts) -> None:
        """Find all of these texts, as they are packed now, and nothing else."""
        self._slots = _free(_slots_for(len(texts)))
        data, ends = texts.store.arrays()
        known = _rows(data, ends, texts.form.width)
        self._library.remember_rows(
            self._slots.ctypes.data, len(self._slots) - 1, self._seed, known, len(texts)
        )

    def number(self, rows: Packed, texts: PackedTexts) -> Numbers:
        """The numbers of rows, no two of which are the same; new ones are appended to the texts."""
        count, width = len(texts), rows.form.width
        self._grow(count + len(rows))
        numbers = np.empty(len(rows), dtype=np.int32)
        fresh = np.empty(len(rows.data), dtype=np.uint8)
        fresh_ends = np.empty(len(rows), dtype=np.uint32)
        data, ends = texts.store.arrays()
        known = _rows(data, ends, width)
        given = np.frombuffer(rows.data, dtype=np.uint8)
        added = self._library.number_rows(
            self._slots.ctypes.data,
            len(self._slots) - 1,
            self._seed,
            known,
            count,
            _rows(given, fresh_ends if rows.ends is None else rows.ends, width),
            len(rows),
            numbers.ctypes.data,
            fresh.ctypes.data,
            fresh_ends.ctypes.data,
        )
        del data, ends, known
        if added:
            size = int(fresh_ends[added - 1])
            new_ends = None if width else fresh_ends[:added]
            texts.append(Packed(rows.form, fresh[:size].tobytes(), new_ends))
        return numbers

    def _grow(self, count: int) -> None:
        if count <= _FULLEST * len(self._slots):
            return
        larger = _free(_slots_for(count))
        self._library.move_slots(
            self._slots.ctypes.data, len(self._slots) - 1, larger.ctypes.data, len(larger) - 1
        )
        self._slots = larger


def _slots_for(count: int) -> int:
    return max(_FIRST_SLOTS, 1 << int(count / _FULLEST).bit_length())


def _free(count: int) -> Slots:
    return np.full(count, _FREE, dtype=np.uint64)


def _rows(
    data: npt.NDArray[np.uint8], ends: npt.NDArray[np.unsignedinteger[Any]], width: int
) -> RowsInStore:
    return RowsInStore(data.ctypes.data, ends.ctypes.data, width, ends.itemsize)
