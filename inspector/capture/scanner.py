"""Walks over any text and tells a sink every event, problem and other value in it.

A text is taken as a run of values at the top level: one value, one a line, or values with any
text between them. A value that decodes as events is told at once. A value in which events may
lie deeper, or that is broken, or too long to hold, is *entered*: its opening bracket is passed
and its items are walked in the same way, with a frame that remembers the bracket.
"""

import re
from dataclasses import dataclass

from inspector.capture.blocks import Blocks
from inspector.capture.boundaries import Items, items_of, single_item
from inspector.capture.cursor import Cursor
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
from inspector.capture.survey import Survey, Teller
from inspector.capture.tolerant import event_of
from inspector.capture.window import Window
from inspector.capture.wire import WireEvent

DEEPEST = 64
"""Brackets entered inside one another; captures need six."""
_OVERLAP = 4096
"""Bytes looked at twice when the search for a place to go on moves to the next window."""

_PRETTY = 1 << 16
"""Bytes searched for the last line of a pretty-printed value before it is lexed instead."""
_PREFIX = 512
"""Bytes before the JSON on a line of text in which an event's name is looked for."""

_JSON_START = re.compile(rb'\{\s*(?:["}]|\Z)|\[\s*(?:[\[{\]"]|\Z)')
_SURE_START = re.compile(rb'\{\s*(?:"(?:[^"\\\n]|\\.)*"\s*:|\})|\[\s*(?:[\[{]|"\s*[\[{])')
_IN_LINE = re.compile(
    rb'\{[ \t\r]*(?:"|\Z)|\[[ \t\r]*(?:[\[{]|"[\[{]|\Z)|"\s*[\[{][\s\[{]*\\+(?:"|u0022)'
)
_PRINTED = re.compile(rb"\{\s*(?:'[^'\n]*'|\w+)\s*:")
_STRING = re.compile(rb'"(?:[^"\\\n]|\\[^\n])*"')
_KEY_END = re.compile(rb"[ \t\r\n]*:")
_SCALARS = re.compile(
    rb"(?:(?:-?[0-9][0-9.eE+-]*|true|false|null)[ \t\r\n]*(?:,[ \t\r\n]*|(?=[\]}])))+"
)
_ENDS_LINE = re.compile(rb"[ \t\r,]*(?:[\n\[{\]}\"]|\Z)")
_CLOSERS = re.compile(rb"[\]}]+(?=[ \t\r,;]*(?:\n|\Z))")
_JUNK = re.compile(rb'[^,\[\]{}\n"]+')
_TUNNEL = re.compile(rb'"raw"\s*:\s*"[A-Za-z0-9+/]{64}')
_NAMES = {ord("{"): "object", ord("["): "array", ord('"'): "string"}
_OPENER = {ord("]"): ord("["), ord("}"): ord("{")}
_CLOSER = {ord("["): b"]", ord("{"): b"}"}


@dataclass(slots=True)
class Frame:
    """A bracket that was entered and not yet closed."""

    opener: int
    start: int
    key: str | None
    """The member's key that holds this value."""
    hint: str | None
    """The name of an event among the keys around it."""
    told: int
    """Events and problems told when it was entered."""
    damaged: bool = False
    """A problem inside was told, so a missing bracket is no news."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A broken value whose end is still searched for."""

    start: int
    lexed: Lexed
    base: int
    """Position in the text of the buffer's first byte when it was lexed."""
    name: str


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
        self.survey = Survey()
        self._window = window
        self._at = Cursor(window)
        self._tell = Teller(sink, self.survey)
        self._plain = plain
        self._blocks = Blocks(self._at, self._plain, self._tell, self.survey)
        self._hint = hint
        self._line_prefix = b""
        self._level = level
        self._frames: list[Frame] = []
        self._key: str | None = None
        self._lost: Lost | None = None
        self._told_at_junk = -1
        """What was told up to the last piece of junk: two in a row call for a new start."""
        self._pending_text = False
        """Text was passed on this line, and no JSON value yet."""
        self._document_at = (0, True, 0)
        """Start of the last value at the top level, whether fresh, and newlines before it."""

    @property
    def position(self) -> int:
        """Bytes of the text dealt with so far."""
        return self._at.position

    def step(self) -> bool:
        """Deal with the next value, line or block; False when the text is used up."""
        if self._lost is not None:
            self._search_on(self._lost)
            return True
        start, end = self._at.skip()
        if end > start:
            self._tell.structure(start, end - start)
        if not self._window.has(self._at.position):
            self._finish()
            return False
        if not self._block():
            self._item()
        return True

    def _block(self) -> bool:
        byte = self._at.byte
        if not self._frames:
            return self._at.fresh and byte in b"{[" and self._blocks.lines()
        frame = self._frames[-1]
        return byte == ord("{") and frame.opener == ord("[") and self._blocks.items()

    def _item(self) -> None:
        """One value, bracket or line at the cursor."""
        byte = self._at.byte
        if not self._frames:
            self._document_at = (self._at.position, self._at.fresh, self._at.newlines)
            if self._at.fresh:
                self._line_prefix = b""
                self._pending_text = False
        if byte in b"]}":
            self._close(byte)
        elif byte == ord('"'):
            self._string()
        elif byte in b"{[":
            self._count_har_entry()
            self._at.reload(256)
            if self._frames or _JSON_START.match(
                self._window.buffer, self._at.index, self._window.fill
            ):
                self._value()
            elif not self._plain_array():
                self._line()
        elif self._frames:
            self._scalar()
        else:
            self._line()

    # Values

    def _value(self) -> None:
        """An object or array at the cursor."""
        if self._guess():
            return
        lexed = self._at.lex()
        if lexed.ending is not Ending.COMPLETE:
            self._broken(lexed)
            return
        window = self._window
        decoded = self._plain.value(window.view[self._at.index : lexed.at])
        if decoded is None or not self._told(decoded, lexed.at):
            self._tolerant(lexed.at)

    def _guess(self) -> bool:
        """Decode up to where a well laid out value would end, sparing a pass to find its end."""
        if self._frames and not self._at.fresh:
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
            if len(decoded) == 1:
                items: Items | None = single_item(window.buffer, index, end)
            else:
                items = items_of(window.view[index:end])
            if items is None:
                return False
            self._tell.structure(start, length)
            self._tell.events(decoded, [start + item for item in items.starts], items.lengths)
        self._pass_value(end)
        return True

    def _tolerant(self, end: int) -> None:
        """A whole value that is not plain."""
        window, start = self._window, self._at.index
        text = window.buffer
        marked = MARKER.search(text, start, end) or _TUNNEL.search(text, start, end)
        try:
            value = loads(window.view[start:end])
        except (ValueError, RecursionError):
            self._recover(Lexed(Ending.TOO_DEEP, start))
            return
        if marked:
            self._classify(value, end)
        else:
            self._look_for_har(value)
            self._other(end, max(1, len(value)) if isinstance(value, list) else 1)

    def _classify(self, value: object, end: int) -> None:
        """A value as Python objects: an event, a container to enter, or something else."""
        if isinstance(value, dict):
            event = event_of(value, self._nearest_hint())
            if event is not None:
                self._tell.events([event], [self._at.position], [end - self._at.index])
                self._pass_value(end)
                return
            if is_foreign_envelope(value):
                self._other(end, 1)
                return
        if not self._enter():
            self._other(end, 1)

    def _other(self, end: int, count: int) -> None:
        """A whole value that holds no event; a member of an object is a part of that object."""
        start, length = self._at.position, end - self._at.index
        if self._frames and self._frames[-1].opener == ord("{"):
            self._tell.structure(start, length)
        else:
            self._tell.other(start, length, count)
        self._pass_value(end)

    def _pass_value(self, end: int) -> None:
        """Go on behind a value that ends at an index."""
        self._pending_text = False
        self._key = None
        if not self._frames:
            window = self._window
            start, fresh, _ = self._document_at
            several = window.buffer.find(b"\n", start - window.base, end) >= 0
            self.survey.document(chr(self._at.byte), alone=fresh and not several)
        self._at.move(self._window.base + end)

    def _nearest_hint(self) -> str | None:
        if self._key is not None and named_event(self._key):
            return self._key
        if self._frames:
            return self._frames[-1].hint
        return name_in(self._line_prefix.decode("utf-8", "replace")) or self._hint

    # Brackets

    def _enter(self) -> bool:
        """Pass the opening bracket at the cursor; False when this goes too deep."""
        if len(self._frames) >= DEEPEST:
            return False
        position, byte = self._at.position, self._at.byte
        frame = Frame(byte, position, self._key, self._nearest_hint(), self._tell.told)
        self._frames.append(frame)
        self._key = None
        self._pending_text = False
        self._tell.structure(position, 1)
        self._at.move(position + 1)
        return True

    def _close(self, byte: int) -> None:
        """A closing bracket: of the last frame, of one around it, or astray."""
        opener = _OPENER[byte]
        if not any(frame.opener == opener for frame in self._frames):
            self._stray()
            return
        position = self._at.position
        self._at.move(position + 1)
        frame = self._frames.pop()
        if frame.opener != opener:
            if not frame.damaged:
                self._problem(
                    position, 1, f"The {_NAMES[frame.opener]} before this bracket is not closed."
                )
            while frame.opener != opener:
                frame = self._frames.pop()
        self._tell.structure(position, 1)
        self._key = None
        inside_object = self._frames and self._frames[-1].opener == ord("{")
        if opener == ord("{") and frame.told == self._tell.told and not inside_object:
            self._tell.other(frame.start, position + 1 - frame.start, 1)
        if not self._frames:
            self._document_closed(frame)

    def _document_closed(self, frame: Frame) -> None:
        _, fresh, newlines = self._document_at
        alone = fresh and newlines == self._at.newlines
        self.survey.document(chr(frame.opener), alone=alone)

    def _stray(self) -> None:
        window = self._window
        found = _CLOSERS.match(window.buffer, self._at.index, window.fill)
        if not self._frames and (found is None or self.survey.text_lines):
            self._line()
            return
        length = found.end() - found.start() if found and not self._frames else 1
        self._problem(self._at.position, length, "A closing bracket has no opening bracket.")
        self._at.move(self._at.position + length)

    # Strings and scalars

    def _string(self) -> None:
        """A key, or text that may hold JSON of its own."""
        lexed = self._at.lex()
        window, start = self._window, self._at.index
        if lexed.ending is not Ending.COMPLETE:
            self._broken_string(lexed)
            return
        literal = bytes(window.view[start : lexed.at])
        frame = self._frames[-1] if self._frames else None
        if frame is not None and frame.opener == ord("{") and self._key is None:
            colon = _KEY_END.match(window.buffer, lexed.at, window.fill)
            if colon is None and not window.at_end and start:
                window.load(self._at.position)
                self._string()
                return
            if colon is not None:
                self._tell.structure(self._at.position, colon.end() - start)
                self._key = unescape(literal)
                self.survey.keyed += named_event(self._key) is not None
                self._at.move(window.base + colon.end())
                return
        alone = frame is not None or _ENDS_LINE.match(window.buffer, lexed.at, window.fill)
        if not alone and MARKER.search(literal) is None:
            self._line()
            return
        self._text(literal, lexed.at)

    def _text(self, literal: bytes, end: int) -> None:
        """A whole JSON string: look for events in what it holds."""
        body = unescape(literal) if MARKER.search(literal) else http_body(literal)
        position, length = self._at.position, len(literal)
        findings = None
        if body is not None and self._level < LEVELS:
            hint = self._nearest_hint()
            findings = scan_text(body, self._plain, hint, self._level + 1)
        if findings is None or not (findings.found or findings.reasons):
            self._other(end, 1)
            return
        for part, found in enumerate(findings.found):
            self._tell.event(found.event, position, length, part)
        if findings.reasons:
            self._problem(position, length, f"In the text of this string: {findings.reasons[0]}")
        else:
            self._tell.structure(position, length)
        self._pass_value(end)

    def _broken_string(self, lexed: Lexed) -> None:
        """A string with a bad escape, or without its closing quote."""
        window, start = self._window, self._at.index
        if not self._frames and MARKER.search(window.buffer, start, window.fill) is None:
            self._line()
            return
        lost = Lost(self._at.position, lexed, window.base, "string")
        end = _STRING.match(window.buffer, start, window.fill)
        if end is not None:
            self._resume(lost, end.end(), closed=True)
            return
        newline = window.buffer.find(b"\n", start, window.fill)
        if newline >= 0:
            self._resume(lost, newline, closed=False)
        else:
            self._recover(lexed)

    def _scalar(self) -> None:
        """Numbers and words inside a bracket, or something that does not belong there."""
        window, start = self._window, self._at.index
        found = _SCALARS.match(window.buffer, start, window.fill)
        if found is None and not window.at_end and start:
            window.load(self._at.position)
            start = 0
            found = _SCALARS.match(window.buffer, start, window.fill)
        if found is not None:
            self._tell.structure(self._at.position, found.end() - start)
            self._at.move(window.base + found.end())
            self._key = None
            return
        if self._at.fresh and not self._at.indent:
            self._leave_all()
            self._line()
            return
        if self._tell.told == self._told_at_junk:
            self._recover(Lexed(Ending.CUT, start))
            return
        junk = _JUNK.match(window.buffer, start, window.fill)
        end = junk.end() if junk else start + 1
        length = max(1, trimmed(window.view, end) - start)
        self._problem(self._at.position, length, "This is no JSON value.")
        self._told_at_junk = self._tell.told
        self._at.move(window.base + end)
        self._key = None

    def _leave_all(self) -> None:
        """A line of plain text begins where a container is still open."""
        frame = self._frames[0]
        if not any(each.damaged for each in self._frames):
            name = _NAMES[frame.opener]
            self._problem(frame.start, 1, f"The {name} that begins here is never closed.")
        self._frames.clear()
        self._key = None
        self._document_closed(frame)

    # Lines of text

    def _line(self) -> None:
        """A line at the top level that is no JSON, up to the JSON it may carry."""
        self._at.reload()
        end = self._at.line_end()
        window, start = self._window, self._at.index
        skip = 1 if self._at.byte in b'{["' else 0
        self._count_text()
        counts = self._at.fresh or self._pending_text
        found = _IN_LINE.search(window.buffer, start + skip, end)
        if found is not None:
            at = found.start()
            self._line_prefix = bytes(window.buffer[max(start, at - _PREFIX) : at])
            self._tell.structure(self._at.position, at - start)
            self._at.move(window.base + at)
            self._pending_text = counts
            return
        end = max(end, start + 1)
        position = self._at.position
        printed = _PRINTED.search(window.buffer, start, end)
        if printed and MARKER.search(window.buffer, start, end):
            at = printed.start()
            self._tell.structure(position, at - start)
            self._problem(
                window.base + at,
                trimmed(window.view, end) - at,
                "This looks like a printed object, not JSON; log the body as it was received.",
            )
        elif counts:
            self._tell.other(position, end - start, 1)
        else:
            self._tell.structure(position, end - start)
        self._at.move(window.base + end)
        self._pending_text = False

    def _count_text(self) -> None:
        if self._at.fresh or (self.survey.documents and not self._pending_text):
            self.survey.text_lines += 1

    def _plain_array(self) -> bool:
        """An array of numbers or the like that is alone on its line."""
        lexed = self._at.lex()
        window = self._window
        if lexed.ending is not Ending.COMPLETE:
            return False
        if not _ENDS_LINE.match(window.buffer, lexed.at, window.fill):
            return False
        self._other(lexed.at, 1)
        return True

    # What is broken

    def _broken(self, lexed: Lexed) -> None:
        """An object or array that does not end as JSON should."""
        window, start = self._window, self._at.index
        if not self._frames and not self._surely_json(lexed):
            self._line()
            return
        if self._at.byte == ord("["):
            if not self._enter():
                self._recover(lexed)
            return
        stop = next_line_start(window.buffer, start, window.fill) or window.fill
        end = None
        if lexed.ending is not Ending.TOO_DEEP:
            end = bracket_end(window.buffer, start, stop)
        if end is not None:
            try:
                value = loads(window.view[start:end])
            except (ValueError, RecursionError):
                pass
            else:
                self._classify(value, end)
                return
        keys = member_keys(window.buffer, window.view[: window.fill], start)
        if not keys or looks_like_event(keys) or not self._enter():
            self._recover(lexed)

    def _surely_json(self, lexed: Lexed) -> bool:
        """Whether a broken value at the top level was meant as JSON, and not as text."""
        window, start = self._window, self._at.index
        if _SURE_START.match(window.buffer, start, window.fill):
            return True
        return lexed.ending is Ending.CUT and (self._at.fresh or not window.at_end)

    def _recover(self, lexed: Lexed) -> None:
        """Tell the broken value at the cursor as a problem and go on behind it."""
        window, start = self._window, self._at.index
        lost = Lost(self._at.position, lexed, window.base, _NAMES.get(self._at.byte, "text"))
        line = next_line_start(window.buffer, start, window.fill)
        stop = line or window.fill
        view = window.view[: window.fill]
        envelope = next_envelope(window.buffer, view, start + 1, stop)
        end = bracket_end(window.buffer, start, envelope or stop)
        resume = end or envelope or line
        if resume is None and not window.at_end:
            self._lost = lost
            self._at.move(window.base + max(start + 1, window.fill - _OVERLAP))
            return
        self._resume(lost, resume or window.fill, closed=end is not None)

    def _search_on(self, lost: Lost) -> None:
        """Look for the end of a broken value in the next window."""
        window = self._window
        window.load(self._at.position)
        line = next_line_start(window.buffer, 0, window.fill)
        view = window.view[: window.fill]
        envelope = next_envelope(window.buffer, view, 0, line or window.fill)
        resume = line if envelope is None else envelope
        if resume is None and not window.at_end:
            self._at.move(window.base + max(1, window.fill - _OVERLAP))
            return
        self._lost = None
        self._resume(lost, window.fill if resume is None else resume, closed=False)

    def _resume(self, lost: Lost, index: int, *, closed: bool) -> None:
        """Tell a broken value that ends before an index, and go on there."""
        window = self._window
        position = window.base + index
        end = trimmed(window.view, index)
        if position >= window.total and not closed:
            reason = f"{_text_name(self._level)} ends in the middle of a JSON {lost.name}."
        else:
            reason = _reason(lost, closed=closed)
        self._problem(lost.start, max(1, window.base + end - lost.start), reason)
        if not self._frames:
            several = window.buffer.find(b"\n", max(0, lost.start - window.base), end) >= 0
            alone = self._document_at[1] and not several
            self.survey.document("{", alone=alone)
        self._at.move(position)
        self._at.fresh = index > 0 and window.buffer[index - 1] == ord("\n")
        self._key = None
        self._pending_text = False

    def _problem(self, start: int, length: int, reason: str) -> None:
        for frame in self._frames:
            frame.damaged = True
        self._tell.problem(start, length, reason)

    def _finish(self) -> None:
        """The end of the text: a container that is still open was cut."""
        if not self._frames:
            return
        frame = self._frames[0]
        if not any(each.damaged for each in self._frames):
            what = _text_name(self._level)
            reason = (
                f"{what} ends before its {_NAMES[frame.opener]} is closed;"
                " everything before was read."
            )
            self._problem(self._at.position, 0, reason)
        self._frames.clear()
        self._document_closed(frame)

    # HAR

    def _count_har_entry(self) -> None:
        if len(self._frames) < 2 or self._frames[-1].key != "entries":
            return
        if self._frames[-2].key == "log":
            self.survey.har_requests = (self.survey.har_requests or 0) + 1

    def _look_for_har(self, value: object) -> None:
        if self._frames or self.survey.documents or not isinstance(value, dict):
            return
        log = value.get("log")
        entries = log.get("entries") if isinstance(log, dict) else None
        if isinstance(entries, list):
            self.survey.har_requests = len(entries)


def scan_text(text: str, plain: PlainPath, hint: str | None = None, level: int = 1) -> Findings:
    """Everything in a text that was kept inside a JSON string."""
    findings = Findings(text.encode("utf-8", "replace"))
    scanner = Scanner(Window.of(findings.text), findings, plain, hint, level)
    while scanner.step():
        pass
    return findings


def _text_name(level: int) -> str:
    return "The text" if level else "The file"


def _reason(lost: Lost, *, closed: bool) -> str:
    match lost.lexed.ending:
        case Ending.TOO_DEEP:
            return f"This {lost.name} is nested too deeply to be read."
        case Ending.MALFORMED if closed:
            place = lost.base + lost.lexed.at
            return f"This is not valid JSON: {lost.lexed.detail} at byte {place:,}."
        case _:
            return f"This JSON {lost.name} breaks off before its end; what follows it was read."
