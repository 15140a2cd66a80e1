"""Idle time folded, and the axis through it; no window needed."""

import random
from itertools import pairwise

import numpy as np
import pytest

from inspector.calls.timeline import Marker, Markers, Spans, Timeline
from inspector.events.kinds import Lane
from inspector.gui.timeline.camera import Camera
from inspector.gui.timeline.folding import Fold, TimeMap, fold_idle
from inspector.gui.timeline.folds_item import fold_wordings
from inspector.gui.timeline.placing import place_folds
from inspector.gui.timeline.plan import plan
from inspector.gui.timeline.scale import Scale
from inspector.gui.timeline.ticks import Axis, ticks
from inspector.index.codes import CodeClass


def random_map(chance: random.Random) -> TimeMap:
    edges = sorted(chance.uniform(0, 1000) for _ in range(2 * chance.randint(0, 5)))
    folds = tuple(Fold(*pair) for pair in zip(edges[::2], edges[1::2], strict=True))
    return TimeMap(folds, chance.uniform(0.01, 3.0))


def marks_at(*seconds: float) -> Timeline:
    markers = [Marker(Lane.CALL, at, n, "", CodeClass.C2XX) for n, at in enumerate(seconds)]
    return Timeline(0, (Lane.CALL,), Spans.of(()), Markers.of(markers), None, seconds[-1], 0)


@pytest.mark.parametrize("seed", range(20))
def test_the_map_goes_both_ways_rises_and_is_true_outside_of_folds(seed: int) -> None:
    chance = random.Random(seed)
    made = random_map(chance)
    seconds = sorted(chance.uniform(-100, 1100) for _ in range(200))
    drawn = [made.drawn(second) for second in seconds]
    assert [made.second(at) for at in drawn] == pytest.approx(seconds, abs=1e-6)
    assert made.all_drawn(np.array(seconds)).tolist() == pytest.approx(drawn)
    assert all(a < b for a, b in pairwise(drawn))
    for (one, other), (low, high) in zip(pairwise(seconds), pairwise(drawn), strict=True):
        if not any(fold.last_s > one and fold.first_s < other for fold in made.folds):
            assert high - low == pytest.approx(other - one)
    for fold in made.folds:
        assert made.drawn(fold.last_s) - made.drawn(fold.first_s) == pytest.approx(
            made.fold_width_s
        )


def test_without_folds_a_second_is_a_second() -> None:
    assert TimeMap().drawn(12.5) == 12.5
    assert TimeMap().second(-3.0) == -3.0


def test_a_long_silence_takes_little_room_and_leaves_some_beside_the_events() -> None:
    made = plan(marks_at(0, 1, 5, 605, 608, 612))
    (fold,) = made.folds.folds
    assert 5 < fold.first_s < 12
    assert 598 < fold.last_s < 605
    assert made.folds.drawn(612) < 25
    assert made.time_map is made.folds
    true = made.scaled(is_true=True)
    assert true.time_map.drawn(612) == 612
    assert true.sorted.drawn.tolist() == [0, 1, 5, 605, 608, 612]
    assert true.scaled(is_true=False).sorted.drawn.tolist() == made.sorted.drawn.tolist()


def test_short_and_steady_calls_do_not_fold() -> None:
    assert plan(marks_at(0, 1, 14)).folds.folds == ()
    assert plan(marks_at(*range(0, 600, 15))).folds.folds == ()


def test_many_folds_share_their_room() -> None:
    gaps = [(n * 100.0 + 10, n * 100.0 + 100) for n in range(40)]
    made = fold_idle(gaps, 0.0, 4000.0)
    assert len(made.folds) == 40
    busy = 4000 - sum(fold.idle_s for fold in made.folds)
    assert 40 * made.fold_width_s == pytest.approx(0.25 * busy)


def test_ticks_stand_beside_folds_only_and_keep_their_distance() -> None:
    folds = TimeMap((Fold(20.0, 320.0),), 2.0)
    scale = Scale(0.0, 42.0, 630.0, folds)
    made = ticks(scale, Axis(0))
    assert [tick.text for tick in made][:3] == ["0", "5 s", "10 s"]
    seconds = [scale.second(tick.x_px) for tick in made]
    assert not any(20.5 < second < 319.5 for second in seconds)
    assert any(second > 320 for second in seconds)
    assert all(b.x_px - a.x_px >= 68 - 0.01 for a, b in pairwise(made))


def test_a_fold_says_how_long_it_is() -> None:
    folds = TimeMap((Fold(20.0, 60.0),), 2.0)
    (mark,) = place_folds(Scale(0.0, 42.0, 420.0, folds))
    assert (mark.left, mark.right) == (200.0, 220.0)
    assert fold_wordings(mark) == (
        "⁄⁄ 40.0 s idle folded ⁄⁄", "⁄⁄ 40.0 s idle ⁄⁄", "⁄⁄ 40.0 s ⁄⁄", "⁄⁄40.0 s",
    )  # fmt: skip


def test_the_camera_keeps_the_seconds_in_sight_when_the_scale_changes() -> None:
    folds = TimeMap((Fold(20.0, 320.0),), 2.0)
    camera = Camera()
    camera.take(0.0, 340.0, folds, 600.0)
    camera.fit_range(325.0, 335.0)
    before = (camera.scale.first_s, camera.scale.last_s)
    camera.take(0.0, 340.0, TimeMap(), 600.0)
    assert (camera.scale.first_s, camera.scale.last_s) == pytest.approx(before)
    assert not camera.is_fitted


def test_a_fitted_camera_stays_fitted_when_the_call_grows() -> None:
    camera = Camera()
    camera.take(0.0, 10.0, TimeMap(), 600.0)
    assert camera.is_fitted
    camera.take(0.0, 100.0, TimeMap(), 600.0)
    assert camera.scale.x_px(100.0) == pytest.approx(542.0)
    camera.zoom(0.5)
    assert not camera.is_fitted
    camera.zoom(4.0)
    assert camera.is_fitted


def test_fitting_one_instant_shows_what_is_around_it() -> None:
    camera = Camera()
    camera.take(0.0, 100.0, TimeMap(), 600.0)
    camera.fit_range(50.0, 50.0)
    scale = camera.scale
    assert scale.x_px(50.0) == pytest.approx(300.0)
    assert 0.2 < scale.last_s - scale.first_s < 2


def test_revealing_moves_no_further_than_it_must() -> None:
    camera = Camera()
    camera.take(0.0, 100.0, TimeMap(), 600.0)
    camera.fit_range(10.0, 20.0)
    before = camera.scale
    camera.reveal(15.0)
    assert camera.scale == before
    camera.reveal(60.0)
    assert camera.scale.x_px(60.0) == pytest.approx(300.0)
    assert camera.scale.px_per_s == pytest.approx(before.px_per_s)
