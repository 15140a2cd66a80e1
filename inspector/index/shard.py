"""A part of a large file read in a process of its own: columns and texts to send back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from inspector.capture.bytestore import FileStore, ShiftedStore
from inspector.capture.operation import OperationRow
from inspector.capture.reader import Reading
from inspector.capture.survey import Survey
from inspector.index.part import Part, PartBuilder


@dataclass(frozen=True, slots=True)
class Span:
    """Which bytes of which text; the text is a file's, behind its byte order mark."""

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
    part: Part
    survey: Survey
    operations: list[OperationRow] = field(default_factory=list)


def begin() -> None:
    """Nothing: a worker that has done it has started, and can read."""


def read_span(span: Span, cancelled: Callable[[], bool] = lambda: False) -> Shard:
    """Read a span that begins and ends at the start of a line; made to run in a worker too.

    Offsets are those of the whole text. A span with a problem is given up: whether it is one
    depends on what lies around.
    """
    store: FileStore | ShiftedStore = FileStore(span.path)
    if span.mark:
        store = ShiftedStore(store, span.mark)
    builder = PartBuilder()
    operations: list[OperationRow] = []
    with store.session() as read_into:
        reading = Reading(0, read_into, span.stop, start=span.start)
        for chunk in reading.until(span.stop, cancelled):
            if reading.survey.problems:
                break
            builder.add(chunk)
            operations += chunk.operations
    return Shard(span, reading.is_whole, builder.part(), reading.survey, operations)
