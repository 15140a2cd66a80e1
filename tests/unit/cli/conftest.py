"""Small captures for the command line, made from the documented shapes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inspector.__main__ import main

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


@pytest.fixture
def capture(tmp_path: Path) -> Path:
    """A JSON Lines file with three calls, an offer and one broken line."""
    lines = [json.dumps(item) for item in CAPTURE]
    lines.insert(4, '{"type": "Microsoft.Communication.CallConnected", "data": {')
    path = tmp_path / "morning.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def run_json(capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Runs a command that must succeed and reads its JSON."""

    def run(*arguments: object) -> Any:
        code = main([*map(str, arguments), "--format", "json"])
        printed = capsys.readouterr()
        assert (code, printed.err) == (0, "")
        return json.loads(printed.out)

    return run


@pytest.fixture
def run_text(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Runs a command that must succeed and returns what it printed."""

    def run(*arguments: object) -> str:
        code = main([*map(str, arguments)])
        printed = capsys.readouterr()
        assert (code, printed.err) == (0, "")
        return printed.out

    return run


@pytest.fixture
def fails(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Runs a command that must be refused and returns its one line."""

    def run(*arguments: object) -> str:
        code = main([*map(str, arguments)])
        printed = capsys.readouterr()
        assert (code, printed.out) == (2, "")
        assert printed.err.count("\n") == 1
        assert printed.err.startswith("callback-inspector: ")
        return printed.err

    return run
