"""The fast way through pretty-printed values that stand one below the other."""

import re

from inspector.capture.blocks import Blocks
from inspector.capture.cursor import Cursor
from inspector.capture.plain import PlainPath
from inspector.capture.survey import Survey
from inspector.capture.window import DECODED

_FIRST_LINE = re.compile(rb"[{\[]\r?\n")
_LONGEST_FIRST_LINE = 3
_LAST_LINE = re.compile(rb"\n([}\]])\r?\n")
_BETWEEN = re.compile(rb"[ \t\r\n,]*")
_CLOSER = {ord("{"): b"}", ord("["): b"]"}


class PrettyBlocks:
    """Reads values whose first and last lines are a bracket at the very start of the line.

    Each value is decoded as one line: its newlines are made carriage returns, which are white
    space between tokens too, and as forbidden inside strings as they are.
    """

    def __init__(self, cursor: Cursor, plain: PlainPath, blocks: Blocks, survey: Survey) -> None:
        self._at = cursor
        self._plain = plain
        self._blocks = blocks
        self._survey = survey
        self._singly_until = 0

    def read(self) -> bool:
        """Read values from here, the start of a line; False if the next is to be read by itself."""
        if self._at.indent or self._at.position < self._singly_until:
            return False
        self._at.reload(_LONGEST_FIRST_LINE)
        if not _FIRST_LINE.match(self._at.window.buffer, self._at.index, self._at.window.fill):
            return False
        self._at.reload(DECODED)
        window, start = self._at.window, self._at.index
        stop = min(window.fill, start + DECODED, window.limit - window.base)
        ranges = self._ranges(start, stop)
        if not ranges:
            return False
        view = window.view
        texts = [bytes(view[first:last]).replace(b"\n", b"\r") for first, last in ranges]
        decoded = self._plain.lines(memoryview(b"\n".join(texts)))
        if decoded is None or len(decoded) != len(ranges):
            self._singly_until = window.base + ranges[-1][1]
            return False
        starts = [window.base + first for first, _ in ranges]
        lengths = [last - first for first, last in ranges]
        objects = all(text.startswith(b"{") for text in texts)
        told = self._blocks.tell(decoded, starts, lengths, objects=objects)
        if told < len(ranges):
            self._singly_until = window.base + ranges[told][1]
        if told:
            self._survey.document(chr(texts[0][0]), alone=False, count=told)
            self._at.move(starts[told - 1] + lengths[told - 1])
        return told > 0

    def _ranges(self, start: int, stop: int) -> list[tuple[int, int]]:
        """First and last index of each value, as far as they follow one another."""
        buffer = self._at.window.buffer
        found: list[tuple[int, int]] = []
        while _FIRST_LINE.match(buffer, start, stop):
            last = _LAST_LINE.search(buffer, start, stop)
            if last is None or last[1] != _CLOSER[buffer[start]]:
                if not found:
                    end = stop if last is None else last.end()
                    self._singly_until = self._at.window.base + end
                break
            found.append((start, last.end(1)))
            between = _BETWEEN.match(buffer, last.end(1), stop)
            start = last.end() if between is None else between.end()
        return found
