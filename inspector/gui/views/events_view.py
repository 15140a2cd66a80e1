"""The event table of the selected call."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QHeaderView, QToolButton, QVBoxLayout, QWidget

from inspector.gui.badge_delegate import BadgeDelegate
from inspector.gui.looks import plain_label, with_role
from inspector.gui.models.events_model import EventColumn, EventRows, EventsModel
from inspector.gui.row_table import RowTable
from inspector.gui.theme import Theme

WIDTHS_PX = {
    EventColumn.NUMBER: 40,
    EventColumn.TIME: 74,
    EventColumn.DELTA: 54,
    EventColumn.EVENT: 186,
    EventColumn.CODE: 122,
}
NARROW_PX = {EventColumn.TIME: 58, EventColumn.EVENT: 126, EventColumn.CODE: 110}
ROOMY_PX = 600
"""Below this width the position and the distance make way."""


class EventsView(QFrame):
    """One row an event, in call order; says so when a filter hides some."""

    row_selected = Signal(int)
    """Capture row of the event the user chose."""
    clear_filter_clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_role(self, "pane")
        self.model = EventsModel(self)
        self.table = RowTable("Events")
        self.table.setModel(self.model)
        self._badges = BadgeDelegate(self.model.code_class_at, theme, self)
        self.table.setItemDelegateForColumn(EventColumn.CODE, self._badges)
        columns = self.table.horizontalHeader()
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in WIDTHS_PX.items():
            self.table.setColumnWidth(column, width)
        columns.setSectionResizeMode(EventColumn.HAPPENED, QHeaderView.ResizeMode.Stretch)
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
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._footer)
        self.table.position_chosen.connect(self._announce)

    def set_theme(self, theme: Theme) -> None:
        """Paint the badges in another theme."""
        self._badges.set_theme(theme)
        self.table.viewport().update()

    def show_events(self, shown: EventRows | None, hidden: int) -> None:
        """Show a call's events; `hidden` of them the filter keeps away."""
        with self.table.quietly():
            self.model.show_rows(shown)
        total = self.model.rowCount() + hidden
        self._hidden.setText(f"The filter hides {hidden:,} of {total:,} events of this call.")
        self._footer.setVisible(hidden > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow table gives its room to the words."""
        super().resizeEvent(event)
        is_narrow = self.width() < ROOMY_PX
        for column in (EventColumn.NUMBER, EventColumn.DELTA):
            self.table.setColumnHidden(column, is_narrow)
        for column, width in (NARROW_PX if is_narrow else WIDTHS_PX).items():
            self.table.setColumnWidth(column, width)

    def select_row(self, row: int | None) -> None:
        """Select a capture row, if it is shown."""
        self.table.select_position(self.model.position(row))

    def step(self, by: int) -> None:
        """Go to the event before or after the selected one."""
        if self.model.rowCount():
            here = self.table.currentIndex().row()
            target = min(max(here + by, 0), self.model.rowCount() - 1)
            self.table.select_position(target)
            self._announce(target)

    def _announce(self, position: int) -> None:
        row = self.model.event_row(position)
        if row is not None:
            self.row_selected.emit(row)
