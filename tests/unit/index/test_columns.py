"""A column gives back what went in, however it is kept."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.index.columns import Column
from inspector.index.table import ABSENT, number_at

PIECES = st.lists(
    st.one_of(
        st.tuples(st.integers(-5, 5), st.integers(1, 9)),
        st.lists(st.integers(-(2**40), 2**40), min_size=1, max_size=9),
    ),
    max_size=6,
)


@given(PIECES)
def test_what_goes_in_comes_out(pieces: list[tuple[int, int] | list[int]]) -> None:
    column = Column(np.int8, np.int32, np.int64)
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


def test_one_value_takes_no_room_until_another_comes() -> None:
    column = Column(np.int32)
    column.extend(7, 10**9)
    assert column.view().shape == (10**9,)
    assert column.view()[-1] == 7


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


@pytest.mark.parametrize("count", [100, 40_000, 200_000])
def test_a_grown_column_keeps_its_values_and_its_views(count: int) -> None:
    column = Column(np.int32, np.int64)
    column.extend(range(count), count)
    before = column.view()
    for _ in range(3):
        column.extend(range(count), count)
    column.extend([2**40], 1)
    assert before.tolist() == list(range(count))
    assert column.view().tolist() == [*list(range(count)) * 4, 2**40]


@given(
    st.lists(
        st.one_of(
            st.tuples(st.sampled_from([ABSENT, 0, 7, -128, 2**31 - 1]), st.integers(1, 3)),
            st.lists(st.just(ABSENT) | st.integers(-200, 200) | st.integers(ABSENT, 2**31 - 1)),
        ),
        max_size=5,
    )
)
def test_what_is_absent_stays_absent(pieces: list[tuple[int, int] | list[int]]) -> None:
    column = Column(np.int8, np.int16, np.int32, absent=ABSENT)
    expected: list[int | None] = []
    for piece in pieces:
        if isinstance(piece, tuple):
            column.extend(*piece)
            expected += [None if piece[0] == ABSENT else piece[0]] * piece[1]
        else:
            column.extend(np.array(piece, dtype=np.int32), len(piece))
            expected += [None if number == ABSENT else number for number in piece]
        view = column.view()
        assert [number_at(view, row) for row in range(len(expected))] == expected
    known = [number for number in expected if number is not None]
    narrow = all(-128 < number < 128 for number in known)
    assert (column.view().dtype == np.int8) == narrow


@pytest.mark.parametrize("values", [70_000, [1, 70_000], [-1]])
def test_what_does_not_fit_is_not_cut(values: int | list[int]) -> None:
    count = 1 if isinstance(values, int) else len(values)
    with pytest.raises(OverflowError):
        Column(np.uint16).extend(values, count)
    if values != [-1]:
        column = Column(np.uint16, np.int32)
        column.extend(values, count)
        assert column.view().tolist() == (values if isinstance(values, list) else [values])
