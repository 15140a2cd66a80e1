"""One selection everywhere: back and forward, and through filters."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from inspector.gui.history import History, Place
from inspector.gui.program import Program


@pytest.fixture
def morning(open_files: Callable[..., Program], samples: Path) -> Program:
    return open_files(samples / "busy-morning.jsonl")


@pytest.fixture
def pstn(open_files: Callable[..., Program], samples: Path) -> Program:
    return open_files(samples / "failed-pstn-call.json")


def place(program: Program) -> tuple[int | None, int | None]:
    return program.state.call, program.state.row


def type_filter(program: Program, qtbot: QtBot, text: str) -> None:
    box = program.window.box
    box.clear()
    QTest.keyClicks(box, text)
    qtbot.waitUntil(lambda: program.state.filter.events.text == text)
    calls = program.calls
    qtbot.waitUntil(lambda: (calls._filtered is None) == program.state.filter.is_empty)


def test_history_goes_back_and_forth_and_forgets_what_was_left() -> None:
    history = History()
    places = [Place(0, row) for row in range(4)]
    assert history.back() is None
    for visited in places:
        history.visit(visited)
        history.visit(visited)  # twice the same is one place
    assert [history.back(), history.back()] == [places[2], places[1]]
    assert history.forward() == places[2]
    assert history.forward() == places[3]
    assert not history.can_go_forward
    history.back()
    history.visit(Place(7, 7))
    assert history.forward() is None
    assert history.back() == places[2]


def test_history_is_bounded() -> None:
    history = History()
    for row in range(1000):
        history.visit(Place(0, row))
    steps = 0
    while history.back() is not None:
        steps += 1
    assert 100 < steps < 1000


def test_alt_left_and_right_walk_through_calls_and_events(morning: Program) -> None:
    first = place(morning)
    morning.calls.choose_call(3)
    second = place(morning)
    morning.calls.go_to_row(0)
    third = place(morning)
    assert len({first, second, third}) == 3
    for key, expected in (
        (Qt.Key.Key_Left, second),
        (Qt.Key.Key_Left, first),
        (Qt.Key.Key_Left, first),
        (Qt.Key.Key_Right, second),
        (Qt.Key.Key_Right, third),
        (Qt.Key.Key_Right, third),
    ):
        QTest.keyClick(morning.window, key, Qt.KeyboardModifier.AltModifier)
        assert place(morning) == expected
    assert (
        morning.window.events.model.event_row(morning.window.events.table.currentIndex().row())
        == third[1]
    )


def test_a_hidden_event_gives_way_to_the_nearest_and_comes_back(
    pstn: Program, qtbot: QtBot
) -> None:
    window, state = pstn.window, pstn.state
    pstn.calls.go_to_row(0)
    before = place(pstn)
    type_filter(pstn, qtbot, "560503")
    shown = [window.events.model.event_row(n) for n in range(window.events.model.rowCount())]
    assert before[1] not in shown
    assert state.row in shown
    assert "nearest" in window.message.text
    assert window.detail.isVisible()
    type_filter(pstn, qtbot, "")
    assert place(pstn) == before


def test_what_the_user_chose_meanwhile_stays(pstn: Program, qtbot: QtBot) -> None:
    pstn.calls.go_to_row(0)
    type_filter(pstn, qtbot, "560503")
    pstn.calls.choose_call(1)
    chosen = place(pstn)
    type_filter(pstn, qtbot, "")
    assert place(pstn) == chosen


def test_a_hidden_call_gives_way_to_the_nearest_listed_one(pstn: Program, qtbot: QtBot) -> None:
    pstn.calls.choose_call(0)
    before = place(pstn)
    type_filter(pstn, qtbot, "560480")
    listed = pstn.window.calls.model.order.tolist()
    assert 0 not in listed
    assert pstn.state.call in listed
    assert "Call 1 is hidden" in pstn.window.message.text
    type_filter(pstn, qtbot, "")
    assert place(pstn) == before


def test_a_time_range_narrows_the_table_only(pstn: Program) -> None:
    window, state = pstn.window, pstn.state
    pstn.calls.choose_call(0)
    assert pstn.session.loaded is not None
    table = pstn.session.loaded.capture.table
    rows = [window.events.model.event_row(n) for n in range(window.events.model.rowCount())]
    kept = rows[2:4]
    state.set_time_range((int(table.time[kept[0]]), int(table.time[kept[-1]])))
    shown = [window.events.model.event_row(n) for n in range(window.events.model.rowCount())]
    assert shown == kept
    assert state.row in kept
    pstn.presenter.clear_filter()
    assert window.events.model.rowCount() == len(rows)
