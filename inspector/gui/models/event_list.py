"""Which events are listed, and in what order."""

import numpy as np
from PySide6.QtCore import Qt

from inspector.gui.models.event_columns import EventColumn
from inspector.gui.models.event_order import Places, SortKeys, ordered, place_of
from inspector.gui.models.event_rows import EventRows

CALL_ORDER = (-1, Qt.SortOrder.AscendingOrder)


class EventList:
    """A position counts rows as they are listed; a place counts them in call order."""

    def __init__(self) -> None:
        self.shown: EventRows | None = None
        """What is listed; None when nothing is open."""
        self.order: Places | None = None
        """Places in call order by position in the list; None when both are the same."""
        self.sorting: tuple[int, Qt.SortOrder] = CALL_ORDER
        """The column that rows are sorted by, -1 for call order, and the direction."""
        self.count = 0
        """Events listed."""

    def show(self, shown: EventRows | None) -> None:
        """List other events, in the order chosen before."""
        self.shown = shown
        self.count = 0 if shown is None else len(shown.rows)
        self.order = self._ordered()

    def sort(self, column: int, order: Qt.SortOrder) -> None:
        """Sort by a column, -1 for call order; equal events keep the order of the call."""
        self.sorting = (column, order)
        self.order = self._ordered()

    def place(self, position: int) -> int:
        """Where a listed row stands in call order."""
        return position if self.order is None else int(self.order[position])

    def position_of(self, place: int) -> int:
        """The position at which a place in call order is listed."""
        return place if self.order is None else int(np.flatnonzero(self.order == place)[0])

    def event_row(self, position: int) -> int | None:
        """The capture's row behind a position."""
        if self.shown is None or not 0 <= position < len(self.shown.rows):
            return None
        return int(self.shown.rows[self.place(position)])

    def position(self, row: int | None) -> int | None:
        """The position of a capture's row; None when it is not listed."""
        if row is None or self.shown is None:
            return None
        place = place_of(self.shown.rows, row)
        return None if place is None else self.position_of(place)

    def is_after_end(self, position: int) -> bool:
        """Whether the event came after its call's end."""
        return self.shown is not None and self.shown.is_late(self.place(position))

    def _ordered(self) -> Places | None:
        column, order = self.sorting
        shown = self.shown
        descending = order == Qt.SortOrder.DescendingOrder
        if shown is None or column < 0 or (column == EventColumn.NUMBER and not descending):
            return None
        ranks = None
        if column == EventColumn.HAPPENED and shown.result_ranks is not None:
            ranks = shown.result_ranks()
        keys, is_unknown = SortKeys(shown.table, ranks).keys(EventColumn(column), shown.rows)
        return ordered(keys, is_unknown, descending=descending)
