"""What kind of file a text turned out to be, in a few words for people."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from inspector.capture.choice import CHOSEN, DELIMITERS
from inspector.capture.nontext import kind_of
from inspector.capture.operation import OperationRow
from inspector.capture.sink import Sink
from inspector.capture.wire import WireEvent
from inspector.compiled.rows import RowReader

_LOGGERS = {
    "@t": "Serilog compact log",
    "LogLevel": "JSON log", "logLevel": "JSON log", "level": "JSON log", "levelname": "JSON log",
    "severity": "JSON log", "log.level": "JSON log",
}  # fmt: skip
"""Keys that only log records have at the top level; the logger named first is the likelier one
where a record has the keys of two."""


@dataclass(slots=True)
class Survey:
    """Counts kept while a text is scanned."""

    documents: int = 0
    """Values at the top level, wherever they stand."""
    spread: int = 0
    """Documents that take several lines or share one."""
    first: str = ""
    """The first byte of the first document."""
    text_lines: int = 0
    """Lines at the top level that are, or begin with, text that is no JSON."""
    events: int = 0
    escaped: int = 0
    """Events that were kept in JSON strings."""
    keyed: int = 0
    """Keys that are names of events."""
    har_requests: int | None = None
    table: str = ""
    """What kind of delimited text has rows here."""
    rows: int = 0
    """Rows of delimited text."""
    query_tables: int = 0
    """Tables whose columns are named apart from their rows."""
    operations: int = 0
    notations: dict[str, int] = field(default_factory=dict)
    """Values with events that are written in another notation than JSON, by its name."""
    records: dict[str, int] = field(default_factory=dict)
    """Records of a known logger with events in them, by the logger's name."""
    runtime: str = ""
    """The container runtime whose log this is."""
    others: int = 0
    problems: int = 0

    def wrote(self, notation: str) -> None:
        """Note a value in another notation."""
        self.notations[notation] = self.notations.get(notation, 0) + 1

    def member(self, key: str, count: int = 1) -> None:
        """Note a key of objects at the top level, which may tell who wrote the object."""
        logger = _LOGGERS.get(key)
        if logger is not None:
            self.records[logger] = self.records.get(logger, 0) + count

    def document(self, first: str, *, alone: bool, count: int = 1) -> None:
        """Note top-level values; `alone` when each has a line to itself."""
        self.first = self.first or first
        self.documents += count
        if not alone:
            self.spread += count

    def add(self, other: "Survey") -> None:
        """Count in what lies behind in the same text."""
        self.first = self.first or other.first
        self.documents += other.documents
        self.spread += other.spread
        self.text_lines += other.text_lines
        self.events += other.events
        self.escaped += other.escaped
        self.keyed += other.keyed
        self.table = self.table or other.table
        self.rows += other.rows
        self.query_tables += other.query_tables
        self.operations += other.operations
        for notation, count in other.notations.items():
            self.notations[notation] = self.notations.get(notation, 0) + count
        for logger, count in other.records.items():
            self.records[logger] = self.records.get(logger, 0) + count
        self.others += other.others
        self.problems += other.problems
        if other.har_requests is not None:
            self.har_requests = other.har_requests + (self.har_requests or 0)

    @property
    def is_line_by_line(self) -> bool:
        """Whether no value takes several lines; one behind text on its line does not."""
        return self.spread <= self.text_lines

    def container(self, *, binary: bool, chosen: str = "") -> str:
        """A short label for the status bar; it says so when it is not what was detected."""
        if not chosen:
            return self._shown(binary=binary)
        return (chosen if chosen in DELIMITERS else self._shown(binary=binary)) + CHOSEN

    def _shown(self, *, binary: bool) -> str:
        """What the text shows to be."""
        if self._is_table:
            return self.table
        if self.runtime:
            return self.runtime
        known = [logger for logger in _LOGGERS.values() if logger in self.records]
        logger = max(known, key=self.records.__getitem__, default="")
        if logger and not self.text_lines and 2 * self.records[logger] >= self.events:
            return logger
        if self.documents == 0:
            if binary:
                return "binary"
            return "text" if self.text_lines else "empty" if not self.problems else "broken JSON"
        notation = max(self.notations, key=self.notations.__getitem__, default="")
        if self.text_lines:
            return f"text log with {notation or 'JSON'}"
        if notation:
            return str(notation)
        if self.documents > 1:
            return "concatenated JSON" if self.spread else "JSON Lines"
        if self.har_requests is not None:
            return "HAR"
        if self.query_tables:
            return "query result"
        if self.first == "[":
            return "JSON array of strings" if self.escaped else "JSON array"
        if self.keyed:
            return "JSON object keyed by event name"
        return "JSON object with escaped bodies" if self.escaped else "JSON object"

    def note(self, head: bytes, size: int, *, binary: bool) -> str:
        """Why a file opens empty; empty when it has call events."""
        if self.events:
            return ""
        if size == 0:
            return "empty file"
        if binary:
            return kind_of(head) or "binary data, not a text capture"
        if self.operations or self._is_table:
            return self._note_on_rows()
        if self.har_requests is not None:
            requests = _count(self.har_requests, "request")
            return f"HAR with {requests}, none of them a Call Automation callback"
        if self.documents and self.text_lines:
            return "text log with JSON, but no Call Automation callback in it"
        if self.documents and self.others:
            return f"JSON without call events: {_count(self.others, 'object')}"
        if self.problems:
            return "broken JSON: no call event in it could be read"
        if self.documents:
            return "JSON without call events"
        if self.text_lines:
            return f"text without JSON: {_count(self.text_lines, 'line')}"
        return "nothing but white space"

    @property
    def _is_table(self) -> bool:
        """Whether most lines are rows: a log may begin like a table, or hold a row."""
        return bool(self.table) and self.rows >= self.text_lines + self.documents

    def _note_on_rows(self) -> str:
        if self.operations:
            return f"{_count(self.operations, 'operation row')} of a resource log, but no callbacks"
        return f"{self.table} without call events: {_count(self.rows, 'row')}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


class Teller:
    """Hands everything on to a sink and counts it."""

    def __init__(self, sink: Sink, survey: Survey) -> None:
        self._sink = sink
        self._survey = survey
        self.is_observed = sink.is_observed
        """Whether anybody wants to know of structure."""
        self.told = 0
        """Events and problems told so far."""

    def events(
        self, events: list[WireEvent], starts: Sequence[int], lengths: Sequence[int]
    ) -> None:
        """Events that are JSON objects of their own."""
        self._survey.events += len(events)
        self.told += len(events)
        self._sink.events(events, starts, lengths)

    def rows(
        self,
        reader: RowReader,
        first: int,
        start: int,
        end: int,
        others: Sequence[tuple[int, int]] = (),
    ) -> None:
        """Events that the reader took between two positions, as rows from `first` on.

        `others` are the places and lengths of lines between them that are no call events.
        """
        count = reader.size - first
        self._survey.events += count
        self.told += count
        if not self.is_observed:
            return
        for begin, size in others:
            self.other(begin, size, 1)
        starts, lengths = reader.ranges(first)
        self._sink.rows(starts, lengths)
        for begin, size in sorted([*zip(starts, lengths, strict=True), *others]):
            if begin > start:
                self._sink.structure(start, begin - start)
            start = begin + size
        if end > start:
            self._sink.structure(start, end - start)

    def event(self, event: WireEvent, start: int, length: int, part: int) -> None:
        """One event out of a JSON string."""
        self._survey.events += 1
        self._survey.escaped += 1
        self.told += 1
        self._sink.event(event, start, length, part)

    def operation(self, row: OperationRow, start: int, length: int) -> None:
        """A row of a resource log."""
        self._survey.operations += 1
        self.told += 1
        self._sink.operation(row, start, length)

    def problem(self, start: int, length: int, reason: str) -> None:
        """A range that could not be used."""
        self._survey.problems += 1
        self.told += 1
        self._sink.problem(start, length, reason)

    def other(self, start: int, length: int, count: int) -> None:
        """What is no call event."""
        self._survey.others += count
        self._sink.other(start, length, count)

    def structure(self, start: int, length: int) -> None:
        """What lies around events."""
        if self.is_observed:
            self._sink.structure(start, length)
