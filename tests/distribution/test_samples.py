"""The shipped samples are what their maker makes, and show what their README says."""

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "resources" / "samples"
NAMES = (
    "ordinary-call.json",
    "failed-pstn-call.json",
    "busy-morning.jsonl",
    "transferred-conversation.json",
)
ENDS = {"CallDisconnected", "CreateCallFailed", "AnswerFailed", "ConnectFailed"}
NO_ID = ""

Event = dict[str, Any]


def kind(event: Event) -> str:
    """The last part of an event's type; empty for data without an envelope."""
    text = event.get("type", event.get("eventType", ""))
    assert isinstance(text, str)
    return text.rpartition(".")[2]


def result(event: Event) -> tuple[int, int]:
    """Code and subcode of a callback."""
    information = event["data"]["resultInformation"]
    return information["code"], information["subCode"]


def connection(event: Event) -> str:
    """The event's call; empty for offers."""
    found = event.get("data", {}).get("callConnectionId", NO_ID)
    assert isinstance(found, str)
    return found


def events(name: str) -> list[Event]:
    """The readable events of a sample, in file order."""
    text = (SAMPLES / name).read_text(encoding="utf-8")
    if name.endswith(".jsonl"):
        bodies = [json.loads(line) for line in text.splitlines() if readable(line)]
        return [event for body in bodies for event in body]
    items = json.loads(text)
    return [event for item in items for event in (item if isinstance(item, list) else [item])]


def readable(line: str) -> bool:
    """Whether a line is JSON."""
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def calls(found: list[Event]) -> dict[str, list[Event]]:
    """Events by call connection, in file order."""
    by_call: dict[str, list[Event]] = {}
    for event in found:
        if connection(event) != NO_ID:
            by_call.setdefault(connection(event), []).append(event)
    return by_call


def test_maker_gives_the_shipped_bytes(tmp_path: Path) -> None:
    maker = ROOT / "packaging" / "make_samples.py"
    subprocess.run([sys.executable, "-B", str(maker), str(tmp_path)], check=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(NAMES)
    for name in NAMES:
        assert (tmp_path / name).read_bytes() == (SAMPLES / name).read_bytes(), name


@pytest.mark.parametrize("name", NAMES)
def test_sample_holds_no_real_data(name: str) -> None:
    text = (SAMPLES / name).read_text(encoding="utf-8")
    assert "+" not in text, "the service writes it as an escape"
    numbers = set(re.findall(r"\\u002B(\d{7,15})", text))
    assert numbers
    assert all(re.fullmatch(r"1\d{3}55501\d\d", number) for number in numbers)
    assert not re.search(r"skype|azure\.com|microsoft\.com", text)
    days = set(re.findall(r'time": ?"(\d{4}-\d\d)-\d\d', text, re.IGNORECASE))
    assert days - {"0001-01"} == {"2026-11"}


@pytest.mark.parametrize("name", NAMES)
def test_callbacks_have_the_shape_of_the_service(name: str) -> None:
    found = [event for event in events(name) if connection(event) != NO_ID]
    assert found
    ids = Counter(event["id"] for event in found)
    assert set(ids.values()) == {1}
    for event in found:
        data = event["data"]
        assert event["specversion"] == "1.0"
        assert event["source"] == event["subject"]
        assert data["publicEventType"] == event["type"]
        assert data["version"] in {"2024-09-01-preview", "2025-05-15"}
        assert {"serverCallId", "correlationId", "resultInformation"} <= set(data)
        assert re.fullmatch(r"2026-11-\d\dT[\d:]{8}\.\d{1,7}\+00:00", event["time"])


def test_ordinary_call_is_one_call_without_a_failure() -> None:
    found = events("ordinary-call.json")
    assert len(calls(found)) == 1
    kinds = [kind(event) for event in found]
    assert kinds[0] == "IncomingCall"
    assert kinds[-1] == "CallDisconnected"
    assert result(found[-1]) == (200, 7000)
    assert kinds.count("PlayStarted") == kinds.count("PlayCompleted") == 3
    assert {"RecognizeCompleted", "AddParticipantSucceeded", "RecordingStateChanged"} <= set(kinds)
    assert {result(event)[0] for event in found[1:]} == {200}


def test_failed_call_tells_of_the_busy_agent() -> None:
    found = events("failed-pstn-call.json")
    first, second, third = calls(found).values()
    assert kind(found[0]) == "IncomingCall"
    assert [(kind(e), *result(e)) for e in first if result(e)[0] != 200] == [
        ("RecognizeFailed", 400, 8510),
        ("AddParticipantFailed", 500, 560503),
    ]
    invitation = next(event for event in first if kind(event) == "AddParticipantFailed")
    information = invitation["data"]["resultInformation"]
    assert information["sipDetails"] == {"code": 486, "message": "Busy Here"}
    assert information["q850Details"] == {"code": 17, "message": "User busy"}
    assert (kind(first[-1]), *result(first[-1])) == ("CallDisconnected", 200, 7000)
    kinds = [kind(event) for event in first]
    assert "MediaStreamingStarted" in kinds
    assert "MediaStreamingStopped" not in kinds
    for call, pair, diagnostics in (
        (second, (500, 560503), (486, 17)),
        (third, (480, 560480), (480, 19)),
    ):
        assert [kind(event) for event in call] == ["CallDisconnected", "CreateCallFailed"]
        assert call[1]["time"] < call[0]["time"]
        for event in call:
            information = event["data"]["resultInformation"]
            assert result(event) == pair
            assert information["sipDetails"]["code"] == diagnostics[0]
            assert information["q850Details"]["code"] == diagnostics[1]


def test_transferred_conversation_is_three_calls_with_an_end_each() -> None:
    found = events("transferred-conversation.json")
    by_call = calls(found)
    assert [(kind(call[-1]), *result(call[-1])) for call in by_call.values()] == [
        ("CallDisconnected", 200, 7015),
        ("CallDisconnected", 200, 7000),
        ("AnswerFailed", 404, 8522),
    ]
    offers = [event for event in found if kind(event) == "IncomingCall"]
    assert len(offers) == 3
    assert len({event["data"]["correlationId"] for event in found}) == 1
    servers = [call[0]["data"]["serverCallId"] for call in by_call.values()]
    assert servers[0] != servers[1] == servers[2]
    accepted = next(event for event in found if kind(event) == "CallTransferAccepted")
    assert accepted["time"] < offers[1]["time"]
    assert accepted["data"]["transferTarget"] == offers[1]["data"]["to"]
    busy = next(event for event in found if kind(event) == "AddParticipantFailed")
    assert result(busy) == (486, 560486)
    assert busy["data"]["resultInformation"]["sipDetails"]["code"] == 486


def test_busy_morning_has_overlapping_calls() -> None:
    by_call = calls(events("busy-morning.jsonl"))
    assert len(by_call) == 41
    spans = [sorted(event["time"] for event in call) for call in by_call.values()]
    at_once = [sum(other[0] <= span[0] <= other[-1] for other in spans) for span in spans]
    assert max(at_once) >= 3
    assert sum(number > 1 for number in at_once) >= 15


def test_busy_morning_has_failures_of_every_class() -> None:
    failures = {
        result(event)
        for event in events("busy-morning.jsonl")
        if kind(event).endswith("Failed") or kind(event) == "CallDisconnected"
    }
    assert {
        (200, 5002),
        (401, 71005),
        (403, 510403),
        (404, 560404),
        (480, 560480),
        (484, 560484),
        (486, 560486),
        (500, 10045),
        (500, 560503),
        (503, 560503),
        (603, 560603),
    } <= failures


def test_busy_morning_has_what_is_hard_to_read() -> None:
    found = events("busy-morning.jsonl")
    by_call = calls(found)
    endless = [call for call in by_call.values() if not ENDS & {kind(event) for event in call}]
    assert len(endless) == 2
    after_end = [
        kind(event)
        for call in by_call.values()
        for end in call
        if kind(end) == "CallDisconnected"
        for event in call
        if event["time"] > end["time"]
    ]
    assert set(after_end) == {"PlayCanceled", "RecordingStateChanged"}
    untimed = [event for event in found if "incomingCallContext" in event]
    assert len(untimed) == 2
    assert all("time" not in event for event in untimed)
    text = (SAMPLES / "busy-morning.jsonl").read_text(encoding="utf-8")
    cut, other = [line for line in text.splitlines() if not readable(line)]
    assert cut.startswith('[{"id":')
    assert "CallDisconnected" in cut
    assert other.startswith("2026-11-19 ")


def test_busy_morning_has_one_callback_that_is_minutes_late() -> None:
    latest = ""
    late = []
    for event in events("busy-morning.jsonl"):
        time = event.get("time", "").replace("Z", "")[:19]
        if time and time[:16] < latest[:16]:
            late.append((kind(event), minutes(latest) - minutes(time)))
        latest = max(latest, time)
    assert [name for name, behind in late if behind >= 4] == ["ParticipantsUpdated"]


def minutes(time: str) -> int:
    """Minutes since midnight of an ISO time."""
    return int(time[11:13]) * 60 + int(time[14:16])
