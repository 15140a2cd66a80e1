"""How texts are kept: ids in fewer bytes than they have letters, all others as UTF-8.

A store takes texts as long as all of them are of its kind. What it gives back is what it took, to
the letter.
"""

from array import array
from binascii import Error, a2b_base64, b2a_base64
from collections.abc import Iterable, Sequence
from itertools import accumulate, islice
from typing import Protocol

import numpy as np
import numpy.typing as npt

_ENCODING = "utf-8"
_ERRORS = "surrogatepass"
"""Half a surrogate pair can be written in JSON; it is kept as it is."""

_WIDTH = 36
"""Characters of a GUID."""
_PACKED = 16
"""Bytes of a GUID."""
_DASHES = [8, 13, 18, 23]
_DIGITS = np.delete(np.arange(_WIDTH), _DASHES)
_NO_DIGIT = 255
_NARROW = 1 << 32
"""Bytes up to which ends of texts fit 32 bits."""
_SHORTEST_BASE64 = 16
"""Characters below which base64 is not worth trying."""


def _values_of_digits() -> npt.NDArray[np.uint8]:
    values = np.full(256, _NO_DIGIT, dtype=np.uint8)
    values[list(b"0123456789abcdef")] = np.arange(16)
    return values


_VALUES = _values_of_digits()
_SIGNS = np.frombuffer(b"0123456789abcdef", dtype=np.uint8)


class Store(Protocol):
    """Texts by number; only ever added to, so one thread may add while others read."""

    def add(self, texts: Sequence[str]) -> bool:
        """Append texts; False, and nothing is done, if one of them is of another kind."""

    def __len__(self) -> int: ...

    @property
    def size(self) -> int:
        """Bytes that the texts take."""

    def text(self, number: int) -> str:
        """One text."""

    def run(self, first: int, stop: int) -> tuple[bytes, list[int]]:
        """Some texts as UTF-8, one behind the other, and where the first begins and each ends."""


class Guids:
    """Ids such as `5d0f1c9e-aaaa-4bbb-8ccc-000000000001`, with small letters."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def add(self, texts: Sequence[str]) -> bool:
        """Append ids, if all are."""
        joined = "".join(texts)
        if not joined.isascii() or any(len(text) != _WIDTH for text in texts):
            return False
        signs = np.frombuffer(joined.encode(), dtype=np.uint8).reshape(-1, _WIDTH)
        digits = _VALUES[signs[:, _DIGITS]]
        if (signs[:, _DASHES] != ord("-")).any() or (digits == _NO_DIGIT).any():
            return False
        self._bytes += ((digits[:, ::2] << 4) | digits[:, 1::2]).tobytes()
        return True

    def __len__(self) -> int:
        return len(self._bytes) // _PACKED

    @property
    def size(self) -> int:
        """Bytes that the ids take."""
        return len(self._bytes)

    def text(self, number: int) -> str:
        """One id."""
        digits = self._bytes[_PACKED * number : _PACKED * (number + 1)].hex()
        return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))

    def run(self, first: int, stop: int) -> tuple[bytes, list[int]]:
        """Some ids one behind the other."""
        packed = np.frombuffer(
            bytes(self._bytes[_PACKED * first : _PACKED * stop]), dtype=np.uint8
        ).reshape(-1, _PACKED)
        signs = np.full((len(packed), _WIDTH), ord("-"), dtype=np.uint8)
        signs[:, _DIGITS[::2]] = _SIGNS[packed >> 4]
        signs[:, _DIGITS[1::2]] = _SIGNS[packed & 15]
        return signs.tobytes(), list(range(0, _WIDTH * len(packed) + 1, _WIDTH))


class _Ends:
    """Texts of any length, packed one behind the other."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._ends: array[int] = array("I")

    def __len__(self) -> int:
        return len(self._ends)

    @property
    def size(self) -> int:
        """Bytes that the texts take."""
        return len(self._bytes) + len(self._ends) * self._ends.itemsize

    def _append(self, data: bytes, sizes: Iterable[int]) -> None:
        ends = islice(accumulate(sizes, initial=len(self._bytes)), 1, None)
        self._bytes += data
        if self._ends.itemsize == 4 and len(self._bytes) >= _NARROW:
            self._ends = array("Q", self._ends)
        self._ends.extend(ends)  # last: a reader sees no text before its bytes

    def _packed(self, number: int) -> bytes:
        ends = self._ends
        start = ends[number - 1] if number else 0
        return bytes(self._bytes[start : ends[number]])


class Base64Texts(_Ends):
    """Ids in base64, as server call ids are."""

    def add(self, texts: Sequence[str]) -> bool:
        """Append texts, if all are base64 as it is usually written."""
        packed: list[bytes] = []
        for text in texts:
            if len(text) < _SHORTEST_BASE64:
                return False
            try:
                data = a2b_base64(text)
            except (Error, ValueError):
                return False
            if b2a_base64(data, newline=False).decode() != text:
                return False
            packed.append(data)
        self._append(b"".join(packed), map(len, packed))
        return True

    def text(self, number: int) -> str:
        """One text."""
        return b2a_base64(self._packed(number), newline=False).decode()

    def run(self, first: int, stop: int) -> tuple[bytes, list[int]]:
        """Some texts one behind the other."""
        texts = [b2a_base64(self._packed(at), newline=False) for at in range(first, stop)]
        return b"".join(texts), list(accumulate(map(len, texts), initial=0))


class AnyTexts(_Ends):
    """Texts of any kind."""

    def add(self, texts: Sequence[str]) -> bool:
        """Append texts."""
        joined = "".join(texts)
        sizes: Iterable[int] = map(len, texts)
        if not joined.isascii():  # then letters are not bytes
            sizes = (len(text.encode(_ENCODING, _ERRORS)) for text in texts)
        self._append(joined.encode(_ENCODING, _ERRORS), sizes)
        return True

    def text(self, number: int) -> str:
        """One text."""
        return self._packed(number).decode(_ENCODING, _ERRORS)

    def run(self, first: int, stop: int) -> tuple[bytes, list[int]]:
        """Some texts one behind the other."""
        ends = self._ends
        start = ends[first - 1] if first else 0
        return (
            bytes(self._bytes[start : ends[stop - 1]]),
            [0, *(end - start for end in ends[first:stop])],
        )
