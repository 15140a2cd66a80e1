"""The calls of a conversation, stacked on one clock."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QToolTip
from pytestqt.qtbot import QtBot

from inspector.calls.related import MOST_LEGS, ConversationTimeline
from inspector.calls.timeline import LoggedOperation
from inspector.capture.operation import OperationRow
from inspector.catalog.catalog import Catalog
from inspector.events.kinds import Lane
from inspector.gui.conversation.heads import HeadMaker
from inspector.gui.conversation.plan import LegPlan, plan_conversation
from inspector.gui.conversation.row_names import row_names
from inspector.gui.conversation.words import ALONE, NO_TIME_TEXT
from inspector.gui.theme import load_theme
from inspector.gui.timeline.frame import Frame
from inspector.gui.timeline.items import label_rect
from inspector.gui.timeline.ticks import AxisKind
from inspector.gui.views.conversation_view import ConversationView
from inspector.index.codes import CodeClass
from tests.support.conversation_case import TRANSFERRED, conversation_of, many_legs
from tests.support.timeline_case import Told

OFFER, GREETING, NO_INPUT, SECOND_OFFER = 0, 3, 5, 8
CONNECTED_2, BUSY, SORRY, ENDED_2, REFUSED = 9, 13, 14, 17, 19
NAMES = {NO_INPUT: "No input", BUSY: "Callee busy"}
SIZES = [(720, 300), (470, 220), (330, 200)]
Show = Callable[..., ConversationView]


@pytest.fixture
def three(catalog: Catalog) -> ConversationTimeline:
    return conversation_of(catalog.kinds, names=NAMES)


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:
    made: list[ConversationView] = []

    def show_(
        value: ConversationTimeline | None, size: tuple[int, int] = (720, 300), theme: str = "light"
    ) -> ConversationView:
        view = ConversationView(load_theme(theme))
        qtbot.addWidget(view)
        view.resize(*size)
        view.show_conversation(value, describe=lambda row: (f"event {row}", "what it says"))
        view.show()
        qtbot.waitExposed(view)
        made.append(view)
        return view

    yield show_
    for view in made:
        view.close()


@pytest.fixture
def view(show: Show, three: ConversationTimeline) -> ConversationView:
    return show(three)


def point(view: ConversationView, row: int) -> QPoint:
    at = view.point_of(row)
    assert at is not None
    return at


def frame(view: ConversationView, place: int) -> Frame:
    found = view.canvas.scene.frame_of(place)
    assert found is not None
    return found


def leg(view: ConversationView, place: int) -> LegPlan:
    assert view.canvas.scene.shown is not None
    return view.canvas.scene.shown.legs[place]


def texts(view: ConversationView, place: int) -> list[str]:
    return [label.text for label in frame(view, place).placed.labels]


def click(view: ConversationView, at: QPoint) -> None:
    drag(view, at, QPoint())


def drag(view: ConversationView, start: QPoint, by: QPoint) -> None:
    port = view.canvas.viewport()
    at = QPointF(port.mapFrom(view, start))
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    kinds = [(QEvent.Type.MouseButtonPress, at, left, left)]
    if not by.isNull():
        for share in (0.5, 1.0):
            kinds.append((QEvent.Type.MouseMove, at + QPointF(by) * share, none, left))
    kinds.append((QEvent.Type.MouseButtonRelease, at + QPointF(by), left, none))
    for kind, place, own, held in kinds:
        screen = QPointF(port.mapToGlobal(place.toPoint()))
        plain = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(port, QMouseEvent(kind, place, screen, own, held, plain))


def hover(view: ConversationView, at: QPoint) -> None:
    port = view.canvas.viewport()
    place = QPointF(port.mapFrom(view, at))
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, place, QPointF(port.mapToGlobal(place.toPoint())), none, none,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(port, event)


def wheel(
    view: ConversationView,
    at: QPoint,
    notches: int,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    port = view.canvas.viewport()
    place = QPointF(port.mapFrom(view, at))
    event = QWheelEvent(
        place, QPointF(port.mapToGlobal(place.toPoint())), QPoint(), QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(port, event)


def press(view: ConversationView, qtbot: QtBot, *names: str) -> None:
    for name in names:
        qtbot.keyClick(view.canvas, getattr(Qt.Key, f"Key_{name}"))


def image_of(view: ConversationView) -> QImage:
    return view.grab().toImage()


def count_of(image: QImage, color: str, box: QRect) -> int:
    wanted = QColor(color).rgb()
    inside = box & image.rect()
    return sum(
        image.pixel(x, y) == wanted
        for x in range(inside.left(), inside.right() + 1)
        for y in range(inside.top(), inside.bottom() + 1)
    )


def note(view: ConversationView) -> str:
    labels = view.findChildren(QLabel)
    found = next(label for label in labels if label.accessibleName() == "Conversation note")
    return found.text() if found.isVisibleTo(view) else ""


# One clock


def test_every_event_stands_at_its_own_second(view: ConversationView) -> None:
    one, other = point(view, OFFER).x(), point(view, ENDED_2).x()
    for row in (GREETING, NO_INPUT, SECOND_OFFER, CONNECTED_2, BUSY, REFUSED):
        marker = view.canvas.scene.shown.marker_of(row) if view.canvas.scene.shown else None
        if marker is None:
            continue
        share = (TRANSFERRED[row].at_s or 0.0) / 71
        assert point(view, row).x() == pytest.approx(one + share * (other - one), abs=1.0)


def test_the_calls_stand_below_each_other_each_with_its_own_end(view: ConversationView) -> None:
    tops = [view.canvas.scene.band_box(place).top() for place in range(3)]
    assert tops == sorted(tops)
    ends = []
    for place, row in enumerate((7, ENDED_2, REFUSED)):
        cap = frame(view, place).cap_px
        assert cap == pytest.approx(point(view, row).x(), abs=1.0)
        ends.append(cap)
        inside = view.canvas.scene.band_box(place)
        assert inside.top() < point(view, row).y() < inside.bottom()
    assert len(set(ends)) == 3


def test_nothing_is_drawn_before_a_call_begins(view: ConversationView) -> None:
    begins = point(view, CONNECTED_2).x() - 12
    shown = frame(view, 1).placed
    assert all(bar.left >= begins for bar in shown.bars)
    assert all(mark.x >= begins for mark in shown.marks)


def test_a_head_tells_how_the_call_went_and_ended(view: ConversationView) -> None:
    description = view.canvas.accessibleDescription()
    for said in (
        "3 calls on one clock. 2 IncomingCall events.",
        "Call 1: talked 21.0 s, with P1 +12…123, ended 200/7015.",
        "Call 2: talked 43.0 s, with P1 +12…123, P2 +14…177, ended 200/7000, "
        "begins after a transfer was accepted in call 1,",
        "Call 3: failed, outbound, never connected, ended 200/5002,",
    ):
        assert said in description


@pytest.mark.parametrize(
    ("width", "text", "line"),
    [
        (900, "↳ begins after a transfer was accepted in call 1", 0),
        (640, "↳ after transfer in call 1", 0),
        (430, "↳ begins after a transfer was accepted in call 1", 1),
    ],
)
def test_what_ties_a_call_finds_room(
    show: Show, three: ConversationTimeline, width: int, text: str, line: int
) -> None:
    view = show(three, (width, 400))
    bands = view.canvas.scene.bands
    assert bands is not None
    tie = bands.bands[1].head.tie
    assert tie is not None
    assert (tie.text, tie.line) == (text, line)
    first = bands.bands[0].head
    assert bands.bands[1].head.height == first.height + 17 * line


@pytest.mark.parametrize("size", SIZES)
def test_texts_of_a_head_never_overlap_nor_leave_the_view(
    show: Show, three: ConversationTimeline, size: tuple[int, int]
) -> None:
    view = show(three, size)
    bands = view.canvas.scene.bands
    assert bands is not None
    for band in bands.bands:
        head = band.head
        edges = [(head.title.x, head.title.width, 0), (head.badge_x, head.badge_px, 0)]
        edges += [(w.x, w.width, w.line) for w in (head.facts, head.tie) if w is not None]
        for (x, width, line), (after, _, other) in pairwise(edges):
            assert line != other or x + width <= after
        assert all(x + width <= view.canvas.viewport().width() for x, width, _ in edges)


def test_the_whole_head_is_in_its_tooltip(view: ConversationView) -> None:
    rows = QPointF(200, view.canvas.scene.rows_top(1) + 6)
    assert view.canvas.scene.head_at(rows) == ""
    box = view.canvas.scene.band_box(1)
    at = QPoint(200, box.top() + 8)
    event = QHelpEvent(QEvent.Type.ToolTip, at, view.canvas.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.canvas.viewport(), event)
    assert "begins after a transfer was accepted in call 1" in QToolTip.text()
    assert "has the same server call id as call 1" in QToolTip.text()
    QToolTip.hideText()


# Rows


def test_failures_and_ends_say_what_they_are(view: ConversationView) -> None:
    assert "8510" in texts(view, 0)
    assert "ended +25.0 s" in texts(view, 0)
    assert any(text.endswith("callee busy 560486") for text in texts(view, 1))
    assert "5002" in texts(view, 2)
    assert texts(view, 2).count("5002") == 1
    assert not [text for text in texts(view, 0) if text.endswith("…") or text[:2] == "gr"]
    view.resize(1600, 300)
    assert "greeting 6.0 s" in texts(view, 0)
    view.resize(150, 300)
    assert not [text for text in texts(view, 2) if text.startswith("ended") and "…" in text]


def test_a_bar_without_the_room_for_remarks_says_only_what_it_is(
    show: Show, catalog: Catalog
) -> None:
    events = [Told("CallConnected", 0), Told("PlayStarted", 1, context="menu"),
              Told("CallDisconnected", 9)]  # fmt: skip
    view = show(conversation_of(catalog.kinds, events))
    assert "menu (end not in capture)" in texts(view, 0)
    view.resize(220, 300)
    assert "menu" in texts(view, 0)


def test_two_ends_at_one_moment_say_it_once(show: Show, catalog: Catalog) -> None:
    refused = [
        Told("CallDisconnected", 5.001, "480/560480", call=2),
        Told("CreateCallFailed", 5, "480/560480", call=2),
    ]
    view = show(conversation_of(catalog.kinds, [*TRANSFERRED[:8], *refused]))
    assert sum(mark.marker.failed for mark in frame(view, 1).placed.marks) == 2
    assert texts(view, 1) == ["560480"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("zoom", [1.0, 0.4])
def test_labels_never_overlap(
    show: Show, three: ConversationTimeline, size: tuple[int, int], zoom: float
) -> None:
    view = show(three, size)
    view.canvas.zoom(zoom)
    for place in range(3):
        placed = frame(view, place).placed
        rooms = [label_rect(label) for label in placed.labels]
        assert not any(one.intersects(other) for one, other in combinations(rooms, 2))
        for mark in placed.marks:
            half = mark.size / 2
            box = QRectF(mark.x - half, mark.y - half, mark.size, mark.size)
            assert not any(box.intersects(room) for room in rooms)
        assert all(room.left() >= 0 and room.right() <= size[0] for room in rooms)


def test_what_goes_on_around_shares_a_row_side_by_side(view: ConversationView) -> None:
    bars = [bar for bar in frame(view, 1).placed.bars if bar.row == 2]
    assert {bar.span.lane for bar in bars} == {Lane.PEOPLE, Lane.RECORDING, Lane.MEDIA}
    ordered = sorted(bars, key=lambda bar: bar.top)
    assert all(one.top + one.height <= other.top for one, other in pairwise(ordered))
    row_px = frame(view, 1).row_px
    assert all(2 * row_px <= bar.top and bar.top + bar.height <= 3 * row_px for bar in bars)
    (names,) = (each for each in frame(view, 1).placed.labels if int(each.y // row_px) == 2)
    assert names.text == "P1 · recording 41.0 s · media streaming"
    top = view.canvas.scene.rows_top(1)
    beside = label_rect(names).translated(0, top).toRect()
    beside = QRect(beside.right() + 2, beside.top() + 2, 1, beside.height() - 4)
    assert count_of(image_of(view), load_theme("light").alternate, beside) == beside.height()


def test_a_failure_stands_with_the_operations(view: ConversationView) -> None:
    (mark,) = (each for each in frame(view, 1).placed.marks if each.marker.row == BUSY)
    assert (mark.marker.lane, mark.row) == (Lane.PEOPLE, 1)


def test_a_failure_is_not_hidden_by_others(show: Show, catalog: Catalog) -> None:
    events = [
        Told("CallConnected", 0, "200/0"),
        Told("PlayFailed", 10, "400/8535", "a"),
        Told("RecognizeCompleted", 10, "200/8533", "b"),
        Told("CallDisconnected", 20, "200/7000"),
    ]
    view = show(conversation_of(catalog.kinds, events))
    at = point(view, 1)
    color = load_theme("light").classes[CodeClass.C4XX].color
    assert image_of(view).pixel(at.x(), at.y() + 2) == QColor(color).rgb()


def test_a_call_without_operations_has_one_row(view: ConversationView) -> None:
    counts = [leg(view, place).plan.rows.count for place in range(3)]
    assert counts == [3, 3, 1]


def test_parts_tell_the_same_as_in_a_timeline_of_their_own(three: ConversationTimeline) -> None:
    for shown, alone in zip(plan_conversation(three).legs, three.legs, strict=True):
        assert len(shown.plan.spans) == len(alone.timeline.spans)
        for one, other in zip(shown.plan.spans, alone.timeline.spans, strict=True):
            assert one.start_s == pytest.approx(other.start_s + alone.offset_s)
            assert replace(one, start_s=other.start_s, end_s=other.end_s) == other
        for mark, own in zip(shown.plan.markers, alone.timeline.markers, strict=True):
            assert mark.at_s == pytest.approx(own.at_s + alone.offset_s)


def test_a_hold_moves_with_its_bar(catalog: Catalog) -> None:
    held = TRANSFERRED[10]
    events = [*TRANSFERRED]
    events[10] = replace(held, people=[f"{(held.people or ())[0]} +hold"])
    shown = plan_conversation(conversation_of(catalog.kinds, events))
    (bar,) = (span for span in shown.legs[1].plan.spans if span.stretches)
    assert bar.stretches[0].start_s == pytest.approx(bar.start_s) == pytest.approx(28.1)


def test_what_shares_a_row_is_in_the_order_of_time(catalog: Catalog) -> None:
    events = [
        Told("CallConnected", 0, "200/0"),
        *(Told("PlayFailed", 30.0 + n, "400/8535", f"p{n}") for n in range(5)),
        *(Told("RecognizeFailed", 10.0 + n, "400/8510", f"r{n}") for n in range(5)),
        Told("CallDisconnected", 60, "200/7000"),
    ]
    (shown,) = plan_conversation(conversation_of(catalog.kinds, events)).legs
    for first, last in pairwise(shown.plan.sorted.row_first.tolist()):
        assert (np.diff(shown.plan.sorted.drawn[first:last]) >= 0).all()


def test_rows_of_resource_logs_are_only_counted(show: Show, three: ConversationTimeline) -> None:
    logged = LoggedOperation(2.0, 3.0, "Play", OperationRow("ACSCallSummary"), CodeClass.C2XX)
    first = three.legs[0]
    first = replace(first, timeline=replace(first.timeline, operations=(logged,)))
    view = show(replace(three, legs=(first, *three.legs[1:])))
    assert note(view) == "1 operation row of resource logs is in the timeline only"
    assert not leg(view, 0).plan.timeline.operations


def test_a_crowd_of_events_is_drawn_too(show: Show, catalog: Catalog) -> None:
    tone = "ContinuousDtmfRecognitionToneReceived"
    crowd = [Told(tone, 10 + number / 100, "200/0", "tones") for number in range(4000)]
    events = [*TRANSFERRED, *crowd]
    view = show(conversation_of(catalog.kinds, events))
    assert frame(view, 0).placed.cells
    assert "8510" in texts(view, 0) or frame(view, 0).placed.cells[0].worst.max() >= 2


def test_rows_say_what_they_are_about_where_nothing_is_covered(view: ConversationView) -> None:
    face = HeadMaker().words
    named = list(row_names(leg(view, 1).compact, frame(view, 1), face))
    assert [name for name, _ in named] == ["call", "actions", "people"]
    scene, box = view.canvas.scene, view.canvas.scene.band_box(1)
    image, y = image_of(view), scene.rows_top(1) + round(named[1][1])
    inked = [image.pixelColor(x, y).lightness() < 200 for x in range(14, 64)]
    assert any(inked)
    beside = QPointF(120, scene.rows_top(1) + named[1][1])
    assert scene.words_at(beside) == "Actions"
    assert scene.words_at(QPointF(120, box.top() + 5)).startswith("Call 2, 200/7000")
    assert scene.words_at(QPointF(point(view, BUSY))) == ""
    view.canvas.zoom(0.2, point(view, BUSY).x())
    closer = [name for name, _ in row_names(leg(view, 1).compact, frame(view, 1), face)]
    assert closer == ["actions"]


def test_a_row_without_people_is_named_after_what_it_holds(catalog: Catalog) -> None:
    events = [told for told in TRANSFERRED if told.call == 2 and told.kind != "ParticipantsUpdated"]
    plan = plan_conversation(conversation_of(catalog.kinds, events))
    assert plan.legs[0].compact.names[-1] == "recording"
    (alone,) = plan_conversation(conversation_of(catalog.kinds, many_legs(1))).legs
    assert alone.compact.names == ("call", "actions")


def test_a_narrow_head_names_people_without_their_numbers(
    show: Show, three: ConversationTimeline
) -> None:
    for width, said in ((720, "talked 43.0 s · with P1 +12…123, P2 +14…177"),
                        (380, "talked 43.0 s · with P1, P2")):  # fmt: skip
        bands = show(three, (width, 300)).canvas.scene.bands
        assert bands is not None
        facts = bands.bands[1].head.facts
        assert facts is not None
        assert facts.text == said


def test_without_proof_a_call_is_not_said_to_have_never_connected(
    show: Show, catalog: Catalog
) -> None:
    events = [Told("PlayStarted", 1, "200/0", "x"), Told("CallDisconnected", 9, "200/7000")]
    said = show(conversation_of(catalog.kinds, events)).canvas.accessibleDescription()
    assert "Call 1: no CallConnected, ended 200/7000." in said


# Offers


def test_offers_stand_above_the_calls(view: ConversationView, qtbot: QtBot) -> None:
    for row in (OFFER, SECOND_OFFER):
        assert point(view, row).y() < view.canvas.scene.band_box(0).top()
    with qtbot.waitSignal(view.row_selected) as signal:
        click(view, point(view, SECOND_OFFER))
    assert signal.args == [SECOND_OFFER]


def test_an_offer_says_which_call_it_led_to_where_there_is_room(
    show: Show, catalog: Catalog
) -> None:
    events = [told for told in TRANSFERRED[:8] if told.call == 1]
    view = show(conversation_of(catalog.kinds, events))
    assert offer_texts(view) == ["IncomingCall → call 1"]
    more = [*events, Told("IncomingCall", 4), Told("IncomingCall", 10)]
    view = show(conversation_of(catalog.kinds, more), (760, 300))
    assert sorted(offer_texts(view)) == ["IncomingCall", "IncomingCall", "→ 1"]
    for row, said in ((OFFER, "It offered call 1."), (len(events), "not proved by")):
        hover(view, point(view, row))
        assert said in " ".join(view.card.texts())


def offer_texts(view: ConversationView) -> list[str]:
    top = view.canvas.scene.top
    assert top is not None
    return [label.text for label in top.placed.labels]


def test_an_offer_without_a_time_is_told_below(show: Show, catalog: Catalog) -> None:
    events = [*TRANSFERRED, Told("IncomingCall", None)]
    view = show(conversation_of(catalog.kinds, events))
    assert note(view) == "1 IncomingCall without a time is in the table only"


# Choosing


def test_a_click_on_a_mark_chooses_the_event_alone(view: ConversationView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.call_selected), qtbot.waitSignal(view.row_selected) as signal:
        click(view, point(view, BUSY))
    assert signal.args == [BUSY]


def test_a_click_on_a_bar_chooses_what_began_it(view: ConversationView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.row_selected) as signal:
        click(view, point(view, SORRY))
    assert signal.args == [SORRY]


def test_a_click_on_a_band_chooses_the_call(view: ConversationView, qtbot: QtBot) -> None:
    box = view.canvas.scene.band_box(2)
    with qtbot.assertNotEmitted(view.row_selected), qtbot.waitSignal(view.call_selected) as signal:
        click(view, QPoint(30, box.top() + 8))
    assert signal.args == [leg(view, 2).leg.position]


def test_the_selected_call_is_tinted_and_edged(view: ConversationView) -> None:
    theme = load_theme("light")
    view.select(1, None)
    view.canvas.clearFocus()
    chosen, other = view.canvas.scene.band_box(1), view.canvas.scene.band_box(2)
    edge = QRect(0, chosen.top() + 2, 2, chosen.height() - 4)
    rows = QRect(40, view.canvas.scene.rows_top(1) + 4, 60, 20)
    image = image_of(view)
    head = QRect(500, chosen.top() + 2, 150, 10)
    assert count_of(image, theme.accent, edge) > chosen.height() / 2
    assert count_of(image, theme.raised, head) > 0
    assert count_of(image, theme.raised, rows) > 1000
    assert count_of(image, theme.raised, QRect(600, other.top() + 2, 60, 10)) == 0


def test_the_selected_event_gets_a_ring(view: ConversationView) -> None:
    at = point(view, BUSY)
    around = QRect(at - QPoint(14, 14), at + QPoint(14, 14))
    focus = load_theme("light").focus
    before = count_of(image_of(view), focus, around)
    view.select(1, BUSY)
    assert count_of(image_of(view), focus, around) > before + 10


def test_what_a_clause_means_lights_up(view: ConversationView) -> None:
    before = image_of(view)
    view.highlight_rows([BUSY])
    assert image_of(view) != before
    view.highlight_rows(())
    assert image_of(view) == before


def test_a_selection_out_of_sight_comes_into_sight(show: Show, catalog: Catalog) -> None:
    view = show(conversation_of(catalog.kinds, many_legs(12)), (470, 220))
    last = leg(view, 11)
    row = int(last.stops[0])
    assert view.point_of(row) is None
    view.select(last.leg.position, row)
    assert view.point_of(row) is not None
    view.canvas.zoom(0.1, 0.0)
    view.select(last.leg.position, None)
    assert view.point_of(row) is None
    view.select(last.leg.position, row)
    assert view.point_of(row) is not None


def test_hovering_a_mark_shows_its_card(view: ConversationView) -> None:
    around = QRect(point(view, BUSY) - QPoint(14, 14), point(view, BUSY) + QPoint(8, 8))
    before = image_of(view).copy(around)
    hover(view, point(view, BUSY))
    assert image_of(view).copy(around) != before
    assert view.card.isVisible()
    assert view.card.texts() == ("event 13", "486/560486", "+40.0 s", "what it says")
    hover(view, QPoint(30, view.canvas.scene.band_box(2).top() + 8))
    assert not view.card.isVisible()


def test_a_click_on_a_cluster_looks_closer(show: Show, catalog: Catalog, qtbot: QtBot) -> None:
    tone = "ContinuousDtmfRecognitionToneReceived"
    tones = [Told(tone, 40 + n / 50, "200/0", "t", call=2) for n in range(5)]
    view = show(conversation_of(catalog.kinds, [*TRANSFERRED, *tones]))
    (cluster,) = (each for each in frame(view, 1).placed.clusters)
    at = QPoint(round(cluster.left) + 8, view.canvas.scene.rows_top(1) + round(cluster.y))
    before = view.canvas.visible_window()
    with qtbot.assertNotEmitted(view.row_selected):
        click(view, at)
    first, last = view.canvas.visible_window()
    assert last - first < (before[1] - before[0]) / 10


# Keys


def test_keys_walk_between_calls_and_their_events(view: ConversationView, qtbot: QtBot) -> None:
    calls: list[int] = []
    rows: list[int] = []
    view.call_selected.connect(calls.append)
    view.row_selected.connect(rows.append)
    view.select(leg(view, 0).leg.position, None)
    press(view, qtbot, "Down", "Return")
    assert (calls, rows) == ([leg(view, 1).leg.position], [])
    press(view, qtbot, "Right", "Return", "Right", "Enter", "Left", "Return")
    stops = leg(view, 1).stops.tolist()
    assert rows == [stops[0], stops[1], stops[0]]
    assert "event 9" in view.canvas.accessibleDescription()
    press(view, qtbot, "Down", "Down", "Left", "Return", "Right", "Return")
    assert rows[3:] == [leg(view, 2).stops[-1]] * 2
    press(view, qtbot, "Up", "Up", "Up", "Return")
    assert calls[-1] == leg(view, 0).leg.position
    view.select(leg(view, 2).leg.position, None)
    press(view, qtbot, "Return")
    assert calls[-1] == leg(view, 2).leg.position


def test_the_keyboard_shows_the_card_of_a_bar_too(view: ConversationView, qtbot: QtBot) -> None:
    view.select(leg(view, 1).leg.position, BUSY)
    press(view, qtbot, "Right")
    assert view.card.isVisible()
    assert view.card.texts()[0] == f"event {SORRY}"
    press(view, qtbot, "Plus")
    assert not view.card.isVisible()


def test_the_keyboard_stops_at_every_event_with_a_time(view: ConversationView) -> None:
    stops = np.concatenate([leg(view, place).stops for place in range(3)])
    drawn = {row for row, told in enumerate(TRANSFERRED) if told.kind != "IncomingCall"}
    assert set(stops.tolist()) == drawn
    for place in range(3):
        assert (np.diff(leg(view, place).stop_s) >= 0).all()


def test_the_cursor_is_seen_only_with_the_focus(view: ConversationView, qtbot: QtBot) -> None:
    view.canvas.setFocus()
    qtbot.waitUntil(view.canvas.hasFocus)
    theme = load_theme("light")
    assert count_of(image_of(view), theme.focus, QRect(0, 0, 720, 2)) > 600
    press(view, qtbot, "Down")
    inner = view.canvas.scene.band_box(1).adjusted(4, 1, -2, -1)
    seen = count_of(image_of(view), theme.focus, inner)
    view.canvas.clearFocus()
    assert count_of(image_of(view), theme.focus, inner) < seen - 100


def test_f_fits_after_the_wheel_zoomed(view: ConversationView, qtbot: QtBot) -> None:
    whole = view.canvas.visible_window()
    at = point(view, BUSY)
    wheel(view, at, 3)
    first, last = view.canvas.visible_window()
    assert last - first == pytest.approx(0.8**3 * (whole[1] - whole[0]))
    assert point(view, BUSY).x() == pytest.approx(at.x(), abs=1.0)
    wheel(view, at, -1, Qt.KeyboardModifier.ShiftModifier)
    panned = view.canvas.visible_window()
    assert panned[1] - panned[0] == pytest.approx(last - first)
    assert panned[0] > first
    press(view, qtbot, "F")
    assert view.canvas.visible_window() == pytest.approx(whole)


def test_a_drag_pulls_the_drawing(show: Show, catalog: Catalog) -> None:
    view = show(conversation_of(catalog.kinds, many_legs(12)), (470, 220))
    view.canvas.zoom(0.3)
    before = view.canvas.visible_window()
    drag(view, QPoint(300, 150), QPoint(-60, -80))
    assert view.canvas.visible_window()[0] > before[0]
    assert view.canvas.verticalScrollBar().value() == 80


# Idle time


def gaps(*others: Told) -> Sequence[Told]:
    """Two calls, with a long time between the events of the first."""
    return (
        Told("CallConnected", 0, "200/0"),
        Told("PlayStarted", 4, "200/0", "a"),
        Told("PlayCompleted", 9, "200/0", "a"),
        *others,
        Told("CallDisconnected", 300, "200/7000"),
        Told("CallConnected", 290, "200/0", call=2),
        Told("CallDisconnected", 305, "200/7000", call=2),
    )


def test_only_what_is_idle_in_all_calls_is_folded(
    show: Show, catalog: Catalog, qtbot: QtBot
) -> None:
    value = conversation_of(catalog.kinds, gaps())
    shown = plan_conversation(value)
    (fold,) = shown.folds.folds
    assert 9 < fold.first_s < fold.last_s < 290
    busy = [Told("PlayStarted", 10.0 * n, "200/0", f"p{n}", call=2) for n in range(1, 29)]
    assert not plan_conversation(conversation_of(catalog.kinds, gaps(*busy))).folds.folds
    tones = [Told("CallTransferFailed", 10.0 * n, "400/1", call=2) for n in range(1, 29)]
    assert not plan_conversation(conversation_of(catalog.kinds, gaps(*tones))).folds.folds
    view = show(value)
    at = point(view, 3).x()
    (mark,) = frame(view, 0).placed.folds
    middle = round((mark.left + mark.right) / 2)
    hover(view, QPoint(middle, view.canvas.scene.rows_top(1) + 5))
    assert "idle, folded" in view.card.texts()[0]
    hover(view, QPoint(middle, view.canvas.scene.rows_top(1) - 8))
    assert not view.card.isVisible()
    press(view, qtbot, "1")
    assert not frame(view, 0).placed.folds
    assert point(view, 3).x() != at
    view.set_true_scale(False)
    assert point(view, 3).x() == at


# Words for what is not there


def test_a_call_that_stands_alone_says_so(show: Show, catalog: Catalog) -> None:
    events = [told for told in TRANSFERRED if told.call == 1]
    view = show(conversation_of(catalog.kinds, events))
    assert note(view) == ALONE
    assert f"{ALONE}." in view.canvas.accessibleDescription()
    assert view.point_of(0) is not None


def test_calls_that_are_left_out_are_counted(show: Show, catalog: Catalog) -> None:
    view = show(conversation_of(catalog.kinds, many_legs(MOST_LEGS + 3)))
    assert note(view).startswith("3 more calls of this conversation are not shown")


def test_without_a_conversation_the_reason_is_shown(
    show: Show, three: ConversationTimeline, catalog: Catalog
) -> None:
    view = show(three)
    view.show_conversation(None, "Events without a call have no conversation")
    assert view.canvas.isHidden()
    shown = [label.text() for label in view.findChildren(QLabel) if label.isVisibleTo(view)]
    assert shown == ["Events without a call have no conversation"]
    untimed = conversation_of(catalog.kinds, [Told("CallConnected", None)])
    view.show_conversation(untimed)
    assert NO_TIME_TEXT in view.canvas.accessibleDescription()


def test_a_call_without_times_among_others_says_so(show: Show, catalog: Catalog) -> None:
    events = [*TRANSFERRED, Told("CallConnected", None, "200/0", call=4)]
    view = show(conversation_of(catalog.kinds, events))
    assert "Call 4: no event has a time, no end" in view.canvas.accessibleDescription()
    assert "Call 4: 1 event without a time is in the table only" in note(view)
    assert not frame(view, 3).placed.marks


def test_an_end_that_is_not_in_the_capture_has_no_cap(show: Show, catalog: Catalog) -> None:
    events = [told for number, told in enumerate(TRANSFERRED) if number != ENDED_2]
    view = show(conversation_of(catalog.kinds, events))
    assert frame(view, 1).cap_px is None
    assert "connected for at least" in view.canvas.accessibleDescription()
    assert "no end" in view.canvas.accessibleDescription()


# Being shown again


def test_times_are_written_as_asked(view: ConversationView, three: ConversationTimeline) -> None:
    assert "ended +25.0 s" in texts(view, 0)
    view.set_axis(AxisKind.UTC)
    assert "ended 09:00:25.000" in texts(view, 0)
    assert three.origin_ns is not None
    view.set_axis(AxisKind.REFERENCE, three.origin_ns + 20 * 10**9)
    assert "ended +5.0 s" in texts(view, 0)


def test_a_conversation_that_grows_keeps_the_window(
    view: ConversationView, catalog: Catalog
) -> None:
    view.canvas.zoom(0.5)
    before = view.canvas.visible_window()
    grown = [*TRANSFERRED, Told("CallConnected", 71, "200/0", call=4)]
    view.show_conversation(conversation_of(catalog.kinds, grown))
    assert view.canvas.visible_window() == pytest.approx(before)
    view.show_conversation(conversation_of(catalog.kinds, many_legs(3)))
    other = view.canvas.visible_window()
    view.fit()
    assert view.canvas.visible_window() == other


def test_only_the_bands_in_sight_are_placed(show: Show, catalog: Catalog) -> None:
    view = show(conversation_of(catalog.kinds, many_legs(MOST_LEGS)), (470, 220))
    view.grab()
    placed = view.canvas.scene.placed
    assert placed == frozenset(range(len(placed)))
    assert 0 < len(placed) < 6


@pytest.mark.parametrize("size", SIZES)
def test_the_axis_keeps_its_place_when_bands_scroll(
    show: Show, catalog: Catalog, size: tuple[int, int]
) -> None:
    events = [Told("IncomingCall", 6), Told("IncomingCall", 60), *many_legs(12)]
    view = show(conversation_of(catalog.kinds, events), size)
    port = view.canvas.viewport().height()
    foot, head = QRect(10, port - 26, size[0] - 60, 22), QRect(10, 3, size[0] - 60, 20)
    before = image_of(view).copy(foot)
    offers = image_of(view).copy(head)
    bar = view.canvas.verticalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    assert image_of(view).copy(foot) == before
    assert image_of(view).copy(head) == offers
    last = view.canvas.scene.band_box(11)
    assert last.bottom() + 1 <= port - 28


def test_selecting_scrolls_by_whole_calls(show: Show, catalog: Catalog) -> None:
    view = show(conversation_of(catalog.kinds, many_legs(12)), (470, 260))
    canvas = view.canvas
    assert canvas.scene.bands is not None
    tops = {band.top for band in canvas.scene.bands.bands}
    for place in (5, 11, 3):
        view.select(leg(view, place).leg.position, None)
        assert canvas.verticalScrollBar().value() in tops
        box = canvas.scene.band_box(place)
        assert box.top() >= canvas.scene.bands.top
        assert box.bottom() < canvas.scene.bands.axis_top


def test_dark_has_nothing_of_light(show: Show, three: ConversationTimeline) -> None:
    view = show(three, theme="dark")
    light, dark = load_theme("light"), load_theme("dark")
    view.select(1, BUSY)
    image = image_of(view)
    everything = QRect(0, 0, 700, 300)
    assert count_of(image, light.classes[CodeClass.C4XX].color, everything) == 0
    assert count_of(image, dark.classes[CodeClass.C4XX].color, everything) > 20
    around = QRect(point(view, BUSY) - QPoint(12, 12), point(view, BUSY) + QPoint(12, 12))
    view.set_theme(light)
    image = image_of(view)
    assert count_of(image, light.focus, around) > 20
    assert count_of(image, light.classes[CodeClass.C4XX].color, everything) > 20
    assert count_of(image, dark.surface, everything) == 0


def test_captured_text_stays_text(show: Show, catalog: Catalog) -> None:
    events = [*TRANSFERRED[:3], Told("<b>Odd\u202e\n</b>", 9, "400/1", "<i>x</i>")]
    view = show(conversation_of(catalog.kinds, events))
    for text in texts(view, 0):
        assert text.isprintable()
