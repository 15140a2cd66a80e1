"""How calls end: the terminal event, the outcome, what failed before and what came after."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from inspector.calls.model import Outcome
from inspector.calls.ordering import Mask, Rows
from inspector.calls.places import Places, pick
from inspector.events.kinds import EventKind, EventOutcome, Role
from inspector.index.table import ABSENT, NO_TIME, NONE

OUTCOMES = (Outcome.UNKNOWN, Outcome.SUCCEEDED, Outcome.FAILED, Outcome.CANCELED)
"""The meaning of the numbers in the outcome column."""

LATE_NS = 2_000_000_000
"""A row that stands after the end in its file, but whose time is this much before it, is no late
delivery: over such distances the order of a file proves nothing."""

_CANCELED = 487
_SERIOUSNESS = {5: 3, 6: 2, 4: 1}
"""By the code's first digit: a server failure outranks a declined call, and that a client's."""


@dataclass(frozen=True, slots=True)
class Ends:
    """By call: places in the call order (NONE where there is none)."""

    connected: Rows = field(repr=False)
    """The first CallConnected."""
    never: Rows = field(repr=False)
    """The first CreateCallFailed, AnswerFailed or ConnectFailed of a call without CallConnected."""
    end: Rows = field(repr=False)
    """The terminal event."""


def find_ends(places: Places) -> Ends:
    """The terminal event of each call.

    Of several CallDisconnected the first one ends the call: whatever follows it, a repeated
    delivery included, came after the end and is marked so. It also wins over CreateCallFailed,
    which the service sends for the same end, a millisecond apart in either order.
    """
    connected = places.first(places.of_kinds(_connects))
    never = places.first(places.of_kinds(_never_connects))
    never = np.where(connected == NONE, never, NONE)
    disconnected = places.first(places.of_kinds(_ends))
    return Ends(connected, never, np.where(disconnected != NONE, disconnected, never))


def find_outcomes(places: Places, ends: Ends) -> npt.NDArray[np.uint8]:
    """What each call came to, as positions in OUTCOMES: by event name first, then by code."""
    code = pick(places.table.code, places.rows_at(ends.end), ABSENT)
    outcome = np.full(places.count, OUTCOMES.index(Outcome.FAILED), dtype=np.uint8)
    outcome[code == ABSENT] = OUTCOMES.index(Outcome.UNKNOWN)
    outcome[(code // 100 == 2) | (code == 0)] = OUTCOMES.index(Outcome.SUCCEEDED)
    outcome[code == _CANCELED] = OUTCOMES.index(Outcome.CANCELED)
    outcome[ends.never != NONE] = OUTCOMES.index(Outcome.FAILED)
    return outcome


def find_worst(places: Places, ends: Ends) -> Rows:
    """The row of each call's most serious failure before its end; the first of equals.

    Failed is what the event's name says; "before" is meant in call order.
    """
    failed = places.of_kinds(_fails)
    end = ends.end[places.call[failed]]
    failed = failed[(end == NONE) | (failed < end)]
    hundreds = places.table.code[places.rows[failed]] // 100
    rank = np.zeros(len(failed), dtype=np.int64)
    for hundred, value in _SERIOUSNESS.items():
        rank[hundreds == hundred] = value
    by_rank = failed[np.lexsort((failed, -rank, places.call[failed]))]
    return places.rows_at(places.first(by_rank))


def find_late(places: Places, ends: Ends, forward: Mask) -> Mask:
    """The places whose events were delivered after the end of their call.

    Those are the events after the end in call order; and events shortly before it by time that
    stand after it in a file that runs forward, as the second half of a rejected call does. An
    untimed event counts only by its place in such a file. `forward` tells of each source whether
    its file does.
    """
    table, calls, rows = places.table, places.call, places.rows
    end = ends.end.take(calls)
    has_end = end != NONE
    end_rows = places.rows_at(ends.end).take(calls)
    end_times = pick(places.near, ends.end, NO_TIME)
    sources = table.source.take(rows)
    after_in_file = has_end & (rows > end_rows)
    after_in_file &= sources == table.source.take(end_rows)
    after_in_file &= forward.take(sources)
    place = np.arange(len(calls))
    after_by_time = has_end & (place > end) & (places.time != NO_TIME)
    at = np.flatnonzero(after_in_file & (place != end))
    steps = end_times[calls[at]] - places.near[at]
    after_by_time[at] |= steps <= LATE_NS
    return np.asarray(after_by_time)


def _connects(kind: EventKind) -> bool:
    return kind.role is Role.CONNECTED


def _never_connects(kind: EventKind) -> bool:
    return kind.role is Role.NEVER_CONNECTED


def _ends(kind: EventKind) -> bool:
    return kind.role is Role.END


def _fails(kind: EventKind) -> bool:
    return kind.outcome is EventOutcome.FAILED
