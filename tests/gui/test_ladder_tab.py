"""The ladder in the window: beside the timeline, with the same selection, saved masked."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from inspector.gui.ladder.times import StepTimes
from inspector.gui.program import Program
from inspector.gui.timeline.ticks import AxisKind
from inspector.gui.view_state import TimeMode
from inspector.report.ladder.model import Ladder


@pytest.fixture
def pstn(open_files: Callable[..., Program], samples: Path) -> Program:
    program = open_files(samples / "failed-pstn-call.json")
    program.calls.choose_call(0)
    return program


def made(program: Program) -> Ladder | None:
    return program.window.ladder.ladder


def look(program: Program, qtbot: QtBot) -> Ladder:
    program.window.tabs.setCurrentWidget(program.window.ladder)
    qtbot.waitUntil(lambda: made(program) is not None)
    ladder = made(program)
    assert ladder is not None
    return ladder


def rows_of(ladder: Ladder) -> set[int]:
    return {row for step in ladder.steps for row in step.rows}


def test_a_ladder_is_made_when_it_is_looked_at(pstn: Program, qtbot: QtBot) -> None:
    assert made(pstn) is None
    first = look(pstn, qtbot)
    pstn.calls.choose_call(1)
    qtbot.waitUntil(lambda: made(pstn) not in (None, first))
    second = made(pstn)
    assert second is not None
    assert rows_of(first).isdisjoint(rows_of(second))


def test_times_are_those_of_the_window(pstn: Program, qtbot: QtBot) -> None:
    ladder = look(pstn, qtbot)
    canvas = pstn.window.ladder.canvas
    row, at_ns = next(
        (step.rows[0], step.time_ns) for step in ladder.steps if (step.time_ns or 0) > 0
    )
    pstn.state.set_reference(row)
    assert canvas.times == StepTimes(ladder, AxisKind.REFERENCE, at_ns)
    pstn.state.set_time_mode(TimeMode.LOCAL)
    assert canvas.times == StepTimes(ladder, AxisKind.LOCAL, at_ns)
    pstn.state.set_reference(None)
    assert canvas.times == StepTimes(ladder)


def test_a_ladder_is_made_once_for_a_call_that_is_shown_anew(pstn: Program, qtbot: QtBot) -> None:
    first = look(pstn, qtbot)
    pstn.calls.refresh()  # as another filter does
    qtbot.wait(150)
    assert made(pstn) is first
    pstn.calls.choose_call(1)
    pstn.calls.choose_call(0)
    qtbot.waitUntil(lambda: made(pstn) is not first)
    assert rows_of(look(pstn, qtbot)) == rows_of(first)


def test_what_is_saved_and_copied_is_masked(
    pstn: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(pstn, qtbot)
    events = pstn.session.loaded
    assert events is not None
    raw = b"".join(
        events.capture.record(row).raw for row in range(events.capture.table.size)
    ).decode()
    people = {part.split('"')[0] for part in raw.split('"value":"')[1:]}
    people |= {part.split('"')[0] for part in raw.split('"value": "')[1:]}
    assert people
    for form in ("svg", "txt", "mmd", "png"):
        path = tmp_path / f"ladder.{form}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, to=path: (str(to), ""))
        pstn.window.ladder.save_requested.emit(form)
        qtbot.waitUntil(path.exists)
        qtbot.waitUntil(lambda p=path: p.stat().st_size > 100)
        saved = path.read_bytes().decode("utf-8", "replace")
        assert not any(person in saved for person in people)
    QApplication.clipboard().setText("")
    pstn.window.ladder.copy_requested.emit("mmd")
    qtbot.waitUntil(lambda: "sequenceDiagram" in QApplication.clipboard().text())
    assert not any(person in QApplication.clipboard().text() for person in people)


def test_a_folder_that_cannot_be_written_is_said(
    pstn: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(pstn, qtbot)
    path = tmp_path / "missing" / "ladder.svg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(path), ""))
    pstn.window.ladder.save_requested.emit("svg")
    qtbot.waitUntil(lambda: "cannot be written" in pstn.window.message.text)


def test_what_the_filter_hides_is_drawn_faintly(pstn: Program, qtbot: QtBot) -> None:
    look(pstn, qtbot)
    before = pstn.window.ladder.grab().toImage()
    QTest.keyClicks(pstn.window.box, "560503")
    qtbot.waitUntil(lambda: pstn.calls.event_mask is not None)
    mask = pstn.calls.event_mask
    assert mask is not None
    assert 0 < int(mask.sum()) < len(mask)
    assert pstn.window.ladder.grab().toImage() != before
    pstn.presenter.clear_filter()
    assert pstn.calls.event_mask is None


def test_times_are_written_as_everywhere(pstn: Program, qtbot: QtBot) -> None:
    look(pstn, qtbot)
    before = pstn.window.ladder.grab().toImage()
    pstn.state.set_time_mode(TimeMode.UTC)
    assert pstn.window.ladder.grab().toImage() != before
