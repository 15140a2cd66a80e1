import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from inspector.calls.timeline import Marker, Markers, Spans, Timeline
from inspector.catalog.catalog import Catalog
from inspector.events.kinds import Lane
from inspector.gui.theme import load_theme
from inspector.gui.timeline.ticks import AxisKind
from inspector.gui.views.timeline_view import TimelineView
from inspector.index.codes import CodeClass
from tests.support.timeline_case import Told, timeline_of

CONNECTED, PLAY, PLAYED, FAILED, ENDED, LATE = 0, 1, 2, 3, 4, 5
EVENTS = (
    Told("CallConnected", 1, "200/0"),
    Told("PlayStarted", 5, "200/0", "greeting"),
    Told("PlayCompleted", 15, "200/0", "greeting"),
    Told("AddParticipantFailed", 30, "500/560503", "agent"),
    Told("CallDisconnected", 41, "200/7000"),
    Told("RecordingStateChanged", 42, state="inactive"),
    Told("ParticipantsUpdated", None),
)


@pytest.fixture
def timeline(catalog: Catalog) -> Timeline:
    return timeline_of(catalog.kinds, EVENTS)


@pytest.fixture
def view(qtbot: QtBot, timeline: Timeline) -> Iterator[TimelineView]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(720, 320)
    view = TimelineView(load_theme("light"), window)
    view.resize(700, 300)
    view.show_timeline(timeline, lambda row: (f"<b>{EVENTS[row].kind}</b>", f"row {row}"))
    window.show()
    qtbot.waitExposed(window)
    yield view
    window.close()


def point(view: TimelineView, row: int) -> QPoint:
    at = view.point_of(row)
    assert at is not None
    return at


def click(qtbot: QtBot, view: TimelineView, at: QPoint) -> None:
    target = view.childAt(at)
    qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=target.mapFrom(view, at))


def hover(qtbot: QtBot, view: TimelineView, at: QPoint) -> QWidget:
    target = view.childAt(at)
    # A pointer that a test before left at this very place would not move.
    qtbot.mouseMove(target, QPoint(2, 2))
    qtbot.mouseMove(target, target.mapFrom(view, at))
    return target


def wheel(view: TimelineView, at: QPoint, notches: int, *, shift: bool = False) -> None:
    target = view.childAt(at)
    local = QPointF(target.mapFrom(view, at))
    event = QWheelEvent(
        local,
        QPointF(target.mapToGlobal(local.toPoint())),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(target, event)


@pytest.mark.parametrize("row", [CONNECTED, PLAY, PLAYED, FAILED, ENDED, LATE])
def test_a_click_on_a_mark_or_bar_gives_its_row(row: int, view: TimelineView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.row_clicked, timeout=1000) as clicked:
        click(qtbot, view, point(view, row))
    assert clicked.args == [row]


def test_a_click_beside_everything_gives_nothing(view: TimelineView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.row_clicked, wait=50):
        click(qtbot, view, point(view, PLAYED) + QPoint(60, 0))
        click(qtbot, view, QPoint(20, 20))


def test_the_card_tells_of_the_mark_under_the_pointer(view: TimelineView, qtbot: QtBot) -> None:
    target = hover(qtbot, view, point(view, FAILED))
    assert view.card.isVisible()
    assert view.card.texts() == (
        "<b>AddParticipantFailed</b>", "500/560503", "+29.0 s", "row 3",
    )  # fmt: skip
    assert view.rect().contains(view.card.geometry())
    assert not view.card.geometry().contains(point(view, FAILED))
    assert target.cursor().shape() is Qt.CursorShape.PointingHandCursor
    QApplication.sendEvent(target, QEvent(QEvent.Type.Leave))
    assert not view.card.isVisible()
    assert target.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_the_card_of_a_bar_tells_how_long_it_took(view: TimelineView, qtbot: QtBot) -> None:
    hover(qtbot, view, point(view, FAILED))
    hover(qtbot, view, point(view, PLAY))
    assert view.card.texts() == ("<b>PlayStarted</b>", "", "+4.0 s, 10.0 s long", "row 1")


def test_the_card_shows_clock_times_in_clock_mode(view: TimelineView, qtbot: QtBot) -> None:
    view.set_axis(AxisKind.UTC)
    hover(qtbot, view, point(view, FAILED))
    assert view.card.texts()[2] == "09:00:30.000"


def test_the_wheel_zooms_around_the_pointer_and_fit_shows_all(view: TimelineView) -> None:
    whole = view.visible_window()
    at = point(view, FAILED)
    wheel(view, at, 3)
    zoomed = view.visible_window()
    assert zoomed[1] - zoomed[0] == pytest.approx((whole[1] - whole[0]) * 0.8**3)
    assert abs(point(view, FAILED).x() - at.x()) <= 1
    view.fit()
    assert view.visible_window() == pytest.approx(whole)


def test_no_zoom_or_pan_leaves_the_call(view: TimelineView) -> None:
    whole = view.visible_window()
    wheel(view, point(view, FAILED), -5)
    assert view.visible_window() == pytest.approx(whole)
    wheel(view, point(view, FAILED), 5)
    for _ in range(80):
        wheel(view, QPoint(400, 20), 1, shift=True)
    first, last = view.visible_window()
    assert first == pytest.approx(whole[0])
    assert last < whole[1]


def test_keys_pan_and_zoom_when_the_timeline_has_the_focus(
    view: TimelineView, qtbot: QtBot
) -> None:
    click(qtbot, view, QPoint(20, 20))
    assert view.hasFocus()
    whole = view.visible_window()
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    first, last = view.visible_window()
    assert last - first == pytest.approx((whole[1] - whole[0]) * 0.8)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.visible_window()[0] < first
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.visible_window()[0] == pytest.approx(first)
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert view.visible_window() == pytest.approx(whole)


def test_a_selected_event_comes_into_view_and_is_ringed(view: TimelineView) -> None:
    before = view.grab().toImage()
    view.select_row(FAILED)
    assert view.grab().toImage() != before
    view.select_row(None)
    assert view.grab().toImage() == before
    for _ in range(3):
        wheel(view, point(view, CONNECTED), 5)
    assert view.point_of(FAILED) is None
    view.select_row(FAILED)
    assert view.point_of(FAILED) is not None


def test_an_event_without_a_time_can_be_selected(view: TimelineView) -> None:
    before = view.grab().toImage()
    view.select_row(6)
    assert view.grab().toImage() == before
    assert view.point_of(6) is None


def test_resizing_keeps_the_whole_call_in_view(view: TimelineView) -> None:
    view.resize(420, 220)
    for row in (CONNECTED, LATE):
        at = point(view, row)
        assert 0 <= at.x() < 420


def test_another_call_of_the_same_second_shows_whole(
    view: TimelineView, timeline: Timeline
) -> None:
    wheel(view, point(view, FAILED), 4)
    marker = Marker(Lane.CALL, 90.0, 77, "", CodeClass.NONE)
    view.show_timeline(
        Timeline(
            timeline.origin_ns, (Lane.CALL,), Spans.of(()), Markers.of((marker,)), None, 90.0, 0
        ),
        lambda _row: ("", ""),
    )
    first, last = view.visible_window()
    assert first < 0
    assert last > 90


def test_a_grown_timeline_of_the_same_call_keeps_the_visible_window(
    view: TimelineView, catalog: Catalog
) -> None:
    wheel(view, point(view, FAILED), 4)
    before = view.visible_window()
    grown = timeline_of(catalog.kinds, (*EVENTS, Told("ParticipantsUpdated", 60)))
    view.show_timeline(grown, lambda _row: ("", ""))
    assert view.visible_window() == pytest.approx(before)


def test_the_card_of_a_person_tells_the_whole_id_and_the_states(
    view: TimelineView, catalog: Catalog, qtbot: QtBot
) -> None:
    raw_id = "8:acs:0a1b2c3d-0000-4000-8000-00000000beef_00000018-aaaa-bbbb-cccc-000000000001"
    events = (
        Told("CallConnected", 0, "200/0"),
        Told("ParticipantsUpdated", 1, people=(raw_id,)),
        Told("ParticipantsUpdated", 11, people=(raw_id + " +muted",)),
        Told("ParticipantsUpdated", 15, people=(raw_id,)),
        Told("CallDisconnected", 30, "200/7000"),
    )
    view.show_timeline(timeline_of(catalog.kinds, events), lambda row: (events[row].kind, ""))
    # Beside the marks on the bar.
    hover(qtbot, view, point(view, 3) + QPoint(40, 0))
    title, _, _, sentence = view.card.texts()
    assert title == "P1 ACS user"
    assert sentence.replace(" ", "") == f"muted4.0s·{raw_id}"
    assert view.rect().contains(view.card.geometry())


def test_what_was_not_read_is_said(view: TimelineView, timeline: Timeline) -> None:
    view.show_timeline(
        replace(timeline, untimed=0, unread_people=3000, unread_states=2), lambda _row: ("", "")
    )
    assert texts(view) == [
        "too many events about people: the last 3,000 are in the table only · "
        "2 changes of the recording are in the table only"
    ]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_themes_paint_their_own_colors(name: str, view: TimelineView) -> None:
    theme = load_theme(name)
    view.set_theme(theme)
    image = view.grab().toImage()
    centre = point(view, FAILED)
    assert image.pixelColor(centre) == QColor(theme.classes[CodeClass.C5XX].color)
    assert image.pixelColor(view.width() - 6, view.height() - 40) == QColor(theme.surface)


def test_the_note_counts_events_without_a_time(
    view: TimelineView, timeline: Timeline, catalog: Catalog
) -> None:
    note = texts(view)
    assert "1 event without a time is in the table only" in note
    two = timeline_of(catalog.kinds, (*EVENTS, Told("PlayStarted", None)))
    view.show_timeline(two, lambda _row: ("", ""))
    assert "2 events without a time are in the table only" in texts(view)


def test_without_a_call_the_view_says_so(view: TimelineView) -> None:
    view.show_timeline(None, lambda _row: ("", ""))
    assert texts(view) == ["Select a call"]
    assert view.point_of(FAILED) is None
    assert view.accessibleDescription() == "No call is selected."


def test_a_call_without_any_time_says_so(view: TimelineView, catalog: Catalog) -> None:
    view.show_timeline(
        timeline_of(catalog.kinds, [Told("CallConnected", None)]), lambda _row: ("", "")
    )
    assert texts(view) == [
        "No event has a time", "1 event without a time is in the table only",
    ]  # fmt: skip


def test_assistive_tools_hear_what_is_shown(view: TimelineView) -> None:
    assert view.accessibleName() == "Timeline"
    assert "1 of them failures" in view.accessibleDescription()


def test_a_hundred_thousand_events_show_the_worst_of_each_cell(
    view: TimelineView, qtbot: QtBot, huge: Callable[[], Timeline]
) -> None:
    view.show_timeline(huge(), lambda row: (f"event {row}", ""))
    bad = point(view, 50_000)
    image = view.grab().toImage()
    near = [image.pixelColor(bad + QPoint(dx, 0)).name().upper() for dx in (-1, 0, 1)]
    assert load_theme("light").classes[CodeClass.C5XX].color in near
    with qtbot.waitSignal(view.row_clicked, timeout=1000) as clicked:
        click(qtbot, view, bad)
    assert clicked.args == [50_000]


@pytest.fixture
def huge() -> Callable[[], Timeline]:
    def make() -> Timeline:
        markers = tuple(
            Marker(
                Lane.INPUT, n / 100, n, "tone", CodeClass.C5XX if n == 50_000 else CodeClass.C2XX
            )
            for n in range(100_000)
        )
        return Timeline(
            0, (Lane.CALL, Lane.INPUT), Spans.of(()), Markers.of(markers), None, 999.99, 0
        )

    return make


def test_importing_the_view_does_not_load_pyqtgraph() -> None:
    code = "import sys, inspector.gui.views.timeline_view; sys.exit('pyqtgraph' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=False, timeout=60)
    assert done.returncode == 0


def texts(view: TimelineView) -> list[str]:
    return [
        label.text()
        for label in view.findChildren(QLabel)
        if label.isVisible() and label.parent() is view
    ]
