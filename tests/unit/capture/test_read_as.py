"""A text read as the container that a person chose."""

import json

import pytest

from inspector.capture.choice import CONTAINERS, NO_TABLE, Choice
from inspector.capture.source import Input, Source
from tests.support.capture_events import call_events, compact, lines
from tests.support.capture_read import Reading, read_source

EVENTS = call_events(1)


def read_as(data: bytes, container: str) -> Reading:
    return read_source(Source.open(Input("log", data=data, chosen=Choice(container=container)), 0))


def doubled(events: list[dict[str, object]]) -> list[str]:
    return ['"' + compact(each).replace('"', '""') + '"' for each in events]


def test_a_table_that_was_taken_for_a_log_opens() -> None:
    """One column of bodies has no comma that would show that it is a table."""
    data = "\n".join(["Body", *doubled(EVENTS)]).encode()
    assert read_as(data, "").events == []
    reading = read_as(data, "CSV")
    assert reading.names == [each["type"].rpartition(".")[2] for each in EVENTS]
    assert reading.source.container == "CSV (chosen)"
    assert reading.reasons == []
    for row in range(len(EVENTS)):
        assert json.loads(reading.record(row).raw) == EVENTS[row]


def test_a_log_that_was_taken_for_a_table_is_read_as_a_log() -> None:
    data = b"time,level,message\n" + b"".join(
        b"09:00:0%d,INFO,%s\n" % (n, b"started") for n in range(5)
    )
    data += lines(EVENTS)
    assert read_as(data, "").source.container == "CSV"
    reading = read_as(data, NO_TABLE)
    assert reading.source.container == "text log with JSON (chosen)"
    assert len(reading.events) == len(EVENTS)


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize(
    "data",
    [
        b"",
        lines(EVENTS),
        json.dumps(EVENTS, indent=2).encode(),
        b"2025-02-03 10:00:00,001 INFO got " + compact(EVENTS).encode() + b"\n",
        b'one "two\n{"three": "' + lines(EVENTS),
        "\n".join(["Time,Body", *(f"1,{each}" for each in doubled(EVENTS))]).encode(),
        "\n".join(["sep=;", *(f"1;{each}" for each in doubled(EVENTS))]).encode(),
        b"a\tb\n1\t2\t3\n\n4\n" + lines(EVENTS),
        b'"never closed, ' + compact(EVENTS[0]).encode(),
    ],
)
def test_no_choice_loses_a_byte(data: bytes, container: str) -> None:
    assert read_as(data, container).uncovered() == b""


@pytest.mark.parametrize("container", CONTAINERS)
def test_values_are_found_whatever_was_chosen(container: str) -> None:
    for data in (lines(EVENTS), json.dumps(EVENTS, indent=2).encode()):
        assert len(read_as(data, container).events) == len(EVENTS)
