"""Broken lines that are the same, one below the other, as a writer leaves that fails each time.

What one of them is taken for, with the same brackets open, the next ones are too. Each costs tens
of microseconds by itself, so a gigabyte of them would take hours.
"""

import re
import sys
from dataclasses import dataclass

from inspector.capture.lexer import WHITE, Ending, Lexed, trimmed
from inspector.capture.linekinds import ARE_SOUND
from inspector.capture.merging import FEWEST_MERGED
from inspector.capture.shape import MARKER
from inspector.capture.walk import Walk
from inspector.capture.window import BLOCK

_LONGEST = 512
"""Bytes of a line from which on reading it by itself is quick enough."""
_NUMBER = re.compile(rb"[0-9]+")
_ANY_NUMBER = rb"(?:0|[1-9][0-9]*+)"
_STRING = re.compile(rb'"[^"\n]*+"?')
_LEVELS = sys.getrecursionlimit() + 100
"""Brackets opened ahead of a line beyond which it cannot matter whether they are closed."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines from the cursor on that are all alike."""

    end: int
    """Index behind the last of them, without its line end."""
    resume: int
    """Index of the line behind them."""
    count: int


class Repeats:
    """Finds lines that are read as the one at a walk's cursor is."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self._line = b""
        self._pattern = re.compile(rb"(?!)")

    def of(self, lexed: Lexed, passed: int | None = None) -> Lines | None:
        """Lines like the one here, broken as was lexed; None if there are few.

        `passed` is an index at which reading on would begin, if it is not the end of the line.
        """
        at, window = self._walk.at, self._walk.window
        start = at.index
        newline = window.buffer.find(b"\n", start, min(window.fill, start + _LONGEST))
        if not ARE_SOUND or not at.fresh or at.indent or newline < 0:
            return None
        if lexed.ending is Ending.CUT:
            return None
        if passed is not None and not self._ends_line(passed, newline):
            return None
        following = window.buffer.find(b"\n", newline + 1, min(window.fill, newline + _LONGEST))
        line = bytes(window.buffer[start : newline + 1])
        if not _alike(line, bytes(window.buffer[newline + 1 : following + 1])):
            return None
        ahead = self._ahead(line, start, lexed)
        if ahead is None:
            return None
        line_end = newline + 1 - trimmed(window.view, newline if passed is None else passed)
        at.reload(BLOCK // 2)
        return self._run(line, line_end, ahead)

    def _ends_line(self, passed: int, newline: int) -> bool:
        """Whether an index is that of the line behind a newline, but for white space."""
        window = self._walk.window
        return passed == newline + 1 or (
            passed <= newline and not bytes(window.view[passed:newline]).strip(WHITE + b",")
        )

    def _ahead(self, line: bytes, start: int, lexed: Lexed) -> int | None:
        """How many lines ahead may matter for what a line is; None if nobody can say."""
        if lexed.ending is Ending.MALFORMED:
            return self._walk.window.buffer.count(b"\n", start, lexed.at) + 1
        bare = _STRING.sub(b"", line)
        opened = bare.count(b"{") + bare.count(b"[") - bare.count(b"}") - bare.count(b"]")
        return _LEVELS if opened > 0 else None

    def _run(self, line: bytes, line_end: int, ahead: int) -> Lines | None:
        """The lines like one, less those that what lies behind them may change."""
        window, start = self._walk.window, self._walk.at.index
        if line != self._line:
            self._line, self._pattern = line, re.compile(rb"(?:" + _pattern(line) + rb")++")
        found = self._pattern.match(window.buffer, start, window.fill)
        if found is None:
            return None
        resume = found.end()
        for _ in range(ahead):
            resume = window.buffer.rfind(b"\n", start, resume - 1) + 1
            if resume <= start:
                return None
        count = window.buffer.count(b"\n", start, resume)
        if count < FEWEST_MERGED:
            return None
        return Lines(resume - line_end, resume, count)


def _alike(line: bytes, other: bytes) -> bool:
    """Whether two lines are the same but for their numbers."""
    if line == other:
        return True
    return line[:1] == other[:1] and _NUMBER.sub(b"0", line) == _NUMBER.sub(b"0", other)


def _pattern(line: bytes) -> bytes:
    """Lines like one: with other numbers in it, if it is sure that they do not matter."""
    if b"\\" in line or MARKER.search(line):
        return re.escape(line)
    parts: list[bytes] = []
    end = 0
    for number in _NUMBER.finditer(line):
        parts.append(re.escape(line[end : number.start()]))
        digits = number[0]
        parts.append(digits if digits.startswith(b"0") and len(digits) > 1 else _ANY_NUMBER)
        end = number.end()
    return b"".join((*parts, re.escape(line[end:])))
