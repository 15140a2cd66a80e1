"""The fast way through printed Python and Node objects in a log: many lines at once.

Lines of text, objects that are JSON but for their quotes, unquoted keys and words, and text around
them. Whatever is less simple is left to be read value by value, which tells the same.
"""

import re
from dataclasses import dataclass, field

from inspector.capture.boundaries import items_of
from inspector.capture.inside import Inside
from inspector.capture.notation import Notation
from inspector.capture.plain import Decoded, PlainPath
from inspector.capture.printed import DEEPEST
from inspector.capture.printedtext import SEPARATOR, depth_of, is_simple, json_of_all
from inspector.capture.shape import MARKER
from inspector.capture.walk import Walk
from inspector.capture.window import DECODED
from inspector.capture.wire import WireEvent

_MOST_BETWEEN = 64
"""Lines of text in a row that end a run: another way through them is quicker."""
_FEWEST = 8
"""Values collected at first, and again behind one that is no event."""
_FREE_FAILURES = 4
"""Runs that may fail before the share of good ones decides whether to go on trying."""
_TEXT = re.compile(rb"[ \t]*+(?:[^\s,{}\[\]\"'\\\x1b][^{}\[\]\"'\\\x1b\n]*+)?\n")
"""A line of mere text, or an empty one."""
_HEAD = re.compile(
    rb"(?P<indent>[ \t]*+)"
    rb"(?P<words>"
    rb"(?:\[[^\[\]{}\"'\\\x1b\n]++\][ \t]*+(?=[^\s,\[\]{}\"'])|(?=[^\s,\[\]{}\"']))"
    rb"(?:[^{}\[\"'\\\x1b\n]++|\[(?=[^\s\[\]{}\"'][^\[\]{}\"'\\\x1b\n]*\]))*+)?+"
    rb"(?P<value>(?P<bracket>\[\s{0,8}+)?+\{\s{0,64}+"
    rb"(?:(?P<quoted>'[^'\n]{0,128}+'\s?:)|[A-Za-z_$][\w$]{0,128}+\s?:))"
)
"""Words, and the start of a printed object or of a list of them."""
_MORE = re.compile(rb"(?:[^\n]*\n[ \t])*+[^\n]*\n(?:[\]}][^\n]*\n)?")
"""The rest of a value that goes on in indented lines below."""
_SUFFIX = re.compile(rb"[^{}\[\]\"'\\\x1b\n]*")
_ODD = re.compile(rb"[`\x00\x01\x1b]")
"""What has to be read by its tokens."""
_GOES_ON = (b"{", b"[", b"(", b",")
_RUNTIME = re.compile(rb" std(?:out|err) [FP]")
_BLANKS = b" \t\r\n,"


@dataclass(frozen=True, slots=True)
class _Value:
    """One value of a run; indices are those of the window."""

    line: int
    start: int
    end: int
    stop: int
    """Behind its last line."""
    indent: int
    is_quoted: bool
    """Its first key stands in quotes, as Python prints it."""
    words_before: bool
    words_behind: bool
    texts: int
    """Lines of text in the run before it."""


@dataclass(slots=True)
class _Run:
    """Values of one notation with the lines of text between them."""

    end: int
    """Index behind the last line."""
    values: list[_Value] = field(default_factory=list)
    texts: list[tuple[int, int]] = field(default_factory=list)
    """Index and end of each line of text."""


class PrintedLines:
    """Reads lines with printed events, from the start of one at a walk's cursor."""

    def __init__(self, walk: Walk, plain: PlainPath, inside: Inside) -> None:
        self._walk = walk
        self._plain = plain
        self._inside = inside
        self._singly_until = 0
        self._most = _FEWEST
        """Values to be collected the next time."""
        self._read = 0
        self._failed = 0

    def read(self) -> bool:
        """Read lines from here, the start of one; False if the next has to be read by itself.

        That there are printed objects at all is found out by reading the first one by itself.
        """
        walk, at = self._walk, self._walk.at
        if not walk.survey.notations or walk.frames or not at.fresh:
            return False
        if walk.survey.runtime or walk.survey.table or self._inside.is_too_deep:
            return False
        if at.position < self._singly_until or self._failed > self._read + _FREE_FAILURES:
            return False
        at.reload(DECODED)
        window, start = walk.window, at.index
        stop = min(window.fill, start + DECODED, window.limit - window.base)
        stop = window.buffer.rfind(b"\n", start, stop) + 1
        run = self._collected(start, stop)
        if not run.values:
            self._singly_until = window.base + max(run.end, start + 1)
            return False
        told = self._tell(run)
        self._read += bool(told)
        self._failed += not told
        if told < len(run.values):
            self._singly_until = window.base + run.values[told].stop
        self._most = _FEWEST if told < len(run.values) else min(2 * self._most, DECODED)
        return told > 0

    def _collected(self, start: int, stop: int) -> _Run:
        """The lines that can be read together, from an index to another one at most."""
        window = self._walk.window
        buffer = window.buffer
        whole = window.at_end and stop == window.fill
        run = _Run(start)
        between = 0
        while run.end < stop and len(run.values) < self._most:
            text = _TEXT.match(buffer, run.end, stop)
            if text is not None:
                between += 1
                if between > _MOST_BETWEEN or _RUNTIME.search(buffer, run.end, text.end()):
                    break
                run.texts.append(text.span())
                run.end = text.end()
                continue
            value = _value_at(buffer, run.end, stop, len(run.texts), whole=whole)
            if value is None or (run.values and value.is_quoted != run.values[0].is_quoted):
                break
            run.values.append(value)
            run.end = value.stop
            between = 0
        return run

    def _tell(self, run: _Run) -> int:
        """Tell the values of a run up to the first that is no event; gives how many these are."""
        window = self._walk.window
        spans = [bytes(window.view[each.start : each.end]) for each in run.values]
        quoted = run.values[0].is_quoted
        text = json_of_all(SEPARATOR.join(spans), python=quoted)
        if text is None:
            return 0
        decoded: list[Decoded] | None = self._plain.lines(memoryview(text))
        texts = text.split(b"\n")
        if len(texts) != len(spans):
            return 0
        if decoded is None or len(decoded) != len(spans):
            decoded = self._each(texts)
        told = 0
        for value, found, json in zip(run.values, decoded, texts, strict=False):
            events = [found] if isinstance(found, WireEvent) else found
            if not events or self._plain.first_refused(events) is not None:
                break
            if len(events) > 1 and items_of(json) is None:
                break
            if not self._tell_texts(run, told):
                break
            self._tell_one(value, events, quoted=quoted)
            told += 1
        if told:
            self._walk.at.begin_line(window.base + run.values[told - 1].stop)
        return told

    def _each(self, texts: list[bytes]) -> list[Decoded]:
        """The values up to the first that cannot be decoded."""
        decoded: list[Decoded] = []
        for text in texts:
            value = self._plain.lines(memoryview(text))
            if value is None or len(value) != 1:
                break
            decoded += value
        return decoded

    def _tell_texts(self, run: _Run, number: int) -> bool:
        """Tell the lines of text in front of a value; False if one may tell of a call."""
        walk = self._walk
        window = walk.window
        first = run.values[number - 1].texts if number else 0
        lines = run.texts[first : run.values[number].texts]
        if not lines:
            return True
        if MARKER.search(window.buffer, lines[0][0], lines[-1][1]):
            return False
        for start, end in lines:
            line = bytes(window.view[start:end])
            text = line.strip()
            if text:
                walk.survey.text_lines += 1
                walk.tell.other(window.base + start + line.index(text), len(text), 1)
        walk.pass_texts(bytes(window.view[lines[0][0] : lines[-1][1]]))
        return True

    def _tell_one(self, value: _Value, events: list[WireEvent], *, quoted: bool) -> None:
        walk = self._walk
        base, tell, survey = walk.window.base, walk.tell, walk.survey
        start, length = base + value.start, value.end - value.start
        first = value.line + value.indent
        is_first = walk.at.position == base + value.line
        if not value.indent and not (is_first and walk.at.indent):
            walk.at.begin_line(base + value.line)
            walk.begin()
        for part, event in enumerate(events):
            tell.event(event, start, length, part)
        tell.structure(base + first, value.stop - first)
        survey.text_lines += value.words_before + value.words_behind
        survey.wrote(Notation.PYTHON if quoted else Notation.NODE)
        several = walk.window.buffer.find(b"\n", first, value.end) >= 0
        opener = chr(walk.window.buffer[value.start])
        survey.document(opener, alone=not value.words_before and not several)


def _value_at(
    buffer: bytes | bytearray, at: int, limit: int, texts: int, *, whole: bool
) -> _Value | None:
    """The value on the line at an index, if the line and those below it are simple.

    `whole` says that the text ends at the limit.
    """
    head = _HEAD.match(buffer, at, limit)
    if head is None:
        return None
    start, words = head.start("value"), head["words"]
    newline = buffer.find(b"\n", start, limit)
    if newline < 0 or (words and _RUNTIME.search(words)):
        return None
    stop = newline + 1
    if head.end() > newline or not _balanced(buffer, start, newline):
        if head["indent"]:
            return None
        if words and buffer[start:newline].rstrip(b" \t\r")[-1:] not in _GOES_ON:
            return None
        more = _MORE.match(buffer, stop, limit)
        stop = more.end() if more is not None else stop
        if stop == limit and not whole:
            return None
    end = max(buffer.rfind(b"}", start, stop), buffer.rfind(b"]", start, stop)) + 1
    stop = buffer.find(b"\n", end, stop) + 1
    suffix = bytes(buffer[end:stop]).strip(_BLANKS)
    if end <= start or _ODD.search(buffer, start, end) or not _SUFFIX.fullmatch(suffix):
        return None
    value = bytes(buffer[start:end])
    if not is_simple(value) or depth_of(value) > DEEPEST:
        return None
    return _Value(
        line=at,
        start=start,
        end=end,
        stop=stop,
        indent=len(head["indent"]),
        is_quoted=head["quoted"] is not None,
        words_before=bool(words),
        words_behind=bool(suffix),
        texts=texts,
    )


def _balanced(buffer: bytes | bytearray, start: int, end: int) -> bool:
    """Whether as many brackets are closed as are opened."""
    braces = buffer.count(b"{", start, end) == buffer.count(b"}", start, end)
    return braces and buffer.count(b"[", start, end) == buffer.count(b"]", start, end)
