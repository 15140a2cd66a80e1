"""Rules about the results of operations: missing ones, second ones, late ones."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from inspector.calls.conversations import is_placeholder
from inspector.calls.operations import is_state_change
from inspector.catalog.model import RuleRow
from inspector.diagnosis.wording import counted
from inspector.events.kinds import EventKind, Lane, Role
from inspector.findings.deliveries import Deliveries
from inspector.findings.model import Finding, Limit
from inspector.findings.pairing import Pairing, is_paired
from inspector.findings.recordings import Recordings
from inspector.findings.scene import Rows, Scene, finding
from inspector.findings.wording import duration, kind_name, kind_names
from inspector.index.table import NO_TIME, NONE

_NS_PER_S = 1_000_000_000
_RACED = (8501, 8528, 8585)
"""Subcodes of an action that met a call which is not, or no longer, established."""
_MANY_RESULTS = frozenset({"continuous dtmf"})
"""Operations that report again and again under one context."""
_MEDIA_LANES = (Lane.PLAY, Lane.INPUT, Lane.RECORDING, Lane.MEDIA)
_ELSEWHERE = " The capture has no media result of this call: they may go to another address."


def op_1(scene: Scene, rule: RuleRow) -> Iterator[Finding | Limit]:
    """Operations that started before the end of their call and have no result."""
    recordings = Recordings(scene, int(rule.limits["records_read"]))
    deliveries = Deliveries(scene)
    ended = scene.calls.end != NONE
    ended &= scene.calls_with(scene.mask(lambda kind: bool(kind.starts)))
    operations = scene.shared(Pairing).among(
        scene.rows_of(ended, scene.mask(is_paired)), deliveries
    )
    places = _Places(scene)
    unfinished = operations.start[operations.finish == NONE]
    starts = _by_call(scene, places.before_end(unfinished))
    changes = scene.rows_of(ended, scene.mask(is_state_change))
    changes_before_end = set(places.before_end(changes).tolist())
    changes_of = _by_call(scene, changes)
    with_media = scene.calls_with(scene.mask(_ends_media))
    for call in sorted({*starts, *changes_of}):
        if scene.cancelled():
            return
        by_name: dict[str, list[int]] = defaultdict(list)
        for start in starts.get(call, ()):
            by_name[scene.kind(start).starts].append(start)
        elsewhere = "" if with_media[call] else _ELSEWHERE
        for name, of_name in by_name.items():
            text = _unfinished(scene, call, name, of_name) + elsewhere
            yield finding(rule, text, tuple(of_name), call)
        active = recordings.left_active(changes_of.get(call, ()))
        if active is not None and active in changes_before_end:
            text = "Recording was active when the call ended, and no inactive state follows."
            yield finding(rule, text, (active,), call)
    yield from deliveries.limits(rule.id)
    if recordings.skipped:
        text = f"{counted(recordings.skipped, 'change')} of recording state not read"
        yield Limit(rule.id, f"{text}: only the first {recordings.most:,} were.")


def op_2(scene: Scene, rule: RuleRow) -> Iterator[Finding | Limit]:
    """Second results for the operation context of one request."""
    deliveries = Deliveries(scene)
    for all_results, starts in _shared_contexts(scene):
        if scene.cancelled():
            return
        results = deliveries.first(all_results)
        if len(results) <= max(1, len(deliveries.first(starts))):
            continue
        # Every result after the first is one too many; the first is only what it repeats.
        rows = (*results[1:], results[0])
        call = int(scene.table.call[results[0]])
        yield finding(rule, _repeated(scene, results), rows, call)
    yield from deliveries.limits(rule.id)


def op_3(scene: Scene, rule: RuleRow) -> Iterator[Finding]:
    """Actions that failed because the call was just ending."""
    table, within_ns = scene.table, rule.limits["within_s"] * _NS_PER_S
    actions = scene.mask(lambda kind: kind.role is Role.NONE)
    raced = np.isin(table.subcode, _RACED) & (table.call != NONE)
    for row in np.flatnonzero(raced & actions).tolist():
        call = int(table.call[row])
        time, ended = int(table.time[row]), int(scene.calls.ended[call])
        if NO_TIME in (time, ended) or abs(time - ended) > within_ns:
            continue
        side = "after" if time > ended else "before"
        when = f"{duration(abs(time - ended))} {side}" if time != ended else "at the time of"
        text = f"{kind_name(scene, row)} came {when} the end of the call: the hang-up was faster."
        yield finding(rule, text, (row, int(scene.calls.end[call])), call)


class _Places:
    """Where events stand in their calls."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        order = scene.calls.order
        self._place = np.zeros(scene.table.size, dtype=np.int64)
        self._place[order] = np.arange(len(order))

    def before_end(self, rows: Rows) -> Rows:
        """Those of some events of ended calls that stand before the end."""
        ends = self._scene.calls.end[self._scene.table.call[rows]]
        return np.asarray(rows[self._place[rows] < self._place[ends]])


def _by_call(scene: Scene, rows: Rows) -> dict[int, list[int]]:
    """Rows that stand call by call, by their call."""
    found: dict[int, list[int]] = defaultdict(list)
    for call, row in zip(scene.table.call[rows].tolist(), rows.tolist(), strict=True):
        found[call].append(row)
    return found


def _unfinished(scene: Scene, call: int, name: str, starts: Sequence[int]) -> str:
    if len(starts) > 1:
        kind = kind_name(scene, starts[0])
        return f"No event finishes what {len(starts)} {kind} events began, although the call ended."
    time, ended = int(scene.table.time[starts[0]]), int(scene.calls.ended[call])
    later = f" {duration(ended - time)} later" if NO_TIME not in (time, ended) else ""
    kind = kind_name(scene, starts[0])
    return f"No event finishes the {name} that {kind} began, although the call ended{later}."


def _ends_media(kind: EventKind) -> bool:
    return kind.lane in _MEDIA_LANES and bool(kind.finishes) and not is_state_change(kind)


def _shared_contexts(scene: Scene) -> Iterator[tuple[list[int], list[int]]]:
    """Results of one call, operation and context, where there are several, and their starts.

    A context that different operations carry stands for the call, not for one request.
    """
    table = scene.table
    real = np.array([not is_placeholder(text) for text in tuple(table.contexts)], dtype=np.bool_)
    usable = (table.call != NONE) & (table.context != NONE)
    usable[usable] = real[table.context[usable]]
    key = table.call.astype(np.int64) * (len(real) + 1) + table.context
    order = scene.calls.order[usable[scene.calls.order]]
    names = sorted({kind.finishes for kind in table.kinds} - {"", *_MANY_RESULTS})
    finishing_rows = {name: order[scene.mask(_finishes(name))[order]] for name in names}
    used = [np.unique(key[rows]) for rows in finishing_rows.values()]
    every, uses = np.unique(np.concatenate([*used, key[:0]]), return_counts=True)
    call_wide = every[uses > 1]
    for name, finishing in finishing_rows.items():
        keys, counts = np.unique(key[finishing], return_counts=True)
        shared = np.setdiff1d(keys[counts > 1], call_wide)
        starting = _by_key(order[scene.mask(_starts(name))[order]], key, shared)
        for of_key, results in _by_key(finishing, key, shared).items():
            yield results, starting.get(of_key, [])


def _by_key(rows: Rows, key: Rows, wanted: Rows) -> dict[int, list[int]]:
    """The rows with a wanted key, by their key."""
    found: dict[int, list[int]] = defaultdict(list)
    for row in rows[np.isin(key[rows], wanted)].tolist():
        found[int(key[row])].append(row)
    return found


def _finishes(name: str) -> Callable[[EventKind], bool]:
    return lambda kind: kind.finishes == name and not is_state_change(kind)


def _starts(name: str) -> Callable[[EventKind], bool]:
    return lambda kind: kind.starts == name and not is_state_change(kind)


def _repeated(scene: Scene, results: Sequence[int]) -> str:
    names = {kind_name(scene, row) for row in results}
    if len(names) > 1:
        both = "both answer" if len(results) == 2 else "answer"
        return f"{kind_names(scene, results)} {both} one operation context."
    times = [int(scene.table.time[row]) for row in results]
    often = "twice" if len(results) == 2 else f"{len(results)} times"
    text = f"{names.pop()} came {often} for one operation context"
    if len(times) == 2 and NO_TIME not in times:
        text += f", {duration(abs(times[1] - times[0]))} apart"
    return f"{text}."
