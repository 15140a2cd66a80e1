"""Opening captures as a user does: by file, drop, paste, sample; and what stays when it fails."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from inspector.gui.intake import offer_of
from inspector.gui.program import Program
from inspector.gui.settings import Settings

EVENT = {
    "id": "5b9a4a52-2d5c-4b06-8f0a-0d6a1f6c0001",
    "source": "calling/callConnections/11111111-aaaa-4bbb-8ccc-000000000001",
    "type": "Microsoft.Communication.CallDisconnected",
    "data": {
        "callConnectionId": "11111111-aaaa-4bbb-8ccc-000000000001",
        "serverCallId": "c2VydmVyLW9uZQ==",
        "correlationId": "22222222-aaaa-4bbb-8ccc-000000000002",
        "resultInformation": {"code": 603, "subCode": 0, "message": "Declined <b>now</b>"},
    },
    "time": "2026-11-18T09:15:15.3104217+00:00",
    "specversion": "1.0",
}


def drop(program: Program, mime: QMimeData, keys: Qt.KeyboardModifier) -> None:
    middle = QPointF(program.window.rect().center())
    actions, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(middle.toPoint(), actions, mime, button, keys)
    QGuiApplication.sendEvent(program.window, enter)
    assert program.opening.drops.overlay.isVisible()
    QGuiApplication.sendEvent(program.window, QDropEvent(middle, actions, mime, button, keys))


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def test_start_page_opens_the_sample(program: Program, qtbot: QtBot) -> None:
    button = next(
        b for b in program.window.start.findChildren(QPushButton) if b.text() == "Open sample"
    )
    with qtbot.waitSignal(program.session.ended):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert program.window.calls.model.rowCount() == 3
    assert "busy" in program.window.verdict.verdict
    assert program.window.calls_dock.isVisible()


def test_file_names_the_window_and_is_remembered(
    open_files: Callable[..., Program], tmp_path: Path
) -> None:
    capture = tmp_path / "night & day.json"
    capture.write_text(json.dumps([EVENT]), encoding="utf-8")
    program = open_files(capture)
    assert program.window.windowTitle().startswith("night & day.json")
    assert "1 event in 1 call" in program.window.status.text
    assert program.window.recent_menu.actions()[0].text() == "night && day.json"


def test_dropped_files_open_as_one_capture(program: Program, qtbot: QtBot, samples: Path) -> None:
    mime = files(samples / "ordinary-call.json", samples / "failed-pstn-call.json")
    with qtbot.waitSignal(program.session.ended):
        drop(program, mime, Qt.KeyboardModifier.NoModifier)
    assert program.window.calls.model.rowCount() == 4
    assert not program.opening.drops.overlay.isVisible()


def test_drop_with_ctrl_adds(
    open_files: Callable[..., Program], qtbot: QtBot, samples: Path
) -> None:
    program = open_files(samples / "ordinary-call.json")
    with qtbot.waitSignal(program.session.ended):
        drop(
            program,
            files(samples / "failed-pstn-call.json"),
            Qt.KeyboardModifier.ControlModifier,
        )
    assert program.window.calls.model.rowCount() == 4


def test_overlay_says_what_a_drop_will_do(program: Program, samples: Path, tmp_path: Path) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    mime = files(samples / "ordinary-call.json", samples / "busy-morning.jsonl", folder)
    mime.setUrls([*mime.urls(), QUrl("https://logs.example.test/calls.json")])
    enter = QDragEnterEvent(
        program.window.rect().center(),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QGuiApplication.sendEvent(program.window, enter)
    assert program.opening.drops.overlay.text == (
        "Open 1 folder and 2 files as one capture\nCannot open calls.json (not on this computer)"
    )


def folder_of_logs(parent: Path) -> Path:
    """A folder with two calls below it, in a file and in an archive, and a picture."""
    folder = parent / "week 47"
    (folder / "monday").mkdir(parents=True)
    (folder / "monday" / "calls.jsonl").write_text(json.dumps(EVENT) + "\n", encoding="utf-8")
    other = json.dumps(EVENT).replace("000000000001", "000000000009").replace("6c0001", "6c0009")
    with zipfile.ZipFile(folder / "tuesday.zip", "w") as packed:
        packed.writestr("calls.log", f"2026-11-18 info: Received {other}\n")
        packed.writestr("readme.txt", "")
    (folder / "chart.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    return folder


def test_a_dropped_folder_is_one_capture_and_remembered_as_such(
    program: Program, qtbot: QtBot, tmp_path: Path, settings: Settings
) -> None:
    folder = folder_of_logs(tmp_path)
    with qtbot.waitSignal(program.session.ended):
        drop(program, files(folder), Qt.KeyboardModifier.NoModifier)
    assert program.window.calls.model.rowCount() == 2
    assert program.window.message.text == ""
    assert settings.recent == (folder,)
    program.session.close()
    with qtbot.waitSignal(program.session.ended):
        program.window.recent_menu.actions()[0].trigger()
    assert program.window.calls.model.rowCount() == 2


def test_a_dropped_zip_adds_to_the_open_capture(
    open_files: Callable[..., Program], qtbot: QtBot, tmp_path: Path
) -> None:
    folder = folder_of_logs(tmp_path)
    program = open_files(folder / "monday" / "calls.jsonl")
    with qtbot.waitSignal(program.session.ended):
        drop(program, files(folder / "tuesday.zip"), Qt.KeyboardModifier.ControlModifier)
    assert program.window.calls.model.rowCount() == 2


def test_a_folder_opens_from_the_menu(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_of_logs(tmp_path)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(folder))
    with qtbot.waitSignal(program.session.ended):
        program.window.actions_by_id["open_folder"].trigger()
    assert program.window.calls.model.rowCount() == 2


def test_a_folder_without_logs_says_what_was_left_out(
    open_files: Callable[..., Program], tmp_path: Path
) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    (folder / "empty.json").write_bytes(b"")
    program = open_files(folder)
    assert "empty.json: empty" in program.window.message.text


@pytest.mark.parametrize(
    ("folders", "plain", "title"),
    [
        (1, 0, "Open folder logs0"),
        (2, 0, "Open 2 folders as one capture"),
        (0, 1, "Open calls0.json"),
        (2, 1, "Open 2 folders and 1 file as one capture"),
    ],
)
def test_what_a_drop_is_called(tmp_path: Path, folders: int, plain: int, title: str) -> None:
    paths = [tmp_path / f"logs{number}" for number in range(folders)]
    for path in paths:
        path.mkdir()
    offer = offer_of(files(*paths, *(tmp_path / f"calls{number}.json" for number in range(plain))))
    assert offer.title(adding=False) == title


def test_the_title_of_many_files_stays_short(
    open_files: Callable[..., Program], tmp_path: Path
) -> None:
    for number in range(5):
        (tmp_path / f"{number}.json").write_text(json.dumps(EVENT), encoding="utf-8")
    program = open_files(*sorted(tmp_path.glob("*.json")))
    assert program.window.windowTitle().startswith("0.json + 1.json + 2.json + 2 more — ")


def test_dropped_text_opens(program: Program, qtbot: QtBot) -> None:
    mime = QMimeData()
    mime.setText(json.dumps(EVENT))
    with qtbot.waitSignal(program.session.ended):
        drop(program, mime, Qt.KeyboardModifier.NoModifier)
    assert program.window.calls.model.rowCount() == 1


def test_paste_opens_event_json(program: Program, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText(json.dumps(EVENT))
    with qtbot.waitSignal(program.session.ended):
        QTest.keySequence(program.window, "Ctrl+V")
    assert "pasted text" in program.window.windowTitle()
    assert program.window.calls.model.rowCount() == 1


def test_paste_into_the_filter_stays_there(
    open_files: Callable[..., Program], samples: Path
) -> None:
    program = open_files(samples / "ordinary-call.json")
    QGuiApplication.clipboard().setText("7000")
    program.window.box.take_focus()
    QTest.keySequence(program.window.box, "Ctrl+V")
    assert program.window.box.text() == "7000"
    assert program.window.windowTitle().startswith("ordinary-call.json")


def test_paste_by_menu_goes_where_the_cursor_is(
    open_files: Callable[..., Program], samples: Path
) -> None:
    program = open_files(samples / "ordinary-call.json")
    QGuiApplication.clipboard().setText("7000")
    program.window.box.take_focus()
    program.window.actions_by_id["paste"].trigger()
    assert program.window.box.text() == "7000"
    assert not program.session.is_busy


def test_failed_open_keeps_the_open_capture(
    open_files: Callable[..., Program], samples: Path, tmp_path: Path
) -> None:
    program = open_files(samples / "ordinary-call.json")
    open_files(tmp_path / "gone.json")
    assert program.window.calls.model.rowCount() == 1
    assert "gone.json" in program.window.message.text
    assert program.window.windowTitle().startswith("ordinary-call.json")


def test_file_without_events_says_what_it_is(
    open_files: Callable[..., Program], tmp_path: Path
) -> None:
    har = tmp_path / "site.har"
    entry = {"request": {"method": "GET", "url": "https://example.test/"}, "response": {}}
    har.write_text(json.dumps({"log": {"version": "1.2", "entries": [entry]}}), encoding="utf-8")
    program = open_files(har)
    assert "HAR with 1 request, none of them a Call Automation callback" in (
        program.window.message.text
    )
    assert program.window.calls.model.rowCount() == 0


def test_problems_are_listed(open_files: Callable[..., Program], tmp_path: Path) -> None:
    log = tmp_path / "cut.jsonl"
    good = json.dumps(EVENT)
    log.write_text(f"{good}\n{good[:200]}\n{good}\n", encoding="utf-8")
    program = open_files(log)
    model = program.window.problems.model
    assert program.window.problems_dock.isVisible()
    assert [model.index(0, column).data() for column in (0, 1)] == ["cut.jsonl", "2"]
    assert "1 problem" in program.window.status.text


def test_close_returns_to_the_start_page(open_files: Callable[..., Program], samples: Path) -> None:
    program = open_files(samples / "ordinary-call.json")
    program.window.actions_by_id["close"].trigger()
    assert program.window.pages.currentWidget() is program.window.start
    assert not program.window.calls_dock.isVisible()
    assert program.session.loaded is None


@pytest.mark.parametrize("text", ["", "   \n"])
def test_empty_clipboard_says_so(program: Program, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    program.window.actions_by_id["paste"].trigger()
    assert "clipboard" in program.window.message.text


def test_a_delivery_in_two_files_names_both(
    open_files: Callable[..., Program], tmp_path: Path
) -> None:
    paths = [tmp_path / "first.jsonl", tmp_path / "second.jsonl"]
    for path in paths:
        path.write_text(json.dumps(EVENT) + "\n", encoding="utf-8")
    program = open_files(*paths)
    assert program.window.events.model.rowCount() == 1
    describer = program.calls.describer
    assert describer is not None
    assert describer.detail(0).position.endswith("also in second.jsonl")
