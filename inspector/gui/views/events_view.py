"""The event table of the selected call."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.badge_delegate import BadgeDelegate
from inspector.gui.icons import line_icon
from inspector.gui.looks import plain_label, with_role
from inspector.gui.models.events_model import EventColumn, EventRows, EventsModel
from inspector.gui.row_table import Index, RowTable
from inspector.gui.style import blend
from inspector.gui.theme import Theme

WIDTHS_PX = {
    EventColumn.NUMBER: 40,
    EventColumn.TIME: 74,
    EventColumn.DELTA: 54,
    EventColumn.EVENT: 186,
    EventColumn.CODE: 122,
}
NARROW_PX = {EventColumn.TIME: 58, EventColumn.EVENT: 126, EventColumn.CODE: 110}
_LIT_SHARE = 0.8
"""How much of a tint is the ground."""
_EDGE_PX = 3
LEAST_PX = 60
"""The titles and a row: what a small window with a long verdict leaves."""
ROOMY_PX = 600
"""Below this width the position and the distance make way."""


class EventCell(QStyledItemDelegate):
    """A cell whose icon stands right of its text, on a ground of its own while lit."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """As usual, but for the place of the icon."""
        super().initStyleOption(option, index)
        option.decorationPosition = QStyleOptionViewItem.Position.Right

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground below, the style sheet's cell above."""
        paint_ground(painter, option, index)
        super().paint(painter, option, index)
        paint_edge(painter, option, index)


class CodeCell(BadgeDelegate):
    """A badge, on a ground of its own while lit."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground below, the badge above."""
        paint_ground(painter, option, index)
        super().paint(painter, option, index)


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
    """The model's background; with a style sheet, Qt leaves it out."""
    ground = index.data(Qt.ItemDataRole.BackgroundRole)
    if ground is not None:
        painter.fillRect(option.rect, ground)


def paint_edge(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
    """A bar at the left edge of a lit row, which shows on a selected row too."""
    table = option.widget
    if index.data(Qt.ItemDataRole.BackgroundRole) is None or not isinstance(table, QTableView):
        return
    if table.columnAt(0) == index.column():
        edge = QRect(option.rect.topLeft(), QSize(_EDGE_PX, option.rect.height()))
        painter.fillRect(edge, option.palette.color(QPalette.ColorRole.Accent))


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
        self.table.setMinimumHeight(LEAST_PX)
        self._badges = CodeCell(self.model.code_class_at, theme, self)
        self.table.setItemDelegateForColumn(EventColumn.CODE, self._badges)
        self._cells = EventCell(self)
        self.table.setItemDelegate(self._cells)
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
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint the badges in another theme."""
        self._badges.set_theme(theme)
        tint = blend(theme.focus, theme.surface, _LIT_SHARE)
        self.model.set_look(line_icon("flag", theme), QBrush(tint))
        self.table.viewport().update()

    def show_events(self, shown: EventRows | None, hidden: int) -> None:
        """Show a call's events; `hidden` of them the filter keeps away."""
        with self.table.quietly():
            self.model.show_rows(shown)
        total = self.model.rowCount() + hidden
        self._hidden.setText(f"The filter hides {hidden:,} of {total:,} events of this call.")
        self._footer.setVisible(hidden > 0)

    def set_marks(self, marks: Mapping[int, str]) -> None:
        """Put a flag beside each event that a finding is about.

        `marks` gives a short text by event row, for the whole capture; it must not change later.
        """
        self.model.set_marks(marks)

    def highlight_rows(self, rows: Sequence[int]) -> None:
        """Tint the events that something else speaks of; () takes the tint away."""
        self.model.highlight_rows(rows)

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
