"""What the event table shows: rows of the index, and whoever can say things about them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from inspector.index.one_event import OneEvent
from inspector.index.table import EventTable

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Body = Mapping[str, object]


def _nothing(_row: int) -> None:
    return None


@dataclass(frozen=True, slots=True, eq=False)
class EventRows:
    """Rows of a table in call order, and how to say what happened.

    The arrays are never changed, and nothing here holds an object for each row.
    """

    table: EventTable
    rows: Rows
    """Rows that the filter lets through."""
    numbers: npt.NDArray[np.integer] | None
    """1-based position of each row in its call, filter or not; None where nothing is hidden."""
    origin_ns: int | None
    """Time of the call's first event."""
    happened: Callable[[int], str]
    """What an event says, in a few words."""
    late: Mask
    """For each of the rows, whether it was delivered after the call's end and stands behind it."""
    told: Callable[[int], str] | None = None
    """The same as a whole sentence; None where there is no more to say."""
    result_ranks: Callable[[], npt.NDArray[np.int64]] | None = None
    """For each row of the table a number to sort it by what happened; asked for when needed."""
    failing: Mask | None = None
    """For each row of the table, whether it is a failure worth a look."""
    sources: tuple[str, ...] = ()
    """Names of the files."""
    body: Callable[[int], Body | None] = field(default=_nothing)
    """The record of an event; None when it cannot be read or is too large to read in passing."""
    line: Callable[[int], int | None] = field(default=_nothing)
    """The line of its file that an event begins in, where that is soon counted."""
    alone: Callable[[int], OneEvent | None] = field(default=_nothing)
    """An event as the filter sees it; its record is read for that, unless it is very large."""

    def number(self, place: int) -> int:
        """The 1-based position in the call of the row at a place."""
        return place + 1 if self.numbers is None else int(self.numbers[place])

    def is_late(self, place: int) -> bool:
        """Whether the row at a place came after the end of its call."""
        return bool(self.late[place])
