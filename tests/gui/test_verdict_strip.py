from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from inspector.diagnosis.verdict import Clause, Verdict
from inspector.gui.clause_text import ClauseText
from inspector.gui.style import palette, stylesheet
from inspector.gui.theme import load_theme
from inspector.gui.views.verdict_strip import VerdictStrip

BUSY = Clause("Participant not added: the phone was busy (SIP 486, Q.850 17)", (3, 1))
ENDED = Clause("6.5 s later your app ended the call (200/7000)", (4,))
REMARK = Clause("Not a server fault", (3,))
VERDICT = Verdict(((BUSY, ENDED), (REMARK,)))
TEXT = (
    "Participant not added: the phone was busy (SIP 486, Q.850 17);"
    " 6.5 s later your app ended the call (200/7000). Not a server fault."
)
FACTS = "inbound · rang 6.2 s · talked 71.8 s"


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(640, 200)
    yield window
    window.close()


@pytest.fixture
def strip(qtbot: QtBot, window: QWidget) -> VerdictStrip:
    layout = QVBoxLayout(window)
    strip = VerdictStrip()
    layout.addWidget(strip)
    layout.addStretch(1)
    strip.show_call("Call 25", FACTS, VERDICT)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    return strip


@pytest.fixture
def hovered(strip: VerdictStrip) -> QSignalSpy:
    return QSignalSpy(strip.clause_hovered)


def text_of(strip: VerdictStrip) -> ClauseText:
    found = strip.findChild(ClauseText)
    assert isinstance(found, ClauseText)
    return found


def place_of(strip: VerdictStrip, words: str) -> QPoint:
    """Where the middle of some words is drawn, in the text's viewport."""
    text = text_of(strip)
    cursor = QTextCursor(text.document())
    cursor.setPosition(text.toPlainText().index(words) + len(words) // 2)
    return text.cursorRect(cursor).center()


def point_at(qtbot: QtBot, strip: VerdictStrip, words: str) -> None:
    viewport = text_of(strip).viewport()
    at = place_of(strip, words)
    qtbot.mouseMove(viewport, at + QPoint(1, 0))
    qtbot.mouseMove(viewport, at)


def rows_told(spy: QSignalSpy) -> list[object]:
    return [spy.at(number)[0] for number in range(spy.count())]


def test_the_strip_reads_as_one_text(strip: VerdictStrip) -> None:
    assert strip.verdict == VERDICT.text == TEXT


def test_pointing_at_a_clause_tells_its_rows_and_leaving_tells_none(
    qtbot: QtBot, strip: VerdictStrip, hovered: QSignalSpy
) -> None:
    point_at(qtbot, strip, BUSY.text)
    point_at(qtbot, strip, ENDED.text)
    assert text_of(strip).viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    point_at(qtbot, strip, ". ")
    point_at(qtbot, strip, REMARK.text)
    QApplication.sendEvent(text_of(strip).viewport(), QEvent(QEvent.Type.Leave))
    assert [rows for rows in rows_told(hovered) if rows] == [(3, 1), (4,), (3,)]
    assert rows_told(hovered)[-1] == ()


def test_a_pointed_clause_is_tinted(qtbot: QtBot, strip: VerdictStrip) -> None:
    text = text_of(strip)
    before = text.grab().toImage()
    point_at(qtbot, strip, ENDED.text)
    assert text.grab().toImage() != before
    QApplication.sendEvent(text.viewport(), QEvent(QEvent.Type.Leave))
    assert text.grab().toImage() == before


@pytest.mark.parametrize(("clause", "row"), [(BUSY, 3), (ENDED, 4), (REMARK, 3)])
def test_a_click_on_a_clause_goes_to_its_first_event(
    qtbot: QtBot, strip: VerdictStrip, clause: Clause, row: int
) -> None:
    at = place_of(strip, clause.text)
    with qtbot.waitSignal(strip.row_clicked, timeout=1000) as clicked:
        qtbot.mouseClick(text_of(strip).viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert clicked.args == [row]


def test_a_click_between_clauses_goes_nowhere(qtbot: QtBot, strip: VerdictStrip) -> None:
    at = place_of(strip, ". ")
    with qtbot.assertNotEmitted(strip.row_clicked, wait=30):
        qtbot.mouseClick(text_of(strip).viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_the_keyboard_walks_the_clauses_and_goes_to_an_event(
    qtbot: QtBot, strip: VerdictStrip, hovered: QSignalSpy
) -> None:
    text = text_of(strip)
    text.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(text, Qt.Key.Key_Tab)
    with qtbot.waitSignal(strip.row_clicked, timeout=1000) as clicked:
        qtbot.keyClick(text, Qt.Key.Key_Return)
    assert clicked.args == [4]
    qtbot.keyClick(text, Qt.Key.Key_Tab)
    assert text.hasFocus()
    qtbot.keyClick(text, Qt.Key.Key_Tab)
    assert not text.hasFocus()
    assert rows_told(hovered) == [(3, 1), (4,), (3,), ()]


def test_shift_tab_comes_in_at_the_last_clause(
    qtbot: QtBot, strip: VerdictStrip, hovered: QSignalSpy
) -> None:
    text = text_of(strip)
    text.setFocus(Qt.FocusReason.BacktabFocusReason)
    qtbot.keyClick(text, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert rows_told(hovered) == [(3,), (4,)]


def test_another_verdict_takes_the_light_away(
    qtbot: QtBot, strip: VerdictStrip, hovered: QSignalSpy
) -> None:
    point_at(qtbot, strip, BUSY.text)
    strip.show_call("Call 26", "", VERDICT)
    assert rows_told(hovered) == [(3, 1), ()]


def test_captured_markup_stays_text(qtbot: QtBot, strip: VerdictStrip) -> None:
    nasty = '<a href="0">click</a> <b>bold</b> &amp;'
    strip.show_call("Call 1", nasty, Verdict(((Clause(nasty, (7,)),),)))
    assert strip.verdict == f"{nasty}."
    with qtbot.waitSignal(strip.row_clicked, timeout=1000) as clicked:
        at = place_of(strip, nasty)
        qtbot.mouseClick(text_of(strip).viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert clicked.args == [7]


def test_a_plain_text_has_no_links(qtbot: QtBot, strip: VerdictStrip) -> None:
    strip.show_call("Events without a call", "", "3 events name no call connection.")
    assert strip.verdict == "3 events name no call connection."
    assert text_of(strip).accessibleDescription() == ""
    spy = QSignalSpy(strip.clause_hovered)
    point_at(qtbot, strip, "events")
    assert spy.count() == 0


def test_all_can_be_copied(qtbot: QtBot, strip: VerdictStrip) -> None:
    button = strip.findChild(QToolButton)
    assert isinstance(button, QToolButton)
    assert button.accessibleName() == "Copy verdict"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == f"Call 25 · {FACTS}\n{TEXT}"


def test_a_selection_can_be_copied(qtbot: QtBot, strip: VerdictStrip) -> None:
    text = text_of(strip)
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == TEXT


@pytest.mark.parametrize("width", [330, 640])
def test_the_whole_verdict_is_in_sight_at_any_width(
    qtbot: QtBot, window: QWidget, strip: VerdictStrip, width: int
) -> None:
    window.resize(width, 400)
    qtbot.waitUntil(lambda: strip.width() > width - 40)
    text = text_of(strip)
    end = QTextCursor(text.document())
    end.movePosition(QTextCursor.MoveOperation.End)
    assert text.viewport().rect().contains(text.cursorRect(end).center())
    assert text.verticalScrollBar().maximum() == 0


def test_assistive_tools_hear_what_the_strip_is(strip: VerdictStrip) -> None:
    text = text_of(strip)
    assert text.accessibleName() == "Verdict"
    assert "Enter" in text.accessibleDescription()


def test_another_theme_tints_in_its_own_colors(
    qapp: QApplication, qtbot: QtBot, strip: VerdictStrip
) -> None:
    before, sheet = qapp.palette(), qapp.styleSheet()
    try:
        theme = load_theme("dark")
        qapp.setPalette(palette(theme))
        qapp.setStyleSheet(stylesheet(theme))
        point_at(qtbot, strip, ENDED.text)
        image = text_of(strip).grab().toImage()
        colors = {
            image.pixelColor(x, y).name().upper()
            for x in range(image.width())
            for y in range(image.height())
        }
        assert {theme.raised, theme.accent, theme.text} <= colors
        cursor = QTextCursor(text_of(strip).document())
        cursor.setPosition(3)
        assert cursor.charFormat().underlineColor().name().upper() == theme.text
    finally:
        qapp.setPalette(before)
        qapp.setStyleSheet(sheet)
