"""A file that grows while it is open: its events appear, and nothing else moves."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from inspector.gui.program import Program
from tests.support.capture_events import call_events, event

LINES = [json.dumps(e) + "\n" for e in call_events(1)]


@pytest.fixture
def live(open_files: Callable[..., Program], tmp_path: Path) -> tuple[Program, Path]:
    path = tmp_path / "live.jsonl"
    path.write_text("".join(LINES[:2]), encoding="utf-8")
    return open_files(path), path


def append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def follow(program: Program) -> None:
    QTest.mouseClick(program.window.follow_button, Qt.MouseButton.LeftButton)
    assert program.session.is_following
    assert program.window.actions_by_id["follow"].isChecked()


def test_appended_events_appear(live: tuple[Program, Path], qtbot: QtBot) -> None:
    program, path = live
    follow(program)
    row = program.state.row
    append(path, "".join(LINES[2:]))
    events = program.window.events.model
    qtbot.waitUntil(lambda: events.rowCount() == len(LINES), timeout=10_000)
    assert program.state.row == row
    append(path, json.dumps(event("CallConnected", 50, call=2)) + "\n")
    calls = program.window.calls.model
    qtbot.waitUntil(lambda: calls.rowCount() == 2, timeout=10_000)
    assert program.state.call == 0


def test_the_place_stays_unless_it_was_the_end(live: tuple[Program, Path], qtbot: QtBot) -> None:
    program, path = live
    table = program.window.events.table
    many = [json.dumps(event("PlayStarted", 10 + n)) + "\n" for n in range(60)]
    follow(program)
    append(path, "".join(many[:40]))
    qtbot.waitUntil(lambda: table.model().rowCount() == 42, timeout=10_000)
    bar = table.verticalScrollBar()
    bar.setValue(3)
    append(path, "".join(many[40:50]))
    qtbot.waitUntil(lambda: table.model().rowCount() == 52, timeout=10_000)
    assert bar.value() == 3
    table.scrollToBottom()
    append(path, "".join(many[50:]))
    qtbot.waitUntil(lambda: table.model().rowCount() == 62, timeout=10_000)
    assert bar.value() == bar.maximum()


def test_neither_selection_nor_focus_nor_place_is_taken(
    live: tuple[Program, Path], qtbot: QtBot
) -> None:
    """A user reads an older call, farther up in a filtered list, while new calls come in."""
    program, path = live
    window = program.window
    calls = [json.dumps(event("CallConnected", n, call=n)) + "\n" for n in range(2, 60)]
    follow(program)
    append(path, "".join(calls[:50]))
    table = window.calls.table
    qtbot.waitUntil(lambda: table.model().rowCount() == 51, timeout=10_000)
    table.select_position(7)
    program.state.select_call(7)
    bar = table.verticalScrollBar()
    bar.setValue(5)
    window.events.table.setFocus()
    focused = window.focusWidget()
    chosen = (program.state.call, program.state.row)
    append(path, "".join(calls[50:]))
    qtbot.waitUntil(lambda: table.model().rowCount() == 59, timeout=10_000)
    assert (program.state.call, program.state.row) == chosen
    assert table.currentIndex().row() == 7
    assert bar.value() == 5
    assert window.focusWidget() is focused


def test_a_rotated_log_ends_it_with_a_message(live: tuple[Program, Path], qtbot: QtBot) -> None:
    program, path = live
    follow(program)
    qtbot.wait(700)
    path.rename(path.with_suffix(".1"))
    path.write_text("".join(LINES), encoding="utf-8")
    qtbot.waitUntil(lambda: not program.session.is_following, timeout=10_000)
    assert "was replaced by another file" in program.window.message.text
    assert program.window.events.model.rowCount() == 2


def test_a_file_written_anew_ends_it_with_a_message(
    live: tuple[Program, Path], qtbot: QtBot
) -> None:
    program, path = live
    follow(program)
    path.write_text(LINES[0], encoding="utf-8")
    qtbot.waitUntil(lambda: not program.session.is_following, timeout=10_000)
    assert "became shorter" in program.window.message.text
    assert program.window.events.model.rowCount() == 2


def test_it_can_be_switched_off(live: tuple[Program, Path], qtbot: QtBot) -> None:
    program, path = live
    follow(program)
    QTest.keySequence(program.window, "Ctrl+Shift+F")
    assert not program.session.is_following
    append(path, LINES[2])
    qtbot.wait(1200)
    assert program.window.events.model.rowCount() == 2
    follow(program)
    qtbot.waitUntil(lambda: program.window.events.model.rowCount() == 3, timeout=10_000)


def test_closing_ends_it(live: tuple[Program, Path]) -> None:
    program, _ = live
    follow(program)
    program.session.close()
    assert not program.session.is_following
