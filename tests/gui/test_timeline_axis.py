"""The kinds of time that the axis can show, and the reference."""

from collections.abc import Iterator
from datetime import timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from inspector.calls.timeline import Marker
from inspector.catalog.catalog import Catalog
from inspector.events.kinds import Lane
from inspector.gui.theme import load_theme
from inspector.gui.timeline.canvas import Canvas
from inspector.gui.timeline.edges import TimeAxis
from inspector.gui.timeline.frame import Frame
from inspector.gui.timeline.moment import moment_text
from inspector.gui.timeline.scale import Scale
from inspector.gui.timeline.space import Space
from inspector.gui.timeline.ticks import Axis, AxisKind, ticks, zone_text
from inspector.gui.views.timeline_view import TimelineView
from inspector.index.codes import CodeClass
from tests.support.timeline_case import Told, timeline_of

ORIGIN_NS = 1_750_108_437_254_548_500
"""2025-06-16 21:13:57.25 UTC."""
INDIA = timezone(timedelta(hours=5, minutes=30))
EVENTS = (
    Told("CallConnected", 1, "200/0"),
    Told("AddParticipantFailed", 30, "500/560503", "agent"),
    Told("CallDisconnected", 41, "200/7000"),
)


def mark(at_s: float) -> Marker:
    return Marker(Lane.CALL, at_s, 0, "", CodeClass.NONE)


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


def test_local_times_stand_on_round_times_of_their_zone() -> None:
    scale = Scale(0.0, 7200.0, 600.0)
    utc = ticks(scale, Axis(ORIGIN_NS, AxisKind.UTC))
    local = ticks(scale, Axis(ORIGIN_NS, AxisKind.LOCAL, zone=INDIA))
    assert [tick.text for tick in utc] == [
        "21:30:00", "22:00:00", "22:30:00", "23:00:00",
    ]  # fmt: skip
    assert [tick.text for tick in local] == ["03:00:00", "03:30:00", "04:00:00", "04:30:00"]
    assert [tick.x_px for tick in local] == pytest.approx([tick.x_px for tick in utc])
    kathmandu = Axis(ORIGIN_NS, AxisKind.LOCAL, zone=timezone(timedelta(hours=5, minutes=45)))
    assert ticks(scale, kathmandu)[0].text == "03:00:00"
    assert ticks(scale, kathmandu)[0].x_px != pytest.approx(utc[0].x_px)


def test_the_caption_names_the_zone_or_the_reference() -> None:
    assert Axis(ORIGIN_NS).caption(0) == ""
    assert Axis(ORIGIN_NS, AxisKind.UTC).caption(0) == "UTC"
    assert Axis(ORIGIN_NS, AxisKind.LOCAL, zone=INDIA).caption(0) == "UTC+5:30"
    assert Axis(ORIGIN_NS, AxisKind.REFERENCE, ORIGIN_NS).caption(0) == "from ref."
    assert Axis(ORIGIN_NS, AxisKind.REFERENCE).caption(0) == ""
    assert zone_text(-3 * 3_600_000) == "UTC−3"
    assert zone_text(0) == "UTC"


def test_a_time_that_the_zone_cannot_tell_is_told_in_utc() -> None:
    far = Axis(2**62, AxisKind.LOCAL, zone=ZoneInfo("Europe/Berlin"))
    assert far.offset_ms(1e12) == 0


def test_times_count_from_the_reference() -> None:
    axis = Axis(ORIGIN_NS, AxisKind.REFERENCE, ORIGIN_NS + 12 * 10**9)
    made = ticks(Scale(0.0, 60.0, 600.0), axis)
    assert [tick.text for tick in made] == ["−10 s", "0", "+10 s", "+20 s", "+30 s", "+40 s"]
    assert made[1].x_px == pytest.approx(120.0)
    assert moment_text(mark(12.0), axis) == "+0.0 s"
    assert moment_text(mark(2.0), axis) == "−10.0 s"
    bare = Axis(ORIGIN_NS, AxisKind.REFERENCE)
    assert moment_text(mark(2.0), bare) == "+2.0 s"


def test_moments_are_told_as_the_axis_tells_them() -> None:
    assert moment_text(mark(0.5), Axis(ORIGIN_NS, AxisKind.UTC)) == "21:13:57.754"
    assert moment_text(mark(0.5), Axis(ORIGIN_NS, AxisKind.LOCAL, zone=INDIA)) == "02:43:57.754"


def test_the_reference_is_a_line_with_a_cap(view: TimelineView) -> None:
    view.set_true_scale(True)
    plain = view.grab().toImage()
    canvas = view.findChild(Canvas)
    origin = canvas.shown.timeline.origin_ns
    view.set_axis(AxisKind.RELATIVE, origin + 20 * 10**9)
    image = view.grab().toImage()
    one, other = view.point_of(0), view.point_of(2)
    assert one is not None
    assert other is not None
    x = round(one.x() + (other.x() - one.x()) / 2)
    changed = [
        QPoint(column, row)
        for column in range(image.width())
        for row in range(image.height())
        if image.pixel(column, row) != plain.pixel(column, row)
    ]
    assert {abs(spot.x() - x) <= 6 for spot in changed} == {True}
    assert QColor(load_theme("light").accent) in [image.pixelColor(spot) for spot in changed]
    view.set_axis(AxisKind.RELATIVE, None)
    assert view.grab().toImage() == plain


def test_a_reference_of_another_call_is_not_drawn(view: TimelineView) -> None:
    plain = view.grab().toImage()
    view.set_axis(AxisKind.RELATIVE, ORIGIN_NS + 10**15)
    assert view.grab().toImage() == plain


def test_an_axis_set_before_the_call_is_kept(qtbot: QtBot, catalog: Catalog) -> None:
    view = TimelineView(load_theme("light"))
    qtbot.addWidget(view)
    view.set_axis(AxisKind.UTC, 5)
    view.show_timeline(timeline_of(catalog.kinds, EVENTS), lambda row: (EVENTS[row].kind, ""))
    axis = view.findChild(Canvas).axis
    assert (axis.kind, axis.reference_ns) == (AxisKind.UTC, 5)
    view.set_axis(AxisKind.RELATIVE, 5)
    axis = view.findChild(Canvas).axis
    assert (axis.kind, axis.reference_ns) == (AxisKind.RELATIVE, 5)


def test_the_selection_is_announced(view: TimelineView) -> None:
    view.select_row(1)
    assert view.accessibleDescription().startswith("Selected: AddParticipantFailed +29.0 s.")
    view.set_axis(AxisKind.UTC)
    assert view.accessibleDescription().startswith("Selected: AddParticipantFailed 09:00:30.000.")
    view.select_row(None)
    assert "Selected" not in view.accessibleDescription()


@pytest.mark.parametrize("width", [420, 480, 520, 560, 600, 640, 680])
def test_the_words_of_a_fold_leave_the_times_their_room(
    view: TimelineView, catalog: Catalog, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = [Told("CallConnected", 1, "200/0")]
    told += [Told("PlayStarted", 20 * n, "200/0") for n in range(1, 20)]
    told += [Told("PlayStarted", 800 + 20 * n, "200/0") for n in range(1, 12)]
    told += [Told("CallDisconnected", 1060, "200/7000")]
    written: list[str] = []
    write = TimeAxis._write

    def told_too(
        axis: TimeAxis, painter: QPainter, frame: Frame, room: Space, left: float, text: str
    ) -> None:
        written.append(text)
        write(axis, painter, frame, room, left, text)

    monkeypatch.setattr(TimeAxis, "_write", told_too)
    view.resize(width, 300)
    view.show_timeline(timeline_of(catalog.kinds, told), lambda row: (told[row].kind, ""))
    view.grab()
    frame = view.findChild(Canvas)._stage.axis.frame
    words = next(text for text in written if text.startswith("⁄⁄"))
    times = {tick.text for tick in frame.ticks if tick.x_px < width - 260}
    missing = times - set(written)
    assert not missing or "idle" not in words, "long words in the place of times"
    assert len(missing) <= 2
