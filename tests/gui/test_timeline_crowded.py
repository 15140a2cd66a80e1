"""Rows with many events: pills beside each other, what they say, and the bars behind them."""

from itertools import pairwise

import numpy as np
import pytest

from inspector.calls.timeline import Marker, Markers, Span, Spans, Timeline
from inspector.events.kinds import Lane
from inspector.gui.timeline.clusters import group
from inspector.gui.timeline.parts import Placed
from inspector.gui.timeline.placing import MARK_PX, place
from inspector.gui.timeline.plan import plan
from inspector.gui.timeline.scale import Scale
from inspector.gui.timeline.wordings import cut, without_length
from inspector.index.codes import CodeClass


class SixPixels:
    """A font whose every letter is 6 px wide."""

    def width_px(self, text: str) -> float:
        return 6.0 * len(text)

    def elide(self, text: str, width_px: float) -> str:
        room = int(width_px // 6)
        return text if len(text) <= room else text[: max(room - 1, 0)] + "…"


def tone(at: float, *, failed: bool = False) -> Marker:
    label = "8510" if failed else "tone received"
    return Marker(Lane.INPUT, at, round(at * 1000), label, CodeClass.C4XX, failed)


def bar(start: float, end: float, label: str = "play", *, open_end: bool = False) -> Span:
    row = 100_000 + round(start * 1000)
    return Span(Lane.INPUT, start, end, label, (row,), CodeClass.C2XX, open_end=open_end)


def placed(*parts: Span | Marker, end_s: float | None = None) -> Placed:
    spans = Spans.of(tuple(part for part in parts if isinstance(part, Span)))
    markers = Markers.of(tuple(part for part in parts if isinstance(part, Marker)))
    shown = Timeline(0, (Lane.INPUT,), spans, markers, end_s, 10.0, 0)
    return place(plan(shown), Scale(0.0, 10.0, 600.0), 30.0, SixPixels())


def test_four_marks_that_lie_on_each_other_are_one_pill() -> None:
    assert [len(item) for item in group(np.array([100.0, 108.0, 116.0, 124.0]))] == [4]


def test_a_mark_that_a_pill_would_cover_belongs_to_it() -> None:
    x = np.array([100.0, 111.0, 115.0, 119.0])
    assert [len(item) for item in group(x)] == [4]
    apart = np.array([100.0, 115.0, 119.0, 123.0])
    assert [len(item) for item in group(apart)] == [1, 3]
    assert group(apart)[1].left - 100.0 >= MARK_PX / 2


def test_a_pill_before_the_end_does_not_reach_beyond_it() -> None:
    x = np.array([100.0, 102.0, 104.0])
    assert group(x)[0].right > 106.0
    (pill,) = group(x, 106.0)
    free = group(x)[0]
    assert pill.right == 106.0
    assert pill.right - pill.left == pytest.approx(free.right - free.left)
    late = np.array([104.0, 106.0, 120.0, 122.0, 124.0])
    assert group(late, 106.0) == group(late)


@pytest.mark.parametrize("cap_px", [150.0, 200.0, 280.0, 330.0])
def test_pills_moved_off_the_end_cover_no_others(cap_px: float) -> None:
    x = np.array([80.0, 84.0, 88.0, 119.0, 121.0, 123.0, 145.0, 146.0, 147.0, 270.0, 272.0, 274.0])
    edges = [(item.left, item.right) for item in group(x, cap_px)]
    assert all(one[1] <= other[0] for one, other in pairwise(edges))


def test_a_row_says_what_all_of_its_clusters_hold_or_nothing() -> None:
    early = [tone(1 + n * 0.02) for n in range(5)]
    late = [tone(7 + n * 0.02) for n in range(5)]
    assert [label.text for label in placed(*early, *late).labels] == ["tones", "tones"]
    crowded = [tone(6.3 + n * 0.02) for n in range(5)]
    assert [label.text for label in placed(*crowded, *late).labels] == []


def test_no_words_of_a_cluster_stand_behind_the_end() -> None:
    tones = [tone(7 + n * 0.02) for n in range(5)]
    assert len(placed(*tones, end_s=9.0).labels) == 1
    assert not placed(*tones, end_s=7.6).labels
    assert not placed(*tones, end_s=7.05).labels


def test_of_some_that_failed_a_cluster_knows_how_many() -> None:
    tones = [tone(2 + n * 0.02) for n in range(12)]
    (mixed,) = placed(*tones, tone(2.31, failed=True)).clusters
    assert (mixed.is_mixed, mixed.failures, mixed.noun) == (True, 1, "events")
    (failed,) = placed(*(tone(2 + n * 0.02, failed=True) for n in range(4))).clusters
    assert (failed.is_mixed, failed.failed, failed.noun) == (False, True, "failures")
    assert not placed(*tones).clusters[0].failed


def test_short_bars_do_not_stick_out_behind_pills() -> None:
    tones = [tone(2 + n * 0.1) for n in range(12)]
    short, through = bar(1.8, 2.05), bar(2.3, 2.9)
    never, long, apart = bar(2.5, 2.6, open_end=True), bar(2.2, 9.0), bar(5.0, 5.2)
    shown = placed(*tones, short, through, never, long, apart)
    assert {item.span.rows for item in shown.bars} == {never.rows, long.rows, apart.rows}


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("greeting 6.2 s", "greeting"),
        ("recording 1 m 12 s", "recording"),
        ("connected 1 h 05 m", "connected"),
        ("tone 85 ms", "tone"),
        ("play", "play"),
        ("P1 +12…161", "P1 +12…161"),
        ("4.1 s", "4.1 s"),
    ],
)
def test_a_label_without_its_length(text: str, short: str) -> None:
    assert without_length(text) == short


@pytest.mark.parametrize(
    ("text", "letters", "left"),
    [
        ("one-moment-please", 8, "one-mom…"),
        ("P1 +12…161", 8, "P1…"),
        ("question-125", 11, "question-…"),
        ("survey 12 of 15", 10, "survey 12…"),
        ("12345678", 5, ""),
        ("short", 9, "short"),
    ],
)
def test_a_cut_leaves_no_part_of_a_number(text: str, letters: int, left: str) -> None:
    assert cut(text, letters * 6.0, SixPixels()) == left


def test_a_bar_drops_its_length_before_its_name_is_cut() -> None:
    before, after = bar(0.0, 2.0, "before"), bar(4.0, 6.0, "after")
    shown = placed(before, bar(2.4, 3.9, "greeting 1.5 s"), after)
    assert sorted(label.text for label in shown.labels) == ["after", "before", "greeting"]
    tight = placed(before, bar(2.2, 3.3, "one-moment 1.1 s"), after)
    assert sorted(label.text for label in tight.labels) == ["after", "before", "one-mom…"]
