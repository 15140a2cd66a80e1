"""Objects and arrays at the cursor: told, entered, or passed as broken."""

import re
from dataclasses import replace

from inspector.capture.apierrors import API_ERROR, api_error
from inspector.capture.boundaries import Items, items_of, single_item
from inspector.capture.columns import QueryTables
from inspector.capture.foreign import Foreign
from inspector.capture.http_message import PACKED
from inspector.capture.jsonvalue import loads
from inspector.capture.lexer import (
    ARRAY,
    OBJECT,
    OPENER,
    Ending,
    Lexed,
    bracket_end,
    trimmed,
)
from inspector.capture.operation import OperationRow, operation_of
from inspector.capture.otherlines import OtherLines
from inspector.capture.plain import Decoded, PlainPath
from inspector.capture.records import Records
from inspector.capture.recovery import member_keys, next_line_start
from inspector.capture.repeats import Repeats
from inspector.capture.salvage import Salvage
from inspector.capture.shape import MARKER, is_foreign_envelope, looks_like_event
from inspector.capture.textlines import read_line
from inspector.capture.tolerant import event_of
from inspector.capture.walk import Walk
from inspector.capture.wire import WireEvent

_PRETTY = 1 << 16
"""Bytes searched for the last line of a pretty-printed value before it is lexed instead."""
_LARGE = 1 << 20
"""Bytes beyond which a value that does not begin like an event is entered, not decoded."""

_JSON_START = re.compile(rb'\{\s*(?:["}]|\Z)|\[\s*(?:[\[{\]"]|\Z)')
_SURE_START = re.compile(
    rb'\{\s*(?:"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"\s*:|\})'
    rb"|\[\s*(?:\[(?!\s*\\)|\{(?!\s*[\\A-Za-z_$'])|" + rb'"(?:\\+")?\s*[\[{])'
)
_ONE_BRACKET = re.compile(rb"[\[{][^\n{\['\\\x1b(]*\n")
"""A line in which no value begins behind its first bracket."""
_CLOSERS = re.compile(rb"[\]}]+(?=[ \t\r,;]*(?:\n|\Z))")
_LEADING = frozenset(("id", "source", "subject", "time", "topic"))
"""Keys of an event that hold no container; an object broken behind them has nothing to enter."""
CLOSER = {ARRAY: b"]", OBJECT: b"}"}


class Values:
    """Deals with the bracket at a walk's cursor and what it holds."""

    def __init__(
        self,
        walk: Walk,
        plain: PlainPath,
        salvage: Salvage,
        foreign: Foreign,
        others: OtherLines,
    ) -> None:
        self._walk = walk
        self._window = walk.window
        self._at = walk.at
        self._tell = walk.tell
        self._plain = plain
        self._salvage = salvage
        self._foreign = foreign
        self._others = others
        self._records = Records(walk, plain)
        self._tables = QueryTables(walk)
        self._repeats = Repeats(walk)

    def open(self) -> None:
        """An opening bracket: of a value, or of mere text."""
        walk = self._walk
        if self._others.read() or self._records.read():
            return
        self._count_har_entry()
        self._at.reload(256)
        if walk.frames or self._at.matches(_JSON_START):
            self._value()
        elif not self._foreign.value() and not self._plain_array():
            read_line(walk)

    def close(self, byte: int) -> None:
        """A closing bracket: of an open one, or astray."""
        walk, opener = self._walk, OPENER[byte]
        if any(frame.opener == opener for frame in walk.frames):
            walk.leave(opener)
            return
        alone = _CLOSERS.match(self._window.buffer, self._at.index, self._window.fill)
        if not walk.frames and (alone is None or walk.survey.text_lines):
            read_line(walk)
            return
        length = alone.end() - alone.start() if alone and not walk.frames else 1
        walk.problem(self._at.position, length, "A closing bracket has no opening bracket.")
        self._at.move(self._at.position + length)

    def _value(self) -> None:
        """An object or array at the cursor."""
        if self._guess():
            return
        lexed = self._at.lex()
        if lexed.ending is not Ending.COMPLETE:
            self._broken(lexed)
            return
        decoded = self._plain.value(self._window.view[self._at.index : lexed.at])
        if decoded is None or not self._told(decoded, lexed.at):
            self._tolerant(lexed.at)

    def _guess(self) -> bool:
        """Decode up to where a well laid out value would end, sparing a pass to find its end."""
        if self._walk.frames and not self._at.fresh:
            return False
        line_end = self._at.line_end()
        window, start = self._window, self._at.index
        closer = CLOSER[self._at.byte]
        end = trimmed(window.view, line_end)
        if window.buffer[end - 1] == ord(","):
            end = trimmed(window.view, end - 1)
        if end == start + 1:
            last_line = b"\n" + self._at.line_indent() + closer
            stop = min(window.fill, start + _PRETTY)
            end = window.buffer.find(last_line, line_end, stop) + len(last_line)
            if end < len(last_line):
                return False
        elif window.buffer[end - 1 : end] != closer:
            return False
        decoded = self._plain.value(window.view[start:end])
        return decoded is not None and self._told(decoded, end)

    def _told(self, decoded: Decoded, end: int) -> bool:
        """Tell decoded events if all are accepted."""
        window, index = self._window, self._at.index
        start, length = self._at.position, end - index
        if isinstance(decoded, WireEvent):
            if not self._plain.accepts(decoded):
                return False
            self._tell_one(decoded, end)
        else:
            if not decoded or self._plain.first_refused(decoded) is not None:
                return False
            items: Items | None = None
            if len(decoded) == 1:
                items = single_item(window.buffer, index, end)
            else:
                items = items_of(window.view[index:end])
            if items is None:
                return False
            self._tell.structure(start, length)
            self._tell.events(decoded, [start + item for item in items.starts], items.lengths)
        self._walk.pass_value(end)
        return True

    def _tell_one(self, event: WireEvent, end: int) -> None:
        """An object that is an event; a copy of one in the same log record is told once."""
        start, index = self._at.position, self._at.index
        if self._walk.in_object:
            raw = bytes(self._window.view[index:end])
            if self._walk.copies_of([(event.id, raw)]):
                self._tell.structure(start, end - index)
                return
        self._tell.events([event], [start], [end - index])

    def _tolerant(self, end: int) -> None:
        """A whole value that is not plain."""
        window, start, walk = self._window, self._at.index, self._walk
        if end - start > _LARGE and not self._begins_like_event() and walk.enter():
            return
        try:
            value = loads(window.view[start:end])
        except (ValueError, RecursionError):
            self._salvage.value(Lexed(Ending.TOO_DEEP, start))
            return
        self._decoded(value, end)

    def _decoded(self, value: object, end: int) -> None:
        """A whole value as Python objects, of which most tell of no call."""
        walk, start, text = self._walk, self._at.index, self._window.buffer
        row = self._tables.operation(value) if isinstance(value, list) else None
        if row is not None:
            self._pass_operation(row, end)
            return
        marked = MARKER.search(text, start, end) or PACKED.search(text, start, end)
        if marked or self._tables.begins_rows or API_ERROR.search(text, start, end):
            self._classify(value, end)
            return
        self._look_for_har(value)
        walk.other(end, max(1, len(value)) if isinstance(value, list) else 1)

    def _classify(self, value: object, end: int) -> None:
        """A value as Python objects: an event, a container to enter, or something else."""
        walk = self._walk
        if isinstance(value, dict):
            event = event_of(value, walk.hint())
            if event is not None:
                self._tell_one(event, end)
                walk.pass_value(end)
                return
            row = operation_of(value)
            if row is not None:
                self._pass_operation(row, end)
                return
            reason = api_error(value)
            if reason is not None:
                walk.pass_problem(end, reason)
                return
            if is_foreign_envelope(value):
                walk.other(end, 1)
                return
        if not walk.enter():
            walk.too_deep(end)

    def _pass_operation(self, row: OperationRow, end: int) -> None:
        self._tell.operation(row, self._at.position, end - self._at.index)
        self._walk.pass_value(end)

    def _plain_array(self) -> bool:
        """An array of numbers or the like that is alone on its line, or lines that begin one."""
        lexed = self._at.lex()
        if self._pass_repeated_text(lexed):
            return True
        if lexed.ending is not Ending.COMPLETE or not self._at.ends_line(lexed.at):
            return False
        self._walk.other(lexed.at, 1)
        return True

    def _pass_repeated_text(self, lexed: Lexed) -> bool:
        """Lines that are all broken alike and taken for text."""
        walk, at = self._walk, self._at
        if walk.frames or not at.matches(_ONE_BRACKET) or lexed.ending is Ending.COMPLETE:
            return False
        lines = self._repeats.of(lexed)
        if lines is None:
            return False
        start = at.index
        walk.survey.text_lines += lines.count
        walk.tell.other(at.position, lines.end - start, lines.count)
        walk.pass_texts(bytes(self._window.view[start : lines.end]))
        at.begin_line(self._window.base + lines.resume)
        walk.pending_text = False
        return True

    def _broken(self, lexed: Lexed) -> None:
        """An object or array that does not end as JSON should."""
        window, walk, base = self._window, self._walk, self._window.base
        if self._foreign.broken(lexed):
            return
        lexed = replace(lexed, at=lexed.at + base - window.base)  # it may have read on
        start = self._at.index
        if not walk.frames and not self._surely_json(lexed):
            if not self._pass_repeated_text(lexed):
                read_line(walk)
            return
        if self._at.byte == ARRAY:
            if not walk.enter():
                self._salvage.value(lexed)
            return
        stop = next_line_start(window.buffer, start, window.fill) or window.fill
        end = None
        if lexed.ending is Ending.MALFORMED:
            end = bracket_end(window.buffer, start, stop)
        if end is not None:
            try:
                value = loads(window.view[start:end])
            except (ValueError, RecursionError):
                pass
            else:
                self._decoded(value, end)
                return
        if self._begins_like_event() or not walk.enter():
            self._salvage.value(lexed)

    def _begins_like_event(self) -> bool:
        """Whether the object here is no container, as far as its keys can be read."""
        if self._at.byte != OBJECT:
            return False
        view = self._window.view[: self._window.fill]
        keys = member_keys(self._window.buffer, view, self._at.index)
        return _LEADING.issuperset(keys) or looks_like_event(keys)

    def _surely_json(self, lexed: Lexed) -> bool:
        """Whether a broken value at the top level was meant as JSON, and not as text."""
        if self._at.matches(_SURE_START):
            return True
        return lexed.ending is Ending.CUT and (self._at.fresh or not self._window.at_end)

    def _count_har_entry(self) -> None:
        frames, survey = self._walk.frames, self._walk.survey
        if len(frames) > 1 and frames[-1].key == "entries" and frames[-2].key == "log":
            survey.har_requests = (survey.har_requests or 0) + 1

    def _look_for_har(self, value: object) -> None:
        if self._walk.frames or self._walk.survey.documents or not isinstance(value, dict):
            return
        log = value.get("log")
        entries = log.get("entries") if isinstance(log, dict) else None
        if isinstance(entries, list):
            self._walk.survey.har_requests = len(entries)
