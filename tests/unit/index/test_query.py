import pytest

from inspector.index.codes import CodeClass, code_class
from inspector.index.query import Filter, event_mask, rows_at
from inspector.index.table import EventTable, number_at
from tests.support.call_rows import Row, table_of

ROWS = [
    Row("CallConnected", 1, call="leg-4860", server="Server+Conv", correlation="corr-500"),
    Row("PlayFailed", 2, "400/8535", context="Menü EINS"),
    Row("AddParticipantFailed", 3, "500/560503 sip=486 q850=17"),
    Row("CallDisconnected", 4, "487/0", call="leg-486"),
    Row("CallDisconnected", 5, "603/0"),
    Row("CallDisconnected", 6, "200/5002"),
    Row("CallDisconnected", 7, "0/0"),
    Row("CallDisconnected", 8, "302/0"),
]


@pytest.fixture(scope="module")
def table() -> EventTable:
    return table_of(ROWS)


def shown(table: EventTable, text: str, hits: tuple[int, ...] = ()) -> list[int]:
    mask = event_mask(table, Filter(text), hits)
    return [row for row, visible in enumerate(mask.tolist()) if visible]


def test_an_empty_filter_shows_all(table: EventTable) -> None:
    assert Filter().is_empty
    assert shown(table, "  ") == list(range(8))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("500", [2]),
        ("486", [2]),
        ("17", [2]),
        ("0", [3, 4, 6, 7]),
        ("560503", [2]),
        ("8535", [1]),
        ("4860", [0]),
        ("500/560503", [2]),
        (" 487 / 0 ", [3]),
        ("500/1", []),
        ("playfailed", [1]),
        ("Failed", [1, 2]),
        ("call ended", [3, 4, 5, 6, 7]),
        ("LEG-486", [0, 3]),
        ("server+conv", [0]),
        ("CORR-", [0]),
        ("menÜ eins", [1]),
        ("nowhere", []),
    ],
)
def test_text_finds_numbers_ids_and_words(table: EventTable, text: str, rows: list[int]) -> None:
    assert shown(table, text) == rows


def test_rows_found_in_the_files_count(table: EventTable) -> None:
    assert shown(table, "in a message", (4, 6)) == [4, 6]
    assert shown(table, "8535", (0,)) == [0, 1]


def test_short_numbers_and_pairs_are_never_looked_up_in_ids(table: EventTable) -> None:
    assert not Filter("486").needs_file
    assert not Filter("500/560503").needs_file
    assert Filter("4860").needs_file
    assert Filter("busy").needs_file
    assert shown(table, "486", (0, 1)) == [2]
    assert shown(table, "500/560503", (0, 1)) == [2]


@pytest.mark.parametrize("cls", list(CodeClass))
def test_classes_are_those_of_single_codes(table: EventTable, cls: CodeClass) -> None:
    mask = event_mask(table, Filter(classes=frozenset({cls})))
    codes = [number_at(table.code, row) for row in range(table.size)]
    assert mask.tolist() == [code_class(code) is cls for code in codes]


def test_text_and_classes_narrow_together(table: EventTable) -> None:
    both = Filter("failed", frozenset({CodeClass.C4XX, CodeClass.C6XX}))
    assert event_mask(table, both).tolist() == [row == 1 for row in range(8)]


def test_no_rows_no_trouble() -> None:
    table = table_of([])
    assert len(event_mask(table, Filter("x", frozenset({CodeClass.NONE})))) == 0
    assert len(rows_at(table, 0, [3])) == 0


def test_offsets_lead_to_rows() -> None:
    table = table_of([Row("PlayStarted"), Row("PlayStarted", source=1), Row("PlayStarted")])
    assert rows_at(table, 0, [0, 3, 9]).tolist() == [0]
    assert rows_at(table, 0, [29, 21]).tolist() == [2]
    assert rows_at(table, 0, [12, 30, 400]).tolist() == []
    assert rows_at(table, 1, [12]).tolist() == [1]
    assert rows_at(table, 2, [12]).tolist() == []
    assert rows_at(table, 0, []).tolist() == []
