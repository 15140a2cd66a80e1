"""Bookmarks, the reference of times, a stretch of the call and whole calls."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from inspector.gui.program import Program
from inspector.gui.view_state import TimeMode

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def pstn(open_files: Callable[..., Program], samples: Path) -> Program:
    program = open_files(samples / "failed-pstn-call.json")
    program.calls.choose_call(0)
    return program


def cells(program: Program, title: str) -> list[str]:
    model = program.window.events.model
    column = next(
        c
        for c in range(model.columnCount())
        if model.headerData(c, Qt.Orientation.Horizontal) == title
    )
    return [str(model.index(row, column).data() or "") for row in range(model.rowCount())]


def press(program: Program, action: str) -> None:
    program.window.actions_by_id[action].trigger()


def test_bookmarks_are_set_walked_and_taken_away(pstn: Program) -> None:
    calls, state = pstn.calls, pstn.state
    press(pstn, "next_bookmark")
    assert "no bookmark yet" in pstn.window.message.text
    for row in (1, 4):
        calls.go_to_row(row)
        QTest.keyClick(pstn.window, Qt.Key.Key_B, CTRL)
    assert state.bookmarks == {1, 4}
    calls.go_to_row(2)
    visited = []
    for key in (Qt.Key.Key_F2, Qt.Key.Key_F2, Qt.Key.Key_F2):
        QTest.keyClick(pstn.window, key)
        visited.append(state.row)
    assert visited == [4, 1, 4]
    QTest.keyClick(pstn.window, Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    assert state.row == 1
    press(pstn, "bookmark")
    assert state.bookmarks == {4}


def test_another_capture_has_no_marks(
    pstn: Program, open_files: Callable[..., Program], samples: Path
) -> None:
    pstn.calls.go_to_row(2)
    press(pstn, "bookmark")
    press(pstn, "reference")
    open_files(samples / "busy-morning.jsonl")
    assert pstn.state.bookmarks == frozenset()
    assert pstn.state.reference is None
    assert pstn.state.time_mode is TimeMode.RELATIVE


def test_times_are_told_from_the_reference(pstn: Program) -> None:
    pstn.calls.go_to_row(3)
    assert pstn.session.loaded is not None
    table = pstn.session.loaded.capture.table
    QTest.keyClick(pstn.window, Qt.Key.Key_T, CTRL)
    assert pstn.state.time_mode is TimeMode.REFERENCE
    assert pstn.window.time_button.text() == "Since reference"
    place = pstn.window.events.model.position(3)
    assert place is not None
    times = cells(pstn, "Time")
    assert float(times[place].replace("+", "")) == 0.0
    after = pstn.window.events.model.event_row(place + 1)
    assert after is not None
    expected = (int(table.time[after]) - int(table.time[3])) / 1e9
    assert float(times[place + 1].replace("+", "")) == pytest.approx(expected, abs=0.06)
    QTest.keyClick(pstn.window, Qt.Key.Key_T, CTRL)
    assert pstn.state.time_mode is TimeMode.RELATIVE


def test_u_goes_round_the_ways_to_write_times(pstn: Program) -> None:
    seen = []
    for _ in range(3):
        press(pstn, "time_mode")
        seen.append(pstn.window.time_button.text())
    assert seen == ["UTC", "Local time", "Since start"]


def test_a_selected_stretch_of_the_timeline_narrows_the_table(pstn: Program) -> None:
    assert pstn.session.loaded is not None
    time = pstn.session.loaded.capture.table.time
    model = pstn.window.events.model
    whole = [model.event_row(n) for n in range(model.rowCount())]
    first, last = whole[1], whole[3]
    assert first is not None
    assert last is not None
    pstn.window.timeline.range_selected.emit(int(time[first]), int(time[last]))
    assert [model.event_row(n) for n in range(model.rowCount())] == whole[1:4]
    pstn.calls.choose_call(1)
    assert pstn.state.time_range is None
    pstn.calls.choose_call(0)
    assert model.rowCount() == len(whole)


def test_whole_calls_show_what_the_filter_does_not_find(pstn: Program, qtbot: QtBot) -> None:
    model = pstn.window.events.model
    count = model.rowCount()
    QTest.keyClicks(pstn.window.box, "560503")
    qtbot.waitUntil(lambda: model.rowCount() < count)
    press(pstn, "whole_calls")
    assert model.rowCount() == count
    press(pstn, "whole_calls")
    assert model.rowCount() < count
