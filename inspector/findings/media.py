"""Prompts that nobody can have heard."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from inspector.catalog.model import RuleRow
from inspector.diagnosis.wording import counted
from inspector.events.kinds import EventKind, EventOutcome
from inspector.findings.deliveries import Deliveries
from inspector.findings.model import Finding, Limit
from inspector.findings.pairing import Operations, Pairing
from inspector.findings.scene import Rows, Scene, finding
from inspector.findings.wording import duration, kind_name
from inspector.index.table import NO_TIME, NONE

_NS_PER_S = 1_000_000_000
_PLAY = "play"
_RECOGNIZE = "recognize"
_NO_INPUT = (8509, 8510, 8513, 8532)
"""Subcodes of a recognize that waited in vain."""

Pair = tuple[int, int]
"""The rows of two events, in call order."""


def media_1(scene: Scene, rule: RuleRow) -> Iterator[Finding | Limit]:
    """Plays that were over at once, and recognizes that waited after a play had failed."""
    deliveries = Deliveries(scene)
    playing = scene.mask(_plays)
    calls = scene.calls_with(playing)
    plays = scene.shared(Pairing).among(scene.rows_of(calls, playing), deliveries)
    short = _by_call(scene, _short_plays(scene, rule, plays))
    telling = playing | scene.mask(lambda kind: kind.finishes == _RECOGNIZE)
    in_vain = _by_call(scene, _in_vain(scene, rule, scene.rows_of(calls, telling)))
    for call in sorted({*short, *in_vain}):
        if scene.cancelled():
            return
        if call in short:
            yield _finding_of_short(scene, rule, call, short[call])
        for failed, row in in_vain.get(call, ()):
            after = f"{duration(_apart_ns(scene, failed, row))} after {kind_name(scene, failed)}"
            text = f"{kind_name(scene, row)} without input came {after}."
            yield finding(rule, text, (row, failed), call)
    yield from deliveries.limits(rule.id)


def _short_plays(scene: Scene, rule: RuleRow, plays: Operations) -> list[Pair]:
    """The plays that were over at once, call by call."""
    shortest_ns = rule.limits["shortest_play_s"] * _NS_PER_S
    succeeded = scene.mask(lambda kind: kind.outcome is EventOutcome.SUCCEEDED)
    known = plays.where((plays.finish != NONE) & ~plays.inferred)
    known = known.where(succeeded[known.finish])
    return [
        pair
        for pair in _near(scene, known.start, known.finish, shortest_ns)
        if 0 <= _apart_ns(scene, *pair) < shortest_ns
    ]


def _finding_of_short(scene: Scene, rule: RuleRow, call: int, plays: Sequence[Pair]) -> Finding:
    """One finding for all plays of a call that were over at once, the shortest first."""
    short = sorted((_apart_ns(scene, *pair), *pair) for pair in plays)
    length_ns = short[0][0]
    text = f"The play was over after {duration(length_ns)}."
    if len(short) > 1:
        text = f"{counted(len(short), 'play')} were over at once, one after {duration(length_ns)}."
    rows = tuple(row for _, start, finish in short for row in (finish, start))
    return finding(rule, text, rows, call)


def _in_vain(scene: Scene, rule: RuleRow, rows: Rows) -> list[Pair]:
    """Failed plays with the recognize that timed out soon after, and no other event between.

    The rows are all plays and results of recognizes of calls, call by call in call order.
    """
    waited_ns = rule.limits["waited_s"] * _NS_PER_S
    table = scene.table
    failed_play = scene.mask(lambda kind: _plays(kind) and kind.outcome is EventOutcome.FAILED)
    in_vain = scene.mask(lambda kind: not _plays(kind) and kind.outcome is EventOutcome.FAILED)
    before, after = rows[:-1], rows[1:]
    found = failed_play[before] & in_vain[after] & (table.call[before] == table.call[after])
    found &= np.isin(table.subcode[after], _NO_INPUT)
    return [
        pair
        for pair in _near(scene, before[found], after[found], waited_ns)
        if _apart_ns(scene, *pair) <= waited_ns
    ]


def _near(scene: Scene, starts: Rows, finishes: Rows, within_ns: float) -> list[Pair]:
    """The pairs that may be no farther apart than that; those without times are none of them."""
    begun, ended = scene.table.time[starts], scene.table.time[finishes]
    near = (begun != NO_TIME) & (ended != NO_TIME)
    near &= ended / 1e9 - begun / 1e9 <= within_ns / 1e9 + 1  # centuries may lie between
    return list(zip(starts[near].tolist(), finishes[near].tolist(), strict=True))


def _apart_ns(scene: Scene, row: int, later: int) -> int:
    return int(scene.table.time[later]) - int(scene.table.time[row])


def _by_call(scene: Scene, pairs: Sequence[Pair]) -> dict[int, list[Pair]]:
    found: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        found[int(scene.table.call[pair[0]])].append(pair)
    return found


def _plays(kind: EventKind) -> bool:
    return _PLAY in (kind.starts, kind.finishes)
