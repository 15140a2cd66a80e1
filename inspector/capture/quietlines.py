"""The fast way through lines of mere text: most of an application's own log.

Such a line names no call event, except in what is sure to be prose; it holds nothing that may be
the beginning of a value, and opens nothing that the lines below close. Many are passed together, as
reading each of them would.
"""

from bisect import bisect_left

import numpy as np
import numpy.typing as npt

from inspector.capture.cursor import Cursor
from inspector.capture.shape import MARKER
from inspector.capture.shortlines import ShortLines
from inspector.capture.walk import Walk
from inspector.capture.window import DECODED
from inspector.compiled.rows import RowReader

_SHORTEST = 2
"""Lines that are worth to be passed together."""
_PROBED = 4096
"""Bytes ahead in which a call event shows that looking farther is not worth it."""
_BLANKS = b" \t\r"
_SPACES = b" \t\r\v\f"
"""What may stand between a quote and the bracket of a body in it."""
RUNTIME_STREAM = b"std"
"""What a record of a container runtime holds."""
_WORDS = (b"\nb'", RUNTIME_STREAM)
"""What a Python literal begins with, too."""

Places = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]


def _flags(signs: bytes) -> Flags:
    """Which of all bytes are among some."""
    return np.isin(np.arange(256), list(signs))


_FIRST = _flags(b"{[\"'}],")
"""Bytes that begin a line that may be more than text."""
_LAST = _flags(b"{[(,")
"""Bytes that end a line which may go on below."""
_OPENING = _flags(b"{[")
_IN_BRACKET = _flags(b"{[\n")
_ESCAPED = _flags(b"{[\\")
_BRACE, _QUOTE = b'{"'


class QuietLines:
    """Passes lines of mere text at a walk's cursor."""

    def __init__(self, walk: Walk, reader: RowReader | None) -> None:
        self._walk = walk
        self._at: Cursor = walk.at
        self._reader = reader
        self._shorts = ShortLines(walk)
        self._from = 0
        self._until = 0
        self._ends: list[int] = []
        """Positions of the newlines between the two."""
        self._loud: list[int] = []
        """Numbers of the lines between the two that have to be read."""
        self._singly_until = 0

    def read(self) -> bool:
        """Pass lines from here, the start of one; False if this one has to be read."""
        texts = self._texts() if self._reader is None else self._compiled_texts(self._reader)
        return texts or self._shorts.read()

    def _compiled_texts(self, reader: RowReader) -> bool:
        start = self._at.position
        if start < self._singly_until:
            return False
        self._at.reload(DECODED)
        window, first = self._walk.window, self._at.index
        stop = min(window.fill, window.limit - window.base)
        has_text = bool(self._walk.survey.text_lines)
        end, lines, filled = reader.quiet_lines(window.buffer, first, stop, has_text=has_text)
        if lines < _SHORTEST:
            self._singly_until = window.base + max(end, first + 1)
            return False
        self._tell(bytes(window.view[first : end - 1]), filled)
        return True

    def _texts(self) -> bool:
        start = self._at.position
        if start < self._singly_until:
            return False
        if not self._from <= start < self._until and not self._look():
            return False
        first = bisect_left(self._ends, start)
        loud = bisect_left(self._loud, first)
        last = self._loud[loud] if loud < len(self._loud) else len(self._ends)
        if last - first < _SHORTEST:
            self._singly_until = self._ends[last] if last < len(self._ends) else self._until
            return False
        return self._pass(start, self._ends[last - 1])

    def _pass(self, start: int, end: int) -> bool:
        """Pass the lines from a position to a newline; False if they are no longer at hand."""
        window = self._walk.window
        if window.index(end) > window.fill:
            self._until = 0
            return False
        text = bytes(window.view[window.index(start) : window.index(end)])
        self._tell(text, _filled_lines(text))
        return True

    def _tell(self, text: bytes, count: int) -> None:
        """Tell lines from here to a newline, so many of which hold more than white space."""
        walk, start = self._walk, self._at.position
        walk.survey.text_lines += count
        walk.tell.other(start, len(text), count)
        walk.pass_texts(text)
        self._at.begin_line(start + len(text) + 1)

    def _look(self) -> bool:
        """Look through the lines at hand; False if there is nothing to pass."""
        at = self._at
        at.reload(DECODED)
        window, start = self._walk.window, at.index
        stop = min(window.fill, start + DECODED, window.limit - window.base)
        stop = window.buffer.rfind(b"\n", start, stop) + 1
        probed = min(stop, start + _PROBED)
        if stop <= start:
            self._singly_until = window.base + window.fill
            return False
        if MARKER.search(window.buffer, start, probed):
            self._singly_until = window.base + probed
            return False
        text = bytes(window.view[start:stop])
        ends = _places_of_newlines(text)
        self._from, self._until = at.position, window.base + stop
        self._ends = (ends + at.position).tolist()
        loud = _lines_with(text.lower(), MARKER.words, ends)
        self._loud = sorted(loud | _lines_with_json(text.translate(None, _SPACES)))
        return True


def _lines_with_json(bare: bytes) -> set[int]:
    """Numbers of the lines that may hold JSON or a part of it; white space was left out."""
    data, ends = np.frombuffer(bare, dtype=np.uint8), _places_of_newlines(bare)
    firsts = np.concatenate(([0], ends[:-1] + 1))
    loud = set(np.flatnonzero(_FIRST[data[firsts]] | _LAST[data[ends - 1]]).tolist())
    if bare.startswith(_WORDS[0][1:]):
        loud.add(0)
    at = np.flatnonzero((data == _BRACE) | (data == ord("[")))
    before, after = data[at - 1], data[at + 1]
    second = data.take(at + 2, mode="clip")
    is_object = (data[at] == _BRACE) & ((after == _QUOTE) | (after == ord("\n")))
    is_array = (data[at] != _BRACE) & (_IN_BRACKET[after] | (after == _QUOTE) & _OPENING[second])
    is_text = (before == _QUOTE) & _ESCAPED[after]
    loud |= set(ends.searchsorted(at[is_object | is_array | is_text]).tolist())
    return loud | _lines_with(bare, _WORDS, ends)


def _lines_with(text: bytes, words: tuple[bytes, ...], ends: Places) -> set[int]:
    """Numbers of the lines with any of some words, which may begin with the newline before."""
    found: set[int] = set()
    for word in words:
        at = text.find(word)
        while at >= 0:
            line = int(ends.searchsorted(at, "right"))
            found.add(line)
            at = text.find(word, int(ends[line])) if line < len(ends) else -1
    return found


def _places_of_newlines(text: bytes) -> Places:
    return np.flatnonzero(np.frombuffer(text, dtype=np.uint8) == ord("\n"))


def _filled_lines(text: bytes) -> int:
    """How many lines hold more than white space."""
    is_end = np.frombuffer(b"\n" + text.translate(None, _BLANKS) + b"\n", dtype=np.uint8) == 10
    return int(np.count_nonzero(is_end[1:] & ~is_end[:-1]))
