"""The calls of a capture as a table; the columns stay in the capture."""

from enum import IntEnum
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont, QGuiApplication, QPalette

from inspector.calls.table import CallTable
from inspector.catalog.model import Attention, Owner
from inspector.diagnosis.attention import Assessment
from inspector.events.times import clock_utc
from inspector.gui.filtering import Filtered
from inspector.gui.fonts import ui_font
from inspector.gui.loading import Loaded
from inspector.gui.looks import whole_tooltip
from inspector.gui.models.text_table import ROOT, Index, TextTable
from inspector.gui.models.texts import DASH, clock_length
from inspector.gui.view_state import NO_CALL
from inspector.index.codes import CodeClass, code_class
from inspector.index.table import NO_TIME, EventTable, number_at, time_at

CACHED_ROWS = 2048


class CallColumn(IntEnum):
    """Columns of the calls list."""

    NUMBER = 0
    START = 1
    END = 2
    WORST = 3
    ATTENTION = 4
    OWNER = 5
    TALK = 6


HEADERS = ("#", "Start", "End", "Worst", "Attention", "Whose move", "Talk")
_LOOK_ROLES = (
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.FontRole,
    Qt.ItemDataRole.ForegroundRole,
)
_MUTED = (Attention.EXPECTED.value, Owner.NOBODY.value, Owner.UNKNOWN.value)
_RIGHT = (CallColumn.NUMBER, CallColumn.TALK)
_TIPS = (
    "Order of the calls' first events",
    "Time of the first event, UTC",
    "Result of the terminal event",
    "Most serious failure before the end",
    "How much the call asks of you: expected, notable or failure",
    "Whose move it is after the most telling event",
    "From CallConnected to the end, minutes and seconds",
)


class CallsModel(TextTable):
    """Calls in the order of their first events, or sorted by a column.

    NO_CALL stands for the events that belong to no call; it is always the last row.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(HEADERS, _RIGHT, parent, _TIPS)
        self._loaded: Loaded | None = None
        self._filtered: Filtered | None = None
        self._order: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._sort = (int(CallColumn.NUMBER), Qt.SortOrder.AscendingOrder)
        self._texts = lru_cache(CACHED_ROWS)(self._make_texts)
        self._strong = ui_font(weight=QFont.Weight.DemiBold)

    @property
    def order(self) -> npt.NDArray[np.int64]:
        """Call positions as listed; NO_CALL stands for the events without a call."""
        return self._order

    def show_calls(self, loaded: Loaded | None, filtered: Filtered | None) -> None:
        """Show other calls."""
        self.beginResetModel()
        self._loaded, self._filtered = loaded, filtered
        self._texts.cache_clear()
        self._order = self._ordered()
        self.endResetModel()

    def grow(self, loaded: Loaded) -> None:
        """Show more calls of the same capture; the listed ones keep their places."""
        if self._loaded is None or self._filtered is not None or self._is_sorted():
            self.show_calls(loaded, self._filtered)
            return
        old = len(self._order)
        before, self._loaded = self._loaded, loaded
        grown = self._ordered()
        extra = len(grown) - old
        had_loose, has_loose = _has_loose(before), _has_loose(loaded)
        self._texts.cache_clear()
        if extra > 0 and had_loose == has_loose:
            first = old - (1 if had_loose else 0)
            self.beginInsertRows(ROOT, first, first + extra - 1)
            self._order = grown
            self.endInsertRows()
        else:
            self.beginResetModel()
            self._order = grown
            self.endResetModel()
            return
        self.dataChanged.emit(self.index(0, 0), self.index(len(grown) - 1, len(HEADERS) - 1))

    def call_at(self, position: int) -> int | None:
        """The call behind a list position."""
        return int(self._order[position]) if 0 <= position < len(self._order) else None

    def position(self, call: int | None) -> int | None:
        """The list position of a call; None when it is not listed."""
        if call is None:
            return None
        found = np.flatnonzero(self._order == call)
        return int(found[0]) if len(found) else None

    def code_class_at(self, index: Index) -> CodeClass | None:
        """The class of a badge cell; None for other cells."""
        call = self.call_at(index.row())
        if self._loaded is None or call is None or call == NO_CALL:
            return None
        calls, table = self._calls, self._table
        if index.column() == CallColumn.END:
            end = int(calls.end[call])
            return code_class(number_at(table.code, end)) if end >= 0 else CodeClass.NONE
        if index.column() == CallColumn.WORST and int(calls.worst[call]) >= 0:
            return code_class(number_at(table.code, int(calls.worst[call])))
        return None

    def count(self) -> int:
        """Calls listed."""
        return len(self._order)

    def text(self, row: int, column: int) -> str:
        """The text of a cell."""
        return self._texts(row)[column]

    def tooltip(self, row: int, column: int) -> str | None:
        """The call's id."""
        call = int(self._order[row])
        if call == NO_CALL:
            return "Events that name no call connection and no conversation of a call"
        return whole_tooltip(f"Call connection {self._calls.connection_ids[call]}")

    def look(self, row: int) -> tuple[object, ...]:
        """All that is drawn of a row: the texts, and the classes of the badges."""
        badges = (self.index(row, column) for column in (CallColumn.END, CallColumn.WORST))
        return (*self._texts(row), *map(self.code_class_at, badges))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words that ask for nothing are muted, a failure is strong; a badge tells its class."""
        if index.isValid() and role in _LOOK_ROLES:
            word = self.text(index.row(), index.column())
            code_class = self.code_class_at(index)
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return word if code_class is None else f"{word}, class {code_class.value}"
            if code_class is not None:
                return None
            if role == Qt.ItemDataRole.FontRole:
                is_failure = index.column() == CallColumn.ATTENTION and word == Attention.FAILURE
                return self._strong if is_failure else None
            if word in _MUTED:
                return QGuiApplication.palette().brush(QPalette.ColorRole.PlaceholderText)
            return None
        return super().data(index, role)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; equal calls keep the order of their first events.

        Calls whose time is not known come last both ways.
        """
        self._sort = (max(column, 0), order)
        self.layoutAboutToBeChanged.emit()
        old = self._order
        self._order = self._ordered()
        self._texts.cache_clear()
        for index in self.persistentIndexList():
            place = self.position(int(old[index.row()]))
            moved = ROOT if place is None else self.index(place, index.column())
            self.changePersistentIndex(index, moved)
        self.layoutChanged.emit()

    @property
    def _calls(self) -> CallTable:
        assert self._loaded is not None
        return self._loaded.capture.calls

    @property
    def _table(self) -> EventTable:
        assert self._loaded is not None
        return self._loaded.capture.table

    @property
    def _assessment(self) -> Assessment:
        assert self._loaded is not None
        return self._loaded.assessment

    def _is_sorted(self) -> bool:
        return self._sort != (int(CallColumn.NUMBER), Qt.SortOrder.AscendingOrder)

    def _ordered(self) -> npt.NDArray[np.int64]:
        if self._loaded is None:
            return np.zeros(0, np.int64)
        calls = np.arange(len(self._calls), dtype=np.int64)
        if self._filtered is not None:
            calls = calls[self._filtered.calls[: len(calls)]]
        column, order = self._sort
        if self._is_sorted() and len(calls):
            keys = self._keys(CallColumn(column))[calls]
            is_unknown = keys == NO_TIME
            if order == Qt.SortOrder.DescendingOrder:
                keys = ~keys  # the other way round, with no number that would overflow
            calls = calls[np.lexsort((keys, is_unknown))]
        if _has_loose(self._loaded) and self._shows_loose():
            calls = np.append(calls, NO_CALL)
        return calls

    def _shows_loose(self) -> bool:
        if self._filtered is None or self._loaded is None:
            return True
        return bool(self._filtered.events[self._calls.loose].any())

    def _keys(self, column: CallColumn) -> npt.NDArray[np.int64]:
        calls, code, assessment = self._calls, self._table.code, self._assessment
        match column:
            case CallColumn.NUMBER:
                return np.arange(len(calls), dtype=np.int64)
            case CallColumn.START:
                return np.asarray(calls.started)
            case CallColumn.END:
                return np.where(calls.end >= 0, code[calls.end], -1).astype(np.int64)
            case CallColumn.WORST:
                return np.where(calls.worst >= 0, code[calls.worst], -1).astype(np.int64)
            case CallColumn.ATTENTION:
                return assessment.calls.astype(np.int64)
            case CallColumn.OWNER:
                return assessment.call_owners.astype(np.int64)
            case CallColumn.TALK:
                is_known = (calls.ended != NO_TIME) & (calls.connected != NO_TIME)
                return np.where(is_known, calls.ended - calls.connected, NO_TIME)

    def _make_texts(self, position: int) -> tuple[str, ...]:
        call = int(self._order[position])
        if call == NO_CALL:
            count = f"{len(self._calls.loose):,} events without a call"
            return (DASH, count, *[""] * (len(HEADERS) - 2))
        calls, table = self._calls, self._table
        started = time_at(calls.started, call)
        end, worst = int(calls.end[call]), int(calls.worst[call])
        return (
            str(call + 1),
            DASH if started is None else clock_utc(started, 0),
            _code(table, end) if end >= 0 else "none",
            self._worst_text(call, worst, end),
            self._assessment.call_attention(call).value,
            self._assessment.call_owner(call).value,
            _talk(time_at(calls.connected, call), time_at(calls.ended, call)),
        )

    def _worst_text(self, call: int, worst: int, end: int) -> str:
        if worst >= 0:
            return str(number_at(self._table.subcode, worst) or _code(self._table, worst))
        if end < 0:
            return "no end"
        code = number_at(self._table.code, end)
        failed = code_class(code) not in (CodeClass.C2XX, CodeClass.NONE)
        expected = self._assessment.call_attention(call) is Attention.EXPECTED
        return "expected" if failed and expected else ""


def _has_loose(loaded: Loaded) -> bool:
    return len(loaded.capture.calls.loose) > 0


def _code(table: EventTable, row: int) -> str:
    code = number_at(table.code, row)
    return "none" if code is None else str(code)


def _talk(connected: int | None, ended: int | None) -> str:
    if connected is None or ended is None:
        return DASH
    return clock_length((ended - connected) / 1e9)
