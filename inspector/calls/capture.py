"""A capture: sources, events, calls and problems, as snapshots that never change.

One thread reads and adds to the index; each snapshot it yields holds read-only views of the
columns so far. Rows and texts are only ever added behind these views, so another thread may use
any snapshot while reading goes on, without a lock.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from inspector.calls.assemble import assemble
from inspector.calls.table import CallTable
from inspector.capture.chunk import Chunk
from inspector.capture.problem import Problem
from inspector.capture.record import Record, read_record
from inspector.capture.search import find_all
from inspector.capture.source import Input, Source
from inspector.errors import InspectorError
from inspector.events.event import Event, event_from
from inspector.events.kinds import KindTable
from inspector.index.build import Builder
from inspector.index.query import Rows, rows_at
from inspector.index.shard import Shard
from inspector.index.shards import Plan, read_source
from inspector.index.table import EventTable

GROWTH = 1.3
"""A snapshot follows when there are this many times more rows: work for all of them stays linear,
and a long load still shows some fifteen between a thousand and a hundred thousand rows."""


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
    opened: tuple[Source | None, ...] = field(repr=False)
    """The sources, to read records again; None for one that could not be opened."""
    kinds: KindTable = field(repr=False)

    def record(self, row: int) -> Record:
        """The record of an event, read again; raises InspectorError if its file changed."""
        table = self.table
        source = self.opened[int(table.source[row])]
        if source is None:
            raise InspectorError("The source of this event is not open")
        return read_record(
            source, int(table.offset[row]), int(table.length[row]), int(table.part[row])
        )

    def event(self, row: int) -> Event:
        """An event with all it says, read again; raises InspectorError if its file changed."""
        return self.event_of(self.record(row), row)

    def event_of(self, record: Record, row: int) -> Event:
        """The event in a record that was read already."""
        type_text = self.table.types[int(self.table.kind[row])]
        return event_from(record, self.kinds, type_text or None)

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


def open_capture(
    inputs: Sequence[Input], kinds: KindTable, cancelled: Callable[[], bool]
) -> Iterator[Capture]:
    """Read the inputs in order as one capture; a canceled load ends with what was read.

    An input that cannot be opened becomes a problem, so that the others open; a single one raises
    InspectorError.
    """
    yield from _Load(tuple(inputs), kinds, cancelled).snapshots()


class _Load:
    """One run of `open_capture`."""

    def __init__(
        self, inputs: tuple[Input, ...], kinds: KindTable, cancelled: Callable[[], bool]
    ) -> None:
        self._inputs, self._kinds, self._cancelled = inputs, kinds, cancelled
        self._builder = Builder(kinds)
        self._problems: list[Problem] = []
        self._infos: list[SourceInfo] = []
        self._sources: list[Source | None] = []
        self._done = 0
        self._calls = assemble(self._builder.table())

    def snapshots(self) -> Iterator[Capture]:
        self._sources = [self._open(opened, at) for at, opened in enumerate(self._inputs)]
        for source in self._sources:
            if source is not None and not self._cancelled():
                yield from self._read(source)
        yield self._snapshot(finished=True)

    def _open(self, opened: Input, index: int) -> Source | None:
        name = str(opened.path or opened.label)
        try:
            source = Source.open(opened, index, self._cancelled)
        except InspectorError as error:
            if len(self._inputs) == 1:
                raise
            self._problems.append(Problem(index, 0, 0, 1, str(error), ""))
            self._infos.append(SourceInfo(name, "", "", 0, 0, 1, 0, error.summary))
            return None
        self._infos.append(SourceInfo(name, "", source.encoding, source.size, 0, 0, 0, ""))
        return source

    def _read(self, source: Source) -> Iterator[Capture]:
        before = self._done
        try:
            for piece in read_source(source, self._kinds, self._cancelled, Plan()):
                self._done = before + self._take(source.index, piece)
                if self._builder.size > self._calls.table.size * GROWTH:
                    yield self._snapshot(finished=False)
        except InspectorError as error:
            stopped = Problem(source.index, self._done - before, 0, 1, str(error), "")
            self._add(Chunk(source.index, problems=[stopped]))
        if not self._cancelled():
            self._done = before + source.text_size
        self._infos[source.index] = replace(
            self._infos[source.index], container=_label(source), note=source.note
        )

    def _take(self, source: int, piece: Chunk | Shard) -> int:
        """Add what was read; gives how far in the source's text it reaches."""
        if isinstance(piece, Chunk):
            self._add(piece)
            return piece.position
        self._builder.add_part(piece.part, source)
        info = self._infos[source]
        self._infos[source] = replace(
            info, events=info.events + piece.part.size, other=info.other + piece.survey.others
        )
        return piece.span.stop

    def _add(self, chunk: Chunk) -> None:
        self._builder.add(chunk)
        self._problems += chunk.problems
        info = self._infos[chunk.source]
        self._infos[chunk.source] = replace(
            info,
            events=info.events + len(chunk.events),
            problems=info.problems + len(chunk.problems),
            other=info.other + chunk.other,
        )

    def _snapshot(self, *, finished: bool) -> Capture:
        if self._builder.size > self._calls.table.size:
            self._calls = assemble(self._builder.table())
        return Capture(
            inputs=self._inputs,
            sources=tuple(self._infos),
            table=self._calls.table,
            calls=self._calls,
            problems=tuple(self._problems),
            bytes_done=self._done,
            bytes_total=sum(s.text_size for s in self._sources if s is not None),
            finished=finished,
            opened=tuple(self._sources),
            kinds=self._kinds,
        )


def _label(source: Source) -> str:
    """The container, and what it was packed with."""
    return ", ".join(part for part in (source.container, source.compression) if part)
