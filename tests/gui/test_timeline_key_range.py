"""A range of time chosen with the keyboard."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from inspector.catalog.catalog import Catalog
from inspector.gui.theme import load_theme
from inspector.gui.timeline.canvas import Canvas
from inspector.gui.views.timeline_view import TimelineView
from tests.support.timeline_case import Told, timeline_of

EVENTS = (
    Told("CallConnected", 1, "200/0"),
    Told("PlayStarted", 5, "200/0", "greeting"),
    Told("PlayCompleted", 15, "200/0", "greeting"),
    Told("AddParticipantFailed", 30, "500/560503", "agent"),
    Told("CallDisconnected", 41, "200/7000"),
)
FAILED = 3
KEYS = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def view(qtbot: QtBot, catalog: Catalog) -> Iterator[TimelineView]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(720, 320)
    view = TimelineView(load_theme("light"), window)
    view.resize(700, 300)
    view.show_timeline(timeline_of(catalog.kinds, EVENTS), lambda row: (EVENTS[row].kind, ""))
    window.show()
    qtbot.waitExposed(window)
    yield view
    window.close()


def range_of(view: TimelineView) -> tuple[float, float]:
    canvas = view.findChild(Canvas)
    assert isinstance(canvas, Canvas)
    assert canvas.range_s is not None
    return canvas.range_s


def press(qtbot: QtBot, view: TimelineView, key: Qt.Key, times: int = 1) -> None:
    for _ in range(times):
        qtbot.keyClick(view, key, SHIFT)


def test_a_range_grows_from_the_selected_event_and_back_over_it(
    view: TimelineView, qtbot: QtBot
) -> None:
    view.select_row(FAILED)
    before = view.visible_window()
    with qtbot.assertNotEmitted(view.range_selected):
        press(qtbot, view, KEYS.Key_Right, 3)
        first, last = range_of(view)
        assert first == pytest.approx(29.0)
        assert last > 29.5
        press(qtbot, view, KEYS.Key_Left, 5)
    first, last = range_of(view)
    assert last == pytest.approx(29.0)
    assert first < 28.5
    assert view.visible_window() == before


def test_without_a_selection_it_starts_in_the_middle(view: TimelineView, qtbot: QtBot) -> None:
    press(qtbot, view, KEYS.Key_Right)
    canvas = view.findChild(Canvas)
    middle = canvas.shown.time_map.second(sum(view.visible_window()) / 2)
    assert range_of(view)[0] == pytest.approx(middle)


def test_enter_keeps_the_range_and_escape_clears_it(view: TimelineView, qtbot: QtBot) -> None:
    view.select_row(FAILED)
    press(qtbot, view, KEYS.Key_Right, 4)
    kept = range_of(view)
    with qtbot.waitSignal(view.range_selected, timeout=1000) as chosen:
        qtbot.keyClick(view, KEYS.Key_Return)
    origin = view.findChild(Canvas).shown.timeline.origin_ns
    assert [(ns - origin) / 1e9 for ns in chosen.args] == pytest.approx(kept)
    assert range_of(view) == kept
    with qtbot.assertNotEmitted(view.range_selected):
        qtbot.keyClick(view, KEYS.Key_Return)
    with qtbot.waitSignal(view.range_selected, timeout=1000) as cleared:
        qtbot.keyClick(view, KEYS.Key_Escape)
    assert cleared.args == [None, None]
    assert view.findChild(Canvas).range_s is None


def test_a_range_that_is_there_goes_on(view: TimelineView, qtbot: QtBot) -> None:
    origin = view.findChild(Canvas).shown.timeline.origin_ns
    view.show_range(origin + 5 * 10**9, origin + 9 * 10**9)
    press(qtbot, view, KEYS.Key_Right)
    first, last = range_of(view)
    assert first == 5.0
    assert last > 9.0
    view.show_range(origin + 5 * 10**9, origin + 9 * 10**9)
    press(qtbot, view, KEYS.Key_Left)
    first, last = range_of(view)
    assert first < 5.0
    assert last == 9.0


def test_no_range_leaves_the_call_and_the_edge_stays_in_sight(
    view: TimelineView, qtbot: QtBot
) -> None:
    view.select_row(FAILED)
    for _ in range(6):
        qtbot.keyClick(view, KEYS.Key_W)
    press(qtbot, view, KEYS.Key_Left, 400)
    canvas = view.findChild(Canvas)
    assert range_of(view)[0] == pytest.approx(canvas.shown.first_s)
    first, last = view.visible_window()
    assert first <= canvas.shown.time_map.drawn(range_of(view)[0]) <= last


def test_the_range_is_announced(view: TimelineView, qtbot: QtBot) -> None:
    view.select_row(FAILED)
    press(qtbot, view, KEYS.Key_Right)
    said = view.accessibleDescription()
    assert said.startswith("Range: +29.0 s to +")
    assert "Enter keeps it" in said
    qtbot.keyClick(view, KEYS.Key_Return)
    said = view.accessibleDescription()
    assert said.startswith("Range: +29.0 s to +")
    assert "Enter keeps it" not in said
    qtbot.keyClick(view, KEYS.Key_Escape)
    assert "Range" not in view.accessibleDescription()
