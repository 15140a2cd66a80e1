"""The same deliveries give the same calls, whatever container they are kept in."""

import json
from pathlib import Path
from typing import Any

import pytest

from inspector.__main__ import main
from tests.support.capture_events import lines
from tests.support.capture_read import read_bytes, row
from tests.support.containers import Writer, deliveries
from tests.support.structured_containers import STRUCTURED_WRITERS
from tests.support.text_containers import TEXT_WRITERS

WRITERS = (*TEXT_WRITERS, *STRUCTURED_WRITERS)
CONTAINER_RULES = {"CLK-1", "PII-1"}
"""Findings about the text around the events, which differs."""


@pytest.fixture
def calls_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """What `calls` says of a file, but for the file itself."""

    def said_of(data: bytes) -> Any:
        path = tmp_path / "capture"
        path.write_bytes(data)
        code = main(["calls", str(path), "--format", "json"])
        printed = capsys.readouterr()
        assert (code, printed.err) == (0, "")
        said = json.loads(printed.out)
        del said["sources"]
        said["findings"] = [
            each for each in said["findings"] if each["rule"] not in CONTAINER_RULES
        ]
        return said

    return said_of


@pytest.mark.parametrize("writer", WRITERS, ids=str)
def test_same_deliveries_same_calls(writer: Writer, calls_in: Any) -> None:
    expected = calls_in(lines(deliveries()))
    assert len(expected["calls"]) == 2
    assert calls_in(writer.write(deliveries())) == expected


@pytest.mark.parametrize("writer", WRITERS, ids=str)
def test_every_byte_is_told_and_every_event_reads_again(writer: Writer) -> None:
    events = deliveries()
    reading = read_bytes(writer.write(events))
    assert reading.reasons == []
    assert reading.uncovered() == b""
    assert [row(each) for each in reading.events] == [
        row(each) for each in read_bytes(lines(events)).events
    ]
    assert [reading.record(index).body for index in range(len(events))] == events
    assert reading.source.note == ""


@pytest.mark.parametrize("writer", WRITERS, ids=str)
def test_container_is_named(writer: Writer) -> None:
    assert read_bytes(writer.write(deliveries())).source.container == writer.label
