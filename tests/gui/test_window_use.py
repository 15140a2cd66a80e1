"""Small things a user meets: focus, Tab, Esc, remarks that pass, room in a small window."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from inspector.catalog.catalog import Catalog
from inspector.catalog.model import Severity
from inspector.diagnosis.explain import explain
from inspector.diagnosis.model import Facts
from inspector.findings.model import Finding, Findings
from inspector.gui.app import load_themes
from inspector.gui.detail.explain_page import ExplainPage
from inspector.gui.detail.model import EventDetail
from inspector.gui.finding_reason import FindingReason
from inspector.gui.models.findings_model import FindingColumn
from inspector.gui.program import Program
from inspector.gui.views.findings_view import FindingsView
from inspector.report.explanation_words import NO_CARRIER
from tests.support.event_details import detail_of

KEY = Qt.Key
THEME = load_themes()["light"]
MARKUP = Finding("END-1", Severity.WARNING, "No end after <b>Odd</b>.", (3,), 0)


@pytest.fixture
def pstn(open_files: Callable[..., Program], samples: Path) -> Program:
    return open_files(samples / "failed-pstn-call.json")


@pytest.fixture
def failed(catalog: Catalog) -> EventDetail:
    return detail_of(explain(catalog, Facts("PlayFailed", 429, 8565)))


@pytest.fixture
def page(qtbot: QtBot, failed: EventDetail) -> ExplainPage:
    page = ExplainPage(THEME)
    qtbot.addWidget(page)
    page.resize(340, 360)
    with qtbot.waitActive(page):
        page.show()
    page.show_detail(failed, THEME)
    QApplication.processEvents()
    return page


def button(page: ExplainPage, name: str) -> QPushButton:
    found = page.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def words(page: ExplainPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel)]


def test_an_opened_capture_has_the_focus_in_its_calls(pstn: Program) -> None:
    assert QApplication.focusWidget() is pstn.window.calls.table


def test_another_capture_leaves_the_focus_where_it_is(
    pstn: Program, open_files: Callable[..., Program], samples: Path
) -> None:
    pstn.window.box.setFocus()
    open_files(samples / "ordinary-call.json")
    assert QApplication.focusWidget() is pstn.window.box


def test_the_box_says_what_the_filter_leaves_and_esc_empties_it(
    pstn: Program, qtbot: QtBot
) -> None:
    box = pstn.window.box
    shown = next(x for x in box.findChildren(QLabel) if x.accessibleName().startswith("What the"))
    assert shown.text() == "3 calls"
    QTest.keyClicks(box, "8510")
    qtbot.waitUntil(lambda: shown.text() == "1 of 3 calls")
    assert 0 < shown.geometry().left() < shown.geometry().right() < box.width()
    QTest.keyClick(box, KEY.Key_Escape)
    qtbot.waitUntil(lambda: shown.text() == "3 calls")
    assert pstn.state.filter.is_empty


def test_a_remark_of_f8_goes_with_the_next_move(pstn: Program) -> None:
    window = pstn.window
    for _ in range(3):
        QTest.keyClick(window, KEY.Key_F8)
    assert "stepped over" in window.message.text
    assert window.message.isVisible()
    window.events.step(1)
    assert not window.message.isVisible()


def test_a_lasting_message_stays_while_the_user_moves(pstn: Program) -> None:
    window = pstn.window
    window.message.show_remark("passes", is_passing=True)
    window.message.show_remark("stays")
    window.events.step(1)
    window.events.step(-1)
    assert window.message.isVisible()


def test_a_small_window_with_findings_lays_nothing_over_the_events(
    pstn: Program, qtbot: QtBot
) -> None:
    window = pstn.window
    window.resize(1024, 640)
    window.arrange()
    QTest.keyClick(window, KEY.Key_F4)
    qtbot.waitUntil(lambda: window.width() == 1024 and window.findings_dock.isVisible())
    QApplication.processEvents()
    assert window.tabs.geometry().bottom() < window.events.geometry().top()
    assert window.tabs.currentWidget().geometry().height() <= window.tabs.height()
    assert window.events.geometry().bottom() <= window.views.work.height()


def test_a_low_dock_scrolls_the_reason_and_a_narrow_one_keeps_the_sentences(
    catalog: Catalog, qtbot: QtBot
) -> None:
    view = FindingsView(THEME)
    qtbot.addWidget(view)
    view.resize(760, 110)
    view.show_findings(Findings((MARKUP,)), catalog.rules, str, frozenset())
    with qtbot.waitExposed(view):
        view.show()
    reason = view.findChild(FindingReason)
    assert isinstance(reason, FindingReason)
    assert reason.isHidden()
    view.step(1)
    qtbot.waitUntil(lambda: reason.verticalScrollBar().maximum() > 0)
    assert view.table.isColumnHidden(FindingColumn.EVENT)
    view.resize(1400, 110)
    QApplication.processEvents()
    assert not view.table.isColumnHidden(FindingColumn.EVENT)


def test_a_finding_s_tooltip_is_no_markup(catalog: Catalog, qtbot: QtBot) -> None:
    view = FindingsView(THEME)
    qtbot.addWidget(view)
    view.show_findings(Findings((MARKUP,)), catalog.rules, str, frozenset())
    tip = view.model.index(0, FindingColumn.TEXT).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;Odd&lt;/b&gt;" in tip


def test_tab_reaches_the_note_before_the_footer(page: ExplainPage) -> None:
    scroll = page.findChild(QScrollArea)
    assert scroll is not None
    scroll.setFocus()
    names: list[str] = []
    while not names or names[-1] != "Copy explanation":
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, KEY.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        names.append(focused.accessibleName())
    wanted = ["Add note…", "Normal for me", "Copy explanation"]
    assert [name for name in names if name in wanted] == wanted


def test_the_same_event_shown_anew_keeps_place_and_focus(
    page: ExplainPage, failed: EventDetail, qtbot: QtBot
) -> None:
    scroll = page.findChild(QScrollArea)
    assert scroll is not None
    before = button(page, "normal")
    before.setFocus()
    scroll.verticalScrollBar().setValue(60)
    page.show_detail(failed, THEME)
    after = button(page, "normal")
    assert QApplication.focusWidget() is after
    assert scroll.verticalScrollBar().value() == 60
    page.show_detail(dataclasses.replace(failed, position="elsewhere"), THEME)
    assert scroll.verticalScrollBar().value() == 0


def test_only_events_that_can_carry_them_lack_the_carrier_s_numbers(
    page: ExplainPage, failed: EventDetail
) -> None:
    assert NO_CARRIER in words(page)
    page.show_detail(dataclasses.replace(failed, may_carry_diagnostics=False), THEME)
    assert NO_CARRIER not in words(page)


def test_the_catalog_says_which_events_can_carry_diagnostics(pstn: Program) -> None:
    describer = pstn.calls.describer
    assert describer is not None
    details = [describer.detail(row) for row in describer.rows_of(0)]
    carry = {d.event.kind.name: d.may_carry_diagnostics for d in details}
    assert carry["AddParticipantFailed"]
    assert not carry["PlayCompleted"]


def test_a_dock_is_opened_and_closed_by_its_action(pstn: Program) -> None:
    window = pstn.window
    for name, pane in (("findings", window.findings_dock), ("problems", window.problems_dock)):
        pane.hide()
        window.actions_by_id[name].trigger()
        QApplication.processEvents()
        assert pane.isVisible()
        window.actions_by_id[name].trigger()
        assert not pane.isVisible()
