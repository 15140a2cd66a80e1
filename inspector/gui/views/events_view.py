"""The event table of the selected call, with a map of it at its right edge."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QBrush, QContextMenuEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHBoxLayout,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.event_table.cell import CellFacts, EventCell
from inspector.gui.event_table.cell_menu import CellDeeds, cell_menu
from inspector.gui.event_table.columns import ColumnKeeper
from inspector.gui.event_table.copying import CopyForm, copied_words, rows_text
from inspector.gui.event_table.map import EventMap
from inspector.gui.icons import line_icon
from inspector.gui.looks import plain_label, with_role
from inspector.gui.models.event_columns import MONO, SPECS, ColumnLayout, EventColumn
from inspector.gui.models.event_marks import Mark
from inspector.gui.models.event_rows import EventRows
from inspector.gui.models.events_model import EventsModel
from inspector.gui.row_table import RowTable
from inspector.gui.style import blend
from inspector.gui.theme import Theme
from inspector.gui.view_state import TimeMode

_LIT_SHARE = 0.8
"""How much of a tint is the ground."""
LEAST_PX = 60
"""The titles and a row: what a small window with a long verdict leaves."""


class EventTable(RowTable):
    """Several rows can be selected; a menu for each cell."""

    menu_wanted = Signal(QModelIndex, QPoint)
    """The cell, and where on the screen."""
    resized = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        # An opaque viewport is moved while it scrolls; else Qt paints all of it for each frame.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground first: nobody else paints it below an opaque viewport."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.palette().base())
        painter.end()
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns may need other widths."""
        super().resizeEvent(event)
        self.resized.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By the pointer the cell below it, by the keyboard the current one."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            box = self.visualRect(index)
            at = self.viewport().mapToGlobal(box.bottomLeft())
        else:
            # The position is in the coordinates of the viewport, which sends the event on.
            index = self.indexAt(event.pos())
            at = event.globalPos()
        self.menu_wanted.emit(index, at)
        event.accept()


class EventsView(QFrame):
    """One row an event, in call order; says so when a filter hides some."""

    row_selected = Signal(int)
    """Capture row of the event the user chose."""
    clear_filter_clicked = Signal()
    layout_changed = Signal(object)
    """The ColumnLayout that the user made, to be remembered."""
    filter_requested = Signal(str)
    """The filter's text for the value of a cell."""
    reference_requested = Signal(int)
    """The event row that times are to be told from; from none, when it is the one already."""
    bookmark_toggled = Signal(int)
    """The event row to bookmark, or whose bookmark to take away."""
    copied = Signal(str)
    """What was copied, in words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_role(self, "pane")
        self.model = EventsModel(self)
        self.table = EventTable("Events")
        self.table.setModel(self.model)
        self.table.setMinimumHeight(LEAST_PX)
        self._cells = self._make_cells(theme)
        self.table.setItemDelegate(self._cells)
        self.columns = ColumnKeeper(self.table, self.model, self)
        self.map = EventMap(self.table, self.model, theme, self)
        self._lay_out()
        self.table.position_chosen.connect(self._announce)
        self.table.menu_wanted.connect(self._show_menu)
        self.table.resized.connect(self.columns.fit)
        self.table.horizontalHeader().installEventFilter(self)
        self.map.position_chosen.connect(self._jump)
        self.columns.layout_changed.connect(self.layout_changed)
        self._menu: QMenu | None = None
        self.set_theme(theme)

    def _make_cells(self, theme: Theme) -> EventCell:
        model = self.model
        facts = CellFacts(
            text=model.text,
            code_class=model.code_class_of,
            is_lit=model.is_lit,
            is_marked=model.mark_at,
            is_bookmarked=lambda position: model.has_mark(position, Mark.BOOKMARK),
            is_hit=lambda position: model.has_mark(position, Mark.HIT),
        )
        return EventCell(
            facts,
            theme,
            badge=EventColumn.CODE,
            flagged=EventColumn.HAPPENED,
            right=[column for column in EventColumn if SPECS[column].is_right],
            mono=MONO,
            parent=self,
        )

    def _lay_out(self) -> None:
        self._hidden = plain_label(role="muted", name="Hidden events")
        clear = with_role(QToolButton(), "link")
        clear.setText("Clear filter")
        clear.clicked.connect(self.clear_filter_clicked)
        self._footer = QWidget()
        line = QHBoxLayout(self._footer)
        line.setContentsMargins(16, 2, 8, 2)
        line.addWidget(self._hidden)
        line.addWidget(clear)
        line.addStretch(1)
        self._footer.hide()
        self._edge = QVBoxLayout()
        self._edge.addWidget(self.map.strip)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.table, 1)
        body.addLayout(self._edge)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(body, 1)
        layout.addWidget(self._footer)

    def set_theme(self, theme: Theme) -> None:
        """Paint the badges in another theme."""
        tint = QBrush(blend(theme.focus, theme.surface, _LIT_SHARE))
        icon = line_icon("flag", theme)
        self._cells.set_look(theme, icon, tint)
        self.model.set_look(icon, tint)
        self.map.set_theme(theme)
        self.table.viewport().update()

    # What is shown

    def show_events(self, shown: EventRows | None, hidden: int) -> None:
        """Show a call's events; `hidden` of them the filter keeps away."""
        with self.table.quietly():
            self.model.show_rows(shown)
        self.columns.fit_numbers()
        total = self.model.rowCount() + hidden
        self._hidden.setText(f"The filter hides {hidden:,} of {total:,} events of this call.")
        self._footer.setVisible(hidden > 0)

    def set_marks(self, marks: Mapping[int, str]) -> None:
        """Put a flag beside each event that a finding is about.

        `marks` gives a short text by event row, for the whole capture; it must not change later.
        """
        self.model.set_marks(marks)
        self.map.renew()

    def set_bookmarks(self, rows: Collection[int]) -> None:
        """Put a ribbon on these events, and no others; rows of the whole capture."""
        self.model.set_bookmarks(rows)
        self.map.renew()

    def set_hits(self, rows: Collection[int] | npt.NDArray[np.int64]) -> None:
        """Underline the events that a search found; rows of the whole capture."""
        self.model.set_hits(rows)
        self.map.renew()

    def highlight_rows(self, rows: Sequence[int]) -> None:
        """Tint the events that something else speaks of; () takes the tint away."""
        self.model.highlight_rows(rows)

    def set_reference(self, row: int | None) -> None:
        """Tell times from this event; a column with the distance to it appears."""
        had_one = self.model.reference is not None
        self.model.set_reference(row)
        if had_one != (row is not None):
            self.columns.arrange()

    def set_time_mode(self, mode: TimeMode) -> None:
        """Write times since the call's start or the reference, in UTC or in local time."""
        self.model.set_time_mode(mode)

    def set_layout(self, layout: ColumnLayout) -> None:
        """Show other columns, as they were left."""
        self.columns.set_layout(layout)

    def add_path(self, text: str) -> None:
        """Show the values of a JSON path as a column; asks again where the text is no path."""
        self.columns.add_path(text)

    # Selection

    def select_row(self, row: int | None) -> None:
        """Select a capture row, if it is shown."""
        here = self.table.currentIndex().row()
        is_here = row is not None and self.model.event_row(here) == row
        self.table.select_position(here if is_here else self.model.position(row))

    def step(self, by: int) -> None:
        """Go to the event before or after the selected one."""
        if self.model.rowCount():
            here = self.table.currentIndex().row()
            self._jump(min(max(here + by, 0), self.model.rowCount() - 1))

    def _jump(self, position: int) -> None:
        self.table.select_position(position)
        self._announce(position)

    def _announce(self, position: int) -> None:
        row = self.model.event_row(position)
        if row is not None:
            self.row_selected.emit(row)

    # Menus and copying

    def _show_menu(self, index: QModelIndex, at: QPoint) -> None:
        deeds = CellDeeds(
            self.filter_requested.emit,
            self.reference_requested.emit,
            self.bookmark_toggled.emit,
            self.copy_rows,
        )
        column = index.column() if index.isValid() else 0
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = cell_menu(self, self.model, self.columns, deeds, index.row(), column)
        self._menu.popup(at)

    def copy_rows(self, form: CopyForm) -> None:
        """Copy the selected rows."""
        text = rows_text(self.table, self.model, form)
        if text:
            QApplication.clipboard().setText(text)
            self.copied.emit(copied_words(self.table, form))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The map begins below the titles."""
        if event.type() == QEvent.Type.Resize:
            height = self.table.horizontalHeader().height()
            self._edge.setContentsMargins(0, height, 0, 0)
        return super().eventFilter(watched, event)
