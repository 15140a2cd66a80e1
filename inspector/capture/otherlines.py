"""The fast way through lines of JSON that tell of no call: most of an application's own log."""

from bisect import bisect_left
from collections.abc import Sequence

import msgspec
import numpy as np

from inspector.capture.apierrors import API_ERROR
from inspector.capture.http_message import PACKED
from inspector.capture.lexer import OBJECT
from inspector.capture.shape import MARKER
from inspector.capture.walk import Walk
from inspector.capture.window import DECODED

_SHORTEST = 2
"""Lines that are worth to be read together."""
_RUNTIME = b'"log"'
"""The key of the text in a record of a container runtime, several of which may make one value."""
_ERROR = b"error"
_NAMED = b"ommunication."
"""Part of every type that a plain event has."""
_SHORTEST_MARKED = b'{"eventtype":1}'
"""No shorter line holds a word that call events hold."""
_values = msgspec.json.Decoder(msgspec.Raw)


def others_among(values: Sequence[memoryview]) -> int:
    """How many values, from the first on, are objects without anything that tells of a call."""
    known, possible = 0, len(values)
    tried = possible
    while known < possible:
        if _are_others(values[known:tried]):
            known = tried
        else:
            possible = tried - 1
        tried = (known + possible + 1) // 2
    return known


def _are_others(values: Sequence[memoryview]) -> bool:
    text = b"\n".join(values)
    if _marked(text):
        return False
    try:
        found = _values.decode_lines(text)
    except (msgspec.MsgspecError, RecursionError):
        return False
    return len(found) == len(values) and all(value[0] == OBJECT for value in values)


class OtherLines:
    """Passes lines that hold one object each and nothing that any call event or row holds."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self._from = 0
        self._until = 0
        self._ends: list[int] = []
        """Positions of the newlines between the two."""
        self._marks: list[int] = []
        """Positions between the two at which a call may be told of."""
        self._singly_until = 0

    def read(self) -> bool:
        """Pass lines from here, the start of one; False if this one has to be read by itself."""
        walk, at = self._walk, self._walk.at
        if walk.frames or not at.fresh or at.byte != OBJECT or at.position < self._singly_until:
            return False
        survey = walk.survey
        if walk.level or walk.pending_text or survey.table or not survey.documents:
            return False
        start, window = at.position, walk.window
        if window.buffer.find(_NAMED, at.index, at.line_end()) >= 0:
            return False
        if not self._from <= start < self._until and not self._look():
            return False
        first = bisect_left(self._ends, start)
        mark = bisect_left(self._marks, start)
        last = len(self._ends)
        if mark < len(self._marks):
            last = bisect_left(self._ends, self._marks[mark])
        if last - first < _SHORTEST:
            return False
        return self._pass(start, self._ends[last - 1], last - first)

    def _pass(self, start: int, end: int, count: int) -> bool:
        """Pass so many lines, if each is an object and nothing else."""
        walk, window = self._walk, self._walk.window
        if window.index(end) > window.fill or window.index(start) < 0:
            return False
        text = window.view[window.index(start) : window.index(end)]
        try:
            values = _values.decode_lines(text)
        except (msgspec.MsgspecError, RecursionError):
            values = []
        if len(values) != count or bytes(text).count(b"\n{") != count - 1:
            self._singly_until = end
            return False
        walk.tell.other(start, end - start, count)
        walk.survey.document("{", alone=True, count=count)
        walk.at.begin_line(end + 1)
        walk.key = None
        return True

    def _look(self) -> bool:
        """Look through the lines at hand; False if there are too few."""
        walk, at = self._walk, self._walk.at
        at.reload(DECODED)
        window = walk.window
        start = at.index
        stop = min(window.fill, start + DECODED, window.limit - window.base)
        stop = window.buffer.rfind(b"\n", start, stop) + 1
        if stop <= start:
            return False
        text = bytes(window.view[start:stop])
        self._from, self._until = at.position, window.base + stop
        ends = np.flatnonzero(np.frombuffer(text, dtype=np.uint8) == ord("\n"))
        self._ends = (ends + at.position).tolist()
        longest = int(np.diff(ends, prepend=-1).max())
        marks = _found(text, _RUNTIME) if longest <= len(_SHORTEST_MARKED) else _marked(text)
        self._marks = sorted(at.position + mark for mark in marks)
        return True


def _marked(text: bytes) -> list[int]:
    """Where a call may be told of."""
    folded = text.lower()
    marks = [at for word in MARKER.words for at in _found(folded, word)]
    marks += _found(text, _RUNTIME)
    marks += [packed.start() for packed in PACKED.finditer(text)]
    if _ERROR in folded:
        marks += [error.start() for error in API_ERROR.finditer(text)]
    return marks


def _found(text: bytes, wanted: bytes) -> list[int]:
    """Where something stands in a text."""
    places: list[int] = []
    at = text.find(wanted)
    while at >= 0:
        places.append(at)
        at = text.find(wanted, at + len(wanted))
    return places
