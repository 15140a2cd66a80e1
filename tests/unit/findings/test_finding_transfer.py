"""XFER-1: commands on a call that was transferred."""

import pytest

from inspector.catalog.catalog import Catalog
from inspector.catalog.model import Severity
from tests.support.scene_case import Json, found, scene_of, told

ACCEPTED = told("CallTransferAccepted", 10, "200/7015", operationContext="x")
END = told("CallDisconnected", 60, "200/7015")


def test_commands_after_the_transfer(catalog: Catalog) -> None:
    events = [
        ACCEPTED,
        told("PlayStarted", 10.5, operationContext="p"),
        told("PlayFailed", 11, "400/8501", operationContext="p"),
        told("RecognizeFailed", 18, "400/8510"),
        told("AddParticipantFailed", 20, "400/8501"),
        END,
    ]
    (finding,) = found("XFER-1", scene_of(catalog, events))
    assert (finding.rows, finding.call) == ((1, 3, 4, 0), 0)
    assert finding.severity is Severity.WARNING
    assert finding.text == (
        "PlayStarted, RecognizeFailed and AddParticipantFailed came after CallTransferAccepted,"
        " the first 0.5 s later."
    )


@pytest.mark.parametrize(
    "events",
    [
        [ACCEPTED, told("ParticipantsUpdated", 11, sequenceNumber=3), END],
        # Begun before, ended after.
        [told("PlayStarted", 8), ACCEPTED, told("PlayCompleted", 30), END],
        [ACCEPTED, told("RecognizeCompleted", 11.5, "200/8531"), END],
        [ACCEPTED, told("PlayCanceled", 30, "400/8508"), END],
        # They go on until the call ends.
        [ACCEPTED, told("RecordingStateChanged", 30, state="inactive"), END],
        [ACCEPTED, told("MediaStreamingStopped", 30), told("TranscriptionStopped", 31), END],
        [ACCEPTED, told("ContinuousDtmfRecognitionStopped", 30), END],
        # The transfer itself, told again or failed after all.
        [ACCEPTED, ACCEPTED, END],
        [ACCEPTED, told("CallTransferFailed", 30, "500/0", operationContext="x"), END],
        # Without times nobody can say when they began.
        [told("CallTransferAccepted"), told("RecognizeCompleted"), told("CallDisconnected")],
        [told("CallTransferAccepted"), told("RecognizeCompleted", 20)],
        # Another call, another event, no transfer.
        [ACCEPTED, END, told("PlayStarted", 30, call=2), told("SomethingNew", 20)],
        [told("CallTransferFailed", 10, "500/0"), told("PlayStarted", 20)],
        [],
    ],
)
def test_what_may_follow_a_transfer(catalog: Catalog, events: list[Json]) -> None:
    assert found("XFER-1", scene_of(catalog, events)) == ()


def test_an_untimed_start_is_a_command(catalog: Catalog) -> None:
    events = [told("CallTransferAccepted"), told("PlayStarted")]
    (finding,) = found("XFER-1", scene_of(catalog, events))
    assert finding.text == "PlayStarted came after CallTransferAccepted."


def test_a_command_delivered_twice_is_one(catalog: Catalog) -> None:
    command = told("RecognizeFailed", 30, "400/8510")
    (finding,) = found("XFER-1", scene_of(catalog, [ACCEPTED, command, command]))
    assert finding.rows == (1, 0)
    assert finding.text == "RecognizeFailed came 20.0 s after CallTransferAccepted."


def test_a_second_transfer_is_a_command(catalog: Catalog) -> None:
    again = told("CallTransferFailed", 30, "500/0", operationContext="y")
    (finding,) = found("XFER-1", scene_of(catalog, [ACCEPTED, again]))
    assert finding.rows == (1, 0)
