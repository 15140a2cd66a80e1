"""The fast way through a text log: the values of many lines decoded at once."""

from dataclasses import dataclass, field

from inspector.capture.blocks import Blocks
from inspector.capture.cursor import Cursor
from inspector.capture.otherlines import others_among
from inspector.capture.plain import PlainPath
from inspector.capture.shape import MARKER
from inspector.capture.survey import Survey, Teller
from inspector.capture.textlines import goes_on, json_in_line
from inspector.capture.window import DECODED

_OPENERS = b"{["
_CLOSERS = b"}]"
_JSON_BYTES = b'{["]},'
"""First bytes of lines that are no mere text."""
_QUOTE = ord('"')
_IN_ARRAY = b'[{" \t\r'
"""What may follow the bracket of an array that holds events."""
_OF_EVENTS = (b"ation", b"callid", b"connectionid", b"callcontext", b"eventsource", b"eventtype")
"""Parts of all the words that MARKER looks for; plain searches are quicker than its pattern."""
SHOWING_EVENTS = (b"communication.", b"callconnectionid")
"""Parts of text in front of a value that may tell of a call event itself."""
_BLANK = b" \t\r"
_MOST_BETWEEN = 64
"""Lines of text in a row that end a run: another way through them is quicker."""
_FREE_FAILURES = 4
"""Blocks that may fail before the share of good ones decides whether to go on trying."""
_POOR = 16
"""If so many times the lines that could be told had to be looked at, the rest is read singly."""
_NAMED = b"ommunication."
"""Part of every type that a plain event has."""


@dataclass(slots=True)
class _Run:
    """Lines up to one that has to be read by itself; positions are those of the text."""

    end: int
    """Index behind the last line of the run, its newline included."""
    values: list[memoryview] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    prefixes: list[int] = field(default_factory=list)
    """For each value, the length of the text in front of it."""
    ends: list[int] = field(default_factory=list)
    """For each value, the index behind its line."""
    unnamed: list[int] = field(default_factory=list)
    """Numbers of the values that are no plain events."""
    others: list[tuple[int, int, int]] = field(default_factory=list)
    """Position and length of each line without a value, and the number of values before it."""
    objects: bool = True
    heads: list[memoryview] = field(default_factory=list)
    """The texts in front of values."""
    texts: list[memoryview] = field(default_factory=list)
    """The lines without a value."""

    @property
    def may_tell(self) -> bool:
        """Whether any of its text may tell of a call event."""
        heads, texts = b"\n".join(self.heads), b"\n".join(self.texts)
        return _may_show_event(heads) or MARKER.search(texts) is not None


class LogLines:
    """Reads lines of text, of text with one value behind it, and of such a value alone.

    Values are plain events or tell of no call. A run ends with the last value in it: what text
    means for the lines behind it is found out by reading these lines one by one.
    """

    def __init__(
        self, cursor: Cursor, plain: PlainPath, blocks: Blocks, teller: Teller, survey: Survey
    ) -> None:
        self._at = cursor
        self._plain = plain
        self._blocks = blocks
        self._teller = teller
        self._survey = survey
        self._singly_until = 0
        self._read = 0
        self._failed = 0
        self._is_careful = False
        """Text here may tell of events, so that each line is looked at."""

    def read(self) -> bool:
        """Read lines from here, the start of one; False if the next has to be read by itself."""
        if self._at.position < self._singly_until or self._failed > self._read + _FREE_FAILURES:
            return False
        self._at.reload(DECODED)
        window, start = self._at.window, self._at.index
        stop = min(window.fill, start + DECODED, window.limit - window.base)
        stop = window.buffer.rfind(b"\n", start, stop) + 1
        run = self._collect(start, stop, is_careful=self._is_careful)
        if not self._is_careful and run.may_tell:
            self._is_careful = True
            run = self._collect(start, stop, is_careful=True)
        if not run.values:
            self._singly_until = window.base + max(run.end, start + 1)
            return False
        told = self._tell(run)
        self._read += bool(told)
        self._failed += told is None
        if told is None:
            self._singly_until = window.base + stop
            return False
        if told < len(run.values):
            is_poor = told * _POOR < len(run.values)
            self._singly_until = window.base + (stop if is_poor else run.ends[told])
        if told:
            self._tell_texts(run, told)
            self._at.begin_line(window.base + run.ends[told - 1])
        return told > 0

    def _tell(self, run: _Run) -> int | None:
        """Tell the values of a run up to the first that cannot be; gives how many these are."""
        if not run.unnamed:
            return self._tell_events(run)
        count = len(run.values)
        others = 0
        if self._survey.documents:  # the first value may be a container
            others = others_among([run.values[at] for at in run.unnamed])
        if others < len(run.unnamed):
            count = run.unnamed[others]
        unnamed = frozenset(run.unnamed)
        named = [at for at in range(count) if at not in unnamed]
        events = _Run(run.end, objects=run.objects)
        for at in named:
            events.values.append(run.values[at])
            events.starts.append(run.starts[at])
            events.lengths.append(run.lengths[at])
        told = self._tell_events(events)
        if told is None:
            return None
        count = count if told == len(named) else named[told]
        for at in run.unnamed:
            if at < count:
                self._teller.other(run.starts[at], run.lengths[at], 1)
        return count

    def _tell_events(self, run: _Run) -> int | None:
        """Tell plain events; None if there is something else among them."""
        if not run.values:
            return 0
        decoded = self._plain.lines(memoryview(b"\n".join(run.values)))
        if decoded is None or len(decoded) != len(run.values):
            return None
        return self._blocks.tell(decoded, run.starts, run.lengths, objects=run.objects)

    def _collect(self, start: int, stop: int, *, is_careful: bool) -> _Run:
        """The lines that can be read together, from an index to another one at most.

        Unless it is careful, what text says is left to be looked at.
        """
        window = self._at.window
        buffer, view, base = window.buffer, window.view, window.base
        run = _Run(start)
        others = 0  # before the last value
        while run.end < stop:
            line = run.end
            newline = buffer.index(b"\n", line)
            end = newline
            while end > line and buffer[end - 1] in _BLANK:
                end -= 1
            while line < end and buffer[line] in _BLANK:
                line += 1
            at = _value_start(buffer, line, end)
            if line < end and buffer[line] in _JSON_BYTES and at != line:
                break
            if at < 0:
                if goes_on(buffer, line, end) or (is_careful and _names_event(buffer, line, end)):
                    break
                if end > line:
                    run.texts.append(view[line:end])
                    if len(run.others) - others > _MOST_BETWEEN:
                        break
                    run.others.append((base + line, end - line, len(run.values)))
            else:
                whole = end - at > 1 and buffer[at] in _OPENERS and buffer[end - 1] in _CLOSERS
                if not whole or (is_careful and _may_show_event(bytes(view[line:at]))):
                    break
                if at > line:
                    run.heads.append(view[line:at])
                if buffer.find(_NAMED, at, end) < 0:
                    run.unnamed.append(len(run.values))
                run.objects &= buffer[at] == _OPENERS[0]
                run.values.append(view[at:end])
                run.starts.append(base + at)
                run.lengths.append(end - at)
                run.prefixes.append(at - line)
                run.ends.append(newline + 1)
                others = len(run.others)
            run.end = newline + 1
        return run

    def _tell_texts(self, run: _Run, told: int) -> None:
        """Tell the text that lies before the end of the last value told."""
        for is_alone in (True, False):
            firsts = [
                value[0]
                for value, length in zip(run.values[:told], run.prefixes, strict=False)
                if (not length) is is_alone
            ]
            if firsts:
                self._survey.document(chr(firsts[0]), alone=is_alone, count=len(firsts))
        for start, length in zip(run.starts[:told], run.prefixes, strict=False):
            if length:
                self._survey.text_lines += 1
                self._teller.structure(start - length, length)
        for position, length, before in run.others:
            if before < told:
                self._survey.text_lines += 1
                self._teller.other(position, length, 1)


def _value_start(buffer: bytes | bytearray, start: int, end: int) -> int:
    """The index where JSON may begin in a line; -1 for a line of mere text."""
    brace = buffer.find(b"{", start, end)
    simple = brace >= 0 and brace + 1 < end and buffer[brace + 1] == _QUOTE
    if simple and buffer.find(b'"', start, brace) < 0:
        bracket = buffer.find(b"[", start, brace)
        while 0 <= bracket < brace - 1 and buffer[bracket + 1] not in _IN_ARRAY:
            bracket = buffer.find(b"[", bracket + 1, brace)
        if bracket < 0 or bracket == brace - 1:
            return brace if bracket < 0 else bracket
    return json_in_line(buffer, start, end)


def _names_event(buffer: bytearray, start: int, end: int) -> bool:
    """Whether a line of text may tell of a call event."""
    folded = bytes(buffer[start:end]).lower()
    return any(word in folded for word in _OF_EVENTS) and bool(MARKER.search(buffer, start, end))


def _may_show_event(prefix: bytes) -> bool:
    """Whether the text before a value may tell of a call event itself."""
    folded = prefix.lower()
    return any(word in folded for word in SHOWING_EVENTS)
