"""The small parts that the reader is built of."""

import pytest

from inspector.capture.excerpt import LineCounter
from inspector.capture.fields import Fields, get
from inspector.capture.lexer import Ending, bracket_end, lex
from inspector.capture.nested import unescape
from inspector.capture.record import read_record
from inspector.capture.shape import name_in, named_event
from inspector.capture.source import Input, Source
from inspector.errors import InspectorError
from tests.support.capture_events import compact, event


@pytest.mark.parametrize(
    ("text", "ending", "at"),
    [
        (b'{"a":1}', Ending.COMPLETE, 7),
        (b'{"a":1} \n', Ending.COMPLETE, 7),
        (b'{"a":1}{', Ending.COMPLETE, 7),
        (b'{"a":1} \n x', Ending.COMPLETE, 7),
        (b'"ab", 1', Ending.COMPLETE, 4),
        (b"12]", Ending.COMPLETE, 2),
        (b'{"a":', Ending.CUT, 5),
        (b'"ab', Ending.CUT, 3),
        (b'{"a":NaN}', Ending.MALFORMED, 5),
        (b"[1,]", Ending.MALFORMED, 3),
        (b"[" * 9999, Ending.TOO_DEEP, 0),
    ],
)
def test_where_a_value_ends(text: bytes, ending: Ending, at: int) -> None:
    lexed = lex(memoryview(text), 0)
    assert (lexed.ending, lexed.at) == (ending, at)
    shifted = lex(memoryview(b"xx" + text), 2)
    assert (shifted.ending, shifted.at) == (ending, at + 2)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        (b"{x:[1]} tail", 7),
        (b'{"a":"}"}', 9),
        (b'{"a":"\\"}"}', 11),
        (b"{[}]", None),
        (b"{{}", None),
        (b"}", None),
    ],
)
def test_extent_of_a_broken_value(text: bytes, end: int | None) -> None:
    assert bracket_end(text, 0, len(text)) == end


def test_fields_in_any_case() -> None:
    fields = Fields({"Code": 1, "CODE": 2, "code": None, "SubCode": 3})
    assert fields.get("code") is None
    assert fields.get("Code") == 1
    assert fields.get("cOde") == 1
    assert fields.get("subCode") == 3
    assert "SUBCODE" in fields
    assert "message" not in fields
    assert fields.first("code", "message", "subcode") == 3
    assert fields.text("subCode") is None
    assert get({"A": None, "B": 2}, "a", "b") == 2


@pytest.mark.parametrize("times", [1, 2, 3])
def test_strings_are_opened(times: int) -> None:
    text = compact(event())
    for _ in range(times):
        text = compact(text)
    assert unescape(text.encode()) == compact(event())


def test_body_escaped_without_its_quotes() -> None:
    inner = compact(compact(event()))[1:-1]
    assert unescape(compact(inner).encode()) == compact(event())


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("CallConnected", True),
        ("Microsoft.Communication.Anything", True),
        ("SendDtmfTonesCompleted", True),
        ("IncomingCall", True),
        ("RecordingStateChanged", True),
        ("records", False),
        ("body", False),
        ("callConnectionId", False),
        ("Connected", False),
    ],
)
def test_names_of_events(text: str, named: bool) -> None:
    assert (named_event(text) is not None) == named


def test_name_in_a_line() -> None:
    assert name_in("INFO got CallConnected then PlayFailed: ") == "PlayFailed"
    assert name_in("INFO got something") is None


def test_lines_are_counted_forwards_and_back() -> None:
    text = b"a\nb\nc\n"

    def read(offset: int, view: memoryview) -> int:
        part = text[offset : offset + len(view)]
        view[: len(part)] = part
        return len(part)

    counter = LineCounter(read)
    assert [counter.line_of(at) for at in (0, 2, 5, 6, 3, 99)] == [1, 2, 3, 4, 2, 4]


def test_record_that_is_no_longer_there() -> None:
    source = Source.open(Input("x", data=b'["{}", 5, {"a":1}]'), 0)
    assert read_record(source, 10, 7).body == {"a": 1}
    for offset, length, part in ((7, 1, 0), (1, 4, 0), (1, 4, 3)):
        with pytest.raises(InspectorError):
            read_record(source, offset, length, part)
