"""What the text of a log says of a call is noticed, wherever in a block of lines it stands."""

import json

import pytest

from inspector.capture.loglines import LogLines
from tests.support.capture_events import call_events
from tests.support.capture_read import compared, read_bytes

EVENTS = [json.dumps(each) for each in call_events(1)]
LINES = [f"2025-02-03 09:00:00 INFO  [http-7] got {each}" for each in EVENTS]
TELLING = [
    'cut "callConnectionId":"1b2c","code":200 off',
    f'lost "callConnectionId":"1b2c" before {EVENTS[0]}',
    'lost "callConnectionId":"1b2c" before {"other":1}',
    "got CallConnected(callConnectionId='1b2c', code=200)",
    "got Azure.Communication.CallAutomation.CallConnected",
    "INFO Microsoft.Communication.CallConnected came",
    f"Communication.CallConnected for {EVENTS[0]}",
    f"callConnectionId 5 says {EVENTS[0]}",
    "answered call connectionId=5",
    "    correlationId: 7",
    "an operation of the application",
    'an {"other":"value"} with text behind',
]


@pytest.mark.parametrize("line", TELLING)
@pytest.mark.parametrize("place", [0, 3, len(LINES)])
@pytest.mark.parametrize("times", [1, 2])
def test_text_is_read_as_line_by_line(
    line: str, place: int, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [*LINES, "noise", *LINES[:place], *[line] * times, *LINES[place:], "noise", *LINES]
    data = "\n".join(lines).encode()
    fast = compared(read_bytes(data))
    monkeypatch.setattr(LogLines, "read", lambda _self: False)
    assert fast == compared(read_bytes(data))
