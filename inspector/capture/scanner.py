"""Walks over any text and tells a sink every event, problem and other value in it.

A text is taken as a run of values at the top level: one value, one a line, or values with any
text between them. A value that decodes as events is told at once. A value in which events may
lie deeper, or that is broken, or too long to hold, is *entered*: its opening bracket is passed
and its items are walked in the same way, with a frame that remembers the bracket.
"""

import re

from inspector.capture.blocks import Blocks
from inspector.capture.boundaries import Items, items_of, single_item
from inspector.capture.jsonvalue import loads
from inspector.capture.lexer import (
    ARRAY,
    NAMES,
    OBJECT,
    OPENER,
    STRING,
    Ending,
    Lexed,
    bracket_end,
    trimmed,
)
from inspector.capture.loglines import LogLines
from inspector.capture.nested import LEVELS, http_body, unescape
from inspector.capture.plain import Decoded, PlainPath
from inspector.capture.prettyblocks import PrettyBlocks
from inspector.capture.recovery import member_keys, next_line_start
from inspector.capture.salvage import Salvage
from inspector.capture.shape import MARKER, is_foreign_envelope, looks_like_event, named_event
from inspector.capture.sink import Findings, Sink
from inspector.capture.survey import Survey
from inspector.capture.textlines import read_line, shows_call_event
from inspector.capture.tolerant import event_of
from inspector.capture.walk import Walk
from inspector.capture.window import Window
from inspector.capture.wire import WireEvent

_PRETTY = 1 << 16
"""Bytes searched for the last line of a pretty-printed value before it is lexed instead."""
_LARGE = 1 << 20
"""Bytes beyond which a value that does not begin like an event is entered, not decoded."""

_JSON_START = re.compile(rb'\{\s*(?:["}]|\Z)|\[\s*(?:[\[{\]"]|\Z)')
_SURE_START = re.compile(
    rb'\{\s*(?:"(?:[^"\\\n]|\\.)*"\s*:|\})|\[\s*(?:[\[{](?!\s*\\)|"(?:\\+")?\s*[\[{])'
)
_KEY_END = re.compile(rb"[ \t\r\n]*:")
_SCALARS = re.compile(
    rb"(?:(?:-?[0-9][0-9.eE+-]*|true|false|null)[ \t\r\n]*(?:,[ \t\r\n]*|(?=[\]}])))+"
)
_ENDS_LINE = re.compile(rb"[ \t\r,]*(?:[\n\[{\]}\"]|\Z)")
_CLOSERS = re.compile(rb"[\]}]+(?=[ \t\r,;]*(?:\n|\Z))")
_TUNNEL = re.compile(rb'"raw"\s*:\s*"[A-Za-z0-9+/]{64}')
_WIDEST_GAP = 64
"""Bytes of white space passed in one go on the way to a line known to be a start."""
_LEADING = frozenset(("id", "source", "subject", "time", "topic"))
"""Keys of an event that hold no container; an object broken behind them has nothing to enter."""
_CLOSER = {ARRAY: b"]", OBJECT: b"}"}


class Scanner:
    """Scans one text; `step` until it gives False."""

    def __init__(
        self,
        window: Window,
        sink: Sink,
        plain: PlainPath,
        hint: str | None = None,
        level: int = 0,
    ) -> None:
        self._walk = Walk(window, sink, hint, level)
        self._window = window
        self._at = self._walk.at
        self._tell = self._walk.tell
        self._plain = plain
        self._blocks = Blocks(self._at, plain, self._tell, self._walk.survey)
        self._pretty = PrettyBlocks(self._at, plain, self._blocks, self._walk.survey)
        self._lines = LogLines(self._at, plain, self._blocks, self._tell, self._walk.survey)
        self._salvage = Salvage(self._walk)

    @property
    def survey(self) -> Survey:
        """What the text turned out to be."""
        return self._walk.survey

    @property
    def position(self) -> int:
        """Bytes of the text dealt with so far."""
        return self._at.position

    @property
    def is_whole(self) -> bool:
        """Whether nothing is open or cut at the position."""
        return not self._walk.frames and not self._at.is_cut

    def pass_to(self, position: int) -> bool:
        """Go on at the start of a line, if nothing but white space lies before it."""
        gap = position - self._at.position
        if self._walk.frames or not 0 <= gap <= _WIDEST_GAP:
            return False
        if gap:
            self._at.reload(gap)
            start = self._at.index
            if bytes(self._window.view[start : start + gap]).strip():
                return False
        self._at.begin_line(position)
        return True

    def pass_over(self, position: int) -> None:
        """Go on at the start of a line, after others dealt with what lies before it."""
        self._at.begin_line(position)

    def step(self) -> bool:
        """Deal with the next value, line or block; False when the text is used up."""
        if self._salvage.search_on():
            return True
        start, end = self._at.skip()
        if end > start:
            self._tell.structure(start, end - start)
        if not self._walk.frames and (self._at.fresh or not self._window.has(self._at.position)):
            self._walk.end_line()
        if not self._window.has(self._at.position):
            self._finish()
            return False
        if not self._block():
            self._item()
        return True

    def _finish(self) -> None:
        """The end of the text: a container that is still open was cut."""
        walk = self._walk
        if walk.frames:
            name = NAMES[walk.frames[0].opener]
            reason = f"{walk.text_name} ends before its {name} is closed; all before it was read."
            walk.leave_all(self._at.position, reason)

    def _block(self) -> bool:
        byte, frames = self._at.byte, self._walk.frames
        if not frames:
            if not self._at.fresh:
                return False
            if byte in _CLOSER and (self._pretty.read() or self._blocks.lines()):
                return True
            return self._lines.read()
        return byte == OBJECT and frames[-1].opener == ARRAY and self._blocks.items()

    def _item(self) -> None:
        """One value, bracket or line at the cursor."""
        walk, byte = self._walk, self._at.byte
        walk.begin()
        if byte in OPENER:
            self._close(byte)
        elif byte == STRING:
            self._string()
        elif byte in _CLOSER:
            self._count_har_entry()
            self._at.reload(256)
            if walk.frames or self._matches(_JSON_START):
                self._value()
            elif not self._plain_array():
                read_line(walk)
        elif walk.frames:
            self._scalar()
        else:
            read_line(walk)

    # Objects and arrays

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
        closer = _CLOSER[self._at.byte]
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
            self._tell.events([decoded], [start], [length])
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

    def _tolerant(self, end: int) -> None:
        """A whole value that is not plain."""
        window, start, walk = self._window, self._at.index, self._walk
        if end - start > _LARGE and not self._begins_like_event() and walk.enter():
            return
        text = window.buffer
        marked = MARKER.search(text, start, end) or _TUNNEL.search(text, start, end)
        try:
            value = loads(window.view[start:end])
        except (ValueError, RecursionError):
            self._salvage.value(Lexed(Ending.TOO_DEEP, start))
            return
        if marked:
            self._classify(value, end)
        else:
            self._look_for_har(value)
            walk.other(end, max(1, len(value)) if isinstance(value, list) else 1)

    def _classify(self, value: object, end: int) -> None:
        """A value as Python objects: an event, a container to enter, or something else."""
        walk = self._walk
        if isinstance(value, dict):
            event = event_of(value, walk.hint())
            if event is not None:
                self._tell.events([event], [self._at.position], [end - self._at.index])
                walk.pass_value(end)
                return
            if is_foreign_envelope(value):
                walk.other(end, 1)
                return
        if not walk.enter():
            self._too_deep(end)

    def _too_deep(self, end: int) -> None:
        """A value that names a call event, inside of more brackets than are entered."""
        start, name = self._at.position, NAMES[self._at.byte]
        self._walk.pass_damage(start, end, end, f"This {name} is nested too deeply to be read.")

    def _plain_array(self) -> bool:
        """An array of numbers or the like that is alone on its line."""
        lexed = self._at.lex()
        if lexed.ending is not Ending.COMPLETE or not self._ends_line(lexed.at):
            return False
        self._walk.other(lexed.at, 1)
        return True

    def _close(self, byte: int) -> None:
        """A closing bracket: of an open one, or astray."""
        walk, opener = self._walk, OPENER[byte]
        if any(frame.opener == opener for frame in walk.frames):
            walk.leave(opener)
            return
        alone = _CLOSERS.match(self._window.buffer, self._at.index, self._window.fill)
        if not walk.frames and (alone is None or self.survey.text_lines):
            read_line(walk)
            return
        length = alone.end() - alone.start() if alone and not walk.frames else 1
        walk.problem(self._at.position, length, "A closing bracket has no opening bracket.")
        self._at.move(self._at.position + length)

    def _broken(self, lexed: Lexed) -> None:
        """An object or array that does not end as JSON should."""
        window, start, walk = self._window, self._at.index, self._walk
        if not walk.frames and not self._surely_json(lexed):
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
                self._classify(value, end)
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
        if self._matches(_SURE_START):
            return True
        return lexed.ending is Ending.CUT and (self._at.fresh or not self._window.at_end)

    # Strings and scalars

    def _string(self) -> None:
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
                self._string()
                return
            if colon is not None:
                walk.key = unescape(bytes(window.view[start : lexed.at]))
                self.survey.keyed += named_event(walk.key) is not None
                self._tell.structure(self._at.position, colon.end() - start)
                self._at.move(window.base + colon.end())
                return
        literal = bytes(window.view[start : lexed.at])
        doubled = window.buffer[lexed.at : lexed.at + 1] == b'"'
        alone = self._ends_line(lexed.at) and not doubled
        if walk.frames or alone or MARKER.search(literal):
            self._text(literal, lexed.at)
        else:
            read_line(walk)

    def _text(self, literal: bytes, end: int) -> None:
        """A whole JSON string: look for events in what it holds."""
        walk = self._walk
        body = unescape(literal) if MARKER.search(literal) else http_body(literal)
        findings = None
        if body is not None and walk.level < LEVELS:
            findings = scan_text(body, self._plain, walk.hint(), walk.level + 1)
        elif body is not None and shows_call_event(body.encode("utf-8", "replace")):
            self._too_deep(end)
            return
        if findings is None or not (findings.found or findings.reasons):
            walk.other(end, 1)
            return
        position, length = self._at.position, len(literal)
        for part, found in enumerate(findings.found):
            self._tell.event(found.event, position, length, part)
        if findings.reasons:
            reason = f"In the text of this string: {findings.reasons[0]}"
            walk.problem(position, length, reason)
        else:
            self._tell.structure(position, length)
        walk.pass_value(end)

    def _scalar(self) -> None:
        """Numbers and words inside a bracket, or something that does not belong there."""
        self._at.reload(256)
        window, start, walk = self._window, self._at.index, self._walk
        found = _SCALARS.match(window.buffer, start, window.fill)
        if found is None and not window.at_end and start:
            window.load(self._at.position)
            start = 0
            found = _SCALARS.match(window.buffer, start, window.fill)
        if found is not None:
            self._tell.structure(self._at.position, found.end() - start)
            self._at.move(window.base + found.end())
            walk.key = None
        elif self._at.fresh and not self._at.indent:
            name = NAMES[walk.frames[0].opener]
            walk.leave_all(None, f"The {name} that begins here is never closed.")
            read_line(walk)
        else:
            self._salvage.junk()

    # HAR

    def _count_har_entry(self) -> None:
        frames = self._walk.frames
        if len(frames) > 1 and frames[-1].key == "entries" and frames[-2].key == "log":
            self.survey.har_requests = (self.survey.har_requests or 0) + 1

    def _look_for_har(self, value: object) -> None:
        if self._walk.frames or self.survey.documents or not isinstance(value, dict):
            return
        log = value.get("log")
        entries = log.get("entries") if isinstance(log, dict) else None
        if isinstance(entries, list):
            self.survey.har_requests = len(entries)

    def _matches(self, pattern: re.Pattern[bytes]) -> bool:
        found = pattern.match(self._window.buffer, self._at.index, self._window.fill)
        return found is not None

    def _ends_line(self, index: int) -> bool:
        return _ENDS_LINE.match(self._window.buffer, index, self._window.fill) is not None


def scan_text(text: str, plain: PlainPath, hint: str | None = None, level: int = 1) -> Findings:
    """Everything in a text that was kept inside a JSON string."""
    findings = Findings(text.encode("utf-8", "replace"))
    scanner = Scanner(Window.of(findings.text), findings, plain, hint, level)
    while scanner.step():
        pass
    return findings
