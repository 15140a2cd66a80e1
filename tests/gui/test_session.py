"""Loads that overlap, are canceled, or grow while they are shown."""

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from inspector.gui.program import Program
from inspector.gui.view_state import NO_CALL


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


def test_snapshots_of_an_older_load_are_dropped(
    open_files: Callable[..., Program], samples: Path
) -> None:
    program = open_files(samples / "failed-pstn-call.json")
    older = program.session.loaded
    open_files(samples / "ordinary-call.json")
    program.loader.loaded.emit(1, older)
    assert program.session.loaded is not older
    assert program.window.calls.model.rowCount() == 1


def test_nothing_of_a_canceled_load_comes_late(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    large = write_calls(tmp_path / "large.jsonl", 100_000)
    with qtbot.waitSignal(program.session.opened, timeout=10_000):
        program.open_paths([large])
    program.session.cancel()
    qtbot.waitUntil(lambda: program.window.calls.model.rowCount() > 0)
    shown = program.window.calls.model.rowCount()
    program.loader.wait()
    qtbot.wait(50)
    assert program.window.calls.model.rowCount() == shown


def test_events_without_a_call_stay_last_while_rows_grow(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    large = write_calls(tmp_path / "large.jsonl", 30_000)
    loose = '{"ResultInformation":{"Code":500,"SubCode":560503,"Message":"x"}}'
    large.write_text(f"{loose}\n{large.read_text(encoding='utf-8')}", encoding="utf-8")
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    model = program.window.calls.model
    tester = QAbstractItemModelTester(model, mode)
    last: list[int | None] = []
    inserted: list[int] = []
    model.rowsInserted.connect(lambda _parent, first, _last: inserted.append(first))
    program.session.grown.connect(lambda _: last.append(model.call_at(model.rowCount() - 1)))
    before: list[int] = []
    model.rowsAboutToBeInserted.connect(lambda *_: before.append(model.rowCount()))
    with qtbot.waitSignal(program.session.ended, timeout=30_000):
        program.open_paths([large])
    assert tester.model() is model
    assert set(last) == {NO_CALL}
    assert inserted == [count - 1 for count in before]
    assert inserted


def test_rows_grow_while_reading(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    large = write_calls(tmp_path / "large.jsonl", 30_000)
    seen: list[int] = []
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
    qtbot.waitUntil(lambda: program.window.calls.model.rowCount() > 0)
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
    program.calls.choose_call(2)
    detail = program.window.detail
    texts = [label.text() for label in detail.findChildren(QLabel)]
    assert any("short.jsonl" in text for text in texts)
