"""The fast way through very short lines: values of any kind, text, and mixtures of them.

Read one by one such lines cost some twenty microseconds each, so a gigabyte of them would take
hours. Lines whose looks say what they are (linekinds) are passed together and told as reading
each of them would tell them. Closing brackets astray, line after line, become one problem.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass

import msgspec

from inspector.capture.lexer import WHITE
from inspector.capture.linekinds import (
    ARE_SOUND,
    EACH_CLOSING,
    IS_CONTAINER,
    UNINDENTED,
    Kind,
    LineKinds,
)
from inspector.capture.markedtext import marked, places_of
from inspector.capture.merging import FEWEST_MERGED, merged
from inspector.capture.shape import MARKER
from inspector.capture.walk import Walk
from inspector.capture.window import DECODED

_PROBED = 256
"""Bytes ahead in which a call event shows that looking farther is not worth it."""
_SHORTEST = 4
"""Lines that are worth to be passed together."""
_LONGEST = 256
"""Bytes of a line, on average, from which on reading each by itself is not what takes long."""
_ASTRAY = "A closing bracket has no opening bracket."
_AROUND = WHITE + b","
"""What may stand around a value on its line."""
_WORDS = (b"std", b'{""')
"""What a record of a container runtime holds, and what begins an object in a cell of a table."""
_LONE_OPENING = re.compile(rb"[ \t]*+[\[{][ \t\r]*+\n")
"""A line with which a value begins that is likely to be long: what is first in a file often is."""
_arrays = msgspec.json.Decoder(list[list[msgspec.Raw]])


@dataclass(slots=True)
class _Passed:
    """What was met since the last problem."""

    start: int
    """Index of the first byte that was not told yet."""
    others: int = 0
    text: tuple[int, int] | None = None
    """Indices of the last lines of mere text."""


class ShortLines:
    """Passes short lines at a walk's cursor."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self._from = 0
        """Position of the text that was looked through."""
        self._text = b""
        self._marks: list[int] = []
        """Indices in it at which a call may be told of."""
        self._singly_until = 0
        self._kinds: LineKinds | None = None

    def read(self) -> bool:
        """Pass lines from here, the start of one; False if this one has to be read by itself."""
        walk, at = self._walk, self._walk.at
        start = at.position
        if not ARE_SOUND or walk.frames or walk.level or not at.fresh or start < self._singly_until:
            return False
        if walk.pending_text or walk.survey.table:
            return False
        if not self._from <= start < self._from + len(self._text) and not self._look():
            return False
        text, first = self._text, start - self._from
        if not walk.survey.documents and _LONE_OPENING.match(text, first):
            return False
        mark = bisect_left(self._marks, first)
        stop = len(text)
        if mark < len(self._marks):
            stop = text.rfind(b"\n", first, self._marks[mark]) + 1
        runs = self._runs(first, stop)
        end = runs[-1].end() if runs else first
        if text.count(b"\n", first, end) < _SHORTEST:
            self._singly_until = self._from + max(end, first + 1)
            return False
        self._pass(runs)
        return True

    def _runs(self, at: int, stop: int) -> list[re.Match[bytes]]:
        """Runs of lines from an index on, one behind the other."""
        kinds = self._kinds = self._kinds or LineKinds()
        runs = []
        while run := kinds.run(self._text, at, stop):
            runs.append(run)
            at = run.end()
        return runs

    def _look(self) -> bool:
        """Look through the lines at hand; False if there are none."""
        at, window = self._walk.at, self._walk.window
        at.reload(DECODED)
        start = at.index
        if MARKER.search(window.buffer, start, min(window.fill, start + _PROBED)):
            return False
        stop = min(window.fill, start + DECODED, window.limit - window.base)
        stop = window.buffer.rfind(b"\n", start, stop) + 1
        count = window.buffer.count(b"\n", start, stop) if stop > start else 0
        if count * _LONGEST < stop - start or not count:
            self._singly_until = window.base + max(stop, start + 1)
            return False
        self._from, self._text = at.position, bytes(window.view[start:stop])
        marks = marked(self._text)
        for word in _WORDS:
            marks += places_of(word, self._text)
        self._marks = sorted(marks)
        return True

    def _pass(self, runs: list[re.Match[bytes]]) -> None:
        """Tell lines."""
        walk, text = self._walk, self._text
        first, end = runs[0].start(), runs[-1].end()
        if not walk.at.indent or UNINDENTED.search(text, first + 1, end):
            walk.forget_dump()
        passed = _Passed(first)
        for run in runs:
            kind = Kind(run.lastgroup or "")
            if kind is Kind.CLOSING and not walk.survey.text_lines:
                self._tell(passed, run.start())
                self._tell_astray(run.start(), run.end())
                passed = _Passed(run.end())
            elif kind is not Kind.BLANK:
                self._count(kind, run.start(), run.end(), passed)
        self._tell(passed, end)
        walk.at.begin_line(self._from + end)
        walk.key = None

    def _tell(self, passed: _Passed, end: int) -> None:
        """Tell what was passed up to an index."""
        walk, start = self._walk, passed.start
        if passed.others:
            walk.tell.other(self._from + start, end - start, passed.others)
        else:
            walk.tell.structure(self._from + start, end - start)
        if passed.text is not None:
            walk.note_last(self._text[slice(*passed.text)])

    def _tell_astray(self, start: int, end: int) -> None:
        """Tell lines of closing brackets, which nothing opened."""
        walk, base, text = self._walk, self._from, self._text
        count = len(EACH_CLOSING.findall(text, start, end))
        if count < FEWEST_MERGED:
            ranges = [each.span() for each in EACH_CLOSING.finditer(text, start, end)]
            reason = _ASTRAY
        else:
            lines = text[start:end]
            ranges = [(end - len(lines.lstrip(_AROUND)), start + len(lines.rstrip(_AROUND)))]
            reason = merged(_ASTRAY, count)
        for first, last in ranges:
            walk.tell.structure(base + start, first - start)
            walk.problem(base + first, last - first, reason)
            start = last
        walk.tell.structure(base + start, end - start)

    def _count(self, kind: Kind, start: int, end: int, passed: _Passed) -> None:
        """Count the lines of a run, which tell of no call."""
        survey, text, kinds = self._walk.survey, self._text, self._kinds
        assert kinds is not None
        lines = text.count(b"\n", start, end)
        match kind:
            case Kind.SINGLE:
                survey.document(self._first(start), alone=True, count=lines)
                passed.others += lines
            case Kind.VALUES:
                values = kinds.value.findall(text, start, end)
                survey.document(chr(values[0][0]), alone=True, count=lines)
                self._spread(len(values) - lines)
                passed.others += len(values) + _more_items(values)
            case Kind.SPREAD:
                values = kinds.spread.findall(text, start, end)
                spread = sum(b"\n" in value for value in values)
                survey.document(chr(values[0][0]), alone=True, count=len(values) - spread)
                self._spread(spread)
                passed.others += len(values) + _more_items(values)
            case Kind.BEHIND_TEXT:
                count = len(kinds.object.findall(text, start, end))
                survey.text_lines += lines
                survey.document("{", alone=False, count=count)
                passed.others += count
            case Kind.BEFORE_TEXT:
                survey.document("{", alone=True, count=lines)
                survey.text_lines += lines
                passed.others += lines
            case _:
                if kind is Kind.CLOSING:
                    lines = len(EACH_CLOSING.findall(text, start, end))
                survey.text_lines += lines
                passed.others += lines
                passed.text = start, end

    def _first(self, start: int) -> str:
        """The first byte of the value on a line."""
        text = self._text
        while text[start] in _AROUND:
            start += 1
        return chr(text[start])

    def _spread(self, count: int) -> None:
        """Count values that share a line, or take several."""
        if count:
            self._walk.survey.document("", alone=False, count=count)


def _more_items(values: list[bytes]) -> int:
    """How many items arrays hold, beyond one for each."""
    arrays = [value for value in values if IS_CONTAINER.match(value)]
    if not arrays:
        return 0
    decoded = _arrays.decode(b"[" + b",".join(arrays) + b"]")
    return sum(max(0, len(items) - 1) for items in decoded)
