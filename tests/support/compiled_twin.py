"""The compiled path beside the others: it must tell the same of every text."""

from functools import cache

import numpy as np

from inspector.capture.chunk import Chunk
from inspector.capture.compiledpath import Compiled, compiled_path
from inspector.capture.problem import Problem
from inspector.capture.reader import Observer, read
from inspector.capture.source import Input, Source
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
    source: Source,
    part: Compiled | None,
    observer: Observer | None = None,
    *,
    by_line: bool = False,
) -> tuple[list[Chunk], tuple[object, ...]]:
    """The chunks of a source, and what two ways to read it must agree on.

    `by_line` does not ask which part of a line tells of no call.
    """
    ranges: list[tuple[str, int, int]] = []
    also = observer or (lambda _kind, _offset, _length: None)

    def observe(kind: str, offset: int, length: int) -> None:
        also(kind, offset, length)
        if kind in _TELLING and length:
            ranges.append((kind, offset, length))

    chunks = list(read(source, _never, observe, part))
    facts = (
        *_kept(source, chunks, part),
        sorted(each for each in ranges if each[0] != "other"),
        _others(source, [each[1:] for each in ranges if each[0] == "other"], by_line=by_line),
    )
    return chunks, facts


def told_to_nobody(source: Source, part: Compiled | None) -> tuple[object, ...]:
    """The first of these facts, where nobody wants to know of ranges."""
    return _kept(source, list(read(source, _never, None, part)), part)


def _kept(source: Source, chunks: list[Chunk], part: Compiled | None) -> tuple[object, ...]:
    problems: list[Problem] = [each for chunk in chunks for each in chunk.problems]
    return (
        columns(table(chunks, part)),
        problems,
        [each for chunk in chunks for each in chunk.operations],
        sum(chunk.other for chunk in chunks),
        source.container,
        source.note,
    )


def _others(source: Source, ranges: list[tuple[int, int]], *, by_line: bool) -> bytes:
    """Which bytes lie in some ranges; several lines may be told as one range.

    A comma behind a value belongs to it or not, as others around it are read together or not; what
    stands before it on its line belongs to it or not, as something is tried in between or not.
    """
    read = source.read_at(0, source.text_size)
    text = np.frombuffer(read, dtype=np.uint8)
    marks = np.zeros(len(text), dtype=np.bool_)
    for offset, length in ranges:
        end = offset + length
        newline = read.find(b"\n", end - 1) if by_line else end
        marks[read.rfind(b"\n", 0, offset) + 1 : newline if newline >= 0 else len(read)] = True
    return bytes(marks & ~np.isin(text, list(b" \t\r\n,")))


class Rest:
    """What of a source nothing was told about yet."""

    def __init__(self, source: Source) -> None:
        self._text = bytearray(source.read_at(0, source.text_size))

    def without(self, _kind: str, offset: int, length: int) -> None:
        """Note that something was told of a range."""
        self._text[offset : offset + length] = b" " * length

    @property
    def untold(self) -> bytes:
        """What is left but white space."""
        return bytes(self._text).strip(b" \t\r\n")


def source(data: bytes) -> Source:
    return Source.open(Input("pasted text", data=data), 0)


def as_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def assert_alike(data: bytes, *, by_line: bool = False) -> list[Chunk]:
    """The chunks of the compiled path, after the other paths told the same."""
    text = source(data)
    rest = Rest(text)
    chunks, facts = told(text, compiled(), rest.without, by_line=by_line)
    assert rest.untold == b""
    assert facts == told(source(data), None, by_line=by_line)[1]
    kept = told_to_nobody(source(data), compiled())
    assert facts[: len(kept)] == kept
    return chunks


def taken(chunks: list[Chunk]) -> int:
    """How many events the compiled path read."""
    return sum(chunk.rows.size for chunk in chunks if chunk.rows is not None)


def _never() -> bool:
    return False
