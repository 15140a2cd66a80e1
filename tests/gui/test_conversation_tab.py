"""The conversation in the window: its legs lead to their calls, and each tab has its room."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from inspector.gui.program import Program
from inspector.gui.view_state import NO_CALL


@pytest.fixture
def transfer(open_files: Callable[..., Program], samples: Path) -> Program:
    return open_files(samples / "transferred-conversation.json")


def legs(program: Program) -> list[int]:
    shown = program.window.conversation.canvas.scene.shown
    return [] if shown is None else [leg.leg.number for leg in shown.legs]


def look(program: Program, qtbot: QtBot) -> None:
    program.window.tabs.setCurrentWidget(program.window.conversation)
    qtbot.waitUntil(lambda: bool(legs(program)))


def test_the_legs_are_shown_when_they_are_looked_at(transfer: Program, qtbot: QtBot) -> None:
    assert legs(transfer) == []
    look(transfer, qtbot)
    assert legs(transfer) == [1, 2, 3]


def test_a_leg_leads_to_its_call_and_is_not_made_again(transfer: Program, qtbot: QtBot) -> None:
    look(transfer, qtbot)
    view = transfer.window.conversation
    shown = view.canvas.scene.shown
    view.call_selected.emit(2)
    assert transfer.state.call == 2
    view.row_selected.emit(1)
    assert (transfer.state.call, transfer.state.row) == (0, 1)
    assert view.canvas.scene.shown is shown


def test_another_capture_shows_its_own(
    transfer: Program, open_files: Callable[..., Program], samples: Path, qtbot: QtBot
) -> None:
    look(transfer, qtbot)
    open_files(samples / "ordinary-call.json")
    qtbot.waitUntil(lambda: legs(transfer) == [1])
    transfer.state.select_call(NO_CALL)
    qtbot.waitUntil(lambda: legs(transfer) == [])


def test_each_tab_keeps_the_room_it_was_given(transfer: Program) -> None:
    window = transfer.window
    work = window.views.work
    timeline = work.sizes()
    window.tabs.setCurrentWidget(window.ladder)
    assert work.sizes()[0] > timeline[0]
    work.moveSplitter(200, 1)
    ladder = work.sizes()
    window.tabs.setCurrentWidget(window.timeline)
    assert work.sizes() == pytest.approx(timeline, abs=2)
    window.tabs.setCurrentWidget(window.ladder)
    assert work.sizes() == pytest.approx(ladder, abs=2)


@pytest.mark.parametrize("call", [0, 1, 2])
def test_offers_stand_among_the_events_by_time(transfer: Program, call: int) -> None:
    transfer.calls.choose_call(call)
    assert transfer.session.loaded is not None
    loaded = transfer.session.loaded.capture
    model = transfer.window.events.model
    rows = [model.event_row(n) for n in range(model.rowCount())]
    times = [int(loaded.table.time[row]) for row in rows if row is not None]
    assert times == sorted(times)
    assert set(loaded.calls.offers(call).tolist()) <= set(rows)
    shown = model.shown
    assert shown is not None
    late = {rows[n] for n, is_late in enumerate(shown.late.tolist()) if is_late}
    assert late == set(loaded.calls.call(call).after_end)
