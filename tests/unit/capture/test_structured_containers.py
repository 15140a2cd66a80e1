"""Exports of tools and tables: what is special about each, and what damage leaves of them."""

import csv
import gzip
import importlib.util
import itertools
import json
import random
import sys
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.errors import InspectorError
from tests.support.capture_events import call_events, compact, event, lines, result
from tests.support.capture_read import Reading, read_bytes, row
from tests.support.containers import body, deliveries
from tests.support.fuzzing import damaged
from tests.support.structured_containers import (
    STRUCTURED_WRITERS,
    avro_of,
    base64_of,
    bodies,
    classic,
    dead_letters,
    har,
    http_post,
    ngrok,
    query_result,
    table,
    table_of,
    unquoted,
    web_hook_csv,
)

EVENTS = deliveries()
EXPECTED = [row(each) for each in read_bytes(lines(EVENTS)).events]


def rows(reading: Reading) -> list[object]:
    return [row(each) for each in reading.events]


def check(reading: Reading) -> None:
    """Nothing is lost, nothing lies outside, every event can be read again."""
    size = reading.source.text_size
    assert reading.uncovered() == b""
    for kind, start, length in reading.ranges:
        assert 0 <= start <= start + length <= size, kind
    spans = sorted({(at, at + n) for kind, at, n in reading.ranges if kind == "event"})
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))
    for index in range(len(reading.events)):
        assert isinstance(reading.record(index).body, dict)


# What is special about a tool


def test_ngrok_tells_the_newest_first() -> None:
    reading = read_bytes(ngrok(EVENTS[::-1]))
    assert rows(reading) == EXPECTED[::-1]


def raw_requests(*messages: bytes) -> Reading:
    requests = [{"request": {"raw": base64_of(each)}} for each in messages]
    return read_bytes(compact({"requests": requests}).encode())


def test_body_that_a_tunnel_kept_only_in_part() -> None:
    whole, cut = body(EVENTS[0]).encode(), body(EVENTS[1]).encode()
    length = f"Content-Length: {len(cut)}"
    reading = raw_requests(http_post(whole), http_post(cut[:400], length), http_post(whole))
    assert rows(reading) == [EXPECTED[0]] * 2
    missing = len(cut) - 400
    assert reading.reasons == [
        f"In the text of this string: {missing} bytes of this body were not kept."
    ]
    check(reading)


@pytest.mark.parametrize(
    "message",
    [
        http_post(gzip.compress(body(EVENTS[0]).encode()), "Content-Encoding: gzip"),
        http_post(zlib.compress(body(EVENTS[0]).encode()), "content-encoding: deflate"),
        http_post(body(EVENTS[0]).encode(), "Content-Encoding: gzip"),
        http_post(
            b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (
                body(EVENTS[0]).encode()[:100], body(EVENTS[0]).encode()[100:], b""
            )),
            "Transfer-Encoding: chunked",
        ),
        http_post(body(EVENTS[0]).encode(), "Transfer-Encoding: chunked"),
        http_post(body(EVENTS[0]).encode()).replace(b"\r\n", b"\n"),
        http_post(b"\xef\xbb\xbf" + body(EVENTS[0]).encode()),
        b"HTTP/1.1 200 OK\r\n\r\n" + body(EVENTS[0]).encode(),
        body(EVENTS[0]).encode(),
        b"\xef\xbb\xbf" + body(EVENTS[0]).encode(),
        compact(body(EVENTS[0])).encode(),
    ],
    ids=["gzip", "deflate", "gzip undone", "chunks", "chunks joined", "bare newlines", "mark",
         "response", "no head", "no head but a mark", "escaped"],
)  # fmt: skip
def test_ways_to_send_a_body(message: bytes) -> None:
    reading = raw_requests(message)
    assert rows(reading) == EXPECTED[:1]
    assert reading.reasons == []
    assert reading.record(0).body == EVENTS[0]


def test_base64_that_holds_no_callback() -> None:
    for message in (b"GET /", http_post(b""), http_post(b"\xff" * 90), b'{"a": [1, 2, 3, 4]} ' * 9):
        reading = raw_requests(message)
        assert (reading.events, reading.reasons) == ([], [])
        check(reading)


def test_base64_without_padding_and_for_addresses() -> None:
    padded = base64_of(body(EVENTS[2]).encode())
    for text in (padded.rstrip("="), padded.replace("+", "-").replace("/", "_")):
        reading = read_bytes(compact({"entries": [{"body": text}]}).encode())
        assert rows(reading) == [EXPECTED[2]]


def test_har_without_callbacks_says_so() -> None:
    reading = read_bytes(har([{"hello": 1}, {"hello": 2}]))
    assert reading.source.note == "HAR with 2 requests, none of them a Call Automation callback"


def test_dead_letters_are_the_events_they_carry() -> None:
    reading = read_bytes(dead_letters(EVENTS))
    assert rows(reading) == EXPECTED
    assert reading.source.container == "JSON array"
    assert reading.record(0).body["deadletterreason"] == "MaxDeliveryAttemptsExceeded"
    check(reading)


def test_dead_letters_of_event_grid_form() -> None:
    grid = {
        "id": "1", "topic": "/t", "subject": "/caller/a/recipient/b", "dataVersion": "1.0",
        "eventType": "Microsoft.Communication.CallStarted", "eventTime": "2025-02-03T09:00:00Z",
        "data": {"serverCallId": "c"}, "deadLetterReason": "x", "deliveryAttempts": 1,
    }  # fmt: skip
    storage = {"id": "2", "eventType": "Microsoft.Storage.BlobCreated", "data": {}}
    reading = read_bytes(compact([grid, storage]).encode())
    assert (reading.names, reading.other) == (["CallStarted"], 1)


def test_a_delivery_in_two_cells_of_a_row_is_one_and_in_two_rows_two() -> None:
    twice = [classic(EVENTS[0]), classic(EVENTS[0])]
    for data in (table_of(twice), query_result(twice)):
        reading = read_bytes(data)
        assert rows(reading) == [EXPECTED[0]] * 2
        check(reading)


# Tables


def test_the_range_of_an_event_is_its_cell() -> None:
    reading = read_bytes(bodies(EVENTS, ","))
    cell = '"' + compact([EVENTS[0]]).replace('"', '""') + '"'
    assert reading.bytes_of(0) == cell.encode()
    assert reading.parts == [0] * 5
    check(reading)


def test_several_events_in_one_cell() -> None:
    reading = read_bytes(table([["a", "b"], [1, compact(EVENTS)], [2, "x"]]))
    assert rows(reading) == EXPECTED
    assert reading.parts == [0, 1, 2, 3, 4]
    assert [reading.record(index).body for index in range(5)] == EVENTS
    assert reading.other == 1
    check(reading)


def test_rows_longer_than_what_is_read_at_once() -> None:
    filler = "x\n" * 200_000
    data = table([["a", "b"], *([filler, body(each)] for each in EVENTS)])
    reading = read_bytes(data)
    assert rows(reading) == EXPECTED
    check(reading)


def test_an_event_named_in_a_cell_of_its_own() -> None:
    payload = {key: value for key, value in EVENTS[3]["data"].items() if key != "publicEventType"}
    reading = read_bytes(table([["kind", "data"], ["CallDisconnected", compact(payload)]]))
    assert reading.names == ["CallDisconnected"]


def test_two_tables_one_below_the_other() -> None:
    first = table([["a", "b"], ["1", body(EVENTS[0])]])
    second = table([["c", "d", "e"], ["1", "2", body(EVENTS[1])]], ";")
    reading = read_bytes(first + b"\r\n" + second)
    assert rows(reading) == EXPECTED[:2]
    check(reading)


def test_a_table_without_callbacks() -> None:
    reading = read_bytes(table([["name", "size"], ["a", 1], ["b", 2]]))
    assert reading.source.container == "CSV"
    assert reading.source.note == "CSV without call events: 2 rows"
    assert reading.other == 2
    check(reading)


@pytest.mark.parametrize(
    "text",
    [
        "Starting service, please wait\nHello, world\nthis is all\n",
        "one\ntwo\nthree\n",
        "Ready; steady\n" + "2025-02-03 10:00:00,001 INFO nothing\n" * 3,
        "a,b\n",
    ],
)
def test_text_with_commas_is_no_table_or_harmless(text: str) -> None:
    reading = read_bytes(text.encode() + lines(EVENTS))
    assert rows(reading) == EXPECTED
    assert reading.reasons == []
    check(reading)


def test_a_log_that_begins_like_a_table_is_read_as_a_log() -> None:
    log = "".join(
        f"2025-02-03 10:00:00,001 INFO a, b, c got {body(each)}\n" for each in EVENTS * 20
    )
    reading = read_bytes(b"time, level\nx, y\n" + log.encode())
    assert rows(reading) == EXPECTED * 20
    check(reading)


# Damage


def test_table_cut_in_a_cell() -> None:
    data = bodies(EVENTS, ",")
    cut = data.rindex(b'""CallDis') if b'""CallDis' in data else len(data) - 300
    reading = read_bytes(data[:cut])
    assert rows(reading) == EXPECTED[:4]
    assert len(reading.problems) == 1
    check(reading)


def test_events_before_the_cut_of_a_cell_are_kept() -> None:
    data = table([["a", "b"], ["1", compact(EVENTS)]])
    reading = read_bytes(data[: len(data) - 40])
    assert rows(reading) == EXPECTED[:4]
    assert reading.reasons == ["The file ends in the middle of a quoted cell."]
    check(reading)


def test_a_quote_that_is_never_closed_costs_one_row() -> None:
    good = bodies(EVENTS, ",").splitlines(keepends=True)
    reading = read_bytes(b"".join((good[0], good[1], b'x,"never closed,7\n', *good[2:])))
    assert rows(reading) == EXPECTED
    check(reading)


def test_rows_behind_a_quote_that_is_never_closed() -> None:
    reading = read_bytes(b'a,b\n1,"open\n2,x\n3,y\n')
    assert reading.reasons == [
        "The quotes of this row do not follow the rules of CSV, so it was not read."
    ]
    assert (reading.problems[0].line, reading.other) == (2, 2)
    check(reading)


def test_wrong_quoting_of_a_body_is_told() -> None:
    good = bodies(EVENTS, ",").splitlines(keepends=True)
    wrong = good[2].replace(b'""type""', b'"type"')
    reading = read_bytes(b"".join((*good[:2], wrong, *good[3:])))
    assert rows(reading) == [EXPECTED[0], *EXPECTED[2:]]
    assert reading.reasons == [
        "The quotes of this row do not follow the rules of CSV, so it was not read."
    ]
    assert reading.problems[0].line == 3
    check(reading)


def test_quotes_that_nobody_doubled() -> None:
    rows_of = [f'{number},"{body(each)}",200\n' for number, each in enumerate(EVENTS)]
    reading = read_bytes(("n,body,status\n" + "".join(rows_of)).encode())
    assert rows(reading) == EXPECTED
    assert reading.reasons == []
    check(reading)


def test_a_cell_that_a_spreadsheet_cut() -> None:
    whole = [["n", "body"], [1, body(EVENTS[0])], [2, body(EVENTS[1])[:300]], [3, body(EVENTS[2])]]
    reading = read_bytes(table(whole))
    assert rows(reading) == [EXPECTED[0], EXPECTED[2]]
    assert [reason.partition(":")[0] for reason in reading.reasons] == ["In the text of this cell"]
    check(reading)


def test_rows_of_too_few_and_too_many_cells() -> None:
    ragged = [["a", "b", "c"], ["1", "2", body(EVENTS[0])], [body(EVENTS[1])], ["1", "2", "3", "4"],
              ["1", body(EVENTS[2]), "x", "y"], ["1", "2", body(EVENTS[3])]]  # fmt: skip
    reading = read_bytes(table(ragged))
    assert rows(reading) == EXPECTED[:4]
    check(reading)


def test_damaged_utf8_in_a_table() -> None:
    data = unquoted(EVENTS).replace(b"time,body", b"tim\xe9,body") + b"\xff,\xfe,\xfd\n"
    reading = read_bytes(data)
    assert rows(reading) == EXPECTED
    check(reading)


# Event Hubs Capture


def test_messages_without_text() -> None:
    reading = read_bytes(avro_of([None, b"", b"\xff\xfe\x00", body(EVENTS[0]).encode()]))
    assert rows(reading) == EXPECTED[:1]
    assert reading.other == 3
    assert reading.source.compression == "Avro"
    kept = [json.loads(line)["Body"] for line in reading.text.splitlines()]
    assert kept == [None, "", "//4A", body(EVENTS[0])]
    check(reading)


def test_avro_that_is_cut_keeps_what_came_before() -> None:
    data = avro_of([body(each).encode() for each in EVENTS], "deflate")
    reading = read_bytes(data[:-40])
    assert rows(reading) == EXPECTED[:4]
    assert len(reading.reasons) == 1
    assert "ends too early or is damaged" in reading.reasons[0]
    for length in range(4, len(data), 97):
        check(read_bytes(data[:length]))


def test_avro_with_any_damage() -> None:
    data = avro_of([body(each).encode() for each in EVENTS])
    chance = random.Random(7)
    for _ in range(60):
        damaged = bytearray(data)
        damaged[chance.randrange(4, len(data))] = chance.randrange(256)
        check(read_bytes(bytes(damaged)))


def test_avro_without_its_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fastavro", None)
    with pytest.raises(InspectorError, match=r"fastavro, is not installed.*pip install") as raised:
        read_bytes(avro_of([b"[]"]))
    assert raised.value.summary == "This is an Avro file, as Event Hubs Capture writes them"


def test_avro_whose_blocks_need_another_library() -> None:
    codec = "lz4"  # of no use to Event Hubs Capture, so that its library is not installed
    assert importlib.util.find_spec(codec) is None
    with pytest.raises(InspectorError, match=rf"packed with {codec}.*not installed") as raised:
        read_bytes(avro_with_codec(codec))
    assert raised.value.hint == f'Install it with: pip install "fastavro[{codec}]"'


@pytest.mark.parametrize("codec", ["snappy", "xz", "bzip2", "deflate", "unheard-of"])
def test_avro_whose_blocks_cannot_be_unpacked(codec: str) -> None:
    reading = read_bytes(avro_with_codec(codec))
    assert (reading.events, len(reading.reasons)) == ([], 1)
    assert "ends too early or is damaged" in reading.reasons[0]


def test_avro_in_snappy() -> None:
    reading = read_bytes(avro_of([body(each).encode() for each in EVENTS], "snappy"))
    assert rows(reading) == EXPECTED


def test_avro_in_a_gzip_file_that_is_cut() -> None:
    bodies = [body(EVENTS[at % len(EVENTS)]).encode() for at in range(3000)]
    packed = gzip.compress(avro_of(bodies))
    reading = read_bytes(packed[: len(packed) * 9 // 10])
    assert len(reading.events) > 2000
    assert reading.reasons[-1].startswith("The gzip file ends too early")


def avro_with_codec(codec: str) -> bytes:
    """A file that says that its blocks are packed so, which they are not."""
    name = codec.encode()
    data = avro_of([body(each).encode() for each in EVENTS])
    return data.replace(b"avro.codec\x08null", b"avro.codec" + bytes([2 * len(name)]) + name)


def test_packed_avro() -> None:
    data = gzip.compress(avro_of([body(each).encode() for each in EVENTS]))
    reading = read_bytes(data)
    assert rows(reading) == EXPECTED
    assert "Avro" in reading.source.compression


# All of them

SHAPES = {writer.name: writer.write(call_events()) for writer in STRUCTURED_WRITERS}
PIECES = [b'"', b'""', b",", b"\n", b"\r\n", b"{", b"]", b"\\", b"\t", b";", b"\0", b"\xff", b"="]


@settings(max_examples=200)
@given(st.sampled_from(sorted(SHAPES)), st.randoms(use_true_random=False))
def test_any_damage_to_an_export(name: str, chance: random.Random) -> None:
    check(read_bytes(damaged(SHAPES[name], PIECES, chance)))


@given(
    st.lists(
        st.lists(
            st.text() | st.sampled_from([body(each) for each in EVENTS]), min_size=3, max_size=3
        ),
        min_size=1,
    ),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_any_table_that_the_csv_module_writes(
    written: list[list[str]], delimiter: str, end: str
) -> None:
    header = ["one", "two", "three"]
    data = table([header, *written], delimiter, end, quoting=csv.QUOTE_ALL)
    reading = read_bytes(data)
    check(reading)
    expected = [set(cells) & {body(each) for each in EVENTS} for cells in written]
    assert len(reading.events) == sum(map(len, expected))


@given(
    st.lists(st.sampled_from([*PIECES, b"a", b"b", b'{"id":', b"x,y\n", b'"[{""'])).map(b"".join)
)
def test_any_text_like_a_table(data: bytes) -> None:
    check(read_bytes(data))
    check(read_bytes(b"a,b\n1,2\n" + data))


def test_long_table_is_read_in_parts() -> None:
    many = [event("PlayCompleted", second, **result()) for second in range(2000)]
    reading = read_bytes(web_hook_csv(many))
    assert len(reading.events) == 2000
    assert reading.problems == []
    check(reading)
    assert json.loads(reading.record(1999).raw) == many[1999]
