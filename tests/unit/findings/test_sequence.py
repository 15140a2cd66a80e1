"""SEQ-1: numbers missing in a sequence."""

import pytest

from inspector.catalog.catalog import Catalog
from inspector.catalog.model import Severity
from tests.support.scene_case import Json, found, limited, scene_of, told

TONE = "ContinuousDtmfRecognitionToneReceived"
STOPPED = told("ContinuousDtmfRecognitionStopped", 50)


def people(at_s: float | None, number: int | None, call: int = 1) -> Json:
    return told("ParticipantsUpdated", at_s, call=call, sequenceNumber=number, participants=[])


def lists(*numbers: int | None) -> list[Json]:
    return [people(at_s, number) for at_s, number in enumerate(numbers)]


def tones(start_s: float, *numbers: int | str) -> list[Json]:
    return [
        told(TONE, start_s + at_s, sequenceId=number, tone="five")
        for at_s, number in enumerate(numbers)
    ]


@pytest.mark.parametrize(
    ("numbers", "text", "rows"),
    [
        ((1, 3), "ParticipantsUpdated number 2 is missing.", (1, 0)),
        ((1, 2, 5), "ParticipantsUpdated numbers 3 to 4 are missing.", (2, 1)),
        ((4, 1, 7), "ParticipantsUpdated numbers 2 to 3 and 5 to 6 are missing.", (0, 1, 2)),
        (
            (1, 3, 5, 7, 9, 11),
            "ParticipantsUpdated numbers 2, 4, 6 and 2 others are missing.",
            (1, 0, 2, 3, 4, 5),
        ),
    ],
)
def test_missing_participant_lists(
    catalog: Catalog, numbers: tuple[int, ...], text: str, rows: tuple[int, ...]
) -> None:
    (finding,) = found("SEQ-1", scene_of(catalog, lists(*numbers)))
    assert finding.severity is Severity.WARNING
    assert (finding.call, finding.text, finding.rows) == (0, text, rows)


def test_each_call_counts_for_itself(catalog: Catalog) -> None:
    events = [people(0, 1), people(1, 2, call=2), people(2, 3), people(3, 3, call=2)]
    (finding,) = found("SEQ-1", scene_of(catalog, events))
    assert finding.call == 0


@pytest.mark.parametrize(
    "numbers",
    [(), (5, 6, 7), (1, 2, 2, 3), (3, 1, 2), (None, None), (1, None, 2), (-5, 1)],
    ids=["empty", "mid-call", "repeated", "unordered", "none", "one without", "negative"],
)
def test_participant_lists_silent(catalog: Catalog, numbers: tuple[int | None, ...]) -> None:
    assert found("SEQ-1", scene_of(catalog, lists(*numbers))) == ()


def test_missing_tones(catalog: Catalog) -> None:
    (finding,) = found("SEQ-1", scene_of(catalog, tones(0, 1, 2, 5)))
    assert (finding.rows, finding.text) == ((2, 1), "Tone numbers 3 to 4 are missing.")


@pytest.mark.parametrize(
    "events",
    [
        tones(0, 3, 4, 5),
        tones(0, "1", "2", "3"),
        [*tones(0, 1, 2), STOPPED, *tones(60, 5, 6)],
        [*tones(0, 5, 6), *tones(60, 1, 2)],
        [*tones(0, 1, 2), *tones(60, 1, 2)],
        [*tones(0, 1, 3), *tones(0.5, 2)],
        [*tones(0, 2), *tones(0.2, 1), *tones(0.5, 3)],
        [told(TONE, 1, tone="one"), told(TONE, 2, sequenceId="x"), told(TONE, 3, sequenceId=9)],
        [told("SomethingNew", 1, sequenceId=1), told("SomethingNew", 2, sequenceId=7)],
    ],
    ids=[
        "mid-call",
        "numbers as text",
        "stopped between",
        "started anew after a start mid-call",
        "started anew",
        "unordered",
        "unordered at the front",
        "no numbers",
        "unknown kind",
    ],
)
def test_tones_silent(catalog: Catalog, events: list[Json]) -> None:
    assert found("SEQ-1", scene_of(catalog, events)) == ()


def test_a_gap_after_a_new_start_is_found(catalog: Catalog) -> None:
    (finding,) = found("SEQ-1", scene_of(catalog, [*tones(0, 1, 2, 3), *tones(60, 1, 3)]))
    assert finding.text == "Tone number 2 is missing."


def test_only_so_many_tones_are_read(catalog: Catalog) -> None:
    scene = scene_of(catalog, tones(0, 1, 2, 9))
    assert found("SEQ-1", scene, {"records_read": 2}) == ()
    (limit,) = limited("SEQ-1", scene, {"records_read": 2})
    assert limit.text == "Only the first 2 tones were looked at for missing numbers."
