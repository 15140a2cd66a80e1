"""Sorting many events, and finding one of them again."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from inspector.catalog.catalog import Catalog
from inspector.gui.models import event_order
from inspector.gui.models.event_columns import EventColumn
from inspector.gui.models.event_order import ordered, place_of
from inspector.gui.models.events_model import EventsModel
from inspector.index.table import ABSENT, NO_TIME, NONE, number_at
from tests.support.event_table_case import many_rows

ASCENDING, DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
COUNT = 400
WIDE = 2**62


def by_hand(keys: list[int | None], *, descending: bool) -> list[int]:
    known = [at for at, key in enumerate(keys) if key is not None]
    sign = -1 if descending else 1
    return [
        *sorted(known, key=lambda at: (sign * (keys[at] or 0), at)),
        *(at for at, key in enumerate(keys) if key is None),
    ]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize(
    "keys",
    [
        [],
        [3],
        [None, None],
        [5, 1, None, 5, 1, 3, None, 1],
        [2**40, 7, 2**40, None, -(2**40), 7],
        [WIDE, -WIDE, None, 0, WIDE, -WIDE],
        [-WIDE - 5, WIDE + 5, 0, WIDE + 5],
    ],
)
def test_equal_keys_keep_their_order_and_unknown_ones_come_last(
    keys: list[int | None], descending: bool
) -> None:
    numbers = np.array([key or 0 for key in keys], dtype=np.int64)
    unknown = np.array([key is None for key in keys], dtype=np.bool_)
    found = ordered(numbers, unknown, descending=descending)
    assert found.tolist() == by_hand(keys, descending=descending)


@pytest.mark.parametrize("descending", [False, True])
def test_many_narrow_and_many_wide_keys(descending: bool) -> None:
    random = np.random.default_rng(3)
    for high in (9, 2**20, 2**50, 2**62):
        keys = random.integers(-high, high, 3000)
        found = ordered(keys, np.zeros(3000, np.bool_), descending=descending)
        assert found.tolist() == by_hand(keys.tolist(), descending=descending)


def _key(catalog: Catalog, column: EventColumn, row: int, table) -> int | str | None:
    code = {
        EventColumn.SERVER: table.server,
        EventColumn.CORRELATION: table.correlation,
        EventColumn.CALL: table.call,
    }
    numbers = {
        EventColumn.SIP: table.sip,
        EventColumn.Q850: table.q850,
        EventColumn.SEQUENCE: table.sequence,
    }
    match column:
        case EventColumn.NUMBER | EventColumn.OFFSET:
            return row
        case EventColumn.TIME | EventColumn.REFERENCE:
            return None if table.time[row] == NO_TIME else int(table.time[row])
        case EventColumn.DELTA:
            if row == 0 or NO_TIME in (table.time[row], table.time[row - 1]):
                return None
            return int(table.time[row] - table.time[row - 1])
        case EventColumn.EVENT | EventColumn.HAPPENED:
            return table.kinds[table.kind[row]].name.casefold()
        case EventColumn.CODE:
            pair = (int(table.code[row]), int(table.subcode[row]))
            if pair == (ABSENT, ABSENT):
                return None
            return max(pair[0], -1) * 10**7 + max(pair[1], -1)
        case EventColumn.SOURCE:
            return int(table.source[row])
        case EventColumn.CONTEXT:
            place = int(table.context[row])
            return None if place == NONE else table.contexts[place].casefold()
    if column in code:
        # Few ids are sorted by first use too: the alphabet of ids means nothing.
        return None if code[column][row] == NONE else int(code[column][row])
    return number_at(numbers[column], row)


@pytest.mark.parametrize("order", [ASCENDING, DESCENDING])
@pytest.mark.parametrize("column", list(EventColumn))
def test_every_column_sorts_as_it_says(
    catalog: Catalog, column: EventColumn, order: Qt.SortOrder
) -> None:
    model = EventsModel()
    shown = many_rows(catalog, COUNT)
    model.show_rows(shown)
    model.sort(column, order)
    keys = [_key(catalog, column, row, shown.table) for row in range(COUNT)]
    names = sorted({key for key in keys if key is not None})
    ranks = [None if key is None else names.index(key) for key in keys]
    listed = [model.event_row(position) for position in range(COUNT)]
    assert listed == by_hand(ranks, descending=order == DESCENDING)


def test_absurd_codes_are_still_in_order(catalog: Catalog) -> None:
    shown = many_rows(catalog, 40)
    shown.table.code[:4] = [2**31 - 1, -(2**31) + 1, 2**31 - 1, 7]
    shown.table.subcode[:4] = [2**31 - 1, 5, -(2**31) + 1, 7]
    model = EventsModel()
    model.show_rows(shown)
    model.sort(EventColumn.CODE)
    listed = [model.event_row(position) for position in range(40)]
    placed = [listed.index(row) for row in (1, 3, 2, 0)]
    assert placed == sorted(placed)


def test_very_many_texts_are_grouped_by_first_use(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_order, "MOST_SORTED_TEXTS", 2)
    model = EventsModel()
    shown = many_rows(catalog, COUNT)
    model.show_rows(shown)
    model.sort(EventColumn.CONTEXT)
    contexts = [int(shown.table.context[model.event_row(p)]) for p in range(COUNT)]
    met = list(dict.fromkeys(contexts))
    assert met == [0, 1, 2, NONE]
    assert contexts == sorted(contexts, key=met.index)


def test_rows_are_found_in_any_order() -> None:
    for rows in ([4, 5, 9], [9, 4, 5], [5, 4, 9, 2, 100]):
        held = np.array(rows)
        assert [place_of(held, row) for row in rows] == list(range(len(rows)))
        assert place_of(held, 7) is None
        assert place_of(held, 10**6) is None
    assert place_of(np.zeros(0, np.int64), 3) is None
