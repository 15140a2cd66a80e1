"""Records of a log that are read together tell what reading them one by one tells."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.capture import otherlines, records, whole_body
from tests.support.capture_events import Json, call_events, compact, event, result
from tests.support.capture_read import Reading, compared, read_bytes
from tests.support.containers import Writer, deliveries, pretty
from tests.support.structured_containers import STRUCTURED_WRITERS, base64_of
from tests.support.text_containers import TEXT_WRITERS, docker_record

EVENTS = deliveries()
BODY = compact([EVENTS[2]])


def numbers_as_text(delivery: Json) -> Json:
    data = dict(delivery["data"], sequenceNumber="3")
    return dict(delivery, data=data | result("400", "8535", "x"))


RECORDS: list[Json] = [
    {"level": "info", "msg": "got", "body": BODY, "n": [1, {"a": None}]},
    {"@t": "2025-02-03", "@m": f"got {BODY}"},
    {"log": f"got {BODY}\n", "stream": "stdout", "time": "2025-02-03T09:00:10.1Z"},
    {"message": pretty([EVENTS[0]])},
    {"message": json.dumps(BODY)},
    {"message": BODY.replace("calling/", "calling\n/")},
    {"body": compact(EVENTS[0]), "payload": compact(EVENTS[0])},
    {"body": compact(EVENTS[0]), "payload": compact(EVENTS[1])},
    {"body": compact(EVENTS)},
    {"body": compact(EVENTS[0])[:-9]},
    {"body": base64_of(BODY.encode())},
    {"body": BODY, "raw": base64_of(BODY.encode())},
    {"CallConnected": compact(EVENTS[0]["data"]), "ms": 5},
    {"eventType": BODY},
    {"type": "x", "data": BODY},
    {"outer": {"body": BODY}},
    {"body": BODY, "error": {"code": "8522", "message": "m"}},
    {"error": {"code": "8522", "message": f"Call not found. {BODY}"}},
    {"message": 'said {"error":{"code":"8522","message":"m"}}', "n": 1},
    {"message": '{"Error":{"Code":"8523","Message":"m"}}', "body": BODY},
    {"columns": [{"name": "a"}], "body": BODY},
    {"data": compact(EVENTS[0])},
    {"id": "i", "data": compact(EVENTS[0])},
    {"eventType": "Microsoft.Storage.BlobCreated", "data": compact(EVENTS[0])},
    {"a": 1, "Event": EVENTS[0], "ms": 4},
    {"Event": EVENTS[1]},
    {"Event": [EVENTS[1]]},
    {"Event": dict(EVENTS[1], traceparent="00-1")},
    {"CallConnected": EVENTS[0]["data"]},
    {"outer": {"event": EVENTS[0]}},
    {"DATA": EVENTS[0], "n": 1},
    {"Event": EVENTS[0], "Columns": []},
    {"category": "x", "operationName": "y", "resultType": "z", "body": BODY},
    {"a": "callConnectionId: 5"},
    {"a": 1},
    {"type": "Microsoft.Storage.BlobCreated", "eventType": BODY},
    {"Type": "Microsoft.Storage.BlobCreated", "body": BODY},
    {"category": "CallSummary", "correlationId": "c", "participantEndReason": "0", "level": "4"},
    numbers_as_text(EVENTS[0]),
    dict(EVENTS[1], traceparent="00-1"),
    dict(EVENTS[1], Type="Microsoft.Communication.PlayFailed"),
    EVENTS[0]["data"],
    EVENTS[3],
]
LINES = [
    *map(compact, RECORDS),
    "text",
    f"got {BODY}",
    "",
    " " + compact(RECORDS[0]),
    compact(RECORDS[0]) + " ",
    compact(RECORDS[0]) + ",",
    compact(RECORDS[0])[:-1],
    '{"body":"x","body":' + json.dumps(BODY) + "}",
    '{"body":' + json.dumps(BODY) + ',"body":"x"}',
    docker_record(BODY[:400]),
    docker_record(BODY[400:] + "\n"),
    "[1]",
]


def slowly(text: bytes, monkeypatch: pytest.MonkeyPatch) -> Reading:
    """The same text with every record read by itself."""
    with monkeypatch.context() as patch:
        patch.setattr(otherlines.OtherLines, "read", lambda _self: False)
        patch.setattr(records.Records, "read", lambda _self: False)
        patch.setattr(whole_body, "_read_record", lambda *_: False)
        return read_bytes(text)


def check(data: bytes, monkeypatch: pytest.MonkeyPatch) -> Reading:
    fast = read_bytes(data)
    assert compared(fast) == compared(slowly(data, monkeypatch))
    assert fast.uncovered() == b""
    for index in range(len(fast.events)):
        fast.record(index)
    return fast


@pytest.mark.parametrize("line", LINES)
def test_any_record_among_others(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    simple = compact(RECORDS[0])
    text = f"{simple}\n{simple}\n{line}\n{simple}\n{line}\n{line}\n{simple}"
    check(text.encode(), monkeypatch)
    check(f"{line}\n{simple}\n{simple}\n".encode(), monkeypatch)


@pytest.mark.parametrize("record", RECORDS)
@pytest.mark.parametrize("around", ['{"data":[%s],"total":1}', "[%s]", "[\n%s\n]"])
def test_any_record_in_an_array(record: Json, around: str, monkeypatch: pytest.MonkeyPatch) -> None:
    simple, odd = compact(RECORDS[0]), compact(record)
    text = around % " ,\n".join([simple, simple, odd, simple, odd, odd, simple])
    check(text.encode(), monkeypatch)


@given(st.lists(st.sampled_from(LINES), max_size=12), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_any_lines(lines: list[str], end: str) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        check(end.join(lines).encode(), monkeypatch)


def alike(number: int, record: Json) -> Json:
    """A record as a logger writes it for one more event."""
    numbered = event("PlayStarted", number, number % 3)
    return {
        key: numbered
        if isinstance(value, dict) and "specversion" in value
        else value.replace(BODY, compact([numbered]))
        if isinstance(value, str)
        else value
        for key, value in record.items()
    }


@pytest.mark.parametrize("first", RECORDS)
@pytest.mark.parametrize("other", [RECORDS[0], RECORDS[20], RECORDS[22], {"level": "info"}])
def test_runs_of_records_alike(first: Json, other: Json, monkeypatch: pytest.MonkeyPatch) -> None:
    run = [alike(n, first) for n in range(4)]
    rows = [*run, other, other, *run, alike(9, other), *run]
    lines = "".join(f"{compact(row)}\n" for row in [{"level": "info"}, *rows])
    check(lines.encode(), monkeypatch)
    check(f'{{"data":[{",".join(map(compact, rows))}]}}'.encode(), monkeypatch)


@pytest.mark.parametrize("record", RECORDS)
@pytest.mark.parametrize("depth", [1, 2, 3, 4])
def test_a_record_in_the_text_of_a_record(
    record: Json, depth: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [alike(number, record) for number in range(2)] + [RECORDS[0], record]
    for _ in range(depth):
        rows = [{"text": compact(row), "n": 1} for row in rows]
    check("".join(f"{compact(row)}\n" for row in rows).encode(), monkeypatch)
    cells = [compact(row).replace('"', '""') for row in rows]
    check(("n,body\n" + "".join(f'1,"{cell}"\n' for cell in cells)).encode(), monkeypatch)


@pytest.mark.parametrize("writer", [*TEXT_WRITERS, *STRUCTURED_WRITERS], ids=str)
def test_every_container(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    write = writer.write
    check(write([*EVENTS, *(event("PlayStarted", n, n % 3) for n in range(40))]), monkeypatch)


def test_many_are_read_together(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(f"{compact(RECORDS[at % 3])}\n" for at in range(2000)).encode()
    monkeypatch.setattr("inspector.capture.strings.Strings.string", _refused)
    reading = read_bytes(compact(call_events()[0]).encode() + b"\n" + text)
    assert len(reading.events) == 2001


def _refused(_self: object) -> None:
    raise AssertionError
