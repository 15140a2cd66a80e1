"""Strings, numbers and words at the cursor."""

import re

from inspector.capture.apierrors import API_ERROR
from inspector.capture.http_message import Body
from inspector.capture.inside import Inside
from inspector.capture.lexer import NAMES, Ending
from inspector.capture.nested import unescape
from inspector.capture.packed import packed_text
from inspector.capture.salvage import Salvage
from inspector.capture.shape import MARKER, named_event
from inspector.capture.textlines import is_prose, read_line, shows_call_event
from inspector.capture.walk import Walk

_KEY_END = re.compile(rb"[ \t\r\n]*:")
_SCALARS = re.compile(
    rb"(?:(?:-?[0-9][0-9.eE+-]*|true|false|null)[ \t\r\n]*(?:,[ \t\r\n]*|(?=[\]}])))+"
)


class Strings:
    """Deals with what begins with a quote, and with the scalars inside brackets."""

    def __init__(self, walk: Walk, salvage: Salvage, inside: Inside) -> None:
        self._walk = walk
        self._window = walk.window
        self._at = walk.at
        self._salvage = salvage
        self._inside = inside

    def string(self) -> None:
        """A key, or text that may hold JSON of its own."""
        lexed = self._at.lex()
        window, start, walk = self._window, self._at.index, self._walk
        if lexed.ending is not Ending.COMPLETE:
            line_end = window.fill if walk.frames else self._at.line_end()
            if walk.frames or MARKER.search(window.buffer, self._at.index, line_end):
                self._salvage.string(lexed)
            else:
                read_line(walk)
            return
        if walk.in_object and walk.key is None:
            colon = _KEY_END.match(window.buffer, lexed.at, window.fill)
            if colon is None and not window.at_end and start:
                window.load(self._at.position)
                self.string()
                return
            if colon is not None:
                self._key(unescape(bytes(window.view[start : lexed.at])), colon.end())
                return
        literal = bytes(window.view[start : lexed.at])
        doubled = window.buffer[lexed.at : lexed.at + 1] == b'"'
        alone = self._at.ends_line(lexed.at) and not doubled
        if walk.frames or alone or MARKER.search(literal):
            self._text(literal, lexed.at)
        else:
            read_line(walk)

    def scalar(self) -> None:
        """Numbers and words inside a bracket, or something that does not belong there."""
        self._at.reload(256)
        window, start, walk = self._window, self._at.index, self._walk
        found = _SCALARS.match(window.buffer, start, window.fill)
        if found is None and not window.at_end and start:
            window.load(self._at.position)
            start = 0
            found = _SCALARS.match(window.buffer, start, window.fill)
        if found is not None:
            walk.tell.structure(self._at.position, found.end() - start)
            self._at.move(window.base + found.end())
            walk.key = None
        elif self._at.fresh and not self._at.indent:
            name = NAMES[walk.frames[0].opener]
            walk.leave_all(None, f"The {name} that begins here is never closed.")
            read_line(walk)
        else:
            self._salvage.junk()

    def _key(self, key: str, end: int) -> None:
        """The key of a member, up to and with its colon."""
        walk = self._walk
        walk.key = key
        walk.survey.keyed += named_event(key) is not None
        if len(walk.frames) == 1:
            walk.survey.member(key)
        walk.tell.structure(self._at.position, end - self._at.index)
        self._at.move(self._window.base + end)

    def _text(self, literal: bytes, end: int) -> None:
        """A whole JSON string: look for events in what it holds."""
        walk = self._walk
        body = packed_text(literal)
        if body is None and API_ERROR.search(literal):
            body = Body(unescape(literal))
        text = b"" if body is None else body.text.encode("utf-8", "replace")
        if body is None or (not body.missing and is_prose(text)):
            walk.other(end, 1)
            return
        if self._inside.is_too_deep:
            if shows_call_event(text):
                walk.too_deep(end)
            else:
                walk.other(end, 1)
            return
        if self._inside.tell_body(body, end):
            walk.pass_value(end)
        else:
            walk.other(end, 1)
