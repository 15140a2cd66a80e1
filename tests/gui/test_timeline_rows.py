"""Rows, finding events in columns, and cells: compared with the plain way to do the same."""

import random

import numpy as np
import pytest

from inspector.calls.timeline import Marker, Markers, Span, Spans, Timeline
from inspector.events.kinds import Lane
from inspector.gui.timeline.density import (
    CELL_PX,
    EMPTY,
    Cells,
    cells_of_any,
    cells_of_sorted,
    merged,
)
from inspector.gui.timeline.places import NONE_FOUND, EventPlaces
from inspector.gui.timeline.plan import plan
from inspector.gui.timeline.rows import MOST_ROWS_A_LANE
from inspector.gui.timeline.scale import Scale
from inspector.index.codes import CodeClass


def timeline(spans: list[Span], markers: list[Marker]) -> Timeline:
    lanes = tuple(lane for lane in Lane if any(part.lane is lane for part in (*spans, *markers)))
    order = list(Lane)
    spans.sort(key=lambda span: (order.index(span.lane), span.start_s, span.end_s))
    markers.sort(key=lambda mark: (order.index(mark.lane), mark.at_s))
    return Timeline(0, lanes, Spans.of(spans), Markers.of(markers), None, 100.0, 0)


@pytest.mark.parametrize("seed", range(20))
def test_a_bar_takes_the_topmost_free_row(seed: int) -> None:
    chance = random.Random(seed)
    spans = []
    for number in range(chance.randint(1, 60)):
        start = chance.uniform(0, 90)
        length = chance.choice([0.0, 1.0, 5.0, 40.0])
        spans.append(Span(Lane.PLAY, start, start + length, "", (number,), CodeClass.C2XX))
    made = plan(timeline(spans, []))
    free: list[float] = []
    for span, row in zip(spans, made.rows.span_row.tolist(), strict=True):
        fitting = [n for n, until in enumerate(free) if until <= span.start_s]
        wanted = fitting[0] if fitting else min(len(free), MOST_ROWS_A_LANE - 1)
        assert row == wanted
        if wanted == len(free):
            free.append(span.end_s)
        free[wanted] = max(free[wanted], span.end_s)
    assert made.rows.count == len(free)


@pytest.mark.parametrize("seed", range(20))
def test_a_failure_of_something_else_lies_on_no_bar(seed: int) -> None:
    chance = random.Random(seed)
    starts = [chance.uniform(0, 90) for _ in range(chance.randint(1, 12))]
    spans = [
        Span(Lane.PLAY, at, at + chance.uniform(0, 10), "", (n,), CodeClass.C2XX)
        for n, at in enumerate(starts)
    ]
    markers = [
        Marker(Lane.PLAY, chance.uniform(0, 100), 100 + n, "8535", CodeClass.C4XX, failed=True)
        for n in range(30)
    ]
    made = plan(timeline(spans, markers))
    assert made.rows.count < MOST_ROWS_A_LANE
    for mark, row in zip(markers, made.rows.marker_row.tolist(), strict=True):
        for span, of_span in zip(spans, made.rows.span_row.tolist(), strict=True):
            assert row != of_span or not span.start_s <= mark.at_s <= span.end_s


def test_with_all_rows_covered_a_failure_stands_in_the_first() -> None:
    spans = [
        Span(Lane.PLAY, n, 50.0 - n, "", (n,), CodeClass.C2XX) for n in range(MOST_ROWS_A_LANE)
    ]
    spans.append(Span(Lane.PLAY, 10.0, 11.0, "", (20,), CodeClass.C2XX))
    failures = [
        Marker(Lane.PLAY, at, 30 + n, "", CodeClass.C4XX, failed=True)
        for n, at in enumerate((20.0, 49.5))
    ]
    made = plan(timeline(spans, failures))
    assert made.rows.span_row.tolist() == [0, 1, 2, 3, 4, 5, 5]
    assert made.rows.marker_row.tolist() == [0, 1]


def test_an_end_shares_the_row_of_its_bar_in_its_own_lane_only() -> None:
    spans = [
        Span(Lane.PLAY, 0, 50, "", (1, 2), CodeClass.C2XX),
        Span(Lane.PLAY, 10, 40, "", (3, 4), CodeClass.C2XX),
    ]
    ends = [Marker(Lane.PLAY, 40, 4, "", CodeClass.C2XX)]
    elsewhere = [Marker(Lane.INPUT, 50, 2, "", CodeClass.C2XX)]
    made = plan(timeline(spans, [*ends, *elsewhere]))
    assert made.rows.marker_row.tolist() == [1, 2]
    assert made.lane_row_of(4) == 1
    assert made.lane_row_of(1) == 0
    assert made.lane_row_of(77) is None


@pytest.mark.parametrize("seed", range(20))
def test_events_are_found_as_in_a_dict(seed: int) -> None:
    chance = random.Random(seed)
    rows = [chance.randint(0, 50) for _ in range(chance.randint(0, 60))]
    numbers = sorted(chance.randint(0, 20) for _ in rows)
    known = dict(zip(rows, numbers, strict=True))
    places = EventPlaces(np.array(rows, np.int64), np.array(numbers, np.int64))
    asked = list(range(-2, 55))
    found = places.find_all(np.array(asked, np.int64)).tolist()
    assert found == [known.get(row, NONE_FOUND) for row in asked]
    assert [places.find(row) for row in asked] == [known.get(row) for row in asked]


def test_placed_rows_come_by_time_without_those_that_are_not_here() -> None:
    made = plan(
        timeline(
            [Span(Lane.PLAY, 5, 9, "", (1, 2), CodeClass.C2XX)],
            [
                Marker(Lane.PLAY, 9, 2, "", CodeClass.C2XX),
                Marker(Lane.CALL, 1, 7, "", CodeClass.NONE),
            ],
        )
    )
    rows, seconds = made.placed_rows([2, 99, 1, 7])
    assert rows.tolist() == [7, 1, 2]
    assert seconds.tolist() == [1, 5, 9]
    assert made.next_of(7) == 2
    assert made.next_of(2) is None
    assert made.stretch_of(2) == (5, 9)
    assert made.stretch_of(7) == (1, 1)


@pytest.mark.parametrize("seed", range(10))
def test_cells_hold_the_worst_class(seed: int) -> None:
    chance = random.Random(seed)
    scale = Scale(2.0, 8.0, 100.0)
    drawn = np.sort(np.array([chance.uniform(2, 8) for _ in range(60)]))
    rank = np.array([chance.randint(0, 4) for _ in drawn], np.int8)
    wanted = np.full(26, EMPTY)
    for at, level in zip(drawn.tolist(), rank.tolist(), strict=True):
        cell = int(scale.x_of(at) // CELL_PX)
        wanted[cell] = max(wanted[cell], level)
    assert cells_of_sorted(3, scale, drawn, rank).worst.tolist() == wanted.tolist()
    rows = np.full(len(drawn), 3, np.int32)
    mixed = np.array(chance.sample(range(len(drawn)), len(drawn)))
    (other,) = cells_of_any(rows, scale, drawn[mixed], rank[mixed])
    assert other.row == 3
    assert other.worst.tolist() == wanted.tolist()


def test_cells_of_bars_and_marks_of_one_row_become_one() -> None:
    one = Cells(2, np.array([EMPTY, 1, 4, EMPTY], np.int8))
    other = Cells(2, np.array([EMPTY, 3, 2, 0], np.int8))
    (both,) = merged([one, other])
    assert both.worst.tolist() == [EMPTY, 3, 4, 0]
    assert both.stretches() == [(4.0, 16.0)]
    assert Cells(0, np.array([1, EMPTY, 1], np.int8)).stretches() == [(0.0, 4.0), (8.0, 12.0)]


def test_no_cells_of_nothing() -> None:
    nothing = np.array([], np.int8)
    scale = Scale(0.0, 1.0, 100.0)
    assert cells_of_any(np.array([], np.int32), scale, np.array([]), nothing) == []
    assert not (cells_of_sorted(0, scale, np.array([]), nothing).worst != EMPTY).any()
