"""The pure parts of the timeline's drawing; they need no window."""

import random
from itertools import combinations, pairwise

import numpy as np
import pytest
from PySide6.QtCore import QRectF

from inspector.calls.timeline import Marker, Markers, Span, Spans, Stretch, Timeline
from inspector.events.kinds import Lane
from inspector.gui.timeline.clusters import LEAST, group
from inspector.gui.timeline.density import EMPTY
from inspector.gui.timeline.folding import Fold, TimeMap
from inspector.gui.timeline.items import label_rect
from inspector.gui.timeline.parts import Placed
from inspector.gui.timeline.placing import MARK_PX, MOST_ITEMS, place
from inspector.gui.timeline.plan import Plan, plan
from inspector.gui.timeline.rooms import LEAST_ROW_PX
from inspector.gui.timeline.scale import Extent, Scale
from inspector.gui.timeline.space import Space
from inspector.gui.timeline.ticks import Axis, AxisKind, clock_text, relative_text, ticks
from inspector.index.codes import CodeClass

ROW_PX = 30.0
ORIGIN_NS = 1_750_108_437_254_548_500


class SixPixels:
    """A font whose every letter is 6 px wide."""

    def width_px(self, text: str) -> float:
        return 6.0 * len(text)

    def elide(self, text: str, width_px: float) -> str:
        room = int(width_px // 6)
        return text if len(text) <= room else text[: max(room - 1, 0)] + "…"


def span(start: float, end: float, label: str = "play", lane: Lane = Lane.PLAY) -> Span:
    return Span(lane, start, end, label, (int(start * 1000),), CodeClass.C2XX)


def marker(at: float, label: str = "", *, failed: bool = False, lane: Lane = Lane.PLAY) -> Marker:
    return Marker(lane, at, int(at * 1000) + 1, label, CodeClass.C4XX, failed)


def timeline(*parts: Span | Marker, end_s: float | None = None) -> Timeline:
    spans = tuple(part for part in parts if isinstance(part, Span))
    markers = tuple(part for part in parts if isinstance(part, Marker))
    lanes = tuple(lane for lane in Lane if any(part.lane is lane for part in parts))
    return Timeline(0, lanes, Spans.of(spans), Markers.of(markers), end_s, 10.0, 0)


def placed(shown: Timeline, width_px: float = 600.0) -> Placed:
    return place(plan(shown), Scale(0.0, 10.0, width_px), ROW_PX, SixPixels())


def test_seconds_and_pixels_go_both_ways() -> None:
    scale = Scale(-1.0, 9.0, 500.0)
    assert scale.x_px(0.0) == 50.0
    assert scale.second(scale.x_px(3.25)) == pytest.approx(3.25)


def test_the_whole_call_leaves_its_margins_in_pixels() -> None:
    scale = Scale(*Extent(20.0, 500.0).whole(), 500.0)
    assert scale.x_px(0.0) == pytest.approx(16.0)
    assert scale.x_px(20.0) == pytest.approx(442.0)


def test_zoom_keeps_the_second_under_the_pointer() -> None:
    extent = Extent(20.0, 500.0)
    window = extent.zoomed(extent.whole(), 0.5, 8.0, 0.01)
    before, after = Scale(*extent.whole(), 500.0), Scale(*window, 500.0)
    assert after.x_px(8.0) == pytest.approx(before.x_px(8.0))
    assert after.px_per_s == pytest.approx(2 * before.px_per_s)


def test_no_move_or_zoom_leaves_the_whole() -> None:
    extent = Extent(20.0, 500.0)
    low, high = extent.whole()
    assert extent.moved((2.0, 6.0), 99.0) == pytest.approx((high - 4.0, high))
    assert extent.moved((2.0, 6.0), -99.0) == pytest.approx((low, low + 4.0))
    assert extent.zoomed((2.0, 6.0), 99.0, 3.0, 0.01) == pytest.approx((low, high))
    first, last = extent.zoomed((2.0, 6.0), 1e-9, 3.0, 0.01)
    assert last - first == pytest.approx(0.01)


@pytest.mark.parametrize(
    ("at_ms", "step_ms", "text"),
    [
        (0, 1000, "0"),
        (250, 50, "250 ms"),
        (1500, 500, "1.5 s"),
        (1050, 50, "1.05 s"),
        (5000, 5000, "5 s"),
        (80_000, 5000, "1 m 20 s"),
        (120_000, 30_000, "2 m"),
        (7_500_000, 300_000, "2 h 05 m"),
    ],
)
def test_relative_times_read_short(at_ms: int, step_ms: int, text: str) -> None:
    assert relative_text(at_ms, step_ms) == text


def test_clock_times_show_milliseconds_only_when_zoomed_in() -> None:
    assert clock_text(33_237_250, 1000) == "09:13:57"
    assert clock_text(33_237_250, 50) == "09:13:57.250"


@pytest.mark.parametrize("span_s", [0.003, 0.4, 7.0, 95.0, 4000.0, 300_000.0, 5e6])
def test_ticks_are_apart_and_rise(span_s: float) -> None:
    scale = Scale(-0.01 * span_s, span_s, 640.0)
    for kind, spacing in ((AxisKind.RELATIVE, 68), (AxisKind.UTC, 80)):
        made = ticks(scale, Axis(ORIGIN_NS, kind))
        assert len(made) >= 1
        assert all(b.x_px - a.x_px >= spacing - 0.01 for a, b in pairwise(made))
    assert ticks(scale, Axis(ORIGIN_NS))[0].text == "0"


def test_clock_ticks_stand_on_round_clock_times() -> None:
    scale = Scale(0.0, 60.0, 600.0)
    first = ticks(scale, Axis(ORIGIN_NS, AxisKind.UTC))[0]
    assert first.text == "21:14:00"
    assert scale.second(first.x_px) == pytest.approx(2.7454515, abs=1e-6)


def test_what_runs_side_by_side_gets_rows_of_its_own() -> None:
    rows = plan(timeline(span(1, 5), span(2, 6), span(7, 8))).rows
    assert rows.span_row.tolist() == [0, 1, 0]
    assert rows.count == 2


def test_a_failure_of_something_else_does_not_sit_on_a_bar() -> None:
    shown = plan(timeline(span(1, 5), marker(3.0, "8535", failed=True), marker(4.0)))
    assert shown.rows.marker_row.tolist() == [1, 0]


def test_a_label_goes_right_else_left_else_away() -> None:
    right = placed(timeline(marker(5.0, "tone")))
    assert right.labels[0].x > 300
    left = placed(timeline(marker(9.9, "tone")))
    assert left.labels[0].x + left.labels[0].width < 594
    crowd = [marker(5 + n * 0.2, "tone") for n in range(-1, 2)]
    assert [label.part for label in placed(timeline(*crowd)).labels] == [crowd[0], crowd[2]]


def test_a_failure_drops_its_words_before_its_number() -> None:
    beside = [marker(5.0, "no input 8510", failed=True), marker(5.9), marker(4.1)]
    assert [label.text for label in placed(timeline(*beside)).labels] == ["8510"]


def test_a_bar_too_short_for_its_label_has_it_behind() -> None:
    (label,) = placed(timeline(span(2, 2.3, "greeting 0.3 s"))).labels
    assert label.text == "greeting 0.3 s"
    assert label.x > 138


def test_a_short_bar_before_the_end_has_its_label_in_front() -> None:
    (label,) = placed(timeline(span(7.5, 7.8, "greeting 0.3 s"), end_s=8.0)).labels
    assert label.text == "greeting 0.3 s"
    assert label.x + label.width < 450


def test_a_long_label_is_cut_to_its_bar() -> None:
    (label,) = placed(timeline(span(0, 10, "x" * 200))).labels
    assert label.text.endswith("…")
    assert label.x + label.width <= 592


@pytest.mark.parametrize("seed", range(40))
def test_labels_never_cover_anything(seed: int) -> None:
    chance = random.Random(seed)
    row_px = chance.choice([LEAST_ROW_PX, ROW_PX])
    shown, scale = plan(random_timeline(chance)), random_scale(chance)
    made = place(shown, scale, row_px, SixPixels())
    assert shown.timeline.end_s is not None
    cap = scale.x_px(shown.timeline.end_s)
    boxes = [label_rect(label) for label in made.labels]
    for box, other in combinations(boxes, 2):
        assert not box.intersects(other), (box, other)
    solid = [QRectF(m.x - m.size / 2, m.y - m.size / 2, m.size, m.size) for m in made.marks]
    solid += [QRectF(c.left, c.y - c.height / 2, c.right - c.left, c.height) for c in made.clusters]
    solid += [QRectF(f.left, -1e4, f.right - f.left, 2e4) for f in made.folds]
    for box in boxes:
        assert box.left() >= 0
        assert box.right() <= WIDTH_PX
        assert not box.left() < cap < box.right(), "on the end cap"
        assert not any(box.intersects(other) for other in solid)


@pytest.mark.parametrize("seed", range(20))
def test_marks_that_stay_apart_are_drawn_and_the_others_counted(seed: int) -> None:
    chance = random.Random(seed)
    shown = plan(random_timeline(chance))
    scale = random_scale(chance)
    made = place(shown, scale, ROW_PX, SixPixels())
    rows = [mark.marker.row for mark in made.marks]
    rows += [row for cluster in made.clusters for row in cluster.rows]
    assert len(rows) == len(set(rows))
    inside = [row for row in shown.markers.row.tolist() if 0 <= x_of(shown, scale, row) <= WIDTH_PX]
    assert set(inside) <= set(rows)
    for cluster in made.clusters:
        assert len(cluster.rows) >= 3
        assert cluster.number == str(len(cluster.rows))
        beside = [other for other in made.clusters if other.row == cluster.row]
        edges = sorted((other.left, other.right) for other in beside)
        assert all(left[1] <= right[0] for left, right in pairwise(edges))


WIDTH_PX = 600.0


def random_timeline(chance: random.Random) -> Timeline:
    parts: list[Span | Marker] = []
    for number in range(chance.randint(3, 120)):
        start = chance.choice([chance.uniform(0, 9), chance.gauss(5, 0.1)])
        lane = chance.choice([Lane.CALL, Lane.PLAY, Lane.MEDIA])
        if chance.random() < 0.3:
            end = start + chance.choice([0.0, 0.05, 2.0, 9.0]) * chance.random()
            inner = (Stretch("muted", start, (start + end) / 2),) if chance.random() < 0.3 else ()
            name = "bar " * chance.randint(0, 6)
            parts.append(Span(lane, start, end, name, (1000 + number,), CodeClass.C2XX,
                              open_end=chance.random() < 0.2, stretches=inner))  # fmt: skip
        else:
            failed, label = chance.random() < 0.3, chance.choice(["", "tone received", "busy 8510"])
            parts.append(Marker(lane, start, number, label, CodeClass.C4XX, failed))
    parts.sort(key=lambda part: part.start_s if isinstance(part, Span) else part.at_s)
    return timeline(*parts, end_s=chance.uniform(5, 10))


def random_scale(chance: random.Random) -> Scale:
    first = chance.uniform(-1, 8)
    folds = (Fold(6.0, 7.0),) if chance.random() < 0.5 else ()
    return Scale(first, first + chance.choice([0.1, 1.0, 11.0]), WIDTH_PX, TimeMap(folds, 0.2))


def x_of(shown: Plan, scale: Scale, row: int) -> float:
    second = shown.second_of(row)
    assert second is not None
    return scale.x_px(second)


def test_a_cluster_says_how_many_of_what() -> None:
    tones = [marker(2 + n * 0.02, "tone received") for n in range(12)]
    (cluster,) = placed(timeline(*tones)).clusters
    assert cluster.text == "12 tones"
    assert (cluster.first_s, cluster.last_s) == (2.0, pytest.approx(2.22))
    failures = [marker(6 + n * 0.02, "busy 8510", failed=True) for n in range(5)]
    assert placed(timeline(*failures)).clusters[0].text == "5 failures"
    mixed = [*tones, marker(2.31, "8510", failed=True)]
    (worst,) = placed(timeline(*mixed)).clusters
    assert worst.text == "13 events, 1 failed"
    assert worst.failed


def test_a_label_lies_in_one_bar_or_beside_all() -> None:
    space = Space(100.0, [(0.0, 90.0), (10.0, 20.0), (40.0, 60.0)])
    assert space.is_free(45.0, 55.0)
    assert space.is_free(22.0, 38.0)
    assert not space.is_free(22.0, 38.0, in_bar=False)
    assert not space.is_free(30.0, 45.0)
    assert not space.is_free(85.0, 95.0)
    assert space.is_free(91.0, 99.0, in_bar=False)


@pytest.mark.parametrize("seed", range(30))
def test_a_pill_covers_its_own_marks_and_nothing_beside_it(seed: int) -> None:
    chance = random.Random(seed)
    wide = chance.choice([60, 300, 900])
    x = np.sort(np.array([chance.uniform(0, wide) for _ in range(chance.randint(1, 90))]))
    groups = group(x)
    members = [number for item in groups for number in range(item.first, item.last)]
    assert members == list(range(len(x)))
    edges = []
    for item in groups:
        if len(item) >= LEAST:
            assert item.left <= x[item.first] + 1
            assert x[item.last - 1] <= item.right + 1
            assert item.right - item.left >= 20 + 7 * len(str(len(item)))
            edges.append((item.left, item.right))
        else:
            edges.append((x[item.first] - MARK_PX / 2, x[item.first] + MARK_PX / 2))
    sizes = [len(item) for item in groups]
    for (size, one), (other_size, other) in pairwise(zip(sizes, edges, strict=True)):
        if size >= LEAST or other_size >= LEAST:
            assert one[1] <= other[0] + (MARK_PX if size < LEAST else 0)


def test_two_marks_on_each_other_are_no_cluster() -> None:
    made = placed(timeline(marker(2.0), marker(2.01)))
    assert len(made.marks) == 2
    assert not made.clusters


def test_a_crowd_becomes_cells_and_zooming_in_brings_marks_back() -> None:
    crowd = timeline(
        marker(1.0, "alone", lane=Lane.CALL),
        *(marker(n * 10 / (MOST_ITEMS + 1), failed=n == 7) for n in range(MOST_ITEMS + 1)),
    )
    far = placed(crowd)
    assert [mark.marker.label for mark in far.marks] == ["alone"]
    (cells,) = far.cells
    assert np.count_nonzero(cells.worst != EMPTY) == 150
    near = place(plan(crowd), Scale(2.0, 4.0, 6000.0), ROW_PX, SixPixels())
    assert not near.cells
    assert 390 < len(near.marks) < 430


def test_very_many_bars_that_lie_on_each_other_are_one_and_the_worst() -> None:
    like = [span(1.0 + n / 1e6, 9.0) for n in range(4000)]
    worse = Span(Lane.PLAY, 1.002, 9.0, "play", (77_777,), CodeClass.C5XX)
    made = placed(timeline(*like, worse, span(2.0, 9.0, "later")))
    by_row: dict[int, list[Span]] = {}
    for bar in made.bars:
        by_row.setdefault(bar.row, []).append(bar.span)
    assert max(map(len, by_row.values())) <= 3
    crowded = by_row[max(by_row)]
    assert worse in crowded
    assert "later" in {each.label for each in crowded}
