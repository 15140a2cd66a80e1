"""Loads that overlap, are canceled, or grow while they are shown."""

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from inspector.gui.program import Program


def write_calls(path: Path, calls: int) -> Path:
    """Calls of two events each, one event a line."""
    lines = []
    for number in range(calls):
        call = f"{number:08d}-aaaa-4bbb-8ccc-000000000001"
        for name, second in (("CallConnected", 1), ("CallDisconnected", 9)):
            event = {
                "id": f"{number}-{second}",
                "type": f"Microsoft.Communication.{name}",
                "time": f"2026-11-18T09:{number // 60 % 60:02d}:{second:02d}.0000001+00:00",
                "data": {"callConnectionId": call, "serverCallId": f"s{number}"},
                "specversion": "1.0",
            }
            lines.append(json.dumps(event))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_the_last_of_two_loads_is_shown(
    program: Program, qtbot: QtBot, samples: Path, tmp_path: Path
) -> None:
    large = write_calls(tmp_path / "large.jsonl", 20_000)
    program.open_paths([large])
    with qtbot.waitSignal(program.session.ended):
        program.open_paths([samples / "ordinary-call.json"])
    qtbot.wait(200)
    assert program.window.calls.model.rowCount() == 1
    assert program.window.windowTitle().startswith("ordinary-call.json")


def test_rows_grow_while_reading(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    large = write_calls(tmp_path / "large.jsonl", 30_000)
    seen: list[int] = []
    program.session.opened.connect(lambda _: seen.append(program.window.calls.model.rowCount()))
    program.session.grown.connect(lambda _: seen.append(program.window.calls.model.rowCount()))
    with qtbot.waitSignal(program.session.ended, timeout=30_000):
        program.open_paths([large])
    assert seen == sorted(seen)
    assert 0 < seen[0] < 30_000
    assert len(seen) > 3
    assert program.window.calls.model.rowCount() == 30_000
    assert program.session.loaded is not None
    assert program.session.loaded.capture.finished


def test_cancel_keeps_what_was_read(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    large = write_calls(tmp_path / "large.jsonl", 100_000)
    cancel = next(
        b for b in program.window.status.findChildren(QToolButton) if b.text() == "Cancel"
    )
    with qtbot.waitSignal(program.session.opened, timeout=10_000):
        program.open_paths([large])
    cancel.show()
    QTest.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert not program.session.is_busy
    assert 0 < program.window.calls.model.rowCount() < 100_000
    assert cancel.isHidden()


def test_a_changed_file_is_said_not_crashed(
    open_files: Callable[..., Program], tmp_path: Path
) -> None:
    capture = write_calls(tmp_path / "short.jsonl", 3)
    program = open_files(capture)
    capture.write_text("gone\n", encoding="utf-8")
    program.presenter.choose_call(2)
    detail = program.window.detail
    texts = [label.text() for label in detail.findChildren(QLabel)]
    assert any("short.jsonl" in text for text in texts)
