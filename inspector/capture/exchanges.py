"""The fast way through an array of records that hold a body deep inside, or in base64.

A HAR file and what a tunnel kept are such arrays: each HTTP exchange holds a request, and that the
body. Where it stands is found out from the first one; then the bodies of many records are taken
out at once. Records that may tell of a call elsewhere too are left to be read value by value.
"""

import re
from dataclasses import dataclass

import orjson

from inspector.capture.apierrors import API_ERROR, api_error
from inspector.capture.bodypath import BodyPath, path_in
from inspector.capture.boundaries import Items, items_of
from inspector.capture.http_message import BEGINS, PACKED
from inspector.capture.inside import Inside
from inspector.capture.lexer import ARRAY, OBJECT, Ending
from inspector.capture.operation import may_hold_operations, operation_of
from inspector.capture.packed import packed_text
from inspector.capture.shape import MARKER, is_foreign_envelope, named_event
from inspector.capture.tolerant import event_of
from inspector.capture.walk import Walk
from inspector.capture.window import DECODED

_FREE_FAILURES = 4
"""Blocks that may fail before the share of good ones decides whether to go on trying."""
_CUTS_TRIED = 3
_FEWEST = 2
"""Records in a block below which it is quicker to read them one by one."""
_MOST_KEYS = 4096
"""Keys remembered as harmless; exports use some dozens."""
_BETWEEN = re.compile(rb'[ \t\r\n]*,[ \t\r\n]*\{[ \t\r\n]*"[^"\\]{0,64}"')
"""What stands between the last bracket of one record and the first value of the next."""
_KEY = re.compile(rb'"([^"\\]*+(?:\\.[^"\\]*+)*+)"[ \t\r\n]*:')
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"')
_ERROR = b"error"
_TABLES = frozenset(("columns", "rows"))
_TELLING = frozenset(("type", "eventtype", "data", "data_base64", "error"))
"""Keys by which an object around a body may be more than that, in small letters."""


@dataclass(frozen=True, slots=True)
class _Exchange:
    """A record, the string in it that is its body, and where that stands."""

    record: bytes
    body: bytes
    place: int


class Exchanges:
    """Reads the items of the array that a walk's cursor is in."""

    def __init__(self, walk: Walk, inside: Inside) -> None:
        self._walk = walk
        self._inside = inside
        self._path: BodyPath | None = None
        self._between = b""
        self._harmless: set[bytes] = set()
        self._singly_until = 0
        self._read = 0
        self._failed = 0

    def read(self) -> bool:
        """Read items from here; False if the next one has to be read by itself."""
        walk, at = self._walk, self._walk.at
        frames = walk.frames
        if not frames or frames[-1].opener != ARRAY or at.byte != OBJECT:
            return False
        if at.position < self._singly_until or self._failed > self._read + _FREE_FAILURES:
            return False
        if walk.in_row or (frames[-1].key or "").lower() in _TABLES or self._inside.is_too_deep:
            return False
        cut = self._cut()
        try:
            alike = None if cut is None else self._alike(*cut)
        except (ValueError, RecursionError):  # a record that has to be read by itself
            alike = None
        self._read += bool(alike)
        self._failed += not alike
        if cut is None or not alike:
            return False
        self._tell_records(alike, cut[1])
        return True

    def _cut(self) -> tuple[bytes, Items] | None:
        """The records from here, as far as they are at hand, as an array of their own.

        A cut is right exactly when the part before it is a whole array.
        """
        at, window = self._walk.at, self._walk.window
        at.reload(DECODED)
        start, stop = at.index, min(window.fill, at.index + DECODED)
        if not self._between or window.buffer.find(self._between, start, stop) < 0:
            lexed = at.lex()
            start, stop = at.index, min(window.fill, at.index + DECODED)
            between = _BETWEEN.match(window.buffer, lexed.at, window.fill)
            self._singly_until = window.base + stop
            if lexed.ending is not Ending.COMPLETE or between is None:
                return None
            self._between = b"}" + between[0]
        self._singly_until = window.base + stop
        cut = stop
        for _ in range(_CUTS_TRIED):
            cut = window.buffer.rfind(self._between, start, cut)
            if cut < 0:
                return None
            part = b"[" + bytes(window.view[start : cut + 1]) + b"]"
            items = items_of(part)
            if items is not None:
                self._singly_until = window.base + cut + 1
                return part, items
        return None

    def _alike(self, part: bytes, items: Items) -> list[_Exchange]:
        """The records up to the first odd one."""
        ranges = zip(items.starts, items.lengths, strict=True)
        texts = [part[start : start + length] for start, length in ranges]
        if self._path is None:
            self._path = path_in(texts)
        path = self._path
        literals = path.literals(part) if path is not None else None
        if path is None or literals is None or len(texts) < _FEWEST:
            return []
        places: list[int] = []
        rest: list[bytes] = []
        for text, literal in zip(texts, literals, strict=True):
            place = text.find(literal)
            places.append(place)
            rest.append(text[:place] + b"\n" + text[place + len(literal) :])
        count = len(texts)
        if self._is_odd(b"\n".join(rest), b""):
            cases = enumerate(zip(rest, texts, strict=True))
            count = next((at for at, (each, text) in cases if self._is_odd(each, text)), count)
        count = next((at for at, each in enumerate(literals[:count]) if _is_odd_body(each)), count)
        return list(map(_Exchange, texts[:count], literals, places))

    def _tell_records(self, alike: list[_Exchange], items: Items) -> None:
        walk = self._walk
        at, tell, frames = walk.at, walk.tell, walk.frames
        if len(frames) > 1 and frames[-1].key == "entries" and frames[-2].key == "log":
            walk.survey.har_requests = (walk.survey.har_requests or 0) + len(alike)
        base = behind = at.position - 1
        behind += 1
        for each, offset in zip(alike, items.starts, strict=False):
            start = base + offset
            end = start + len(each.record)
            tell.structure(behind, start - behind)
            at.newlines += b"\n" in each.record
            at.move(start + each.place)
            if self._tell_body(each.body):
                tell.structure(start, end - start)
            else:
                tell.other(start, end - start, 1)
            at.move(end)
            behind = end

    def _tell_body(self, literal: bytes) -> bool:
        """Tell what the string at the cursor holds; False if it tells of no call."""
        if not (PACKED.match(literal) or MARKER.search(literal)):
            return False
        body = packed_text(literal)
        return body is not None and self._inside.tell_body(body, self._walk.at.index + len(literal))

    def _is_odd(self, rest: bytes, record: bytes) -> bool:
        """Whether what stands around a body, or around many, may tell of a call itself.

        With the record at hand its objects are looked at, else their keys decide.
        """
        if MARKER.search(rest) or (_ERROR in rest.lower() and API_ERROR.search(rest)):
            return True
        for begin in BEGINS.finditer(rest):
            literal = _STRING.match(rest, begin.start())
            if literal is None or packed_text(literal[0]) is not None:
                return True
        keys = {key for key in set(_KEY.findall(rest)) - self._harmless if self._may_tell(key)}
        return bool(keys) and (not record or self._tells_itself(keys, record))

    def _may_tell(self, key: bytes) -> bool:
        """Whether an object may be more than a record for one of its keys."""
        name = key.decode("utf-8", "replace")
        folded = name.lower()
        known = folded in _TELLING or folded in _TABLES or named_event(name) is not None
        if known or b"\\" in key or may_hold_operations((name,)):
            return True
        if len(self._harmless) < _MOST_KEYS:
            self._harmless.add(key)
        return False

    def _tells_itself(self, keys: set[bytes], record: bytes) -> bool:
        assert self._path is not None
        if any(b"\\" in key or key.decode().lower() in _TABLES for key in keys):
            return True
        for holder in self._path.holders(orjson.loads(record)):
            if any(named_event(key) is not None for key in holder):
                return True
            if event_of(holder) or operation_of(holder) or api_error(holder):
                return True
            if is_foreign_envelope(holder):
                return True
        return False


def _is_odd_body(literal: bytes) -> bool:
    """Whether it is not plain to see if a string is base64, or the body of an API's answer."""
    if BEGINS.match(literal) and not PACKED.match(literal):
        return True
    return _ERROR in literal.lower() and API_ERROR.search(literal) is not None
