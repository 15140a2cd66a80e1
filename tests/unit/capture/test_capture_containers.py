"""Every container a capture may come in gives the same events, with their own bytes."""

import json

import pytest

from inspector.capture.chunk import Chunk
from inspector.capture.reader import read
from inspector.capture.source import Input, Source
from tests.support.capture_events import CONTAINERS, call_events, compact, event, lines, result
from tests.support.capture_read import read_bytes, row


def many(count: int) -> list[dict[str, object]]:
    return [
        event(
            "PlayCompleted", number % 3000, number % 9, **result(200, number, "x" * (number % 200))
        )
        for number in range(count)
    ]


@pytest.mark.parametrize("name", CONTAINERS)
def test_container_gives_every_event(name: str) -> None:
    make, label = CONTAINERS[name]
    events = call_events()
    reading = read_bytes(make(events))
    assert [item.type for item in reading.events] == [item["type"] for item in events]
    assert [item.time for item in reading.events] == [item["time"] for item in events]
    assert reading.reasons == []
    assert reading.source.container == label
    assert reading.source.note == ""
    assert reading.uncovered() == b""


@pytest.mark.parametrize("name", CONTAINERS)
def test_container_gives_each_event_back(name: str) -> None:
    events = call_events()
    reading = read_bytes(CONTAINERS[name][0](events))
    assert [reading.record(index).body for index in range(len(events))] == events


@pytest.mark.parametrize("name", sorted(set(CONTAINERS) - {"keyed", "one string"}))
def test_container_larger_than_the_window(name: str) -> None:
    events = many(700)
    data = CONTAINERS[name][0](events)
    if name in ("keyed lists", "lines of batches"):
        assert len(data) > 2**19
    reading = read_bytes(data)
    assert [item.data.result_information.sub_code for item in reading.events] == list(range(700))
    assert reading.reasons == []
    assert reading.uncovered() == b""
    for index in (0, 250, 699):
        assert reading.record(index).body == events[index]
    assert reading.source.container == CONTAINERS[name][1]


def test_ranges_are_the_events_own_bytes() -> None:
    events = call_events()
    for name in ("array", "pretty array", "lines ended by CRLF", "lines of arrays", "text log"):
        reading = read_bytes(CONTAINERS[name][0](events))
        for index, expected in enumerate(events):
            raw = reading.bytes_of(index)
            assert raw.startswith(b"{")
            assert raw.endswith(b"}")
            assert json.loads(raw) == expected


def test_escaped_event_lies_in_its_string() -> None:
    reading = read_bytes(CONTAINERS["entries"][0](call_events()))
    assert reading.parts == [0, 0, 0, 0]
    for index in range(4):
        raw = reading.bytes_of(index)
        assert raw.startswith(b'"[{')
        assert raw.endswith(b'}]"')


def test_events_of_one_string_are_numbered() -> None:
    reading = read_bytes(CONTAINERS["one string"][0](call_events()))
    assert reading.parts == [0, 1, 2, 3]
    assert len(set(reading.offsets)) == 1
    assert reading.record(2).body["type"] == "Microsoft.Communication.PlayFailed"


def test_rows_come_before_the_end_of_a_single_large_array() -> None:
    data = compact(many(12_000)).encode()
    source = Source.open(Input("array", data=data), 0)
    first = next(chunk for chunk in read(source, lambda: False) if chunk.events)
    assert 0 < len(first.events) <= 4096
    assert first.position < len(data) / 4


def test_rows_come_before_the_end_of_a_large_object() -> None:
    data = compact({"records": many(40_000)}).encode()
    assert len(data) > 2**24
    source = Source.open(Input("object", data=data), 0)
    chunks = read(source, lambda: False)
    first = next(chunk for chunk in chunks if chunk.events)
    assert first.position < len(data) / 10
    assert len(first.events) + sum(len(chunk.events) for chunk in chunks) == 40_000


def test_chunks_are_small_and_positions_grow() -> None:
    reading = read_bytes(lines(many(12_000)))
    assert max(reading.sizes) <= 4096 + 4096
    assert len(reading.sizes) > 5
    assert reading.positions == sorted(reading.positions)
    assert reading.positions[-1] == reading.source.text_size


def test_reading_stops_soon_after_cancel() -> None:
    source = Source.open(Input("lines", data=lines(many(12_000))), 0)
    seen: list[Chunk] = []
    for chunk in read(source, lambda: len(seen) >= 2):
        seen.append(chunk)
    assert seen[-1].position < source.text_size / 2


def test_batches_of_empty_arrays_and_foreign_lines_stay_plain() -> None:
    events = call_events()
    text = (
        compact(events[0]) + "\n[]\n{}\n" + compact(events[1]) + "\n" + compact(events[2:]) + "\n"
    )
    reading = read_bytes(text.encode())
    assert reading.names == [
        "CallConnected",
        "ParticipantsUpdated",
        "PlayFailed",
        "CallDisconnected",
    ]
    assert reading.other == 2
    assert reading.uncovered() == b""


def test_foreign_items_of_an_array() -> None:
    events = call_events()
    for foreign in ("{}", '{"type":"x","data":{}}', "[]", "7", '"text"'):
        text = f"[{compact(events[0])},{compact(events[1])},{foreign},{compact(events[2])},{{}}]"
        reading = read_bytes(text.encode())
        assert reading.names == ["CallConnected", "ParticipantsUpdated", "PlayFailed"]
        assert reading.reasons == []
        assert reading.uncovered() == b""


@pytest.mark.parametrize(
    ("text", "container", "note"),
    [
        ("", "empty", "empty file"),
        (" \r\n\n", "empty", "nothing but white space"),
        ("one\ntwo [x] {y}\n", "text", "text without JSON: 2 lines"),
        ('{"a":1}\n{"b":[2]}\n{}\n', "JSON Lines", "JSON without call events: 3 objects"),
        ('[{"a":1}]', "JSON array", "JSON without call events: 1 object"),
        (
            '{"log":{"version":"1.2","entries":[{"request":{}},{}]}}',
            "HAR",
            "HAR with 2 requests, none of them a Call Automation callback",
        ),
        (
            '{"log":{"entries":[{"request":{"url":"/callConnections/correlationId"}}]}}',
            "HAR",
            "HAR with 1 request, none of them a Call Automation callback",
        ),
        (
            'INFO x {"a":1}\n',
            "text log with JSON",
            "text log with JSON, but no Call Automation callback in it",
        ),
        ("\0\1\2\3" * 9, "binary", "binary data, not a text capture"),
        ("PK\3\4\0\0", "binary", "binary data, not a text capture"),
        (
            "Rar!\x1a\x07\0\0",
            "binary",
            "a RAR archive: unpack it and open what is inside",
        ),
    ],
)
def test_a_file_without_call_events_says_what_it_is(text: str, container: str, note: str) -> None:
    reading = read_bytes(text.encode())
    assert reading.events == []
    assert reading.reasons == []
    assert (reading.source.container, reading.source.note) == (container, note)
    assert reading.uncovered() == b""


def test_rows_do_not_depend_on_the_container() -> None:
    events = call_events()
    expected = [row(item) for item in read_bytes(lines(events)).events]
    for name, (make, _) in CONTAINERS.items():
        assert [row(item) for item in read_bytes(make(events)).events] == expected, name
