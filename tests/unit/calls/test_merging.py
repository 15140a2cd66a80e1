"""The same delivery in two files is one event with two places."""

import json
from typing import Any

import pytest

from inspector.calls import merging
from inspector.calls.capture import Capture
from inspector.calls.load import open_capture
from inspector.calls.merging import Place
from inspector.capture.source import Input
from inspector.catalog.catalog import Catalog
from tests.support.capture_events import call_events, event


def opened(catalog: Catalog, *files: str) -> Capture:
    inputs = [Input(f"file {n}", data=text.encode()) for n, text in enumerate(files)]
    *_, last = open_capture(inputs, catalog.kinds, lambda: False)
    return last


def lines(events: list[Any]) -> str:
    return "".join(json.dumps(e) + "\n" for e in events)


CALL = call_events(1)
PRETTY = json.dumps(CALL, indent=2)


def test_a_delivery_in_two_files_is_one_event(catalog: Catalog) -> None:
    capture = opened(catalog, lines(CALL[:3]), lines(CALL[1:]))
    assert capture.table.size == len(CALL)
    assert [info.events for info in capture.sources] == [3, len(CALL) - 1]
    second = len(json.dumps(CALL[1]))
    assert capture.copies[1] == (Place(1, 0, second, 0),)
    assert set(capture.copies) == {1, 2}
    assert capture.event(1).kind.name == CALL[1]["type"].rpartition(".")[2]


def test_the_layout_of_the_files_does_not_matter(catalog: Catalog) -> None:
    capture = opened(catalog, lines(CALL), PRETTY)
    assert capture.table.size == len(CALL)
    assert len(capture.copies) == len(CALL)
    assert not capture.table.time.flags.writeable


@pytest.mark.parametrize(
    "change", [{"id": "5d0f1c9e-0000-4bbb-8ccc-000000000009"}, {"source": "elsewhere"}]
)
def test_what_differs_stays(catalog: Catalog, change: dict[str, str]) -> None:
    capture = opened(catalog, lines([CALL[0]]), lines([{**CALL[0], **change}]))
    assert (capture.table.size, dict(capture.copies)) == (2, {})


def test_an_id_that_stands_in_for_one_proves_nothing(catalog: Catalog) -> None:
    redacted = {**CALL[0], "id": "Sanitized"}
    assert opened(catalog, lines([redacted]), lines([redacted])).table.size == 2


def test_copies_in_one_file_stay(catalog: Catalog) -> None:
    other = event("CallConnected", 40, call=2)
    assert opened(catalog, lines([CALL[0], CALL[0]]), lines([other])).table.size == 3


def test_too_many_copies_stay(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "MOST_COMPARED", 3)
    assert opened(catalog, lines(CALL), lines(CALL)).table.size == 2 * len(CALL) - 1


def test_the_order_of_the_files_changes_only_the_numbers(catalog: Catalog) -> None:
    """Calls, their events and their ends are the same."""
    parts = [lines(CALL[:3]), lines(call_events(2)), lines(CALL[1:])]

    def told(*files: str) -> list[tuple[object, ...]]:
        capture = opened(catalog, *files)
        found = []
        for position in range(len(capture.calls)):
            call = capture.calls.call(position)
            kinds = [capture.event(row).id for row in (*call.offers, *call.rows)]
            end = None if call.end is None else capture.event(call.end).id
            found.append((call.connection_id, kinds, end, call.started, call.ended, call.outcome))
        return sorted(found, key=str)

    assert told(*parts) == told(*reversed(parts)) == told(parts[1], parts[2], parts[0])
