"""A part of a large file read by itself, by a thread of its own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue

from inspector.capture.bytestore import FileStore, ShiftedStore
from inspector.capture.operation import OperationRow
from inspector.capture.reader import Reading
from inspector.capture.survey import Survey
from inspector.compiled.rows import RowReader
from inspector.index.part import Part, PartBuilder, part_of


@dataclass(frozen=True, slots=True)
class Span:
    """Which bytes of which source's text; the text is a file's, behind its byte order mark."""

    source: int
    path: Path
    mark: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Shard:
    """What a span holds, or that it cannot be read by itself."""

    span: Span
    is_whole: bool
    """Read by itself, the span gives what it gives inside of its file."""
    parts: list[Part]
    survey: Survey
    operations: list[OperationRow] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many events there are."""
        return sum(part.size for part in self.parts)


@dataclass(frozen=True, slots=True)
class Tools:
    """What one thread at a time reads with: room that is taken and cleared once, not each time."""

    reader: RowReader
    room: bytearray


def read_span(span: Span, tools: SimpleQueue[Tools], cancelled: Callable[[], bool]) -> Shard:
    """Read a span that begins and ends at the start of a line.

    Offsets are those of the whole text. A span with a problem is given up: whether it is one
    depends on what lies around.
    """
    store: FileStore | ShiftedStore = FileStore(span.path)
    if span.mark:
        store = ShiftedStore(store, span.mark)
    parts: list[Part] = []
    operations: list[OperationRow] = []
    with store.session() as read_into, _one_of(tools) as own:
        reading = Reading(
            span.source,
            read_into,
            span.stop,
            start=span.start,
            reader=own.reader,
            room=own.room,
        )
        for chunk in reading.until(span.stop, cancelled, span.stop - span.start):
            if reading.survey.problems:
                break
            builder = PartBuilder()
            builder.add(chunk)
            if builder.size:
                parts.append(builder.part())
            if chunk.rows is not None:
                parts.append(part_of(chunk.rows, span.source))
            operations += chunk.operations
    is_whole = reading.is_whole and not cancelled()
    return Shard(span, is_whole, parts, reading.survey, operations)


@contextmanager
def _one_of(tools: SimpleQueue[Tools]) -> Iterator[Tools]:
    """Tools that nobody else uses; the reader has no rows."""
    own = tools.get()
    own.reader.clear()
    try:
        yield own
    finally:
        tools.put(own)
