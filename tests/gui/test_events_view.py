"""The event table as a user meets it: columns, order, map, menus, copying."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QColor, QContextMenuEvent, QImage
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu
from pytestqt.qtbot import QtBot

from inspector.catalog.catalog import Catalog
from inspector.events.jsonpath import JsonPath
from inspector.gui.event_table.cell import EventCell
from inspector.gui.event_table.copying import CopyForm
from inspector.gui.models.event_columns import ColumnLayout, EventColumn, ShownColumn
from inspector.gui.models.event_marks import Mark
from inspector.gui.models.events_model import EventsModel
from inspector.gui.style import ROW_HEIGHT_PX, stylesheet
from inspector.gui.theme import load_theme
from inspector.gui.view_state import TimeMode
from inspector.gui.views.events_view import EventsView
from tests.support.event_table_case import many_rows, rows_of, told
from tests.support.small_capture import result

EVENTS = [
    told("CallConnected", 1, resultInformation=result(200, 0), operationContext="answer"),
    told("PlayStarted", 2, resultInformation=result(200, 0), operationContext="greeting"),
    told("PlayCompleted", 6.1, resultInformation=result(200, 0), operationContext="greeting"),
    told("RecognizeFailed", 12, resultInformation=result(400, 8510), operationContext="menu"),
    told("CallDisconnected", 20, resultInformation=result(200, 7000, "Bye & thanks")),
]
ASCENDING, DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
RAW = JsonPath.parse("data.resultInformation.message")


@pytest.fixture
def view(qtbot: QtBot, catalog: Catalog, tmp_path: Path) -> Iterator[EventsView]:
    view = EventsView(load_theme("light"))
    qtbot.addWidget(view)
    view.setStyleSheet(stylesheet(load_theme("light")))
    view.resize(900, 300)
    view.show_events(rows_of(catalog, tmp_path, EVENTS), 0)
    with qtbot.waitExposed(view):
        view.show()
    qtbot.waitUntil(lambda: view.map.is_done)
    yield view
    view.close()


def column_of(view: EventsView, column: int) -> list[str]:
    return [view.model.text(row, column) for row in range(view.model.rowCount())]


def names(view: EventsView) -> list[str]:
    return [view.model.title(column) for column in view.table.visible_columns()]


def entries(menu: QMenu) -> dict[str, QAction]:
    return {action.text().replace("&", ""): action for action in menu.actions()}


def cell_menu(view: EventsView, position: int, column: int) -> dict[str, QAction]:
    index = view.model.index(position, column)
    view.table.menu_wanted.emit(index, QPoint(0, 0))
    found = [menu for menu in view.findChildren(QMenu) if menu.isVisible()]
    menu = found[-1]
    listed = entries(menu)
    menu.hide()
    return listed


def test_the_model_keeps_the_contract_of_qt(catalog: Catalog, tmp_path: Path) -> None:
    model = EventsModel()
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, mode)
    model.show_rows(rows_of(catalog, tmp_path, EVENTS))
    model.set_paths([RAW])
    for column in (EventColumn.CODE, EventColumn.HAPPENED, -1):
        model.sort(column, DESCENDING)
    model.set_bookmarks([1])
    model.highlight_rows([2])
    model.set_time_mode(TimeMode.UTC)
    model.show_rows(many_rows(catalog, 3000))
    model.sort(EventColumn.TIME)
    model.show_rows(None)
    assert tester.model() is model


def test_each_event_is_a_sentence(view: EventsView) -> None:
    assert column_of(view, EventColumn.HAPPENED) == [
        "Call connected",
        "Playing starts",
        "Play finished after 4.1 s",
        "Caller gave no input",
        "Your app hung up",
    ]
    tip = view.model.index(2, EventColumn.HAPPENED).data(Qt.ItemDataRole.ToolTipRole)
    assert "Play finished after 4.1 s. Operation context “greeting”." in tip


def test_what_came_after_the_end_says_so(
    view: EventsView, catalog: Catalog, tmp_path: Path
) -> None:
    view.show_events(rows_of(catalog, tmp_path, [*EVENTS, told("PlayCanceled", 21)]), 0)
    assert column_of(view, EventColumn.HAPPENED)[-2:] == [
        "Your app hung up",
        "Late: Playing canceled",
    ]
    tips = [view.model.tooltip(row, EventColumn.HAPPENED) or "" for row in (4, 5)]
    assert ["after the end of the call" in tip for tip in tips] == [False, True]


def test_three_clicks_on_a_title_sort_turn_round_and_restore(
    view: EventsView, qtbot: QtBot
) -> None:
    header = view.table.horizontalHeader()
    view.select_row(3)
    place = QPoint(header.sectionViewportPosition(EventColumn.CODE) + 20, header.height() // 2)
    seen = []
    for _ in range(3):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        seen.append(column_of(view, EventColumn.CODE))
        assert view.model.event_row(view.table.currentIndex().row()) == 3
    assert seen == [
        ["200/0", "200/0", "200/0", "200/7000", "400/8510"],
        ["400/8510", "200/7000", "200/0", "200/0", "200/0"],
        ["200/0", "200/0", "200/0", "400/8510", "200/7000"],
    ]
    assert not header.isSortIndicatorShown()


def test_the_distance_to_the_event_before_is_that_in_time(view: EventsView) -> None:
    assert column_of(view, EventColumn.DELTA) == ["", "1.0", "4.1", "5.9", "8.0"]
    view.columns.sort_by(EventColumn.CODE, DESCENDING)
    assert column_of(view, EventColumn.DELTA) == ["5.9", "8.0", "", "1.0", "4.1"]


def test_a_reference_brings_a_column_that_goes_with_it(view: EventsView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.layout_changed, wait=300):
        view.set_reference(2)
        assert "Δ ref" in names(view)
        assert column_of(view, EventColumn.REFERENCE) == ["−5.1", "−4.1", "0.0", "+5.9", "+13.9"]
        view.set_reference(None)
        assert "Δ ref" not in names(view)


@pytest.mark.parametrize(
    ("mode", "text"), [(TimeMode.RELATIVE, "+5.1"), (TimeMode.REFERENCE, "−5.9")]
)
def test_times_follow_the_mode(view: EventsView, mode: TimeMode, text: str) -> None:
    view.set_reference(3)
    view.set_time_mode(mode)
    assert view.model.text(2, EventColumn.TIME) == text
    view.set_time_mode(TimeMode.UTC)
    assert view.model.text(2, EventColumn.TIME) == "09:00:06.100"
    view.set_time_mode(TimeMode.LOCAL)
    assert view.model.text(2, EventColumn.TIME).endswith(":06.100")


def test_a_json_path_is_a_column_that_cannot_be_sorted_by(view: EventsView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.layout_changed) as changed:
        view.columns.add_path("data.resultInformation.message")
    assert changed.args[0].paths == (RAW,)
    column = len(EventColumn)
    assert column_of(view, column) == ["", "", "", "", "Bye & thanks"]
    header = view.model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "data.resultInformation.message" in header
    assert "cannot be sorted" in header
    view.columns.sort_by(column)
    assert view.model.sorting == (-1, ASCENDING)
    assert view.model.index(4, column).data() == "Bye & thanks"
    view.columns.toggle(RAW)
    assert view.model.columnCount() == column


def test_a_wrong_path_is_asked_for_again_with_the_reason(view: EventsView, qtbot: QtBot) -> None:
    view.columns.add_path("data..x")
    [dialog] = view.findChildren(QInputDialog)
    assert "No name or [position]" in dialog.labelText()
    assert dialog.textValue() == "data..x"
    dialog.setTextValue("data.callConnectionId")
    dialog.accept()
    assert view.columns.layout.paths == (JsonPath.parse("data.callConnectionId"),)


def test_the_menu_shows_and_hides_columns(view: EventsView, qtbot: QtBot) -> None:
    view.columns.columns_menu.aboutToShow.emit()
    listed = entries(view.columns.columns_menu)
    assert listed["Code"].isChecked()
    assert not listed["Source file"].isChecked()
    with qtbot.waitSignal(view.layout_changed):
        listed["Source file"].trigger()
    assert names(view)[-1] == "Source"
    assert column_of(view, EventColumn.SOURCE) == ["call.jsonl"] * 5
    view.columns.columns_menu.aboutToShow.emit()
    with qtbot.waitSignal(view.layout_changed) as changed:
        entries(view.columns.columns_menu)["Default columns"].trigger()
    assert changed.args == [ColumnLayout.default()]


def test_moved_and_widened_columns_are_told_and_can_be_put_back(
    view: EventsView, qtbot: QtBot
) -> None:
    header = view.table.horizontalHeader()
    with qtbot.waitSignal(view.layout_changed) as changed:
        header.moveSection(header.visualIndex(EventColumn.CODE), 0)
        header.resizeSection(EventColumn.EVENT, 150)
    layout = changed.args[0]
    assert layout.shown[0].column is EventColumn.CODE
    assert ShownColumn(EventColumn.EVENT, 150) in layout.shown
    view.set_layout(ColumnLayout.default())
    assert names(view)[0] == "#"
    view.set_layout(ColumnLayout.from_text(str(layout)))
    assert names(view)[0] == "Code"
    assert header.sectionSize(EventColumn.EVENT) == 150


def test_a_narrow_table_keeps_the_words_and_the_codes_in_sight(
    view: EventsView, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(view.layout_changed, wait=300):
        view.resize(440, 260)
        qtbot.waitUntil(lambda: "#" not in names(view))
        assert names(view) == ["Time", "What happened", "Code"]
        qtbot.waitUntil(lambda: view.table.horizontalScrollBar().maximum() == 0)
        view.resize(540, 260)
        qtbot.waitUntil(lambda: names(view) == ["Time", "Event", "What happened", "Code"])
    with qtbot.assertNotEmitted(view.layout_changed, wait=300):
        view.resize(900, 260)
        qtbot.waitUntil(lambda: "#" in names(view))


def test_what_happened_takes_the_room_that_is_left(view: EventsView, qtbot: QtBot) -> None:
    header = view.table.horizontalHeader()
    assert header.length() == view.table.viewport().width()
    view.set_layout(ColumnLayout(tuple(ShownColumn(column, 120) for column in EventColumn)))
    assert header.sectionSize(EventColumn.HAPPENED) >= 120
    qtbot.waitUntil(lambda: view.table.horizontalScrollBar().maximum() > 0)


def test_the_map_shows_failures_and_marks_beside_their_rows(view: EventsView, qtbot: QtBot) -> None:
    view.set_marks({1: "odd"})
    view.set_bookmarks({4})
    view.set_hits(np.array([0, 2]))
    qtbot.waitUntil(lambda: view.map.is_done)
    at = [position * ROW_HEIGHT_PX + ROW_HEIGHT_PX // 2 for position in range(5)]
    lanes = [np.flatnonzero(lane.bins).tolist() for lane in view.map.strip.lanes]
    assert lanes == [[at[3]], [at[1]], [at[0], at[2]], [at[4]]]
    assert view.map.words(at[3]) == "Row 4: 1 failure"
    assert view.map.words(at[4]) == "Row 5: 1 bookmark"
    assert view.map.words(200) == ""
    assert "1 places" in view.map.strip.accessibleDescription()
    assert view.model.has_mark(4, Mark.BOOKMARK)
    spoken = view.model.index(4, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "5, bookmarked"


def test_a_click_on_a_tick_goes_to_its_event(view: EventsView, qtbot: QtBot) -> None:
    at = 3 * ROW_HEIGHT_PX + ROW_HEIGHT_PX // 2
    with qtbot.waitSignal(view.row_selected) as chosen:
        QTest.mouseClick(view.map.strip, Qt.MouseButton.LeftButton, pos=QPoint(6, at + 2))
    assert chosen.args == [3]
    assert view.table.currentIndex().row() == 3


def test_a_long_list_is_mapped_as_a_whole_and_scrolled_by_the_map(
    view: EventsView, catalog: Catalog, qtbot: QtBot
) -> None:
    view.show_events(many_rows(catalog, 500_000), 0)
    qtbot.waitUntil(lambda: view.map.is_done)
    failures, *_ = view.map.strip.lanes
    assert (failures.bins > 0).all()
    first, last = view.map.strip.view
    assert first == 0.0
    assert last < 0.001
    with qtbot.assertNotEmitted(view.row_selected):
        view.map.strip.dragged.emit(view.map.strip.bins // 2)
    first, last = view.map.strip.view
    assert 0.4 < first < last < 0.6
    assert view.map.words(0).startswith("Rows 1 to ")


def test_a_cell_offers_what_can_be_done_with_it(view: EventsView, qtbot: QtBot) -> None:
    menu = cell_menu(view, 3, EventColumn.CODE)
    with qtbot.waitSignal(view.filter_requested) as wanted:
        menu["Filter for “400/8510”"].trigger()
    assert wanted.args == ["400/8510"]
    with qtbot.waitSignal(view.reference_requested) as row:
        menu["Set as time reference"].trigger()
    assert row.args == [3]
    with qtbot.waitSignal(view.bookmark_toggled) as row:
        menu["Bookmark"].trigger()
    assert row.args == [3]
    menu["Copy “400/8510”"].trigger()
    assert QApplication.clipboard().text() == "400/8510"
    view.set_reference(3)
    view.set_bookmarks([3])
    menu = cell_menu(view, 3, EventColumn.TIME)
    assert not menu["Filter for"].isEnabled()
    with qtbot.waitSignal(view.reference_requested) as row:
        menu["No time reference"].trigger()
    assert row.args == [3]
    assert "Remove bookmark" in menu


def test_a_path_from_elsewhere_becomes_a_column_in_view(view: EventsView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.layout_changed) as changed:
        view.add_path(str(RAW))
    assert changed.args[0].paths == (RAW,)
    assert names(view)[-1] == str(RAW)
    column = view.model.columnCount() - 1
    assert view.model.text(4, column) == "Bye & thanks"
    for other in range(8):
        view.add_path(f"data.participants[{other}].identifier.rawId")
    assert view.table.columnViewportPosition(column) < 0
    with qtbot.assertNotEmitted(view.layout_changed):
        view.add_path(str(RAW))
    begins = view.table.columnViewportPosition(column)
    assert 0 <= begins <= view.table.viewport().width() - view.table.columnWidth(column)


def test_while_rows_are_moved_only_new_ones_are_painted_and_nothing_stays_behind(
    view: EventsView, catalog: Catalog, qtbot: QtBot
) -> None:
    view.show_events(many_rows(catalog, 500), 0)
    qtbot.waitUntil(lambda: view.map.is_done)
    QApplication.processEvents()
    cells = view.table.itemDelegate()
    assert isinstance(cells, EventCell)
    drawn: list[int] = []
    paint = cells.paint
    cells.paint = lambda painter, option, index: (  # type: ignore[method-assign]  # counts
        drawn.append(index.row()), paint(painter, option, index))  # fmt: skip
    bar = view.table.verticalScrollBar()
    for step in (2, 1, -1, 7):
        drawn.clear()
        bar.setValue(bar.value() + step * ROW_HEIGHT_PX)
        QApplication.processEvents()
        assert 1 <= len(set(drawn)) <= abs(step) + 1
    on_screen = view.screen().grabWindow(view.winId()).toImage()
    view.table.viewport().update()
    QApplication.processEvents()
    assert view.screen().grabWindow(view.winId()).toImage() == on_screen


def test_texts_are_cut_anew_for_another_font(view: EventsView, qtbot: QtBot) -> None:
    def drawn_with(shown: EventsView, *sizes_px: int) -> QImage:
        shown.set_layout(ColumnLayout((ShownColumn(EventColumn.EVENT, 90),)))
        for size_px in sizes_px:
            shown.setStyleSheet(f"QTableView {{ font-size: {size_px}px; }}")
            image = shown.table.viewport().grab().toImage()
        return image

    other = EventsView(load_theme("light"))
    qtbot.addWidget(other)
    other.resize(view.size())
    other.show_events(view.model.shown, 0)
    other.show()
    assert drawn_with(view, 9, 15) == drawn_with(other, 15)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_below_the_last_row_and_beside_the_columns_is_the_ground(
    view: EventsView, name: str
) -> None:
    theme = load_theme(name)
    view.setStyleSheet(stylesheet(theme))
    view.set_theme(theme)
    view.set_layout(ColumnLayout((ShownColumn(EventColumn.CODE, 90),)))
    QApplication.processEvents()
    image = view.grab().toImage()
    port, ratio = view.table.viewport(), view.devicePixelRatioF()
    for place in (QPoint(300, 8), QPoint(20, port.height() - 4)):
        at = port.mapTo(view, place) * ratio
        assert image.pixelColor(at) == QColor(theme.surface)


def test_the_menu_key_opens_the_menu_of_the_current_cell(view: EventsView, qtbot: QtBot) -> None:
    view.table.setFocus()
    view.select_row(1)
    with qtbot.waitSignal(view.table.menu_wanted) as wanted:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
        QApplication.sendEvent(view.table, event)
    assert wanted.args[0].row() == 1
    [menu] = [menu for menu in view.findChildren(QMenu) if menu.isVisible()]
    listed = entries(menu)
    assert {"Sort by", "Columns of the event table"} <= listed.keys()
    sorting = listed["Sort by"].menu()
    sorting.aboutToShow.emit()
    entries(sorting)["Code, descending"].trigger()
    assert view.model.sorting == (EventColumn.CODE, DESCENDING)
    sorting.aboutToShow.emit()
    assert entries(sorting)["Code, descending"].isChecked()
    entries(sorting)["Order of time"].trigger()
    assert view.model.sorting[0] == -1
    menu.hide()


@pytest.mark.parametrize("form", list(CopyForm))
def test_the_selected_rows_are_copied_as_they_are_shown(
    view: EventsView, qtbot: QtBot, form: CopyForm
) -> None:
    view.set_layout(
        ColumnLayout((ShownColumn(EventColumn.EVENT, 100), ShownColumn(EventColumn.CODE, 100)))
    )
    view.select_row(2)
    view.table.setFocus()
    QTest.keyClick(view.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(view.copied) as said:
        view.copy_rows(form)
    assert said.args == [f"Copied 2 events as {form}"]
    text = QApplication.clipboard().text()
    match form:
        case CopyForm.TSV:
            assert text == "Event\tCode\nPlayCompleted\t200/0\nRecognizeFailed\t400/8510"
        case CopyForm.JSON:
            assert json.loads(text) == [
                {"Event": "PlayCompleted", "Code": "200/0"},
                {"Event": "RecognizeFailed", "Code": "400/8510"},
            ]
        case CopyForm.TEXT:
            assert text.splitlines()[2:] == [
                "PlayCompleted    200/0",
                "RecognizeFailed  400/8510",
            ]


def test_ctrl_c_copies_every_selected_row(view: EventsView) -> None:
    view.select_row(0)
    view.table.setFocus()
    QTest.keyClick(view.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keySequence(view.table, "Ctrl+C")
    assert [line.split("\t")[3] for line in QApplication.clipboard().text().splitlines()] == [
        "CallConnected",
        "PlayStarted",
    ]


def test_the_line_of_an_event_is_counted_for_who_asks(view: EventsView) -> None:
    offset = view.model.text(3, EventColumn.OFFSET)
    tip = view.model.index(3, EventColumn.OFFSET).data(Qt.ItemDataRole.ToolTipRole)
    assert f"Line 4, byte {offset}" in tip


def test_only_rows_in_view_are_ever_asked_about(
    view: EventsView, catalog: Catalog, qtbot: QtBot
) -> None:
    asked: list[int] = []
    shown = many_rows(catalog, 100_000)

    def happened(row: int) -> str:
        asked.append(row)
        return "something"

    view.show_events(replace(shown, happened=happened), 0)
    view.grab()
    assert 0 < len(set(asked)) < 40
    asked.clear()
    view.columns.sort_by(EventColumn.HAPPENED)
    view.select_row(99_999)
    view.grab()
    assert 0 < len(set(asked)) < 120


def test_other_events_keep_the_chosen_order(view: EventsView, catalog: Catalog) -> None:
    view.columns.sort_by(EventColumn.CODE, DESCENDING)
    view.show_events(many_rows(catalog, 50), 0)
    codes = column_of(view, EventColumn.CODE)
    assert codes[0].startswith("603")
    assert codes[-1] == "none"


def test_stepping_follows_the_list(
    view: EventsView, qtbot: QtBot, recorded: Callable[[], list[int]]
) -> None:
    view.columns.sort_by(EventColumn.CODE, DESCENDING)
    view.select_row(3)
    view.row_selected.connect(recorded().append)
    view.step(1)
    view.step(1)
    view.step(-1)
    assert recorded() == [4, 0, 4]


@pytest.fixture
def recorded() -> Callable[[], list[int]]:
    rows: list[int] = []
    return lambda: rows
