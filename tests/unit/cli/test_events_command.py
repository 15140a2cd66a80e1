import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.support.small_capture import BUSY, CAPTURE, ENDED, OPEN


def test_an_event_is_told_in_the_documented_shape(
    capture: Path, run_json: Callable[..., Any]
) -> None:
    said = run_json("events", capture)
    assert list(said) == ["schema_version", "events"]
    assert said["schema_version"] == 1
    told = said["events"][5]
    offset, length = told.pop("offset"), told.pop("length")
    assert told == {
        "n": 6,
        "time": "2025-06-16T21:18:00.0000001Z",
        "kind": "CreateCallFailed",
        "type": "Microsoft.Communication.CreateCallFailed",
        "call_connection_id": BUSY,
        "code": 500,
        "subcode": 560503,
        "sip": 486,
        "q850": 17,
        "message": "<b>Busy</b> | \u202e=1+1\x1b[31m",
        "operation_context": None,
        "outcome": "failed",
        "code_class": "5xx",
        "happened": "The phone was busy",
        "source": str(capture),
    }
    assert json.loads(capture.read_bytes()[offset : offset + length]) == CAPTURE[5]


def test_the_order_is_file_order_and_every_range_is_the_event(
    capture: Path, run_json: Callable[..., Any]
) -> None:
    content = capture.read_bytes()
    events = run_json("events", capture)["events"]
    assert [told["n"] for told in events] == list(range(1, 8))
    cut = [json.loads(content[e["offset"] : e["offset"] + e["length"]]) for e in events]
    assert cut == CAPTURE


def test_what_is_not_there_is_null(capture: Path, run_json: Callable[..., Any]) -> None:
    offer, connected, *_ = run_json("events", capture)["events"]
    assert offer["time"] is None
    assert offer["call_connection_id"] is None
    assert offer["message"] is None
    assert offer["code_class"] == "none"
    assert connected["code"] is None
    assert connected["operation_context"] == "greet"


def test_the_name_decides_the_outcome(capture: Path, run_json: Callable[..., Any]) -> None:
    events = run_json("events", capture)["events"]
    assert {told["kind"]: told["outcome"] for told in events} == {
        "IncomingCall": "unknown",
        "CallConnected": "succeeded",
        "PlayFailed": "failed",
        "CallDisconnected": "succeeded",
        "ParticipantsUpdated": "unknown",
        "CreateCallFailed": "failed",
    }


def test_one_call_in_its_own_order(tmp_path: Path, run_json: Callable[..., Any]) -> None:
    path = tmp_path / "newest first.json"
    own = [e for e in CAPTURE if e["data"].get("callConnectionId") == ENDED]
    path.write_text(json.dumps([CAPTURE[5], *reversed(own)]), encoding="utf-8")
    events = run_json("events", path, "--call", ENDED[:12])["events"]
    assert [told["kind"] for told in events] == [
        "CallConnected",
        "PlayFailed",
        "CallDisconnected",
        "ParticipantsUpdated",
    ]
    assert [told["n"] for told in events] == [5, 4, 3, 2]


def test_escaped_bodies_and_utf16_have_byte_ranges_too(
    tmp_path: Path, run_json: Callable[..., Any]
) -> None:
    strings = tmp_path / "strings.json"
    strings.write_text(json.dumps([json.dumps([CAPTURE[5]])]), encoding="utf-8")
    [told] = run_json("events", strings)["events"]
    cut = strings.read_bytes()[told["offset"] : told["offset"] + told["length"]]
    assert json.loads(json.loads(cut)) == [CAPTURE[5]]
    assert told["message"] == CAPTURE[5]["data"]["resultInformation"]["message"]

    wide = tmp_path / "wide.json"
    wide.write_bytes(json.dumps(CAPTURE[5], ensure_ascii=False).encode("utf-16"))
    [told] = run_json("events", wide)["events"]
    cut = wide.read_bytes()[told["offset"] : told["offset"] + told["length"]]
    assert json.loads(cut.decode("utf-16-le")) == CAPTURE[5]


def test_a_compressed_file_has_no_byte_ranges(capture: Path, run_json: Callable[..., Any]) -> None:
    packed = capture.with_name("morning.jsonl.gz")
    packed.write_bytes(gzip.compress(capture.read_bytes()))
    events = run_json("events", packed)["events"]
    assert {(told["offset"], told["length"]) for told in events} == {(None, None)}
    assert events[5]["message"].startswith("<b>Busy</b>")


def test_no_events_is_an_empty_list(tmp_path: Path, run_json: Callable[..., Any]) -> None:
    path = tmp_path / "other.json"
    path.write_text('{"hello": 1}', encoding="utf-8")
    assert run_json("events", path) == {"schema_version": 1, "events": []}


def test_a_lone_surrogate_is_still_valid_json(tmp_path: Path, run_json: Callable[..., Any]) -> None:
    path = tmp_path / "surrogate.json"
    body = json.dumps(CAPTURE[2]).replace("menu", "\\ud800menu")
    path.write_text(body, encoding="utf-8")
    [told] = run_json("events", path)["events"]
    assert told["operation_context"].endswith("menu +441632960123")


def test_the_text_is_one_line_an_event(capture: Path, run_text: Callable[..., str]) -> None:
    lines = run_text("events", capture).splitlines()
    line = next(line for line in lines if line.startswith("   6  "))
    assert "2025-06-16 21:18:00.0000001" in line
    assert "CreateCallFailed" in line
    assert "■ 500 · 560503" in line
    assert line.endswith("The phone was busy")
    assert next(line for line in lines if line.startswith("   2  ")).endswith("connected · greet")
    assert "no time" in next(line for line in lines if line.startswith("   1  "))
    assert max(map(len, lines[1:10])) <= 120


def test_the_text_of_a_call_marks_late_events_and_a_missing_end(
    capture: Path, run_text: Callable[..., str]
) -> None:
    ended = run_text("events", capture, "--call", "#1")
    assert "after the end" in next(x for x in ended.splitlines() if "ParticipantsUpdated" in x)
    assert "no CallDisconnected in this capture" not in ended
    still = run_text("events", capture, "--call", OPEN)
    assert still.splitlines()[-1] == "no CallDisconnected in this capture"
