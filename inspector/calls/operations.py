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
    return _paired(table, rows, np.zeros(len(rows), np.int64))


def paired_by_call(table: EventTable, rows: Numbers) -> Pairs:
    """The operations of many calls at once, as `paired` finds them in each.

    The rows stand call by call, those of each call in time order.
    """
    calls = table.call[rows]
    group = np.zeros(len(rows), np.int64)
    np.cumsum(calls[1:] != calls[:-1], out=group[1:])
    return _paired(table, rows, group)


def _paired(table: EventTable, rows: Numbers, group: Numbers) -> Pairs:
    """The operations among rows whose groups, numbered in order, have nothing in common."""
    kinds = RowKinds(table, rows)
    sides = _sides(kinds.kinds)
    starts, finishes = (kinds.numbers(side) for side in sides)
    finish = np.full(len(rows), NONE, np.int64)
    inferred = np.zeros(len(rows), np.bool_)
    begun = np.flatnonzero(starts >= 0)
    if len(begun) and (finishes >= 0).any():
        names = 1 + max(number for side in sides for number in side)
        starts, finishes = _key(group, names, starts), _key(group, names, finishes)
        contexts = table.context[rows].astype(np.int64) - NONE
        width = int(contexts.max()) + 1
        opened, closed = _brackets(_key(starts, width, contexts), _key(finishes, width, contexts))
        finish[opened] = closed
        settled = np.zeros(len(rows), np.bool_)
        settled[opened] = settled[closed] = True
        failing = kinds.where(lambda kind: kind.outcome is EventOutcome.FAILED)
        opened, closed = _nearest(
            np.where(settled, NONE, starts),
            np.where(settled, NONE, finishes),
            failing & (contexts != 0),
            contexts == 0,
            int(group[-1] + 1) * names,
        )
        finish[opened], inferred[opened] = closed, True
    return Pairs(begun, finish[begun], inferred[begun])


def _sides(kinds: Sequence[EventKind]) -> tuple[list[int], list[int]]:
    """For each kind the numbers of the operations that it starts and finishes, or NONE."""
    sides = [("", "") if is_state_change(kind) else (kind.starts, kind.finishes) for kind in kinds]
    numbers = {"": NONE}
    for name in (name for side in sides for name in side):
        numbers.setdefault(name, len(numbers) - 1)
    return [numbers[start] for start, _ in sides], [numbers[finish] for _, finish in sides]


def _key(high: Numbers, width: int, low: Numbers) -> Numbers:
    """One number for two, NONE where either has none."""
    return np.where((high >= 0) & (low >= 0), high * width + low, NONE)


def _brackets(starts: Numbers, finishes: Numbers) -> tuple[Numbers, Numbers]:
    """The places of starts and, parallel to them, those of the results with the same key.

    Of one key, starts and results nest like brackets: a result closes the start opened last.
    Brackets of one depth that stand next to each other belong together.
    """
    closing, opening = np.flatnonzero(finishes >= 0), np.flatnonzero(starts >= 0)
    if not len(closing) or not len(opening):
        return opening[:0], closing[:0]
    # An event that does both finishes the one before it first.
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
    return at[closed - 1] >> 1, at[closed] >> 1


def _nearest(
    starts: Numbers, finishes: Numbers, picky: Mask, bare: Mask, names: int
) -> tuple[Numbers, Numbers]:
    """The places of starts and, parallel to them, those of the results of the same operation.

    Operations have numbers below `names`. A picky result belongs to the nearest open start only
    if that is bare. Where both occur, each result has to be looked at in its turn.
    """
    finishes = np.where(picky & ~_among(starts[bare], names)[finishes], NONE, finishes)
    mixed = _among(finishes[picky], names)
    of_mixed = mixed[starts] | mixed[finishes]
    opened, closed = _brackets(
        np.where(mixed[starts], NONE, starts), np.where(mixed[finishes], NONE, finishes)
    )
    pairs: list[tuple[int, int]] = []
    waiting: dict[int, list[int]] = defaultdict(list)
    for place in np.flatnonzero(of_mixed).tolist():
        stack = waiting[int(finishes[place])] if mixed[finishes[place]] else []
        if stack and (bare[stack[-1]] or not picky[place]):
            pairs.append((stack.pop(), place))
        if mixed[starts[place]]:
            waiting[int(starts[place])].append(place)
    looked_at = np.array(pairs, np.int64).reshape(-1, 2)
    return np.append(opened, looked_at[:, 0]), np.append(closed, looked_at[:, 1])


def _among(numbers: Numbers, count: int) -> Mask:
    """For each number below a count whether it is among some; never for NONE, the last place."""
    found = np.zeros(count - NONE, np.bool_)
    found[numbers] = True
    found[NONE] = False
    return found
