"""Records with a body deep inside, read together, tell what reading them one by one tells."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.capture import exchanges, records, strings
from tests.support.capture_events import Json, compact, event
from tests.support.capture_read import Reading, read_bytes
from tests.support.containers import Writer, body, deliveries, pretty
from tests.support.structured_containers import (
    STRUCTURED_WRITERS,
    base64_of,
    har_entry,
    http_post,
)

EVENTS = deliveries()
BODY = body(EVENTS[2])
BASE64 = base64_of(BODY.encode())
SHORT = http_post(BODY.encode(), f"Content-Length: {len(BODY) + 9}")
NO_CALL = compact({"status": "ok", "items": list(range(40))})


def tunnel(raw: str, response: str = "") -> Json:
    return {"id": "a", "request": {"method": "POST", "raw": raw}, "response": {"raw": response}}


RECORDS: list[Json] = [
    har_entry({"text": BODY}),
    har_entry({"text": pretty([EVENTS[0]])}),
    har_entry({"text": compact(EVENTS)}),
    har_entry({"text": BASE64, "encoding": "base64"}),
    har_entry({"text": BODY[:-9]}),
    har_entry({"text": NO_CALL}),
    har_entry({"text": base64_of(NO_CALL.encode())}),
    har_entry({"text": ""}),
    har_entry({"text": "eyJhIjoxfQ=="}),
    har_entry({"text": "", "params": []}, {"text": BODY}),
    har_entry({"text": BODY}, {"text": BODY}),
    har_entry({"text": BODY}, {"text": body(EVENTS[3])}),
    har_entry({"text": BODY}, {"text": '{"error":{"code":"8522","message":"Call not found."}}'}),
    har_entry({"text": '{"error":{"code":"8522","message":"Call not found."}}'}),
    {"request": {"method": "GET"}, "response": {"status": 200}},
    {"request": {"method": "GET", "postData": None}},
    {"request": "GET"},
    {"request": [{"postData": {"text": BODY}}]},
    {"request": {"postData": {"text": BODY}, "headers": [{"name": "Type"}], "cookies": []}},
    {"request": {"postData": {"text": BODY, "type": "Microsoft.Storage.BlobCreated"}}},
    {"request": {"postData": {"text": BODY, "type": "json"}}},
    {"type": "Microsoft.Communication.CallConnected", "request": {"postData": {"text": BODY}}},
    {"\u212aind": "x", "request": {"postData": {"text": BODY}}},
    {"error": {"code": "8522", "message": "m"}, "request": {"postData": {"text": BODY}}},
    {"columns": [{"name": "a"}], "request": {"postData": {"text": BODY}}},
    {"CallConnected": {"text": BODY}, "request": {"postData": {"text": "x"}}},
    {"request": {"CallConnected": 1, "postData": {"text": BODY}}},
    {"category": "x", "operationName": "y", "request": {"postData": {"text": BODY}}},
    {"request": {"postData": {"text": BODY}}, "note": "callConnectionId: 5"},
    {"request": {"postData": {"text": "text"}}},
    {"request": {"postData": {"text": '"text'}}},
    {"text": BODY, "request": {"postData": {"text": BODY}}},
    {"request": {"postData": {"text": 5}}},
    {"request": {"postData": {"text": {"text": BODY}}}},
    {"request": {"postData": {"text": EVENTS[0]}}},
    tunnel(base64_of(http_post(BODY.encode()))),
    tunnel(base64_of(SHORT)),
    tunnel(base64_of(http_post(BODY.encode())), base64_of(b"HTTP/1.1 200 OK\r\n\r\n" + b" " * 60)),
    tunnel(base64_of(http_post(BODY.encode())), base64_of(http_post(body(EVENTS[1]).encode()))),
    tunnel(base64_of(http_post(BODY.encode())), "eyJldmVudHR5cGUiOjF9"),
    {"messageId": "m", "body": BASE64, "properties": {"a": 1}},
    {"messageId": "m", "body": BASE64},
    {"messageId": "m", "body": BODY},
    {"outer": {"data": BODY}},
    {"outer": {"data": BASE64, "id": "i"}},
    {"a": 1},
    EVENTS[0],
]
ODD_TEXTS = [
    '{"request":{"postData":{"text":"x"},"postData":{"text":BODY}}}',
    '{"request":{"postData":{"text":BODY,"text":"x"}}}',
    '{"\\u0074ype":"Microsoft.Storage.X","request":{"postData":{"text":BODY}}}',
    '{"request":{"postData":{"text":BODY},}}',
    '{"request":{"postData":{"text":BODY},"n":NaN}}',
    '{"request":{"postData":{"text":BODY}}',
    "[]",
    "7",
    '"text"',
]
TEXTS = [
    *map(compact, RECORDS),
    *map(pretty, RECORDS[:4]),
    *(text.replace("BODY", json.dumps(BODY)) for text in ODD_TEXTS),
]
AROUND = ['{"log":{"entries":[%s]}}', "[%s]", '{"requests":[\n%s\n],"n":1}', '{"rows":[%s]}']


def slowly(text: bytes, monkeypatch: pytest.MonkeyPatch) -> Reading:
    """The same text with every record read by itself."""
    with monkeypatch.context() as patch:
        patch.setattr(exchanges.Exchanges, "read", lambda _self: False)
        return read_bytes(text)


def compared(reading: Reading) -> tuple[object, ...]:
    return (
        [(each.type, each.time, each.id) for each in reading.events],
        [each.data and (each.data.call_connection_id, each.data.result_information is None)
         for each in reading.events],
        reading.offsets,
        reading.lengths,
        reading.parts,
        [(each.offset, each.length, each.line, each.reason) for each in reading.problems],
        [(each.offset, each.length) for each in reading.operations],
        sorted(told for told in reading.ranges if told[0] == "other"),
        reading.other,
        reading.source.container,
        reading.source.note,
    )  # fmt: skip


def check(text: str, monkeypatch: pytest.MonkeyPatch) -> Reading:
    data = text.encode()
    monkeypatch.setattr(records.Records, "read", lambda _self: False)
    fast = read_bytes(data)
    assert compared(fast) == compared(slowly(data, monkeypatch))
    assert fast.uncovered() == b""
    for index in range(len(fast.events)):
        fast.record(index)
    return fast


@pytest.mark.parametrize("record", TEXTS)
@pytest.mark.parametrize("simple", [RECORDS[0], RECORDS[35], RECORDS[41]])
def test_any_record_among_others(
    record: str, simple: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = compact(simple)
    check(AROUND[0] % " ,\n".join([plain, plain, record, plain, record, record]), monkeypatch)
    check(AROUND[2] % ",".join([record, plain, plain, record, plain]), monkeypatch)


@given(st.lists(st.sampled_from(TEXTS), max_size=10), st.sampled_from(AROUND))
def test_any_records(items: list[str], around: str) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        check(around % ",".join(items), monkeypatch)


def alike(number: int, record: Json) -> Any:
    """A record as a tool writes it for one more event."""
    numbered = body(event("PlayStarted", number, number % 3))
    text = compact(record).replace(compact(BODY)[1:-1], compact(numbered)[1:-1])
    return json.loads(text.replace(BASE64, base64_of(numbered.encode())))


@pytest.mark.parametrize("first", RECORDS)
def test_runs_of_records_alike(first: Json, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [*(alike(n, first) for n in range(5)), RECORDS[0], RECORDS[14], alike(9, first)]
    check(AROUND[1] % ",".join(map(compact, rows)), monkeypatch)
    check(AROUND[0] % ",\n".join(map(pretty, rows)), monkeypatch)


def test_requests_without_a_callback_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = har_entry({"text": compact({"note": "no callConnectionId"})})
    reading = check(AROUND[0] % ",".join([compact(entry)] * 9), monkeypatch)
    assert reading.source.note.startswith("HAR with 9 requests")


@pytest.mark.parametrize("writer", STRUCTURED_WRITERS, ids=str)
def test_every_container(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = writer.write([*EVENTS, *(event("PlayStarted", n, n % 3) for n in range(40))])
    assert compared(read_bytes(packed)) == compared(slowly(packed, monkeypatch))


def test_the_fast_way_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests above compare two different ways only as long as this holds."""
    singly: list[int] = []
    careful = strings.Strings.string
    monkeypatch.setattr(strings.Strings, "string", lambda self: singly.append(1) or careful(self))
    for simple in (RECORDS[0], RECORDS[3], RECORDS[35], RECORDS[36], RECORDS[37], RECORDS[40]):
        singly.clear()
        rows = [alike(number, simple) for number in range(40)]
        assert len(read_bytes(compact(rows).encode()).events) == len(rows)
        assert len(singly) < len(rows)
