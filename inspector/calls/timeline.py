"""A call as lanes of spans and markers, in seconds; no pixels, no colors."""

from dataclasses import dataclass

from inspector.capture.operation import OperationRow
from inspector.events.kinds import Lane
from inspector.index.codes import CodeClass


@dataclass(frozen=True, slots=True)
class Span:
    """A bar: something that lasted, backed by events."""

    lane: Lane
    start_s: float
    end_s: float
    label: str
    rows: tuple[int, ...]
    """The events behind the bar, first to last."""
    code_class: CodeClass
    open_end: bool = False
    """Its end is not in the capture; `end_s` is only where the drawing stops."""
    inferred: bool = False
    """Start and end carry different operation contexts; nearness alone pairs them."""
    faint: bool = False
    """Background, such as ringing: drawn as a thin line without its label."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A point: one event."""

    lane: Lane
    at_s: float
    row: int
    label: str
    code_class: CodeClass
    failed: bool = False
    code: str = ""
    """The result as printed, for example "500/560503"; empty when none was delivered."""


@dataclass(frozen=True, slots=True)
class LoggedOperation:
    """A row of a resource log: corroborates the call, and is none of its events.

    It lasts only where the row says when it began; else both ends are when it was logged.
    """

    start_s: float
    """Below zero before the call's first event."""
    end_s: float
    label: str
    row: OperationRow
    code_class: CodeClass
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything the timeline draws for one call, relative to `origin_ns`."""

    origin_ns: int | None
    """Time of second 0 (nanoseconds since 1970 UTC); None when no event has a time."""
    lanes: tuple[Lane, ...]
    spans: tuple[Span, ...]
    markers: tuple[Marker, ...]
    end_s: float | None
    """Where the terminal event stands; None when the capture has none."""
    last_s: float
    """The last event's second, at or after `end_s`."""
    untimed: int
    """Events without a time, which are in the table but not here."""
    call_id: str = ""
    """The call connection id: tells an update of the same call from another call."""
    operations: tuple[LoggedOperation, ...] = ()
    """Rows of resource logs, by time."""
    untimed_operations: int = 0
    """Rows of resource logs without a time that can be read."""
    far_operations: int = 0
    """Rows of resource logs logged so far from the events that these would lie on one spot."""
