import random

from hypothesis import given
from hypothesis import strategies as st

from inspector.calls.ordering import RowsByCall, put_in_order, rows_by_call, runs_forward
from inspector.index.table import NO_TIME
from tests.support.call_rows import Row, table_of


def call_order(rows: list[Row]) -> RowsByCall:
    table = table_of(rows)
    found = rows_by_call(table)
    for block in found.blocks():
        put_in_order(table, block)
    return found


def order(*rows: Row) -> list[int]:
    return call_order(list(rows)).rows.tolist()


def test_interleaved_calls_stand_one_after_the_other() -> None:
    rows = [Row("PlayStarted", at, call=call) for at, call in ((1, "a"), (2, "b"), (3, "a"))]
    found = call_order([*rows, Row("PlayStarted", 4, call=None)])
    assert found.rows.tolist() == [0, 2, 1]
    assert found.starts.tolist() == [0, 2, 3]


def test_time_decides_to_the_last_digit() -> None:
    assert order(Row("A", 1.0000002), Row("B", 1.0000001)) == [1, 0]


def test_a_newest_first_file_is_turned_round() -> None:
    assert order(*(Row("A", at) for at in (9, 7, 3, 1))) == [3, 2, 1, 0]


def test_ties_keep_file_order() -> None:
    assert order(Row("C", 1), Row("A", 1), Row("B", 1)) == [0, 1, 2]


def test_sequence_numbers_settle_ties_of_those_that_have_one() -> None:
    rows = [
        Row("CallConnected", 1),
        Row("ParticipantsUpdated", 1, sequence=2),
        Row("PlayStarted", 1),
        Row("ParticipantsUpdated", 1, sequence=1),
        Row("ParticipantsUpdated", 2, sequence=0),
    ]
    assert order(*rows) == [0, 3, 2, 1, 4]


def test_a_repeated_sequence_number_keeps_file_order() -> None:
    assert order(Row("A", 1, sequence=6), Row("B", 1, sequence=6)) == [0, 1]


def test_untimed_rows_stay_behind_their_neighbor() -> None:
    assert order(Row("A", 1), Row("B"), Row("C", 3), Row("D", 2)) == [0, 1, 3, 2]
    assert order(Row("A", 5), Row("B"), Row("C", 3)) == [2, 0, 1]


def test_untimed_rows_at_the_front_stay_before_the_next() -> None:
    assert order(Row("A"), Row("B"), Row("C", 3), Row("D", 2)) == [3, 0, 1, 2]


def test_neighbors_are_of_the_same_call() -> None:
    rows = [Row("A", 1), Row("B", 9, call="other"), Row("C"), Row("D", 5)]
    assert order(*rows) == [0, 2, 3, 1]


def test_neighbors_are_rather_of_the_same_file() -> None:
    rows = [Row("A", 8), Row("B", source=1), Row("C", 3, source=1), Row("D", source=2)]
    assert order(*rows) == [1, 2, 3, 0]


def test_a_call_without_any_time_is_in_file_order() -> None:
    rows = [
        Row("CallConnected"),
        Row("ParticipantsUpdated", sequence=1),
        Row("PlayStarted"),
        Row("CallDisconnected"),
    ]
    assert order(*rows) == [0, 1, 2, 3]
    table = table_of(rows)
    assert put_in_order(table, rows_by_call(table)).tolist() == [NO_TIME] * 4


def test_no_rows() -> None:
    found = call_order([])
    assert (found.rows.tolist(), found.starts.tolist()) == ([], [0])
    assert runs_forward(table_of([])).tolist() == []


def test_files_run_forward_or_back() -> None:
    rows = [Row("A", at, source=0) for at in (1, 5, 4.5, 9)]
    rows += [Row("A", at, source=1) for at in (9, 7, 3, 4)]
    rows += [Row("A", at, source=2) for at in (9.001, 9.0)]
    rows += [Row("A", None, source=3)]
    assert runs_forward(table_of(rows)).tolist() == [True, False, True, True]


ROWS = st.lists(
    st.builds(
        Row,
        st.just("PlayStarted"),
        st.one_of(st.none(), st.integers(0, 4)),
        call=st.sampled_from(["a", "b", None]),
        sequence=st.one_of(st.none(), st.integers(0, 3)),
        source=st.integers(0, 1),
    ),
    max_size=12,
).map(lambda rows: sorted(rows, key=lambda row: row.source))


@given(ROWS)
def test_nothing_is_lost_and_times_never_go_back(rows: list[Row]) -> None:
    found = call_order(rows)
    assert sorted(found.rows.tolist()) == [n for n, row in enumerate(rows) if row.call]
    for start, stop in zip(found.starts[:-1], found.starts[1:], strict=True):
        placed = [rows[row] for row in found.rows[start:stop]]
        assert stop > start
        assert len({row.call for row in placed}) == 1
        times = [row.at for row in placed if row.at is not None]
        assert times == sorted(times)


@given(ROWS.map(lambda rows: [row for row in rows if row.at is not None]), st.randoms())
def test_numbered_rows_of_distinct_rank_do_not_depend_on_file_order(
    rows: list[Row], shuffler: random.Random
) -> None:
    distinct = list({(row.call, row.at, row.sequence): row for row in rows}.values())
    numbered = [row for row in distinct if row.sequence is not None and row.call]
    shuffled = list(numbered)
    shuffler.shuffle(shuffled)

    def by_call(given_rows: list[Row]) -> dict[str | None, list[Row]]:
        found: dict[str | None, list[Row]] = {}
        for row in call_order(given_rows).rows:
            found.setdefault(given_rows[row].call, []).append(given_rows[row])
        return found

    assert by_call(shuffled) == by_call(numbered)
