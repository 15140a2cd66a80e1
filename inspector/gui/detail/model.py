"""What the detail pane shows of one event."""

from collections.abc import Mapping
from dataclasses import dataclass

from inspector.catalog.model import SourceRow
from inspector.diagnosis.model import Explanation
from inspector.events.event import Event
from inspector.index.one_event import OneEvent


@dataclass(frozen=True, slots=True)
class EventDetail:
    """One event, read again from its file, with its explanation."""

    explanation: Explanation
    event: Event
    raw: bytes
    """The event's own bytes, as UTF-8 unless the capture is damaged."""
    body: Mapping[str, object]
    """The decoded event."""
    position: str
    """Where it is: "morning.jsonl · line 12 · byte 10,240 · 981 bytes"."""
    may_carry_diagnostics: bool
    """Whether events of this kind can carry the carrier's SIP and Q.850 at all."""
    catalog_line: str
    """Which catalog spoke: "catalog 2026-11 · 4 sources"."""
    sources: tuple[SourceRow, ...]
    """The sources behind the explanation."""
    stored: bytes | None = None
    """The record as it stands in the file, where that is not the event itself but text it is in."""
    alone: OneEvent | None = None
    """The event as the filter sees it; None where it is no event of an index."""
    bytes_note: str = ""
    """What the reader must know about where the bytes come from; empty for a plain file."""
