"""Counts the different personal and secret values in a source's text."""

import re
from bisect import bisect_right
from collections.abc import Callable

from inspector.calls.conversations import is_placeholder
from inspector.capture.private import SHAPES, PrivateKind
from inspector.capture.source import Source
from inspector.findings.private_places import Pair, PrivatePlaces

_BLOCK = 1 << 18
"""Bytes looked through at a time: other threads wait no longer than for one of them."""
_OVERLAP = 1 << 14
"""No value is longer; one that a block cuts is found whole in the next."""

_ESCAPED_PLUS = re.compile(rb"\\+u002[bB]")
_PATTERNS = {
    kind: re.compile(shape.encode("ascii"), re.VERBOSE | re.IGNORECASE)
    for kind, shape in SHAPES.items()
}
_PHONE_ID = re.compile(rb"4:\+?\d+")
_NO_PHONE = re.compile(rb"1(?:\d{9}|\d{12})|000\d*")
"""No phone number: seconds or milliseconds since 1970, or the end of an id that was padded with
zeros and that a log broke over two records."""
_FIELDS = (
    (PrivateKind.NAME, b"isplayName", Pair.JSON_TOKEN, 5),
    (PrivateKind.SPEECH, b"ecognizedPhrase", Pair.PHRASE, 9),
    (PrivateKind.SPEECH, b"peech", Pair.SPEECH, 3),
)
"""How the names of fields end whose values are private, whatever they look like; and the pair of
bytes in them that shows where they may be."""
_FIELD_VALUE = re.compile(rb"""\\{0,8}["']\s{0,8}:\s{0,8}\\{0,8}["']([^"'\\]+)""")
_MAY_STAND_IN = (PrivateKind.RAW_ID, PrivateKind.NAME)
_NOT_DIGITS = re.compile(rb"\D+")


class PrivateValues:
    """The different values seen so far, by kind; kept as hashes, never as text."""

    def __init__(self) -> None:
        self._seen: dict[PrivateKind, set[int]] = {kind: set() for kind in PrivateKind}
        self._as_written: dict[PrivateKind, set[int]] = {kind: set() for kind in PrivateKind}
        """One value may be written in several ways; each way is looked at once."""

    def count(self, kind: PrivateKind) -> int:
        """How many different values of a kind there are."""
        return len(self._seen[kind])

    def add(self, source: Source, cancelled: Callable[[], bool]) -> None:
        """Look through a source's text; raises InspectorError if its file changed."""
        size = source.text_size
        buffer = memoryview(bytearray(min(_BLOCK + _OVERLAP, size)))
        position = 0
        with source.session() as read:
            while position < size and not cancelled():
                count = read(position, buffer)
                if not count:
                    break
                last = position + count >= size
                self._look_through(bytes(buffer[:count]), first=position == 0, last=last)
                position = size if last else position + _BLOCK

    def _look_through(self, block: bytes, *, first: bool, last: bool) -> None:
        """Count the values of a block except those that its borders may have cut."""
        if not block.strip(b"\0"):
            return
        if b"\\" in block and b"u002" in block:
            block = _ESCAPED_PLUS.sub(b"+", block)
        low, high = 0 if first else 1, len(block) if last else len(block) - 1
        places = PrivatePlaces(block)
        taken: dict[int, int] = {}  # by its start, the end of each value found
        for kind, starts in (
            (PrivateKind.TOKEN, places.tokens()),
            (PrivateKind.RAW_ID, places.raw_ids()),
            (PrivateKind.ADDRESS, places.addresses()),
            (PrivateKind.PHONE, places.phones()),
        ):
            pattern, others, written = _PATTERNS[kind], sorted(taken), self._as_written[kind]
            end = 0
            for place in starts:
                if place < end:
                    continue
                before = bisect_right(others, place) if others else 0
                if before and place < taken[others[before - 1]]:
                    continue
                found = pattern.match(block, place)
                if found is None:
                    continue
                end = found.end()
                taken[place] = end
                value = found.group()
                if place >= low and end <= high and hash(value) not in written:
                    written.add(hash(value))
                    self._note(kind, value)
        for kind, name, pair, within in _FIELDS:
            for place in places.of(pair):
                if not block.startswith(name, max(place - within, 0)):
                    continue
                found = _FIELD_VALUE.match(block, place - within + len(name))
                if found is not None and found.end() <= high:
                    self._note(kind, found[1])

    def _note(self, kind: PrivateKind, value: bytes) -> None:
        if kind is PrivateKind.RAW_ID and _PHONE_ID.fullmatch(value):
            kind, value = PrivateKind.PHONE, b"+" + value.removeprefix(b"4:")
        if kind is PrivateKind.PHONE:
            if _NO_PHONE.fullmatch(value):
                return
            value = _NOT_DIGITS.sub(b"", value)
        if not (kind in _MAY_STAND_IN and _stands_in(value)):
            self._seen[kind].add(hash(value))


def _stands_in(value: bytes) -> bool:
    """Whether a raw id or a name is a redacted one, such as 8:acs:sanitized_sanitized."""
    *_, name = value.decode("utf-8", "replace").split(":")
    return all(map(is_placeholder, name.split("_")))
