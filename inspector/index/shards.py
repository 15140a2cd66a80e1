"""Reads a large file with several processes; the result is that of one reading, in file order.

The file is cut at line ends. This process reads from its front on while the others start, and
shards in between when none of theirs is ready: nobody waits. A shard that cannot be read by itself
(something in it is broken, or a value goes on beyond its end) is read here once more, from where
the last good one ended.
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
from inspector.index.shard import Shard, Span, begin, read_span

LARGE = 150_000_000
"""Bytes below which one thread is done before a worker process has started."""
FIRST = 1 << 21
"""Bytes read here at once, so that the first rows do not wait for the workers."""
SHARD = 1 << 23
"""Bytes read at a time: some tens of milliseconds, so that a cancel is answered soon."""
_SMALLEST = 8
"""The shards at the end are smaller, down to this part of a shard, so that all finish together."""
_MOST_PROCESSES = 8
_IN_FLIGHT = 2
"""Shards asked for at a time, for each worker: one to read and one to follow."""
_WAITING = 4
"""Shards kept at most, for each process, until those before them are there."""
_LINE_SOUGHT = 1 << 16


def process_count() -> int:
    """Processes worth having here."""
    return min(_MOST_PROCESSES, os.cpu_count() or 1)


def process_pool(workers: int) -> Executor:
    """Workers that start afresh, as they must beside a running window and on Windows."""
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


@dataclass(frozen=True, slots=True)
class Plan:
    """When and how a file is shared out."""

    processes: int = field(default_factory=process_count)
    """Processes that read, this one among them."""
    pool: Callable[[int], Executor] = process_pool
    large: int = LARGE
    """Bytes from which on it is."""
    shard: int = SHARD
    """Bytes of a shard."""


def read_source(
    source: Source, cancelled: Callable[[], bool], plan: Plan
) -> Iterator[Chunk | Shard]:
    """All events of a source in file order; sets its `container` and `note` at the end."""
    place = source.file_text
    if place is None or source.text_size < plan.large or plan.processes == 1:
        yield from read(source, cancelled)
        return
    with source.session() as read_into:
        reading = Reading(source.index, read_into, source.text_size)
        first = _line_start(read_into, min(FIRST, plan.shard), source.text_size)
        yield from reading.until(first, cancelled)
        is_apart = reading.pass_to(reading.position)  # not inside of a table or an array
        if is_apart and not cancelled() and reading.position < source.text_size:
            spans = _spans(read_into, reading.position, source, plan)
            yield from _sharded(reading, spans, cancelled, plan)
        yield from reading.until(source.text_size, cancelled)
        yield from reading.finish(source)


def _sharded(
    reading: Reading,
    spans: Iterator[Span],
    cancelled: Callable[[], bool],
    plan: Plan,
) -> Iterator[Chunk | Shard]:
    """Chunks and shards as far as workers can be had; what is left is for the caller to read."""
    with _running(plan) as executor:
        if executor is None:
            return
        team = _Team(executor, cancelled, plan)
        while not cancelled():
            try:
                team.ask(spans)
                shard = team.first()
                if shard is None:
                    span = next(spans, None)
                    if span is not None and team.is_idle:
                        yield from reading.until(span.stop, cancelled)
                    elif span is not None:
                        team.read(span)
                    elif team.is_idle:
                        return
                    else:
                        shard = team.wait()
            except (OSError, BrokenExecutor, InspectorError):
                return
            if shard is None:
                continue
            if shard.is_whole and reading.pass_to(shard.span.start):
                reading.take_over(shard.span.stop, shard.survey)
                yield shard
            else:
                yield from reading.until(shard.span.stop, cancelled)


class _Team:
    """The workers, and the shards that they and this process read, in file order."""

    def __init__(self, executor: Executor, cancelled: Callable[[], bool], plan: Plan) -> None:
        self._executor = executor
        self._cancelled = cancelled
        self._in_flight = _IN_FLIGHT * (plan.processes - 1)
        self._most = _WAITING * plan.processes
        self._shards: deque[Future[Shard]] = deque()
        self._begun = executor.submit(begin)

    @property
    def is_idle(self) -> bool:
        """Whether nothing was asked for that is not taken yet."""
        return not self._shards

    def ask(self, spans: Iterator[Span]) -> None:
        """Keep the workers busy, once there is one."""
        if not self._begun.done():
            return
        busy = sum(not shard.done() for shard in self._shards)
        while busy < self._in_flight and len(self._shards) < self._most:
            span = next(spans, None)
            if span is None:
                return
            self._shards.append(self._executor.submit(read_span, span))
            busy += 1

    def first(self) -> Shard | None:
        """The first shard if it is there, or if so many others are that it has to be waited for."""
        if self._shards and (self._shards[0].done() or len(self._shards) >= self._most):
            return self.wait()
        return None

    def wait(self) -> Shard:
        """The first shard."""
        return self._shards.popleft().result()

    def read(self, span: Span) -> None:
        """Read a span here, behind those that were asked for."""
        done: Future[Shard] = Future()
        done.set_result(read_span(span, self._cancelled))
        self._shards.append(done)


@contextmanager
def _running(plan: Plan) -> Iterator[Executor | None]:
    """The workers; None where the system gives no semaphores, as some containers do not."""
    try:
        executor = plan.pool(plan.processes - 1)
    except (OSError, ImportError):
        yield None
        return
    try:
        yield executor
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


def _spans(read_into: ReadInto, start: int, source: Source, plan: Plan) -> Iterator[Span]:
    """Cut what is left at line ends."""
    place = source.file_text
    assert place is not None
    path, mark = place
    while start < source.text_size:
        share = (source.text_size - start) // (_WAITING * plan.processes)
        size = max(plan.shard // _SMALLEST, min(plan.shard, share))
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
