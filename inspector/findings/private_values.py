"""Counts the different personal and secret values in a source's text.

A pattern that looks everywhere is far slower than reading. So each kind is first looked for by
the few bytes that every value of it holds, and its pattern is tried only there.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

from inspector.calls.conversations import is_placeholder
from inspector.capture.private import SHAPES, PrivateKind
from inspector.capture.source import Source

_BLOCK = 1 << 18
"""Bytes looked through at a time: other threads wait no longer than for one of them."""
_OVERLAP = 1 << 14
"""No value is longer; one that a block cuts is found whole in the next."""

_ESCAPED_PLUS = re.compile(rb"\\+u002[bB]")
_PLUS_AND_DIGITS = re.compile(rb"\+\d[\d ().-]{5}")
_NUMBER_ID = re.compile(rb"4:\+?\d{6}")
_NAMED_ID = re.compile(rb":[A-Za-z]{2,}(?:-[A-Za-z]+)*:[\w.+-]{6}")
_AT_HOST = re.compile(rb"@[\w-]{1,63}\.[\w-]")
_BEFORE_ADDRESS = re.compile(rb"\b[\w.+-]{1,64}\Z")
_TOKEN_MARKS = ((b"eyJ", 0), (b"Bearer ", 7))
"""What stands at or before a token, and how far behind it the token begins."""
_AFTER_KEY = re.compile(rb"=(?<=sig=|key=)")
_PHONE_FORM = bytes(
    ord("0") if byte in b"0123456789" else ord("-") if byte in b" .-" else ord("x")
    for byte in range(256)
)
"""Turns every digit to 0, what stands between groups of digits to -, and all else to x."""
_PATTERNS = {
    kind: re.compile(shape.encode("ascii"), re.VERBOSE | re.IGNORECASE)
    for kind, shape in SHAPES.items()
}
_PHONE_ID = re.compile(rb"4:\+?\d+")
_NO_PHONE = re.compile(rb"1(?:\d{9}|\d{12})")
"""Seconds or milliseconds since 1970: no phone number with its country code looks like that."""
_FIELDS = (
    (PrivateKind.NAME, b"isplayName"),
    (PrivateKind.SPEECH, b"ecognizedPhrase"),
    (PrivateKind.SPEECH, b"peech"),
)
"""How the names of fields end whose values are private, whatever they look like."""
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
        if b"u002" in block:
            block = _ESCAPED_PLUS.sub(b"+", block)
        low, high = 0 if first else 1, len(block) if last else len(block) - 1
        taken: dict[int, int] = {}  # by its start, the end of each value found
        for kind, places in (
            (PrivateKind.TOKEN, _token_places(block)),
            (PrivateKind.RAW_ID, _raw_id_places(block)),
            (PrivateKind.ADDRESS, _address_places(block)),
            (PrivateKind.PHONE, _phone_places(block)),
        ):
            pattern, starts = _PATTERNS[kind], sorted(taken)
            end = 0
            for place in places:
                before = bisect_right(starts, place)
                if place < end or (before and place < taken[starts[before - 1]]):
                    continue
                found = pattern.match(block, place)
                if found is None:
                    continue
                end = found.end()
                taken[place] = end
                if place >= low and end <= high:
                    self._note(kind, found.group())
        for kind, mark in _FIELDS:
            for place in _find(block, mark):
                value = _FIELD_VALUE.match(block, place + len(mark))
                if value is not None and value.end() <= high:
                    self._note(kind, value[1])

    def _note(self, kind: PrivateKind, value: bytes) -> None:
        written, number = self._as_written[kind], hash(value)
        if number in written:
            return
        written.add(number)
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


def _token_places(block: bytes) -> list[int]:
    places = [at + skip for mark, skip in _TOKEN_MARKS for at in _find(block, mark)]
    places += [found.end() for found in _AFTER_KEY.finditer(block)]
    return sorted(places)


def _raw_id_places(block: bytes) -> list[int]:
    places = [found.start() for found in _NUMBER_ID.finditer(block)]
    for found in _NAMED_ID.finditer(block):
        start = found.start()
        digits = 2 if block[max(start - 2, 0) : start].isdigit() else 1
        places.append(max(start - digits, 0))
    return sorted(places)


def _address_places(block: bytes) -> list[int]:
    hosts = (host.start() for host in _AT_HOST.finditer(block))
    found = (_BEFORE_ADDRESS.search(block, max(at - 64, 0), at) for at in hosts)
    return [name.start() for name in found if name is not None]


def _phone_places(block: bytes) -> list[int]:
    places = [found.start() for found in _PLUS_AND_DIGITS.finditer(block)]
    form = block.translate(_PHONE_FORM)
    places += _find(form, b"0000000000")
    for at in _find(form, b"-000-0000"):
        start = at - 4 if block[at - 1 : at] == b")" else at - 3
        places.append(max(start, 0))
    return sorted(places)


def _find(block: bytes, wanted: bytes) -> Iterator[int]:
    at = block.find(wanted)
    while at >= 0:
        yield at
        at = block.find(wanted, at + len(wanted))
