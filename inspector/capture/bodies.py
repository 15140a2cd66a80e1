"""The bodies of many records that are written alike, taken out and unescaped together.

A logger writes the same keys in the same order each time, with the body in the same one. Nothing
here decides what a record is: records for which that takes a closer look are given back.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from inspector.capture.apierrors import API_ERROR
from inspector.capture.http_message import PACKED
from inspector.capture.operation import may_hold_operations
from inspector.capture.runtimes import may_be_joined
from inspector.capture.shape import MARKER

Range = tuple[int, int, bytes]
"""Position in the text, length, and the bytes themselves."""

COLUMNS = b"columns"
"""The key of a table's columns, without which its rows mean nothing."""
_NAMED = b"ommunication."
"""Part of every type that a plain event has."""
_LONGEST_PREFIX = 200
"""Bytes of words before a body; a longer text is read line by line."""
_OF_NO_WORDS = b"\"{}[]'\\\n"
_MOST_LAYOUTS = 256
"""Lists of keys remembered; a log has a handful."""
_FREE_FAILURES = 4
"""Blocks that may fail before the share of good ones decides whether to go on trying."""
_QUOTE, _OBJECT = b'"{'
_records = msgspec.json.Decoder(list[dict[str, msgspec.Raw]])
_texts = msgspec.json.Decoder(list[str])


@dataclass(frozen=True, slots=True)
class Body:
    """The text of an event inside a record, and the string or object that holds it."""

    text: bytes
    start: int
    length: int
    keys: tuple[str, ...]
    is_text: bool = True
    """It is held in a string."""


class Bodies:
    """Takes out bodies; remembers how records are written."""

    def __init__(self) -> None:
        self._layouts: dict[tuple[str, ...], str] = {}
        """For lists of keys, the one with the body."""
        self._words = ""
        """What stood in front of the last body."""
        self._read = 0
        self._failed = 0

    def of(self, ranges: Sequence[Range], *, alone: bool) -> list[Body | None] | None:
        """A body for each record, None for one that tells of no call; None if any is unlike."""
        if self._failed > self._read + _FREE_FAILURES:
            return None
        try:
            found = self._of(ranges, alone=alone)
        except (msgspec.MsgspecError, RecursionError, UnicodeError):
            found = None
        self._read += found is not None
        self._failed += found is None
        return found

    def _of(self, ranges: Sequence[Range], *, alone: bool) -> list[Body | None] | None:
        texts = [text for _, _, text in ranges]
        if alone and any(map(may_be_joined, texts)):
            return None
        records = _records.decode(b"[" + b",".join(texts) + b"]")
        if len(records) != len(ranges):
            return None
        places: list[tuple[int, int, tuple[str, ...]] | None] = []
        literals: list[bytes] = []
        rest: list[bytes] = []
        for text, members in zip(texts, records, strict=True):
            keys = tuple(members)
            key = self._key(keys, members)
            literal = bytes(members[key]) if key is not None else b""
            at = text.find(literal) if _NAMED in literal else -1
            if at < 0:
                places.append(None)
                rest.append(text)
                continue
            if literal[0] not in (_QUOTE, _OBJECT):
                return None
            if literal[0] == _QUOTE:
                literals.append(literal)
            places.append((at, len(literal), keys))
            rest.append(text[:at])
            rest.append(text[at + len(literal) :])
        if not any(places) or _tells(b"\n".join(rest)):
            return None
        inner = iter(_texts.decode(b"[" + b",".join(literals) + b"]"))
        found: list[Body | None] = []
        for (start, _, record), place in zip(ranges, places, strict=True):
            if place is None:
                found.append(None)
                continue
            at, length, keys = place
            is_text = record[at] == _QUOTE
            body = self._body(next(inner)) if is_text else record[at : at + length]
            if body is None:
                return None
            found.append(Body(body, start + at, length, keys, is_text=is_text))
        return found

    def _key(self, keys: tuple[str, ...], members: dict[str, msgspec.Raw]) -> str | None:
        """The key of the body in a record with these keys; None if there is none to be seen."""
        known = self._layouts.get(keys)
        if known is not None:
            return known
        if may_hold_operations(keys):
            return None
        named = (key for key, raw in members.items() if _NAMED in bytes(raw))
        found = next(named, None)
        if found is None or bytes(members[found])[0] not in (_QUOTE, _OBJECT):
            return None
        if len(self._layouts) < _MOST_LAYOUTS:
            self._layouts[keys] = found
        return found

    def _body(self, text: str) -> bytes | None:
        """The object in a text, from its bracket on; None if words alone do not precede it."""
        words = self._words
        if text.startswith("{", len(words)) and text.startswith(words):
            return text[len(words) :].encode().strip()
        inner = text.encode()
        begin = body_start(inner)
        if begin is None:
            return None
        if inner[begin] == _OBJECT:
            self._words = inner[:begin].decode()
        return inner[begin:].strip()


def _tells(rest: bytes) -> bool:
    """Whether what stands around bodies needs a closer look."""
    if COLUMNS in rest.lower():
        return True
    return any(sign.search(rest) is not None for sign in (MARKER, API_ERROR, PACKED))


def body_start(text: bytes) -> int | None:
    """Where the body begins, if nothing but words stands before it."""
    brace = text.find(b"{", 0, _LONGEST_PREFIX)
    if brace < 0:
        return None
    before = text[:brace].rstrip()
    start = len(before) - 1 if before.endswith(b"[") else brace
    words = text[:start]
    return None if any(byte in _OF_NO_WORDS for byte in words.strip()) else start
