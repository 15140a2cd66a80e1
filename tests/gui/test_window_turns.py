"""What a load gives the window to do: a view a turn, and of the list only what changed."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, QTimer
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.calls.load import open_capture
from inspector.catalog.catalog import Catalog
from inspector.gui.clause_text import ClauseText
from inspector.gui.intake import inputs_of
from inspector.gui.loading import Loaded, _judged
from inspector.gui.program import Program
from inspector.gui.theme import load_theme
from inspector.gui.timeline import canvas
from inspector.gui.timeline.placing import place
from inspector.gui.turns import Turns
from inspector.gui.views.calls_view import CallsView
from tests.support.capture_events import event

MANY, MORE, FEW = 60, 75, 3
ENDLESS = 4
"""A call whose end comes late."""


def write(path: Path, calls: int, *, is_ended: bool) -> Path:
    """Calls of two events, but for one whose end is not there yet."""
    found = []
    for call in range(calls):
        found.append(event("CallConnected", call, call=call))
        if call != ENDLESS or is_ended:
            found.append(event("CallDisconnected", call + 500, call=call))
    found.sort(key=lambda each: "Disconnected" in str(each["type"]))
    path.write_text("".join(json.dumps(each) + "\n" for each in found), encoding="utf-8")
    return path


@pytest.fixture
def loaded(tmp_path: Path, catalog: Catalog) -> Callable[..., Loaded]:
    def make(calls: int, *, is_ended: bool = False) -> Loaded:
        path = write(tmp_path / f"{calls}-{is_ended}.jsonl", calls, is_ended=is_ended)
        *_, capture = open_capture(inputs_of([path]), catalog.kinds, lambda: False)
        return _judged(catalog, capture)

    return make


class Paints(QObject):
    """Notes what is painted of a widget."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: list[QRect] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.boxes.append(event.rect())
        return False


@pytest.fixture
def listed(qtbot: QtBot, qapp: QApplication) -> Iterator[tuple[CallsView, Paints]]:
    view, paints = CallsView(load_theme("light")), Paints()
    qtbot.addWidget(view)
    view.resize(344, 400)
    with qtbot.waitExposed(view):
        view.show()
    view.table.viewport().installEventFilter(paints)
    yield view, paints
    view.table.viewport().removeEventFilter(paints)


def settle(qtbot: QtBot, paints: Paints) -> None:
    """Wait until nothing is left to be painted."""
    paints.boxes.append(QRect())
    while paints.boxes:
        paints.boxes.clear()
        qtbot.wait(60)


def test_calls_that_come_out_of_sight_are_not_painted(
    listed: tuple[CallsView, Paints], loaded: Callable[..., Loaded], qtbot: QtBot
) -> None:
    view, paints = listed
    view.show_calls(loaded(MANY), None)
    view.select_call(2)
    settle(qtbot, paints)
    longest = view.table.verticalScrollBar().maximum()
    view.grow(loaded(MORE))
    qtbot.wait(50)
    assert paints.boxes == []
    assert view.model.rowCount() == MORE
    assert view.table.verticalScrollBar().maximum() > longest
    assert view.table.viewport().updatesEnabled()


def test_of_the_calls_in_sight_the_one_that_changed_is_painted(
    listed: tuple[CallsView, Paints], loaded: Callable[..., Loaded], qtbot: QtBot
) -> None:
    view, paints = listed
    view.show_calls(loaded(MANY), None)
    settle(qtbot, paints)
    view.grow(loaded(MORE, is_ended=True))
    qtbot.waitUntil(lambda: bool(paints.boxes))
    table = view.table
    top, height = table.rowViewportPosition(ENDLESS), table.rowHeight(ENDLESS)
    assert paints.boxes == [QRect(0, top, table.viewport().width(), height)]


def test_a_call_that_is_added_in_sight_is_painted(
    listed: tuple[CallsView, Paints], loaded: Callable[..., Loaded], qtbot: QtBot
) -> None:
    view, paints = listed
    view.show_calls(loaded(FEW), None)
    settle(qtbot, paints)
    view.grow(loaded(MANY))
    qtbot.waitUntil(lambda: bool(paints.boxes))
    below = view.table.rowViewportPosition(FEW)
    assert any(box.contains(1, below + 1) for box in paints.boxes)


def test_a_list_that_is_sorted_is_painted_anew(
    listed: tuple[CallsView, Paints], loaded: Callable[..., Loaded], qtbot: QtBot
) -> None:
    view, paints = listed
    view.show_calls(loaded(MANY), None)
    view.model.sort(1)
    view.select_call(2)
    settle(qtbot, paints)
    view.grow(loaded(MORE))
    qtbot.waitUntil(lambda: bool(paints.boxes))
    assert any(box.height() == view.table.viewport().height() for box in paints.boxes)


class Diary:
    """In which turn of the event loop each view was told something."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch
        self._turn = 0
        self.told: dict[str, int] = {}
        self._timer = QTimer()
        self._timer.timeout.connect(self._count)
        self._timer.start()

    def _count(self) -> None:
        self._turn += 1

    def watch(self, view: object, name: str) -> None:
        """Note the last time that a method is called with something to show."""
        method: Callable[..., object] = getattr(view, name)

        def call(*given: Any, **named: Any) -> object:
            if given and given[0] not in (None, "") and given[0] != {}:
                self.told[f"{type(view).__name__}.{name}"] = self._turn
            return method(*given, **named)

        self._patch.setattr(view, name, call)


def test_what_a_load_shows_comes_a_view_a_turn(
    program: Program, qtbot: QtBot, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    diary, window = Diary(monkeypatch), program.window
    diary.watch(window.calls, "show_calls")
    diary.watch(window.verdict, "show_call")
    diary.watch(window.events, "show_events")
    diary.watch(window.timeline, "show_timeline")
    diary.watch(window.detail, "show_detail")
    diary.watch(window.findings, "show_findings")
    diary.watch(window.timeline, "set_marks")
    diary.watch(window.events, "set_marks")
    program.open_paths([samples / "failed-pstn-call.json"])
    qtbot.waitUntil(lambda: program.findings.found is not None, timeout=20_000)
    assert len(diary.told) == 8
    together = Counter(diary.told.values()).most_common(1)
    assert together[0][1] <= 2  # where findings come while a call is being shown


def test_what_the_user_selects_is_shown_in_one_turn(
    open_files: Callable[..., Program], samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = open_files(samples / "failed-pstn-call.json")
    program.state.select_call(None)
    diary, window = Diary(monkeypatch), program.window
    diary.watch(window.verdict, "show_call")
    diary.watch(window.events, "show_events")
    diary.watch(window.timeline, "show_timeline")
    diary.watch(window.detail, "show_detail")
    program.state.select_row(None)
    program.calls.choose_call(0)
    assert len(diary.told) == 4
    assert len(set(diary.told.values())) == 1


def test_the_turn_after_a_step_is_left_to_painting(qtbot: QtBot, qapp: QApplication) -> None:
    told: list[str] = []
    turns, loop = Turns(qapp), QTimer()
    loop.timeout.connect(lambda: told.append("turn"))
    loop.start()
    qtbot.waitUntil(lambda: bool(told))
    turns.add(lambda: told.append("first"), lambda: told.append("last"))
    assert turns.is_busy
    qtbot.waitUntil(lambda: "last" in told)
    between = told[told.index("first") : told.index("last")]
    assert between.count("turn") == 2
    assert not turns.is_busy


def test_a_verdict_is_measured_anew_only_where_it_changed(qtbot: QtBot) -> None:
    text = ClauseText()
    qtbot.addWidget(text)
    width_px = 200
    text.show_verdict("Short.")
    short = text.heightForWidth(width_px)
    text.show_verdict("A verdict that is far too long for one line of this width. " * 3)
    long = text.heightForWidth(width_px)
    assert long > 2 * short
    assert text.heightForWidth(4 * width_px) < long
    text.setFont(QFont(text.font().family(), 3 * text.font().pointSize() + 40))
    assert text.heightForWidth(width_px) > long


def test_a_timeline_is_placed_once_with_its_selected_event(
    open_files: Callable[..., Program], samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = open_files(samples / "failed-pstn-call.json")
    row = program.state.row
    placed: list[int | None] = []

    def note(*given: Any) -> object:
        placed.append(row)
        return place(*given)

    monkeypatch.setattr(canvas, "place", note)
    program.calls.refresh()
    assert len(placed) == 1
    assert row is not None
    assert program.window.timeline.point_of(row) is not None
    assert program.window.timeline.accessibleDescription().startswith("Selected: ")


def test_an_event_that_waits_for_its_turn_is_shown_though_its_call_grows(
    open_files: Callable[..., Program],
    samples: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = open_files(samples / "failed-pstn-call.json")
    program.state.select_row(None)
    program.state.select_call(None)
    diary = Diary(monkeypatch)
    diary.watch(program.window.detail, "show_detail")
    program.calls.choose_first()
    program.calls.refresh_in_turns(at_end=False)
    assert not diary.told
    qtbot.waitUntil(lambda: bool(diary.told))
