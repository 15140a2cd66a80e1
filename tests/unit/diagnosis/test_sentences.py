"""One sentence an event: what it adds to the event's own words, and what it never makes up."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from inspector.calls.capture import Capture
from inspector.calls.load import open_capture
from inspector.calls.rosters import Rosters
from inspector.capture.source import Input
from inspector.catalog.catalog import Catalog
from inspector.diagnosis import nearby, sentences
from inspector.diagnosis.attention import assess
from inspector.diagnosis.sentences import Sentences
from tests.support.small_capture import event, result

CALL = "0a1b2c3d-0000-4000-8000-00000000beef"
OK = result(200, 0)
PHONE = {"identifier": {"rawId": "4:+441632960123", "phoneNumber": {"value": "+441632960123"}}}
AGENT = {
    "identifier": {
        "rawId": "8:orgid:9c2e0000-2222-4c16-b8b8-5fbd15d4b5e3",
        "microsoftTeamsUser": {"userId": "9c2e0000-2222-4c16-b8b8-5fbd15d4b5e3"},
    }
}


def told(kind: str, seconds: float | None, **data: object) -> dict[str, object]:
    time = None if seconds is None else f"2025-06-16T09:00:{seconds:010.7f}+00:00"
    return event(kind, time, CALL, **data)


class Case:
    def __init__(self, catalog: Catalog, folder: Path) -> None:
        self._catalog, self._folder = catalog, folder

    def capture(self, events: Sequence[Mapping[str, object]]) -> Capture:
        path = self._folder / "call.jsonl"
        path.write_text("\n".join(map(json.dumps, events)), encoding="utf-8", newline="\n")
        *_, capture = open_capture([Input(path.name, path)], self._catalog.kinds, lambda: False)
        return capture

    def sentences(self, events: Sequence[Mapping[str, object]]) -> Sentences:
        capture = self.capture(events)
        assessment = assess(self._catalog, capture.table, capture.calls)
        return Sentences(capture, assessment.explanation, Rosters(capture))

    def short(self, *events: Mapping[str, object]) -> list[str]:
        said = self.sentences(events)
        return [said.short(row) for row in range(len(events))]


@pytest.fixture
def case(catalog: Catalog, tmp_path: Path) -> Case:
    return Case(catalog, tmp_path)


def test_a_result_says_how_long_it_took(case: Case) -> None:
    assert case.short(
        told("PlayStarted", 1, operationContext="greeting", resultInformation=OK),
        told("PlayCompleted", 5.1, operationContext="greeting", resultInformation=OK),
        told("PlayStarted", 6, operationContext="menu", resultInformation=OK),
        told("PlayCanceled", 8, operationContext="menu", resultInformation=result(400, 8508)),
        told("MediaStreamingStarted", 9, resultInformation=OK),
        told("MediaStreamingStopped", 49, resultInformation=OK),
    ) == [
        "Playing starts",
        "Play finished after 4.1 s",
        "Playing starts",
        "Playing canceled after 2.0 s",
        "Streaming starts",
        "Streaming stopped after 40.0 s",
    ]


def test_without_a_start_or_a_time_there_is_no_duration(case: Case) -> None:
    assert case.short(
        told("PlayCompleted", 5.1, operationContext="greeting", resultInformation=OK),
        told("PlayStarted", None, operationContext="b", resultInformation=OK),
        told("PlayCompleted", 9, operationContext="b", resultInformation=OK),
        told("RecognizeFailed", 12, operationContext="b", resultInformation=result(400, 8510)),
    ) == ["Play finished", "Playing starts", "Play finished", "Caller gave no input"]


def test_a_failure_keeps_its_reason_before_its_duration(case: Case) -> None:
    *_, said = case.short(
        told("PlayStarted", 1, operationContext="x", resultInformation=OK),
        told("PlayFailed", 1.5, operationContext="x", resultInformation=result(400, 8536)),
    )
    assert said.endswith(" (0.5 s)")
    assert not said.startswith("Playing failed")


def test_the_recording_says_its_state(case: Case) -> None:
    assert case.short(
        told("RecordingStateChanged", 1, state="active"),
        told("RecordingStateChanged", 2, state="active"),
        told("RecordingStateChanged", 12, state="inactive"),
        told("RecordingStateChanged", 13),
        told("RecordingStateChanged", 14, state="odd\u202e"),
    ) == [
        "Recording became active",
        "Recording is still active",
        "Recording became inactive after 10.0 s",
        "Recording state changed",
        "Recording became odd",
    ]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({"tone": "five", "sequenceId": 3}, "Tone 5 (3rd)"),
        ({"tone": "pound", "sequenceId": 11}, "Tone # (11th)"),
        ({"tone": "asterisk"}, "Tone *"),
        ({"tone": "a", "sequenceId": 22}, "Tone A (22nd)"),
        ({"tone": "nine", "sequenceId": 0}, "Tone 9"),
        ({"tone": "nine", "sequenceId": True}, "Tone 9"),
        ({}, "Tone received"),
        ({"tone": 7}, "Tone received"),
    ],
)
def test_a_tone_is_named_with_its_place(case: Case, data: dict[str, object], text: str) -> None:
    assert case.short(told("ContinuousDtmfRecognitionToneReceived", 1, **data)) == [text]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({"dtmfResult": {"tones": ["one", "two", "pound"]}}, "Input 1 2 #"),
        ({"collectTonesResult": {"tones": ["zero"]}}, "Input 0"),
        ({"dtmfResult": {"tones": ["one"] * 21}}, f"Input {'1 ' * 20}…"),
        ({"choiceResult": {"label": "Confirm", "recognizedPhrase": "yes"}}, "Choice “Confirm”"),
        ({"choiceResult": {"recognizedPhrase": "yes"}}, "Choice “yes”"),
        ({"speechResult": {"speech": "x" * 50}}, f"Speech “{'x' * 39}…”"),
        ({"dtmfResult": {"tones": []}}, "Input received"),
        ({"dtmfResult": "odd"}, "Input received"),
    ],
)
def test_what_was_recognized_is_told(case: Case, data: dict[str, object], text: str) -> None:
    assert case.short(told("RecognizeCompleted", 1, resultInformation=OK, **data)) == [text]


def test_who_hung_up(case: Case) -> None:
    assert case.short(
        told("CallDisconnected", 1, resultInformation=result(200, 7000)),
    ) == ["Your app hung up"]
    assert case.short(
        told("CallDisconnected", 1, resultInformation=result(487, 0)),
    ) != ["Your app hung up"]


def test_an_answer_says_how_long_it_rang(case: Case) -> None:
    offer = event(
        "IncomingCall",
        "2025-06-16T09:00:01.0000000+00:00",
        None,
        **{"from": PHONE["identifier"]},
    )
    connected = told("CallConnected", 7.2, resultInformation=OK)
    offer["data"]["serverCallId"] = connected["data"]["serverCallId"]
    assert case.short(offer, connected) == ["Offered by +44…123", "Answered after 6.2 s"]
    assert case.short(connected) == ["Call connected"]
    again = told("CallConnected", 9)
    assert case.short(offer, connected, again)[1:] == ["Answered after 6.2 s", "Call connected"]


def test_people_join_and_leave_by_name(case: Case) -> None:
    muted = {**AGENT, "isMuted": True}
    assert case.short(
        told("CallConnected", 1),
        told("ParticipantsUpdated", 2, sequenceNumber=1, participants=[PHONE]),
        told("ParticipantsUpdated", 10, sequenceNumber=2, participants=[PHONE, muted]),
        told("ParticipantsUpdated", 20, sequenceNumber=3, participants=[PHONE, muted]),
        told("ParticipantsUpdated", 30, sequenceNumber=4, participants=[muted]),
        told("AddParticipantFailed", 35, participant=PHONE["identifier"],
             resultInformation=result(500, 560503)),
        told("RemoveParticipantSucceeded", 40, participant=AGENT["identifier"]),
    ) == [
        "Call connected",
        "P1 joined",
        "P2 joined, muted",
        "Participants unchanged",
        "P1 left",
        "P1: SBC or carrier unavailable",
        "P2 removed",
    ]  # fmt: skip


def test_after_the_end_people_keep_their_names(case: Case) -> None:
    muted, on_hold = {**AGENT, "isMuted": True}, {**PHONE, "isOnHold": True}
    stranger = {"identifier": {"rawId": "4:+14255550177"}}
    assert case.short(
        told("ParticipantsUpdated", 2, participants=[PHONE, AGENT]),
        told("CallDisconnected", 5),
        told("ParticipantsUpdated", 10, participants=[{**PHONE, "isOnHold": False}, muted]),
        told("ParticipantsUpdated", 20, participants=[on_hold, muted, stranger]),
        told("ParticipantsUpdated", 30, participants=[{**AGENT, "isMuted": False}, stranger]),
        told("ParticipantsUpdated", 40, participants=[{"identifier": {"rawId": "REDACTED"}}]),
        told("AddParticipantSucceeded", 50, participant=AGENT["identifier"]),
        told("AddParticipantSucceeded", 51),
    ) == [
        "P1 there already; P2 there already",
        "Call ended",
        "Participants unchanged (2)",
        "+14…177 joined; P1 put on hold",
        "P1 left; P2 unmuted",
        "1 participant now, 2 before",
        "P2 joined",
        "Participant joined",
    ]


def test_the_whole_sentence_adds_what_a_table_has_no_room_for(case: Case) -> None:
    said = case.sentences(
        [
            told("PlayStarted", 1, operationContext="one", resultInformation=OK),
            told("PlayCompleted", 5, operationContext="two", resultInformation=OK),
            told("AddParticipantSucceeded", 6, participant=PHONE["identifier"]),
        ]
    )
    assert said.whole(0) == "Playing starts. Operation context “one”."
    assert said.whole(1) == (
        "Play finished after 4.0 s. Its start is the nearest one: their operation contexts do not "
        "say that they belong together. Operation context “two”."
    )
    assert said.whole(2) == "P1 joined. It names 4:+441632960123."


def test_a_large_record_is_told_by_its_numbers(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentences, "LARGEST_READ", 600)
    assert case.short(
        told("RecordingStateChanged", 1, state="active"),
        told("RecordingStateChanged", 2, state="inactive", padding="x" * 900),
    ) == ["Recording became active", "Recording state changed"]


def test_a_file_that_changed_leaves_the_events_own_words(case: Case, tmp_path: Path) -> None:
    said = case.sentences([told("RecordingStateChanged", 1, state="active")])
    (tmp_path / "call.jsonl").write_text("gone", encoding="utf-8")
    assert said.short(0) == "Recording state changed"


def test_an_event_without_a_call_has_a_sentence(case: Case) -> None:
    lone = event("PlayCompleted", "2025-06-16T09:00:01+00:00", None)
    assert case.short(lone) == ["Play finished"]


def test_pairs_across_blocks_are_found_and_guesses_out_of_sight_are_not_made(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearby, "WHOLE", 5)
    monkeypatch.setattr(nearby, "BLOCK", 3)
    events = [
        told("PlayStarted", 0, operationContext="far", resultInformation=OK),
        *(told("TranscriptionUpdated", 1 + n, resultInformation=OK) for n in range(4)),
        told("PlayStarted", 10, operationContext="near", resultInformation=OK),
        told("TranscriptionUpdated", 11, resultInformation=OK),
        told("PlayCompleted", 12, operationContext="near", resultInformation=OK),
        *(told("TranscriptionUpdated", 20 + n, resultInformation=OK) for n in range(3)),
        told("PlayStarted", 30, operationContext="other", resultInformation=OK),
        told("PlayCompleted", 31, operationContext="far", resultInformation=OK),
    ]
    said = case.short(*events)
    assert said[7] == "Play finished after 2.0 s"
    assert said[12] == "Play finished"
    monkeypatch.setattr(nearby, "WHOLE", 13)
    assert case.short(*events)[12] == "Play finished after 31.0 s"


def test_an_earlier_state_is_found_across_blocks(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearby, "BLOCK", 2)
    between = [told("PlayPaused", 2 + n) for n in range(5)]
    said = case.short(
        told("RecordingStateChanged", 1, state="active"),
        *between,
        told("RecordingStateChanged", 11, state="inactive"),
    )
    assert said[-1] == "Recording became inactive after 10.0 s"
