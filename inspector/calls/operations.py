"""Pairs the events that start and finish an operation of one call."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

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


def is_state_change(kind: EventKind) -> bool:
    """Whether the event may start or finish its operation; its name alone does not tell."""
    return bool(kind.starts) and kind.starts == kind.finishes


def pair_operations(table: EventTable, rows: Sequence[int]) -> tuple[Operation, ...]:
    """The operations among rows of one call in time order, in the order of their starts.

    A result belongs to the nearest earlier start with its operation and context. What is left is
    paired with the nearest earlier open start of the operation, except a failure that carries
    another context: what failed to begin has no start event. A result without a start makes no
    operation, nor does a change of state.
    """
    rows = [row for row in rows if not is_state_change(_kind(table, row))]
    exact = _pair_by_context(table, rows)
    settled = {*exact, *exact.values()}
    inferred = _pair_by_nearness(table, [row for row in rows if row not in settled])
    return tuple(
        Operation(_kind(table, row).starts, row, exact.get(row, inferred.get(row)), row in inferred)
        for row in rows
        if _kind(table, row).starts
    )


def _pair_by_context(table: EventTable, rows: Sequence[int]) -> dict[int, int]:
    """Start row to result row, where operation and context are the same."""
    found: dict[int, int] = {}
    open_starts: dict[tuple[str, int], list[int]] = defaultdict(list)
    for row in rows:
        kind, context = _kind(table, row), int(table.context[row])
        if kind.finishes and (waiting := open_starts[kind.finishes, context]):
            found[waiting.pop()] = row
        if kind.starts:
            open_starts[kind.starts, context].append(row)
    return found


def _pair_by_nearness(table: EventTable, rows: Sequence[int]) -> dict[int, int]:
    """Start row to result row among what is left, where the operation alone is the same."""
    found: dict[int, int] = {}
    open_starts: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        kind, context = _kind(table, row), int(table.context[row])
        waiting = open_starts[kind.finishes] if kind.finishes else []
        if waiting and (
            kind.outcome is not EventOutcome.FAILED
            or NONE in (context, int(table.context[waiting[-1]]))
        ):
            found[waiting.pop()] = row
        if kind.starts:
            open_starts[kind.starts].append(row)
    return found


def _kind(table: EventTable, row: int) -> EventKind:
    return table.kinds[int(table.kind[row])]
