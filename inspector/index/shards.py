"""Reads a large file with several processes; the result is that of one reading, in file order.

The file is cut at line ends. A shard that cannot be read by itself (something in it is broken, or
a value goes on beyond its end) is read here instead, from where the last good one ended.
"""

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context

from inspector.capture.bytestore import ReadInto
from inspector.capture.chunk import Chunk
from inspector.capture.reader import Reading, read
from inspector.capture.source import Source
from inspector.errors import InspectorError
from inspector.events.kinds import KindTable
from inspector.index.shard import Shard, Span, read_span

LARGE = 150_000_000
"""Bytes below which one thread is done before a worker process has started."""
FIRST = 1 << 21
"""Bytes read here at once, so that the first rows do not wait for the workers."""
SHARD = 1 << 24
"""Bytes a worker reads at a time: some tens of milliseconds, so that a cancel is answered soon."""
_MOST_WORKERS = 8
_IN_FLIGHT = 2
"""Shards asked for at a time, for each worker: one to read and one to follow."""
_LINE_SOUGHT = 1 << 16


def worker_count() -> int:
    """Processes worth starting here."""
    return min(_MOST_WORKERS, os.cpu_count() or 1)


def process_pool(workers: int) -> Executor:
    """Workers that start afresh, as they must beside a running window and on Windows."""
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


@dataclass(frozen=True, slots=True)
class Plan:
    """When and how a file is shared out."""

    workers: int = field(default_factory=worker_count)
    pool: Callable[[int], Executor] = process_pool
    large: int = LARGE
    """Bytes from which on it is."""
    shard: int = SHARD
    """Bytes of a shard."""


def read_source(
    source: Source, kinds: KindTable, cancelled: Callable[[], bool], plan: Plan
) -> Iterator[Chunk | Shard]:
    """All events of a source in file order; sets its `container` and `note` at the end."""
    place = source.file_text
    if place is None or source.text_size < plan.large or plan.workers == 1:
        yield from read(source, cancelled)
        return
    with source.session() as read_into:
        reading = Reading(source.index, read_into, source.text_size)
        first = _line_start(read_into, min(FIRST, plan.shard), source.text_size)
        yield from reading.until(first, cancelled)
        if not cancelled() and reading.position < source.text_size:
            spans = _spans(read_into, reading.position, source, plan.shard)
            yield from _sharded(reading, spans, kinds, cancelled, plan)
        yield from reading.until(source.text_size, cancelled)
        yield from reading.finish(source)


def _sharded(
    reading: Reading,
    spans: Iterator[Span],
    kinds: KindTable,
    cancelled: Callable[[], bool],
    plan: Plan,
) -> Iterator[Chunk | Shard]:
    """Shards as far as workers can be had; what is left is for the caller to read."""
    with _running(plan) as executor:
        if executor is None:
            return
        waiting: deque[Future[Shard]] = deque()
        for _ in range(_IN_FLIGHT * plan.workers):
            _ask(executor, waiting, spans, kinds)
        while waiting and not cancelled():
            try:
                shard = waiting.popleft().result()
                _ask(executor, waiting, spans, kinds)
            except (OSError, BrokenExecutor, InspectorError):
                return
            if shard.is_whole and reading.pass_to(shard.span.start):
                reading.take_over(shard.span.stop, shard.survey)
                yield shard
            else:
                yield from reading.until(shard.span.stop, cancelled)


def _ask(
    executor: Executor, waiting: deque[Future[Shard]], spans: Iterator[Span], kinds: KindTable
) -> None:
    span = next(spans, None)
    if span is not None:
        waiting.append(executor.submit(read_span, span, kinds))


@contextmanager
def _running(plan: Plan) -> Iterator[Executor | None]:
    """The workers; None where the system gives no semaphores, as some containers do not."""
    try:
        executor = plan.pool(plan.workers)
    except (OSError, ImportError):
        yield None
        return
    try:
        yield executor
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


def _spans(read_into: ReadInto, start: int, source: Source, size: int) -> Iterator[Span]:
    """Cut what is left at line ends."""
    place = source.file_text
    assert place is not None
    path, mark = place
    while start < source.text_size:
        stop = _line_start(read_into, start + size, source.text_size)
        yield Span(path, mark, start, stop)
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
