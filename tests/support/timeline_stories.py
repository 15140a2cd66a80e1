"""Calls told event by event, in the shapes that the service is known to deliver."""

from tests.support.timeline_case import Told

CALLER = "4:+12065550123"
AGENT = "4:+14255550177"
USER = "8:acs:11111111-2222-4333-8444-555555555555_00000026-038d-2933-4ff7-343a0d006bfb"
TEAMS = "8:orgid:99999999-2222-4333-8444-555555555555"
BOT = "28:33333333-2222-4333-8444-555555555555"

ORDINARY = (
    Told("IncomingCall", 0),
    Told("CallConnected", 3.1, "200/0", "answer"),
    Told("ParticipantsUpdated", 3.2, "200/0", people=[CALLER], sequence=1),
    Told("PlayStarted", 4, "200/0", "greeting"),
    Told("PlayCompleted", 8.1, "200/0", "greeting"),
    Told("RecognizeCompleted", 16, "200/8531", "menu"),
    Told("CallDisconnected", 48.2, "200/7000", "answer"),
)
FAILED_INSIDE = (
    Told("CallConnected", 6.2, "200/0"),
    Told("MediaStreamingStarted", 7.5, "200/0", "stream"),
    Told("RecordingStateChanged", 8, state="active"),
    Told("TranscriptionStarted", 9, "200/0"),
    Told("RecognizeFailed", 16.2, "400/8510", "menu"),
    Told("TranscriptionStopped", 40, "200/0"),
    Told("HoldAudioStarted", 50, "200/0", "hold"),
    Told("HoldAudioCompleted", 58, "400/8508", "unhold"),
    Told("AddParticipantFailed", 71.5, "500/560503", "agent", people=[AGENT]),
    Told("CallDisconnected", 78, "200/7000"),
    Told("RecordingStateChanged", 79.3, state="inactive"),
    Told("ParticipantsUpdated", None),
)
REJECTED = (
    Told("CallDisconnected", 2.0012, "200/5002"),
    Told("CreateCallFailed", 2, "200/5002"),
)
NO_END_NO_CODES = (
    Told("CallConnected", 1),
    Told("PlayStarted", 2, context="{'menu': 1}"),
    Told("ParticipantsUpdated", 4),
)
NOT_ANSWERED = (
    Told("IncomingCall", 0),
    Told("AnswerFailed", 12.5, "408/10057", "answer"),
)
FAILED_PSTN = (
    Told("CallConnected", 6.2, "200/0", "dial"),
    Told("ParticipantsUpdated", 6.25, "200/0", people=[CALLER], sequence=1),
    Told("PlayStarted", 7, "200/0", "greeting"),
    Told("PlayCanceled", 9.5, "400/8508", "greeting"),
    Told("PlayStarted", 10, "200/0", "hold-music"),
    Told("AddParticipantFailed", 71.5, "500/560486", "agent", people=[AGENT]),
    Told("PlayFailed", 72, "400/8535", "hold-music"),
    Told("ParticipantsUpdated", 78.1, "200/0", people=[], sequence=4),
    Told("CallDisconnected", 78, "200/7000", "dial"),
)
PEOPLE = (
    Told("CallConnected", 0, "200/0"),
    Told("ParticipantsUpdated", 0.1, "200/0", people=[CALLER], sequence=1),
    Told("AddParticipantSucceeded", 10, "200/0", "add", people=[USER]),
    Told("ParticipantsUpdated", 10.2, "200/0", people=[CALLER], sequence=2),
    Told("ParticipantsUpdated", 10.4, "200/0", people=[USER, CALLER], sequence=3),
    Told("ParticipantsUpdated", 15, "200/0", people=[USER + " +muted", CALLER], sequence=4),
    Told("ParticipantsUpdated", 20, "200/0", people=[USER, CALLER + " +hold"], sequence=6),
    Told("ParticipantsUpdated", 21, "200/0", people=[CALLER], sequence=2),
    Told("ParticipantsUpdated", 22, "200/0", people=[USER, CALLER + " +hold", TEAMS], sequence=8),
    Told("ParticipantsUpdated", 22.5, "200/0", people=[USER, CALLER, TEAMS], sequence=8),
    Told("RemoveParticipantSucceeded", 30, "200/0", "kick", people=[USER]),
    Told("ParticipantsUpdated", 30.2, "200/0", people=[USER, CALLER, TEAMS], sequence=9),
    Told("ParticipantsUpdated", 30.4, "200/0", people=[CALLER, TEAMS], sequence=10),
    Told("RemoveParticipantFailed", 33, "404/8522", "kick again", people=[USER]),
    Told("ParticipantsUpdated", 40, "200/0", people=[CALLER, USER, BOT], sequence=11),
    Told("CallDisconnected", 50, "200/7000"),
    Told("ParticipantsUpdated", 50.2, "200/0", people=[CALLER, TEAMS], sequence=12),
)
FROM_THE_MIDDLE = (
    Told("ParticipantsUpdated", 100, "200/0", people=[CALLER, USER + " +muted"], sequence=7),
    Told("PlayCompleted", 103, "200/0", "prompt"),
    Told("MediaStreamingStopped", 110, "200/0", "stop"),
    Told("ParticipantsUpdated", 120, "200/0", people=[CALLER, USER, TEAMS], sequence=8),
    Told("CallDisconnected", 130, "200/7000"),
)
HIDDEN_PEOPLE = (
    Told("CallConnected", 0, "200/0"),
    Told("ParticipantsUpdated", 0.5, people=["sanitized", "sanitized"], sequence=1),
    Told("AddParticipantSucceeded", 4, "200/0", people=["sanitized"]),
    Told("ParticipantsUpdated", 4.5, people=["sanitized"] * 3, sequence=2),
    Told("ParticipantsUpdated", 9, people=["8:acs:fixed", "8:acs:fixed"], sequence=3),
)
MEDIA = (
    Told("CallConnected", 1, "200/0"),
    Told("RecordingStateChanged", 2, state="active"),
    Told("MediaStreamingStarted", 2.5, "200/0", "start-stream"),
    Told("TranscriptionStarted", 3, "200/0", "t"),
    Told("TranscriptionFailed", 8, "500/8571", "t"),
    Told("RecordingStateChanged", 9, state="inactive"),
    Told("RecordingStateChanged", 12, state="active"),
    Told("MediaStreamingStopped", 14, "200/0", "stop-stream"),
    Told("StartRecordingFailed", 15, "400/8553"),
    Told("RecordingStateChanged", 20, state="inactive"),
    Told("CallDisconnected", 21, "200/5000"),
)
PAUSES = (
    Told("CallConnected", 0, "200/0"),
    Told("PlayStarted", 1, "200/0", "news"),
    Told("PlayPaused", 3, "200/0", "news"),
    Told("PlayResumed", 5, "200/0", "news"),
    Told("PlayPaused", 8, "200/0"),
    Told("PlayPaused", 9, "200/0", "news"),
    Told("PlayCanceled", 10, "400/8508", "news"),
    Told("PlayResumed", 11, "200/0", "news"),
    Told("HoldAudioStarted", 12, "200/0", "hold"),
    Told("HoldAudioPaused", 14, "200/0", "hold"),
    Told("PlayStarted", 14.1, "200/0", "announcement"),
    Told("PlayCompleted", 16, "200/0", "announcement"),
    Told("HoldAudioResumed", 16.1, "200/0", "hold"),
    Told("HoldAudioCompleted", 20, "400/8508", "unhold"),
    Told("HoldAudioStarted", 22, "200/0", "hold again"),
    Told("HoldAudioResumed", 23, "200/0", "hold again"),
    Told("HoldAudioPaused", 24, "200/0", "hold again"),
    Told("CallDisconnected", 30, "200/7000"),
)
TWO_RECORDINGS = (
    Told("CallConnected", 0, "200/0"),
    Told("RecordingStateChanged", 1, state="active", recording="first"),
    Told("RecordingStateChanged", 2, state="active", recording="second"),
    Told("RecordingStateChanged", 3, state="Active", recording="FIRST"),
    Told("RecordingStateChanged", 4, state="inactive"),
    Told("RecordingStateChanged", 5, state="inactive", recording="first"),
    Told("RecordingStateChanged", 6, state="inactive", recording="unheard of"),
    Told("RecordingStateChanged", 7, state="inactive"),
    Told("RecordingStateChanged", 8, state="active", recording="sanitized"),
    Told("RecordingStateChanged", 9, state="active", recording="third"),
    Told("RecordingStateChanged", 10, state="inactive", recording="third"),
    Told("RecordingStateChanged", 11, state="active", recording="fourth"),
    Told("CallDisconnected", 12, "200/7000"),
)
NO_TERMINAL = (
    Told("CallConnected", 0),
    Told("ParticipantsUpdated", 0.2, people=[CALLER, BOT], sequence=1),
    Told("DialogStarted", 1, context="d"),
    Told("HoldAudioStarted", 3, context="h"),
    Told("ContinuousDtmfRecognitionToneReceived", 5, context="dtmf"),
    Told("ContinuousDtmfRecognitionStopped", 6, context="dtmf"),
    Told("SendDtmfTonesCompleted", 7, context="send"),
    Told("CancelAddParticipantSucceeded", 8, "200/5300", "cancel"),
    Told("CallTransferFailed", 9, "403/8529", "transfer"),
    Told("SomethingNew", 10, "200/0"),
)
MANY = (
    Told("CallConnected", 0, "200/0"),
    *(
        event
        for number in range(99)
        for event in (
            Told("PlayStarted", 1 + 3 * number, "200/0", f"prompt {number % 4}"),
            Told("PlayCompleted", 2 + 3 * number, "200/0", f"prompt {number % 4}"),
            Told("ContinuousDtmfRecognitionToneReceived", 2.5 + 3 * number, "200/0", "tones"),
        )
    ),
    Told("ContinuousDtmfRecognitionStopped", 299, "200/0", "tones"),
    Told("CallDisconnected", 900, "200/7000"),
)
TRANSFER = (
    Told("IncomingCall", 0),
    Told("CallConnected", 2, "200/0", "answer"),
    Told("ParticipantsUpdated", 2.1, "200/0", people=[CALLER], sequence=1),
    Told("PlayStarted", 3, "200/0", "greeting"),
    Told("PlayCompleted", 6, "200/0", "greeting"),
    Told("CallConnected", 8, "200/0", "ask", call=2),
    Told("CallDisconnected", 15, "200/7000", "ask", call=2),
    Told("CallTransferAccepted", 20, "200/7015", "transfer"),
    Told("IncomingCall", 20.5),
    Told("CallDisconnected", 21, "200/7015", "answer"),
    Told("CallConnected", 23, "200/0", "answer", call=3),
    Told("CallDisconnected", 60, "200/5001", "answer", call=3),
)
MOVED = (
    Told("CallConnected", 0, "200/0"),
    Told("CallDisconnected", 10, "200/5300"),
    Told("CallConnected", 5, "200/0", call=2, server="b2xk"),
    Told("MoveParticipantSucceeded", 9, "200/0", call=2, server="b2xk", people=[CALLER]),
)
STORIES = {
    "ordinary": ORDINARY,
    "failed_inside": FAILED_INSIDE,
    "rejected": REJECTED,
    "no_end_no_codes": NO_END_NO_CODES,
    "not_answered": NOT_ANSWERED,
    "failed_pstn": FAILED_PSTN,
    "people": PEOPLE,
    "from_the_middle": FROM_THE_MIDDLE,
    "hidden_people": HIDDEN_PEOPLE,
    "media": MEDIA,
    "pauses": PAUSES,
    "two_recordings": TWO_RECORDINGS,
    "no_terminal": NO_TERMINAL,
    "three_hundred": MANY,
}
