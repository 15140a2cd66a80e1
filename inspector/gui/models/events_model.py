"""The events of one call as a table; the accessible twin of the timeline."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QBrush, QIcon

from inspector.gui.looks import whole_tooltip
from inspector.gui.models.text_table import Index, TextTable
from inspector.gui.models.texts import DASH, code_text, seconds_text, time_text
from inspector.index.codes import CodeClass, code_class
from inspector.index.table import EventTable, number_at, time_at
from inspector.report.plain import visible

CACHED_ROWS = 4096
"""Many screens of rows; a row's text is made once."""


class EventColumn(IntEnum):
    """Columns of the event table."""

    NUMBER = 0
    TIME = 1
    DELTA = 2
    EVENT = 3
    HAPPENED = 4
    CODE = 5


HEADERS = ("#", "Time", "Δ", "Event", "What happened", "Code")
_OF_MARKS = (Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.AccessibleTextRole)
_RIGHT = (EventColumn.NUMBER, EventColumn.DELTA)


@dataclass(frozen=True, slots=True)
class EventRows:
    """What the model shows: rows of a table in call order, and how to say what happened."""

    table: EventTable
    rows: Sequence[int]
    """Rows that the filter lets through."""
    numbers: Sequence[int]
    """1-based position of each row in its call, filter or not."""
    origin_ns: int | None
    """Time of the call's first event."""
    happened: Callable[[int], str]
    after_end: frozenset[int]


class EventsModel(TextTable):
    """A row's texts are made when it is first shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(HEADERS, _RIGHT, parent)
        self._shown: EventRows | None = None
        self._relative = True
        self._positions: dict[int, int] = {}
        self._marks: Mapping[int, str] = {}
        self._lit: frozenset[int] = frozenset()
        self._flag, self._tint = QIcon(), QBrush()
        self._texts = lru_cache(CACHED_ROWS)(self._make_texts)

    def show_rows(self, shown: EventRows | None) -> None:
        """Show other events."""
        self.beginResetModel()
        self._shown = shown
        self._lit = frozenset()
        self._positions = {row: i for i, row in enumerate(shown.rows)} if shown else {}
        self._texts.cache_clear()
        self.endResetModel()

    def set_look(self, flag: QIcon, tint: QBrush) -> None:
        """The icon of marked rows and the ground of highlighted ones."""
        self._flag, self._tint = flag, tint

    def set_marks(self, marks: Mapping[int, str]) -> None:
        """Mark the events that findings are about; a short text by capture row."""
        self._marks = marks
        self._tell_changed(range(self.rowCount()))

    def highlight_rows(self, rows: Sequence[int]) -> None:
        """Tint these capture rows, and no others."""
        before, self._lit = self._lit, frozenset(rows)
        changed = before ^ self._lit
        self._tell_changed([self._positions[row] for row in changed if row in self._positions])

    def _tell_changed(self, positions: Sequence[int]) -> None:
        if positions:
            first, last = min(positions), max(positions)
            right = self.columnCount() - 1
            self.dataChanged.emit(self.index(first, 0), self.index(last, right))

    def set_relative(self, relative: bool) -> None:
        """Write times since the call's start, or in UTC."""
        self._relative = relative
        self._texts.cache_clear()
        if self.rowCount():
            last = self.index(self.rowCount() - 1, EventColumn.TIME)
            self.dataChanged.emit(self.index(0, EventColumn.TIME), last)

    def event_row(self, position: int) -> int | None:
        """The capture's row behind a table position."""
        if self._shown is None or not 0 <= position < len(self._shown.rows):
            return None
        return self._shown.rows[position]

    def position(self, row: int | None) -> int | None:
        """The table position of a capture's row; None when it is not shown."""
        return None if row is None else self._positions.get(row)

    def code_class_at(self, index: Index) -> CodeClass | None:
        """The class of a badge cell; None for other cells."""
        if self._shown is None or index.column() != EventColumn.CODE:
            return None
        return code_class(number_at(self._shown.table.code, self._shown.rows[index.row()]))

    def is_after_end(self, position: int) -> bool:
        """Whether the event came after its call's end."""
        return self._shown is not None and self._shown.rows[position] in self._shown.after_end

    def count(self) -> int:
        """Events shown."""
        return 0 if self._shown is None else len(self._shown.rows)

    def text(self, row: int, column: int) -> str:
        """The text of a cell."""
        return self._texts(row)[column]

    def tooltip(self, row: int, column: int) -> str | None:
        """What may be elided, whole."""
        if column not in (EventColumn.EVENT, EventColumn.HAPPENED):
            return None
        late = " (delivered after the end of the call)" if self.is_after_end(row) else ""
        mark = self.mark_at(row) if column == EventColumn.HAPPENED else ""
        finding = whole_tooltip(f"Finding: {mark}") if mark else ""
        return whole_tooltip(self._texts(row)[column] + late) + finding

    def mark_at(self, position: int) -> str:
        """What findings say of an event; empty without one."""
        row = self.event_row(position)
        return "" if row is None else self._marks.get(row, "")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The texts, the flag of a marked event, and the ground of a highlighted one."""
        if role == Qt.ItemDataRole.BackgroundRole:
            return self._tint if self.event_row(index.row()) in self._lit else None
        if index.column() == EventColumn.HAPPENED and role in _OF_MARKS:
            mark = self.mark_at(index.row())
            if not mark:
                return None
            if role == Qt.ItemDataRole.DecorationRole:
                return self._flag
            return f"{self.text(index.row(), index.column())}. Finding: {mark}"
        return super().data(index, role)

    def _make_texts(self, position: int) -> tuple[str, ...]:
        shown = self._shown
        if shown is None:
            return ("",) * len(HEADERS)
        table, row = shown.table, shown.rows[position]
        time_ns = time_at(table.time, row)
        happened = shown.happened(row)
        return (
            str(shown.numbers[position]),
            time_text(time_ns, shown.origin_ns, relative=self._relative),
            self._delta(position, time_ns),
            visible(table.kinds[int(table.kind[row])].name),
            f"Late: {happened}" if row in shown.after_end else happened,
            code_text(number_at(table.code, row), number_at(table.subcode, row)),
        )

    def _delta(self, position: int, time_ns: int | None) -> str:
        if self._shown is None or position == 0 or time_ns is None:
            return ""
        before = time_at(self._shown.table.time, self._shown.rows[position - 1])
        return DASH if before is None else seconds_text((time_ns - before) / 1e9)
