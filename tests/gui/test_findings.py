"""The findings dock: opens by itself on warnings, leads to events, and can be muted."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from inspector.catalog.catalog import Catalog
from inspector.catalog.model import Severity
from inspector.findings.model import Finding, Findings, Limit
from inspector.gui.app import load_themes
from inspector.gui.program import Program
from inspector.gui.settings import Settings
from inspector.gui.views.findings_view import FindingsView

NO_END = Finding("END-1", Severity.WARNING, "The log stops 2 s after the last event.", (3, 4), 0)
UNKNOWN = Finding("CODE-2", Severity.INFO, "Subcode 777777 is new.", (1,), None)
TWO = Findings((NO_END, UNKNOWN), (Limit("DUP-1", "Only the first 10 were compared."),))


def event(name: str, second: int, **data: object) -> dict[str, object]:
    call = "11111111-aaaa-4bbb-8ccc-000000000001"
    return {
        "id": f"5b9a4a52-2d5c-4b06-8f0a-0d6a1f6c00{second:02}",
        "source": f"calling/callConnections/{call}",
        "type": f"Microsoft.Communication.{name}",
        "data": {"callConnectionId": call, "serverCallId": "c2VydmVyLW9uZQ==", **data},
        "time": f"2026-11-18T09:15:{second:02}.3104217+00:00",
        "specversion": "1.0",
    }


RESULT = {"code": 200, "subCode": 7000, "message": ""}


@pytest.fixture
def late(tmp_path: Path) -> Path:
    """A call with a play after its end and an unknown subcode inside."""
    unknown = {"code": 555, "subCode": 777777, "message": ""}
    events = [
        event("CallConnected", 1),
        event("AddParticipantFailed", 2, resultInformation=unknown),
        event("CallDisconnected", 5, resultInformation=RESULT),
        event("PlayCompleted", 9, resultInformation={"code": 200, "subCode": 0, "message": ""}),
    ]
    path = tmp_path / "late.json"
    path.write_text(json.dumps(events), encoding="utf-8")
    return path


@pytest.fixture
def view(catalog: Catalog, qtbot: QtBot) -> FindingsView:
    view = FindingsView(load_themes()["light"])
    qtbot.addWidget(view)
    view.resize(1000, 150)
    view.show_findings(TWO, catalog.rules, {3: "PlayStarted", 1: "CallConnected"}.get, frozenset())
    view.show()
    qtbot.waitExposed(view)
    return view


@pytest.fixture
def examined(open_files: Callable[..., Program], late: Path) -> Program:
    return open_files(late)


def rows(view: FindingsView) -> list[list[str]]:
    model = view.model
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def press(view: FindingsView, words: str) -> None:
    button = next(b for b in view.findChildren(QPushButton) if b.text().startswith(words))
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_table_names_severity_rule_call_and_event(
    view: FindingsView, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(view.model)
    assert rows(view) == [
        ["warning", "END-1", "1", "PlayStarted", "The log stops 2 s after the last event."],
        ["info", "CODE-2", "all", "CallConnected", "Subcode 777777 is new."],
    ]
    assert view.model.index(0, 0).data(Qt.ItemDataRole.DecorationRole) is not None


def test_choosing_one_says_why_it_matters(
    view: FindingsView, qtbot: QtBot, catalog: Catalog
) -> None:
    assert not view.why
    place = view.table.visualRect(view.model.index(0, 4)).center()
    with qtbot.waitSignal(view.finding_chosen) as chosen:
        QTest.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [NO_END]
    assert catalog.rules["END-1"].why in view.why
    assert NO_END.text in view.why
    with qtbot.waitSignal(view.mute_clicked) as muted:
        press(view, "Mute rule")
    assert muted.args == ["END-1"]


def test_muted_rules_are_named_and_can_come_back(
    view: FindingsView, qtbot: QtBot, catalog: Catalog
) -> None:
    view.show_findings(TWO, catalog.rules, str, frozenset({"CODE-2"}))
    assert [row[1] for row in rows(view)] == ["END-1"]
    with qtbot.waitSignal(view.unmute_clicked):
        press(view, "Muted: CODE-2")


def test_stepping_goes_round(view: FindingsView, qtbot: QtBot) -> None:
    chosen: list[Finding] = []
    view.finding_chosen.connect(chosen.append)
    for by in (1, 1, 1, -1):
        view.step(by)
    assert chosen == [NO_END, UNKNOWN, NO_END, UNKNOWN]


def test_stepping_back_begins_at_the_last(view: FindingsView) -> None:
    chosen: list[Finding] = []
    view.finding_chosen.connect(chosen.append)
    view.step(-1)
    assert chosen == [UNKNOWN]


def test_warnings_open_the_dock_and_are_counted(examined: Program) -> None:
    window = examined.window
    assert window.findings_dock.isVisible()
    assert ["warning", "END-2", "1", "PlayCompleted"] in [row[:4] for row in rows(window.findings)]
    assert "1 warning" in window.status.text
    assert window.findings_dock.windowTitle() == f"Findings {window.findings.model.count()}"


def test_f4_goes_to_the_event_of_a_finding(examined: Program) -> None:
    window = examined.window
    first = window.findings.model.finding(0)
    QTest.keySequence(window, "F4")
    assert examined.state.row == first.rows[0]
    QTest.keySequence(window, "Shift+F4")
    last = window.findings.model.finding(window.findings.model.count() - 1)
    assert examined.state.row == last.rows[0]


def test_muting_is_remembered_and_taken_back(
    examined: Program, settings: Settings, qtbot: QtBot
) -> None:
    window = examined.window
    before = window.findings.model.count()
    QTest.keySequence(window, "F4")
    rule = window.findings.model.finding(0).rule
    press(window.findings, "Mute rule")
    qtbot.waitUntil(lambda: rule not in {row[1] for row in rows(window.findings)})
    assert settings.muted_rules == frozenset({rule})
    press(window.findings, f"Muted: {rule}")
    qtbot.waitUntil(lambda: window.findings.model.count() == before)


def test_the_status_bar_opens_the_findings(examined: Program) -> None:
    window = examined.window
    window.findings_dock.close()
    button = next(
        b for b in window.status.findChildren(QToolButton) if b.accessibleName() == "Findings"
    )
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.findings_dock.isVisible()


def test_closing_forgets_the_findings(examined: Program) -> None:
    examined.session.close()
    assert not examined.window.findings_dock.isVisible()
    assert "warning" not in examined.window.status.text


def test_findings_that_arrive_leave_focus_and_selection(
    program: Program, qtbot: QtBot, late: Path
) -> None:
    with qtbot.waitSignal(program.session.opened):
        program.open_paths([late])
    table = program.window.events.table
    table.setFocus()
    table.selectRow(1)
    qtbot.waitUntil(lambda: program.findings.found is not None)
    assert program.window.findings_dock.isVisible()
    assert QApplication.focusWidget() is table
    assert table.currentIndex().row() == 1
