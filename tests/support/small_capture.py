"""Small captures for the command line and reports, made from the documented shapes."""

from typing import Any

ENDED = "411f0b00-cd9d-4c16-b8b8-5fbd15d4b5e1"
BUSY = "411f0b00-1111-4c16-b8b8-5fbd15d4b5e2"
OPEN = "9c2e0000-2222-4c16-b8b8-5fbd15d4b5e3"
SERVER = "aHR0cHM6Ly9hcGkuZXhhbXBsZS9jb252L29uZQ=="


def event(name: str, time: str | None, call: str | None, **data: object) -> dict[str, Any]:
    """A CloudEvent as the service posts it."""
    body: dict[str, object] = {} if call is None else {"callConnectionId": call}
    body |= {"serverCallId": SERVER if call in (None, ENDED) else f"server of {call}"}
    body |= {"correlationId": f"correlation of {call or ENDED}"}
    envelope: dict[str, object] = {
        "id": f"{name} {time}",
        "source": f"calling/callConnections/{call}",
        "type": f"Microsoft.Communication.{name}",
        "data": body | data,
        "specversion": "1.0",
    }
    return envelope if time is None else envelope | {"time": time}


def result(code: int, subcode: int, message: str = "", **details: object) -> dict[str, object]:
    """A resultInformation."""
    return {"code": code, "subCode": subcode, "message": message} | details


CAPTURE: list[dict[str, Any]] = [
    event(
        "IncomingCall",
        None,
        None,
        **{"from": {"kind": "phoneNumber", "rawId": "4:+441632960123"}},
        callerDisplayName="Anna Smith",
        incomingCallContext="eyJhbGciOiJub25lIn0.eyJjYyI6IkFBIn0.c2lnbmF0dXJl",
    ),
    event("CallConnected", "2025-06-16T21:17:20.1+00:00", ENDED, operationContext="greet"),
    event(
        "PlayFailed",
        "2025-06-16T21:17:21.2345678+00:00",
        ENDED,
        operationContext="menu +441632960123",
        resultInformation=result(400, 8535, "Action failed, file format not valid."),
    ),
    event(
        "CallDisconnected",
        "2025-06-16T21:17:25.4548513+00:00",
        ENDED,
        resultInformation=result(200, 7000, "Anna Smith left. DiagCode: 0#7000.@"),
    ),
    event(
        "ParticipantsUpdated",
        "2025-06-16T21:17:26+00:00",
        ENDED,
        sequenceNumber=3,
        participants=[
            {
                "identifier": {
                    "rawId": "8:acs:0f0f0f0f-aaaa_1",
                    "communicationUser": {"id": "8:acs:0f0f0f0f-aaaa_1"},
                },
                "isMuted": False,
            }
        ],
    ),
    event(
        "CreateCallFailed",
        "2025-06-16T21:18:00.0000001+00:00",
        BUSY,
        resultInformation=result(
            500,
            560503,
            "<b>Busy</b> | \u202e=1+1\x1b[31m",
            sipDetails={"code": 486, "message": "Busy Here"},
            q850Details={"code": 17, "message": "User busy"},
        ),
    ),
    event("CallConnected", "2025-06-16T21:19:00+00:00", OPEN),
]
