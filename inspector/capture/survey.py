"""What kind of file a text turned out to be, in a few words for people."""

from dataclasses import dataclass

from inspector.capture.sink import Sink
from inspector.capture.wire import WireEvent

_ARCHIVES = {b"PK\x03\x04": "ZIP archive", b"\x28\xb5\x2f\xfd": "Zstandard file",
             b"BZh": "bzip2 file", b"\xfd7zXZ": "xz file", b"7z\xbc\xaf": "7-Zip archive",
             b"Obj\x01": "Avro file"}  # fmt: skip


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
    others: int = 0
    problems: int = 0

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
        self.others += other.others
        self.problems += other.problems
        if other.har_requests is not None:
            self.har_requests = other.har_requests + (self.har_requests or 0)

    def container(self, *, binary: bool) -> str:
        """A short label for the status bar."""
        if self.documents == 0:
            if binary:
                return "binary"
            return "text" if self.text_lines else "empty" if not self.problems else "broken JSON"
        if self.text_lines:
            return "text log with JSON"
        if self.documents > 1:
            return "concatenated JSON" if self.spread else "JSON Lines"
        if self.har_requests is not None:
            return "HAR"
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
        for magic, name in _ARCHIVES.items():
            if head.startswith(magic):
                return f"{name}: unpack it and open what is inside"
        if binary:
            return "binary data, not a text capture"
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

    def events(self, events: list[WireEvent], starts: list[int], lengths: list[int]) -> None:
        """Events that are JSON objects of their own."""
        self._survey.events += len(events)
        self.told += len(events)
        self._sink.events(events, starts, lengths)

    def event(self, event: WireEvent, start: int, length: int, part: int) -> None:
        """One event out of a JSON string."""
        self._survey.events += 1
        self._survey.escaped += 1
        self.told += 1
        self._sink.event(event, start, length, part)

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
