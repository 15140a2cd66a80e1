"""OP-1, OP-2 and OP-3: results that are missing, come twice or come too late."""

import pytest

from inspector.catalog.catalog import Catalog
from inspector.catalog.model import Severity
from tests.support.scene_case import Json, found, limited, lines, scene_of, told

END = told("CallDisconnected", 60, "200/7000")


def recording(at_s: float | None, state: str, call: int = 1, recording_id: str = "r-1") -> Json:
    return told("RecordingStateChanged", at_s, call=call, state=state, recordingId=recording_id)


@pytest.mark.parametrize(
    ("operation", "name"),
    [
        ("play", "PlayStarted"),
        ("media streaming", "MediaStreamingStarted"),
        ("transcription", "TranscriptionStarted"),
        ("hold audio", "HoldAudioStarted"),
    ],
)
def test_a_start_without_result(catalog: Catalog, operation: str, name: str) -> None:
    events = [told("RecognizeCompleted", 3, "200/8531"), told(name, 20.5), END]
    (finding,) = found("OP-1", scene_of(catalog, events))
    assert (finding.rows, finding.call) == ((1,), 0)
    assert finding.severity is Severity.WARNING
    assert finding.text == (
        f"No event finishes the {operation} that {name} began, although the call ended 39.5 s"
        " later."
    )


def test_results_may_go_to_another_address(catalog: Catalog) -> None:
    (finding,) = found("OP-1", scene_of(catalog, [told("PlayStarted", 20), END]))
    assert finding.text.endswith(
        "The capture has no media result of this call: they may go to another address."
    )


def test_several_of_one_operation_are_one_finding(catalog: Catalog) -> None:
    events = [told("PlayStarted", second, operationContext=f"p{second}") for second in (1, 5, 9)]
    (finding,) = found("OP-1", scene_of(catalog, [*events, END]))
    assert finding.rows == (0, 1, 2)
    assert finding.text.startswith("No event finishes what 3 PlayStarted events began, although")


def test_finished_and_open_operations_are_left_alone(catalog: Catalog) -> None:
    play = [told("PlayStarted", 1, operationContext="a"), told("PlayCanceled", 2)]
    late = [told("TranscriptionStarted", 3), END, told("TranscriptionStopped", 60.4)]
    after = [told("PlayStarted", 61, operationContext="b")]
    no_end = [told("PlayStarted", 4, call=2)]
    unknown = [told("SomethingStarted", 5)]
    assert found("OP-1", scene_of(catalog, [*play, *late, *after, *no_end, *unknown])) == ()


def test_a_start_delivered_twice_starts_once(catalog: Catalog) -> None:
    start = told("PlayStarted", 1, operationContext="a")
    events = [start, start, told("PlayCompleted", 4, operationContext="a"), END]
    assert found("OP-1", scene_of(catalog, events)) == ()
    untimed = [told("PlayStarted"), told("PlayStarted"), told("PlayCompleted"), END]
    assert found("OP-1", scene_of(catalog, untimed)) == ()


def test_a_start_without_time(catalog: Catalog) -> None:
    events = [told("RecognizeCompleted"), told("PlayStarted"), told("CallDisconnected")]
    (finding,) = found("OP-1", scene_of(catalog, events))
    assert finding.text == (
        "No event finishes the play that PlayStarted began, although the call ended."
    )


def test_a_recording_that_nothing_stops(catalog: Catalog) -> None:
    events = [recording(1, "active"), END, recording(2, "active", call=2)]
    (finding,) = found("OP-1", scene_of(catalog, events))
    assert (finding.rows, finding.call) == ((0,), 0)
    assert finding.text.startswith("Recording was active when the call ended")
    again = [recording(1, "active"), recording(2, "active"), END]
    assert [each.rows for each in found("OP-1", scene_of(catalog, again))] == [(0,)]


@pytest.mark.parametrize(
    "events",
    [
        [recording(1, "active"), recording(9, "Inactive"), END],
        [recording(1, "active"), END, recording(61, "inactive")],
        [recording(1, "active"), END, recording(61, "inactive", call=2)],
        [recording(1, "active"), recording(1, "active"), recording(5, "inactive"), END],
        [recording(9, "inactive"), END],
        [END, recording(61, "active")],
        [told("RecordingStateChanged", 3), END],
    ],
)
def test_stopped_and_stray_recordings(catalog: Catalog, events: list[Json]) -> None:
    assert found("OP-1", scene_of(catalog, events)) == ()


def test_redacted_recording_ids_join_no_calls(catalog: Catalog) -> None:
    other = [recording(1, "active", 2, "Sanitized"), recording(5, "inactive", 2, "Sanitized")]
    events = [recording(1, "active", 1, "Sanitized"), END, *other]
    assert [each.call for each in found("OP-1", scene_of(catalog, events))] == [0]


def test_recordings_beyond_the_limit_are_not_judged(catalog: Catalog) -> None:
    events = [recording(1, "active"), END, recording(1, "active", 2, "r-2")]
    events.append(told("CallDisconnected", 9, call=2))
    scene = scene_of(catalog, events)
    assert [each.call for each in found("OP-1", scene, {"records_read": 1})] == [0]
    (limit,) = limited("OP-1", scene, {"records_read": 1})
    assert limit.text == "1 change of recording state not read: only the first 1 were."
    assert limited("OP-1", scene) == ()
    scene = scene_of(catalog, [recording(1, "active"), recording(2, "inactive"), END])
    assert found("OP-1", scene, {"records_read": 1}) == ()


def test_a_recording_that_can_no_longer_be_read(catalog: Catalog) -> None:
    scene = scene_of(catalog, [recording(1, "active"), END])
    scene.capture.close()
    assert found("OP-1", scene) == ()


def test_a_context_for_the_whole_call_stands_for_no_request(catalog: Catalog) -> None:
    events = [
        told("PlayCompleted", 2, "200/0", operationContext="order-17"),
        told("RecognizeCompleted", 4, "200/8531", operationContext="order-17"),
        told("RecognizeCompleted", 9, "200/8533", operationContext="order-17"),
        END,
    ]
    assert not found("OP-2", scene_of(catalog, events))


def test_two_results_for_one_context(catalog: Catalog) -> None:
    events = [
        told("RecognizeCompleted", 4, "200/8531", operationContext="menu"),
        told("RecognizeCompleted", 9, "200/8533", operationContext="menu"),
        END,
    ]
    (finding,) = found("OP-2", scene_of(catalog, events))
    assert (finding.rows, finding.call) == ((1, 0), 0)
    assert finding.severity is Severity.WARNING
    assert finding.text == "RecognizeCompleted came twice for one operation context, 5.0 s apart."


def test_two_kinds_of_result_for_one_start(catalog: Catalog) -> None:
    events = [
        told("PlayStarted", 1, operationContext="menu"),
        told("PlayCompleted", 4, operationContext="menu"),
        told("PlayFailed", 4.5, operationContext="menu"),
    ]
    (finding,) = found("OP-2", scene_of(catalog, events))
    assert finding.text == "PlayCompleted and PlayFailed both answer one operation context."


@pytest.mark.parametrize(
    "events",
    [
        # The context of the call itself comes back.
        [
            told("CallConnected", 0, operationContext="c"),
            told("CallDisconnected", 60, operationContext="c"),
        ],
        # One request, seen from start to end.
        [
            told("PlayStarted", 1, operationContext="c"),
            told("PlayPaused", 2, operationContext="c"),
            told("PlayResumed", 3, operationContext="c"),
            told("PlayCompleted", 4, operationContext="c"),
            told("RecognizeCompleted", 9, operationContext="c"),
        ],
        # Used again, each time with a start.
        [
            told(name, second, operationContext="c")
            for second, name in enumerate(["PlayStarted", "PlayCompleted"] * 2)
        ],
        # Tones and their failures.
        [
            told("ContinuousDtmfRecognitionToneReceived", 1, operationContext="c", sequenceId=1),
            told("ContinuousDtmfRecognitionToneReceived", 2, operationContext="c", sequenceId=2),
            told("ContinuousDtmfRecognitionToneFailed", 3, operationContext="c"),
            told("ContinuousDtmfRecognitionStopped", 4, operationContext="c"),
        ],
        # No context, a redacted one, and one of another call.
        [told("PlayFailed", 1), told("PlayFailed", 2)],
        [told("PlayFailed", 1, operationContext="Sanitized"),
         told("PlayFailed", 2, operationContext="Sanitized")],
        [told("PlayFailed", 1, operationContext="c"),
         told("PlayFailed", 2, operationContext="c", call=2)],
        # The same delivery twice, with and without a time.
        [told("PlayFailed", 1, "400/8535", operationContext="c", event_id="x")] * 2,
        [told("PlayFailed", None, "400/8535", operationContext="c", event_id="x")] * 2,
    ],
)  # fmt: skip
def test_one_result_a_request(catalog: Catalog, events: list[Json]) -> None:
    assert found("OP-2", scene_of(catalog, events)) == ()


def test_untimed_results_that_differ(catalog: Catalog) -> None:
    events = [
        told("PlayFailed", None, "400/8535", operationContext="c", failedPlaySourceIndex=0),
        told("PlayFailed", None, "400/8535", operationContext="c", failedPlaySourceIndex=1),
    ]
    (finding,) = found("OP-2", scene_of(catalog, events))
    assert finding.text == "PlayFailed came twice for one operation context."


@pytest.mark.parametrize(
    ("at_s", "subcode", "when"),
    [
        (59.5, 8501, "0.5 s before the end"),
        (60.25, 8528, "0.2 s after the end"),
        (60, 8585, "at the time of the end"),
    ],
)
def test_an_action_that_raced_the_end(
    catalog: Catalog, at_s: float, subcode: int, when: str
) -> None:
    events = [told("CallConnected", 0), END, told("PlayFailed", at_s, f"400/{subcode}")]
    (finding,) = found("OP-3", scene_of(catalog, events))
    assert (finding.rows, finding.call) == ((2, 1), 0)
    assert finding.severity is Severity.INFO
    assert f"PlayFailed came {when} of the call" in finding.text


@pytest.mark.parametrize(
    "events",
    [
        [told("PlayFailed", 58.9, "400/8501"), END],
        [told("PlayFailed", 59.9, "400/8535"), END],
        [told("PlayFailed", None, "400/8501"), END],
        [told("PlayFailed", 59.9, "400/8501"), told("CallDisconnected")],
        [told("PlayFailed", 59.9, "400/8501")],
        [told("AnswerFailed", 3, "400/8501")],
    ],
)
def test_what_did_not_race_the_end(catalog: Catalog, events: list[Json]) -> None:
    assert found("OP-3", scene_of(catalog, events)) == ()


@pytest.mark.parametrize("rule", ["OP-1", "OP-2", "OP-3"])
def test_captures_without_operations(catalog: Catalog, rule: str) -> None:
    assert found(rule, scene_of(catalog, b"")) == ()
    assert found(rule, scene_of(catalog, lines([told("IncomingCall", 1, call=None)]))) == ()
