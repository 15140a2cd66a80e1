"""Columns of the calls list: words, order, what is shown."""

from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from inspector.gui.models.calls_model import HEADERS, CallColumn, CallsModel
from inspector.gui.program import Program
from inspector.gui.views.calls_view import CallsView

ROLE = Qt.ItemDataRole


@pytest.fixture
def morning(open_files: Callable[..., Program], samples: Path) -> Program:
    return open_files(samples / "busy-morning.jsonl")


def column(model: CallsModel, column: CallColumn) -> list[str]:
    return [model.text(row, column) for row in range(model.rowCount())]


def row_of(model: CallsModel, column: CallColumn, text: str) -> QModelIndex:
    row = next(row for row in range(model.rowCount()) if model.text(row, column) == text)
    return model.index(row, column)


def test_attention_and_owner_are_words(morning: Program) -> None:
    model = morning.window.calls.model
    assessment = morning.session.loaded.assessment
    count = len(assessment.calls)
    assert column(model, CallColumn.ATTENTION) == [
        assessment.call_attention(call).value for call in range(count)
    ]
    assert column(model, CallColumn.OWNER) == [
        assessment.call_owner(call).value for call in range(count)
    ]
    assert {"expected", "notable", "failure"} == set(column(model, CallColumn.ATTENTION))


def test_expected_is_muted_and_failure_is_strong(morning: Program) -> None:
    model = morning.window.calls.model
    expected = row_of(model, CallColumn.ATTENTION, "expected")
    failure = row_of(model, CallColumn.ATTENTION, "failure")
    muted = morning.window.palette().color(QPalette.ColorRole.PlaceholderText)
    assert model.data(expected, ROLE.ForegroundRole).color() == muted
    assert model.data(failure, ROLE.ForegroundRole) is None
    assert model.data(failure, ROLE.FontRole).weight() > morning.window.font().weight()
    assert model.data(expected, ROLE.FontRole) is None


def test_badges_are_read_out_with_their_class(morning: Program) -> None:
    model = morning.window.calls.model
    assert model.data(row_of(model, CallColumn.END, "503"), ROLE.AccessibleTextRole) == (
        "503, class 5xx"
    )
    failure = row_of(model, CallColumn.ATTENTION, "failure")
    assert model.data(failure, ROLE.AccessibleTextRole) == "failure"


def test_equal_calls_keep_their_order_both_ways(morning: Program) -> None:
    model = morning.window.calls.model
    for by in (CallColumn.END, CallColumn.ATTENTION, CallColumn.OWNER):
        for order in Qt.SortOrder:
            model.sort(by, order)
            runs: dict[str, list[int]] = {}
            for row in range(model.rowCount()):
                number = int(model.text(row, CallColumn.NUMBER))
                runs.setdefault(model.text(row, by), []).append(number)
            assert all(run == sorted(run) for run in runs.values())
            assert sorted(chain.from_iterable(runs.values())) == list(
                range(1, model.rowCount() + 1)
            )


def test_unknown_talk_times_come_last_both_ways(morning: Program) -> None:
    model = morning.window.calls.model
    for order in Qt.SortOrder:
        model.sort(CallColumn.TALK, order)
        talks = column(model, CallColumn.TALK)
        known = talks.index("–")
        assert known > 1
        assert set(talks[known:]) == {"–"}


def test_attention_sorts_failures_first(morning: Program) -> None:
    model = morning.window.calls.model
    model.sort(CallColumn.ATTENTION, Qt.SortOrder.DescendingOrder)
    words = column(model, CallColumn.ATTENTION)
    ranks = [("failure", "notable", "expected").index(word) for word in words]
    assert ranks == sorted(ranks)


def shown(view: CallsView) -> list[str]:
    return [HEADERS[c] for c in CallColumn if not view.table.isColumnHidden(c)]


def test_columns_are_shown_and_hidden_by_the_titles_menu(morning: Program, qtbot: QtBot) -> None:
    view = morning.window.calls
    assert shown(view) == ["#", "Start", "End", "Worst", "Talk"]
    assert view.hidden_columns == ("attention", "owner")
    header = view.table.horizontalHeader()
    header.customContextMenuRequested.emit(QPoint(5, 5))
    qtbot.waitUntil(view.columns_menu.isVisible)
    entry = next(e for e in view.columns_menu.actions() if e.text() == "Whose move")
    with qtbot.waitSignal(view.columns_changed):
        place = view.columns_menu.actionGeometry(entry).center()
        QTest.mouseClick(view.columns_menu, Qt.MouseButton.LeftButton, pos=place)
    assert shown(view) == ["#", "Start", "End", "Worst", "Whose move", "Talk"]
    assert view.hidden_columns == ("attention",)


def test_remembered_columns_come_back(morning: Program) -> None:
    view = morning.window.calls
    view.set_hidden_columns(("worst", "talk", "no such column", "number"))
    assert shown(view) == ["#", "Start", "End", "Attention", "Whose move"]
    assert view.hidden_columns == ("worst", "talk")
    view.set_hidden_columns(())
    assert shown(view) == list(HEADERS)


@pytest.mark.parametrize("hidden", [("attention", "owner"), ()])
def test_a_whole_badge_always_fits(morning: Program, qtbot: QtBot, hidden: tuple[str, ...]) -> None:
    view = morning.window.calls
    view.set_hidden_columns(hidden)
    qtbot.wait(20)
    header = view.table.horizontalHeader()
    wanted = view.table.sizeHintForColumn(CallColumn.WORST)
    assert header.sectionSize(CallColumn.WORST) >= wanted
    bar = view.table.horizontalScrollBar()
    assert (bar.maximum() == 0) == bool(hidden)


def test_the_menu_sorts_as_the_title_does(
    open_files: Callable[..., Program], samples: Path
) -> None:
    view = open_files(samples / "busy-morning.jsonl").window.calls
    entry = next(
        each for each in view.sort_menu.actions() if each.text() == HEADERS[CallColumn.TALK]
    )
    orders = []
    for _ in range(3):
        entry.trigger()
        orders.append(view.model.order.tolist())
    assert orders[0] == orders[2] != orders[1]
    assert orders[0] != sorted(orders[0])
