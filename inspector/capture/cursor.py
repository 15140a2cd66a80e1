"""A position in a text and the questions the scanner asks there."""

import re

from inspector.capture.lexer import Ending, Lexed, lex
from inspector.capture.window import BLOCK, Window

_SEPARATORS = re.compile(rb"[ \t\r\n,]*")
_INDENT = re.compile(rb"[ \t]*")
_ENDS_LINE = re.compile(rb"[ \t\r,]*(?:[\n\[{\]}\"]|\Z)")
_LONGEST_PREFIX = 4096
"""Bytes of a log line's prefix that are looked at."""


class Cursor:
    """Moves over a window. Positions are absolute; the buffer's indices change when it moves."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.position = window.base
        self.fresh = True
        """Only white space and commas lie between the start of the line and here."""
        self.indent = b""
        """The white space at the start of a fresh line."""
        self.newlines = 0
        """Newlines passed between values."""
        self.is_cut = False
        """The text ended inside a value."""

    @property
    def index(self) -> int:
        """Where the position lies in the buffer."""
        return self.position - self.window.base

    @property
    def byte(self) -> int:
        """The byte at the position."""
        return self.window.buffer[self.index]

    def move(self, position: int) -> None:
        """Go on behind a value: the rest of its line is not fresh."""
        self.position = position
        self.fresh = False
        self.indent = b""

    def begin_line(self, position: int) -> None:
        """Go on at the start of a line."""
        self.position = position
        self.fresh = True
        self.indent = b""

    def skip(self) -> tuple[int, int]:
        """Pass white space and commas; gives the range passed. Ends at the end of the text."""
        start = self.position
        window = self.window
        while window.has(self.position):
            index = self.index
            found = _SEPARATORS.match(window.buffer, index, window.fill)
            end = found.end() if found else index
            newline = window.buffer.rfind(b"\n", index, end)
            if newline >= 0:
                self.fresh = True
                self.newlines += 1
                self.indent = bytes(window.buffer[newline + 1 : end])
            elif self.fresh:
                self.indent += bytes(window.buffer[index:end])
            self.position = window.base + end
            if end < window.fill:
                break
        return start, self.position

    def reload(self, wanted: int = BLOCK // 2) -> None:
        """Have at least the wanted number of bytes before the position, if the text has them."""
        if self.window.fill - self.index < wanted and not self.window.at_end:
            self.window.load(self.position)

    def matches(self, pattern: re.Pattern[bytes]) -> bool:
        """Whether the text from here on begins as a pattern says."""
        return pattern.match(self.window.buffer, self.index, self.window.fill) is not None

    def ends_line(self, index: int) -> bool:
        """Whether no text follows on the line behind an index."""
        return _ENDS_LINE.match(self.window.buffer, index, self.window.fill) is not None

    def lex(self) -> Lexed:
        """Lex the value here, reading on while it is cut; a long array is left cut."""
        window = self.window
        lexed = lex(window.view[: window.fill], self.index)
        if window.at_end:
            self.is_cut |= self._unsure(lexed)
            return lexed
        if not self._unsure(lexed):
            return lexed
        if self.index:
            window.load(self.position)
            lexed = lex(window.view[: window.fill], 0)
        while self._unsure(lexed) and self.byte != ord("[") and window.grow():
            lexed = lex(window.view[: window.fill], 0)
        self.is_cut |= self._unsure(lexed) and self.window.at_end
        return lexed

    def line_end(self) -> int:
        """Index of the newline that ends this line, or of the end of what is at hand."""
        self.reload()
        window = self.window
        found = window.buffer.find(b"\n", self.index, window.fill)
        return found if found >= 0 else window.fill

    def line_indent(self) -> bytes:
        """The white space at the start of this line, however far along it the position is."""
        if self.fresh:
            return self.indent
        buffer, index = self.window.buffer, self.index
        start = buffer.rfind(b"\n", max(0, index - _LONGEST_PREFIX), index) + 1
        found = _INDENT.match(buffer, start, index)
        return found[0] if found else b""

    def _unsure(self, lexed: Lexed) -> bool:
        """Whether more text could change the answer: a cut value, or a number at the edge."""
        at_edge = lexed.ending is Ending.COMPLETE and lexed.at == self.window.fill
        return lexed.ending is Ending.CUT or (at_edge and not self.window.at_end)
