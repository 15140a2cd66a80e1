import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.events.jsonpath import JsonPath, JsonPathError, value_text

BODY = {
    "id": "7",
    "Data": {
        "participants": [{"identifier": {"rawId": "4:+441632960123"}, "isMuted": False}],
        "odd name": 1.5,
        'with "quotes"': None,
        "resultInformation": '{"code": 400, "message": ""}',
        "tones": [],
    },
}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("id", "7"),
        ("$.id", "7"),
        ("data.participants[0].identifier.rawId", "4:+441632960123"),
        ("data.participants[0].isMuted", "false"),
        ("data.participants", "[1 item]"),
        ("data.tones", "[0 items]"),
        ("data.participants[0]", "{2 fields}"),
        ('data["odd name"]', "1.5"),
        ("data['with \"quotes\"']", "null"),
        ("data.resultInformation.code", "400"),
        ("DATA.RESULTINFORMATION.MESSAGE", ""),
    ],
)
def test_leads_to_one_value(path: str, text: str) -> None:
    assert JsonPath.parse(path).text(BODY) == text


@pytest.mark.parametrize(
    "path", ["data.nothing", "data.participants[7]", "id.more", "data[0]", "data.participants.x"]
)
def test_a_path_to_nothing_is_empty(path: str) -> None:
    assert JsonPath.parse(path).text(BODY) == ""
    with pytest.raises(LookupError):
        JsonPath.parse(path).value(BODY)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "   ",
        "$",
        "a..b",
        "a.",
        "..a",
        "a b",
        "a[*]",
        "a[-1]",
        "a[01]",
        "a[]",
        "a.[0]",
        "[0]b",
        "a['x]",
        "a.0",
        "a[?(@.b)]",
        "a." * 40 + "a",
        "a" * 400,
    ],
)
def test_what_is_no_path_is_refused_with_a_reason(path: str) -> None:
    with pytest.raises(JsonPathError, match=r"\w+ \w+"):
        JsonPath.parse(path)


@given(
    st.lists(
        st.one_of(
            st.integers(0, 999_999),
            st.text(st.characters(exclude_characters="\"'\n"), min_size=1, max_size=8),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_a_written_path_reads_back(steps: list[str | int]) -> None:
    path = JsonPath(tuple(steps))
    assert JsonPath.parse(str(path)) == path


def test_a_long_text_is_cut() -> None:
    assert value_text("x" * 9000) == "x" * 300 + "…"
