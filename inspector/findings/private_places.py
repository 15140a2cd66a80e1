"""Where in a block of text a personal or secret value may begin.

Looking for a pattern everywhere is far slower than reading. So every two neighboring bytes are
compared with those that all values of a kind hold, in a few passes over the block; only there a
pattern is tried.
"""

import re
from enum import IntEnum

import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.intp]
Flags = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]

_LETTERS = "yJBegPch"
"""Letters that the pairs are made of; N counts as J, which follows the same letter."""
_OTHER_LETTER, _DIGIT, _COLON, _PLUS, _AT, _EQUALS, _BETWEEN, _OTHER = range(8, 16)
"""Classes of all other bytes; `_BETWEEN` may stand between the digits of a phone number."""


class Pair(IntEnum):
    """Two bytes that show where a value may be."""

    NOTHING = 0
    JSON_TOKEN = 1
    BEARER = 2
    KEY = 3
    ID = 4
    PLUS = 5
    AT = 6
    PHRASE = 7
    SPEECH = 8


def _class_of(byte: int) -> int:
    character = chr(byte)
    known = _LETTERS.find("J" if character == "N" else character)
    if known >= 0:
        return known
    if byte < 128 and character.isalpha():
        return _OTHER_LETTER
    if byte < 128 and character.isdigit():
        return _DIGIT
    marks = {":": _COLON, "+": _PLUS, "@": _AT, "=": _EQUALS}
    return marks.get(character, _BETWEEN if character in " .-" else _OTHER)


def _pair_of(first: int, second: int) -> Pair:
    words = {"yJ": Pair.JSON_TOKEN, "Be": Pair.BEARER, "Ph": Pair.PHRASE, "ch": Pair.SPEECH}
    if first < _OTHER_LETTER and second < _OTHER_LETTER:
        return words.get(_LETTERS[first] + _LETTERS[second], Pair.NOTHING)
    if first == _AT:
        return Pair.AT
    if second == _EQUALS and first in (_LETTERS.index("g"), _LETTERS.index("y")):
        return Pair.KEY
    if (first, second) == (_DIGIT, _COLON):
        return Pair.ID
    return Pair.PLUS if (first, second) == (_PLUS, _DIGIT) else Pair.NOTHING


_CLASSES = bytes(map(_class_of, range(256)))
_PAIRS = bytes(_pair_of(number >> 4, number & 15) for number in range(256))
_PADDING = bytes(16)
"""Stands around a block, so that what is compared with its neighbors is as long as the block."""

_AT_HOST = re.compile(rb"@[\w-]{1,63}\.[\w-]")
_BEFORE_ADDRESS = re.compile(rb"\b[\w.+-]{1,64}\Z")
_KEYS_OF_TOKENS = (b"sig", b"key")
_LONGEST_NAME = 64
"""Bytes before the `@` of an address that are looked at."""


class PrivatePlaces:
    """Places in one block; each list is in order, and many of its places hold no value."""

    def __init__(self, block: bytes) -> None:
        self._block = block
        classes = (_PADDING + block + _PADDING).translate(_CLASSES)
        self._classes: Flags = np.frombuffer(classes, dtype=np.uint8)
        pairs = self._classes[:-1] * 16 | self._classes[1:]
        flags = np.frombuffer(pairs.tobytes().translate(_PAIRS), dtype=np.uint8)
        self._places: Places = np.flatnonzero(self._from(flags != Pair.NOTHING, 0))
        self._pairs = flags[self._places + len(_PADDING)]

    def of(self, pair: Pair) -> list[int]:
        """Where a pair stands."""
        found: list[int] = self._at(pair).tolist()
        return found

    def tokens(self) -> list[int]:
        """Where a token, or what is signed with one, may begin."""
        block = self._block
        places = [at - 1 for at in self.of(Pair.JSON_TOKEN) if block[at - 1 : at + 2] == b"eyJ"]
        places += [at + 7 for at in self.of(Pair.BEARER) if block.startswith(b"Bearer ", at)]
        keys = ((at, block[max(at - 2, 0) : at + 1]) for at in self.of(Pair.KEY))
        places += [at + 2 for at, key in keys if key in _KEYS_OF_TOKENS]
        return sorted(places)

    def raw_ids(self) -> list[int]:
        """Where the number before an id's first colon may begin."""
        places = self._at(Pair.ID)
        second, third = self._class_at(places, 2), self._class_at(places, 4)
        is_phone = (second == _PLUS) | ((second == _DIGIT) & (third == _DIGIT))
        found = places[is_phone | (second <= _OTHER_LETTER)]
        starts: list[int] = (found - (self._class_at(found, -1) == _DIGIT)).tolist()
        return starts

    def addresses(self) -> list[int]:
        """Where the name of a mail or SIP address may begin."""
        block = self._block
        hosts = [at for at in self.of(Pair.AT) if _AT_HOST.match(block, at)]
        found = (_BEFORE_ADDRESS.search(block, max(at - _LONGEST_NAME, 0), at) for at in hosts)
        return [name.start() for name in found if name is not None]

    def phones(self) -> list[int]:
        """Where a phone number may begin: at a plus, a long run of digits, or groups of them."""
        block, places = self._block, self._at(Pair.PLUS)
        found: list[int] = places[self._class_at(places, 3) != _COLON].tolist()
        digits: Mask = self._classes == _DIGIT
        two = digits[:-1] & digits[1:]
        four = two[:-2] & two[2:]
        eight = four[:-4] & four[4:]
        found += self._true(self._from(eight, 0) & self._from(two, 8) & ~self._from(digits, -1))
        between: Mask = self._classes == _BETWEEN
        groups = self._from(two, 1) & self._from(digits, 3) & self._from(four, 5)
        for at in self._true(groups & self._from(between, 0) & self._from(between, 4)):
            found.append(max(at - 4 if block[at - 1 : at] == b")" else at - 3, 0))
        return sorted(found)

    def _at(self, pair: Pair) -> Places:
        places: Places = self._places[self._pairs == pair]
        return places

    def _class_at(self, places: Places, ahead: int) -> Flags:
        return self._classes[places + (len(_PADDING) + ahead)]

    def _from(self, padded: Mask, ahead: int) -> Mask:
        """A mask over the block and its padding, as one over the block."""
        start = len(_PADDING) + ahead
        return padded[start : start + len(self._block)]

    @staticmethod
    def _true(mask: Mask) -> list[int]:
        """Where a mask is set; mostly nowhere, which is told quickest."""
        return np.flatnonzero(mask).tolist() if mask.any() else []
