"""ORD-1: times that go back along a file."""

import json

import pytest

from inspector.catalog.catalog import Catalog
from inspector.catalog.model import Severity
from tests.support.scene_case import Json, found, scene_of, told


def people(at_s: float | None, number: int) -> Json:
    return told("ParticipantsUpdated", at_s, sequenceNumber=number, participants=[])


def test_one_step_back(catalog: Catalog) -> None:
    events = [told("CallConnected", 1), people(0.985, 1), told("CallDisconnected", 60)]
    (finding,) = found("ORD-1", scene_of(catalog, events))
    assert finding.severity is Severity.INFO
    assert (finding.call, finding.rows) == (0, (1,))
    assert finding.text == (
        "ParticipantsUpdated comes after CallConnected in the file, but happened 15 ms earlier."
    )


def test_several_steps_back_make_one_finding_with_the_largest(catalog: Catalog) -> None:
    events = [
        told("CallConnected", 1),
        people(0.9, 1),
        told("PlayStarted", 20),
        told("PlayStarted", 10, call=2),
        people(17.6, 2),
        told("CallDisconnected", 60),
    ]
    (finding,) = found("ORD-1", scene_of(catalog, events))
    assert (finding.call, finding.rows) == (0, (4, 1))
    assert finding.text == (
        "2 events come after a later one; the largest step back is 2.4 s: ParticipantsUpdated "
        "comes after PlayStarted in the file."
    )


@pytest.mark.parametrize(
    "sources",
    [
        [[]],
        [[told("CallConnected", 1), people(1, 1), people(None, 2), told("CallDisconnected", 3)]],
        [[told("CallConnected", 9), told("CallConnected", 1, call=2)]],
        [[told("CallDisconnected", 60)], [told("CallConnected", 0)]],
        [[told("CallDisconnected", 60), people(30, 1), told("CallConnected", 0)]],
        [
            [
                told("CallDisconnected", 60.001, "200/5002"),
                told("CreateCallFailed", 60, "200/5002"),
            ]
        ],
        [
            json.dumps(
                {"PlayCompleted": told("PlayCompleted", 5), "CallConnected": told("CallConnected")}
                | {"PlayStarted": told("PlayStarted", 1), "PlayFailed": told("PlayFailed", 40)}
            ).encode()
        ],
    ],
    ids=[
        "empty",
        "in order",
        "two calls",
        "two files",
        "newest first",
        "reject pair",
        "keyed by event name",
    ],
)
def test_silent(catalog: Catalog, sources: list[list[Json] | bytes]) -> None:
    assert found("ORD-1", scene_of(catalog, *sources)) == ()


def test_times_centuries_apart(catalog: Catalog) -> None:
    events = [told("CallConnected", 1), people(2, 1), people(3, 2)]
    for event, year in zip(events, (1701, 2199, 1701), strict=True):
        event["time"] = f"{year}-01-01T00:00:00+00:00"
    (finding,) = found("ORD-1", scene_of(catalog, events))
    assert finding.rows == (2,)
