"""The compiled path beside the others: it must tell the same of every text."""

from functools import cache

import numpy as np

from inspector.capture.chunk import Chunk
from inspector.capture.compiledpath import Compiled, compiled_path
from inspector.capture.problem import Problem
from inspector.capture.reader import Observer, read
from inspector.capture.source import Source
from inspector.events.times import YEARS
from inspector.index.build import DTYPES, Builder
from inspector.index.table import EventTable
from tests.support.call_rows import kinds

NO_BUILD = "the compiled part was not built: no C compiler is here"
_TELLING = ("event", "problem", "operation", "other")


@cache
def compiled() -> Compiled | None:
    """The compiled part; None where it was not built."""
    return compiled_path(YEARS)


def table(chunks: list[Chunk], part: Compiled | None) -> EventTable:
    builder = Builder(kinds(), part)
    for chunk in chunks:
        builder.add(chunk)
    return builder.table()


def columns(found: EventTable) -> dict[str, list[object]]:
    """Columns with texts in place of their numbers."""
    texts = {
        "kind": found.types,
        "call": found.call_ids,
        "server": found.server_ids,
        "correlation": found.correlation_ids,
        "context": found.contexts,
    }
    every: dict[str, list[object]] = {"texts": [list(held) for held in texts.values()]}
    for name in DTYPES:
        values = getattr(found, name).tolist()
        held = texts.get(name)
        every[name] = values if held is None else [None if at < 0 else held[at] for at in values]
    return every


def told(
    source: Source, part: Compiled | None, observer: Observer | None = None
) -> tuple[list[Chunk], tuple[object, ...]]:
    """The chunks of a source, and what two ways to read it must agree on."""
    ranges: list[tuple[str, int, int]] = []
    also = observer or (lambda _kind, _offset, _length: None)

    def observe(kind: str, offset: int, length: int) -> None:
        also(kind, offset, length)
        if kind in _TELLING and length:
            ranges.append((kind, offset, length))

    chunks = list(read(source, _never, observe, part))
    problems: list[Problem] = [each for chunk in chunks for each in chunk.problems]
    operations = [each for chunk in chunks for each in chunk.operations]
    others = sum(chunk.other for chunk in chunks)
    facts = (
        columns(table(chunks, part)),
        sorted(each for each in ranges if each[0] != "other"),
        _without_spaces(source, [each[1:] for each in ranges if each[0] == "other"]),
        problems,
        operations,
        others,
        source.container,
        source.note,
    )
    return chunks, facts


def _without_spaces(source: Source, ranges: list[tuple[int, int]]) -> bytes:
    """Which bytes lie in some ranges; several lines may be told as one range."""
    text = np.frombuffer(source.read_at(0, source.text_size), dtype=np.uint8)
    marks = np.zeros(len(text), dtype=np.bool_)
    for offset, length in ranges:
        marks[offset : offset + length] = True
    return bytes(marks & ~np.isin(text, list(b" \t\r\n")))


def _never() -> bool:
    return False
