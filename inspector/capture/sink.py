"""Where the scanner puts what it finds."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from inspector.capture.operation import OperationRow
from inspector.capture.wire import WireEvent
from inspector.compiled.rows import RowReader


class Sink(Protocol):
    """Takes every byte range of a text exactly as one of these; white space is not told."""

    @property
    def is_observed(self) -> bool:
        """Whether anybody wants to know of structure; it may be left out otherwise."""

    def events(
        self, events: list[WireEvent], starts: Sequence[int], lengths: Sequence[int]
    ) -> None:
        """Events that are JSON objects of their own."""

    @property
    def reader(self) -> RowReader | None:
        """Takes events as rows, if it can be done without making objects of them."""

    def rows(self, starts: Sequence[int], lengths: Sequence[int]) -> None:
        """Events that the reader took; told to whoever observes."""

    def event(self, event: WireEvent, start: int, length: int, part: int) -> None:
        """One event; `part` numbers those that share one JSON string."""

    def operation(self, row: OperationRow, start: int, length: int) -> None:
        """A row of a resource log that tells of a call and is no event."""

    def problem(self, start: int, length: int, reason: str) -> None:
        """A range that could not be used."""

    def other(self, start: int, length: int, count: int) -> None:
        """JSON values or lines of text that are no call events."""

    def structure(self, start: int, length: int) -> None:
        """What lies around the events of a container: brackets, keys, a log line's prefix."""


@dataclass(frozen=True, slots=True)
class Found:
    """One event inside a text that was kept as a JSON string."""

    event: WireEvent
    start: int
    length: int
    part: int


@dataclass(slots=True)
class Findings:
    """A sink that keeps everything, for short texts."""

    text: bytes
    is_observed: bool = False
    reader: None = None
    found: list[Found] = field(default_factory=list)
    operations: list[OperationRow] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    def events(
        self, events: list[WireEvent], starts: Sequence[int], lengths: Sequence[int]
    ) -> None:
        """Keep events that are JSON objects of their own."""
        self.found.extend(
            Found(event, start, length, 0)
            for event, start, length in zip(events, starts, lengths, strict=True)
        )

    def rows(self, starts: Sequence[int], lengths: Sequence[int]) -> None:
        """There is no reader."""

    def event(self, event: WireEvent, start: int, length: int, part: int) -> None:
        """Keep an event out of a string."""
        self.found.append(Found(event, start, length, part))

    def operation(self, row: OperationRow, start: int, length: int) -> None:  # noqa: ARG002 - it lies where the string lies
        """Keep an operation row."""
        self.operations.append(row)

    def problem(self, start: int, length: int, reason: str) -> None:  # noqa: ARG002 - one place for all of a string
        """Keep why something could not be used."""
        self.reasons.append(reason)

    def other(self, start: int, length: int, count: int) -> None:
        """Of no interest inside a string."""

    def structure(self, start: int, length: int) -> None:
        """Of no interest inside a string."""
