"""Showing people a place in a text: its line number and its first characters."""

import unicodedata

from inspector.capture.bytestore import ReadInto

LONGEST = 120
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_BLOCK = 1 << 20


class LineCounter:
    """Numbers of lines from a start on, asked for places that mostly follow one another."""

    def __init__(self, read: ReadInto, start: int = 0) -> None:
        self._read = read
        self._start = start
        self._position = start
        self._line = 1

    def line_of(self, position: int) -> int:
        """The 1-based line of a byte."""
        if position < self._position:
            self._position, self._line = self._start, 1
        view = memoryview(bytearray(min(_BLOCK, position - self._position)))
        while self._position < position:
            count = self._read(self._position, view[: position - self._position])
            if not count:
                break
            self._line += bytes(view[:count]).count(b"\n")
            self._position += count
        return self._line


def excerpt_of(read: ReadInto, start: int, length: int) -> str:
    """The first characters of a range, with control and direction marks written as escapes."""
    view = memoryview(bytearray(min(length, 4 * LONGEST)))
    text = bytes(view[: read(start, view)]).decode("utf-8", "replace")
    if text.isprintable():
        return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    shown = "".join(_visible(character) for character in text[:LONGEST])
    return shown if len(shown) <= LONGEST and len(text) <= LONGEST else shown[: LONGEST - 1] + "…"


def _visible(character: str) -> str:
    if unicodedata.category(character) not in _HIDDEN:
        return character
    return character.encode("unicode_escape").decode("ascii")
