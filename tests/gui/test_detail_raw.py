import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from inspector.catalog.catalog import Catalog
from inspector.gui.detail.json_colors import Token, token_colors, tokens
from inspector.gui.detail.json_page import JsonPage
from inspector.gui.detail.json_tree import ALL_LIMIT, JsonTree
from inspector.gui.detail.model import EventDetail
from inspector.gui.detail.raw_text import PART
from inspector.gui.event_detail import event_detail
from inspector.gui.theme import load_theme
from tests.support.event_details import body_of, busy_explanation, detail_of
from tests.support.event_table_case import read, told
from tests.support.small_capture import result

THEME = load_theme("light")
RESULT = {"code": 500, "subCode": 560503, "message": "No \u202eway\n", "sipDetails": None}
MESSAGE = ("data", "resultInformation", "message")
TREE, RAW = "Show the event as a tree", "Show the bytes of the file"
PRETTY, STORED = "Indent the raw text", "Show the text as it stands in the file"


@pytest.fixture
def page(qtbot: QtBot) -> JsonPage:
    made = JsonPage(THEME)
    qtbot.addWidget(made)
    made.resize(286, 700)
    made.show()
    return made


def detail(**data: object) -> EventDetail:
    return detail_of(busy_explanation(), data={"resultInformation": RESULT, **data})


def tree_of(page: JsonPage) -> JsonTree:
    return page.findChildren(JsonTree)[0]


def text_of(page: JsonPage) -> QPlainTextEdit:
    return page.findChildren(QPlainTextEdit)[0]


def button(page: JsonPage, name: str) -> QAbstractButton:
    return next(b for b in page.findChildren(QAbstractButton) if b.accessibleName() == name)


def selected(page: JsonPage) -> str:
    cursor = text_of(page).textCursor()
    return cursor.selectedText()


def notes(page: JsonPage) -> str:
    return " ".join(part.text() for part in page.findChildren(QLabel) if part.isVisible())


def test_what_is_selected_in_the_tree_is_selected_in_the_raw_text(page: JsonPage) -> None:
    page.show_detail(detail(), THEME)
    tree_of(page).select(MESSAGE)
    button(page, RAW).click()
    assert selected(page) == '"No \\u202eway\\n"'
    button(page, PRETTY).click()
    assert selected(page) == '"No \\u202eway\\n"'
    button(page, PRETTY).click()
    assert selected(page) == '"No \\u202eway\\n"'


def test_where_the_cursor_is_in_the_raw_text_is_selected_in_the_tree(page: JsonPage) -> None:
    page.show_detail(detail(), THEME)
    button(page, RAW).click()
    text = text_of(page)
    cursor = text.textCursor()
    cursor.setPosition(text.toPlainText().index("subCode"))
    text.setTextCursor(cursor)
    button(page, TREE).click()
    assert tree_of(page).path == ("data", "resultInformation", "subCode")


def test_the_raw_text_stays_at_its_path_from_event_to_event(page: JsonPage) -> None:
    page.show_detail(detail(), THEME)
    tree_of(page).select(("data", "resultInformation", "code"))
    button(page, RAW).click()
    other = detail_of(busy_explanation(), data={"x": "y", "resultInformation": {"code": 487}})
    page.show_detail(other, THEME)
    assert selected(page) == "487"
    button(page, TREE).click()
    assert tree_of(page).path == ("data", "resultInformation", "code")


def test_only_the_view_in_front_is_filled(page: JsonPage) -> None:
    page.show_detail(detail(), THEME)
    assert text_of(page).toPlainText() == ""
    button(page, RAW).click()
    page.show_detail(detail(extra=[1, 2]), THEME)
    nodes = tree_of(page).nodes
    assert nodes.node(nodes.find(("data", "extra"))).path() == ("data",)
    button(page, TREE).click()
    assert tree_of(page).nodes.find(("data", "extra")).siblingAtColumn(1).data() == "[] 2 items"


def test_text_inside_text_is_shown_decoded_and_as_it_stands(page: JsonPage) -> None:
    stored = json.dumps([json.dumps(body_of("PlayFailed", {}))]).encode()
    page.show_detail(replace(detail(), stored=stored), THEME)
    button(page, RAW).click()
    assert text_of(page).toPlainText().startswith('{"id": "3')
    assert "text inside something else" in notes(page)
    button(page, STORED).click()
    assert text_of(page).toPlainText() == stored.decode()
    assert "As it stands in the file" in notes(page)
    button(page, PRETTY).click()
    assert not button(page, STORED).isChecked()
    assert text_of(page).toPlainText().startswith('{\n  "id"')


def test_an_event_that_stands_by_itself_has_no_other_form(page: JsonPage) -> None:
    inside = replace(detail(), stored=b'["{}"]')
    page.show_detail(inside, THEME)
    button(page, RAW).click()
    button(page, STORED).click()
    plain = detail()
    page.show_detail(replace(plain, stored=plain.raw), THEME)
    assert not button(page, STORED).isVisible()
    assert text_of(page).toPlainText() == plain.raw.decode()


def test_where_the_bytes_come_from_is_said(page: JsonPage) -> None:
    page.show_detail(replace(detail(), bytes_note="Unpacked from gzip."), THEME)
    button(page, RAW).click()
    assert "Unpacked from gzip." in notes(page)


def test_a_long_event_is_shown_in_parts(page: JsonPage, qtbot: QtBot) -> None:
    people = [{"rawId": f"8:acs:{number:06}"} for number in range(4_000)]
    made = detail(participants=people)
    page.show_detail(made, THEME)
    tree_of(page).select(("data", "participants", 3_000, "rawId"))
    button(page, RAW).click()
    assert selected(page) == '"8:acs:003000"'
    assert len(text_of(page).toPlainText()) == PART
    total = len(made.raw.decode())
    assert f"of {total:,}" in notes(page)
    begin = int(notes(page).split("Characters ")[1].split("–")[0].replace(",", ""))
    qtbot.mouseClick(button(page, "Show the part before"), Qt.MouseButton.LeftButton)
    assert f"Characters {begin - PART:,}–" in notes(page)
    button(page, "Copy whole event").click()
    assert QGuiApplication.clipboard().text() == made.raw.decode()


def test_copied_text_has_the_characters_of_the_file(page: JsonPage) -> None:
    raw = b'{"a": "x\xe2\x80\xaey"}'
    page.show_detail(detail_of(busy_explanation(), raw=raw), THEME)
    button(page, RAW).click()
    assert "\\u202e" in text_of(page).toPlainText()
    text_of(page).selectAll()
    text_of(page).copy()
    assert QGuiApplication.clipboard().text() == raw.decode()


def test_raw_text_is_colored_like_the_tree(page: JsonPage) -> None:
    page.show_detail(detail(), THEME)
    button(page, RAW).click()
    text = text_of(page)
    block = text.document().firstBlock()
    found = {}
    for part in block.layout().formats():
        word = block.text()[part.start : part.start + part.length]
        found[word] = part.format.foreground().color()
    colors = token_colors(THEME)
    assert found['"message"'] == colors[Token.KEY]
    assert found['"2025-05-15"'] == colors[Token.STRING]
    assert found["560503"] == colors[Token.NUMBER]
    assert found["null"] == colors[Token.LITERAL]


def test_parts_of_a_line_are_told_apart() -> None:
    line = '{"a\\"b" : "x: 1", "n": -1.5e+3, "t": [true, null], "cut'
    found = [(line[start : start + size], kind) for start, size, kind in tokens(line)]
    assert found == [
        ('"a\\"b"', Token.KEY),
        ('"x: 1"', Token.STRING),
        ('"n"', Token.KEY),
        ("-1.5e+3", Token.NUMBER),
        ('"t"', Token.KEY),
        ("true", Token.LITERAL),
        ("null", Token.LITERAL),
        ('"cut', Token.STRING),
    ]


def luminance(color: QColor) -> float:
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.redF(), color.greenF(), color.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_color_can_be_read_on_every_row(name: str) -> None:
    theme = load_theme(name)
    for color in token_colors(theme).values():
        for ground in (theme.surface, theme.alternate, theme.raised):
            light, dark = sorted((luminance(color), luminance(QColor(ground))), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5


def menu_actions(page: JsonPage) -> dict[str, Callable[[], object]]:
    menu = QMenu(page)
    tree_of(page).fill_menu(menu)
    return {
        action.text().partition("\t")[0]: action.trigger
        for action in menu.actions()
        if action.text() and action.isEnabled()
    }


def test_a_value_can_be_filtered_for_and_made_a_column(
    page: JsonPage, qtbot: QtBot, catalog: Catalog, tmp_path: Path
) -> None:
    events = [told("AddParticipantFailed", 1, resultInformation=result(500, 560503, 'No "way"'))]
    shown = event_detail(catalog, read(catalog, tmp_path, events), 0)
    page.show_detail(shown, THEME)
    tree_of(page).select(("data", "resultInformation", "code"))
    with qtbot.waitSignal(page.filter_requested) as wanted:
        menu_actions(page)["Filter for this value"]()
    assert wanted.args == ["500"]
    with qtbot.waitSignal(page.column_requested) as wanted:
        menu_actions(page)["Add as column"]()
    assert wanted.args == ["data.resultInformation.code"]
    tree_of(page).select(MESSAGE)
    with qtbot.waitSignal(page.filter_requested) as wanted:
        menu_actions(page)["Filter for this value"]()
    assert wanted.args == ['No "way"']
    tree_of(page).select(("data",))
    assert "Filter for this value" not in menu_actions(page)
    assert "Add as column" in menu_actions(page)
    page.show_detail(replace(shown, alone=None), THEME)
    tree_of(page).select(MESSAGE)
    assert "Filter for this value" not in menu_actions(page)


def test_nothing_selected_offers_nothing_on_a_value(page: JsonPage) -> None:
    page.show_detail(detail(), THEME)
    assert set(menu_actions(page)) == {"Expand all", "Collapse all"}


def test_the_button_offers_the_same_without_a_mouse(page: JsonPage) -> None:
    page.show_detail(detail(), THEME)
    tree_of(page).select(MESSAGE)
    more = button(page, "More on the selected value")
    assert isinstance(more, QToolButton)
    more.menu().aboutToShow.emit()
    names = [action.text().partition("\t")[0] for action in more.menu().actions()]
    assert {"Copy value", "Copy key path", "Add as column", "Find in this event…"} <= set(names)


def test_all_opens_and_closes_but_not_what_is_too_large(page: JsonPage, qtbot: QtBot) -> None:
    page.show_detail(detail(deep={"a": {"b": {"c": {"d": 1}}}}), THEME)
    tree = tree_of(page)
    deepest = tree.nodes.find(("data", "deep", "a", "b", "c"))
    assert not tree.isExpanded(deepest)
    tree.expand_all()
    assert tree.isExpanded(deepest)
    tree.collapseAll()
    assert not tree.isExpanded(tree.nodes.find(("data",)))
    page.show_detail(detail(many=[[1]] * ALL_LIMIT), THEME)
    with qtbot.waitSignal(page.copied) as said:
        tree.expand_all()
    assert "Too large" in said.args[0]
    assert not tree.isExpanded(tree.nodes.find(("data", "many")))


def test_the_path_is_copied_by_a_key(page: JsonPage, qtbot: QtBot) -> None:
    page.show_detail(detail(), THEME)
    tree_of(page).select(MESSAGE)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(tree_of(page), Qt.Key.Key_C, modifiers)
    assert QGuiApplication.clipboard().text() == "data.resultInformation.message"


def find(page: JsonPage, qtbot: QtBot, word: str) -> QLineEdit:
    front = text_of(page) if text_of(page).isVisible() else tree_of(page)
    qtbot.keyClick(front, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    box = page.findChildren(QLineEdit)[0]
    assert box.isVisible()
    box.setText(word)
    return box


def test_words_are_found_in_the_tree(page: JsonPage, qtbot: QtBot) -> None:
    page.show_detail(detail(last_code=1), THEME)
    box = find(page, qtbot, "CODE")
    assert tree_of(page).path == ("data", "resultInformation", "code")
    assert "1 of 3" in notes(page)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert tree_of(page).path == ("data", "resultInformation", "subCode")
    qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert tree_of(page).path == ("data", "resultInformation", "code")
    qtbot.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert tree_of(page).path == ("data", "last_code")
    assert "3 of 3" in notes(page)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert "1 of 3" in notes(page)
    box.setText("nowhere to be found")
    assert "0 of 0" in notes(page)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert not box.isVisible()


def test_words_are_found_in_the_raw_text_and_anew_in_the_next_event(
    page: JsonPage, qtbot: QtBot
) -> None:
    page.show_detail(detail(), THEME)
    button(page, RAW).click()
    box = find(page, qtbot, "subcode")
    assert selected(page) == "subCode"
    page.show_detail(detail(other={"subCode": 1}), THEME)
    assert "0 of 2" in notes(page)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert "1 of 2" in notes(page)


def test_the_cursor_of_the_raw_text_is_moved_by_keys(page: JsonPage, qtbot: QtBot) -> None:
    page.show_detail(detail(), THEME)
    button(page, RAW).click()
    text = text_of(page)
    qtbot.keyClick(text, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert text.textCursor().selectedText() == "{"
    text.moveCursor(QTextCursor.MoveOperation.End)
    assert text.textCursor().atEnd()


@pytest.mark.parametrize("width", [280, 286, 374])
def test_no_button_is_cut(page: JsonPage, width: int) -> None:
    page.resize(width, 600)
    page.show_detail(replace(detail(), stored=b'["{}"]'), THEME)
    button(page, RAW).click()
    QGuiApplication.processEvents()
    for found in page.findChildren(QToolButton):
        if found.isVisible() and found.accessibleName():
            assert found.width() >= found.sizeHint().width(), found.text()
            assert found.height() >= 24


def test_find_and_copy_keys_are_the_pages_own_in_a_window_that_has_them_too(qtbot: QtBot) -> None:
    window = QWidget()
    made = JsonPage(THEME, window)
    QVBoxLayout(window).addWidget(made)
    taken = []
    for key in ("Ctrl+F", "Ctrl+C", "Ctrl+Alt+C", "Escape"):
        QShortcut(QKeySequence(key), window).activated.connect(lambda key=key: taken.append(key))
    qtbot.addWidget(window)
    window.resize(374, 600)
    with qtbot.waitActive(window):
        window.show()
    made.show_detail(detail(), THEME)
    tree = tree_of(made)
    tree.select(("id",))
    tree.setFocus()
    control, alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(tree, Qt.Key.Key_C, control)
    qtbot.keyClick(tree, Qt.Key.Key_C, control | alt)
    assert QGuiApplication.clipboard().text() == "id"
    qtbot.keyClick(tree, Qt.Key.Key_F, control)
    box = made.findChildren(QLineEdit)[0]
    assert box.hasFocus()
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert tree.hasFocus()
    button(made, RAW).click()
    text_of(made).setFocus()
    qtbot.keyClick(text_of(made), Qt.Key.Key_F, control)
    assert box.hasFocus()
    assert taken == []
