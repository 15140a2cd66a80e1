"""The pure parts of the timeline's drawing; they need no window."""

import random
from itertools import pairwise

import pytest

from inspector.calls.timeline import Marker, Span, Timeline
from inspector.events.kinds import Lane
from inspector.gui.timeline.parts import Label, Placed
from inspector.gui.timeline.placing import MOST_ITEMS, place
from inspector.gui.timeline.plan import plan
from inspector.gui.timeline.scale import Extent, Scale
from inspector.gui.timeline.ticks import clock_text, relative_text, ticks
from inspector.index.codes import CodeClass

ROW_PX = 30.0


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
    return Timeline(0, lanes, spans, markers, end_s, 10.0, 0)


def placed(shown: Timeline, width_px: float = 600.0) -> Placed:
    return place(plan(shown), Scale(0.0, 10.0, width_px), ROW_PX, SixPixels())


def test_seconds_and_pixels_go_both_ways() -> None:
    scale = Scale(-1.0, 9.0, 500.0)
    assert scale.x_px(0.0) == 50.0
    assert scale.second(scale.x_px(3.25)) == pytest.approx(3.25)


def test_the_whole_call_leaves_its_margins_in_pixels() -> None:
    scale = Scale(*Extent(20.0, 500.0).whole(), 500.0)
    assert scale.x_px(0.0) == pytest.approx(16.0)
    assert scale.x_px(20.0) == pytest.approx(466.0)


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
    for origin, spacing in ((None, 68), (1_750_108_437_254_548_500, 80)):
        made = ticks(scale, origin)
        assert len(made) >= 1
        assert all(b.x_px - a.x_px >= spacing - 0.01 for a, b in pairwise(made))
    assert ticks(scale, None)[0].text == "0"


def test_clock_ticks_stand_on_round_clock_times() -> None:
    scale = Scale(0.0, 60.0, 600.0)
    first = ticks(scale, 1_750_108_437_254_548_500)[0]
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


@pytest.mark.parametrize("seed", range(12))
def test_labels_never_cover_anything(seed: int) -> None:
    chance = random.Random(seed)
    parts: list[Span | Marker] = []
    for _ in range(chance.randint(3, 60)):
        start = chance.uniform(0, 9)
        lane = chance.choice([Lane.PLAY, Lane.MEDIA])
        if chance.random() < 0.4:
            parts.append(span(start, start + chance.uniform(0.1, 3), "some bar", lane))
        else:
            parts.append(marker(start, "a label", failed=chance.random() < 0.3, lane=lane))
    parts.sort(key=lambda part: part.start_s if isinstance(part, Span) else part.at_s)
    made = placed(timeline(*parts, end_s=8.0))
    for label in made.labels:
        left, right = label.x, label.x + label.width
        assert left >= 0
        assert right <= 600
        assert not left < 480 < right, "on the end cap"
        for other in made.labels:
            if other is not label and same_row(label, other.y):
                assert right <= other.x or other.x + other.width <= left
        for mark in made.marks:
            if same_row(label, mark.y):
                assert right <= mark.x - mark.size / 2 or mark.x + mark.size / 2 <= left


def same_row(label: Label, y: float) -> bool:
    return int(label.y // ROW_PX) == int(y // ROW_PX)


def test_a_crowd_becomes_cells_and_zooming_in_brings_marks_back() -> None:
    crowd = timeline(
        *(marker(n * 10 / (MOST_ITEMS + 1), failed=n == 7) for n in range(MOST_ITEMS + 1))
    )
    far = placed(crowd)
    assert not far.marks
    assert 100 < len(far.cells) <= 151
    near = place(plan(crowd), Scale(2.0, 4.0, 600.0), ROW_PX, SixPixels())
    assert not near.cells
    assert 390 < len(near.marks) < 430
