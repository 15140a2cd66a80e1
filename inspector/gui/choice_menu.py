"""A menu of the status bar: how all files, or single ones, are read instead of what is detected."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from inspector.report.plain import visible

MOST_FILES = 12
"""Files that have a submenu each; the import report has all of them."""
DETECTED = "As detected"


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """What is chosen for one file."""

    name: str
    """What the file goes by."""
    label: str
    value: str
    """Empty for what is detected."""


class ChoiceMenu(QMenu):
    """At the top the choice for all files, below it a submenu for each of several."""

    chosen = Signal(str, str)
    """A value, empty for what is detected, and the name of the file; empty for all of them."""
    report_clicked = Signal()

    def __init__(self, title: str, values: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._values = ("", *values)
        self._submenus: list[QMenu] = []
        self.show_rows(())

    def show_rows(self, rows: Sequence[ChoiceRow]) -> None:
        """Offer the choices for these files and mark what holds."""
        for submenu in self._submenus:
            submenu.deleteLater()
        self._submenus.clear()
        self.clear()
        values = {row.value for row in rows}
        self._fill(self, "", values.pop() if len(values) == 1 else None)
        self.addSeparator()
        if len(rows) > 1:
            for row in rows[:MOST_FILES]:
                submenu = self.addMenu(visible(row.label).replace("&", "&&"))
                self._submenus.append(submenu)
                self._fill(submenu, row.name, row.value)
            if len(rows) > MOST_FILES:
                more = f"{len(rows) - MOST_FILES:,} more files…"
                self.addAction(more, self.report_clicked.emit)
            self.addSeparator()
        self.addAction("How it was told…", self.report_clicked.emit)

    def checked(self) -> list[str]:
        """What is marked for all files."""
        return [action.text() for action in self.actions() if action.isChecked()]

    def _fill(self, menu: QMenu, name: str, value: str | None) -> None:
        group = QActionGroup(menu)
        for action, each in self._actions(menu):
            action.setCheckable(True)
            action.setChecked(each == value)
            group.addAction(action)
            action.triggered.connect(lambda _checked=False, each=each: self.chosen.emit(each, name))

    def _actions(self, menu: QMenu) -> Iterator[tuple[QAction, str]]:
        for value in self._values:
            yield menu.addAction(value or DETECTED), value
