"""What menus offer to filter for is found by the filter that the window has."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from inspector.assets import resources_dir
from inspector.calls.capture import Capture
from inspector.catalog.catalog import Catalog
from inspector.diagnosis.attention import assess
from inspector.diagnosis.narrow import CallFilter
from inspector.events.jsonpath import JsonPath
from inspector.gui.detail.json_text import items_of
from inspector.gui.event_detail import event_detail
from inspector.gui.event_table.filter_text import filter_text
from inspector.gui.filtering import Filtered, evaluate
from inspector.gui.models.event_columns import FIXED, EventColumn
from inspector.index.query import Filter
from tests.support.event_table_case import CALL, opened, read, source_of, told
from tests.support.small_capture import result

SAMPLES = sorted((resources_dir() / "samples").glob("*.json*"))
PATHS = tuple(
    map(
        JsonPath.parse,
        (
            "id",
            "data.resultInformation.message",
            "data.resultInformation.subCode",
            "data.sequenceNumber",
            "data.participants[0].identifier.rawId",
            "data.participants",
            "data.nothing",
        ),
    )
)
COLUMNS = (*EventColumn, *range(FIXED, FIXED + len(PATHS)))
ODD = [
    told("CallConnected", 1, operationContext=' say "grüß\\dich" '),
    told("PlayFailed", 2, resultInformation=result(400, 8510), operationContext="500/560503"),
    told("PlayFailed", 3, resultInformation=result(500, 0), operationContext="two\nlines"),
    told("RecognizeCompleted", 4, resultInformation=result(200, 0), count=200, length=1234567,
         share=0.5, yes=True, no=None, tone="5", letter="a", token="x" * 9_000, path="a/b", list=[],
         nested={"code": 400}),
]  # fmt: skip


def json_values(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    for key, inner in items_of(value):
        yield (*path, key)
        yield from json_values(inner, (*path, key))


def asked_of_cells(catalog: Catalog, capture: Capture) -> Iterator[tuple[int, int, str]]:
    """Row, column and text of each cell that can be filtered for."""
    source = source_of(catalog, capture)
    for call in range(len(capture.calls)):
        shown, _hidden = source.event_rows(call, None)
        for row in shown.rows.tolist():
            for column in COLUMNS:
                if text := filter_text(shown, row, column, PATHS):
                    yield row, column, text


def asked_of_json(catalog: Catalog, capture: Capture) -> Iterator[tuple[int, str, str]]:
    """Row, path and text of each value that can be filtered for."""
    for row in range(capture.table.size):
        detail = event_detail(catalog, capture, row)
        assert detail.alone is not None
        for path in json_values(detail.body):
            value = JsonPath(path).value(detail.body)
            if text := detail.alone.text_for(value, path[-1]):
                yield row, str(JsonPath(path)), text


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.name)
def test_the_event_itself_is_found_by_every_entry(catalog: Catalog, file: Path) -> None:
    capture = opened(catalog, file)
    assessment = assess(catalog, capture.table, capture.calls)

    @cache
    def found(text: str) -> Filtered:
        return evaluate(capture, assessment, CallFilter(Filter(text)), lambda: False)

    cells = list(asked_of_cells(catalog, capture))
    values = list(asked_of_json(catalog, capture))
    assert {column for _row, column, _text in cells} >= {EventColumn.EVENT, EventColumn.CALL}
    assert len(values) > 5 * capture.table.size
    missed = [(row, where, text) for row, where, text in (*cells, *values)
              if not found(text).events[row]]  # fmt: skip
    assert missed == []


def test_every_kind_of_cell_has_its_text(catalog: Catalog, tmp_path: Path) -> None:
    details = {"sipDetails": {"code": 486}, "q850Details": {"code": 17}}
    events = [
        told("AddParticipantFailed", 1, operationContext="menu",
             resultInformation=result(500, 560503, "No way", **details)),
        told("PlayFailed", 2, resultInformation={"code": 400}),
        told("PlayFailed", 3, resultInformation={"subCode": 8535}),
    ]  # fmt: skip
    capture = read(catalog, tmp_path, events)
    asked = {(row, column): text for row, column, text in asked_of_cells(catalog, capture)}
    first = {column: text for (row, column), text in asked.items() if row == 0}
    at_paths = {FIXED: str(events[0]["id"]), FIXED + 1: "No way", FIXED + 2: "560503"}
    assert first == {
        EventColumn.EVENT: "AddParticipantFailed",
        EventColumn.CODE: "500/560503",
        EventColumn.CONTEXT: "menu",
        EventColumn.SIP: "486",
        EventColumn.Q850: "17",
        EventColumn.CALL: CALL,
        EventColumn.SERVER: capture.table.server_ids[0],
        EventColumn.CORRELATION: capture.table.correlation_ids[0],
        **at_paths,
    }
    assert asked[1, EventColumn.CODE] == "400"
    assert asked[2, EventColumn.CODE] == "8535"


def test_what_the_filter_would_not_find_is_not_offered(catalog: Catalog, tmp_path: Path) -> None:
    capture = read(catalog, tmp_path, ODD)
    values = {(row, path.removeprefix("data.")): text
              for row, path, text in asked_of_json(catalog, capture)}  # fmt: skip
    assert values[0, "operationContext"] == 'say "grüß\\dich"'
    assert (1, "operationContext") not in values  # the filter takes it for code and subcode
    assert (2, "operationContext") not in values  # a filter is one line
    assert values[1, "resultInformation.subCode"] == "8510"
    assert values[2, "resultInformation.subCode"] == "0"
    told_of = {path for row, path in values if row == 3}
    assert {"length", "path"} <= told_of
    unasked = {"count", "share", "yes", "no", "tone", "letter", "token", "list", "nested.code"}
    assert not unasked & told_of


def test_a_value_inside_encoded_text_is_found_by_the_index_alone(
    catalog: Catalog, tmp_path: Path
) -> None:
    capture = read(catalog, tmp_path, ODD)
    source = source_of(catalog, capture)
    shown, _hidden = source.event_rows(0, None)
    alone = shown.alone(1)
    assert alone is not None
    assert alone.text_for("8510", "subCode") == "8510"
    assert alone.text_for(str(ODD[1]["id"])) == ODD[1]["id"]
    (tmp_path / "call.jsonl").write_text("gone", encoding="utf-8")
    unread = shown.alone(1)
    assert unread is not None
    assert unread.text_for("8510", "subCode") == "8510"
    assert unread.text_for(str(ODD[1]["id"])) == ""
