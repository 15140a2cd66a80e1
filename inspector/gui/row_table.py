"""One look and one behaviour for every table of the window."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from itertools import chain, islice

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from inspector.gui.style import ROW_HEIGHT_PX

Index = QModelIndex | QPersistentModelIndex

MOST_COPIED = 2_000
"""Rows that are copied at once: the texts of each are made while the user waits."""


class RowTable(QTableView):
    """A table whose rows are selected as a whole; Ctrl+C copies the row as text."""

    position_chosen = Signal(int)
    """The user moved to another row; never sent for what the program selects."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_quiet = False
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(ROW_HEIGHT_PX)
        rows.setDefaultSectionSize(ROW_HEIGHT_PX)
        columns = self.horizontalHeader()
        columns.setAccessibleName(f"Columns of {name}")
        columns.setHighlightSections(False)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        columns.setMinimumSectionSize(28)

    def select_position(self, position: int | None) -> None:
        """Select a row and bring it into view; None selects nothing."""
        model, flags = self.model(), QItemSelectionModel.SelectionFlag
        with self.quietly():
            if position is None or not 0 <= position < model.rowCount():
                self.selectionModel().setCurrentIndex(QModelIndex(), flags.Clear)
                return
            index = model.index(position, next(iter(self.visible_columns()), 0))
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self._bring_into_view(position)

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """Changes inside are the program's, not the user's."""
        before, self._is_quiet = self._is_quiet, True
        try:
            yield
        finally:
            self._is_quiet = before

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell a user's choice."""
        super().currentChanged(current, previous)
        if current.isValid() and not self._is_quiet and current.row() != previous.row():
            self.position_chosen.emit(current.row())

    @contextmanager
    def staying(self, *, at_end: bool) -> Iterator[None]:
        """Keep the place through a change of the rows.

        With `at_end` a table that shows its end goes on to the new end; one that was scrolled up
        stays where it is in any case.
        """
        bar = self.verticalScrollBar()
        place, was_at_end = bar.value(), bar.value() == bar.maximum()
        yield
        self.executeDelayedItemsLayout()
        if at_end and was_at_end:
            self.scrollToBottom()
        else:
            bar.setValue(place)

    @contextmanager
    def repainting_only(self, look_of: Callable[[int], Hashable]) -> Iterator[None]:
        """Add rows inside: of those in view only what looks other than before is painted again.

        Qt paints the whole table for each row that is added. `look_of` tells all that is drawn of
        a row. A table that gets its scroll bar, is scrolled, or whose selection moves, is painted
        as ever.
        """
        port = self.viewport()
        if not port.updatesEnabled():
            yield
            return
        before_all = self._placed()
        before = {row: look_of(row) for row in self.rows_in_view()}
        port.setAttribute(Qt.WidgetAttribute.WA_UpdatesDisabled)
        try:
            yield
            self.executeDelayedItemsLayout()
        finally:
            port.setAttribute(Qt.WidgetAttribute.WA_UpdatesDisabled, on=False)
        if self._placed() != before_all:
            port.update()
            return
        for row in self.rows_in_view():
            if row not in before or before[row] != look_of(row):
                top = self.rowViewportPosition(row)
                port.update(0, top, port.width(), self.rowHeight(row))

    def _placed(self) -> tuple[object, ...]:
        """What else decides how the rows look."""
        scrolled = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        return self.viewport().size(), scrolled, self.selected_ranges(), self.currentIndex().row()

    def rows_in_view(self) -> range:
        """The rows that are in view, in part or whole."""
        height = self.viewport().height()
        first, last = self.rowAt(0), self.rowAt(height - 1)
        return range(max(first, 0), (self.model().rowCount() if last < 0 else last + 1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt makes the first row the current one if there is none; nobody chose it."""
        with self.quietly():
            super().focusInEvent(event)

    def visible_columns(self) -> list[int]:
        """The columns shown, from left to right."""
        header = self.horizontalHeader()
        columns = (header.logicalIndex(place) for place in range(header.count()))
        return [column for column in columns if not self.isColumnHidden(column)]

    def selected_ranges(self) -> list[range]:
        """The selected rows from top to bottom; Qt keeps parts that overlap in rows."""
        parts = self.selectionModel().selection().toList()
        merged: list[range] = []
        for top, bottom in sorted((part.top(), part.bottom() + 1) for part in parts):
            if merged and top <= merged[-1].stop:
                merged[-1] = range(merged[-1].start, max(merged[-1].stop, bottom))
            else:
                merged.append(range(top, bottom))
        return merged

    def selected_positions(self, most: int = MOST_COPIED) -> list[int]:
        """The selected rows from top to bottom, the first `most` of them."""
        return list(islice(chain.from_iterable(self.selected_ranges()), most))

    def row_text(self) -> str:
        """The selected rows as tab-separated text, as they are shown."""
        model, columns = self.model(), self.visible_columns()
        return "\n".join(
            "\t".join(str(model.index(row, column).data() or "") for column in columns)
            for row in self.selected_positions()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A selected row that was in view stays in view."""
        row = self.currentIndex().row()
        was_in_view = row >= 0 and 0 <= self.rowViewportPosition(row) < event.oldSize().height()
        super().resizeEvent(event)
        if was_in_view:
            self._bring_into_view(row)

    def _bring_into_view(self, position: int) -> None:
        """Qt scrolls to no cell of a hidden column, nor while a change waits to be laid out."""
        self.executeDelayedItemsLayout()
        index = self.model().index(position, next(iter(self.visible_columns()), 0))
        if self.viewport().rect().contains(self.visualRect(index)):
            return
        # In the middle, so that what came before and after is seen, and never half a row on top.
        self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        bar, step = self.verticalScrollBar(), max(self.rowHeight(position), 1)
        if bar.value() < bar.maximum():
            bar.setValue(bar.value() // step * step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy; everything else as usual."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self.row_text())
            event.accept()
            return
        super().keyPressEvent(event)
