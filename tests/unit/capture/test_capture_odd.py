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
