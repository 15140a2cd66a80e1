"""Whatever the times are, the timeline is drawn: no crash, no Qt message, nothing outside."""

import random

import pytest
from pytestqt.qtbot import QtBot

from inspector.calls.timeline import Marker, Markers, Span, Spans, Stretch, Timeline
from inspector.events.kinds import Lane
from inspector.gui.theme import load_theme
from inspector.gui.timeline.canvas import Canvas
from inspector.gui.timeline.ticks import AxisKind
from inspector.gui.views.timeline_view import TimelineView
from inspector.index.codes import CodeClass

FARTHEST_S = 5e9
"""More than a century and a half."""
SECONDS = (0.0, 0.0, 1e-7, 0.5, 1.0, 59.95, 3600.0, 86_400.0, 3e7, FARTHEST_S)
TEXTS = ("", "play", "⁄⁄ <b>x</b> \u202e", "a" * 300, "busy 8510")


def any_timeline(chance: random.Random) -> Timeline:
    most = chance.choice(SECONDS)

    def second() -> float:
        return min(
            chance.choice([0.0, most, chance.uniform(0, most), chance.choice(SECONDS)]), most
        )

    spans, markers = [], []
    for number in range(chance.choice([0, 1, 5, 60, 300])):
        start, end = sorted((second(), second()))
        lane, code_class = chance.choice(list(Lane)), chance.choice(list(CodeClass))
        label, flag = chance.choice(TEXTS), chance.random() < 0.3
        if chance.random() < 0.3:
            spans.append(
                Span(
                    lane,
                    start,
                    end,
                    label,
                    (number, number + 1000),
                    code_class,
                    open_end=flag,
                    inferred=chance.random() < 0.3,
                    faint=chance.random() < 0.1,
                    canceled=flag,
                    open_start=flag,
                    stretches=(Stretch("muted", start, end),) if flag else (),
                )
            )
        else:
            markers.append(Marker(lane, start, number, label, code_class, flag, canceled=not flag))
    order = list(Lane)
    spans.sort(key=lambda span: (order.index(span.lane), span.start_s, span.end_s))
    markers.sort(key=lambda mark: (order.index(mark.lane), mark.at_s))
    used = {Lane.CALL, *(span.lane for span in spans), *(mark.lane for mark in markers)}
    return Timeline(
        chance.choice([0, 1_750_108_437_254_548_500]),
        tuple(lane for lane in Lane if lane in used),
        Spans.of(spans), Markers.of(markers), chance.choice([None, most / 2]), most, 0,
        call_id=str(chance.random()),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(40))
def test_anything_is_drawn_zoomed_and_measured(seed: int, qtbot: QtBot) -> None:
    chance = random.Random(seed)
    view = TimelineView(load_theme("dark" if seed % 2 else "light"))
    qtbot.addWidget(view)
    view.resize(chance.choice([90, 420, 1300]), chance.choice([120, 300]))
    view.set_marks(dict.fromkeys(range(0, 300, 7), "odd"))
    shown = any_timeline(chance)
    view.show_timeline(shown, lambda row: (f"event {row}", ""))
    view.show()
    canvas = view.findChild(Canvas)
    rows = shown.markers.row.tolist()
    for _ in range(6):
        kind = chance.choice(list(AxisKind))
        view.set_axis(kind, chance.choice([None, 0, shown.origin_ns]))
        view.set_true_scale(chance.random() < 0.3)
        canvas.zoom(chance.choice([1e-9, 0.3, 0.9, 7.0]), chance.uniform(-10, 1400))
        canvas.pan(chance.uniform(-2, 2))
        if rows:
            view.select_row(chance.choice(rows))
            view.measure(chance.choice(rows), chance.choice(rows))
        view.fit_selection()
        first, last = view.visible_window()
        assert first < last
        assert canvas.gestures.axis_top_px < canvas.height()
        assert not view.grab().isNull()
