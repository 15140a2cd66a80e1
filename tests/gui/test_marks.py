from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QBrush, QColor, QIcon
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from inspector.calls.timeline import Marker, Markers, Spans, Timeline
from inspector.catalog.catalog import Catalog
from inspector.events.kinds import Lane
from inspector.gui.models.event_columns import EventColumn
from inspector.gui.models.event_rows import EventRows
from inspector.gui.style import stylesheet
from inspector.gui.theme import load_theme
from inspector.gui.views.events_view import EventsView
from inspector.gui.views.timeline_view import TimelineView
from inspector.index.codes import CodeClass
from tests.support.event_table import Given, table_of
from tests.support.timeline_case import Told, timeline_of

CONNECTED, PLAY, PLAYED, FAILED, ENDED, UNTIMED = 0, 1, 2, 3, 4, 5
EVENTS = (
    Told("CallConnected", 1, "200/0"),
    Told("PlayStarted", 5, "200/0", "greeting"),
    Told("PlayCompleted", 15, "200/0", "greeting"),
    Told("AddParticipantFailed", 30, "500/560503", "agent"),
    Told("CallDisconnected", 41, "200/7000"),
    Told("ParticipantsUpdated", None),
)
BUSY = "SIP says busy <b>although</b> the class says server fault"
ELSEWHERE = 77


@pytest.fixture
def view(qtbot: QtBot, catalog: Catalog) -> Iterator[TimelineView]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(720, 320)
    view = TimelineView(load_theme("light"), window)
    view.resize(700, 300)
    view.show_timeline(timeline_of(catalog.kinds, EVENTS), lambda row: (EVENTS[row].kind, ""))
    window.show()
    qtbot.waitExposed(window)
    yield view
    window.close()


def target_of(view: TimelineView, at: QPoint) -> QWidget:
    return view.childAt(at)


def hover(qtbot: QtBot, view: TimelineView, at: QPoint) -> None:
    target = target_of(view, at)
    qtbot.mouseMove(target, QPoint(2, 2))
    qtbot.mouseMove(target, target.mapFrom(view, at))


def flag_of(view: TimelineView, row: int) -> QPoint:
    at = view.flag_of(row)
    assert at is not None
    return at


def point_of(view: TimelineView, row: int) -> QPoint:
    at = view.point_of(row)
    assert at is not None
    return at


def test_a_flag_stands_above_each_marked_event_of_the_call(view: TimelineView) -> None:
    assert view.flag_of(FAILED) is None
    view.set_marks({FAILED: BUSY, PLAY: "Too short", ELSEWHERE: "Another call", UNTIMED: "No time"})
    for row in (FAILED, PLAY):
        assert abs(flag_of(view, row).x() - point_of(view, row).x()) <= 3 or row == PLAY
        assert flag_of(view, row).y() < point_of(view, CONNECTED).y()
    assert [view.flag_of(row) for row in (ENDED, ELSEWHERE, UNTIMED)] == [None, None, None]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_flag_is_drawn_in_the_text_color_and_goes_with_its_mark(
    name: str, view: TimelineView
) -> None:
    theme = load_theme(name)
    view.set_theme(theme)
    view.set_marks({FAILED: BUSY})
    at = flag_of(view, FAILED)
    image = view.grab().toImage()
    near = {image.pixelColor(at + QPoint(dx, dy)).name().upper() for dx in (-2, -1, 0)
            for dy in (-3, -2, -1)}  # fmt: skip
    assert theme.text in near
    view.set_marks({})
    assert view.flag_of(FAILED) is None
    image = view.grab().toImage()
    assert image.pixelColor(at) != QColor(theme.text)


def test_marks_set_before_the_call_is_shown_count_too(qtbot: QtBot, catalog: Catalog) -> None:
    view = TimelineView(load_theme("light"))
    qtbot.addWidget(view)
    view.resize(700, 300)
    view.set_marks({ENDED: "Late"})
    view.show_timeline(timeline_of(catalog.kinds, EVENTS), lambda _row: ("", ""))
    assert view.flag_of(ENDED) is not None
    view.show_timeline(timeline_of(catalog.kinds, EVENTS[:4]), lambda _row: ("", ""))
    assert view.flag_of(ENDED) is None
    view.show_timeline(timeline_of(catalog.kinds, EVENTS), lambda _row: ("", ""))
    assert view.flag_of(ENDED) is not None


def test_the_card_of_a_flag_and_of_its_event_names_the_finding(
    qtbot: QtBot, view: TimelineView
) -> None:
    view.set_marks({FAILED: BUSY})
    for at in (flag_of(view, FAILED), point_of(view, FAILED)):
        hover(qtbot, view, at)
        assert view.card.isVisible()
        assert view.card.texts()[:2] == ("AddParticipantFailed", "500/560503")
        assert view.card.texts()[2] == "+29.0 s"
        assert view.card.findings == f"Finding: {BUSY}"
        assert view.rect().contains(view.card.geometry())
    hover(qtbot, view, point_of(view, ENDED))
    assert view.card.findings == ""


def test_a_click_on_a_flag_goes_to_its_event(qtbot: QtBot, view: TimelineView) -> None:
    view.set_marks({FAILED: BUSY})
    at = flag_of(view, FAILED)
    target = target_of(view, at)
    with qtbot.waitSignal(view.row_clicked, timeout=1000) as clicked:
        qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=target.mapFrom(view, at))
    assert clicked.args == [FAILED]


def test_events_still_answer_to_clicks_below_the_flags(qtbot: QtBot, view: TimelineView) -> None:
    view.set_marks({FAILED: BUSY})
    for row in (CONNECTED, PLAYED, ENDED):
        at = point_of(view, row) + QPoint(0, 10)
        target = target_of(view, at)
        with qtbot.waitSignal(view.row_clicked, timeout=1000) as clicked:
            qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=target.mapFrom(view, at))
        assert clicked.args == [row]


def test_close_flags_become_one_that_names_the_first_few(
    qtbot: QtBot, view: TimelineView, huge: Callable[[], Timeline]
) -> None:
    view.show_timeline(huge(), lambda row: (f"event {row}", ""))
    view.set_marks({row: f"finding {row}" for row in range(0, 100_000, 2)})
    at = flag_of(view, 50_000)
    hover(qtbot, view, at)
    lines = view.card.findings.split("\n")
    assert len(lines) == 5
    assert all(line.startswith("Finding: finding ") for line in lines[:4])
    assert lines[4].startswith("and ")
    assert lines[4].endswith(" more")


@pytest.fixture
def huge() -> Callable[[], Timeline]:
    def make() -> Timeline:
        markers = tuple(
            Marker(Lane.INPUT, n / 100, n, "tone", CodeClass.C2XX) for n in range(100_000)
        )
        return Timeline(
            0, (Lane.CALL, Lane.INPUT), Spans.of(()), Markers.of(markers), None, 999.99, 0
        )

    return make


def test_assistive_tools_hear_of_the_flags(view: TimelineView) -> None:
    assert "Findings" not in view.accessibleDescription()
    view.set_marks({FAILED: BUSY, ELSEWHERE: "Another call"})
    assert "Findings are about 1 of the points." in view.accessibleDescription()


def test_highlighted_events_are_lit_until_the_light_goes(view: TimelineView) -> None:
    view.highlight_rows((FAILED, ELSEWHERE, UNTIMED))
    lit = view.grab().toImage()
    view.highlight_rows(())
    plain = view.grab().toImage()
    at = point_of(view, FAILED)
    changed = [
        QPoint(x, y)
        for x in range(lit.width())
        for y in range(lit.height())
        if lit.pixel(x, y) != plain.pixel(x, y)
    ]
    assert changed
    assert max((spot - at).manhattanLength() for spot in changed) < 24


def test_another_call_starts_without_light(view: TimelineView, catalog: Catalog) -> None:
    plain = view.grab().toImage()
    view.highlight_rows((FAILED,))
    view.show_timeline(timeline_of(catalog.kinds, EVENTS), lambda _row: ("", ""))
    assert view.grab().toImage() == plain


@pytest.fixture
def events(qtbot: QtBot, catalog: Catalog) -> EventsView:
    view = EventsView(load_theme("light"))
    qtbot.addWidget(view)
    view.setStyleSheet(stylesheet(load_theme("light")))
    view.resize(820, 260)
    given = [
        Given("CallConnected", 1),
        Given("PlayFailed", 2, 400, 8536),
        Given("PlayCompleted", 3),
    ]
    table = table_of(catalog.kinds, given)
    shown = EventRows(
        table, np.arange(3), None, None, lambda row: f"event {row}", np.zeros(3, np.bool_)
    )
    view.show_events(shown, 0)
    view.show()
    qtbot.waitExposed(view)
    return view


def cell(view: EventsView, row: int, column: EventColumn = EventColumn.HAPPENED) -> QModelIndex:
    return view.model.index(row, column)


def test_a_marked_row_has_a_flag_with_its_text(events: EventsView) -> None:
    plain = events.grab().toImage()
    events.set_marks({1: BUSY, ELSEWHERE: "not here"})
    flag = cell(events, 1).data(Qt.ItemDataRole.DecorationRole)
    assert isinstance(flag, QIcon)
    assert not flag.isNull()
    assert cell(events, 0).data(Qt.ItemDataRole.DecorationRole) is None
    assert events.grab().toImage() != plain
    tooltip = cell(events, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert "Finding: SIP says busy &lt;b&gt;although&lt;/b&gt;" in tooltip
    spoken = cell(events, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"event 1. Finding: {BUSY}"
    assert cell(events, 0).data(Qt.ItemDataRole.AccessibleTextRole) is None
    events.set_marks({})
    assert events.grab().toImage() == plain


def test_the_flag_stands_right_of_the_words(events: EventsView) -> None:
    plain = events.grab().toImage()
    events.set_marks({1: BUSY})
    marked = events.grab().toImage()
    box = events.table.visualRect(cell(events, 1))
    left = events.table.viewport().mapTo(events, box.topLeft())
    changed = [
        x - left.x()
        for x in range(marked.width())
        for y in range(marked.height())
        if marked.pixel(x, y) != plain.pixel(x, y)
    ]
    words = events.table.fontMetrics().horizontalAdvance("event 1")
    assert min(changed) > words
    assert max(changed) < box.width()


def test_highlighted_rows_are_tinted_in_the_theme_and_freed_again(
    events: EventsView, qtbot: QtBot
) -> None:
    plain = events.grab().toImage()
    events.highlight_rows((1, ELSEWHERE))
    tint = cell(events, 1).data(Qt.ItemDataRole.BackgroundRole)
    assert isinstance(tint, QBrush)
    assert cell(events, 0).data(Qt.ItemDataRole.BackgroundRole) is None
    for column in events.table.visible_columns():
        box = events.table.visualRect(cell(events, 1, column))
        at = events.table.viewport().mapTo(events, box.topRight() + QPoint(-1, 2))
        assert events.grab().toImage().pixelColor(at) == tint.color()
    events.highlight_rows(())
    assert events.grab().toImage() == plain


@pytest.mark.parametrize("width", [820, 500])
def test_a_lit_row_shows_at_its_edge_even_when_it_is_selected(
    events: EventsView, width: int
) -> None:
    events.resize(width, 260)
    events.select_row(1)
    selected = events.grab().toImage()
    events.highlight_rows((1,))
    lit = events.grab().toImage()
    top = events.table.visualRect(cell(events, 1)).top()
    at = events.table.viewport().mapTo(events, QPoint(1, top + 5))
    assert lit.pixelColor(at) != selected.pixelColor(at)
    assert lit.pixelColor(at + QPoint(6, 0)) == selected.pixelColor(at + QPoint(6, 0))


def test_the_tint_follows_the_theme(events: EventsView) -> None:
    events.highlight_rows((1,))
    light = cell(events, 1).data(Qt.ItemDataRole.BackgroundRole).color()
    events.set_theme(load_theme("dark"))
    dark = cell(events, 1).data(Qt.ItemDataRole.BackgroundRole).color()
    assert dark.lightness() < light.lightness()


def test_other_events_start_without_light_but_keep_their_marks(
    events: EventsView, catalog: Catalog
) -> None:
    events.set_marks({1: BUSY})
    events.highlight_rows((1,))
    table = table_of(catalog.kinds, [Given("CallConnected", 1), Given("PlayFailed", 2, 400, 8536)])
    rows, numbers = np.array([1]), np.array([2])
    late = np.zeros(1, np.bool_)
    events.show_events(EventRows(table, rows, numbers, None, lambda _row: "", late), 1)
    assert cell(events, 0).data(Qt.ItemDataRole.BackgroundRole) is None
    assert events.model.mark_at(0) == BUSY


def test_leaving_the_timeline_hides_the_card_of_a_flag(qtbot: QtBot, view: TimelineView) -> None:
    view.set_marks({FAILED: BUSY})
    at = flag_of(view, FAILED)
    hover(qtbot, view, at)
    QApplication.sendEvent(target_of(view, at), QEvent(QEvent.Type.Leave))
    assert not view.card.isVisible()
