import json

import pytest

from inspector.gui.detail.json_path import is_column, path_text
from inspector.gui.detail.json_search import FOUND_LIMIT, count_rows, paths_with, spans_with
from inspector.gui.detail.json_spans import Span, path_at, span_of
from inspector.gui.detail.json_text import pretty
from inspector.gui.detail.raw_text import PART, RawText

BODY = {
    "id": "1",
    "data": {
        "resultInformation": {"code": 500, "message": 'said "no", [x] {y}', "sip": None},
        "participants": [{"rawId": "4:+15550100"}, {"rawId": "8:acs:ü😀"}, []],
        "odd key": -1.5e3,
        "": True,
    },
}
PATHS = (
    ("id",),
    ("data",),
    ("data", "resultInformation", "code"),
    ("data", "resultInformation", "message"),
    ("data", "resultInformation", "sip"),
    ("data", "participants"),
    ("data", "participants", 1, "rawId"),
    ("data", "participants", 2),
    ("data", "odd key"),
    ("data", ""),
)
TEXTS = (
    json.dumps(BODY),
    json.dumps(BODY, ensure_ascii=False, separators=(",", ":")),
    json.dumps(BODY, indent=4, ensure_ascii=False).replace("\n", "\r\n"),
    pretty(BODY),
)


def value_at(path: tuple[str | int, ...]) -> object:
    value: object = BODY
    for key in path:
        assert isinstance(value, dict | list)
        value = value[key]
    return value


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("path", PATHS)
def test_each_value_is_where_its_path_says_and_back(text: str, path: tuple[str | int, ...]) -> None:
    span = span_of(text, path)
    assert span is not None
    assert json.loads(text[span.start : span.end]) == value_at(path)
    assert path_at(text, span.start) == path
    assert path_at(text, span.end - 1) == path


def test_the_whole_event_is_the_empty_path() -> None:
    text = f"  {TEXTS[0]} "
    assert span_of(text, ()) == Span(2, len(text) - 1)
    assert path_at(text, 2) == ()


def test_a_key_leads_to_its_value() -> None:
    text = TEXTS[0]
    assert path_at(text, text.index('"message"') + 3) == ("data", "resultInformation", "message")


def test_what_is_not_there_has_no_place() -> None:
    assert span_of(TEXTS[0], ("data", "missing")) is None
    assert span_of(TEXTS[0], ("id", "deeper")) is None
    assert span_of(TEXTS[0], ("data", "participants", 9)) is None


def test_a_key_that_is_there_twice_leads_to_the_value_that_was_decoded() -> None:
    text = '{"a": 1, "b": 2, "a": 3}'
    span = span_of(text, ("a",))
    assert span is not None
    assert text[span.start : span.end] == str(json.loads(text)["a"])


def test_escaped_keys_are_the_keys_they_stand_for() -> None:
    text = '{"a\\u002Bb": {"\\"": 7}}'
    span = span_of(text, ("a+b", '"'))
    assert span is not None
    assert text[span.start : span.end] == "7"
    assert path_at(text, span.start) == ("a+b", '"')


@pytest.mark.parametrize("text", ["", "{", '{"a"', '{"a": ', '{"a": 1', "{'a': 1}", "[1, 2"])
def test_text_that_is_no_json_breaks_nothing(text: str) -> None:
    for at in range(len(text) + 1):
        assert isinstance(path_at(text, at), tuple)
    assert span_of(text, ("b",)) is None


def test_values_before_the_place_where_the_grammar_breaks_are_found() -> None:
    text = '{"a": 1, "b": NaN, "c": 3}'
    assert span_of(text, ("a",)) == Span(6, 7)
    assert span_of(text, ("c",)) is None


def test_parts_of_a_long_text_join_to_the_whole() -> None:
    raw = RawText("ü😀\r\n\x07ab" * (PART // 3))
    starts = range(0, len(raw.text), PART)
    parts = [raw.part_at(start) for start in starts]
    assert "".join(raw.text[part.span.start : part.span.end] for part in parts) == raw.text
    assert not parts[0].is_whole
    assert raw.part_at(len(raw.text) + 99).span == parts[-1].span
    assert RawText("").part_at(0).is_whole


def test_places_in_the_view_lead_back_to_the_text() -> None:
    part = RawText("ü😀\r\nx\u202ey\x07").part_at(0)
    places = [part.position_of(index) for index in range(len(part.text) + 1)]
    assert places == [0, 1, 3, 3, 4, 5, 11, 12, 13]
    assert [part.index_of(place) for place in places] == [0, 1, 2, 2, 4, 5, 6, 7, 8]
    assert part.index_of(99) == len(part.text)


def test_a_path_is_written_as_people_write_it() -> None:
    assert path_text(("data", "participants", 0, "odd key")) == 'data.participants[0]["odd key"]'


def test_only_what_can_be_written_can_be_a_column() -> None:
    assert is_column(("data", "participants", 0, "odd key"))
    assert not is_column(())
    assert not is_column(("both \" and '",))
    assert not is_column(("reads as three \"'].y['z",))


def test_words_are_found_in_keys_and_values_in_any_case() -> None:
    assert paths_with(BODY, "RAWID") == [
        ("data", "participants", 0, "rawId"), ("data", "participants", 1, "rawId"),
    ]  # fmt: skip
    assert paths_with(BODY, "-1500") == [("data", "odd key")]
    assert paths_with(BODY, "ACS") == [("data", "participants", 1, "rawId")]
    assert paths_with(BODY, "true") == [("data", "")]
    assert paths_with(BODY, "") == []
    assert spans_with("aXa", "A") == [Span(0, 1), Span(2, 3)]
    assert spans_with("a.b", ".") == [Span(1, 2)]


def test_what_is_found_everywhere_is_found_so_often_and_no_more() -> None:
    assert len(paths_with(["x"] * (FOUND_LIMIT + 50), "x")) == FOUND_LIMIT
    assert len(spans_with("x" * (FOUND_LIMIT + 50), "x")) == FOUND_LIMIT


def test_rows_are_counted_up_to_a_limit() -> None:
    assert count_rows(BODY, 1_000) == 14
    assert count_rows([[]] * 500, 100) >= 100
