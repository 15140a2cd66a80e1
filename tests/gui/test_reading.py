"""Reading a capture by mouse and keys: calls, events, failures, filter, themes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTableView, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from inspector.gui.models.calls_model import CallColumn
from inspector.gui.models.event_columns import EventColumn
from inspector.gui.program import Program
from inspector.gui.row_table import RowTable
from inspector.gui.view_state import NO_CALL
from inspector.index.codes import CodeClass


def cell(table: RowTable, row: int, column: int = 0) -> str:
    return str(table.model().index(row, column).data())


def click(table: RowTable, row: int) -> None:
    place = table.visualRect(table.model().index(row, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def selected(table: QTableView) -> int:
    return table.currentIndex().row()


@pytest.fixture
def morning(open_files: Callable[..., Program], samples: Path) -> Program:
    return open_files(samples / "busy-morning.jsonl")


@pytest.fixture
def pstn(open_files: Callable[..., Program], samples: Path) -> Program:
    return open_files(samples / "failed-pstn-call.json")


def test_models_keep_qt_contract(morning: Program) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    window = morning.window
    testers = [
        QAbstractItemModelTester(model, mode)
        for model in (window.calls.model, window.events.model, window.problems.model)
    ]
    click(window.calls.table, 3)
    window.calls.table.sortByColumn(CallColumn.TALK, Qt.SortOrder.DescendingOrder)
    window.chips.toggled.emit(CodeClass.C5XX)
    assert len(testers) == 3


def test_first_selection_explains_a_failure(pstn: Program) -> None:
    window = pstn.window
    assert selected(window.calls.table) >= 0
    row = selected(window.events.table)
    assert cell(window.events.table, row, EventColumn.CODE) == "500/560503"


def test_click_on_a_call_shows_its_events_and_verdict(pstn: Program) -> None:
    window = pstn.window
    click(window.calls.table, 2)
    assert window.events.model.rowCount() == 2
    assert cell(window.events.table, 0, EventColumn.CODE) == "480/560480"
    assert "480/560480" in window.verdict.verdict or "Q.850 19" in window.verdict.verdict


def test_keys_step_through_events(pstn: Program) -> None:
    table = pstn.window.events.table
    click(table, 0)
    QTest.keyClick(table, Qt.Key.Key_Period)
    QTest.keyClick(table, Qt.Key.Key_Period)
    assert selected(table) == 2
    QTest.keyClick(table, Qt.Key.Key_Comma)
    assert selected(table) == 1
    assert pstn.state.row == pstn.window.events.model.event_row(1)


def test_single_letters_are_typed_in_the_filter(pstn: Program) -> None:
    pstn.window.box.take_focus()
    QTest.keyClicks(pstn.window.box, "uf.")
    assert pstn.window.box.text() == "uf."
    assert pstn.window.time_button.text() == "Since start"


def test_single_letters_work_in_the_views_only(pstn: Program) -> None:
    pstn.window.open_button.setFocus()
    QTest.keyClick(pstn.window.open_button, Qt.Key.Key_U)
    assert pstn.window.time_button.text() == "Since start"


def test_only_the_user_chooses_rows(pstn: Program, qtbot: QtBot) -> None:
    table = pstn.window.events.table
    with qtbot.assertNotEmitted(table.position_chosen):
        table.select_position(3)
    with qtbot.waitSignal(table.position_chosen) as chosen:
        click(table, 5)
    assert chosen.args == [5]


def test_f8_walks_the_failures_of_all_calls(morning: Program) -> None:
    window = morning.window
    click(window.calls.table, 0)
    seen = []
    for _ in range(4):
        QTest.keyClick(window, Qt.Key.Key_F8)
        seen.append((morning.state.call, morning.state.row))
    assert len(set(seen)) == 4
    assert [call for call, _ in seen] == sorted(call for call, _ in seen)
    QTest.keyClick(window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert (morning.state.call, morning.state.row) == seen[2]


def test_u_switches_the_time_mode(pstn: Program) -> None:
    table = pstn.window.events.table
    click(table, 1)
    assert cell(table, 1, EventColumn.TIME).startswith("+")
    QTest.keyClick(table, Qt.Key.Key_U)
    assert cell(table, 1, EventColumn.TIME).count(":") == 2
    assert pstn.window.time_button.text() == "UTC"


def test_chip_filters_list_and_table(morning: Program, qtbot: QtBot) -> None:
    window = morning.window
    chip = next(b for b in window.chips.findChildren(QToolButton) if b.text().startswith("6xx"))
    total = window.calls.model.rowCount()
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.calls.model.rowCount() < total)
    assert window.calls.model.rowCount() == int(chip.text().split()[1])
    click(window.calls.table, 0)
    codes = {
        cell(window.events.table, row, EventColumn.CODE)[0]
        for row in range(window.events.model.rowCount())
    }
    assert codes == {"6"}
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert window.calls.model.rowCount() == total


@pytest.mark.parametrize(
    ("text", "calls"), [("560503", 2), ("480/560480", 1), ("486", 2), ("busy here", 2)]
)
def test_typed_text_filters(pstn: Program, qtbot: QtBot, text: str, calls: int) -> None:
    window = pstn.window
    QTest.keySequence(window, "Ctrl+F")
    QTest.keyClicks(window.box, text)
    qtbot.waitUntil(lambda: window.calls.model.rowCount() == calls)
    window.actions_by_id["clear_filter"].trigger()
    assert window.calls.model.rowCount() == 3
    assert window.box.text() == ""


def test_filter_that_matches_nothing_offers_to_clear(pstn: Program, qtbot: QtBot) -> None:
    window = pstn.window
    QTest.keyClicks(window.box, "no such thing anywhere")
    qtbot.waitUntil(lambda: window.calls.model.rowCount() == 0)
    clear = next(
        b
        for b in window.calls.findChildren(QAbstractButton)
        if b.text() == "Clear filter" and b.isVisible()
    )
    QTest.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert window.calls.model.rowCount() == 3


def test_sorting_keeps_the_selected_call(morning: Program) -> None:
    table = morning.window.calls.table
    click(table, 4)
    number = cell(table, 4)
    header = table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(CallColumn.TALK) + 10, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert cell(table, selected(table)) == number
    talks = [cell(table, row, CallColumn.TALK) for row in range(table.model().rowCount())]
    assert talks != sorted(talks, key=lambda text: text == "–", reverse=True)


def test_events_without_a_call_are_listed(
    open_files: Callable[..., Program], tmp_path: Path
) -> None:
    seen = tmp_path / "dump.json"
    seen.write_text(
        '{"ResultInformation":{"Code":500,"SubCode":560503,"Message":"Unexpected server error",'
        '"SipDetails":{"Code":486,"Message":"Busy Here"},'
        '"Q850Details":{"Code":17,"Message":"User busy"}}}',
        encoding="utf-8",
    )
    program = open_files(seen)
    window = program.window
    assert program.state.call == NO_CALL
    assert window.events.model.rowCount() == 1
    assert cell(window.events.table, 0, EventColumn.TIME) == "no time"
    assert cell(window.events.table, 0, EventColumn.CODE) == "500/560503"


def test_theme_switches(pstn: Program) -> None:
    before = pstn.window.grab().toImage().pixelColor(400, 500).lightness()
    pstn.window.actions_by_id["dark"].trigger()
    after = pstn.window.grab().toImage().pixelColor(400, 500).lightness()
    assert before > 200
    assert after < 60
    assert pstn.window.actions_by_id["dark"].isChecked()


def test_ctrl_c_copies_the_event(pstn: Program, qapp: object) -> None:
    table = pstn.window.events.table
    click(table, 0)
    QTest.keySequence(table, "Ctrl+C")
    assert "IncomingCall" in qapp.clipboard().text()


def test_every_control_has_a_name(morning: Program) -> None:
    kinds = (QAbstractButton, QLineEdit, QTableView)
    nameless = [
        widget
        for kind in kinds
        for widget in morning.window.findChildren(kind)
        if widget.isVisible() and not _is_inner(widget) and not _name(widget)
    ]
    assert nameless == []


def _is_inner(widget: QWidget) -> bool:
    return widget.objectName().startswith("qt_") or isinstance(widget.parent(), QLineEdit)


def _name(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text


def test_filter_narrows_the_timeline(pstn: Program, qtbot: QtBot) -> None:
    describer = pstn.calls.describer
    assert describer is not None
    whole = describer.drawn.timeline(0, None)
    QTest.keyClicks(pstn.window.box, "560503")
    qtbot.waitUntil(lambda: pstn.window.calls.model.rowCount() == 2)
    mask = pstn.presenter._filtered
    assert whole is not None
    assert mask is not None
    narrow = describer.drawn.timeline(0, mask.events)
    assert narrow is not None
    assert len(narrow.lanes) < len(whole.lanes)
    assert {m.row for m in narrow.markers if m.code == "500/560503"}


def test_f8_stops_at_failed_operations_and_steps_over_what_is_expected(pstn: Program) -> None:
    window = pstn.window
    click(window.calls.table, 0)
    click(window.events.table, 0)
    codes = []
    for _ in range(3):
        QTest.keyClick(window, Qt.Key.Key_F8)
        codes.append(cell(window.events.table, selected(window.events.table), EventColumn.CODE))
    assert codes == ["400/8510"] * 3  # a busy phone is expected, as an event and as an end
    assert pstn.state.call == 0
    assert "No failure after" in window.message.text


def test_captured_names_are_never_markup(
    open_files: Callable[..., Program], tmp_path: Path
) -> None:
    hostile = tmp_path / "hostile.json"
    hostile.write_text(
        '{"type":"Microsoft.Communication.<b>Fake\\u202e</b>","id":"1","specversion":"1.0",'
        '"time":"2026-11-18T09:00:00Z","data":{"callConnectionId":"<img src=x>"}}',
        encoding="utf-8",
    )
    window = open_files(hostile).window
    calls, events = window.calls.table.model(), window.events.table.model()
    tip = Qt.ItemDataRole.ToolTipRole
    assert "<img" not in calls.data(calls.index(0, 0), tip)
    assert "<b>" not in events.data(events.index(0, EventColumn.EVENT), tip)
    assert "\u202e" not in cell(window.events.table, 0, EventColumn.EVENT)


@pytest.mark.parametrize("size", [(1024, 640), (1440, 900)])
def test_the_selected_event_is_in_view_at_any_size(
    pstn: Program, qtbot: QtBot, size: tuple[int, int]
) -> None:
    window = pstn.window
    table = window.events.table
    last = table.model().rowCount() - 1
    table.select_position(last)
    window.resize(*size)
    qtbot.wait(50)
    assert 0 <= table.rowViewportPosition(last) < table.viewport().height()
    table.select_position(0)
    table.select_position(last)
    assert 0 <= table.rowViewportPosition(last) < table.viewport().height()
