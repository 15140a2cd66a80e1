"""The events of one call as a table; the accessible twin of the timeline."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QBrush, QIcon

from inspector.events.jsonpath import JsonPath
from inspector.gui.models.event_cells import CellWriter
from inspector.gui.models.event_columns import FIXED, SPECS, EventColumn
from inspector.gui.models.event_heads import short_title, title, title_tip
from inspector.gui.models.event_list import EventList
from inspector.gui.models.event_marks import Mark, MarkFlags
from inspector.gui.models.event_order import Places
from inspector.gui.models.event_rows import EventRows
from inspector.gui.models.event_states import EventStates
from inspector.gui.models.event_tips import cell_tip
from inspector.gui.models.text_table import ROOT, Index, TextTable
from inspector.gui.view_state import TimeMode
from inspector.index.codes import CodeClass, code_class
from inspector.index.table import number_at, time_at

CACHED_ROWS = 4096
"""Many screens of rows; a row's texts are made once."""
_RIGHT = frozenset(column for column in EventColumn if SPECS[column].is_right)


class EventsModel(TextTable):
    """A row's texts are made when it is first shown, and only those of the columns shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__([SPECS[column].title for column in EventColumn], _RIGHT, parent)
        self._list, self._states = EventList(), EventStates()
        self._mode = TimeMode.RELATIVE
        self._reference: int | None = None
        self._paths: tuple[JsonPath, ...] = ()
        self._columns: tuple[int, ...] = tuple(EventColumn)
        self._writer: CellWriter | None = None
        self._flag, self._tint = QIcon(), QBrush()
        self._texts = lru_cache(CACHED_ROWS)(self._make_texts)

    # What is shown

    @property
    def shown(self) -> EventRows | None:
        """What the table shows; None when nothing is open."""
        return self._list.shown

    @property
    def order(self) -> Places | None:
        """Places in call order by position in the list; None when both are the same."""
        return self._list.order

    @property
    def mark_flags(self) -> MarkFlags:
        """Findings, search hits and bookmarks."""
        return self._states.flags

    @property
    def paths(self) -> tuple[JsonPath, ...]:
        """The JSON paths shown, which are the columns after the fixed ones."""
        return self._paths

    @property
    def reference(self) -> int | None:
        """The event row that times are told from."""
        return self._reference

    def show_rows(self, shown: EventRows | None) -> None:
        """Show other events, in the order chosen before."""
        self.beginResetModel()
        self._list.show(shown)
        self._states.light(())
        self._renew()
        self.endResetModel()

    def set_paths(self, paths: Sequence[JsonPath]) -> None:
        """Show the values of other JSON paths."""
        if tuple(paths) != self._paths:
            self.beginResetModel()
            self._paths = tuple(paths)
            self._renew()
            self.endResetModel()

    def set_columns(self, columns: Sequence[int]) -> None:
        """Which columns are in use: the texts of others are made one by one when asked for."""
        self._columns = tuple(columns)
        self._texts.cache_clear()

    def set_time_mode(self, mode: TimeMode) -> None:
        """Write times since the call's start or a reference, in UTC or in local time."""
        self._mode = mode
        self._renew()
        self._tell_changed()

    def set_reference(self, row: int | None) -> None:
        """Tell times from this event too."""
        self._reference = row
        self._renew()
        self._tell_changed()

    # Marks

    def set_look(self, flag: QIcon, tint: QBrush) -> None:
        """The icon of marked rows and the ground of highlighted ones."""
        self._flag, self._tint = flag, tint

    def set_marks(self, marks: Mapping[int, str]) -> None:
        """Mark the events that findings are about; a short text by capture row."""
        self._states.set_findings(marks)
        self._tell_changed()

    def set_bookmarks(self, rows: Collection[int]) -> None:
        """Mark these events as bookmarked, and no others."""
        self._states.set_rows(Mark.BOOKMARK, rows)
        self._tell_changed()

    def set_hits(self, rows: Collection[int] | npt.NDArray[np.int64]) -> None:
        """Mark these events as found by a search, and no others."""
        self._states.set_rows(Mark.HIT, rows)
        self._tell_changed()

    def highlight_rows(self, rows: Sequence[int]) -> None:
        """Tint these capture rows, and no others."""
        self._states.light(rows)
        self._tell_changed()

    # Positions

    def event_row(self, position: int) -> int | None:
        """The capture's row behind a table position."""
        return self._list.event_row(position)

    def position(self, row: int | None) -> int | None:
        """The table position of a capture's row; None when it is not shown."""
        return self._list.position(row)

    def has_mark(self, position: int, mark: Mark) -> bool:
        """Whether an event is marked so."""
        return not self._states.flags.is_empty and self._states.holds(
            mark, self.event_row(position)
        )

    def is_lit(self, position: int) -> bool:
        """Whether an event is highlighted."""
        return self._states.is_any_lit and self._states.is_lit(self.event_row(position))

    def mark_at(self, position: int) -> str:
        """What findings say of an event; empty without one."""
        return self._states.finding(self.event_row(position))

    def code_class_at(self, index: Index) -> CodeClass | None:
        """The class of a badge cell; None for other cells."""
        if index.column() != EventColumn.CODE:
            return None
        return self.code_class_of(index.row())

    def code_class_of(self, position: int) -> CodeClass | None:
        """The class of an event's code."""
        row, shown = self.event_row(position), self.shown
        if shown is None or row is None:
            return None
        return code_class(number_at(shown.table.code, row))

    # Order

    @property
    def sorting(self) -> tuple[int, Qt.SortOrder]:
        """The column that rows are sorted by, -1 for call order, and the direction."""
        return self._list.sorting

    def is_sortable(self, column: int) -> bool:
        """Whether rows can be sorted by a column: what only records hold is never all read."""
        return 0 <= column < FIXED

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, -1 for call order; equal events keep the order of the call."""
        if column >= 0 and not self.is_sortable(column):
            return
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        places = [self._list.place(index.row()) for index in kept]
        self._list.sort(column, order)
        self._texts.cache_clear()
        moved = {place: self._list.position_of(place) for place in set(places)}
        for index, place in zip(kept, places, strict=True):
            self.changePersistentIndex(index, self.index(moved[place], index.column()))
        self.layoutChanged.emit()

    # As Qt asks

    def count(self) -> int:
        """Events shown."""
        return self._list.count

    def rowCount(self, parent: Index = ROOT) -> int:
        """Events shown; asked for twice for each cell that is painted."""
        return 0 if parent.isValid() else self._list.count

    def columnCount(self, parent: Index = ROOT) -> int:
        """The fixed columns and those of the JSON paths."""
        return 0 if parent.isValid() else FIXED + len(self._paths)

    def title(self, column: int) -> str:
        """The whole title of a column; that of a JSON path is the path."""
        return title(column, self._paths)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Column titles and what they mean."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return title_tip(section, self._paths)
        if role == Qt.ItemDataRole.DisplayRole:
            return short_title(section, self._paths)
        alike = section if section < FIXED else EventColumn.EVENT
        return super().headerData(alike, orientation, role)

    def text(self, row: int, column: int) -> str:
        """The text of a cell."""
        texts = self._texts(row)
        found = texts.get(column)
        if found is None and self._writer is not None:
            found = self._writer.row_texts(self._list.place(row), (column,))[column]
        return found or ""

    def tooltip(self, row: int, column: int) -> str | None:
        """What may be elided, whole; and what there is no column for."""
        event, shown = self.event_row(row), self.shown
        if event is None or shown is None:
            return None
        is_late = self._list.is_after_end(row)
        return cell_tip(shown, event, column, self.text(row, column), self.mark_at(row), is_late)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The texts; what is painted beside them, in words; the ground of a highlighted row."""
        # Text is asked for most by far, and its role is 0: comparing roles would cost more.
        if not role:
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.BackgroundRole:
            return self._tint if self.is_lit(index.row()) else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row(), index.column())
        if role == Qt.ItemDataRole.DecorationRole:
            is_marked = index.column() == EventColumn.HAPPENED and self.mark_at(index.row())
            return self._flag if is_marked else None
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() >= FIXED:
            return super().data(self.index(index.row(), EventColumn.EVENT), role)
        return super().data(index, role)

    def _spoken(self, position: int, column: int) -> str | None:
        """What a cell shows beside its text; None where the text is all."""
        text = self.text(position, column)
        if column == EventColumn.HAPPENED and (mark := self.mark_at(position)):
            return f"{text}. Finding: {mark}"
        if column == EventColumn.CODE and (cls := self.code_class_of(position)) is not None:
            return f"{text}, class {cls.value}"
        if column != EventColumn.NUMBER:
            return None
        words = self._states.words(self.event_row(position))
        return ", ".join([text, *words]) if words else None

    def _renew(self) -> None:
        """What texts are made of has changed."""
        self._texts.cache_clear()
        self._writer = None
        if (shown := self.shown) is not None:
            reference = self._reference
            is_known = reference is not None and reference < shown.table.size
            reference_ns = time_at(shown.table.time, reference or 0) if is_known else None
            self._writer = CellWriter(shown, self._mode, reference_ns, self._paths)

    def _make_texts(self, position: int) -> dict[int, str]:
        if self._writer is None:
            return {}
        return self._writer.row_texts(self._list.place(position), self._columns)

    def _tell_changed(self) -> None:
        if self.count():
            last = self.index(self.count() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
