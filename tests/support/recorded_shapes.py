"""Captures in the shapes in which test tools and portals were seen to record callbacks.

Containers, order of events, redaction and gaps are as seen; ids, texts and times are made up.
"""

import json
from base64 import b64encode
from collections.abc import Callable, Mapping

from tests.support.capture_events import PREFIX, Json, compact, dotnet, result

HIDDEN = "sanitized"
"""What a recording tool writes in the place of every id."""
SERVER = b64encode(b"https://conversations.example/conv/Zm9yIHRlc3Rz?i=10-0-0-1&e=63").decode()
CORRELATION = "0f0e0d0c-1111-4222-8333-444455556666"
CALL, OTHER_CALL = (f"0a0b0c0d-{number}000-4000-8000-00000000cafe" for number in (1, 2))
RECORDING = b64encode(b'{"Session":"one recording"}').decode().rstrip("=")
ALICE, BOB = (f"8:acs:aaaaaaaa-0000-4000-8000-00000000000{number}_b0" for number in (1, 2))


def _user(raw_id: str) -> Json:
    return {"kind": "communicationUser", "rawId": raw_id, "communicationUser": {"id": raw_id}}


def _offer(to: str, caller: str, server: str, correlation: str = CORRELATION, **more: str) -> Json:
    """The bare data of an IncomingCall: no envelope, so no type, no id and no time."""
    return {
        "to": _user(to),
        "from": _user(caller),
        "serverCallId": server,
        "callerDisplayName": "",
        "incomingCallContext": HIDDEN,
        "correlationId": correlation,
        **more,
    }


def _event(name: str, at_s: float, call: str = CALL, **data: object) -> Json:
    """A CloudEvent `at_s` seconds after the first; what `data` says goes into its data."""
    source = f"calling/callConnections/{call}"
    return {
        "id": f"e0e0e0e0-0000-4000-8000-{round(at_s * 1e7):012d}",
        "source": source,
        "type": PREFIX + name,
        "data": {
            "version": "2025-06-15",
            "callConnectionId": call,
            "serverCallId": SERVER,
            "correlationId": CORRELATION,
            "publicEventType": PREFIX + name,
            **data,
        },
        "time": f"2025-03-04T10:00:{at_s:010.7f}+00:00",
        "specversion": "1.0",
        "datacontenttype": "application/json",
        "subject": source,
    }


def _redacted(event: Json) -> Json:
    """The event with one word for every id but those of the call."""
    hidden = {"serverCallId": HIDDEN}
    return {**event, "id": HIDDEN, "data": {**event["data"], **hidden}}


def _people(*raw_ids: str, held: str = "") -> list[Json]:
    return [
        {"identifier": _user(raw_id), "isMuted": False, "isOnHold": raw_id == held}
        for raw_id in raw_ids
    ]


def _updated(at_s: float, call: str, sequence: int, *raw_ids: str, held: str = "") -> Json:
    people = _people(*raw_ids, held=held)
    return _event(
        "ParticipantsUpdated",
        at_s,
        call,
        participants=people,
        sequenceNumber=sequence,
        **result(),
    )


def _answered() -> bytes:
    """Events by their names, each name once."""
    return json.dumps(
        {
            "IncomingCall": _offer(ALICE, BOB, SERVER),
            "CallConnected": _event("CallConnected", 0, **result()),
            "ParticipantsUpdated": _updated(0, CALL, 1, ALICE, BOB),
            "CallDisconnected": _event("CallDisconnected", 2.5384, **result(200, 7000, "Over.")),
        }
    ).encode()


def _play_failed() -> bytes:
    """Events by their names, each name with a list."""
    failed = _event("PlayFailed", 5.7234, failedPlaySourceIndex=0, **result(400, 8535, "Odd."))
    return json.dumps(
        {
            "IncomingCall": [_offer(ALICE, BOB, SERVER)],
            "CallConnected": [_event("CallConnected", 0, **result())],
            "ParticipantsUpdated": [
                _updated(0.0619, CALL, 1, ALICE, BOB),
                _updated(5.37, CALL, 4, BOB, ALICE, held=ALICE),
                _updated(5.7426, CALL, 5, BOB, ALICE),
            ],
            "PlayFailed": [failed],
            "CallDisconnected": [_event("CallDisconnected", 7.7255, **result(200, 7000, "Over."))],
        }
    ).encode()


def _rejected_without_result() -> bytes:
    """A bare offer and one list of one event; they share nothing but a redacted word."""
    over = _event("CallDisconnected", 0, operationContext="turned down", correlationId=HIDDEN)
    return json.dumps([_offer(HIDDEN, HIDDEN, HIDDEN, HIDDEN), [_redacted(over)]]).encode()


def _recorded() -> bytes:
    """Both ends of one call by turns, neither of which ends; a recording that starts late."""
    two = (HIDDEN, HIDDEN)

    def state(at_s: float, value: str, since: str) -> Json:
        told = _event(
            "RecordingStateChanged",
            at_s,
            OTHER_CALL,
            recordingId=RECORDING,
            state=value,
            startDateTime=since,
            recordingKind="azureCommunicationServices",
            **result(),
        )
        source = f"calling/recordings/{RECORDING}/RecordingStateChanged"
        return {**told, "source": source, "subject": source}

    def named(name: str, at_s: float, call: str, context: str) -> Json:
        return _event(name, at_s, call, operationContext=context, **result())

    events = [
        named("CallConnected", 0.0147, CALL, "pick-up"),
        _updated(0, CALL, 1, *two),
        _updated(0.0616, OTHER_CALL, 1, *two),
        named("CallConnected", 0.1383, OTHER_CALL, "dial"),
        named("PlayStarted", 3.7118, OTHER_CALL, "tell-them"),
        state(5.2472, "inactive", "0001-01-01T00:00:00+00:00"),
        _updated(5.2537, OTHER_CALL, 4, *two),
        _updated(5.2544, CALL, 4, *two),
        state(5.3857, "active", "2025-03-04T10:00:05.0481+00:00"),
        _updated(5.6339, OTHER_CALL, 7, *two),
        _updated(5.6342, CALL, 5, *two),
        _updated(6.0183, CALL, 6, *two),
    ]
    offer = _offer(HIDDEN, HIDDEN, HIDDEN)
    return json.dumps([offer, *([_redacted(each)] for each in events)], indent=2).encode()


def _refused(server: str) -> list[str]:
    """Bodies as .NET writes them: the end is delivered first, though it is the later by time."""
    outcome = result(200, 5002, "Ended. DiagCode: 0#5002.@")
    over, failed = (
        {**event, "id": HIDDEN, "data": {**event["data"], "serverCallId": server}}
        for event in (
            _event("CallDisconnected", 0.0006, **outcome),
            _event("CreateCallFailed", 0, **outcome),
        )
    )
    return [dotnet(_offer(HIDDEN, HIDDEN, server)), dotnet([over]), dotnet([failed])]


def _bus_dump() -> bytes:
    """A dump of a message bus, with the properties that such messages have."""
    empty = ("partitionKey", "sessionId", "replyToSessionId", "correlationId", "subject")
    entries = [
        {
            "body": body,
            "messageId": f"{number:032x}",
            **dict.fromkeys((*empty, "contentType", "replyTo")),
            "applicationProperties": {"Diagnostic-Id": f"00-{number:032x}-{number:016x}-00"},
            "enqueuedTime": "0001-01-01T00:00:00+00:00",
        }
        for number, body in enumerate(_refused(SERVER))
    ]
    return json.dumps({"entries": entries}, indent=2).replace('\\"', "\\u0022").encode()


def _choice() -> bytes:
    """One event of the first year of the service: the data names its source, but no version."""
    event = _event(
        "RecognizeCompleted",
        0,
        operationContext="menu-1",
        recognitionType="choices",
        choiceResult={"label": "Sales", "recognizedPhrase": "sales please"},
        eventSource=f"calling/callConnections/{CALL}",
        serverCallId="serverCallId",
        **result(200, 8545, "A phrase was recognized."),
    )
    for newer in ("version", "publicEventType"):
        del event["data"][newer]
    del event["datacontenttype"]
    return compact([event]).encode()


def _grid_offer(type_key: str, time_key: str, **envelope: object) -> bytes:
    """The documented example of an offer, with names in braces where ids would stand."""
    data = _offer("{callee}", "{caller}", "{server-call-id}", "correlation", callerDisplayName="X")
    data["customContext"] = {
        "sipHeaders": {"userToUser": "00ff;encoding=hex", "X-MS-Custom-one": "1"},
        "voipHeaders": {"one": "1"},
    }
    event = {
        "id": "e0e0e0e0-0000-4000-8000-0000000000aa",
        **envelope,
        "subject": "/caller/{caller}/recipient/{callee}",
        "data": data,
        type_key: PREFIX + "IncomingCall",
        time_key: "2025-03-04T10:00:00.1234567Z",
    }
    return json.dumps(event, indent=2).encode()


def _browsing() -> bytes:
    """What a browser saved of a visit to a page: requests, none of which is a callback."""
    request = {
        "method": "POST",
        "url": "https://metrics.example/beacon",
        "headers": [{"name": "content-type", "value": "text/plain;charset=UTF-8"}],
        "postData": {"mimeType": "text/plain;charset=UTF-8", "text": '{"views":[{"type":"page"}]}'},
    }
    response = {"status": 0, "content": {"size": 0, "mimeType": "x-unknown", "text": ""}}
    entry = {
        "_initiator": {"type": "script", "stack": {"callFrames": []}},
        "request": request,
        "response": response,
        "startedDateTime": "2025-03-04T10:00:00.123Z",
        "time": 1.5,
    }
    log = {"version": "1.2", "creator": {"name": "browser"}, "pages": [], "entries": [entry]}
    return b"\xef\xbb\xbf" + json.dumps({"log": log}, indent=2).encode()


RECORDED_SHAPES: Mapping[str, Callable[[], bytes]] = {
    "answered_then_hung_up": _answered,
    "play_failed_inside": _play_failed,
    "rejected_without_result": _rejected_without_result,
    "recording_of_two_legs": _recorded,
    "refused_strings": lambda: compact(_refused(HIDDEN)).encode(),
    "refused_bus_dump": _bus_dump,
    "recognized_choice": _choice,
    "offer_cloud_event": lambda: _grid_offer("type", "time", source="/x", specversion="1.0"),
    "offer_event_grid": lambda: _grid_offer(
        "eventType", "eventTime", topic="/x", dataVersion="1.0", metadataVersion="1"
    ),
    "browsing_with_bom": _browsing,
}
"""The maker of each, by what was recorded."""
