"""END-2: events after the end of their call."""

import pytest

from inspector.catalog.catalog import Catalog
from inspector.catalog.model import Severity
from tests.support.scene_case import Json, found, scene_of, told

START = told("CallConnected", 0)
END = told("CallDisconnected", 60, "200/7000")
REJECTED = told("CallDisconnected", 60.001, "200/5002")
FAILED = told("CreateCallFailed", 60, "200/5002")


def recording(at_s: float) -> Json:
    return told("RecordingStateChanged", at_s, recordingId="r", state="inactive")


def test_a_late_event_with_its_distance(catalog: Catalog) -> None:
    scene = scene_of(catalog, [START, END, told("PlayCompleted", 63.2)])
    (finding,) = found("END-2", scene)
    assert finding.severity is Severity.WARNING
    assert (finding.call, finding.rows) == (0, (2,))
    assert finding.text == "PlayCompleted came 3.2 s after CallDisconnected."


def test_several_late_events_make_one_finding_and_the_unusual_ones_lead(catalog: Catalog) -> None:
    late = [recording(61), told("PlayCompleted", 62), told("ParticipantsUpdated", 65)]
    (finding,) = found("END-2", scene_of(catalog, [START, END, *late]))
    assert finding.severity is Severity.WARNING
    assert finding.rows == (3, 4, 2)
    assert finding.text == (
        "2 events came after CallDisconnected, the last of them 5.0 s later: "
        "PlayCompleted and ParticipantsUpdated."
    )


@pytest.mark.parametrize(
    ("late", "text"),
    [
        (recording(60.4), "RecordingStateChanged came 0.4 s after CallDisconnected."),
        (
            told("TranscriptionCallSummaryUpdated", 75),
            "TranscriptionCallSummaryUpdated came 15.0 s after CallDisconnected.",
        ),
        (told("TranscriptionStopped", 60.5), "TranscriptionStopped came 0.5 s after Call"),
        (
            told("ParticipantsUpdated", 59.988, sequenceNumber=4),
            "ParticipantsUpdated was delivered after CallDisconnected, although it happened "
            "12 ms before it.",
        ),
    ],
)
def test_usual_ones_are_information(catalog: Catalog, late: Json, text: str) -> None:
    (finding,) = found("END-2", scene_of(catalog, [START, END, late]))
    assert finding.severity is Severity.INFO
    assert finding.text.startswith(text)


def test_the_reject_pair_is_information(catalog: Catalog) -> None:
    (finding,) = found("END-2", scene_of(catalog, [REJECTED, FAILED]))
    assert finding.severity is Severity.INFO
    assert finding.text == (
        "CreateCallFailed was delivered after CallDisconnected, 1 ms apart: both report the same "
        "end."
    )


def test_a_failure_long_after_the_end_is_no_reject_pair(catalog: Catalog) -> None:
    late = told("CreateCallFailed", 90, "200/5002")
    (finding,) = found("END-2", scene_of(catalog, [REJECTED, late]))
    assert finding.severity is Severity.WARNING


def test_a_late_event_without_time(catalog: Catalog) -> None:
    (finding,) = found("END-2", scene_of(catalog, [START, END, told("PlayCompleted")]))
    assert finding.severity is Severity.WARNING
    assert finding.text == (
        "PlayCompleted was delivered after CallDisconnected; how much later cannot be told "
        "without times."
    )


@pytest.mark.parametrize(
    "events",
    [
        [],
        [START, told("PlayCompleted", 59), END],
        [START, END, told("PlayCompleted", 70, call=2)],
        [FAILED, REJECTED],
        [START, recording(70)],
        [START, END, END],
        [START, told("PlayCompleted", 59.9), END, told("PlayCompleted", 59.9)],
        [END, told("PlayCompleted", 40), START],
    ],
    ids=[
        "empty",
        "in order",
        "another call",
        "reject pair in order",
        "no end",
        "end again",
        "event before the end again",
        "newest first",
    ],
)
def test_silent(catalog: Catalog, events: list[Json]) -> None:
    assert found("END-2", scene_of(catalog, events)) == ()
