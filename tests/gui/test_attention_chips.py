"""The chips that choose calls, clicked in the real window."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from inspector.catalog.model import Attention, Owner
from inspector.gui.models.calls_model import CallColumn
from inspector.gui.program import Program
from inspector.gui.views.filter_bar import ChipBar

CALL = "11111111-aaaa-4bbb-8ccc-{:012d}"


def event(call: int, second: int, name: str, code: int = 200, subcode: int = 0) -> dict[str, Any]:
    return {
        "id": f"{call}-{second}",
        "source": f"calling/callConnections/{CALL.format(call)}",
        "type": f"Microsoft.Communication.{name}",
        "data": {
            "callConnectionId": CALL.format(call),
            "serverCallId": f"server of {call}",
            "resultInformation": {"code": code, "subCode": subcode, "message": ""},
        },
        "time": f"2026-11-18T09:0{call}:{second:02d}.1000000+00:00",
        "specversion": "1.0",
    }


EVENTS = [
    event(1, 1, "CallConnected"),
    event(1, 9, "CallDisconnected", 200, 7000),
    event(2, 1, "CreateCallFailed", 403, 510403),
    event(3, 1, "CallConnected"),
    event(3, 2, "PlayFailed", 400, 8536),
    event(4, 1, "CallConnected"),
    event(4, 9, "CallDisconnected", 555, 777777),
    event(5, 1, "CreateCallFailed", 487, 0),
]


@pytest.fixture
def mixed(open_files: Callable[..., Program], tmp_path: Path) -> Program:
    capture = tmp_path / "mixed.json"
    capture.write_text(json.dumps(EVENTS), encoding="utf-8")
    return open_files(capture)


def chip(program: Program, start: str) -> QToolButton:
    found = [
        b for b in program.window.chips.findChildren(QToolButton) if b.text().startswith(start)
    ]
    assert len(found) == 1
    return found[0]


def click(program: Program, qtbot: QtBot, start: str) -> None:
    """Press a chip and wait for the filter's answer."""
    button = chip(program, start)
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: has_answer(program))


def has_answer(program: Program) -> bool:
    return program.state.filter.is_empty or program.presenter._filtered is not None


def choose_owner(program: Program, qtbot: QtBot, owner: str) -> QAction:
    """Choose an entry of the menu by keys, as the menu would take them."""
    menu = chip(program, "whose move").menu()
    entry = next(entry for entry in menu.actions() if entry.text().startswith(owner))
    assert entry.isVisible()
    entry.trigger()
    return entry


def numbers(program: Program) -> list[int]:
    """Numbers of the calls listed."""
    model = program.window.calls.model
    return [int(model.text(row, CallColumn.NUMBER)) for row in range(model.rowCount())]


@pytest.mark.parametrize(
    ("start", "calls"),
    [("needs attention 2", [2, 4]), ("no terminal event 1", [3]), ("new subcode 1", [4])],
)
def test_a_chip_lists_as_many_calls_as_it_says(
    mixed: Program, qtbot: QtBot, start: str, calls: list[int]
) -> None:
    click(mixed, qtbot, start)
    qtbot.waitUntil(lambda: numbers(mixed) == calls)
    assert chip(mixed, start).isChecked()
    click(mixed, qtbot, start)
    qtbot.waitUntil(lambda: numbers(mixed) == [1, 2, 3, 4, 5])
    assert not chip(mixed, start).isChecked()


def test_inside_a_chosen_call_every_event_stays(mixed: Program, qtbot: QtBot) -> None:
    click(mixed, qtbot, "no terminal event")
    qtbot.waitUntil(lambda: numbers(mixed) == [3])
    mixed.calls.choose_call(2)
    assert mixed.window.events.model.rowCount() == 2
    click(mixed, qtbot, "4xx")
    qtbot.waitUntil(lambda: mixed.window.events.model.rowCount() == 1)
    assert numbers(mixed) == [3]


def test_the_menu_chooses_by_whose_move_it_is(mixed: Program, qtbot: QtBot) -> None:
    entry = choose_owner(mixed, qtbot, "Your configuration")
    assert entry.text().endswith("\t1")
    qtbot.waitUntil(lambda: numbers(mixed) == [2])
    assert mixed.state.filter.owners == {Owner.YOUR_CONFIGURATION}
    assert entry.isChecked()
    assert chip(mixed, "whose move: Your configuration").isChecked()
    choose_owner(mixed, qtbot, "Caller")
    qtbot.waitUntil(lambda: numbers(mixed) == [2, 5])
    assert chip(mixed, "whose move: 2 owners").isChecked()
    assert "Caller" in chip(mixed, "whose move").accessibleName()


def test_only_owners_with_calls_are_offered(mixed: Program) -> None:
    offered = [
        e.text().split("\t") for e in chip(mixed, "whose move").menu().actions() if e.isVisible()
    ]
    assert sum(int(count) for _, count in offered) == 5
    assert all(int(count) > 0 for _, count in offered)
    assert "Callee" not in [name for name, _ in offered]


def test_chips_and_text_are_one_filter(mixed: Program, qtbot: QtBot) -> None:
    click(mixed, qtbot, "needs attention")
    QTest.keyClicks(mixed.window.box, "777777")
    qtbot.waitUntil(lambda: numbers(mixed) == [4])
    value = mixed.state.filter
    assert (value.events.text, value.attentions) == ("777777", {Attention.FAILURE})
    mixed.window.actions_by_id["clear_filter"].trigger()
    assert numbers(mixed) == [1, 2, 3, 4, 5]
    assert not chip(mixed, "needs attention").isChecked()
    assert mixed.window.box.text() == ""


def test_an_impossible_choice_offers_to_clear(mixed: Program, qtbot: QtBot) -> None:
    click(mixed, qtbot, "needs attention")
    click(mixed, qtbot, "no terminal event")
    qtbot.waitUntil(lambda: numbers(mixed) == [])
    clear = next(
        b for b in mixed.window.calls.findChildren(QToolButton) if b.text() == "Clear filter"
    )
    QTest.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert numbers(mixed) == [1, 2, 3, 4, 5]


def test_chips_that_list_nothing_are_not_shown(
    open_files: Callable[..., Program], samples: Path
) -> None:
    program = open_files(samples / "ordinary-call.json")
    texts = [b.text() for b in program.window.chips.findChildren(QToolButton) if b.isVisible()]
    assert texts == ["6xx 0", "5xx 0", "4xx 0", "2xx 1", "none 0"]


def test_a_set_chip_stays_although_nothing_is_left_of_it(
    mixed: Program, open_files: Callable[..., Program], samples: Path, qtbot: QtBot
) -> None:
    click(mixed, qtbot, "new subcode")
    value = mixed.state.filter
    program = open_files(samples / "ordinary-call.json")
    assert program.state.filter.is_empty
    program.state.set_filter(value)
    qtbot.waitUntil(lambda: numbers(program) == [])
    assert chip(program, "new subcode 0").isVisible()


def test_models_keep_qt_contract_while_chips_are_clicked(mixed: Program, qtbot: QtBot) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    window = mixed.window
    testers = [QAbstractItemModelTester(m, mode) for m in (window.calls.model, window.events.model)]
    for column in CallColumn:
        window.calls.table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
    click(mixed, qtbot, "needs attention")
    qtbot.waitUntil(lambda: len(numbers(mixed)) == 2)
    assert len(testers) == 2


def test_f8_steps_over_expected_results(mixed: Program) -> None:
    mixed.calls.go_to_row(0)
    rows = []
    for _ in range(4):
        QTest.keyClick(mixed.window, Qt.Key.Key_F8)
        rows.append(mixed.state.row)
    assert rows == [2, 4, 6, 6]


@pytest.mark.parametrize("width", [760, 1024, 1440])
def test_chips_never_leave_the_window(mixed: Program, qtbot: QtBot, width: int) -> None:
    window = mixed.window
    choose_owner(mixed, qtbot, "Your configuration")
    window.resize(width, 640)
    qtbot.waitUntil(lambda: window.width() == width)
    qtbot.wait(20)
    bar = window.chips
    assert bar.isVisible()
    assert_separate(bar)
    shown = [b for b in bar.findChildren(QToolButton) if b.isVisible()]
    assert len(shown) == 9
    assert all(b.width() >= b.sizeHint().width() for b in shown)


def assert_separate(bar: ChipBar) -> None:
    """Every chip lies inside the bar, and none on another."""
    places = [w.geometry() for w in bar.findChildren(QToolButton) if w.isVisible()]
    assert all(bar.rect().contains(place) for place in places)
    pairs = [(a, b) for i, a in enumerate(places) for b in places[i + 1 :]]
    assert not any(a.intersects(b) for a, b in pairs)


def test_narrow_chips_say_less_and_are_still_named(mixed: Program, qtbot: QtBot) -> None:
    mixed.window.resize(760, 640)
    qtbot.waitUntil(lambda: chip(mixed, "attention 2").isVisible())
    assert "needs attention" in chip(mixed, "attention 2").accessibleName()
    mixed.window.resize(1440, 640)
    qtbot.waitUntil(lambda: chip(mixed, "needs attention 2").isVisible())
