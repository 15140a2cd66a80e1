"""The calls list."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QMenu, QToolButton, QVBoxLayout, QWidget

from inspector.gui.badge_delegate import BadgeDelegate
from inspector.gui.filtering import Filtered
from inspector.gui.loading import Loaded
from inspector.gui.looks import plain_label, with_role
from inspector.gui.models.calls_model import HEADERS, CallColumn, CallsModel
from inspector.gui.row_table import RowTable
from inspector.gui.theme import Theme
from inspector.gui.view_state import NO_CALL

WIDTHS_PX = {
    CallColumn.NUMBER: 38,
    CallColumn.START: 82,
    CallColumn.END: 70,
    CallColumn.ATTENTION: 84,
    CallColumn.OWNER: 128,
    CallColumn.TALK: 58,
}
WORST_PX = 84
"""Room for the longest usual badge; with more room the column takes what the others leave."""

ROOMY_PX = 340
"""Below this width the talk time makes way."""

FIRST_HIDDEN = frozenset({CallColumn.ATTENTION, CallColumn.OWNER})
"""The list is narrow: the word for an expected end stands in the column of the worst failure."""


class CallsView(QFrame):
    """One row a call; the last row holds the events without a call, if there are any."""

    call_selected = Signal(int)
    clear_filter_clicked = Signal()
    columns_changed = Signal()
    """The user showed or hid a column."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_role(self, "pane")
        self.model = CallsModel(self)
        self.table = RowTable("Calls")
        self.table.setModel(self.model)
        self._badges = BadgeDelegate(self.model.code_class_at, theme, self)
        for column in (CallColumn.END, CallColumn.WORST):
            self.table.setItemDelegateForColumn(column, self._badges)
        columns = self.table.horizontalHeader()
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in WIDTHS_PX.items():
            self.table.setColumnWidth(column, width)
        columns.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.columns_menu = QMenu("Co&lumns of the calls list", self)
        """Shows and hides columns; also what a right click on the titles opens."""
        self.sort_menu = QMenu("Sort the calls list b&y", self)
        for column in CallColumn:
            choice = self.sort_menu.addAction(HEADERS[column] if column else "Number")
            choice.triggered.connect(lambda _checked=False, by=column: self._sort(by))
        columns.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        columns.customContextMenuRequested.connect(
            lambda place: self.columns_menu.popup(columns.mapToGlobal(place))
        )
        self._hidden: frozenset[CallColumn] = FIRST_HIDDEN
        self._entries = {column: self._entry(column) for column in CallColumn if column}
        self.table.setSortingEnabled(True)
        self._nothing = plain_label(role="muted", name="Nothing listed")
        self._nothing.setWordWrap(True)
        self._nothing.setContentsMargins(16, 16, 16, 4)
        self._clear = with_role(QToolButton(), "link")
        self._clear.setText("Clear filter")
        self._clear.clicked.connect(self.clear_filter_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._nothing)
        layout.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.table, 1)
        self.table.position_chosen.connect(self._announce)
        self.model.modelReset.connect(self._fit_loose_row)
        self.model.rowsInserted.connect(self._fit_loose_row)
        self.model.layoutChanged.connect(self._fit_loose_row)

    @property
    def hidden_columns(self) -> tuple[str, ...]:
        """Names of the columns that are not wanted, to be remembered."""
        return tuple(column.name.lower() for column in CallColumn if column in self._hidden)

    def set_hidden_columns(self, names: Collection[str]) -> None:
        """Hide these columns and no others; unknown names are passed over."""
        self._hidden = frozenset(c for c in self._entries if c.name.lower() in names)
        self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow list gives its room to the codes."""
        super().resizeEvent(event)
        self._fit_columns()

    def set_theme(self, theme: Theme) -> None:
        """Paint the badges in another theme."""
        self._badges.set_theme(theme)
        self.table.viewport().update()

    def show_calls(self, loaded: Loaded | None, filtered: Filtered | None) -> None:
        """List a capture's calls, those that the filter lets through."""
        with self.table.quietly():
            self.model.show_calls(loaded, filtered)
        is_empty = self.model.rowCount() == 0
        self._nothing.setText(
            "No call matches the filter." if filtered is not None else "No call in this capture."
        )
        self._nothing.setVisible(is_empty)
        self._clear.setVisible(is_empty and filtered is not None)

    def grow(self, loaded: Loaded) -> None:
        """List more calls of the same capture."""
        with self.table.repainting_only(self.model.look):
            self.model.grow(loaded)
        self._nothing.setVisible(self.model.rowCount() == 0)

    def select_call(self, call: int | None) -> None:
        """Select a call without announcing it."""
        self.table.select_position(self.model.position(call))

    def _announce(self, position: int) -> None:
        call = self.model.call_at(position)
        if call is not None:
            self.call_selected.emit(call)

    def _entry(self, column: CallColumn) -> QAction:
        entry = self.columns_menu.addAction(HEADERS[column])
        entry.setCheckable(True)
        entry.triggered.connect(lambda _checked=False: self._toggle_column(column))
        return entry

    def _sort(self, column: CallColumn) -> None:
        """Sort by a column; by the same one again, the other way round."""
        header, order = self.table.horizontalHeader(), Qt.SortOrder
        again = header.sortIndicatorSection() == column
        is_up = header.sortIndicatorOrder() is order.AscendingOrder
        wanted = order.DescendingOrder if again and is_up else order.AscendingOrder
        self.table.sortByColumn(column, wanted)

    def _toggle_column(self, column: CallColumn) -> None:
        self._hidden ^= {column}
        self._fit_columns()
        self.columns_changed.emit()

    def _fit_columns(self) -> None:
        """Show what is wanted and has room; the rest of the width goes to the worst failure."""
        makes_way = self.width() < ROOMY_PX
        for column, entry in self._entries.items():
            is_hidden = column in self._hidden
            entry.setChecked(not is_hidden)
            is_hidden |= column is CallColumn.TALK and makes_way
            self.table.setColumnHidden(column, is_hidden)
        header = self.table.horizontalHeader()
        taken = sum(header.sectionSize(column) for column in WIDTHS_PX)
        has_room = self.table.viewport().width() - taken >= WORST_PX
        modes = QHeaderView.ResizeMode
        mode = modes.Stretch if has_room else modes.Interactive
        header.setSectionResizeMode(CallColumn.WORST, mode)
        is_shown = CallColumn.WORST not in self._hidden
        if is_shown and header.sectionSize(CallColumn.WORST) < WORST_PX:
            header.resizeSection(CallColumn.WORST, WORST_PX)

    def _fit_loose_row(self) -> None:
        """The row of the events without a call is one sentence across the columns."""
        self.table.clearSpans()
        last = self.model.rowCount() - 1
        if self.model.call_at(last) == NO_CALL:
            self.table.setSpan(last, CallColumn.START, 1, len(CallColumn) - 1)
