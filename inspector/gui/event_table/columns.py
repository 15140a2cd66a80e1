"""Keeps the columns of the event table: which, in what order, how wide, sorted how."""

from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QHeaderView, QInputDialog, QMenu

from inspector.events.jsonpath import JsonPath, JsonPathError
from inspector.gui.event_table.columns_menu import (
    MenuColumn,
    SortChoice,
    fill_columns,
    fill_sorting,
    order_name,
)
from inspector.gui.models.event_columns import (
    LEAST_PX,
    MOST_PX,
    SPECS,
    ColumnLayout,
    EventColumn,
    ShownColumn,
)
from inspector.gui.models.events_model import EventsModel
from inspector.gui.row_table import RowTable

ROOMY_PX = 600
"""Below this width the position and the distance make way, until somebody chooses columns."""
TIGHT_PX = 480
"""Below this width the name of the event makes way too: the sentence says more."""
NARROW_PX = {EventColumn.TIME: 60, EventColumn.EVENT: 126, EventColumn.CODE: 116}
_MAKES_WAY = (EventColumn.NUMBER, EventColumn.DELTA)
_LEAST_WORDS_PX = 160
"""What is said in words is never squeezed below this: the table scrolls sideways instead."""
_FEWEST_WORDS_PX = 80
"""Nor below this in a narrow window, where the codes have to stay in sight."""
_SETTLE_MS = 150
_UP, _DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


class ColumnKeeper(QObject):
    """Lays the columns out as a ColumnLayout says, and says so when the user changes them."""

    layout_changed = Signal(object)
    """The ColumnLayout that the user made."""

    def __init__(self, table: RowTable, model: EventsModel, parent: QObject) -> None:
        super().__init__(parent)
        self._table, self._model = table, model
        self._header = table.horizontalHeader()
        self._layout = ColumnLayout.default()
        self._is_narrow = self._is_tight = False
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLE_MS)
        self._settled.timeout.connect(self._take)
        self.columns_menu = QMenu("Columns of the &event table", table)
        """Shows and hides columns; also what a right click on the titles opens."""
        self.sort_menu = QMenu("&Sort by", table)
        header = self._header
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setAccessibleName("Columns of the event table")
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(
            lambda place: self.columns_menu.popup(header.mapToGlobal(place))
        )
        header.sectionMoved.connect(lambda *_: self._settled.start())
        header.sectionResized.connect(lambda *_: self._settled.start())
        header.sectionClicked.connect(self._cycle)
        self.columns_menu.aboutToShow.connect(self._fill_columns)
        self.sort_menu.aboutToShow.connect(self._fill_sorting)
        # A menu without entries cannot be opened from another one.
        self._fill_columns()
        self._fill_sorting()
        self.arrange()

    @property
    def layout(self) -> ColumnLayout:
        """The columns chosen."""
        return self._layout

    def set_layout(self, layout: ColumnLayout) -> None:
        """Show other columns."""
        self._layout = layout
        self.arrange()

    def toggle(self, column: EventColumn | JsonPath) -> None:
        """Show a column, or take it away, as the user."""
        self.set_layout(self._layout.toggled(column))
        self.layout_changed.emit(self._layout)

    def fit(self) -> None:
        """The table has another width."""
        width = self._table.width()
        room = (width < ROOMY_PX, width < TIGHT_PX)
        if room != (self._is_narrow, self._is_tight):
            self._is_narrow, self._is_tight = room
            self.arrange()
        else:
            self._stretch()

    def arrange(self) -> None:
        """Put every column in its place."""
        self._model.set_paths(self._layout.paths)
        shown = self._wanted()
        columns = [self._section(one.column) for one in shown]
        for column in range(self._header.count()):
            self._header.setSectionHidden(column, column not in columns)
        for place, (column, one) in enumerate(zip(columns, shown, strict=True)):
            self._header.moveSection(self._header.visualIndex(column), place)
            self._header.resizeSection(column, self._width(one))
        self._model.set_columns(columns)
        self._stretch()

    def fit_numbers(self) -> None:
        """Other rows are shown: make room for their numbers, where the column is in use."""
        for one in self._wanted():
            if one.column is EventColumn.NUMBER:
                self._header.resizeSection(int(one.column), self._width(one))

    def sort_by(self, column: int, order: Qt.SortOrder = _UP) -> None:
        """Sort by a column, or with -1 put the rows in order of time again."""
        if column >= 0 and not self._model.is_sortable(column):
            return
        with self._table.quietly():
            self._model.sort(column, order)
        self._header.setSortIndicatorShown(column >= 0)
        self._header.setSortIndicator(column, order)

    def _cycle(self, column: int) -> None:
        """A click sorts, the second turns round, the third restores the order of time."""
        now, order = self._model.sorting
        if column != now:
            self.sort_by(column)
        elif order == _UP:
            self.sort_by(column, _DOWN)
        else:
            self.sort_by(-1)

    def _wanted(self) -> tuple[ShownColumn, ...]:
        """The chosen columns that have room, and the distance to a reference while there is one."""
        shown = list(self._layout.shown)
        if self._gives_way():
            goes = (*_MAKES_WAY, EventColumn.EVENT) if self._is_tight else _MAKES_WAY
            shown = [one for one in shown if one.column not in goes]
        if self._model.reference is not None and not self._layout.holds(EventColumn.REFERENCE):
            places = [at for at, one in enumerate(shown, 1) if one.column in _TIMES]
            width = SPECS[EventColumn.REFERENCE].width_px
            shown.insert(max(places, default=0), ShownColumn(EventColumn.REFERENCE, width))
        return tuple(shown)

    def _gives_way(self) -> bool:
        """Whether there is little room, and nobody chose columns."""
        return self._is_narrow and self._layout == ColumnLayout.default()

    def _width(self, one: ShownColumn) -> int:
        if isinstance(one.column, JsonPath):
            return one.width_px
        if self._gives_way():
            return NARROW_PX.get(one.column, one.width_px)
        if one.column is EventColumn.NUMBER:
            digits = len(f"{self._model.count()}")
            room = self._table.fontMetrics().horizontalAdvance("0") * digits + 2 * _SIDE_PX
            return max(one.width_px, room)
        return one.width_px

    def _section(self, column: EventColumn | JsonPath) -> int:
        if isinstance(column, JsonPath):
            return len(EventColumn) + self._model.paths.index(column)
        return int(column)

    def _stretch(self) -> None:
        """What happened takes the room that the others leave, if it is enough for words."""
        header, words = self._header, int(EventColumn.HAPPENED)
        modes = QHeaderView.ResizeMode
        if header.isSectionHidden(words):
            return
        taken = sum(header.sectionSize(c) for c in self._table.visible_columns() if c != words)
        least = _FEWEST_WORDS_PX if self._gives_way() else _LEAST_WORDS_PX
        has_room = self._table.viewport().width() - taken >= least
        mode = modes.Stretch if has_room else modes.Interactive
        if header.sectionResizeMode(words) != mode:
            header.setSectionResizeMode(words, mode)
        if not has_room:
            widths = [one.width_px for one in self._layout.shown if one.column == words]
            header.resizeSection(words, max(_LEAST_WORDS_PX, min(widths, default=0)))

    def _take(self) -> None:
        """What the user dragged becomes the layout; columns out of sight keep their places.

        What was laid out by the program is the layout already, and nothing is told.
        """
        old = {self._section(one.column): one for one in self._layout.shown}
        shown = []
        for column in self._table.visible_columns():
            if column not in old:
                continue  # the distance to the reference, which comes and goes by itself
            width = self._header.sectionSize(column)
            if column == EventColumn.HAPPENED or width == self._width(old[column]):
                width = old[column].width_px  # as it was laid out, for the room there is
            shown.append(ShownColumn(old[column].column, min(max(width, LEAST_PX), MOST_PX)))
        seen = {one.column for one in shown}
        for place, one in enumerate(self._layout.shown):
            if one.column not in seen:
                shown.insert(place, one)
        layout = ColumnLayout(tuple(shown))
        if layout != self._layout:
            self._layout = layout
            self.layout_changed.emit(layout)

    def _fill_columns(self) -> None:
        offered: list[EventColumn | JsonPath] = [*EventColumn, *self._layout.paths]
        fill_columns(
            self.columns_menu,
            [
                MenuColumn(
                    _menu_name(column),
                    partial(self.toggle, column),
                    self._layout.holds(column),
                )
                for column in offered
            ],
            self._ask_path,
            self._reset,
        )

    def _reset(self) -> None:
        self.set_layout(ColumnLayout.default())
        self.layout_changed.emit(self._layout)

    def _fill_sorting(self) -> None:
        chosen = self._model.sorting
        choices = [SortChoice("Order of time", lambda: self.sort_by(-1), chosen[0] < 0)]
        for column in self._table.visible_columns():
            if self._model.is_sortable(column):
                choices += [
                    SortChoice(
                        order_name(SPECS[EventColumn(column)].name, order),
                        partial(self.sort_by, column, order),
                        chosen == (column, order),
                    )
                    for order in (_UP, _DOWN)
                ]
        fill_sorting(self.sort_menu, choices)

    def _ask_path(self, text: str = "data.", remark: str = "") -> None:
        dialog = QInputDialog(self._table)
        dialog.setWindowTitle("Add a JSON path as a column")
        hint = "A path such as data.participants[0].identifier.rawId:"
        dialog.setLabelText(f"{remark}\n{hint}" if remark else hint)
        dialog.setTextValue(text)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.textValueSelected.connect(self.add_path)
        dialog.open()

    def add_path(self, text: str) -> None:
        """Show the values of a JSON path, in view; asks again where the text is no path."""
        try:
            path = JsonPath.parse(text)
        except JsonPathError as error:
            self._ask_path(text, f"{error}.")
            return
        if not self._layout.holds(path):
            self.toggle(path)
        if path in self._model.paths:
            self._bring_into_view(self._section(path))

    def _bring_into_view(self, column: int) -> None:
        begin, width = self._header.sectionPosition(column), self._header.sectionSize(column)
        bar, room = self._table.horizontalScrollBar(), self._table.viewport().width()
        bar.setValue(min(max(bar.value(), begin + width - room), begin))


_TIMES = (EventColumn.TIME, EventColumn.DELTA)
_SIDE_PX = 8


def _menu_name(column: EventColumn | JsonPath) -> str:
    """A column in a menu, where & would mark a letter."""
    name = str(column) if isinstance(column, JsonPath) else SPECS[column].name
    return name.replace("&", "&&")
