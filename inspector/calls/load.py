"""Reads inputs as one capture, in snapshots; goes on with what is appended later."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from inspector.calls.assemble import assemble
from inspector.calls.capture import Capture, SourceInfo, record_at
from inspector.calls.corroboration import Corroboration
from inspector.calls.merging import Place, merged
from inspector.calls.shifting import shifted
from inspector.capture.choice import AS_DETECTED, Choice
from inspector.capture.chunk import Chunk
from inspector.capture.compiledpath import compiled_path
from inspector.capture.expansion import Skipped, expand
from inspector.capture.operation import OperationRow
from inspector.capture.problem import Problem
from inspector.capture.reader import Reading, read
from inspector.capture.record import Record
from inspector.capture.source import Input, Source
from inspector.errors import InspectorError
from inspector.events.kinds import KindTable
from inspector.events.times import YEARS
from inspector.index.build import Builder
from inspector.index.shard import Shard
from inspector.index.shards import Plan, read_source
from inspector.index.table import EventTable

GROWTH = 1.6
"""A snapshot follows when there are this many times more rows: work for all of them stays linear,
and a long load still shows some ten between a thousand and a hundred thousand rows."""

Choices = Mapping[str, Choice]
"""What was chosen for single sources, by the name of their input."""
NO_CHOICES: Choices = MappingProxyType({})


def open_capture(
    inputs: Sequence[Input],
    kinds: KindTable,
    cancelled: Callable[[], bool],
    growth: float = GROWTH,
    choices: Choices = NO_CHOICES,
) -> Iterator[Capture]:
    """Read the inputs as one capture; a canceled load ends with what was read.

    Their order numbers events and calls and changes nothing else. One that cannot be opened
    becomes a problem, so that the others open; a single one raises InspectorError.
    `choices` are for single sources, those in folders and archives too.
    """
    yield from Load(inputs, kinds, cancelled, growth, choices).snapshots()


class Load:
    """One reading of some inputs. With an infinite `growth` only the last snapshot is made."""

    def __init__(
        self,
        inputs: Sequence[Input],
        kinds: KindTable,
        cancelled: Callable[[], bool],
        growth: float = GROWTH,
        choices: Choices = NO_CHOICES,
    ) -> None:
        self._inputs = tuple(inputs)
        self._choices = choices
        self._shifts_ns: tuple[int, ...] = ()
        self._skipped: tuple[Skipped, ...] = ()
        self._kinds, self._cancelled, self._growth = kinds, cancelled, growth
        self._plan = Plan()
        self._compiled = compiled_path(YEARS)
        self._builder = Builder(kinds, self._compiled)
        self._problems: list[Problem] = []
        self._operations: list[OperationRow] = []
        self._corroboration = Corroboration(())
        self._infos: list[SourceInfo] = []
        self._sources: list[Source | None] = []
        self._done = 0
        self._calls = assemble(self._table())
        self._copies: Mapping[int, tuple[Place, ...]] = {}

    def snapshots(self) -> Iterator[Capture]:
        """Snapshots as the rows grow; the last one is finished."""
        expanded = expand(self._inputs, self._cancelled)
        self._inputs, self._skipped = tuple(map(self._chosen, expanded.inputs)), expanded.skipped
        self._shifts_ns = tuple(opened.chosen.event_shift_ns for opened in self._inputs)
        self._sources = [self._open(opened, at) for at, opened in enumerate(self._inputs)]
        for source in self._sources:
            if source is not None and not self._cancelled():
                yield from self._read(source)
        yield self._finish()

    @property
    def sources(self) -> Sequence[Source | None]:
        """What was opened; None for what could not be."""
        return self._sources

    @property
    def has_copies(self) -> bool:
        """Whether rows were taken out because they stand in other sources too."""
        return bool(self._copies)

    def ends_clean(self, source: Source) -> bool:
        """Whether a source ends with a whole line, and with nothing wrong there."""
        end = source.text_size
        problems = (p for p in self._problems if p.source == source.index)
        if any(problem.offset + problem.length >= end - 1 for problem in problems):
            return False
        return end == 0 or source.read_at(end - 1, 1) == b"\n"

    def extend(
        self, source: Source, start: int, stop: int, cancelled: Callable[[], bool]
    ) -> Capture:
        """Read what was appended to a source that ended clean, from one line's start to another's.

        `source` is the same file opened anew.
        """
        before, old = self._builder.size, self._infos[source.index]
        with source.session() as read_into:
            container = source.chosen.container
            reading = Reading(source.index, read_into, stop, start=start, container=container)
            for chunk in reading.until(stop, cancelled):
                self._add(chunk)
        self._sources[source.index] = source
        info = replace(self._infos[source.index], bytes=source.size)
        if info.events and not old.events:
            label = reading.survey.container(binary=False, chosen=container)
            info = replace(info, container=label, note="")
        self._infos[source.index] = info
        self._done += stop - start
        if self._builder.size > before:
            self._calls = assemble(self._table())
        return self._capture(finished=True)

    def _chosen(self, opened: Input) -> Input:
        """The input with what was chosen for it."""
        own = self._choices.get(opened.name, AS_DETECTED)
        return replace(opened, chosen=own.over(opened.chosen))

    def _table(self) -> EventTable:
        """The rows so far, their times on one clock."""
        return shifted(self._builder.table(), self._shifts_ns)

    def _open(self, opened: Input, index: int) -> Source | None:
        name = opened.name
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
            for piece in self._pieces(source):
                self._done = before + self._take(source.index, piece)
                if self._builder.size > self._calls.table.size * self._growth:
                    yield self._snapshot(finished=False)
        except InspectorError as error:
            stopped = Problem(source.index, self._done - before, 0, 1, str(error), "")
            self._add(Chunk(source.index, problems=[stopped]))
        if not self._cancelled():
            self._done = before + source.text_size
        self._infos[source.index] = replace(
            self._infos[source.index], container=_label(source), note=source.note
        )

    def _pieces(self, source: Source) -> Iterator[Chunk | Shard]:
        """What is in a source; it is shared out only if it is told by its own lines."""
        if source.chosen.container:
            return read(source, self._cancelled, compiled=self._compiled)
        return read_source(source, self._cancelled, self._compiled, self._plan)

    def _take(self, source: int, piece: Chunk | Shard) -> int:
        """Add what was read; gives how far in the source's text it reaches."""
        if isinstance(piece, Chunk):
            self._add(piece)
            return piece.position
        for part in piece.parts:
            self._builder.add_part(part)
        self._operations += piece.operations
        info = self._infos[source]
        self._infos[source] = replace(
            info, events=info.events + piece.size, other=info.other + piece.survey.others
        )
        return piece.span.stop

    def _add(self, chunk: Chunk) -> None:
        self._builder.add(chunk)
        self._problems += chunk.problems
        self._operations += chunk.operations
        info = self._infos[chunk.source]
        self._infos[chunk.source] = replace(
            info,
            events=info.events + chunk.size,
            problems=info.problems + len(chunk.problems),
            other=info.other + chunk.other,
        )

    def _finish(self) -> Capture:
        """The last snapshot, with deliveries that stand in several sources taken once."""
        self._builder.settle()
        if sum(info.events > 0 for info in self._infos) > 1 and not self._cancelled():
            once = merged(self._table(), self._record, self._cancelled, self._shifts_ns)
            if once.copies:
                self._calls, self._copies = assemble(once.table), once.copies
                return self._capture(finished=True)
        return self._snapshot(finished=True)

    def _record(self, row: int) -> Record:
        return record_at(self._builder.table(), self._sources, row)

    def _snapshot(self, *, finished: bool) -> Capture:
        if self._builder.size > self._calls.table.size:
            self._calls = assemble(self._table())
        return self._capture(finished=finished)

    def _capture(self, *, finished: bool) -> Capture:
        if len(self._operations) > len(self._corroboration):
            self._corroboration = Corroboration(tuple(self._operations))
        expected = sum(s.text_expected for s in self._sources if s is not None)
        return Capture(
            inputs=self._inputs,
            sources=tuple(self._infos),
            table=self._calls.table,
            calls=self._calls,
            problems=tuple(self._problems),
            bytes_done=self._done,
            bytes_total=max(self._done, expected),
            finished=finished,
            operations=self._corroboration.operations,
            corroboration=self._corroboration,
            skipped=self._skipped,
            copies=self._copies,
            opened=tuple(self._sources),
            kinds=self._kinds,
        )


def _label(source: Source) -> str:
    """The container, and what it was packed with."""
    return ", ".join(part for part in (source.container, source.compression) if part)
