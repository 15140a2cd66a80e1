"""Numbers by their hashes, many at a time, in a third of the room that a dictionary takes."""

import numpy as np
import numpy.typing as npt

from inspector.index.table import NONE

Hashes = npt.NDArray[np.uint32]
Numbers = npt.NDArray[np.int32]

_FIRST_SLOTS = 1 << 10
_ROOM = 2
"""Slots for each number, at least."""


class HashedNumbers:
    """The numbers 0, 1, 2 … of things by the things' hashes.

    A number stands in the slot that the hash names, or in the first free one behind it.
    """

    def __init__(self) -> None:
        self._slots = _free(_FIRST_SLOTS)
        self._hashes: Hashes = np.empty(_FIRST_SLOTS // _ROOM, dtype=np.uint32)
        """By number."""
        self._size = 0

    def find(self, hashes: Hashes) -> Numbers:
        """For each hash the number that has it, NONE if none has."""
        found = np.full(len(hashes), NONE, dtype=np.int32)
        mask = np.uint32(len(self._slots) - 1)
        left, at = np.arange(len(hashes)), hashes & mask
        while len(left):
            numbers = self._slots[at]
            taken = numbers != NONE
            left, at, numbers = left[taken], at[taken], numbers[taken]
            same = self._hashes[numbers] == hashes[left]
            found[left[same]] = numbers[same]
            left, at = left[~same], (at[~same] + np.uint32(1)) & mask
        return found

    def add(self, hashes: Hashes, first: int) -> None:
        """Add the next numbers, from `first` on.

        Of those with the same hash, here or before, only one is found.
        """
        end = first + len(hashes)
        self._grow(end)
        self._hashes[first:end] = hashes
        self._size = end
        self._place(np.arange(first, end, dtype=np.int32))

    def _grow(self, size: int) -> None:
        if size > len(self._hashes):
            hashes: Hashes = np.empty(max(size, 2 * len(self._hashes)), dtype=np.uint32)
            hashes[: self._size] = self._hashes[: self._size]
            self._hashes = hashes
        if size * _ROOM > len(self._slots):
            known = self._slots[self._slots != NONE]
            self._slots = _free(1 << (size * _ROOM - 1).bit_length())
            self._place(known)

    def _place(self, numbers: Numbers) -> None:
        mask = np.uint32(len(self._slots) - 1)
        left, at = numbers, self._hashes[numbers] & mask
        while len(left):
            free = self._slots[at] == NONE
            self._slots[at[free]] = left[free]  # one of those that want the same slot
            lost = self._slots[at] != left
            left, at = left[lost], (at[lost] + np.uint32(1)) & mask


def _free(count: int) -> Numbers:
    return np.full(count, NONE, dtype=np.int32)
