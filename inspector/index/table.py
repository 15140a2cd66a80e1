"""The read-only view of the index that everything above works on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.events.kinds import EventKind
from inspector.index.texts import PackedTexts

ABSENT = -(2**31)
"""In a column of 32-bit numbers: the capture has no such value. See `absent_in`."""
NO_TIME = np.iinfo(np.int64).min
"""In the time column: the event carries no usable time."""
NONE = -1
"""In a coded column: no such id."""

Int32Column = npt.NDArray[np.int32]
Int64Column = npt.NDArray[np.int64]
SourceColumn = npt.NDArray[np.uint16] | Int32Column
NumberColumn = npt.NDArray[np.signedinteger[Any]]


@dataclass(frozen=True, slots=True)
class EventTable:
    """Columns of `size` events in file order (source by source).

    Arrays are views that never change; the text tables may grow behind a view, never change.
    `call`, `server`, `correlation`, `context` and `kind` hold positions in the text tables.
    """

    size: int
    time: Int64Column
    """Nanoseconds since 1970 UTC in steps of 100 (seven digits); NO_TIME when not set."""
    kind: npt.NDArray[np.uint8] | npt.NDArray[np.uint16]
    call: Int32Column
    server: Int32Column
    correlation: Int32Column
    context: Int32Column
    code: Int32Column
    subcode: Int32Column
    sip: NumberColumn
    q850: NumberColumn
    sequence: NumberColumn
    """These three are as narrow as their numbers allow."""
    source: SourceColumn
    offset: Int32Column | Int64Column
    length: npt.NDArray[np.uint16] | Int32Column | Int64Column
    part: Int32Column
    kinds: Sequence[EventKind]
    types: Sequence[str]
    """Type texts as delivered, parallel to `kinds`; empty where none was delivered."""
    call_ids: PackedTexts
    server_ids: PackedTexts
    correlation_ids: PackedTexts
    contexts: PackedTexts


def absent_in(column: NumberColumn) -> int:
    """What stands in a column of numbers for no value: the lowest number it can hold."""
    return int(np.iinfo(column.dtype).min)


def number_at(column: NumberColumn, row: int) -> int | None:
    """A number of a row, None where the capture has none."""
    value = int(column[row])
    return None if value == absent_in(column) else value


def has_details(table: EventTable, row: int) -> bool:
    """Whether an event has SIP or Q.850 details."""
    return any(number_at(column, row) is not None for column in (table.sip, table.q850))


def time_at(column: Int64Column, row: int) -> int | None:
    """A time of a row in nanoseconds since 1970 UTC, None where it is not set."""
    value = int(column[row])
    return None if value == NO_TIME else value
