"""What can be done with one cell of the event table: a right click, Shift+F10 or the menu key."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QApplication, QMenu, QWidget

from inspector.gui.event_table.columns import ColumnKeeper
from inspector.gui.event_table.copying import CopyForm
from inspector.gui.event_table.filter_text import filter_text
from inspector.gui.models.event_marks import Mark
from inspector.gui.models.events_model import EventsModel

_NAMED_CHARS = 40


@dataclass(frozen=True, slots=True)
class CellDeeds:
    """Who does what the menu offers."""

    filter: Callable[[str], object]
    toggle_reference: Callable[[int], object]
    toggle_bookmark: Callable[[int], object]
    copy_rows: Callable[[CopyForm], object]


def cell_menu(
    parent: QWidget,
    model: EventsModel,
    columns: ColumnKeeper,
    deeds: CellDeeds,
    position: int,
    column: int,
) -> QMenu:
    """The menu of a cell; the caller shows it."""
    menu = QMenu(parent)
    row = model.event_row(position)
    shown = model.shown
    if row is not None and shown is not None:
        text = model.text(position, column)
        _add(menu, f"&Copy “{_named(text)}”", lambda: _copy(text), is_possible=bool(text))
        copying = menu.addMenu("Copy &rows")
        for form in CopyForm:
            _add(copying, f"As {form}", partial(deeds.copy_rows, form))
        menu.addSeparator()
        asked = filter_text(shown, row, column, model.paths)
        words = f" “{_named(asked)}”" if asked else ""
        _add(menu, f"&Filter for{words}", lambda: deeds.filter(asked), is_possible=bool(asked))
        menu.addSeparator()
        is_reference = model.reference == row
        _add(
            menu,
            "No time refere&nce" if is_reference else "Set as time refere&nce",
            lambda: deeds.toggle_reference(row),
        )
        is_marked = model.has_mark(position, Mark.BOOKMARK)
        _add(
            menu,
            "Remove &bookmark" if is_marked else "&Bookmark",
            lambda: deeds.toggle_bookmark(row),
        )
        menu.addSeparator()
    menu.addMenu(columns.sort_menu)
    menu.addMenu(columns.columns_menu)
    return menu


def _add(menu: QMenu, text: str, act: Callable[[], object], *, is_possible: bool = True) -> None:
    entry = menu.addAction(text)
    entry.setEnabled(is_possible)
    entry.triggered.connect(lambda _checked=False: act())


def _copy(text: str) -> None:
    QApplication.clipboard().setText(text)


def _named(text: str) -> str:
    """A value inside a menu entry: short, and & is no mnemonic."""
    short = text if len(text) <= _NAMED_CHARS else f"{text[: _NAMED_CHARS - 1]}…"
    return short.replace("&", "&&")
