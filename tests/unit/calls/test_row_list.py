"""Rows as a column behave as a tuple of plain numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.calls.row_list import RowList

ROWS = st.lists(st.integers(0, 9), max_size=6).map(tuple)


@given(ROWS, ROWS)
def test_it_says_what_a_tuple_says(rows: tuple[int, ...], other: tuple[int, ...]) -> None:
    held = RowList(np.array(rows, np.int64))
    assert (list(held), len(held), bool(held)) == (list(rows), len(rows), bool(rows))
    assert (held == RowList(other), held == other) == (rows == other, rows == other)
    assert hash(held) == hash(rows)
    assert [number in held for number in range(10)] == [number in rows for number in range(10)]
    assert (held[1:], held[-1:], tuple(reversed(held))) == (rows[1:], rows[-1:], rows[::-1])
    assert {type(row) for row in held} <= {int}


def test_nothing_else_is_equal_to_it() -> None:
    assert RowList([1]) != [1]
    assert RowList([1]) != 1
    assert "1" not in RowList([1])
    assert np.int64(1) in RowList([1])
    with pytest.raises(IndexError):
        RowList([1])[1]


def test_its_column_costs_nothing_and_cannot_be_written() -> None:
    rows = np.arange(5)
    column = np.asarray(RowList(rows), np.int64)
    assert np.shares_memory(column, rows)
    with pytest.raises(ValueError, match="read-only"):
        column[0] = 7
    assert not np.shares_memory(np.array(RowList(rows)), rows)


def test_a_single_row_is_a_plain_number() -> None:
    assert type(RowList([3, 4])[1]) is int
    assert repr(RowList(range(7))) == "<7 rows: 0, 1, 2, 3, 4, …>"
