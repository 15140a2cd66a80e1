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

from inspector.capture.choice import Choice
from inspector.gui.choice_menu import ChoiceMenu, ChoiceRow
from inspector.gui.program import Program
from inspector.gui.reference.import_window import ImportWindow
from inspector.gui.reference.reveal import reveal_command
from tests.support.capture_events import call_events, compact

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
    assert "3 formats ▾ | UTF-16 LE, UTF-8 ▾ | " in program.window.status.text


def choose(menu: ChoiceMenu, *path: str) -> None:
    """Trigger an action, if need be in the submenu of a file."""
    *files, text = path
    actions = menu.actions()
    for label in files:
        [submenu] = [a.menu() for a in actions if a.text() == label]
        actions = submenu.actions()
    [action] = [a for a in actions if a.text() == text]
    action.trigger()


@pytest.mark.parametrize("name", ["containers", "encodings", "zones"])
def test_the_menus_of_the_status_bar_open_it(
    open_files: Callable[..., Program], qtbot: QtBot, cut: Path, name: str
) -> None:
    program = open_files(cut)
    choose(getattr(program.window.status, name), "How it was told…")
    assert shown(program, qtbot).isVisible()


def test_everything_is_read_again_in_a_chosen_encoding(
    open_files: Callable[..., Program], qtbot: QtBot, cut: Path
) -> None:
    text = (cut / "calls.log").read_text(encoding="utf-8").replace('"id": "1"', '"id": "Zoë"')
    (cut / "calls.log").write_bytes(text.encode("cp1252"))
    (cut / "other.log").write_text("nothing here", encoding="utf-8")
    program = open_files(cut)
    encodings = program.window.status.encodings

    def read(*path: str) -> tuple[str, str]:
        with qtbot.waitSignal(program.session.ended, timeout=20_000):
            choose(encodings, *path)
        loaded = program.session.loaded
        assert loaded is not None
        return loaded.capture.event(0).id or "", loaded.capture.sources[0].encoding

    assert read("UTF-8") == ("Zo\ufffd", "UTF-8 (chosen)")
    assert encodings.checked() == ["UTF-8"]
    assert read("As detected") == ("Zoë", "Windows-1252 (assumed)")
    assert read("logs/calls.log", "UTF-8") == ("Zo\ufffd", "UTF-8 (chosen)")
    assert encodings.checked() == []
    assert "UTF-8 (chosen) ▾ | " in program.window.status.text
    loaded = program.session.loaded
    assert loaded is not None
    assert [source.encoding for source in loaded.capture.sources] == ["UTF-8 (chosen)", "UTF-8"]
    assert read("logs/calls.log", "As detected") == ("Zoë", "Windows-1252 (assumed)")
    assert encodings.checked() == ["As detected"]


LOCAL_LOG = "".join(
    f"2025-02-03 11:00:0{n}.{n}00 INFO got {compact([each])}\n"
    for n, each in enumerate(call_events(1), start=1)
)


@pytest.fixture
def local(tmp_path: Path) -> Path:
    """A log in local time, two hours ahead of UTC, that does not say so."""
    path = tmp_path / "local.log"
    path.write_text(LOCAL_LOG, encoding="utf-8")
    return path


def ask_by_finding(program: Program) -> None:
    """From the finding about the clocks to the report."""
    view = program.window.findings
    clocks = next(b for b in view.findChildren(QPushButton) if b.text().startswith("Set the"))
    for _ in range(view.model.count()):
        program.findings.step(1)
        assert clocks.isVisible() == view.why.startswith("CLK-1")
        if clocks.isVisible():
            QTest.mouseClick(clocks, Qt.MouseButton.LeftButton)
            return
    raise AssertionError("no finding about clocks")


def test_a_zone_is_suggested_taken_and_taken_back(
    open_files: Callable[..., Program], qtbot: QtBot, local: Path
) -> None:
    program = open_files(local)
    status = program.window.status
    assert [f.rule for f in program.findings.found.items if f.rule == "CLK-1"] == ["CLK-1"]
    qtbot.waitUntil(lambda: zone_texts(program) == ["log UTC ▾"])
    ask_by_finding(program)
    window = shown(program, qtbot)
    panel = window.sources
    qtbot.waitUntil(lambda: "as UTC+02:00" in window.text)
    assert panel.use.isVisible()
    QTest.mouseClick(panel.use, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "UTC+02:00 (chosen)" in window.text, timeout=20_000)
    assert status.zones.checked() == ["UTC+02:00"]
    assert zone_texts(program) == ["log UTC+02:00 (chosen) ▾"]
    qtbot.waitUntil(lambda: program.findings.found is not None, timeout=20_000)
    assert [f for f in program.findings.found.items if f.rule == "CLK-1"] == []
    assert panel.zone.currentText() == "UTC+02:00"
    assert not panel.use.isVisible()
    QTest.mouseClick(panel.reset, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "UTC (assumed)" in window.text, timeout=20_000)
    assert not panel.reset.isEnabled()


def zone_texts(program: Program) -> list[str]:
    return [
        button.text()
        for button in program.window.status.findChildren(QToolButton)
        if button.accessibleName() == "Zone of the log's times" and button.isVisible()
    ]


def test_there_is_no_zone_where_no_line_has_a_time(
    open_files: Callable[..., Program], samples: Path
) -> None:
    assert zone_texts(open_files(samples / "ordinary-call.json")) == []


def test_a_format_and_a_clock_are_chosen_in_the_report(
    open_files: Callable[..., Program], qtbot: QtBot, local: Path
) -> None:
    program = open_files(local)
    first = program.session.loaded
    assert first is not None
    before = int(first.capture.table.time[0])
    program.window.actions_by_id["import_report"].trigger()
    panel = shown(program, qtbot).sources
    qtbot.waitUntil(panel.isVisible)
    assert not panel.apply.isEnabled()
    panel.container.setCurrentText("tab-separated values")
    panel.event_clock.setValue(3.2)
    panel.log_clock.setValue(-1)
    assert panel.apply.isEnabled()
    with qtbot.waitSignal(program.session.ended, timeout=20_000):
        QTest.mouseClick(panel.apply, Qt.MouseButton.LeftButton)
    loaded = program.session.loaded
    assert loaded is not None
    assert loaded.capture.sources[0].container == "tab-separated values (chosen)"
    assert loaded.capture.inputs[0].chosen == Choice(
        container="tab-separated values",
        log_shift_ns=-1_000_000_000,
        event_shift_ns=3_200_000_000,
    )
    assert int(loaded.capture.table.time[0]) - before == 3_200_000_000
    assert "tab-separated values (chosen) ▾" in program.window.status.text


def test_a_place_is_shown_in_its_file(
    open_files: Callable[..., Program], qtbot: QtBot, cut: Path
) -> None:
    program = open_files(cut)
    program.window.actions_by_id["import_report"].trigger()
    window = shown(program, qtbot)
    [button] = [b for b in window.findChildren(QPushButton) if b.text() == "Show in file"]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    file = program.imports.file
    assert file is not None
    assert file.isVisible()
    lines = (cut / "calls.log").read_text(encoding="utf-8").splitlines()
    assert file.text.splitlines() == lines
    assert file.marked == lines[1]
    size = (cut / "calls.log").stat().st_size
    assert file.where == f"Bytes 0 to {size:,} of {size:,} in the file"
    program.window.actions_by_id["dark"].trigger()
    assert file.marked == lines[1]
    (cut / "calls.log").write_text("gone", encoding="utf-8")
    QTest.mouseClick(file.back, Qt.MouseButton.LeftButton)
    assert "became shorter" in file.where
    program.session.close()
    assert not file.isVisible()


@pytest.mark.parametrize(
    ("name", "begins"),
    [("r.html", "<!doctype html>"), ("r.md", "# Import report"), ("r.txt", "Import report\n")],
)
def test_it_is_saved_masked_unless_asked_otherwise(
    open_files: Callable[..., Program], qtbot: QtBot, cut: Path, name: str, begins: str
) -> None:
    log = cut / "calls.log"
    good = log.read_text(encoding="utf-8").splitlines()[0]
    cut_line = '{"callee": "+4915112345678", "type": "Micro'
    log.write_text(f"{good}\n{cut_line}\n{good}\n", encoding="utf-8")
    program = open_files(cut)
    program.window.actions_by_id["import_report"].trigger()
    window = shown(program, qtbot)
    path = cut.parent / name
    window.save(path)
    saved = path.read_text(encoding="utf-8")
    assert saved.lower().startswith(begins.lower())
    assert "4915112345678" not in saved
    window.masking.setChecked(False)
    qtbot.waitUntil(lambda: "4915112345678" in window.text)
    window.save(path)
    assert "4915112345678" in path.read_text(encoding="utf-8")
    window.save(cut)
    assert any(text.startswith("Not saved: ") for text in labels(window))


def test_many_files_have_no_submenu_each(qtbot: QtBot) -> None:
    menu = ChoiceMenu("Read", ["UTF-8"])
    qtbot.addWidget(menu)
    menu.show_rows([ChoiceRow(f"{n}", f"file {n}.log", "") for n in range(15)])
    assert len([action for action in menu.actions() if action.menu()]) == 12
    with qtbot.waitSignal(menu.report_clicked):
        choose(menu, "3 more files…")


@pytest.mark.parametrize(
    ("platform", "program"), [("win32", "explorer.exe"), ("darwin", "open"), ("linux", None)]
)
def test_the_file_manager_of_the_system_shows_a_file(platform: str, program: str | None) -> None:
    command = reveal_command(Path("/logs/a.log"), platform)
    assert (None if command is None else command[0]) == program
    assert command is None or command[1][-1].endswith("a.log")


def test_the_list_of_problems_shows_the_place_too(
    open_files: Callable[..., Program], qtbot: QtBot, cut: Path
) -> None:
    program = open_files(cut)
    problems = program.window.problems
    problems.table.setFocus()
    problems.table.select_position(0)
    QTest.keyClick(problems.table, Qt.Key.Key_Return)
    file = program.imports.file
    assert file is not None
    assert file.isVisible()
    assert file.marked == (cut / "calls.log").read_text(encoding="utf-8").splitlines()[1]
