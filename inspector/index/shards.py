"""Reads a large file with several threads; the result is that of one reading, in file order.

The file is cut at line ends. The compiled part lets threads run at the same time; without it one
thread reads as quickly as two. A shard that cannot be read by itself (something in it is broken, or
a value goes on beyond its end) is read once more, from where the last good one ended.
"""

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import SimpleQueue

from inspector.capture.bytestore import ReadInto
from inspector.capture.chunk import Chunk
from inspector.capture.compiledpath import Compiled
from inspector.capture.reader import Reading, read
from inspector.capture.source import Source
from inspector.capture.window import BLOCK
from inspector.index.shard import Shard, Span, Tools, read_span

LARGE = 1 << 26
"""Bytes below which one thread is as quick."""
FIRST = 1 << 19
"""Bytes read at once, so that the first rows do not wait for whole shards."""
SHARD = 1 << 24
"""Bytes read at a time: some milliseconds, so that a cancel is answered soon."""
_SMALLEST = 8
"""The shards at the end are smaller, down to this part of a shard, so that all finish together."""
_MOST_THREADS = 8
_AHEAD = 1
"""Shards asked for beyond those that are being read."""
_MOST_MISSES = 8
"""Shards that cannot be used, after which the rest is read by one thread."""
_TURN_S = 0.0005
"""After so long a thread that waits for the interpreter gets it; usually it is ten times that."""
_LINE_SOUGHT = 1 << 16


def thread_count() -> int:
    """Threads worth having here."""
    return min(_MOST_THREADS, os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class Plan:
    """When and how a file is shared out."""

    threads: int = field(default_factory=thread_count)
    pool: Callable[[int], Executor] = ThreadPoolExecutor
    large: int = LARGE
    """Bytes from which on it is."""
    shard: int = SHARD
    """Bytes of a shard."""


def read_source(
    source: Source, cancelled: Callable[[], bool], compiled: Compiled | None, plan: Plan
) -> Iterator[Chunk | Shard]:
    """All events of a source in file order; sets its `container` and `note` at the end."""
    place = source.file_text
    is_small = place is None or source.text_size < plan.large or plan.threads == 1
    if is_small or compiled is None:
        yield from read(source, cancelled, compiled=compiled)
        return
    with source.session() as read_into:
        reading = Reading(source.index, read_into, source.text_size, reader=compiled.reader())
        first = _line_start(read_into, min(FIRST, plan.shard), source.text_size)
        yield from reading.until(first, cancelled)
        is_apart = reading.pass_to(reading.position) and reading.survey.is_line_by_line
        if is_apart and not cancelled() and reading.position < source.text_size:
            spans = _spans(read_into, reading.position, source, plan)
            yield from _sharded(reading, spans, cancelled, compiled, plan)
        yield from reading.until(source.text_size, cancelled)
        yield from reading.finish(source)


def _sharded(
    reading: Reading,
    spans: Iterator[Span],
    cancelled: Callable[[], bool],
    compiled: Compiled,
    plan: Plan,
) -> Iterator[Chunk | Shard]:
    """Chunks and shards up to the end, or until there is a cancel, or too many reads in vain."""
    misses = 0
    shards: deque[Future[Shard]] = deque()
    tools: SimpleQueue[Tools] = SimpleQueue()
    for _ in range(plan.threads):
        tools.put(Tools(compiled.reader(), bytearray(BLOCK)))
    with plan.pool(plan.threads) as executor, _short_turns():
        while not cancelled():
            while len(shards) < plan.threads + _AHEAD:
                span = next(spans, None)
                if span is None:
                    break
                shards.append(executor.submit(read_span, span, tools, cancelled))
            if not shards:
                return
            shard = shards.popleft().result()
            if shard.is_whole and reading.pass_to(shard.span.start):
                reading.take_over(shard.span.stop, shard.survey)
                yield shard
            else:
                misses += 1
                yield from reading.until(shard.span.stop, cancelled)
                if misses == _MOST_MISSES:
                    break
        for future in shards:
            future.cancel()


@contextmanager
def _short_turns() -> Iterator[None]:
    """Let threads that are done with compiled work not wait long for the interpreter."""
    usual_s = sys.getswitchinterval()
    sys.setswitchinterval(min(usual_s, _TURN_S))
    try:
        yield
    finally:
        sys.setswitchinterval(usual_s)


def _spans(read_into: ReadInto, start: int, source: Source, plan: Plan) -> Iterator[Span]:
    """Cut what is left at line ends."""
    place = source.file_text
    assert place is not None
    path, mark = place
    while start < source.text_size:
        share = (source.text_size - start) // (plan.threads + _AHEAD)
        size = max(plan.shard // _SMALLEST, min(plan.shard, share))
        stop = _line_start(read_into, start + size, source.text_size)
        yield Span(source.index, path, mark, start, stop)
        start = stop


def _line_start(read_into: ReadInto, position: int, total: int) -> int:
    """The start of the first line that begins at or behind a position; else the text's end."""
    view = memoryview(bytearray(_LINE_SOUGHT))
    position = max(0, position - 1)
    while position < total:
        count = read_into(position, view[: min(len(view), total - position)])
        found = bytes(view[:count]).find(b"\n")
        if found >= 0:
            return position + found + 1
        if not count:
            break
        position += count
    return total
