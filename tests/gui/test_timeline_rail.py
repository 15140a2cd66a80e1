"""Findings, search hits and bookmarks in the rail above the lanes."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from inspector.catalog.catalog import Catalog
from inspector.gui.theme import load_theme
from inspector.gui.timeline.canvas import Canvas
from inspector.gui.timeline.parts import Flag, RailKind
from inspector.gui.timeline.rail import flag_at
from inspector.gui.views.timeline_view import TimelineView
from tests.support.timeline_case import Told, timeline_of

CONNECTED, TONE, FAILED, ENDED, UNTIMED = 0, 1, 2, 3, 4
EVENTS = (
    Told("CallConnected", 1, "200/0"),
    Told("ContinuousDtmfRecognitionToneReceived", 10, "200/0"),
    Told("AddParticipantFailed", 30, "500/560503", "agent"),
    Told("CallDisconnected", 41, "200/7000"),
    Told("ParticipantsUpdated", None),
)
ELSEWHERE = 77


@pytest.fixture
def view(qtbot: QtBot, catalog: Catalog) -> Iterator[TimelineView]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(720, 320)
    view = TimelineView(load_theme("light"), window)
    view.resize(700, 300)
    view.show_timeline(timeline_of(catalog.kinds, EVENTS), lambda row: (EVENTS[row].kind, "said"))
    window.show()
    qtbot.waitExposed(window)
    yield view
    window.close()


def signs(view: TimelineView) -> list[tuple[RailKind, tuple[int, ...]]]:
    rail = view.findChild(Canvas)._stage.rail
    return [(flag.kind, flag.rows) for flag in rail.in_view]


def hover(qtbot: QtBot, view: TimelineView, at: QPoint) -> None:
    target = view.childAt(at)
    qtbot.mouseMove(target, QPoint(2, 2))
    qtbot.mouseMove(target, target.mapFrom(view, at))


def test_hits_and_bookmarks_stand_above_their_events(view: TimelineView) -> None:
    view.set_hits([TONE, FAILED, ELSEWHERE, UNTIMED])
    view.set_bookmarks([ENDED])
    view.set_marks({FAILED: "odd"})
    assert sorted(signs(view), key=str) == sorted(
        [
            (RailKind.HIT, (TONE,)),
            (RailKind.HIT, (FAILED,)),
            (RailKind.BOOKMARK, (ENDED,)),
            (RailKind.FINDING, (FAILED,)),
        ],
        key=str,
    )
    view.set_hits(())
    view.set_bookmarks(())
    assert signs(view) == [(RailKind.FINDING, (FAILED,))]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_each_kind_has_a_color_of_its_own(name: str, view: TimelineView) -> None:
    theme = load_theme(name)
    view.set_theme(theme)
    view.set_hits([TONE])
    view.set_bookmarks([FAILED])
    image = view.grab().toImage()
    tone, failed = view.point_of(TONE), view.point_of(FAILED)
    assert tone is not None
    assert failed is not None
    # The rail begins below the border of the view.
    assert image.pixelColor(tone.x(), 2 + 13) == QColor(theme.hit)
    assert image.pixelColor(failed.x() - 4, 2 + 5) == QColor(theme.accent)


def test_signs_set_before_the_drawing_exists_count_too(qtbot: QtBot, catalog: Catalog) -> None:
    view = TimelineView(load_theme("light"))
    qtbot.addWidget(view)
    view.resize(700, 300)
    view.set_hits([TONE])
    view.set_bookmarks([FAILED])
    view.show_timeline(timeline_of(catalog.kinds, EVENTS), lambda _row: ("", ""))
    assert sorted(kind.name for kind, _ in signs(view)) == ["BOOKMARK", "HIT"]


@pytest.mark.parametrize(
    ("kind", "said"), [(RailKind.HIT, "Search hit"), (RailKind.BOOKMARK, "Bookmark")]
)
def test_the_card_says_what_a_sign_is_and_a_click_goes_to_the_event(
    qtbot: QtBot, view: TimelineView, kind: RailKind, said: str
) -> None:
    (view.set_hits if kind is RailKind.HIT else view.set_bookmarks)([FAILED])
    at = view.flag_of(FAILED)
    assert at is not None
    hover(qtbot, view, at - QPoint(4, 0))
    assert view.card.isVisible()
    assert view.card.texts()[0] == "AddParticipantFailed"
    assert view.card.findings == said
    target = view.childAt(at)
    with qtbot.waitSignal(view.row_clicked, timeout=1000) as clicked:
        qtbot.mouseClick(
            target, Qt.MouseButton.LeftButton, pos=target.mapFrom(view, at - QPoint(4, 0))
        )
    assert clicked.args == [FAILED]


def test_where_all_kinds_stand_together_each_answers_to_its_own_place() -> None:
    flags = [Flag(100.0, 1.0, (5,), kind) for kind in RailKind]
    found = [flag_at(flags, *at) for at in ((104.0, 5.0), (96.0, 5.0), (104.0, 14.0))]
    assert [flag.kind for flag in found if flag] == [
        RailKind.FINDING, RailKind.BOOKMARK, RailKind.HIT,
    ]  # fmt: skip
    assert flag_at(flags, 130.0, 5.0) is None
