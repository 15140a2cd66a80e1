"""One call, as everything above the index sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What a call came to; the event name decides first, the code second."""

    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELED = "canceled"
    UNKNOWN = "unknown"


class Direction(StrEnum):
    """Who placed the call, when the capture proves it."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"


@dataclass(frozen=True, slots=True)
class Call:
    """Everything of one `callConnectionId`. Times are nanoseconds since 1970 UTC, or None."""

    number: int
    """1-based, in the order of the calls' first events."""
    connection_id: str
    conversation: str | None
    """The id that holds calls together: a server call id, else a correlation id."""
    correlation_ids: tuple[str, ...]
    server_call_ids: tuple[str, ...]
    rows: Sequence[int]
    """Event rows in call order: time, then sequence number, then file order."""
    offers: Sequence[int]
    """IncomingCall rows of the conversation, which carry no call connection."""
    offered: int | None
    """Time of the IncomingCall, when the call is inbound and the offer is timed."""
    started: int | None
    """Time of the first timed event, the offer of an inbound call included."""
    connected: int | None
    ended: int | None
    end: int | None
    """Row of the terminal event."""
    worst: int | None
    """Row of the most serious failure before the end; None when nothing failed."""
    after_end: Sequence[int]
    """Rows delivered after the terminal event."""
    direction: Direction | None
    outcome: Outcome

    @property
    def duration_s(self) -> float | None:
        """Seconds from the first to the terminal event."""
        return _seconds(self.started, self.ended)

    @property
    def ring_s(self) -> float | None:
        """Seconds from the offer to CallConnected; None unless the capture proves both."""
        return _seconds(self.offered, self.connected)

    @property
    def talk_s(self) -> float | None:
        """Seconds from CallConnected to the terminal event."""
        return _seconds(self.connected, self.ended)


def _seconds(start: int | None, end: int | None) -> float | None:
    """The time between; None where a time is missing or the two contradict each other."""
    if start is None or end is None or end < start:
        return None
    return (end - start) / 1e9
