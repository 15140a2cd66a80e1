"""The same delivery in two files is one event: finds it, and takes the second copy out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from inspector.calls.conversations import is_placeholder
from inspector.capture.fields import Fields
from inspector.capture.record import Record
from inspector.errors import InspectorError
from inspector.index.table import NO_TIME, NONE, EventTable

MOST_COMPARED = 200_000
"""Records read to compare them: some seconds of work. Files with more copies than that keep them,
and the rule about repeated deliveries tells of it."""
_KEY = ("call", "time", "kind", "code", "subcode", "sequence", "context")
_TIMES = frozenset({"time", "eventtime"})
"""Keys of an envelope that hold the event's time."""

RecordOf = Callable[[int], Record]


@dataclass(frozen=True, slots=True)
class Place:
    """Where another copy of an event stands."""

    source: int
    offset: int
    length: int
    part: int


@dataclass(frozen=True, slots=True)
class Merged:
    """A table without second copies, and where these stand by the row of the first."""

    table: EventTable
    copies: Mapping[int, tuple[Place, ...]]


def merged(
    table: EventTable,
    record_of: RecordOf,
    cancelled: Callable[[], bool],
    shifts_ns: Sequence[int] = (),
) -> Merged:
    """The table with each delivery once.

    Copies have the same id, time and content and stand in different sources; an id that only
    stands in for one proves nothing. `shifts_ns` says by how much the times of each source were
    shifted: the time in the content of such a copy is another one, and the one that was not
    shifted stays.
    """
    copy_of = _copies(table, record_of, cancelled, shifts_ns)
    if not copy_of:
        return Merged(table, {})
    keep = np.ones(table.size, dtype=np.bool_)
    keep[list(copy_of)] = False
    number = np.cumsum(keep) - 1
    places: dict[int, tuple[Place, ...]] = {}
    for row, first in sorted(copy_of.items()):
        place = Place(
            int(table.source[row]),
            int(table.offset[row]),
            int(table.length[row]),
            int(table.part[row]),
        )
        kept = int(number[first])
        places[kept] = (*places.get(kept, ()), place)
    return Merged(_without(table, keep), places)


def _without(table: EventTable, keep: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> EventTable:
    columns = {
        field.name: getattr(table, field.name)[keep]
        for field in fields(table)
        if isinstance(getattr(table, field.name), np.ndarray)
    }
    for column in columns.values():
        column.flags.writeable = False
    return replace(table, size=int(keep.sum()), **columns)


def _copies(
    table: EventTable,
    record_of: RecordOf,
    cancelled: Callable[[], bool],
    shifts_ns: Sequence[int],
) -> dict[int, int]:
    """For each row that repeats one of another source, that row."""
    found: dict[int, int] = {}
    compared = 0

    def shift_ns(row: int) -> int:
        return shifts_ns[int(table.source[row])] if shifts_ns else 0

    for rows in _alike(table):
        compared += len(rows)
        if compared > MOST_COMPARED or cancelled():
            break
        firsts: dict[str, tuple[int, Mapping[str, object]]] = {}
        for row in sorted(rows, key=lambda row: (abs(shift_ns(row)), row)):
            try:
                body = record_of(row).body
            except InspectorError:
                continue
            event_id = Fields(body).text("id") or ""
            if is_placeholder(event_id):
                continue
            first, content = firsts.setdefault(event_id, (row, body))
            if table.source[first] == table.source[row]:
                continue
            if shift_ns(first) != shift_ns(row):
                content, body = _untimed(content), _untimed(body)
            if content == body:
                found[row] = first
    return found


def _untimed(body: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in body.items() if key.lower() not in _TIMES}


def _alike(table: EventTable) -> list[list[int]]:
    """Rows of different sources whose columns say the same, in file order."""
    rows = np.flatnonzero((table.call != NONE) & (table.time != NO_TIME))
    keys = [getattr(table, name)[rows] for name in _KEY]
    order = np.lexsort((rows, *reversed(keys)))
    rows = rows[order]
    same = np.ones(max(len(rows) - 1, 0), dtype=np.bool_)
    for key in keys:
        sorted_key = key[order]
        same &= sorted_key[1:] == sorted_key[:-1]
    padded = np.concatenate(([False], same, [False]))
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    runs = zip(edges[::2].tolist(), (edges[1::2] + 1).tolist(), strict=True)
    groups = (rows[start:stop] for start, stop in runs)
    return [group.tolist() for group in groups if len(np.unique(table.source[group])) > 1]
