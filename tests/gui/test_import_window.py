"""The import report as a user meets it: from the menu, from the status bar, to the clipboard."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from inspector.gui.program import Program
from inspector.gui.reference.import_window import ImportWindow

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def cut(tmp_path: Path) -> Path:
    """A folder with a log that breaks off and a file that is no log."""
    folder = tmp_path / "logs"
    folder.mkdir()
    event = {
        "id": "1",
        "type": "Microsoft.Communication.CallDisconnected",
        "data": {"callConnectionId": "11111111-aaaa-4bbb-8ccc-000000000001"},
        "time": "2026-11-18T09:15:15.31+00:00",
    }
    good = json.dumps(event)
    (folder / "calls.log").write_text(f'{good}\n{good[:60]}\n{{"<b>": 1}}\n', encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


def shown(program: Program, qtbot: QtBot) -> ImportWindow:
    window = program.imports.shown
    assert window is not None
    qtbot.waitUntil(lambda: bool(window.text.strip()))
    return window


def labels(window: ImportWindow) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel)]


def test_the_menu_opens_it(open_files: Callable[..., Program], qtbot: QtBot, cut: Path) -> None:
    program = open_files(cut)
    program.window.actions_by_id["import_report"].trigger()
    texts = labels(shown(program, qtbot))
    assert "logs/calls.log" in texts
    assert any(text.startswith("logs/calls.log:2, byte ") for text in texts)
    assert texts[texts.index("logs/empty.txt") + 1] == "empty"


def test_a_click_on_the_format_opens_it(
    open_files: Callable[..., Program], qtbot: QtBot, cut: Path
) -> None:
    program = open_files(cut)
    [button] = [
        button
        for button in program.window.status.findChildren(QToolButton)
        if button.accessibleName() == "Detected format"
    ]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown(program, qtbot).isVisible()


def test_it_is_copied_as_text(open_files: Callable[..., Program], qtbot: QtBot, cut: Path) -> None:
    program = open_files(cut)
    program.window.actions_by_id["import_report"].trigger()
    window = shown(program, qtbot)
    [button] = [b for b in window.findChildren(QPushButton) if b.text() == "Copy as text"]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().startswith("Import report\n")
    assert "logs/calls.log:2" in QGuiApplication.clipboard().text()


def test_it_follows_the_capture_and_goes_with_it(
    open_files: Callable[..., Program], qtbot: QtBot, cut: Path, samples: Path
) -> None:
    program = open_files(cut)
    program.window.actions_by_id["import_report"].trigger()
    window = shown(program, qtbot)
    open_files(cut / "empty.txt")
    qtbot.waitUntil(lambda: "empty file" in labels(window))
    open_files(samples / "ordinary-call.json")
    qtbot.waitUntil(lambda: "ordinary-call.json" in labels(window))
    assert "logs/calls.log" not in labels(window)
    program.window.actions_by_id["dark"].trigger()
    assert "ordinary-call.json" in labels(window)
    program.session.close()
    assert not window.isVisible()
    assert not program.window.actions_by_id["import_report"].isEnabled()


def test_the_place_of_a_problem_is_copied(open_files: Callable[..., Program], cut: Path) -> None:
    problems = open_files(cut).window.problems
    QGuiApplication.clipboard().setText("before")
    problems.copy_line.trigger()
    assert QGuiApplication.clipboard().text() == "before"
    problems.table.select_position(0)
    problems.copy_line.trigger()
    assert QGuiApplication.clipboard().text() == f"{cut / 'calls.log'}:2"
    problems.copy_bytes.trigger()
    start = (cut / "calls.log").read_bytes().index(b"\n") + 1
    assert QGuiApplication.clipboard().text().startswith(f"{cut / 'calls.log'} byte {start} length")


def test_many_formats_are_counted_in_the_status_bar(
    open_files: Callable[..., Program], cut: Path, samples: Path, tmp_path: Path
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("nothing here\n", encoding="utf-16")
    program = open_files(cut, samples / "ordinary-call.json", notes)
    assert "3 formats | UTF-16 LE, UTF-8 ▾ | " in program.window.status.text


def choose(program: Program, text: str) -> None:
    [action] = [a for a in program.window.status.encodings.actions() if a.text() == text]
    action.trigger()


def test_the_menu_of_encodings_opens_it(
    open_files: Callable[..., Program], qtbot: QtBot, cut: Path
) -> None:
    program = open_files(cut)
    choose(program, "How it was told…")
    assert shown(program, qtbot).isVisible()


def test_everything_is_read_again_in_a_chosen_encoding(
    open_files: Callable[..., Program], qtbot: QtBot, cut: Path
) -> None:
    text = (cut / "calls.log").read_text(encoding="utf-8").replace('"id": "1"', '"id": "Zoë"')
    (cut / "calls.log").write_bytes(text.encode("cp1252"))
    program = open_files(cut)

    def read(text: str) -> tuple[str, str]:
        with qtbot.waitSignal(program.session.ended, timeout=20_000):
            choose(program, text)
        loaded = program.session.loaded
        assert loaded is not None
        [checked] = [a.text() for a in program.window.status.encodings.actions() if a.isChecked()]
        assert checked == text
        return loaded.capture.event(0).id or "", program.window.status.text.split(" ▾")[0].split(
            " | "
        )[-1]

    assert read("UTF-8") == ("Zo\ufffd", "UTF-8 (chosen)")
    assert read("As detected") == ("Zoë", "Windows-1252 (assumed)")
    assert read("Windows-1252") == ("Zoë", "Windows-1252 (chosen)")
