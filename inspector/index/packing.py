"""How texts are kept: ids in fewer bytes than they have letters, all others as UTF-8.

A form packs texts as long as all of them are of its kind. What it gives back is what it took, to
the letter.
"""

from binascii import Error, a2b_base64, b2a_base64
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Protocol

import numpy as np
import numpy.typing as npt

_ENCODING = "utf-8"
_ERRORS = "surrogatepass"
"""Half a surrogate pair can be written in JSON; it is kept as it is."""

_LETTERS = 36
"""Characters of a GUID."""
_DASHES = (8, 13, 18, 23)
_DIGITS = np.delete(np.arange(_LETTERS), _DASHES)
_SIGNS = np.frombuffer(b"0123456789abcdef", dtype=np.uint8)
_BASE64_SIGNS = np.frombuffer(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", dtype=np.uint8
)
_SHORTEST_BASE64 = 16
"""Characters below which base64 is not worth trying."""


Signs = npt.NDArray[np.uint8]
Sizes = npt.NDArray[np.int_]


class Form(Protocol):
    """A way to pack texts. A row is a packed text."""

    @property
    def width(self) -> int:
        """Bytes of every row; 0 where they differ."""

    def packed(self, texts: Sequence[str]) -> list[bytes] | None:
        """The rows of texts; None if one of them is of another kind."""

    def text(self, row: bytes) -> str:
        """The text of a row."""

    def run(self, data: bytes, ends: list[int]) -> tuple[bytes, list[int]]:
        """Rows one behind the other as UTF-8, and where the first begins and each of them ends.

        `ends` tells the same of the rows.
        """

    def openings(self, data: Signs, ends: Sizes) -> tuple[Signs, Sizes]:
        """The first two bytes of each of these texts, 0 for none, and how many characters it has.

        `ends` tells where each of the rows ends, if they are not all of one width.
        """


@dataclass(frozen=True, slots=True)
class Guids:
    """Ids such as `5d0f1c9e-aaaa-4bbb-8ccc-000000000001`, with small letters."""

    width: int = 16

    def packed(self, texts: Sequence[str]) -> list[bytes] | None:
        """The rows of ids, if all are."""
        joined = "".join(texts)
        count = len(texts)
        if any(joined[at::_LETTERS] != "-" * count for at in _DASHES):
            return None
        digits = joined.replace("-", "")
        if len(digits) != 2 * self.width * count or set(map(len, texts)) != {_LETTERS}:
            return None
        try:
            data = bytes.fromhex(digits)
        except ValueError:
            return None
        if data.hex() != digits:
            return None
        return [data[at : at + self.width] for at in range(0, len(data), self.width)]

    def text(self, row: bytes) -> str:
        """One id."""
        digits = row.hex()
        return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))

    def run(self, data: bytes, ends: list[int]) -> tuple[bytes, list[int]]:
        """Some ids one behind the other."""
        packed = np.frombuffer(data, dtype=np.uint8).reshape(len(ends) - 1, self.width)
        signs = np.full((len(packed), _LETTERS), ord("-"), dtype=np.uint8)
        signs[:, _DIGITS[::2]] = _SIGNS[packed >> 4]
        signs[:, _DIGITS[1::2]] = _SIGNS[packed & 15]
        return signs.tobytes(), list(range(0, _LETTERS * len(packed) + 1, _LETTERS))

    def openings(self, data: Signs, ends: Sizes) -> tuple[Signs, Sizes]:  # noqa: ARG002 - all are of one width
        """The first two digits of some ids, all of which have the same size."""
        firsts = data[:: self.width]
        return _SIGNS[np.stack((firsts >> 4, firsts & 15), axis=1)], np.full(len(firsts), _LETTERS)


@dataclass(frozen=True, slots=True)
class Base64Texts:
    """Ids in base64, as server call ids are."""

    width: int = 0

    def packed(self, texts: Sequence[str]) -> list[bytes] | None:
        """The rows of texts, if all are base64 as it is usually written."""
        rows: list[bytes] = []
        for text in texts:
            if len(text) < _SHORTEST_BASE64:
                return None
            try:
                row = a2b_base64(text)
            except (Error, ValueError):
                return None
            if self.text(row) != text:
                return None
            rows.append(row)
        return rows

    def text(self, row: bytes) -> str:
        """One text."""
        return b2a_base64(row, newline=False).decode()

    def run(self, data: bytes, ends: list[int]) -> tuple[bytes, list[int]]:
        """Some texts one behind the other."""
        texts = [b2a_base64(data[start:end], newline=False) for start, end in pairwise(ends)]
        return b"".join(texts), list(accumulate(map(len, texts), initial=0))

    def openings(self, data: Signs, ends: Sizes) -> tuple[Signs, Sizes]:
        """The first two letters of some texts, and how many these have."""
        places = np.concatenate(([0], ends))
        first, second = data[places[:-1]], data[places[:-1] + 1]
        letters = np.stack((first >> 2, (first & 3) << 4 | second >> 4), axis=1)
        return _BASE64_SIGNS[letters], (np.diff(places) + 2) // 3 * 4


@dataclass(frozen=True, slots=True)
class AnyTexts:
    """Texts of any kind."""

    width: int = 0

    def packed(self, texts: Sequence[str]) -> list[bytes]:
        """The rows of texts."""
        return [text.encode(_ENCODING, _ERRORS) for text in texts]

    def text(self, row: bytes) -> str:
        """One text."""
        return row.decode(_ENCODING, _ERRORS)

    def run(self, data: bytes, ends: list[int]) -> tuple[bytes, list[int]]:
        """Some texts one behind the other, which is how they are."""
        return data, ends

    def openings(self, data: Signs, ends: Sizes) -> tuple[Signs, Sizes]:
        """The first two bytes of some texts, and how many characters they have."""
        places = np.concatenate(([0], ends))
        begins = np.concatenate(([0], np.cumsum(data & 0xC0 != 0x80)))
        behind = np.append(data, np.zeros(2, dtype=np.uint8))  # short texts may be the last
        at = places[:-1, np.newaxis] + np.arange(2)
        letters = np.where(at < places[1:, np.newaxis], behind[at], 0).astype(np.uint8)
        return letters, np.diff(begins[places])


ANY = AnyTexts()
GUIDS = Guids()
BASE64 = Base64Texts()
FORMS: Sequence[Form] = (GUIDS, BASE64, ANY)
"""From special to general; the last one packs all texts."""


@dataclass(frozen=True, slots=True)
class Packed:
    """Texts in a form that suits all of them, as rows one behind the other."""

    form: Form
    data: bytes
    ends: npt.NDArray[np.uint32] | None
    """Where each row ends; None where all are as wide as the form says."""

    @classmethod
    def of(cls, form: Form, rows: Sequence[bytes]) -> "Packed":
        """Rows of a form."""
        ends = None if form.width else np.array(list(accumulate(map(len, rows))), dtype=np.uint32)
        return cls(form, b"".join(rows), ends)

    def __len__(self) -> int:
        return len(self.data) // self.form.width if self.ends is None else len(self.ends)

    def rows(self) -> list[bytes]:
        """The rows one by one."""
        width = self.form.width
        if self.ends is None:
            return [self.data[at : at + width] for at in range(0, len(self.data), width)]
        return [self.data[start:end] for start, end in pairwise([0, *self.ends.tolist()])]


def packed(texts: Sequence[str]) -> Packed:
    """Texts in the shortest form that they all have."""
    for form in FORMS:
        rows = form.packed(texts)
        if rows is not None:
            return Packed.of(form, rows)
    raise AssertionError(FORMS)
