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
