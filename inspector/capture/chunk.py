"""What the reader yields: a run of events in file order, and what went wrong among them."""

from array import array
from collections.abc import MutableSequence
from dataclasses import dataclass, field

from inspector.capture.operation import OperationRow
from inspector.capture.problem import Problem
from inspector.capture.wire import WireEvent
from inspector.compiled.rows import Rows


def numbers() -> MutableSequence[int]:
    """No numbers yet; many take little room."""
    return array("q")


@dataclass(slots=True)
class Chunk:
    """Parallel lists, one entry an event, in the order of the file.

    `offsets` and `lengths` are the byte range (in the source's text) of the event's own JSON
    object, or of the JSON string that holds it escaped; `parts` numbers the events inside one
    such string (0 for all others).
    """

    source: int
    events: list[WireEvent] = field(default_factory=list)
    offsets: MutableSequence[int] = field(default_factory=numbers)
    lengths: MutableSequence[int] = field(default_factory=numbers)
    parts: MutableSequence[int] = field(default_factory=numbers)
    rows: Rows | None = None
    """Events behind those, read by the compiled part."""
    problems: list[Problem] = field(default_factory=list)
    operations: list[OperationRow] = field(default_factory=list)
    other: int = 0
    """JSON values and text lines met that are no call events."""
    position: int = 0
    """Bytes of the source's text read so far."""

    @property
    def size(self) -> int:
        """How many events there are."""
        return len(self.events) + (self.rows.size if self.rows is not None else 0)
