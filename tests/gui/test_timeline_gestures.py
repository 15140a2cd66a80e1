"""What the mouse, a touch pad and the keys do on the timeline."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture, QWidget
from pytestqt.qtbot import QtBot

from inspector.calls.timeline import Timeline
from inspector.catalog.catalog import Catalog
from inspector.gui.theme import load_theme
from inspector.gui.timeline.canvas import Canvas
from inspector.gui.views.timeline_view import TimelineView
from tests.support.timeline_case import Told, timeline_of

CONNECTED, PLAY, PLAYED, FAILED, ENDED = 0, 1, 2, 3, 4
EVENTS = (
    Told("CallConnected", 1, "200/0"),
    Told("PlayStarted", 5, "200/0", "greeting"),
    Told("PlayCompleted", 15, "200/0", "greeting"),
    Told("AddParticipantFailed", 30, "500/560503", "agent"),
    Told("CallDisconnected", 41, "200/7000"),
)
IDLE = (
    Told("CallConnected", 1, "200/0"),
    Told("PlayStarted", 5, "200/0"),
    Told("PlayCompleted", 9, "200/0"),
    Told("PlayStarted", 600, "200/0"),
    Told("CallDisconnected", 610, "200/7000"),
)
LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
SHIFT, NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


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
    view.show_timeline(timeline, lambda row: (EVENTS[row].kind, f"row {row}"))
    window.show()
    qtbot.waitExposed(window)
    yield view
    window.close()


def canvas_of(view: TimelineView) -> Canvas:
    canvas = view.findChild(Canvas)
    assert isinstance(canvas, Canvas)
    return canvas


def point(view: TimelineView, row: int) -> QPoint:
    at = view.point_of(row)
    assert at is not None
    return at


def drag(
    view: TimelineView,
    start: QPoint,
    by: QPoint,
    button: Qt.MouseButton = LEFT,
    modifiers: Qt.KeyboardModifier = NONE,
    *,
    let_go: bool = True,
) -> None:
    target = view.childAt(start)
    at = QPointF(target.mapFrom(view, start))
    kinds = [(QEvent.Type.MouseButtonPress, at)]
    steps = [at + QPointF(by) * share for share in (0.3, 0.7, 1.0)]
    kinds += [(QEvent.Type.MouseMove, step) for step in steps]
    if let_go:
        kinds.append((QEvent.Type.MouseButtonRelease, at + QPointF(by)))
    for kind, place in kinds:
        buttons = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else button
        own = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else button
        screen = QPointF(target.mapToGlobal(place.toPoint()))
        QApplication.sendEvent(target, QMouseEvent(kind, place, screen, own, buttons, modifiers))


def click(view: TimelineView, at: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    drag(view, at, QPoint(0, 0), modifiers=modifiers)


def zoom_in(view: TimelineView, times: int = 4) -> tuple[float, float]:
    canvas_of(view).zoom(0.8**times)
    return view.visible_window()


def second_at(view: TimelineView, at: QPoint) -> float:
    """By the distance between two events whose seconds are known."""
    one, other = point(view, CONNECTED).x(), point(view, ENDED).x()
    return (at.x() - one) / (other - one) * 40


@pytest.mark.parametrize("back", [False, True])
def test_a_drag_selects_a_range_of_time(view: TimelineView, qtbot: QtBot, back: bool) -> None:
    before = view.visible_window()
    start, by = point(view, PLAYED) + QPoint(20, -38), QPoint(90, 3)
    wanted = sorted((second_at(view, start), second_at(view, start + by)))
    if back:
        start, by = start + by, -by
    plain = view.grab().toImage()
    with (
        qtbot.assertNotEmitted(view.row_clicked),
        qtbot.waitSignal(view.range_selected, timeout=1000) as chosen,
    ):
        drag(view, start, by)
    origin = canvas_of(view).shown.timeline.origin_ns
    seconds = [(ns - origin) / 1e9 for ns in chosen.args]
    assert seconds == pytest.approx(wanted, abs=0.1)
    assert view.visible_window() == before
    assert view.grab().toImage() != plain
    with qtbot.waitSignal(view.range_selected, timeout=1000) as cleared:
        qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert cleared.args == [None, None]
    with qtbot.assertNotEmitted(view.range_selected):
        qtbot.keyClick(view, Qt.Key.Key_Escape)


def test_a_range_shown_from_elsewhere_is_not_announced(view: TimelineView, qtbot: QtBot) -> None:
    plain = view.grab().toImage()
    origin = canvas_of(view).shown.timeline.origin_ns
    with qtbot.assertNotEmitted(view.range_selected):
        view.show_range(origin + 10**9, origin + 5 * 10**9)
        assert canvas_of(view).range_s == (1.0, 5.0)
        assert view.grab().toImage() != plain
        view.show_range(None, None)
    assert view.grab().toImage() == plain


def test_another_call_has_no_range_and_an_update_keeps_it(
    view: TimelineView, timeline: Timeline
) -> None:
    drag(view, point(view, PLAYED) + QPoint(20, -38), QPoint(60, 0))
    chosen = canvas_of(view).range_s
    assert chosen is not None
    view.show_timeline(timeline, lambda _row: ("", ""))
    assert canvas_of(view).range_s == chosen
    view.show_timeline(replace(timeline, call_id="other"), lambda _row: ("", ""))
    assert canvas_of(view).range_s is None


@pytest.mark.parametrize(("button", "modifiers"), [(MIDDLE, NONE), (LEFT, SHIFT)])
def test_the_middle_button_and_shift_pan(
    view: TimelineView, button: Qt.MouseButton, modifiers: Qt.KeyboardModifier, qtbot: QtBot
) -> None:
    first, last = zoom_in(view)
    with qtbot.assertNotEmitted(view.range_selected), qtbot.assertNotEmitted(view.row_clicked):
        drag(view, QPoint(400, 40), QPoint(-60, 0), button, modifiers)
    after = view.visible_window()
    assert after[0] > first
    assert after[1] - after[0] == pytest.approx(last - first)


def test_the_space_key_and_the_axis_pan(view: TimelineView, qtbot: QtBot) -> None:
    first, _ = zoom_in(view)
    qtbot.keyPress(view, Qt.Key.Key_Space)
    drag(view, QPoint(400, 40), QPoint(-60, 0))
    moved, _ = view.visible_window()
    assert moved > first
    qtbot.keyRelease(view, Qt.Key.Key_Space)
    with qtbot.waitSignal(view.range_selected, timeout=1000):
        drag(view, QPoint(400, 40), QPoint(-60, 0))
    assert view.visible_window()[0] == moved
    axis = canvas_of(view).gestures.axis_top_px + 12
    drag(view, QPoint(300, round(axis)), QPoint(60, 0))
    assert view.visible_window()[0] < moved


def test_escape_ends_a_drag(view: TimelineView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.row_clicked):
        drag(view, QPoint(400, 40), QPoint(40, 0), let_go=False)
        assert canvas_of(view).range_s is not None
        qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert canvas_of(view).range_s is None


def test_a_pinch_of_the_touch_pad_zooms_around_the_fingers(view: TimelineView) -> None:
    at = point(view, FAILED)
    target = view.childAt(at)
    local = QPointF(target.mapFrom(view, at))
    first, last = view.visible_window()
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2,
        local, local, QPointF(target.mapToGlobal(local.toPoint())), 0.5, QPointF(),
    )  # fmt: skip
    QApplication.sendEvent(target, event)
    after = view.visible_window()
    assert after[1] - after[0] == pytest.approx((last - first) / 1.5)
    assert abs(point(view, FAILED).x() - at.x()) <= 1


def test_two_fingers_on_a_touch_screen_zoom(view: TimelineView) -> None:
    at = point(view, FAILED)
    target = view.childAt(at)
    pinch = QPinchGesture()
    pinch.setScaleFactor(2.0)
    pinch.setCenterPoint(QPointF(target.mapToGlobal(target.mapFrom(view, at))))
    first, last = view.visible_window()
    QApplication.sendEvent(target, QGestureEvent([pinch]))
    after = view.visible_window()
    assert after[1] - after[0] == pytest.approx((last - first) / 2)
    assert abs(point(view, FAILED).x() - at.x()) <= 1


def test_a_sideways_wheel_pans(view: TimelineView) -> None:
    first, last = zoom_in(view)
    target = view.childAt(QPoint(400, 40))
    local = QPointF(target.mapFrom(view, QPoint(400, 40)))
    for delta in (-120, -120):
        event = QWheelEvent(
            local, QPointF(target.mapToGlobal(local.toPoint())), QPoint(), QPoint(delta, 0),
            Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(target, event)
    after = view.visible_window()
    assert after[0] > first
    assert after[1] - after[0] == pytest.approx(last - first)


@pytest.mark.parametrize(
    ("key", "opposite"),
    [
        (Qt.Key.Key_W, Qt.Key.Key_S),
        (Qt.Key.Key_Up, Qt.Key.Key_Down),
        (Qt.Key.Key_D, Qt.Key.Key_A),
        (Qt.Key.Key_Right, Qt.Key.Key_Left),
    ],
)
def test_keys_move_the_window_and_back(
    view: TimelineView, qtbot: QtBot, key: Qt.Key, opposite: Qt.Key
) -> None:
    before = zoom_in(view, 8)
    qtbot.keyClick(view, key)
    there = view.visible_window()
    assert there != before
    assert (there[1] - there[0] < before[1] - before[0]) == (key in (Qt.Key.Key_W, Qt.Key.Key_Up))
    qtbot.keyClick(view, opposite)
    assert view.visible_window() == pytest.approx(before)


def test_other_keys_and_shortcuts_go_on_to_the_window(view: TimelineView, qtbot: QtBot) -> None:
    before = view.visible_window()
    qtbot.keyClick(view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(view, Qt.Key.Key_Q)
    assert view.visible_window() == before


def test_fit_and_fit_the_selection(view: TimelineView, qtbot: QtBot) -> None:
    whole = view.visible_window()
    view.select_row(PLAYED)
    qtbot.keyClick(view, Qt.Key.Key_F, SHIFT)
    first, last = view.visible_window()
    assert first == pytest.approx(4 - 0.8)
    assert last == pytest.approx(14 + 0.8)
    drag(view, point(view, PLAYED) - QPoint(60, 38), QPoint(-60, 0))
    chosen = canvas_of(view).range_s
    assert chosen is not None
    qtbot.keyClick(view, Qt.Key.Key_F, SHIFT)
    first, last = view.visible_window()
    assert (first + last) / 2 == pytest.approx(sum(chosen) / 2)
    assert last - first == pytest.approx((chosen[1] - chosen[0]) * 1.16)
    qtbot.keyClick(view, Qt.Key.Key_F)
    assert view.visible_window() == pytest.approx(whole)


def test_idle_time_is_folded_until_the_true_scale_is_asked_for(
    view: TimelineView, catalog: Catalog, qtbot: QtBot
) -> None:
    buttons = canvas_of(view).buttons
    assert not buttons.findChild(QWidget, "true scale").isVisible()
    view.show_timeline(timeline_of(catalog.kinds, IDLE), lambda _row: ("", ""))
    assert buttons.findChild(QWidget, "true scale").isVisible()
    folded = point(view, 3).x()
    assert folded < 560
    with qtbot.waitSignal(view.true_scale_changed, timeout=1000) as changed:
        qtbot.keyClick(view, Qt.Key.Key_1)
    assert changed.args == [True]
    assert view.is_true_scale
    assert point(view, 3).x() > folded + 50
    view.set_true_scale(False)
    assert point(view, 3).x() == folded


def test_the_card_of_a_fold_tells_how_to_unfold_it(
    view: TimelineView, catalog: Catalog, qtbot: QtBot
) -> None:
    view.show_timeline(timeline_of(catalog.kinds, IDLE), lambda _row: ("", ""))
    (fold,) = canvas_of(view).shown.folds.folds
    x = (point(view, 2).x() + point(view, 3).x()) // 2
    target = view.childAt(QPoint(x, 20))
    qtbot.mouseMove(target, QPoint(2, 2))
    for place in range(x - 60, x + 60, 4):
        qtbot.mouseMove(target, target.mapFrom(view, QPoint(place, 85)))
        if view.card.isVisible():
            break
    title, _, _, sentence = view.card.texts()
    assert title == f"{int(fold.idle_s // 60)} m {round(fold.idle_s) % 60} s idle, folded"
    assert "true scale" in sentence


def test_shift_and_click_measure_between_two_events(view: TimelineView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.row_clicked, timeout=1000) as clicked:
        click(view, point(view, PLAYED), SHIFT)
    view.select_row(clicked.args[0])
    with qtbot.assertNotEmitted(view.row_clicked):
        click(view, point(view, FAILED), SHIFT)
    measure = canvas_of(view).measure
    assert measure is not None
    assert measure.text == "15.0 s from PlayCompleted to AddParticipantFailed"
    assert measure.text in view.accessibleDescription()
    with_bar = view.grab().toImage()
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert canvas_of(view).measure is None
    assert "Measured" not in view.accessibleDescription()
    assert view.grab().toImage() != with_bar


def test_m_measures_to_the_next_event_or_the_one_under_the_pointer(
    view: TimelineView, qtbot: QtBot
) -> None:
    qtbot.keyClick(view, Qt.Key.Key_M)
    assert canvas_of(view).measure is None
    view.select_row(PLAYED)
    qtbot.keyClick(view, Qt.Key.Key_M)
    assert canvas_of(view).measure.last_name == "AddParticipantFailed"
    target = view.childAt(point(view, CONNECTED))
    qtbot.mouseMove(target, target.mapFrom(view, point(view, CONNECTED)))
    qtbot.keyClick(view, Qt.Key.Key_M)
    measure = canvas_of(view).measure
    assert (measure.first_name, measure.last_name) == ("CallConnected", "PlayCompleted")
    assert measure.length == "14.0 s"


def test_an_event_without_a_time_is_not_measured(view: TimelineView, catalog: Catalog) -> None:
    events = (*EVENTS, Told("ParticipantsUpdated", None))
    view.show_timeline(timeline_of(catalog.kinds, events), lambda _row: ("", ""))
    view.measure(CONNECTED, 5)
    assert canvas_of(view).measure is None


def test_a_click_on_a_cluster_takes_it_apart(
    view: TimelineView, catalog: Catalog, qtbot: QtBot
) -> None:
    tone = "ContinuousDtmfRecognitionToneReceived"
    tones = [Told(tone, 20 + n * 0.1) for n in range(12)]
    events = (EVENTS[0], *tones, EVENTS[4])
    view.show_timeline(timeline_of(catalog.kinds, events), lambda row: (events[row].kind, ""))
    before = view.visible_window()
    with qtbot.assertNotEmitted(view.row_clicked):
        click(view, point(view, 6))
    first, last = view.visible_window()
    assert last - first < (before[1] - before[0]) / 5
    with qtbot.waitSignal(view.row_clicked, timeout=1000) as clicked:
        click(view, point(view, 6))
    assert clicked.args == [6]


def test_clicks_on_a_cluster_of_one_instant_go_through_its_events(
    view: TimelineView, catalog: Catalog, qtbot: QtBot
) -> None:
    tone = "ContinuousDtmfRecognitionToneReceived"
    events = (EVENTS[0], *[Told(tone, 20)] * 3, EVENTS[4])
    view.show_timeline(timeline_of(catalog.kinds, events), lambda row: (events[row].kind, ""))
    view.row_clicked.connect(view.select_row)
    seen = []
    for _ in range(4):
        with qtbot.waitSignal(view.row_clicked, timeout=1000) as clicked:
            click(view, point(view, 2))
        seen += clicked.args
    assert seen == [1, 2, 3, 1]


def test_with_little_room_the_lanes_scroll_and_the_axis_stays(
    view: TimelineView, catalog: Catalog, qtbot: QtBot
) -> None:
    events = [EVENTS[0], EVENTS[4]]
    for n in range(5):
        events += [Told("PlayStarted", 3 + n, "200/0", f"p{n}")]
        events += [Told("MediaStreamingStarted", 3 + n, "200/0", f"m{n}")]
    events += [Told("SomethingUnknown", 12)]
    shown = timeline_of(catalog.kinds, sorted(events, key=lambda told: told.at_s or 0))
    view.resize(700, 150)
    view.show_timeline(shown, lambda _row: ("", ""))
    canvas = canvas_of(view)
    axis = canvas.gestures.axis_top_px
    assert axis + 20 <= canvas.height()
    last = len(events) - 2
    assert shown.markers[-1].row == last
    assert view.point_of(last) is None
    view.select_row(last)
    assert point(view, last).y() < axis
    for _ in range(5):
        qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert view.point_of(last) is None
    assert view.point_of(0) is not None
    assert canvas.gestures.axis_top_px == axis
