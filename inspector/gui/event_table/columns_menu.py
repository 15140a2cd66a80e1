"""The menu that chooses a table's columns and the column it is sorted by."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu


@dataclass(frozen=True, slots=True)
class MenuColumn:
    """One column as the menu lists it."""

    name: str
    toggle: Callable[[], object]
    """Show it, or take it away."""
    is_shown: bool


@dataclass(frozen=True, slots=True)
class SortChoice:
    """One order that rows can be put in."""

    name: str
    choose: Callable[[], object]
    is_chosen: bool


def fill_columns(
    menu: QMenu,
    columns: Sequence[MenuColumn],
    add_path: Callable[[], object],
    reset: Callable[[], object],
) -> None:
    """List the columns, those shown with a check mark; the last one shown cannot be taken away."""
    menu.clear()
    count = sum(column.is_shown for column in columns)
    for column in columns:
        entry = _entry(menu, column.name, column.toggle)
        entry.setCheckable(True)
        entry.setChecked(column.is_shown)
        entry.setEnabled(not column.is_shown or count > 1)
    menu.addSeparator()
    _entry(menu, "Add a &JSON path…", add_path)
    _entry(menu, "&Default columns", reset)


def fill_sorting(menu: QMenu, choices: Sequence[SortChoice]) -> None:
    """List the orders; one of them is chosen."""
    menu.clear()
    group = QActionGroup(menu)
    for choice in choices:
        entry = _entry(menu, choice.name, choice.choose)
        entry.setCheckable(True)
        entry.setChecked(choice.is_chosen)
        group.addAction(entry)


def order_name(title: str, order: Qt.SortOrder) -> str:
    """A direction in words."""
    way = "descending" if order == Qt.SortOrder.DescendingOrder else "ascending"
    return f"{title}, {way}"


def _entry(menu: QMenu, name: str, act: Callable[[], object]) -> QAction:
    entry = menu.addAction(name)
    entry.triggered.connect(lambda _checked=False: act())
    return entry
