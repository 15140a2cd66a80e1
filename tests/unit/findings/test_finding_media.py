"""MEDIA-1: prompts that nobody can have heard."""

import pytest

from inspector.catalog.catalog import Catalog
from inspector.catalog.model import Severity
from tests.support.scene_case import Json, found, scene_of, told


def play(start_s: float | None, end_s: float | None, name: str = "PlayCompleted") -> list[Json]:
    context = f"p{start_s}"
    return [
        told("PlayStarted", start_s, operationContext=context),
        told(name, end_s, "200/0", operationContext=context),
    ]


def test_a_play_that_was_over_at_once(catalog: Catalog) -> None:
    (finding,) = found("MEDIA-1", scene_of(catalog, play(1, 1.25)))
    assert (finding.rows, finding.call) == ((1, 0), 0)
    assert finding.severity is Severity.INFO
    assert finding.text == "The play was over after 0.2 s."


def test_several_of_one_call_are_one_finding(catalog: Catalog) -> None:
    events = [*play(1, 1.25), *play(3, 9), *play(10, 10.04)]
    (finding,) = found("MEDIA-1", scene_of(catalog, events))
    assert finding.rows == (5, 4, 1, 0)
    assert finding.text == "2 plays were over at once, one after 40 ms."


@pytest.mark.parametrize(
    "events",
    [
        play(1, 1.3),
        play(1, 1.1, "PlayCanceled"),
        play(1, 1.1, "PlayFailed"),
        play(None, 1.1),
        play(None, None),
        [told("PlayCompleted", 1)],
        # Nothing but nearness says that these belong together.
        [told("PlayStarted", 1, operationContext="a"), told("PlayCompleted", 1.1)],
        [],
    ],
)
def test_plays_that_may_have_been_heard(catalog: Catalog, events: list[Json]) -> None:
    assert found("MEDIA-1", scene_of(catalog, events)) == ()


FAILED = told("PlayFailed", 10, "400/8536")


@pytest.mark.parametrize("subcode", [8510, 8532])
def test_a_recognize_that_waits_after_a_failed_play(catalog: Catalog, subcode: int) -> None:
    events = [
        FAILED,
        told("ParticipantsUpdated", 11, sequenceNumber=4),
        told("RecognizeFailed", 15.5, f"400/{subcode}"),
        told("RecognizeFailed", 21, f"400/{subcode}"),
    ]
    (finding,) = found("MEDIA-1", scene_of(catalog, events))
    assert finding.rows == (2, 0)
    assert finding.text == "RecognizeFailed without input came 5.5 s after PlayFailed."


@pytest.mark.parametrize(
    "events",
    [
        [FAILED, told("RecognizeFailed", 15, "400/8547")],
        [FAILED, told("RecognizeCompleted", 15, "400/8532")],
        [FAILED, told("RecognizeFailed", 25.1, "400/8510")],
        [FAILED, told("RecognizeFailed", None, "400/8510")],
        [FAILED, told("PlayStarted", 11), told("RecognizeFailed", 15, "400/8510")],
        [FAILED, told("PlayCompleted", 13), told("RecognizeFailed", 15, "400/8510")],
        [told("RecognizeFailed", 9, "400/8510"), FAILED],
        [FAILED, told("RecognizeFailed", 15, "400/8510", call=2)],
        [FAILED, told("RecognizeFailed", 15)],
    ],
)
def test_other_ways_to_get_no_input(catalog: Catalog, events: list[Json]) -> None:
    assert found("MEDIA-1", scene_of(catalog, events)) == ()
