"""How the selected event shows where there is little room, and what the card of a bar adds."""

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from inspector.calls.timeline import Span
from inspector.catalog.catalog import Catalog
from inspector.gui.theme import load_theme
from inspector.gui.timeline.canvas import Canvas
from inspector.gui.timeline.cards import card_of
from inspector.gui.views.timeline_view import TimelineView
from tests.support.timeline_case import Told, timeline_of


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[TimelineView]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(720, 320)
    view = TimelineView(load_theme("light"), window)
    view.resize(700, 300)
    window.show()
    qtbot.waitExposed(window)
    yield view
    window.close()


def show(view: TimelineView, catalog: Catalog, events: Sequence[Told]) -> None:
    view.show_timeline(timeline_of(catalog.kinds, events), lambda row: (events[row].kind, ""))


def test_the_ring_of_a_clustered_event_lies_around_the_whole_pill(
    view: TimelineView, catalog: Catalog
) -> None:
    tone = "ContinuousDtmfRecognitionToneReceived"
    tones = [Told(tone, 20 + n * 0.1, "200/0") for n in range(6)]
    show(view, catalog, [Told("CallConnected", 0), *tones, Told("CallDisconnected", 60)])
    canvas = view.findChild(Canvas)
    view.set_true_scale(True)
    (pill,) = canvas._frame.placed.clusters
    plain = view.grab().toImage()
    view.select_row(3)
    image = view.grab().toImage()
    at = canvas.mapTo(view, QPoint(canvas._gutter, canvas._rooms().lanes_top))
    y = round(at.y() + pill.y)
    focus = QColor(load_theme("light").focus)
    for x in (pill.left, pill.right):
        near = range(round(at.x() + x) - 3, round(at.x() + x) + 4)
        assert any(image.pixelColor(column, y) == focus for column in near)
    inside = range(round(at.x() + pill.left) + 5, round(at.x() + pill.right) - 5)
    assert all(image.pixel(column, y) == plain.pixel(column, y) for column in inside)


def test_the_selected_lane_is_whole_at_any_height(
    view: TimelineView, catalog: Catalog, qtbot: QtBot
) -> None:
    events = [Told("CallConnected", 1, "200/0")]
    events += [Told("PlayStarted", 3 + n, "200/0", f"p{n}") for n in range(5)]
    events += [Told("RecordingStateChanged", 9, recording="r", state="active")]
    events += [Told("SomethingUnknown", 12), Told("CallDisconnected", 41, "200/7000")]
    show(view, catalog, events)
    canvas = view.findChild(Canvas)
    for row in (0, 1, 7):
        view.select_row(row)
        for height in range(121, 190, 7):
            view.resize(700, height)
            frame, rooms = canvas._frame, canvas._rooms()
            top = canvas.shown.lane_row_of(row) * rooms.row_px - frame.scroll_px
            assert top >= 0
            assert top + rooms.row_px <= rooms.lanes_px
            assert frame.scroll_px % rooms.row_px == 0 or not rooms.most_scroll
    view.resize(700, 130)
    canvas = view.findChild(Canvas)
    assert canvas._rooms().most_scroll
    view.select_row(0)
    at_top = view.grab().toImage()
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert canvas._frame.scroll_px % canvas._rooms().row_px == 0
    assert view.grab().toImage() != at_top


def test_a_shade_tells_that_there_are_more_lanes(view: TimelineView, catalog: Catalog) -> None:
    events = [Told("CallConnected", 1, "200/0")]
    events += [Told("PlayStarted", 3 + n, "200/0", f"p{n}") for n in range(5)]
    events += [Told("SomethingUnknown", 12), Told("CallDisconnected", 41, "200/7000")]
    show(view, catalog, events)
    canvas = view.findChild(Canvas)
    view.resize(700, 130)

    def has_shade(*, is_bottom: bool) -> bool:
        rooms, image = canvas._rooms(), view.grab().toImage()
        at = canvas.mapTo(view, QPoint(3, rooms.lanes_top))
        rows = [at.y() + n for n in range(5)]
        if is_bottom:
            rows = [at.y() + rooms.lanes_px - 1 - n for n in range(5)]
        grays = [image.pixelColor(60 + at.x(), row).lightness() for row in rows]
        return grays[0] < grays[4] - 20

    view.select_row(0)
    assert (has_shade(is_bottom=False), has_shade(is_bottom=True)) == (False, True)
    view.select_row(len(events) - 2)
    assert (has_shade(is_bottom=False), has_shade(is_bottom=True)) == (True, False)


def test_the_card_of_a_bar_tells_how_long_it_was_paused(catalog: Catalog) -> None:
    events = [
        Told("CallConnected", 0),
        Told("PlayStarted", 1, context="menu"),
        Told("PlayPaused", 2, context="menu"),
        Told("PlayResumed", 4.1, context="menu"),
        Told("PlayCompleted", 6, context="menu"),
        Told("PlayStarted", 7, context="other"),
        Told("PlayCompleted", 9, context="other"),
    ]
    shown = timeline_of(catalog.kinds, events)
    spans = [span for span in shown.spans if isinstance(span, Span) and span.label[:4] != "conn"]
    said = {
        span.rows[0]: card_of(span, lambda _row: ("Play", "Playing"), {}, lambda _row: None)
        for span in spans
    }
    assert said[1].sentence == "Playing · paused 2.1 s"
    assert said[5].sentence == "Playing"
