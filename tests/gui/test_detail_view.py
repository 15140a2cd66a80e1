import base64

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from inspector.catalog.load import load_catalog
from inspector.catalog.model import Attention, Basis, Owner, Retry
from inspector.diagnosis.explain import explain
from inspector.diagnosis.model import Facts
from inspector.errors import InspectorError
from inspector.gui.badge import Badge
from inspector.gui.detail.ids import server_hint
from inspector.gui.detail.json_tree import JsonTree
from inspector.gui.detail.model import EventDetail
from inspector.gui.detail.widgets import CAPTURED_LIMIT, CapturedText, ElidedLabel
from inspector.gui.style import stylesheet
from inspector.gui.theme import load_theme
from inspector.gui.views.detail_view import EMPTY_TEXT, MIN_WIDTH_PX, DetailView
from tests.support.event_details import CALL, busy_explanation, detail_of, explanation_of

EXPLAIN, JSON, IDS = 0, 1, 2
NO_CARRIER = "the carrier sent none"


@pytest.fixture
def view(qtbot: QtBot) -> DetailView:
    theme = load_theme("light")
    made = DetailView(theme)
    made.setStyleSheet(stylesheet(theme))
    qtbot.addWidget(made)
    made.resize(366, 760)
    made.show()
    return made


def show(view: DetailView, detail: EventDetail) -> None:
    """Show an event at once, as the next turn of the event loop would."""
    view.show_detail(detail)
    view.settle()


def texts(view: QWidget) -> list[str]:
    """Everything that can be read on the page in front."""
    QApplication.processEvents()
    found = []
    for widget in view.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel | Badge | ElidedLabel):
            found.append(widget.text())
        elif isinstance(widget, QTextEdit | QPlainTextEdit):
            found.append(widget.toPlainText())
    return [text for text in found if text]


def show_tab(view: DetailView, number: int) -> None:
    view.findChildren(QTabBar)[0].setCurrentIndex(number)


def press(qtbot: QtBot, view: DetailView, name: str) -> None:
    buttons = [
        button for button in view.findChildren(QAbstractButton)
        if button.accessibleName() == name and button.isVisible()
    ]  # fmt: skip
    assert len(buttons) == 1, name
    qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_nothing_selected_says_how_to_go_on(view: DetailView) -> None:
    assert texts(view) == [EMPTY_TEXT]


def test_an_event_that_cannot_be_read_says_why_and_what_to_do(view: DetailView) -> None:
    show(view, detail_of(busy_explanation()))
    view.show_error(InspectorError("Cannot read it again", "The file was cut", "Open it again"))
    assert texts(view) == ["Cannot read it again", "The file was cut", "Open it again"]
    show_tab(view, IDS)
    assert texts(view) == ["Cannot read it again", "The file was cut", "Open it again"]


def test_a_read_that_takes_long_says_so(view: DetailView) -> None:
    view.show_loading()
    assert texts(view) == ["Reading the event…"]


def test_explain_answers_every_question(view: DetailView) -> None:
    show(view, detail_of(busy_explanation(), "AddParticipantFailed"))
    found = texts(view)
    for expected in (
        "500 · 560503",
        "AddParticipantFailed",
        "The phone was busy",
        "The carrier answered in place of the phone.",
        "560",
        "503",
        "SBC or carrier, outbound",
        "answered SIP 503",
        "Callee, then SBC or carrier",
        "ACS",
        "500 / 560503",
        "differs",
        "They agree, but for the code.",
        "SIP, Q.850 agree; ACS differs",
        "UnexpectedServerError (derived)",
        "Setup",
        "486/560486 Phone is busy",
        "Yes, part of ordinary calls",
        "Later: the phone may be free soon",
        "basis: event+code+subcode",
        "Try later.",
        "If it recurs, read the SBC log.",
        "The SBC log.",
        "The carrier's portal.",
        "The layers disagree.",
        "Server error",
        "A server failed.",
        "560503",
        "SBC answered 503",
        "486",
        "Busy Here",
        "The phone is in another call.",
        "17",
        "User busy",
        "Failed. DiagCode: 500#560503.@",
        "Response codes, example.test/codes, 2024-07-22",
        "catalog 2026-11 · 1 source",
        "morning.jsonl",
        "line 12 · byte 10,240 · 981 bytes",
    ):
        assert expected in found
    assert NO_CARRIER not in found
    assert found.count("agrees") == 2


def test_other_readings_open_when_asked(view: DetailView, qtbot: QtBot) -> None:
    show(view, detail_of(busy_explanation()))
    hidden = {"500/560503", "By themselves.", "SBC unavailable", "The SBC was full.", "Look there.",
              "Whose move: SBC or carrier · failure"}  # fmt: skip
    assert not hidden & set(texts(view))
    press(qtbot, view, "Other readings (1)")
    assert hidden <= set(texts(view))
    press(qtbot, view, "Other readings (1)")
    assert not hidden & set(texts(view))


def test_a_conflict_shows_both_readings_at_once(view: DetailView) -> None:
    facts = Facts("CreateCallFailed", 404, 560404, sip=404, q850=17)
    show(view, detail_of(explain(load_catalog(), facts)))
    found = texts(view)
    assert "Not known: caller by SIP, callee by Q.850" in found
    assert {"Q.850 17", "SIP 404", "Whose move: callee · expected"} <= set(found)
    assert found.count("differs") == 3


def test_layers_are_compared_only_when_the_carrier_said_something(view: DetailView) -> None:
    show(view, detail_of(explain(load_catalog(), Facts("PlayFailed", 429, 8565))))
    found = texts(view)
    assert "ACS" not in found
    assert NO_CARRIER in found


def test_a_number_that_only_looks_like_sip_says_so(view: DetailView) -> None:
    show(view, detail_of(explain(load_catalog(), Facts("CreateCallFailed", 504, 569002))))
    found = texts(view)
    assert "Microsoft, transport to the SBC, outbound" in found
    assert "002 is no SIP code: the request was not delivered" in found


def test_a_row_of_the_users_own_is_marked_and_notes_are_shown(view: DetailView) -> None:
    facts = Facts("PlayFailed", 429, 8565)
    show(view, detail_of(explanation_of(facts)))
    assert not {"Yours", "Your note"} & set(texts(view))
    mine = explanation_of(facts, is_yours=True, own_notes=("Raise the <b>quota</b>.",))
    show(view, detail_of(mine))
    assert {"Yours", "Your note", "Raise the <b>quota</b>."} <= set(texts(view))


def test_notes_and_what_is_normal_are_asked_for_by_buttons(view: DetailView, qtbot: QtBot) -> None:
    facts = Facts("CallDisconnected", 603, 0)
    show(view, detail_of(explanation_of(facts)))
    with qtbot.waitSignal(view.note_clicked):
        press(qtbot, view, "Add note…")
    with qtbot.waitSignal(view.normal_clicked):
        press(qtbot, view, "Normal for me")
    said = explanation_of(facts, own_notes=("Ask Mia.",), is_marked_normal=True)
    show(view, detail_of(said))
    with qtbot.waitSignal(view.note_clicked):
        press(qtbot, view, "Edit note…")
    with qtbot.waitSignal(view.normal_clicked):
        press(qtbot, view, "No longer normal")


def test_a_result_without_any_number_cannot_be_called_normal(view: DetailView) -> None:
    show(view, detail_of(explanation_of(Facts("CallDisconnected", message="Only words."))))
    names = {b.accessibleName() for b in view.findChildren(QAbstractButton) if b.isVisible()}
    assert "Add note…" in names
    assert "Normal for me" not in names


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [MIN_WIDTH_PX, 360, 700])
def test_no_word_is_cut_off(view: DetailView, width: int, theme: str) -> None:
    catalog = load_catalog()
    view.setStyleSheet(stylesheet(load_theme(theme)))
    view.set_theme(load_theme(theme))
    view.resize(width, 800)
    for facts in (
        Facts("CreateCallFailed", 404, 560404, sip=404, q850=17),
        Facts("CreateCallFailed", 500, 560503, sip=486, q850=17),
        Facts("CallDisconnected", 503, 560503, sip=511, q850=101),
        Facts("CreateCallFailed", 403, 510532),
    ):
        show(view, detail_of(explain(catalog, facts)))
        QApplication.processEvents()
        for part in view.findChildren(QLabel):
            if part.isVisible():
                assert clipped(part) == "", part.text()


def clipped(label: QLabel) -> str:
    """The words of a label that are wider than its own room; empty when all can be read."""
    metrics = label.fontMetrics()
    margins = label.contentsMargins()
    room = label.width() - margins.left() - margins.right()
    words = label.text().split() if label.wordWrap() else [label.text()]
    wide = [word for word in words if metrics.horizontalAdvance(word) > room]
    low = label.wordWrap() and label.heightForWidth(label.width()) > label.height()
    return " ".join(wide) + (" (cut below)" if low else "")


def test_a_carrier_that_sent_nothing_is_said_once(view: DetailView) -> None:
    show(view, detail_of(explanation_of(Facts("CallDisconnected", 200, 0, ""))))
    found = texts(view)
    assert found.count(NO_CARRIER) == 1
    assert "SIP, Q.850" in found
    assert "The message is empty." in found


def test_a_carrier_that_sent_half_is_said_for_the_other_half(view: DetailView) -> None:
    facts = Facts("CallDisconnected", 487, 0, None, sip=487, sip_message="Gone elsewhere")
    show(view, detail_of(explanation_of(facts)))
    found = texts(view)
    assert found.count(NO_CARRIER) == 1
    assert {"SIP", "Q.850", "“Gone elsewhere”", "No message was delivered."} <= set(found)


def test_an_event_without_result_says_so_and_asks_nothing(view: DetailView) -> None:
    explanation = explanation_of(
        Facts("ParticipantsUpdated"), basis=Basis.NONE, attention=Attention.EXPECTED,
        owner=Owner.NOBODY, title="People changed",
    )  # fmt: skip
    show(view, detail_of(explanation, "ParticipantsUpdated"))
    found = texts(view)
    assert {"none", "This event carries no result information."} <= set(found)
    assert not {"Whose move", "What to do", NO_CARRIER} & set(found)


def test_an_unknown_result_is_shown_with_its_numbers(view: DetailView) -> None:
    explanation = explanation_of(
        Facts("CallDisconnected", 555, 777777, "New."), basis=Basis.CLASS, mitigation="Ask us."
    )
    show(view, detail_of(explanation))
    found = texts(view)
    assert {"555", "777777", "basis: class", "Not known", "Ask us."} <= set(found)
    assert found.count("not in the catalog") == 2


@pytest.mark.parametrize("width", [MIN_WIDTH_PX, 366, 700])
def test_hostile_text_is_literal_and_never_widens_the_page(view: DetailView, width: int) -> None:
    hostile = "<b>bold</b><img src='http://x.test/p.png'>" + "A" * 600 + "\u202egnp.exe"
    facts = Facts(hostile, 400, 8565, hostile, 404, hostile, 1, hostile)
    show(view, detail_of(explanation_of(facts), hostile))
    view.resize(width, 600)
    found = "\n".join(texts(view))
    assert "<b>bold</b><img src=" in found
    assert "\\u202egnp.exe" in found
    assert "\u202e" not in found
    for label in view.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
    for part in view.findChildren(CapturedText):
        assert part.horizontalScrollBar().maximum() == 0
    for area in view.findChildren(QScrollArea):
        if area.isVisible():
            assert area.widget().width() <= area.viewport().width()


def test_captured_text_is_as_high_as_it_needs(view: DetailView) -> None:
    facts = Facts("CallDisconnected", 400, 1, "word " * 200)
    show(view, detail_of(explanation_of(facts)))
    QApplication.processEvents()
    message = next(
        part for part in view.findChildren(CapturedText)
        if part.accessibleName() == "Message as delivered"
    )  # fmt: skip
    assert message.height() >= message.document().size().height()
    assert message.verticalScrollBar().maximum() == 0


def test_a_very_long_message_says_how_much_is_left(view: DetailView) -> None:
    facts = Facts("CallDisconnected", 400, 1, "x" * (CAPTURED_LIMIT + 1_500))
    show(view, detail_of(explanation_of(facts)))
    assert any(text.endswith("x… (1,500 more characters)") for text in texts(view))


def test_a_copied_explanation_masks_people(view: DetailView, qtbot: QtBot) -> None:
    facts = Facts("AddParticipantFailed", 500, 1, "failed for participant 4:+14255550177. Why")
    show(view, detail_of(explanation_of(facts)))
    press(qtbot, view, "Copy explanation")
    assert "failed for participant" in clipboard()
    assert "5550177" not in clipboard()


def test_the_explanation_can_be_copied_as_text(view: DetailView, qtbot: QtBot) -> None:
    show(view, detail_of(busy_explanation()))
    with qtbot.waitSignal(view.copied) as said:
        press(qtbot, view, "Copy explanation")
    assert said.args == ["Explanation copied, numbers and names masked"]
    for part in ("The phone was busy", "560503", "486", "Busy Here", "Failed. DiagCode"):
        assert part in clipboard()


def test_the_tree_copies_value_and_path(view: DetailView, qtbot: QtBot) -> None:
    token = "e" * 9_000
    show(view, detail_of(busy_explanation(), data={"token": token}))
    show_tab(view, JSON)
    tree = view.findChildren(JsonTree)[0]
    model = tree.model()
    tree.setCurrentIndex(model.find(("data", "token")))
    with qtbot.waitSignal(view.copied) as said:
        qtbot.keyClick(tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard() == token
    assert said.args == ["data.token copied"]
    tree.customContextMenuRequested.emit(QPoint(5, 5))
    menu = tree.window().findChildren(QMenu)[-1]
    actions = {action.text().partition("\t")[0]: action for action in menu.actions()}
    actions["Copy key path"].trigger()
    assert clipboard() == "data.token"
    actions["Copy key"].trigger()
    assert clipboard() == "token"
    menu.close()
    press(qtbot, view, "Copy whole event")
    assert token in clipboard()
    assert clipboard().startswith("{")


def test_the_tree_stays_at_its_path_from_event_to_event(view: DetailView) -> None:
    show_tab(view, JSON)
    tree = view.findChildren(JsonTree)[0]
    show(view, detail_of(busy_explanation(), data={"x": 1, "resultInformation": {"code": 1}}))
    tree.setCurrentIndex(tree.model().find(("data", "resultInformation", "code")))
    show(view, detail_of(busy_explanation(), data={"resultInformation": {"code": 2}}))
    assert tree.model().node(tree.currentIndex()).path() == ("data", "resultInformation", "code")
    assert tree.model().node(tree.currentIndex()).value == 2


def test_raw_shows_the_bytes_and_pretty_indents_them(view: DetailView, qtbot: QtBot) -> None:
    show(view, detail_of(busy_explanation(), raw=b'{"id":  "\xff"}'))
    show_tab(view, JSON)
    press(qtbot, view, "Show the bytes of the file")
    found = texts(view)
    assert '{"id":  "\ufffd"}' in found
    assert any(text.startswith("Not valid UTF-8: 1 byte shown as \ufffd") for text in found)
    press(qtbot, view, "Indent the raw text")
    assert any(text.startswith('{\n  "id": "30000000') for text in texts(view))
    press(qtbot, view, "Copy whole event")
    assert clipboard() == '{"id":  "\ufffd"}'


def test_ids_are_whole_in_tooltips_and_copied_by_buttons(view: DetailView, qtbot: QtBot) -> None:
    show(view, detail_of(busy_explanation(), data={"operationContext": "<b>ctx</b>"}))
    show_tab(view, IDS)
    found = texts(view)
    assert {CALL, "<b>ctx</b>", "2025-05-15", "2025-06-16T21:17:25.4548513+00:00"} <= set(found)
    assert found.count("not in this event") == 2
    value = next(part for part in view.findChildren(ElidedLabel) if part.text() == "<b>ctx</b>")
    assert "&lt;b&gt;ctx&lt;/b&gt;" in value.toolTip()
    with qtbot.waitSignal(view.copied) as said:
        press(qtbot, view, "Copy call connection id")
    assert clipboard() == CALL
    assert said.args == ["Call connection id copied"]


def test_a_server_call_id_hints_at_its_host_and_region() -> None:
    address = b"https://api.example.test/api/v2/cp/conv-usea-01.conv.example.test/conv/abc?i=1"
    hint = server_hint(base64.b64encode(address).decode())
    assert hint == (
        "Host api.example.test\n"
        "Region usea-01, from conv-usea-01.conv.example.test\n"
        "Decoded; not documented, may change"
    )


@pytest.mark.parametrize("value", [None, "", "sanitized", "not base64!", "AAAA", "a" * 9_000, "ü"])
def test_other_server_call_ids_give_no_hint(value: str | None) -> None:
    assert server_hint(value) == ""


def test_every_control_has_a_name(view: DetailView) -> None:
    show(view, detail_of(busy_explanation()))
    controls = 0
    for tab in (EXPLAIN, JSON, IDS):
        show_tab(view, tab)
        QApplication.processEvents()
        for widget in view.findChildren(QWidget):
            if isinstance(widget, QAbstractButton | QScrollArea | QTextEdit | JsonTree | QTabBar):
                assert widget.accessibleName() or isinstance(widget.parent(), QTabBar), widget
                controls += 1
            if isinstance(widget, QToolButton) and widget.isVisible():
                assert widget.height() >= 24 or isinstance(widget.parent(), QTabBar)
    assert controls > 20


def test_a_theme_is_taken_over_at_once(view: DetailView) -> None:
    show(view, detail_of(busy_explanation()))
    before = view.grab().toImage()
    dark = load_theme("dark")
    view.setStyleSheet(stylesheet(dark))
    view.set_theme(dark)
    after = view.grab().toImage()
    assert before.pixelColor(4, 400).name().upper() == load_theme("light").surface
    assert after.pixelColor(4, 400).name().upper() == dark.surface
    badge = next(part for part in view.findChildren(Badge) if part.isVisible())
    solid = badge.grab().toImage().pixelColor(2, badge.height() // 2).name().upper()
    assert solid == dark.classes[busy_explanation().code_class].color


def test_a_settled_result_does_not_speak_of_trying_again(view: DetailView) -> None:
    settled = explanation_of(
        Facts("CallDisconnected", 200, 0), attention=Attention.EXPECTED, retry=Retry.NO
    )
    show(view, detail_of(settled))
    assert "Try again?" not in texts(view)
