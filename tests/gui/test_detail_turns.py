"""When the pane does its work: each page made late, each event laid out in turns of its own."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from inspector.diagnosis.model import Facts
from inspector.errors import InspectorError
from inspector.gui.detail.explain_page import ExplainPage
from inspector.gui.detail.focus_ring import FocusRing
from inspector.gui.detail.ids_page import IdsPage
from inspector.gui.detail.json_page import JsonPage
from inspector.gui.detail.json_tree import JsonTree
from inspector.gui.detail.model import EventDetail
from inspector.gui.detail.widgets import CapturedText, label
from inspector.gui.theme import load_theme
from inspector.gui.views.detail_view import DetailView
from tests.support.event_details import busy_explanation, detail_of, explanation_of

TITLE, SOURCE = "The phone was busy", "Source S"


@pytest.fixture
def view(qtbot: QtBot) -> DetailView:
    made = DetailView(load_theme("light"))
    qtbot.addWidget(made)
    made.resize(374, 700)
    made.show()
    return made


def busy() -> EventDetail:
    return detail_of(busy_explanation(), "AddParticipantFailed")


def titled(title: str) -> EventDetail:
    made = detail_of(explanation_of(Facts("PlayFailed", 400, 1), title=title))
    return replace(made, position=f"{title}.json · byte 1")


def has_text(view: QWidget, text: str) -> bool:
    return any(found.text() == text for found in view.findChildren(QLabel))


def has_source(view: QWidget) -> bool:
    return any(part.accessibleName() == SOURCE for part in view.findChildren(CapturedText))


def turn(view: DetailView) -> None:
    """One turn of the event loop's timers."""
    view._show_next()


def test_pages_are_made_when_they_are_looked_at(view: DetailView) -> None:
    assert not view.findChildren(ExplainPage)
    view.warm_up()
    assert len(view.findChildren(ExplainPage)) == 1
    tabs = view.findChildren(QTabBar)[0]
    tabs.setCurrentIndex(1)
    tabs.setCurrentIndex(0)
    tabs.setCurrentIndex(1)
    assert len(view.findChildren(JsonPage)) == 1
    assert not view.findChildren(IdsPage)


def test_an_event_is_shown_in_the_next_turn(view: DetailView, qtbot: QtBot) -> None:
    view.show_detail(busy())
    assert not has_text(view, TITLE)
    qtbot.waitUntil(lambda: has_source(view))
    assert has_text(view, TITLE)


def test_the_head_comes_a_turn_before_the_rest(view: DetailView) -> None:
    view.show_detail(busy())
    turn(view)
    assert has_text(view, TITLE)
    assert not has_source(view)
    turn(view)
    assert has_source(view)


def test_of_many_events_in_a_row_only_the_last_is_laid_out(
    view: DetailView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = []
    real = ExplainPage.show_head

    def counting(page: ExplainPage, detail: EventDetail, theme: object) -> None:
        shown.append(detail.explanation.title)
        real(page, detail, theme)  # type: ignore[arg-type]  # a theme, passed through

    monkeypatch.setattr(ExplainPage, "show_head", counting)
    for number in range(20):
        view.show_detail(titled(f"title {number}"))
    qtbot.waitUntil(lambda: has_text(view, "title 19"))
    assert shown == ["title 19"]


def test_an_event_that_comes_between_head_and_rest_leaves_nothing_behind(
    view: DetailView, qtbot: QtBot
) -> None:
    view.show_detail(busy())
    turn(view)
    view.show_detail(titled("another"))
    qtbot.waitUntil(lambda: has_text(view, "another") and has_source(view))
    QTest.qWait(20)
    assert not has_text(view, TITLE)
    assert sum(p.accessibleName() == SOURCE for p in view.findChildren(CapturedText)) == 1


def test_the_rest_is_not_forgotten_when_the_tab_is_left_before(view: DetailView) -> None:
    view.show_detail(busy())
    turn(view)
    tabs = view.findChildren(QTabBar)[0]
    tabs.setCurrentIndex(2)
    tabs.setCurrentIndex(0)
    assert has_source(view)


def test_an_error_takes_the_place_of_an_event_that_was_to_come(
    view: DetailView, qtbot: QtBot
) -> None:
    view.show_detail(busy())
    view.show_error(InspectorError("The file is gone"))
    qtbot.wait(20)
    assert has_text(view, "The file is gone")
    assert not has_text(view, TITLE)


def test_the_same_event_anew_is_whole_at_once_and_keeps_its_place(view: DetailView) -> None:
    view.show_detail(busy())
    view.settle()
    button = view.findChildren(QPushButton, "note")[0]
    button.setFocus()
    view.show_detail(busy())
    turn(view)
    assert has_source(view)
    QApplication.sendPostedEvents()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "note"


def test_nothing_is_done_when_there_is_nothing_left(view: DetailView) -> None:
    view.settle()
    view.show_detail(busy())
    view.settle()
    before = view.findChildren(CapturedText)
    view.settle()
    assert view.findChildren(CapturedText) == before


@pytest.mark.parametrize(
    ("key", "modifier", "tab"),
    [
        (Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier, 1),
        (Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier, 2),
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier, 1),
        (
            Qt.Key.Key_Backtab,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
            2,
        ),
    ],
)
def test_tabs_are_turned_by_keys(
    view: DetailView, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, tab: int
) -> None:
    view.show_detail(busy())
    view.settle()
    with qtbot.waitActive(view):
        view.activateWindow()
    tabs = view.findChildren(QTabBar)[0]
    view.findChildren(QPushButton, "note")[0].setFocus()
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)
    assert tabs.currentIndex() == tab
    assert tabs.hasFocus()


def test_text_is_selectable_from_the_first_press_and_stays_where_it_is(qtbot: QtBot) -> None:
    made = label("One and two and three.")
    qtbot.addWidget(made)
    made.resize(90, 80)
    made.show()
    height = made.heightForWidth(90)
    assert not made.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    qtbot.mouseDClick(made, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    qtbot.mousePress(made, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    qtbot.mouseRelease(made, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    qtbot.mouseDClick(made, Qt.MouseButton.LeftButton, pos=QPoint(8, made.height() // 2))
    assert made.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    assert made.selectedText()
    assert made.heightForWidth(90) == height


def test_words_of_a_capture_are_never_markup() -> None:
    made = label("<b>bold</b>")
    assert made.textFormat() == Qt.TextFormat.PlainText


def test_the_page_with_the_keyboard_has_a_ring(view: DetailView, qtbot: QtBot) -> None:
    view.show_detail(busy())
    view.settle()
    with qtbot.waitActive(view):
        view.activateWindow()
    ring = view.findChildren(FocusRing)[0]
    view.findChildren(QPushButton, "note")[0].setFocus()
    assert not ring.isVisible()
    view.findChildren(QTabBar)[0].setCurrentIndex(1)
    tree = view.findChildren(JsonTree)[0]
    tree.setFocus()
    assert ring.isVisible()
    view.resize(300, 500)
    assert ring.geometry().topLeft() == tree.mapTo(view, QPoint(0, 0))
    assert ring.size() == tree.size()
    color = QColor(load_theme("light").focus)
    assert view.grab().toImage().pixelColor(ring.geometry().topLeft()) == color
    view.findChildren(QTabBar)[0].setFocus()
    assert not ring.isVisible()
