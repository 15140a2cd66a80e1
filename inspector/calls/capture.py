"""A capture: sources, events, calls and problems, as snapshots that never change.

One thread reads and adds to the index; each snapshot it yields holds read-only views of the
columns so far. Rows and texts are only ever added behind these views, so another thread may use
any snapshot while reading goes on, without a lock.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from inspector.calls.corroboration import Corroboration
from inspector.calls.merging import Place
from inspector.calls.model import Call
from inspector.calls.table import CallTable
from inspector.capture.expansion import Skipped
from inspector.capture.operation import OperationRow
from inspector.capture.problem import Problem
from inspector.capture.record import Record, read_record
from inspector.capture.search import find_all
from inspector.capture.source import Input, Source
from inspector.errors import InspectorError
from inspector.events.event import Event, event_from
from inspector.events.kinds import KindTable
from inspector.index.query import Rows, rows_at
from inspector.index.table import EventTable


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What one source turned out to be."""

    path: str
    """As given: a file's path or name, or the label of pasted text."""
    container: str
    encoding: str
    bytes: int
    """Size of the file as it is on disk."""
    events: int
    problems: int
    other: int
    """JSON values and lines of text that are no call events."""
    note: str
    """What the file is, when it holds no call event."""


@dataclass(frozen=True, slots=True)
class Capture:
    """A snapshot of what was read so far; the last one is `finished`."""

    inputs: tuple[Input, ...]
    sources: tuple[SourceInfo, ...]
    table: EventTable
    calls: CallTable
    problems: tuple[Problem, ...]
    bytes_done: int
    bytes_total: int
    finished: bool
    operations: tuple[OperationRow, ...]
    """What resource logs say about calls, beside the callbacks; never counted among these."""
    corroboration: Corroboration = field(repr=False)
    skipped: tuple[Skipped, ...]
    """Files of folders and archives that were left out."""
    copies: Mapping[int, tuple[Place, ...]] = field(repr=False)
    """By event row, where the same delivery stands in other sources."""
    opened: tuple[Source | None, ...] = field(repr=False)
    """The sources, to read records again; None for one that could not be opened."""
    kinds: KindTable = field(repr=False)

    def record(self, row: int) -> Record:
        """The record of an event, read again; raises InspectorError if its file changed."""
        return record_at(self.table, self.opened, row)

    def event(self, row: int) -> Event:
        """An event with all it says, read again; raises InspectorError if its file changed."""
        return self.event_of(self.record(row), row)

    def event_of(self, record: Record, row: int) -> Event:
        """The event in a record that was read already."""
        type_text = self.table.types[int(self.table.kind[row])]
        return event_from(record, self.kinds, type_text or None)

    def operations_of(self, call: Call) -> tuple[OperationRow, ...]:
        """The operation rows of a call."""
        return self.corroboration.of(call)

    def origin(self, source: int, offset: int, length: int) -> tuple[int, int] | None:
        """A byte range of a source's text in the file itself; None inside compression."""
        opened = self.opened[source]
        return None if opened is None else opened.origin(offset, length)

    def search(self, text: str, cancelled: Callable[[], bool]) -> Rows:
        """The rows in whose bytes a text stands, in any case. Reads every source: use a worker."""
        found = [
            rows_at(self.table, index, find_all(source, text, cancelled))
            for index, source in enumerate(self.opened)
            if source is not None
        ]
        return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)

    def close(self) -> None:
        """Let go of the sources; records cannot be read afterwards."""
        for source in self.opened:
            if source is not None:
                source.close()


def record_at(table: EventTable, opened: Sequence[Source | None], row: int) -> Record:
    """The record of an event of a table, read from its source."""
    source = opened[int(table.source[row])]
    if source is None:
        raise InspectorError("The source of this event is not open")
    return read_record(source, int(table.offset[row]), int(table.length[row]), int(table.part[row]))
