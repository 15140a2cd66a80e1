"""Sources whose events carry other times for the same deliveries.

The service writes the time of an event, so that two logs of one delivery agree to the last digit,
whatever the clocks of the programs that wrote these logs. They differ only where something on the
way wrote the time anew: in local time without a zone, or by a clock of its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inspector.calls.capture import Capture
from inspector.errors import InspectorError
from inspector.index.table import NO_TIME, NONE

_MOST_SOURCES = 32
"""Sources compared with one another: hundreds of pairs, each a few milliseconds."""
_LEAST_SHARED = 3
_STEADY = 0.8
_JITTER_NS = 50_000_000
"""Distances closer than this are one distance."""
_LEAST_NS = 100_000_000
_READ = 20
"""Records of each pair that are read to see that the deliveries are the same."""
_KEY = ("call", "kind", "code", "subcode", "sequence", "context")
_TIMES = frozenset({"time", "eventtime"})

Longs = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What has to be added to the event times of a source to make them those of another one."""

    source: int
    reference: int
    """A source with more events, or an earlier name."""
    add_ns: int
    rows: tuple[tuple[int, int], ...]
    """Event rows of source and reference that are the same delivery, as far as they were read."""
    deliveries: int
    """How many deliveries stand in both, by their columns."""


@dataclass(frozen=True, slots=True)
class _Rows:
    """The events of one source that nothing else in it can be taken for, by key."""

    keys: Longs
    rows: Longs


def disagreements(capture: Capture, cancelled: Callable[[], bool]) -> tuple[Disagreement, ...]:
    """Sources with a constant distance to another one; the order of the files plays no part."""
    infos, inputs = capture.sources, capture.inputs
    order = sorted(
        (at for at, info in enumerate(infos) if info.events),
        key=lambda at: (-infos[at].events, inputs[at].label, inputs[at].name),
    )[:_MOST_SOURCES]
    if len(order) < 2:
        return ()
    agreeing = _agreeing(capture)
    rows = _single_rows(capture, order)
    found: list[Disagreement] = []
    for place, source in enumerate(order):
        for reference in order[:place]:
            if cancelled():
                return tuple(found)
            told = _compare(capture, rows, source, reference)
            pair = (min(source, reference), max(source, reference))
            if told is not None and agreeing.get(pair, 0) < told.deliveries:
                found.append(told)
                break
    return tuple(found)


def _agreeing(capture: Capture) -> Mapping[tuple[int, int], int]:
    """How many deliveries two sources have with the same time."""
    counts: dict[tuple[int, int], int] = {}
    for row, places in capture.copies.items():
        kept = int(capture.table.source[row])
        for place in places:
            pair = (min(kept, place.source), max(kept, place.source))
            counts[pair] = counts.get(pair, 0) + 1
    return counts


def _single_rows(capture: Capture, sources: list[int]) -> dict[int, _Rows]:
    table = capture.table
    rows = np.flatnonzero((table.call != NONE) & (table.time != NO_TIME))
    columns = [getattr(table, name)[rows] for name in _KEY]
    by_key = np.lexsort(columns)
    differs = np.zeros(len(rows), dtype=np.int64)
    for column in columns:
        ordered = column[by_key]
        differs[1:] |= ordered[1:] != ordered[:-1]
    keys = np.empty(len(rows), dtype=np.int64)
    keys[by_key] = np.cumsum(differs)
    found = {}
    for source in sources:
        here = table.source[rows] == source
        single, first, count = np.unique(keys[here], return_index=True, return_counts=True)
        found[source] = _Rows(single[count == 1], rows[here][first[count == 1]])
    return found


def _compare(
    capture: Capture, rows: Mapping[int, _Rows], source: int, reference: int
) -> Disagreement | None:
    mine, other = rows[source], rows[reference]
    _, at_mine, at_other = np.intersect1d(
        mine.keys, other.keys, assume_unique=True, return_indices=True
    )
    if len(at_mine) < _LEAST_SHARED:
        return None
    time = capture.table.time
    add = time[other.rows[at_other]] - time[mine.rows[at_mine]]
    typical = _typical(add)
    steady = np.abs(add - typical) <= _JITTER_NS
    if abs(typical) < _LEAST_NS or steady.mean() < _STEADY:
        return None
    pairs = [
        (int(a), int(b))
        for a, b in zip(mine.rows[at_mine][steady], other.rows[at_other][steady], strict=True)
    ]
    read = pairs[:: max(1, len(pairs) // _READ)][:_READ]
    same = tuple(pair for pair in read if _is_same(capture, *pair))
    if len(same) < max(_LEAST_SHARED, _STEADY * len(read)):
        return None
    return Disagreement(source, reference, typical, same, len(pairs))


def _typical(values: Longs) -> int:
    """The value that most have, else the one in the middle."""
    each, count = np.unique(values, return_counts=True)
    most = int(count.argmax())
    return int(each[most]) if count[most] * 2 > len(values) else int(np.median(values))


def _is_same(capture: Capture, row: int, other: int) -> bool:
    """Whether two events say the same but for their times."""
    try:
        bodies = [capture.record(each).body for each in (row, other)]
    except InspectorError:
        return False
    first, second = (
        {key: value for key, value in body.items() if key.lower() not in _TIMES} for body in bodies
    )
    return first == second
