"""What the detail pane shows of one event."""

from collections.abc import Mapping
from dataclasses import dataclass

from inspector.catalog.model import SourceRow
from inspector.diagnosis.model import Explanation
from inspector.events.event import Event


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
