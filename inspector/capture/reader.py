"""Reads a source from its first byte to its last, in chunks."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from inspector.capture.bytestore import ReadInto
from inspector.capture.chunk import Chunk
from inspector.capture.operation import OperationRow
from inspector.capture.plain import PlainPath
from inspector.capture.problemlist import ProblemList
from inspector.capture.scanner import Scanner
from inspector.capture.source import Source
from inspector.capture.survey import Survey
from inspector.capture.window import BLOCK, Window
from inspector.capture.wire import WireEvent

MOST_EVENTS = 4096
"""Events in a chunk: a caller shows them, and asks whether to go on, a hundred times a second."""
_STEPS_A_CHECK = 256

Observer = Callable[[str, int, int], None]
"""Is told the kind of every range ("event", "operation", "problem", "other", "structure"), its
offset and its length."""


def read(
    source: Source, cancelled: Callable[[], bool], observer: Observer | None = None
) -> Iterator[Chunk]:
    """All events of a source in file order; sets its `container` and `note` at the end."""
    with source.session() as read_into:
        container = source.chosen.container
        reading = Reading(source.index, read_into, source.text_limit, observer, container=container)
        yield from reading.until(source.text_limit, cancelled)
        yield from reading.finish(source)


class Reading:
    """One pass over a text or, from a line's start to another one's, over a part of it.

    `container` is what the text was chosen to be read as; empty for what it shows to be.
    """

    def __init__(
        self,
        source: int,
        read_into: ReadInto,
        stop: int,
        observer: Observer | None = None,
        start: int = 0,
        container: str = "",
    ) -> None:
        self._window = Window(read_into, stop, start=start)
        self._collector = _Collector(source, read_into, observer, start)
        self._scanner = Scanner(self._window, self._collector, PlainPath(), container=container)
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

    def until(self, stop: int, cancelled: Callable[[], bool]) -> Iterator[Chunk]:
        """Read as far as a line's start, or a little farther if a value reaches beyond it."""
        self._window.limit = stop
        steps = 0
        while not self._is_at(stop) and self._scanner.step():
            steps += 1
            full = len(self._collector.chunk.events) >= MOST_EVENTS
            if full or self.position - self._yielded_at >= BLOCK:
                self._yielded_at = self.position
                yield self._collector.take(self.position)
            elif steps % _STEPS_A_CHECK:
                continue
            if cancelled():
                break
        yield self._collector.take(self.position)

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
        yield self._collector.take(self.position)


class _Collector:
    """The sink that fills chunks."""

    def __init__(self, source: int, read: ReadInto, observer: Observer | None, start: int) -> None:
        self.chunk = Chunk(source)
        self._problems = ProblemList(source, read, start)
        self._observer = observer
        self.is_observed = observer is not None
        self._position = 0

    def take(self, position: int) -> Chunk:
        """The chunk so far; a new one begins."""
        chunk = self.chunk
        self._position = max(self._position, position)
        chunk.position = self._position
        chunk.problems = self._problems.take()
        self.chunk = Chunk(chunk.source)
        return chunk

    def events(
        self, events: list[WireEvent], starts: Sequence[int], lengths: Sequence[int]
    ) -> None:
        chunk = self.chunk
        chunk.events += events
        chunk.offsets.extend(starts)
        chunk.lengths.extend(lengths)
        chunk.parts.extend(_zeros(len(events)))
        if self._observer is not None:
            for start, length in zip(starts, lengths, strict=True):
                self._observer("event", start, length)

    def event(self, event: WireEvent, start: int, length: int, part: int) -> None:
        self.chunk.parts.append(part)
        self.chunk.events.append(event)
        self.chunk.offsets.append(start)
        self.chunk.lengths.append(length)
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
