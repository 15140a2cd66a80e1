"""The lane of operation rows: below the events, apart from them, and not selectable."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from inspector.calls.timeline import LoggedOperation, Timeline
from inspector.capture.operation import INCOMING, SUMMARY, OperationRow
from inspector.catalog.catalog import Catalog
from inspector.gui.describing import Describer
from inspector.gui.loading import Loaded
from inspector.gui.theme import Theme, load_theme
from inspector.gui.timeline.canvas import Canvas
from inspector.gui.timeline.moment import moment_text
from inspector.gui.timeline.operation_marks import (
    MOST_OPERATIONS,
    operation_at,
    place_operations,
)
from inspector.gui.timeline.plan import plan
from inspector.gui.timeline.scale import Extent, Scale
from inspector.gui.timeline.ticks import Axis, AxisKind, relative_text, ticks
from inspector.gui.view_state import NO_CALL
from inspector.gui.views.timeline_view import TimelineView
from inspector.index.codes import CodeClass
from tests.support.capture_events import lines
from tests.support.logged_case import ROWS, callbacks
from tests.support.scene_case import scene_of
from tests.support.timeline_case import Told, timeline_of

EVENTS = (
    Told("CallConnected", 60, "200/0"),
    Told("PlayStarted", 62, "200/0", "greeting"),
    Told("PlayCompleted", 70, "200/0", "greeting"),
    Told("CallDisconnected", 100, "200/7000"),
)
ROW_PX = 30.0
REQUEST = OperationRow(
    INCOMING, time="2025-06-16T09:00:50Z", name="CreateCall", http_status=201,
    result_type="Succeeded", duration_ms=184,
)  # fmt: skip
REFUSED = OperationRow(
    INCOMING, time="2025-06-16T09:01:20Z", name="Play", http_status=412, message="<b>Too late"
)
LEG = OperationRow(
    SUMMARY, time="2025-06-16T12:00:00Z", start_time="2025-06-16T09:00:55Z", duration_ms=40_000
)


class SixPixels:
    """A font whose every letter is 6 px wide."""

    def width_px(self, text: str) -> float:
        return 6.0 * len(text)

    def elide(self, text: str, width_px: float) -> str:
        raise AssertionError((text, width_px))


def logged(start: float, end: float | None = None, label: str = "Play 200") -> LoggedOperation:
    row = OperationRow(INCOMING, name="Play", http_status=200)
    return LoggedOperation(start, start if end is None else end, label, row, CodeClass.C2XX)


@pytest.fixture
def timeline(catalog: Catalog) -> Timeline:
    return timeline_of(catalog.kinds, EVENTS, operations=[REQUEST, REFUSED, LEG])


@pytest.fixture
def bare(catalog: Catalog) -> Timeline:
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


def point(view: TimelineView, operation: LoggedOperation) -> QPoint:
    canvas = view.findChild(Canvas)
    at = canvas.pointer.operation_point(operation)
    assert at is not None
    return canvas.mapTo(view, at)


def hover(qtbot: QtBot, view: TimelineView, at: QPoint) -> QWidget:
    target = view.childAt(at)
    qtbot.mouseMove(target, QPoint(2, 2))
    qtbot.mouseMove(target, target.mapFrom(view, at))
    return target


def test_points_share_a_row_below_the_events_and_bars_stand_below_them(
    timeline: Timeline, bare: Timeline
) -> None:
    rows, before = plan(timeline).rows, plan(bare).rows
    assert rows.lanes[:-1] == before.lanes
    assert (rows.lanes[-1].name, rows.lanes[-1].count) == ("operations", 2)
    first = before.count
    assert rows.operation_row.tolist() == [first, first + 1, first]


def test_bars_that_overlap_take_three_rows_at_most(bare: Timeline) -> None:
    bars = tuple(logged(n, n + 10) for n in range(5))
    rows = plan(replace(bare, operations=bars)).rows
    first = plan(bare).rows.count
    assert (rows.operation_row - first).tolist() == [0, 1, 2, 2, 2]
    assert rows.count == first + 3


def test_a_timeline_without_rows_is_drawn_as_ever(bare: Timeline) -> None:
    made = plan(bare)
    assert (made.first_s, made.last_s) == (0.0, bare.last_s)
    assert [lane.name for lane in made.rows.lanes] == ["call", "play"]
    assert place_operations(made, Scale(0, 40, 600), ROW_PX, SixPixels()) == ()


def test_the_whole_view_holds_rows_before_and_after_the_events(bare: Timeline) -> None:
    made = plan(replace(bare, operations=(logged(-10), logged(30, 60))))
    scale = Scale(*Extent(made.last_s, 600.0, first=made.first_s).whole(), 600.0)
    assert scale.x_px(-10) == pytest.approx(16.0)
    assert scale.x_px(60) == pytest.approx(542.0)


def test_labels_take_free_room_only(bare: Timeline) -> None:
    operations = (logged(5), logged(6), logged(6.05), logged(20, 39, "participant 0/5003"))
    made = plan(replace(bare, operations=operations, end_s=None))
    marks = place_operations(made, Scale(0, 40, 400), ROW_PX, SixPixels())
    assert [mark.label for mark in marks] == ["200", "Play 200", "", "participant 0/5003"]
    assert marks[0].label_x + 18 < marks[0].left
    assert marks[1].label_x > marks[2].right
    assert marks[3].left < marks[3].label_x < marks[3].right


def test_very_many_share_marks_and_failures_are_kept(bare: Timeline) -> None:
    many = [logged(n / 1000) for n in range(40_000)]
    many[7777] = replace(many[7777], failed=True)
    made = plan(replace(bare, operations=tuple(many)))
    marks = place_operations(made, Scale(0, 40, 400), ROW_PX, SixPixels())
    assert len(marks) <= min(101, MOST_OPERATIONS)
    assert [mark.operation for mark in marks if mark.operation.failed] == [many[7777]]


def test_the_nearest_row_is_under_the_pointer(bare: Timeline) -> None:
    operations = (logged(10), logged(11))
    made = plan(replace(bare, operations=operations))
    marks = place_operations(made, Scale(0, 40, 400), ROW_PX, SixPixels())
    assert operation_at(marks, ROW_PX, (107.0, marks[0].y)) is operations[1]
    assert operation_at(marks, ROW_PX, (103.0, marks[0].y)) is operations[0]
    assert operation_at(marks, ROW_PX, (103.0, marks[0].y - ROW_PX)) is None
    assert operation_at(marks, ROW_PX, (160.0, marks[0].y)) is None


def test_times_before_the_first_event() -> None:
    assert relative_text(-5000, 1000) == "−5 s"
    texts = [tick.text for tick in ticks(Scale(-12, 28, 400), Axis(0), -10.0)]
    assert texts == ["−10 s", "0", "10 s", "20 s"]
    assert moment_text(logged(-10), Axis(0)) == "−10.0 s"
    assert moment_text(logged(-10, 20), Axis(0)) == "−10.0 s, 30.0 s long"


def test_the_card_tells_of_a_row(qtbot: QtBot, view: TimelineView, timeline: Timeline) -> None:
    request, _, refused = timeline.operations
    target = hover(qtbot, view, point(view, request))
    assert view.card.isVisible()
    title, code, when, sentence = view.card.texts()
    assert (title, code, when) == ("CreateCall", "201", "−10.0 s, took 0.2 s")
    assert sentence == f"HTTP 201 · Succeeded · row of {INCOMING}, not a callback"
    assert target.cursor().shape() == Qt.CursorShape.ArrowCursor
    hover(qtbot, view, point(view, refused))
    assert view.card.texts()[1] == "412"
    assert "<b>Too late" in view.card.texts()[3]


def test_the_card_tells_clock_times(qtbot: QtBot, view: TimelineView, timeline: Timeline) -> None:
    view.set_axis(AxisKind.UTC)
    hover(qtbot, view, point(view, timeline.operations[1]))
    assert view.card.texts()[2] == "09:00:55.000, 40.0 s long"


def test_a_row_takes_the_pointer_from_an_event(
    qtbot: QtBot, view: TimelineView, timeline: Timeline
) -> None:
    event = view.point_of(0)
    assert event is not None
    target = hover(qtbot, view, event)
    assert target.cursor().shape() == Qt.CursorShape.PointingHandCursor
    qtbot.mouseMove(target, target.mapFrom(view, point(view, timeline.operations[0])))
    assert view.card.texts()[0] == "CreateCall"
    assert target.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_a_click_on_a_row_selects_nothing(
    qtbot: QtBot, view: TimelineView, timeline: Timeline
) -> None:
    clicked: list[int] = []
    view.row_clicked.connect(clicked.append)
    for operation in timeline.operations:
        at = point(view, operation)
        target = view.childAt(at)
        qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=target.mapFrom(view, at))
    assert clicked == []
    event = view.point_of(3)
    assert event is not None
    target = view.childAt(event)
    qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=target.mapFrom(view, event))
    assert clicked == [3]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_marks_are_hollow(theme: str, view: TimelineView, timeline: Timeline) -> None:
    colors: Theme = load_theme(theme)
    view.set_theme(colors)
    image = view.grab().toImage()
    bar = point(view, timeline.operations[1])
    refused = point(view, timeline.operations[2])
    assert image.pixelColor(bar) in (QColor(colors.surface), QColor(colors.alternate))
    edge = [image.pixelColor(refused + QPoint(x, 0)) for x in (-3, -2, -1, 0, 1, 2, 3)]
    wanted = QColor(colors.classes[CodeClass.C4XX].color)
    nearest = min(
        sum(abs(a - b) for a, b in zip(color.getRgb(), wanted.getRgb(), strict=True))
        for color in edge
    )
    assert nearest < 120


def test_what_is_not_placed_is_said(view: TimelineView, timeline: Timeline) -> None:
    def note() -> str:
        labels = view.findChildren(QLabel)
        return next(label.text() for label in labels if label.accessibleName() == "Timeline note")

    assert "3 operation rows of resource logs" in view.accessibleDescription()
    odd = replace(timeline, untimed_operations=1)
    view.show_timeline(odd, lambda _row: ("", ""))
    assert note() == "1 operation row in the report only (1 without a time)"
    view.show_timeline(replace(odd, far_operations=2, untimed=1), lambda _row: ("", ""))
    assert note() == (
        "1 event without a time is in the table only · "
        "3 operation rows in the report only (1 without a time, 2 far off)"
    )


def test_the_window_shows_the_rows_of_its_call(catalog: Catalog) -> None:
    scene = scene_of(catalog, lines([*callbacks(), *ROWS]))
    describer = Describer(catalog, Loaded(scene.capture, scene.assessment, {}))
    shown = describer.drawn.timeline(0, None)
    assert shown is not None
    assert [item.label for item in shown.operations] == [
        "CreateCall 201",
        "Play 400/8536",
        "Play 412",
    ]
    assert describer.drawn.timeline(NO_CALL, None) is None
    filtered = describer.drawn.timeline(0, np.zeros(scene.capture.table.size, np.bool_))
    assert filtered is not None
    assert filtered.operations == shown.operations
