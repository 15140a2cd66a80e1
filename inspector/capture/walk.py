"""Where a scan stands: its cursor, the brackets it is inside of, and what it has told."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from inspector.capture.copies import Copies
from inspector.capture.cursor import Cursor
from inspector.capture.firstseen import FirstSeen
from inspector.capture.lexer import NAMES, OBJECT
from inspector.capture.merging import merged
from inspector.capture.shape import name_in, named_event, only_name_in
from inspector.capture.sink import Sink
from inspector.capture.survey import Survey, Teller
from inspector.capture.window import Window

_ENTRY_HEAD = re.compile(rb"[a-z]{4,8}: [\w.`+]+\[\d+\]\s*\Z")
"""The first line of an entry of the .NET console log: its text follows below."""

_UNINDENTED = re.compile(rb"\n[^ \t\r\n]")
_BLANKS = b" \t\r"

TEXT_NOTED = 512
"""Bytes of a line of text in which an event's name is looked for."""

DEEPEST = 64
"""Brackets entered inside one another; captures need six."""

UNREAD = "This text names a call event, but holds no JSON that can be read."


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
    copies: Copies = field(default_factory=Copies)
    """Events told of the log record that this object is."""


@dataclass(frozen=True, slots=True)
class DocumentStart:
    """Where the last value at the top level began."""

    position: int = 0
    fresh: bool = True
    newlines: int = 0
    """Newlines passed before it."""


@dataclass(frozen=True, slots=True)
class Unread:
    """Text on a line that shows a call event and is no JSON."""

    start: int
    length: int


class Walk:
    """The shared state of the parts of a scanner, and the steps that keep it consistent."""

    def __init__(self, window: Window, sink: Sink, hint: str | None, level: int) -> None:
        self.window = window
        self.at = Cursor(window)
        self.survey = Survey()
        self.tell = Teller(sink, self.survey)
        self.level = level
        """How many strings around this text were opened; 0 for the file itself."""
        self.frames: list[Frame] = []
        self.key: str | None = None
        """The key whose value comes next, inside an object."""
        self.document = DocumentStart()
        self.line_prefix = b""
        """Text before the JSON on the same line."""
        self.pending_text = False
        """Text was passed on this line, and no JSON value yet."""
        self.unread: Unread | None = None
        """What this line shows of a call event; a problem unless the line gives an event."""
        self.told_on_line = 0
        """Events and problems told before the line of text here."""
        self._dump_told = False
        """An indented line since the last one that is not was told as a problem."""
        self.unwritten_until = 0
        """Position before which values in other notations than JSON were tried and refused."""
        self.other_notation = FirstSeen()
        """Where a value in another notation than JSON may begin on this line."""
        self._text_above = b""
        self._told_above = 0
        self._hint = hint

    @property
    def in_object(self) -> bool:
        """Whether the innermost bracket is that of an object."""
        return bool(self.frames) and self.frames[-1].opener == OBJECT

    @property
    def in_row(self) -> bool:
        """Whether the innermost bracket is that of a row in a query's table."""
        frames = self.frames
        return len(frames) > 2 and (frames[-2].key or "").lower() == "rows"

    @property
    def text_name(self) -> str:
        """What to call the text in a sentence."""
        return "The text" if self.level else "The file"

    def begin(self) -> None:
        """Note that a value or line begins here."""
        if self.frames:
            return
        self.document = DocumentStart(self.at.position, self.at.fresh, self.at.newlines)
        if self.at.fresh:
            self.line_prefix = b""
            self.pending_text = False
            self.told_on_line = self.tell.told
            if not self.at.indent:
                self._dump_told = False

    def end_line(self) -> None:
        """Tell what the line before shows of a call event, if it gave none.

        An object printed over many lines indents them; it is told once.
        """
        unread, self.unread = self.unread, None
        if unread is None or self.told_on_line != self.tell.told:
            return
        if not self._dump_told:
            self.tell.problem(unread.start, unread.length, UNREAD)
        self._dump_told = True

    def hint(self) -> str | None:
        """The name of an event that stands beside the value here: a key, or text before it."""
        if self.key is not None and named_event(self.key):
            return self.key
        if self.frames:
            return self.frames[-1].hint
        name = name_in(self.line_prefix.decode("utf-8", "replace"))
        return name or self._name_above() or self._hint

    @property
    def awaits_value(self) -> bool:
        """Whether the text before the position names the event that may come behind it."""
        return self._name_above() is not None

    def note_text(self, line: bytes) -> None:
        """Remember a line of text at the top level: it may name what is printed below it."""
        if not _ENTRY_HEAD.match(line):
            self._text_above, self._told_above = line, self.tell.told

    def pass_texts(self, lines: bytes) -> None:
        """Note lines of text at the top level, the first of them without its indent."""
        if not self.at.indent or _UNINDENTED.search(lines):
            self.forget_dump()
        self.note_last(lines)

    def forget_dump(self) -> None:
        """Note that a line without indent was passed."""
        self._dump_told = False

    def note_passed(self, start: int, indent: bytes) -> None:
        """Note that lines were passed from a position to here, the first with an indent."""
        first = self.window.index(start)
        if self._dump_told and not (
            indent
            and first >= 0
            and not _UNINDENTED.search(self.window.buffer, first, self.at.index)
        ):
            self.forget_dump()

    def note_last(self, lines: bytes) -> None:
        """Note the last of some lines of text at the top level."""
        end = len(lines)
        while end > 0:
            start = lines.rfind(b"\n", 0, end) + 1
            line = lines[start:end].lstrip(_BLANKS)
            if line and not _ENTRY_HEAD.match(line[:TEXT_NOTED]):
                self.note_text(line[:TEXT_NOTED])
                return
            end = start - 1

    def _name_above(self) -> str | None:
        """The one event named by the last line of text, if nothing was told since."""
        if not self._text_above or self._told_above != self.tell.told or self.frames:
            return None
        return only_name_in(self._text_above.decode("utf-8", "replace"))

    def enter(self) -> bool:
        """Pass the opening bracket here; False when this goes too deep."""
        if len(self.frames) >= DEEPEST:
            return False
        position = self.at.position
        frame = Frame(self.at.byte, position, self.key, self.hint(), self.tell.told)
        self.frames.append(frame)
        self.key = None
        self.pending_text = False
        self.tell.structure(position, 1)
        self.at.move(position + 1)
        return True

    def other(self, end: int, count: int) -> None:
        """Pass a whole value without events; what stands in an object or row is a part of it."""
        start, length = self.at.position, end - self.at.index
        if self.in_object or self.in_row:
            self.tell.structure(start, length)
        else:
            self.tell.other(start, length, count)
        self.pass_value(end)

    def pass_value(self, end: int) -> None:
        """Go on behind a value that ends at an index."""
        self.pending_text = False
        self.key = None
        if not self.frames:
            self._count_document(chr(self.at.byte), end)
        self.at.move(self.window.base + end)

    def pass_damage(self, start: int, end: int, resume: int, reason: str) -> None:
        """Tell a problem from a position to an index, and go on at another index."""
        window = self.window
        self.problem(start, max(1, window.base + end - start), reason)
        if not self.frames:
            self._count_document("{", end)
        self.at.move(window.base + resume)
        self.at.fresh = resume > 0 and window.buffer[resume - 1] == ord("\n")
        self.key = None
        self.pending_text = False

    def problem(self, start: int, length: int, reason: str) -> None:
        """Tell a problem; the brackets around it need no second one."""
        for frame in self.frames:
            frame.damaged = True
        self.tell.problem(start, length, reason)

    def pass_repeated(self, end: int, resume: int, reason: str, count: int) -> None:
        """Tell lines from here to an index as one problem, and go on at a line's start."""
        start = self.at.position
        self.problem(start, self.window.base + end - start, merged(reason, count))
        self.tell.structure(self.window.base + end, resume - end)
        if not self.frames:
            self.survey.document("{", alone=True, count=count)
        self.at.begin_line(self.window.base + resume)
        self.key = None
        self.pending_text = False

    def leave(self, opener: int) -> None:
        """Close the innermost bracket of a kind, which is open, and all inside it."""
        position = self.at.position
        self.at.move(position + 1)
        frame = self.frames.pop()
        if frame.opener != opener:
            if not frame.damaged:
                name = NAMES[frame.opener]
                self.problem(position, 1, f"The {name} before this bracket is not closed.")
            while frame.opener != opener:
                frame = self.frames.pop()
        self.tell.structure(position, 1)
        self.key = None
        if opener == OBJECT and frame.told == self.tell.told and not self.in_object:
            self.tell.other(frame.start, position + 1 - frame.start, 1)
        if not self.frames:
            self._count_entered(frame)

    def leave_all(self, start: int | None, reason: str) -> None:
        """Give up the open brackets; a problem at `start` (the outermost's own if None)."""
        frame = self.frames[0]
        if not any(each.damaged for each in self.frames):
            if start is None:
                self.problem(frame.start, 1, reason)
            else:
                self.problem(start, 0, reason)
        self.frames.clear()
        self.key = None
        self._count_entered(frame)

    def pass_problem(self, end: int, reason: str) -> None:
        """Pass a whole value that is told as a problem."""
        self.problem(self.at.position, end - self.at.index, reason)
        self.pass_value(end)

    def too_deep(self, end: int) -> None:
        """Pass a value that names a call event, inside of more brackets than are entered."""
        start, name = self.at.position, NAMES[self.at.byte]
        self.pass_damage(start, end, end, f"This {name} is nested too deeply to be read.")

    def copies_of(self, events: Sequence[tuple[str | None, bytes]]) -> set[int]:
        """Which events (id and bytes) the log record here was seen to hold before.

        A record is the outermost object around the value that no array is inside of, or the row
        of a query's table.
        """
        if self.in_row:
            return self.frames[-1].copies.among(events)
        record = None
        for frame in reversed(self.frames):
            if frame.opener != OBJECT:
                break
            record = frame
        return record.copies.among(events) if record is not None else set()

    def _count_document(self, first: str, end: int) -> None:
        start = max(0, self.document.position - self.window.base)
        several = self.window.buffer.find(b"\n", start, end) >= 0
        self.survey.document(first, alone=self.document.fresh and not several)

    def _count_entered(self, frame: Frame) -> None:
        alone = self.document.fresh and self.document.newlines == self.at.newlines
        self.survey.document(chr(frame.opener), alone=alone)
