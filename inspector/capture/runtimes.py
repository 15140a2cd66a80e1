"""Logs that a container runtime keeps: each line of a program's output wrapped in a record.

A long line is split over several records, and JSON printed over many lines is a record a line.
Records of one stream are joined until no JSON is open; those of other writers may stand between.
"""

import re
from dataclasses import dataclass, field

import msgspec

from inspector.capture.inside import Inside
from inspector.capture.lexer import trimmed
from inspector.capture.walk import Walk

LONGEST = 1 << 22
"""Bytes of records that are joined; a callback takes kilobytes, in a dozen records at most."""

_DOCKER = re.compile(rb'\{"(?:log|stream|time|attrs|_p)":["{]')
_CRI = re.compile(
    rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)"
    rb" (stdout|stderr) ([FP])(?::\S*)?(?: |(?=\r?\n|\Z))"
)
_ENDED = b'\\n","stream":"'
"""Behind the text of a docker record that ends its line."""
_WHOLE_LINE = re.compile(rb"\S+ std\w+ F ")
_OPENING = b"{[\\ \t\r"
"""Last bytes of a line that may open JSON, or that hide whether it does."""
_MARK = re.compile(r'["\[\]{}]')
_STRING_END = re.compile(r'(?:[^"\\]|\\.)*+"', re.DOTALL)
_TRAILING_ESCAPES = re.compile(r"\\+\Z")
_OPENERS = ("{", "[")
_NEW_ENTRY = re.compile(r"[^\s\]})]")


class _DockerRecord(msgspec.Struct):
    log: str
    stream: str = ""
    partial: str | None = msgspec.field(name="_p", default=None)


_docker = msgspec.json.Decoder(_DockerRecord)


@dataclass(frozen=True, slots=True)
class Piece:
    """One record."""

    stream: str
    text: str
    ends_line: bool


def piece_of(line: bytes) -> Piece | None:
    """The record on a line, if it is one of a container runtime."""
    head = _CRI.match(line)
    if head is not None:
        text = line[head.end() :].rstrip(b"\r").decode("utf-8", "replace")
        ends = head[2] == b"F"
        return Piece(head[1].decode(), text + "\n" if ends else text, ends)
    if not _DOCKER.match(line):
        return None
    try:
        record = _docker.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return Piece(record.stream, record.log, record.log.endswith("\n") or record.partial == "F")


@dataclass(slots=True)
class _Stream:
    """What one writer wrote so far, and whether JSON is open at the end of it."""

    parts: list[str] = field(default_factory=list)
    depth: int = 0
    """Brackets open."""
    in_string: bool = False
    escaped: bool = False
    """The last character escapes the one that comes next."""
    over_lines: bool = False
    """JSON goes on from line to line."""
    at_line_start: bool = True

    def breaks_off(self, piece: Piece) -> bool:
        """Whether a piece begins a new entry of the log while JSON of the last one is open."""
        return self.over_lines and self.at_line_start and bool(_NEW_ENTRY.match(piece.text))

    def add(self, piece: Piece) -> None:
        self.parts.append(piece.text)
        self._count(piece.text)
        self.at_line_start = piece.ends_line
        if piece.ends_line:
            self.in_string = self.escaped = False
            goes_on = self.over_lines or piece.text.rstrip().endswith(_OPENERS)
            self.depth = self.depth if goes_on else 0
            self.over_lines = self.depth > 0

    def close(self) -> None:
        """Take what is open as broken off."""
        self.depth = 0
        self.over_lines = self.in_string = self.escaped = False

    def _count(self, text: str) -> None:
        at = 1 if self.escaped else 0
        self.escaped = False
        while True:
            if self.in_string:
                end = _STRING_END.match(text, at)
                if end is None:
                    trailing = _TRAILING_ESCAPES.search(text, at)
                    self.escaped = trailing is not None and len(trailing[0]) % 2 == 1
                    return
                at, self.in_string = end.end(), False
            mark = _MARK.search(text, at)
            if mark is None:
                return
            at = mark.end()
            if mark[0] == '"':
                self.in_string = self.depth > 0
            else:
                self.depth = max(0, self.depth + (1 if mark[0] in "[{" else -1))


@dataclass(slots=True)
class Run:
    """Records that belong together."""

    streams: dict[str, _Stream] = field(default_factory=dict)
    count: int = 0

    @property
    def is_open(self) -> bool:
        """Whether the next record is wanted."""
        return any(stream.depth for stream in self.streams.values())

    @property
    def text(self) -> str:
        """What each writer wrote, one behind the other."""
        texts = ("".join(stream.parts) for stream in self.streams.values())
        return "".join(text if text.endswith("\n") else text + "\n" for text in texts)

    def takes(self, piece: Piece) -> bool:
        """Whether a record belongs here: JSON is open that it does not break off."""
        stream = self.streams.get(piece.stream)
        if stream is not None and stream.breaks_off(piece):
            stream.close()
        return self.is_open

    def add(self, piece: Piece) -> None:
        """Join a record."""
        self.streams.setdefault(piece.stream, _Stream()).add(piece)
        self.count += 1


def joined_text(raw: bytes) -> str | None:
    """The text of a range of several records; None when it is something else."""
    if b"\n" not in raw or not (_DOCKER.match(raw) or _CRI.match(raw)):
        return None
    run = Run()
    for line in raw.split(b"\n"):
        piece = piece_of(line.strip(b" \t\r"))
        if piece is not None:
            run.add(piece)
    return run.text if run.count > 1 else None


def _stands_alone(line: bytes) -> bool:
    """Whether it is plain to see, without decoding, that a record is whole and opens nothing."""
    if line.startswith(b"{"):
        end = line.find(_ENDED)
        return end > 0 and line[end - 1] not in _OPENING
    return _WHOLE_LINE.match(line) is not None and line[-1] not in _OPENING


def may_be_joined(line: bytes) -> bool:
    """Whether a line may be one of several records that make one text."""
    return _DOCKER.match(line) is not None and b'"log"' in line and not _stands_alone(line)


class Runtimes:
    """Takes the records at a walk's cursor that have to be joined, and leaves all others alone."""

    def __init__(self, walk: Walk, inside: Inside) -> None:
        self._walk = walk
        self._inside = inside

    def name(self) -> None:
        """Note which runtime the text is from, by its first line."""
        walk = self._walk
        if walk.at.matches(_CRI):
            walk.survey.runtime = "CRI log"
        elif walk.at.matches(_DOCKER) and piece_of(self._line(0)) is not None:
            walk.survey.runtime = "docker log"

    def take(self) -> bool:
        """Deal with several records from here, the start of a line; False if there are none."""
        walk = self._walk
        at = walk.at
        if walk.frames or not at.fresh or self._inside.is_too_deep:
            return False
        if not (at.matches(_DOCKER) or at.matches(_CRI)):
            return False
        first = self._line(0)
        if _stands_alone(first):
            return False
        piece = piece_of(first)
        if piece is None:
            return False
        run = Run()
        run.add(piece)
        length = self._join(run, len(first)) if run.is_open else 0
        if run.count == 1:
            return False
        self._tell(run, length)
        return True

    def _join(self, run: Run, length: int) -> int:
        """Add the records that follow; gives the length of all."""
        at, window = self._walk.at, self._walk.window
        while run.is_open and length < LONGEST:
            line = self._line(length + 1)
            indent = len(line) - len(line.lstrip(b" \t\r"))
            piece = piece_of(line[indent:])
            if piece is None or not run.takes(piece):
                break
            run.add(piece)
            length += 1 + len(line)
        at.is_cut |= run.is_open and at.position + length + 1 >= window.total
        return length

    def _tell(self, run: Run, length: int) -> None:
        walk = self._walk
        at = walk.at
        end = trimmed(walk.window.view, at.index + length)
        walk.survey.document("{", alone=True, count=run.count)
        if not self._inside.tell(self._inside.findings(run.text), end, "log record"):
            walk.tell.other(at.position, end - at.index, run.count)
        at.move(walk.window.base + end)

    def _line(self, offset: int) -> bytes:
        """The line that begins so many bytes behind the cursor, without its newline."""
        at, window = self._walk.at, self._walk.window
        while True:
            start = at.index + offset
            newline = window.buffer.find(b"\n", start, window.fill)
            if newline >= 0:
                return bytes(window.view[start:newline])
            if window.at_end or window.fill - at.index > LONGEST:
                return bytes(window.view[start : window.fill])
            if at.index:
                window.load(at.position)
            elif not window.grow():
                return bytes(window.view[start : window.fill])
