"""Odd texts: whatever may hold a call event opens, or is told as a problem."""

import json

import pytest

from tests.support.capture_events import call_events, compact, lines
from tests.support.capture_read import Reading, read_bytes

TEXTS = [compact(each) for each in call_events()]
NAMES = ["CallConnected", "ParticipantsUpdated", "PlayFailed", "CallDisconnected"]


def read_text(text: str) -> Reading:
    reading = read_bytes(text.encode())
    assert reading.uncovered() == b""
    return reading


def test_more_brackets_than_are_entered() -> None:
    inner = ",".join(TEXTS[:2])
    reading = read_text("[" * 100 + inner + "]" * 100)
    assert reading.names == []
    assert reading.reasons == ["This array is nested too deeply to be read."]
    assert reading.problems[0].offset == 64
    assert reading.problems[0].length == len(inner) + 72


def test_deep_brackets_without_events_are_no_problem() -> None:
    reading = read_text("[" * 100 + "1" + "]" * 100 + "\n" + TEXTS[0])
    assert reading.names == NAMES[:1]
    assert reading.reasons == []


def test_more_strings_than_are_opened() -> None:
    body = TEXTS[0]
    for _ in range(6):
        body = compact({"entries": [{"body": body}]})
    reading = read_text(body)
    assert reading.names == []
    assert len(reading.reasons) == 1
    assert reading.reasons[0].endswith("This string is nested too deeply to be read.")


def test_item_cut_in_its_first_string() -> None:
    stub = '{"id": "9c4e0,'
    reading = read_text(f"[{stub}{TEXTS[1]},{TEXTS[2]}]")
    assert reading.names == NAMES[1:3]
    assert [(each.offset, each.length) for each in reading.problems] == [(1, len(stub))]


@pytest.mark.parametrize("end", ["", " done", ' other="x"'])
def test_json_in_plain_quotes_on_log_lines(end: str) -> None:
    reading = read_text("".join(f'INFO body="{text}"{end}\n' for text in TEXTS))
    assert reading.names == NAMES
    assert reading.reasons == []


def test_broken_items_on_one_line() -> None:
    broken = '{"id": "x", "type": "Microsoft.Communication.B", broken}'
    items = [broken, broken, TEXTS[0], broken, broken, TEXTS[1], broken]
    text = "[" + ",".join(items) + "]"
    reading = read_text(text)
    assert reading.names == NAMES[:2]
    starts = [
        1 + sum(len(each) + 1 for each in items[:at])
        for at, item in enumerate(items)
        if item is broken
    ]
    assert [(each.offset, each.length) for each in reading.problems] == [
        (start, len(broken)) for start in starts
    ]


@pytest.mark.parametrize("shape", ["{}", '{{"a":{}}}'])
def test_value_too_large_to_be_held(shape: str) -> None:
    large = shape.format('"' + '{\\"a\\":1},' * (17 << 17) + '"')
    text = f"[{TEXTS[0]},{large},{TEXTS[1]}]"
    reading = read_text(text)
    assert reading.names == NAMES[:2]
    assert reading.reasons == ["This value is larger than 16 MB and was not read."]
    assert reading.problems[0].offset == len(TEXTS[0]) + 2
