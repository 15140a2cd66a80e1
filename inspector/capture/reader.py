"""Reads a source from its first byte to its last, in chunks."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from inspector.capture.bytestore import ReadInto
from inspector.capture.chunk import Chunk
from inspector.capture.compiledpath import Compiled
from inspector.capture.operation import OperationRow
from inspector.capture.plain import PlainPath
from inspector.capture.problemlist import ProblemList
from inspector.capture.scanner import Scanner
from inspector.capture.source import Source
from inspector.capture.survey import Survey
from inspector.capture.window import Window
from inspector.capture.wire import WireEvent
from inspector.compiled.rows import RowReader

MOST_EVENTS = 4096
"""Events in a chunk: a caller shows them, and asks whether to go on, a hundred times a second."""
_SHORTEST_STRIDE, _LONGEST_STRIDE = 1 << 19, 1 << 23
"""Bytes between two chunks: at most some tens of milliseconds at the slowest."""
_STEPS_A_CHECK = 256

Observer = Callable[[str, int, int], None]
"""Is told the kind of every range ("event", "operation", "problem", "other", "structure"), its
offset and its length."""


def read(
    source: Source,
    cancelled: Callable[[], bool],
    observer: Observer | None = None,
    compiled: Compiled | None = None,
) -> Iterator[Chunk]:
    """All events of a source in file order; sets its `container` and `note` at the end."""
    with source.session() as read_into:
        container = source.chosen.container
        reading = Reading(
            source.index,
            read_into,
            source.text_limit,
            observer,
            container=container,
            reader=compiled.reader() if compiled else None,
        )
        yield from reading.until(source.text_limit, cancelled)
        yield from reading.finish(source)


class Reading:
    """One pass over a text or, from a line's start to another one's, over a part of it.

    `container` is what the text was chosen to be read as; empty for what it shows to be. `room` is
    a buffer of BLOCK bytes that was used before.
    """

    def __init__(
        self,
        source: int,
        read_into: ReadInto,
        stop: int,
        observer: Observer | None = None,
        start: int = 0,
        container: str = "",
        reader: RowReader | None = None,
        room: bytearray | None = None,
    ) -> None:
        self._window = Window(read_into, stop, start=start, room=room)
        self._collector = _Collector(source, read_into, observer, start, reader)
        self._scanner = Scanner(self._window, self._collector, PlainPath(), container=container)
        self._start = start
        self._yielded_at = start

    @property
    def position(self) -> int:
        """Bytes of the text dealt with so far."""
        return self._scanner.position

    @property
    def survey(self) -> Survey:
        """What was met so far."""
        return self._scanner.survey

    @property
    def is_whole(self) -> bool:
        """Whether all that was read stands by itself: no problem, and nothing open or cut."""
        sound = not self.survey.problems and not self._window.shortened
        return sound and self._scanner.is_whole

    def pass_to(self, position: int) -> bool:
        """Leave out a part that others read; False if reading has to go on from here."""
        return self._scanner.pass_to(position)

    def take_over(self, position: int, survey: Survey) -> None:
        """Count what others read of this text from here to the start of a line."""
        self.survey.add(survey)
        self._scanner.pass_over(position)
        self._yielded_at = position

    def until(self, stop: int, cancelled: Callable[[], bool], stride: int = 0) -> Iterator[Chunk]:
        """Read as far as a line's start, or a little farther if a value reaches beyond it.

        A chunk has no fewer than `stride` bytes.
        """
        self._window.limit = stop
        steps = 0
        while not self._is_at(stop) and self._scanner.step():
            steps += 1
            full = len(self._collector.chunk.events) >= MOST_EVENTS
            if full or self.position - self._yielded_at >= max(stride, self._stride):
                self._yielded_at = self.position
                yield from self._collector.take(self.position)
            elif steps % _STEPS_A_CHECK:
                continue
            if cancelled():
                break
        yield from self._collector.take(self.position)

    @property
    def _stride(self) -> int:
        """Bytes from one chunk to the next: the first rows are wanted at once."""
        read = self._yielded_at - self._start
        return max(_SHORTEST_STRIDE, min(read // 4, _LONGEST_STRIDE))

    def _is_at(self, stop: int) -> bool:
        """Whether to stop here; at the end of the text the scanner itself has to say so."""
        if stop >= self._window.total:
            return False
        return self.position >= stop or self.pass_to(stop)

    def finish(self, source: Source) -> Iterator[Chunk]:
        """Tell what is known at the end: damage, the container, what the file is."""
        shortened = self._window.shortened and self._window.total < source.text_size
        if shortened:
            reason = "The file became shorter while it was being read."
            self._collector.problem(self._window.total, 0, reason)
        if told := source.damage or ("" if shortened else source.change):
            self._collector.problem(source.text_size, 0, told)
        binary = source.binary
        source.container = self.survey.container(binary=binary, chosen=source.chosen.container)
        source.note = self.survey.note(source.head, source.size, binary=binary)
        yield from self._collector.take(self.position)


class _Collector:
    """The sink that fills chunks."""

    def __init__(
        self,
        source: int,
        read: ReadInto,
        observer: Observer | None,
        start: int,
        reader: RowReader | None,
    ) -> None:
        self.chunk = Chunk(source)
        self.reader = reader
        self._full: list[Chunk] = []
        """Chunks to be taken before this one."""
        self._problems = ProblemList(source, read, start)
        self._observer = observer
        self.is_observed = observer is not None
        self._position = 0

    def take(self, position: int) -> list[Chunk]:
        """The chunks so far; a new one begins."""
        self._position = max(self._position, position)
        self.chunk.problems = self._problems.take()
        self._close()
        chunks, self._full = self._full, []
        return chunks

    def _close(self) -> None:
        """Begin a new chunk."""
        chunk = self.chunk
        if self.reader is not None and self.reader.size:
            chunk.rows = self.reader.take()
        chunk.position = self._position
        self._full.append(chunk)
        self.chunk = Chunk(chunk.source)

    def _go_on(self) -> Chunk:
        """The chunk that events can be added to: those that the reader took come before."""
        if self.reader is not None and self.reader.size:
            self._close()
        return self.chunk

    def events(
        self, events: list[WireEvent], starts: Sequence[int], lengths: Sequence[int]
    ) -> None:
        chunk = self._go_on()
        chunk.events += events
        chunk.offsets.extend(starts)
        chunk.lengths.extend(lengths)
        chunk.parts.extend(_zeros(len(events)))
        if self._observer is not None:
            for start, length in zip(starts, lengths, strict=True):
                self._observer("event", start, length)

    def rows(self, starts: Sequence[int], lengths: Sequence[int]) -> None:
        for start, length in zip(starts, lengths, strict=True):
            self._observe("event", start, length)

    def event(self, event: WireEvent, start: int, length: int, part: int) -> None:
        chunk = self._go_on()
        chunk.parts.append(part)
        chunk.events.append(event)
        chunk.offsets.append(start)
        chunk.lengths.append(length)
        self._observe("event", start, length)

    def operation(self, row: OperationRow, start: int, length: int) -> None:
        at = replace(row, source=self.chunk.source, offset=start, length=length)
        self.chunk.operations.append(at)
        self._observe("operation", start, length)

    def problem(self, start: int, length: int, reason: str) -> None:
        self._problems.add(start, length, reason)
        self._observe("problem", start, length)

    def other(self, start: int, length: int, count: int) -> None:
        self.chunk.other += count
        self._observe("other", start, length)

    def structure(self, start: int, length: int) -> None:
        self._observe("structure", start, length)

    def _observe(self, kind: str, start: int, length: int) -> None:
        if self._observer is not None:
            self._observer(kind, start, length)


def _zeros(count: int) -> Sequence[int]:
    return array("q", bytes(8 * count))
