"""The fast way through lines of JSON that tell of no call: most of an application's own log."""

from bisect import bisect_left
from collections.abc import Sequence

import msgspec
import numpy as np

from inspector.capture.lexer import ARRAY, OBJECT
from inspector.capture.markedtext import RUNTIME, SHORTEST_MARKED, marked, places_of
from inspector.capture.shortlines import ShortLines
from inspector.capture.walk import Walk
from inspector.capture.window import DECODED

_SHORTEST = 2
"""Lines that are worth to be read together."""
_NAMED = b"ommunication."
"""Part of every type that a plain event has."""
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
    if marked(text):
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
        self._shorts = ShortLines(walk)
        self._from = 0
        self._until = 0
        self._ends: list[int] = []
        """Positions of the newlines between the two."""
        self._marks: list[int] = []
        """Positions between the two at which a call may be told of."""
        self._singly_until = 0

    def read(self) -> bool:
        """Pass lines from here, the start of one; False if this one has to be read by itself."""
        walk, at, survey = self._walk, self._walk.at, self._walk.survey
        if walk.frames or not at.fresh or walk.level or walk.pending_text:
            return False
        if survey.table or at.byte not in (OBJECT, ARRAY):
            return False
        if walk.window.buffer.find(_NAMED, at.index, at.line_end()) >= 0:
            return False
        return (at.byte == OBJECT and self._objects()) or self._shorts.read()

    def _objects(self) -> bool:
        start = self._walk.at.position
        if start < self._singly_until or not self._walk.survey.documents:
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
        is_short = longest <= len(SHORTEST_MARKED)
        marks = places_of(RUNTIME, text) if is_short else marked(text)
        self._marks = sorted(at.position + mark for mark in marks)
        return True
