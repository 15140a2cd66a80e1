"""Pairs the events that start and finish an operation of one call."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from inspector.calls.columns import Mask, Numbers
from inspector.calls.row_kinds import RowKinds
from inspector.events.kinds import EventKind, EventOutcome
from inspector.index.table import NONE, EventTable


@dataclass(frozen=True, slots=True)
class Operation:
    """Something the application asked for whose start event was delivered."""

    name: str
    """What the kind of event calls it, for example "play"."""
    start: int
    """Row of the start event."""
    finish: int | None
    """Row of the result; None when it is not in the capture."""
    inferred: bool
    """Paired by nearness: the operation contexts do not say that these belong together."""


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Operations as columns, in the order of their starts; places in the rows that were asked."""

    start: Numbers
    """The start events."""
    finish: Numbers
    """The results, NONE where the capture has none."""
    inferred: Mask


def is_state_change(kind: EventKind) -> bool:
    """Whether the event may start or finish its operation; its name alone does not tell."""
    return bool(kind.starts) and kind.starts == kind.finishes


def pair_operations(table: EventTable, rows: Sequence[int]) -> tuple[Operation, ...]:
    """The operations among rows of one call in time order, in the order of their starts."""
    known = np.asarray(rows, dtype=np.int64)
    pairs = paired(table, known)
    starts = known[pairs.start].tolist()
    finishes = np.append(known, NONE)[pairs.finish].tolist()  # where NONE, that is -1, finds NONE
    return tuple(
        Operation(
            table.kinds[int(table.kind[start])].starts,
            start,
            None if finish == NONE else finish,
            inferred,
        )
        for start, finish, inferred in zip(starts, finishes, pairs.inferred.tolist(), strict=True)
    )


def paired(table: EventTable, rows: Numbers) -> Pairs:
    """The operations among rows of one call in time order.

    A result belongs to the nearest earlier start with its operation and context. What is left is
    paired with the nearest earlier open start of the operation, except a failure that carries
    another context: what failed to begin has no start event. A result without a start makes no
    operation, nor does a change of state.
    """
    kinds = RowKinds(table, rows)
    starts, finishes = (kinds.numbers(side) for side in _sides(kinds.kinds))
    finish = np.full(len(rows), NONE, np.int64)
    inferred = np.zeros(len(rows), np.bool_)
    if (starts >= 0).any() and (finishes >= 0).any():
        contexts = table.context[rows].astype(np.int64) - NONE
        width = int(contexts.max(initial=0)) + 1
        _pair_exactly(_key(starts, contexts, width), _key(finishes, contexts, width), finish)
        failing = kinds.where(lambda kind: kind.outcome is EventOutcome.FAILED)
        _pair_nearest(starts, finishes, contexts, failing, finish, inferred)
    begun = np.flatnonzero(starts >= 0)
    return Pairs(begun, finish[begun], inferred[begun])


def _sides(kinds: Sequence[EventKind]) -> tuple[list[int], list[int]]:
    """For each kind the numbers of the operations that it starts and finishes, or NONE."""
    sides = [("", "") if is_state_change(kind) else (kind.starts, kind.finishes) for kind in kinds]
    numbers = {"": NONE}
    for name in (name for side in sides for name in side):
        numbers.setdefault(name, len(numbers) - 1)
    return [numbers[start] for start, _ in sides], [numbers[finish] for _, finish in sides]


def _key(operation: Numbers, contexts: Numbers, width: int) -> Numbers:
    return np.where(operation >= 0, operation * width + contexts, NONE)


def _pair_exactly(starts: Numbers, finishes: Numbers, finish: Numbers) -> None:
    """Writes, for the places of starts, the places of the results with the same key.

    Of one key, starts and results nest like brackets: a result closes the start opened last.
    Brackets of one depth that stand next to each other belong together.
    """
    # An event that does both finishes the one before it first.
    closing, opening = np.flatnonzero(finishes >= 0), np.flatnonzero(starts >= 0)
    at = np.sort(np.concatenate([closing * 2, opening * 2 + 1]), kind="stable")
    key = np.where(at & 1, starts[at >> 1], finishes[at >> 1])
    order = np.argsort(key, kind="stable")
    at, key = at[order], key[order]
    opens = (at & 1).astype(np.bool_)
    first = np.concatenate([[True], key[1:] != key[:-1]])
    group = np.cumsum(first) - 1
    depth = np.cumsum(np.where(opens, 1, -1))
    depth -= (depth - np.where(opens, 1, -1))[first][group]
    # The lowest depth so far, of each group by itself: groups lie in strata without overlap.
    stratum = group * (2 * len(at) + 2)
    lowest = np.minimum(np.minimum.accumulate(depth - stratum) + stratum, 0)
    before = np.concatenate([[0], lowest[:-1]])
    before[first] = 0
    matched = opens | (lowest == before)
    level = depth - lowest + ~opens
    at, opens = at[matched], opens[matched]
    order = np.argsort((group * (int(level.max()) + 1) + level)[matched], kind="stable")
    at, opens = at[order], opens[order]
    closed = np.flatnonzero(~opens)
    finish[at[closed - 1] >> 1] = at[closed] >> 1


def _pair_nearest(
    starts: Numbers,
    finishes: Numbers,
    contexts: Numbers,
    failing: Mask,
    finish: Numbers,
    inferred: Mask,
) -> None:
    """Pairs what is left by the operation alone."""
    settled = finish != NONE
    settled[finish[settled]] = True
    left_starts = np.where(settled, NONE, starts)
    left_finishes = np.where(settled, NONE, finishes)
    both = np.intersect1d(left_starts[left_starts >= 0], left_finishes[left_finishes >= 0])
    left = np.flatnonzero(np.isin(left_starts, both) | np.isin(left_finishes, both))
    waiting: dict[int, list[int]] = defaultdict(list)
    for place in left.tolist():
        stack = waiting[int(finishes[place])] if finishes[place] >= 0 else []
        if stack and (not failing[place] or 0 in (contexts[place], contexts[stack[-1]])):
            start = stack.pop()
            finish[start], inferred[start] = place, True
        if starts[place] >= 0:
            waiting[int(starts[place])].append(place)
