"""Odd texts: whatever may hold a call event opens, or is told as a problem."""

import pytest

from tests.support.capture_events import call_events, compact
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
    assert reading.problems[0].offset == text.index('"{\\"a')


UNREAD = "This text names a call event, but holds no JSON that can be read."
ESCAPED = TEXTS[2].replace('"', '\\"')
CSV = '"' + TEXTS[2].replace('"', '""') + '"'


@pytest.mark.parametrize(
    "line",
    [
        f"2025-02-03 INFO body={ESCAPED}",
        f"2025-02-03 INFO body=[{ESCAPED}] done",
        f'2025-02-03 INFO body={ESCAPED} scope={{"level":1}}',
        f'2025-02-03 INFO scope={{"level":1}} body={ESCAPED}',
        '{"level":1} ' + ESCAPED,
    ],
)
def test_text_that_shows_an_event_is_a_problem(line: str) -> None:
    text = f"{TEXTS[0]}\n10:00 idle\n{line}\n10:01 got {TEXTS[1]}\n"
    reading = read_text(text)
    assert reading.names == NAMES[:2]
    assert reading.reasons == [UNREAD]
    problem = reading.problems[0]
    assert problem.line == 3
    shown = text[problem.offset : problem.offset + problem.length]
    assert "Microsoft.Communication.PlayFailed" in shown


@pytest.mark.parametrize("line", [f"7,{CSV},2025-02-03", f"{CSV},7", f'7,{CSV},"{{}}"'])
def test_row_of_a_table_inside_of_a_log(line: str) -> None:
    reading = read_text(f"{TEXTS[0]}\n10:00 idle\n{line}\n10:01 got {TEXTS[1]}\n")
    assert reading.names == [NAMES[0], NAMES[2], NAMES[1]]
    assert reading.reasons == []
    assert reading.source.container == "text log with JSON"


DUMP = """{open}
  id: '5d0f1c9e',
  type: 'Microsoft.Communication.PlayFailed',
  data: {
    operationContext: 'order-17',
    callConnectionId: => '1b2c3d4e-0000',
    publicEventType: 'Microsoft.Communication.PlayFailed'
  }
}
"""
"""A printed object with something in it that no printer writes."""


@pytest.mark.parametrize("first", ["{", "event: {", "2025-02-03 INFO got: {"])
def test_dump_over_many_lines_is_one_problem(first: str) -> None:
    dump = DUMP.replace("{open}", first)
    reading = read_text(f"10:00 idle\n{dump}10:01 got {TEXTS[0]}\n{dump}")
    assert reading.names == NAMES[:1]
    assert reading.reasons == [UNREAD, UNREAD]
    assert [each.line for each in reading.problems] == [4, 14]


@pytest.mark.parametrize(
    "line",
    [
        "event received for call connection id 1b2c3d4e-0000",
        'Received Microsoft.Communication.CallConnected for "order-17"',
        "Received event: Microsoft.Communication.CallConnected {queue=1}",
        'handling "Microsoft.Communication.PlayFailed" on {worker}',
        "CallConnected callConnectionId=1b2c3d4e-0000 state=connected",
        'event type: "Microsoft.Communication.CallConnected"',
        'type="Microsoft.Communication.CallConnected" callConnectionId="1b2c3d4e-0000"',
        "type: Microsoft.Communication.CallConnected, callConnectionId: 1b2c3d4e",
    ],
)
def test_text_that_only_mentions_an_event_is_no_problem(line: str) -> None:
    reading = read_text(f"{line}\n  {line}\n{line} {TEXTS[0]}\n")
    assert reading.names == NAMES[:1]
    assert reading.reasons == []
    assert reading.other == 2


def test_text_beside_an_event_on_its_line_is_no_problem() -> None:
    prefix = 'callConnectionId="1b2c3d4e-0000" type="Microsoft.Communication.CallConnected"'
    reading = read_text(f"{prefix} body={TEXTS[0]}\n{TEXTS[1]} {prefix}\n")
    assert reading.names == NAMES[:2]
    assert reading.reasons == []


def test_text_that_shows_an_event_in_a_string() -> None:
    reading = read_text(compact({"log": f"2025 INFO body={ESCAPED}", "stream": "stdout"}))
    assert reading.names == []
    assert reading.reasons == [f"In the text of this string: {UNREAD}"]


def test_broken_object_with_a_quote_too_many() -> None:
    stub = '{"id": "x", y "' + '\\"{}z' * 20_000
    reading = read_text(f"[{TEXTS[0]},{stub},{TEXTS[1]}]")
    assert reading.names == NAMES[:2]
    assert [each.offset for each in reading.problems] == [len(TEXTS[0]) + 2]
