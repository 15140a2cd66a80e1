"""TIME-1: long rings, and long gaps inside connected calls."""

import pytest

from inspector.catalog.catalog import Catalog
from inspector.catalog.model import Severity
from tests.support.scene_case import Json, found, scene_of, told


def offered(at_s: float | None) -> Json:
    return told("IncomingCall", at_s, call=None, incomingCallContext="context")


def chatter(gap_s: float = 1, count: int = 120, call: int = 9) -> list[Json]:
    """A connected call with many gaps of one length."""
    prompts = [told("PlayStarted", gap_s * at, call=call) for at in range(1, count)]
    end = told("CallDisconnected", gap_s * count, "200/7000", call=call)
    return [told("CallConnected", 0, call=call), *prompts, end]


def call_with_gap(gap_s: float, call: int = 1) -> list[Json]:
    return [
        told("CallConnected", 0, call=call),
        told("PlayCompleted", 2, call=call),
        told("RecognizeFailed", 2 + gap_s, "400/8510", call=call),
        told("CallDisconnected", 3 + gap_s, "200/7000", call=call),
    ]


def test_a_long_ring(catalog: Catalog) -> None:
    (finding,) = found("TIME-1", scene_of(catalog, [offered(0), told("CallConnected", 31.5)]))
    assert finding.severity is Severity.INFO
    assert (finding.call, finding.rows) == (0, (1, 0))
    assert finding.text == (
        "The call rang for 31.5 s until it was connected; more than 30 s is long."
    )


@pytest.mark.parametrize(
    "events",
    [
        [],
        [offered(0), told("CallConnected", 29)],
        [offered(None), told("CallConnected", 90)],
        [offered(0), told("CallDisconnected", 90, "487/0")],
        [told("PlayStarted", 0), told("CallConnected", 90)],
    ],
    ids=["empty", "short", "offer without time", "never connected", "no offer"],
)
def test_ring_silent(catalog: Catalog, events: list[Json]) -> None:
    assert found("TIME-1", scene_of(catalog, events)) == ()


def test_the_longest_gap_of_a_call(catalog: Catalog) -> None:
    (finding,) = found("TIME-1", scene_of(catalog, [*chatter(), *call_with_gap(75)]))
    assert (finding.call, finding.rows) == (1, (123, 122))
    assert finding.text == (
        "1 m 15 s without any event between PlayCompleted and RecognizeFailed, longer than 99 % "
        "of the waits in this capture."
    )


def test_one_finding_a_call(catalog: Catalog) -> None:
    twice = [*call_with_gap(75)[:-1], told("PlayStarted", 200), told("CallDisconnected", 201)]
    scene = scene_of(catalog, [*chatter(count=400), *twice])
    assert [finding.rows for finding in found("TIME-1", scene)] == [(404, 403)]


@pytest.mark.parametrize(
    "events",
    [
        [*chatter(count=50), *call_with_gap(75)],
        [*chatter(), *call_with_gap(9)],
        [*chatter(gap_s=80), *call_with_gap(75)],
        [*chatter(), *call_with_gap(75)[1:]],
        [*chatter(), *call_with_gap(5), told("ParticipantsUpdated", 90)],
        [*chatter(), told("PlayStarted", 0), *(event for event in call_with_gap(300)[1:])],
        [*chatter(), told("ParticipantsUpdated", 0), told("CallConnected", 300)],
    ],
    ids=[
        "too few gaps",
        "too short",
        "usual in this capture",
        "start not captured",
        "after the end",
        "never connected",
        "before it was connected",
    ],
)
def test_gap_silent(catalog: Catalog, events: list[Json]) -> None:
    assert found("TIME-1", scene_of(catalog, events)) == ()
