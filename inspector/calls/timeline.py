"""A call as lanes of spans and markers, in seconds; no pixels, no colors."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from inspector.calls.columns import PLACE_OF, RANK_OF, Mask, Numbers, Parts, Ranks, Seconds, flags
from inspector.calls.people import Person
from inspector.capture.operation import OperationRow
from inspector.events.kinds import Lane
from inspector.index.codes import CodeClass


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a bar in which something else held too."""

    name: str
    """"muted", "on hold" or "paused"."""
    start_s: float
    end_s: float


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
    canceled: bool = False
    """It was called off before it was done."""
    failed: bool = False
    """It came to a failure, which its class alone may not show."""
    open_start: bool = False
    """It was so before: `start_s` is only where the capture first shows it."""
    person: Person | None = None
    """Whose presence in the call the bar shows."""
    stretches: tuple[Stretch, ...] = ()
    """Inside the bar, by start."""


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
    canceled: bool = False
    shorter: tuple[str, ...] = ()
    """What may stand for the label where it does not fit: shorter and shorter; numbers whole."""


@dataclass(frozen=True, eq=False, repr=False)
class Spans(Parts[Span]):
    """Bars, ordered by lane, start and end. All columns but the last two are parallel."""

    start_s: Seconds
    end_s: Seconds
    lane: Ranks
    """Positions in LANE_ORDER."""
    class_rank: Ranks
    """Positions in CLASS_ORDER."""
    open_end: Mask
    inferred: Mask
    faint: Mask
    canceled: Mask
    failed: Mask
    open_start: Mask
    source: Numbers
    make: Callable[[int], Span]
    backed: Numbers
    """Numbers of bars, ascending: each as often as it has events behind it."""
    backing: Numbers
    """Parallel to `backed`: the rows of these events."""

    @classmethod
    def of(cls, items: Iterable[Span]) -> "Spans":
        """Columns of bars that exist already, in their order."""
        spans = tuple(items)
        return cls(
            start_s=np.array([span.start_s for span in spans], np.float64),
            end_s=np.array([span.end_s for span in spans], np.float64),
            lane=np.array([PLACE_OF[span.lane] for span in spans], np.int8),
            class_rank=np.array([RANK_OF[span.code_class] for span in spans], np.int8),
            open_end=flags([span.open_end for span in spans]),
            inferred=flags([span.inferred for span in spans]),
            faint=flags([span.faint for span in spans]),
            canceled=flags([span.canceled for span in spans]),
            failed=flags([span.failed for span in spans]),
            open_start=flags([span.open_start for span in spans]),
            source=np.arange(len(spans)),
            make=spans.__getitem__,
            backed=np.repeat(np.arange(len(spans)), [len(span.rows) for span in spans]),
            backing=np.array([row for span in spans for row in span.rows], np.int64),
        )

    def take(self, numbers: Numbers) -> "Spans":
        """Some of the bars, in the order given; no number twice."""
        place = np.full(len(self), -1, np.int64)
        place[numbers] = np.arange(len(numbers))
        backed = place[self.backed]
        order = np.flatnonzero(backed >= 0)
        order = order[np.argsort(backed[order], kind="stable")]
        return Spans(
            start_s=self.start_s[numbers],
            end_s=self.end_s[numbers],
            lane=self.lane[numbers],
            class_rank=self.class_rank[numbers],
            open_end=self.open_end[numbers],
            inferred=self.inferred[numbers],
            faint=self.faint[numbers],
            canceled=self.canceled[numbers],
            failed=self.failed[numbers],
            open_start=self.open_start[numbers],
            source=self.source[numbers],
            make=self.make,
            backed=backed[order],
            backing=self.backing[order],
        )

    def joined(self, other: "Spans") -> "Spans":
        """These bars and others, by lane, start and end."""
        count = len(self)
        both = Spans(
            start_s=np.concatenate([self.start_s, other.start_s]),
            end_s=np.concatenate([self.end_s, other.end_s]),
            lane=np.concatenate([self.lane, other.lane]),
            class_rank=np.concatenate([self.class_rank, other.class_rank]),
            open_end=np.concatenate([self.open_end, other.open_end]),
            inferred=np.concatenate([self.inferred, other.inferred]),
            faint=np.concatenate([self.faint, other.faint]),
            canceled=np.concatenate([self.canceled, other.canceled]),
            failed=np.concatenate([self.failed, other.failed]),
            open_start=np.concatenate([self.open_start, other.open_start]),
            source=np.arange(count + len(other)),
            make=lambda number: self[number] if number < count else other[number - count],
            backed=np.concatenate([self.backed, other.backed + count]),
            backing=np.concatenate([self.backing, other.backing]),
        )
        return both.take(np.lexsort((both.end_s, both.start_s, both.lane)))

    def number_of(self, row: int) -> int | None:
        """The last bar that an event stands behind."""
        found = np.flatnonzero(self.backing == row)
        return int(self.backed[found[-1]]) if len(found) else None


@dataclass(frozen=True, eq=False, repr=False)
class Markers(Parts[Marker]):
    """Points, ordered by lane and second; the columns are parallel."""

    at_s: Seconds
    row: Numbers
    lane: Ranks
    """Positions in LANE_ORDER."""
    class_rank: Ranks
    """Positions in CLASS_ORDER."""
    failed: Mask
    canceled: Mask
    source: Numbers
    make: Callable[[int], Marker]

    @classmethod
    def of(cls, items: Iterable[Marker]) -> "Markers":
        """Columns of points that exist already, in their order."""
        marks = tuple(items)
        return cls(
            at_s=np.array([mark.at_s for mark in marks], np.float64),
            row=np.array([mark.row for mark in marks], np.int64),
            lane=np.array([PLACE_OF[mark.lane] for mark in marks], np.int8),
            class_rank=np.array([RANK_OF[mark.code_class] for mark in marks], np.int8),
            failed=flags([mark.failed for mark in marks]),
            canceled=flags([mark.canceled for mark in marks]),
            source=np.arange(len(marks)),
            make=marks.__getitem__,
        )

    def take(self, numbers: Numbers) -> "Markers":
        """Some of the points, in the order given."""
        return Markers(
            self.at_s[numbers], self.row[numbers], self.lane[numbers], self.class_rank[numbers],
            self.failed[numbers], self.canceled[numbers], self.source[numbers], self.make,
        )  # fmt: skip

    def number_of(self, row: int) -> int | None:
        """The point of an event."""
        found = np.flatnonzero(self.row == row)
        return int(found[-1]) if len(found) else None


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
    spans: Spans
    markers: Markers
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
    people: tuple[Person, ...] = ()
    """Everybody whom the events of the call name, in the order of their numbers."""
    unread_people: int = 0
    """Events about people that were not read: too many. From the first of them on nobody's bar
    goes on."""
    unread_states: int = 0
    """Events about the recording's state that were not read."""
