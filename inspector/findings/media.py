"""Prompts that nobody can have heard."""

from collections.abc import Iterator

import numpy as np

from inspector.calls.operations import pair_operations
from inspector.catalog.model import RuleRow
from inspector.diagnosis.wording import counted
from inspector.events.kinds import EventKind, EventOutcome
from inspector.findings.deliveries import Deliveries
from inspector.findings.model import Finding, Limit
from inspector.findings.scene import Scene, finding
from inspector.findings.wording import duration, kind_name
from inspector.index.table import NO_TIME, NONE

_NS_PER_S = 1_000_000_000
_PLAY = "play"
_RECOGNIZE = "recognize"
_NO_INPUT = (8509, 8510, 8513, 8532)
"""Subcodes of a recognize that waited in vain."""


def media_1(scene: Scene, rule: RuleRow) -> Iterator[Finding | Limit]:
    """Plays that were over at once, and recognizes that waited after a play had failed."""
    deliveries = Deliveries(scene)
    playing = scene.mask(_plays)
    telling = playing | scene.mask(lambda kind: kind.finishes == _RECOGNIZE)
    calls = np.unique(scene.table.call[playing])
    for call in calls[calls != NONE].tolist():
        if scene.cancelled():
            return
        rows = scene.calls.rows(call)
        yield from _short_plays(scene, rule, call, deliveries.first(rows[playing[rows]]))
        yield from _in_vain(scene, rule, call, rows[telling[rows]].tolist())
    yield from deliveries.limits(rule.id)


def _short_plays(scene: Scene, rule: RuleRow, call: int, plays: list[int]) -> Iterator[Finding]:
    """One finding for all plays of a call that were over at once, the shortest first."""
    shortest_ns = rule.limits["shortest_play_s"] * _NS_PER_S
    short: list[tuple[int, int, int]] = []
    for pair in pair_operations(scene.table, plays):
        finish = pair.finish
        if finish is None or pair.inferred:
            continue
        times = int(scene.table.time[pair.start]), int(scene.table.time[finish])
        if NO_TIME in times or scene.kind(finish).outcome is not EventOutcome.SUCCEEDED:
            continue
        if 0 <= times[1] - times[0] < shortest_ns:
            short.append((times[1] - times[0], pair.start, finish))
    if not short:
        return
    length_ns = min(short)[0]
    text = f"The play was over after {duration(length_ns)}."
    if len(short) > 1:
        text = f"{counted(len(short), 'play')} were over at once, one after {duration(length_ns)}."
    rows = tuple(row for _, start, finish in sorted(short) for row in (finish, start))
    yield finding(rule, text, rows, call)


def _in_vain(scene: Scene, rule: RuleRow, call: int, rows: list[int]) -> Iterator[Finding]:
    """Recognizes that timed out soon after a failed play, with no other play between."""
    failed: int | None = None
    for row in rows:
        kind = scene.kind(row)
        if _plays(kind):
            failed = row if kind.outcome is EventOutcome.FAILED else None
        elif failed is not None and kind.finishes == _RECOGNIZE:
            times = int(scene.table.time[failed]), int(scene.table.time[row])
            waited_ns = times[1] - times[0]
            in_vain = int(scene.table.subcode[row]) in _NO_INPUT
            in_vain = in_vain and kind.outcome is EventOutcome.FAILED
            if (
                in_vain
                and NO_TIME not in times
                and waited_ns <= rule.limits["waited_s"] * _NS_PER_S
            ):
                after = f"{duration(waited_ns)} after {kind_name(scene, failed)}"
                text = f"{kind_name(scene, row)} without input came {after}."
                yield finding(rule, text, (row, failed), call)
            failed = None


def _plays(kind: EventKind) -> bool:
    return _PLAY in (kind.starts, kind.finishes)
