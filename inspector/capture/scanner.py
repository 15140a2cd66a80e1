"""Walks over any text and tells a sink every event, problem and other value in it.

A text is taken as a run of values at the top level: one value, one a line, or values with any
text between them. A value that decodes as events is told at once. A value in which events may
lie deeper, or that is broken, or too long to hold, is *entered*: its opening bracket is passed
and its items are walked in the same way, with a frame that remembers the bracket.
"""

import re
from dataclasses import dataclass

from inspector.capture.blocks import read_array_part, read_lines
from inspector.capture.cursor import Cursor
from inspector.capture.boundaries import items_of
from inspector.capture.jsonvalue import loads
from inspector.capture.lexer import Ending, Lexed, bracket_end, trimmed
from inspector.capture.nested import LEVELS, http_body, unescape
from inspector.capture.plain import Decoded, PlainPath
from inspector.capture.recovery import member_keys, next_envelope, next_line_start
from inspector.capture.shape import (
    MARKER,
    is_foreign_envelope,
    looks_like_event,
    name_in,
    named_event,
)
from inspector.capture.sink import Findings, Sink
from inspector.capture.survey import Survey
from inspector.capture.tolerant import event_of
from inspector.capture.window import LARGEST, Window
from inspector.capture.wire import WireEvent

DEEPEST = 64
"""Brackets entered inside one another; captures need six."""
_OVERLAP = 4096

_JSON_START = re.compile(rb'\{\s*(?:["}]|\Z)|\[\s*(?:[\[{\]"]|\Z)')
_SURE_START = re.compile(rb'\{\s*(?:"(?:[^"\\\n]|\\.)*"\s*:|\})|\[\s*[\[{]')
_IN_LINE = re.compile(
    rb'\{[ \t\r]*(?:"|\Z)|\[[ \t\r]*(?:[\[{]|"[\[{]|\Z)|"\s*[\[{][\s\[{]*\\+(?:"|u0022)'
)
_PRINTED = re.compile(rb"\{\s*(?:'[^'\n]*'|\w+)\s*:")
_KEY_END = re.compile(rb"[ \t\r\n]*:")
_SCALARS = re.compile(
    rb"(?:(?:-?[0-9][0-9.eE+-]*|true|false|null)[ \t\r\n]*(?:,[ \t\r\n]*|(?=[\]}])))+"
)
_REST_OF_LINE = re.compile(rb"[ \t\r,]*(?:[\n\[{\]}\"]|\Z)")
_JUNK = re.compile(rb'[^,\[\]{}\n"]+')
_NAMES = {ord("{"): "object", ord("["): "array", ord('"'): "string"}
_CLOSER = {ord("["): ord("]"), ord("{"): ord("}")}


@dataclass(slots=True)
class Frame:
    """A bracket that was entered and not yet closed."""

    opener: int
    start: int
    key: str | None
    """The member's key that holds this value."""
    hint: str | None
    """The name of an event among the keys around it."""
    found: int
    """Things told to the sink when it was entered."""
    damaged: bool = False
    """A problem inside was told, so a missing bracket is no news."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A broken value whose end is still searched for."""

    start: int
    reason: str


class Scanner:
    """Scans one text; `step` until it gives False."""

    def __init__(self, window: Window, sink: Sink, hint: str | None = None, level: int = 0):
        self.survey = Survey()
        self._at = Cursor(window)
        self._sink = sink
        self._hint = hint
        self._level = level
        self._plain = PlainPath()
        self._frames: list[Frame] = []
        self._key: str | None = None
        self._found = 0
        self._lost: Lost | None = None
        self._singly_until = 0
        """Values before this position are read one by one: their block was not plain."""
        self._blocks_read = 0
        self._blocks_failed = 0
        self._line_until = 0
        """End of the line of text in which JSON was found."""

    @property
    def position(self) -> int:
        """Bytes of the text dealt with so far."""
        return self._at.position if self._lost is None else self._lost.start

    def step(self) -> bool:
        """Deal with the next value, line or block; False when the text is used up."""
        if self._lost is not None:
            self._search_on()
            return True
        start, end = self._at.skip()
        if end - start > 1:
            self._separators(start, end)
        elif end > start:
            self._sink.structure(start, 1)
        if not self._at.window.has(self._at.position):
            self._finish()
            return False
        if not self._block():
            self._item()
        return True

    def _separators(self, start: int, end: int) -> None:
        self._sink.structure(start, end - start)
