"""Starts and results are paired as a reader would pair them one by one."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from inspector.calls.operations import (
    Operation,
    is_state_change,
    pair_operations,
    paired_by_call,
)
from inspector.catalog.catalog import Catalog
from inspector.events.kinds import EventKind, EventOutcome, KindTable, Lane
from inspector.index.table import NONE, EventTable
from tests.support.timeline_case import Told, table_of

KINDS = KindTable.build(
    (EventKind(name, outcome, Lane.PLAY, starts=starts, finishes=finishes), ())
    for name, outcome, starts, finishes in (
        ("PlayStarted", EventOutcome.INFO, "play", ""),
        ("PlayCompleted", EventOutcome.SUCCEEDED, "", "play"),
        ("PlayFailed", EventOutcome.FAILED, "", "play"),
        ("HoldStarted", EventOutcome.INFO, "hold", ""),
        ("HoldCompleted", EventOutcome.SUCCEEDED, "", "hold"),
        ("HoldToPlay", EventOutcome.INFO, "play", "hold"),
        ("Recording", EventOutcome.INFO, "recording", "recording"),
        ("Tone", EventOutcome.INFO, "", ""),
    )
)
EVENTS = st.lists(
    st.tuples(
        st.sampled_from([kind.name for kind in KINDS.kinds]), st.sampled_from([None, "a", "b"])
    ),
    max_size=30,
)


def one_by_one(table: EventTable, rows: Sequence[int]) -> tuple[Operation, ...]:
    """The rule of pairing, with a stack of open starts for each operation and context."""
    kinds = {row: table.kinds[int(table.kind[row])] for row in rows}
    rows = [row for row in rows if not is_state_change(kinds[row])]
    context = {row: int(table.context[row]) for row in rows}
    found: dict[int, int] = {}
    exact: dict[tuple[str, int], list[int]] = defaultdict(list)
    for row in rows:
        if kinds[row].finishes and exact[kinds[row].finishes, context[row]]:
            found[exact[kinds[row].finishes, context[row]].pop()] = row
        if kinds[row].starts:
            exact[kinds[row].starts, context[row]].append(row)
    settled = {*found, *found.values()}
    near: dict[int, int] = {}
    waiting: dict[str, list[int]] = defaultdict(list)
    for row in (row for row in rows if row not in settled):
        stack = waiting[kinds[row].finishes] if kinds[row].finishes else []
        fits = kinds[row].outcome is not EventOutcome.FAILED
        if stack and (fits or NONE in (context[row], context[stack[-1]])):
            near[stack.pop()] = row
        if kinds[row].starts:
            waiting[kinds[row].starts].append(row)
    return tuple(
        Operation(kinds[row].starts, row, found.get(row, near.get(row)), row in near)
        for row in rows
        if kinds[row].starts
    )


NEAREST_IS_OF_ANOTHER = [("PlayStarted", None), ("PlayStarted", "a"), ("PlayFailed", "b")]
"""A failure with a context, an open start without one, and between them one with another."""


@given(EVENTS)
@example(NEAREST_IS_OF_ANOTHER)
@example([*NEAREST_IS_OF_ANOTHER, ("PlayCompleted", "c"), ("PlayFailed", "b")])
def test_columns_pair_as_one_by_one(events: list[tuple[str, str | None]]) -> None:
    told = [Told(name, at, context=context) for at, (name, context) in enumerate(events)]
    table = table_of(KINDS, told)
    rows = list(range(len(told)))
    assert pair_operations(table, rows) == one_by_one(table, rows)


def test_the_operations_of_the_catalog_pair(catalog: Catalog) -> None:
    told = [
        Told("MediaStreamingStarted", 1, context="start"),
        Told("TranscriptionStarted", 2, context="t"),
        Told("DialogStarted", 3, context="d"),
        Told("DialogCompleted", 4, context="d"),
        Told("MediaStreamingStopped", 5, context="stop"),
        Told("TranscriptionFailed", 6, context="t"),
    ]
    pairs = pair_operations(table_of(catalog.kinds, told), range(6))
    assert [(pair.name, pair.start, pair.finish, pair.inferred) for pair in pairs] == [
        ("media streaming", 0, 4, True),
        ("transcription", 1, 5, False),
        ("dialog", 2, 3, False),
    ]


@given(st.lists(st.tuples(EVENTS, st.integers(1, 4)), max_size=4))
@example([(NEAREST_IS_OF_ANOTHER, 1), ([("PlayStarted", "a"), ("PlayFailed", "b")], 2)])
def test_many_calls_at_once_pair_as_each_by_itself(
    turns: list[tuple[list[tuple[str, str | None]], int]],
) -> None:
    told = [
        Told(name, at, context=context, call=call)
        for at, (events, call) in enumerate(turns)
        for name, context in events
    ]
    table = table_of(KINDS, told)
    calls = [
        np.flatnonzero(table.call == call) for call in range(int(table.call.max(initial=-1)) + 1)
    ]
    rows = np.concatenate([*calls, np.zeros(0, np.int64)])
    pairs = paired_by_call(table, rows)
    starts, finishes = rows[pairs.start], np.append(rows, NONE)[pairs.finish]
    assert list(zip(starts.tolist(), finishes.tolist(), pairs.inferred.tolist(), strict=True)) == [
        (pair.start, NONE if pair.finish is None else pair.finish, pair.inferred)
        for of_call in calls
        for pair in one_by_one(table, of_call.tolist())
    ]
