"""A column gives back what went in, however it is kept."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.index.columns import Column

PIECES = st.lists(
    st.one_of(
        st.tuples(st.integers(-5, 5), st.integers(1, 9)),
        st.lists(st.integers(-(2**40), 2**40), min_size=1, max_size=9),
    ),
    max_size=6,
)


@given(PIECES)
def test_what_goes_in_comes_out(pieces: list[tuple[int, int] | list[int]]) -> None:
    column, copy = Column(np.int8, np.int32, np.int64), Column(np.int8, np.int64)
    expected: list[int] = []
    for piece in pieces:
        before = column.view()
        kept = before.tolist()
        if isinstance(piece, tuple):
            column.extend(*piece)
            expected += [piece[0]] * piece[1]
        else:
            column.extend(piece, len(piece))
            expected += piece
        assert before.tolist() == kept
        assert column.view().tolist() == expected
    copy.extend(column.packed(), len(expected))
    assert copy.view().tolist() == expected


def test_one_value_takes_no_room_until_another_comes() -> None:
    column = Column(np.int32)
    column.extend(7, 10**9)
    assert column.view().shape == (10**9,)
    assert column.view()[-1] == 7
    assert column.packed() == 7


def test_a_column_is_as_wide_as_it_needs() -> None:
    column = Column(np.int32, np.int64)
    column.extend([1, 2**31 - 1], 2)
    assert column.view().dtype == np.int32
    column.extend([2**31], 1)
    assert column.view().dtype == np.int64
    assert column.view().tolist() == [1, 2**31 - 1, 2**31]


@pytest.mark.parametrize("values", [5, [5, 6]])
def test_nobody_can_write_to_a_view(values: int | list[int]) -> None:
    column = Column(np.int32)
    column.extend(values, 2)
    with pytest.raises(ValueError, match="read-only"):
        column.view()[0] = 1
