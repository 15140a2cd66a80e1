"""Reads a source from its first byte to its last, in chunks."""

from collections.abc import Callable, Iterator

from inspector.capture.bytestore import ReadInto
from inspector.capture.chunk import Chunk
from inspector.capture.excerpt import LineCounter, excerpt_of
from inspector.capture.plain import PlainPath
from inspector.capture.problem import Problem
from inspector.capture.scanner import Scanner
from inspector.capture.source import Source
from inspector.capture.window import BLOCK, Window
from inspector.capture.wire import WireEvent

MOST_EVENTS = 4096
"""Events in a chunk: a caller shows them, and asks whether to go on, a hundred times a second."""
_STEPS_A_CHECK = 256

Observer = Callable[[str, int, int], None]
"""Is told the kind ("event", "problem", "other", "structure"), offset and length of every range."""


def read(
    source: Source, cancelled: Callable[[], bool], observer: Observer | None = None
) -> Iterator[Chunk]:
    """All events of a source in file order; sets its `container` and `note` at the end."""
    with source.session() as read_into:
        window = Window(read_into, source.text_size)
        collector = _Collector(source.index, read_into, observer)
        scanner = Scanner(window, collector, PlainPath())
        steps = 0
        yielded_at = 0
        while scanner.step():
            steps += 1
            full = len(collector.chunk.events) >= MOST_EVENTS
            if full or scanner.position - yielded_at >= BLOCK:
                yielded_at = scanner.position
                yield collector.take(scanner.position)
            elif steps % _STEPS_A_CHECK:
                continue
            if cancelled():
                break
        if window.shortened:
            collector.problem(window.total, 0, "The file became shorter while it was being read.")
        if source.damage:
            collector.problem(source.text_size, 0, source.damage)
        binary = source.binary
        source.container = scanner.survey.container(binary=binary)
        source.note = scanner.survey.note(source.head, source.size, binary=binary)
        yield collector.take(scanner.position)


class _Collector:
    """The sink that fills chunks."""

    def __init__(self, source: int, read: ReadInto, observer: Observer | None) -> None:
        self.chunk = Chunk(source)
        self._read = read
        self._lines = LineCounter(read)
        self._observer = observer
        self._position = 0

    def take(self, position: int) -> Chunk:
        """The chunk so far; a new one begins."""
        chunk = self.chunk
        self._position = max(self._position, position)
        chunk.position = self._position
        self.chunk = Chunk(chunk.source)
        return chunk

    def events(self, events: list[WireEvent], starts: list[int], lengths: list[int]) -> None:
        chunk = self.chunk
        chunk.events += events
        chunk.offsets += starts
        chunk.lengths += lengths
        chunk.parts += [0] * len(events)
        if self._observer is not None:
            for start, length in zip(starts, lengths, strict=True):
                self._observer("event", start, length)

    def event(self, event: WireEvent, start: int, length: int, part: int) -> None:
        self.chunk.parts.append(part)
        self.chunk.events.append(event)
        self.chunk.offsets.append(start)
        self.chunk.lengths.append(length)
        self._observe("event", start, length)

    def problem(self, start: int, length: int, reason: str) -> None:
        line = self._lines.line_of(start)
        excerpt = excerpt_of(self._read, start, length)
        self.chunk.problems.append(Problem(self.chunk.source, start, length, line, reason, excerpt))
        self._observe("problem", start, length)

    def other(self, start: int, length: int, count: int) -> None:
        self.chunk.other += count
        self._observe("other", start, length)

    def structure(self, start: int, length: int) -> None:
        self._observe("structure", start, length)

    def _observe(self, kind: str, start: int, length: int) -> None:
        if self._observer is not None:
            self._observer(kind, start, length)
