import gzip
import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inspector.__main__ import main
from tests.support.small_capture import BUSY, CAPTURE, ENDED, OPEN, SERVER, event, result

FINDINGS = [
    {
        "rule": "END-2",
        "severity": "warning",
        "text": "ParticipantsUpdated came 0.5 s after CallDisconnected.",
        "events": [5],
    }
]


def test_findings_about_the_whole_capture(capture: Path, run_json: Callable[..., Any]) -> None:
    said = run_json("calls", capture)
    assert [finding["rule"] for finding in said["findings"]] == ["PII-1"]
    assert [finding["rule"] for finding in said["calls"][1]["findings"]] == ["CODE-1"]


def test_sources_are_told(capture: Path, run_json: Callable[..., Any]) -> None:
    said = run_json("calls", capture)
    assert said["schema_version"] == 1
    assert list(said) == [
        "schema_version",
        "sources",
        "calls",
        "unassigned",
        "findings",
        "problems",
        "skipped",
    ]
    assert said["sources"] == [
        {
            "path": str(capture),
            "container": "JSON Lines",
            "encoding": "UTF-8",
            "bytes": capture.stat().st_size,
            "events": len(CAPTURE),
            "problems": 1,
        }
    ]


def test_a_call_is_told_in_the_documented_shape(
    capture: Path, run_json: Callable[..., Any]
) -> None:
    call = run_json("calls", capture)["calls"][0]
    verdict = call.pop("verdict")
    assert call == {
        "call_connection_id": ENDED,
        "conversation": SERVER,
        "correlation_ids": [f"correlation of {ENDED}"],
        "server_call_ids": [SERVER],
        "started": "2025-06-16T21:17:20.1000000Z",
        "connected": "2025-06-16T21:17:20.1000000Z",
        "ended": "2025-06-16T21:17:25.4548513Z",
        "duration_s": 5.3548513,
        "ring_s": None,
        "talk_s": 5.3548513,
        "direction": "inbound",
        "events": 4,
        "end": {
            "event": "CallDisconnected",
            "code": 200,
            "subcode": 7000,
            "sip": None,
            "q850": None,
            "time": "2025-06-16T21:17:25.4548513Z",
        },
        "worst": {"event": "PlayFailed", "code": 400, "subcode": 8535},
        "code_class": "2xx",
        "outcome": "succeeded",
        "attention": "notable",
        "owner": "your app",
        "after_end": 1,
        "findings": FINDINGS,
        "operations": [],
    }
    assert "8535" in verdict


def test_a_failed_call_carries_sip_and_q850(capture: Path, run_json: Callable[..., Any]) -> None:
    call = run_json("calls", capture)["calls"][1]
    assert call["call_connection_id"] == BUSY
    assert call["end"] == {
        "event": "CreateCallFailed",
        "code": 500,
        "subcode": 560503,
        "sip": 486,
        "q850": 17,
        "time": "2025-06-16T21:18:00.0000001Z",
    }
    assert call["connected"] is None
    assert call["talk_s"] is None
    assert call["code_class"] == "5xx"
    assert call["outcome"] == "failed"
    assert call["attention"] == "expected"  # a busy phone is no fault
    assert call["owner"] == "callee"


def test_a_call_without_an_end_says_so(capture: Path, run_json: Callable[..., Any]) -> None:
    call = run_json("calls", capture)["calls"][2]
    assert call["call_connection_id"] == OPEN
    assert call["end"] is None
    assert call["worst"] is None
    assert call["ended"] is None
    assert call["duration_s"] is None
    assert call["code_class"] == "none"
    assert call["outcome"] == "unknown"
    assert call["direction"] is None
    assert "no CallDisconnected in this capture" in call["verdict"]


def test_an_offer_is_unassigned_and_names_its_conversation(
    capture: Path, run_json: Callable[..., Any]
) -> None:
    said = run_json("calls", capture)
    assert said["unassigned"] == [{"event": "IncomingCall", "conversation": SERVER, "time": None}]
    counted = sum(call["events"] for call in said["calls"]) + len(said["unassigned"])
    assert counted == said["sources"][0]["events"]


def test_a_problem_is_a_byte_range_of_the_file(capture: Path, run_json: Callable[..., Any]) -> None:
    [problem] = run_json("calls", capture)["problems"]
    assert problem["path"] == str(capture)
    assert problem["line"] == 5
    assert problem["reason"]
    start = problem["offset"]
    cut = capture.read_bytes()[start : start + problem["length"]]
    assert cut.strip() == b'{"type": "Microsoft.Communication.CallConnected", "data": {'


def test_a_compressed_file_has_no_byte_ranges(capture: Path, run_json: Callable[..., Any]) -> None:
    packed = capture.with_name("morning.jsonl.gz")
    packed.write_bytes(gzip.compress(capture.read_bytes()))
    said = run_json("calls", packed)
    assert len(said["calls"]) == 3
    assert said["sources"][0]["bytes"] == packed.stat().st_size
    [problem] = said["problems"]
    assert (problem["offset"], problem["length"], problem["line"]) == (None, None, 5)


def test_several_files_are_one_capture(
    capture: Path, tmp_path: Path, run_json: Callable[..., Any]
) -> None:
    late = tmp_path / "late.json"
    late.write_text(
        json.dumps([event("CallDisconnected", "2025-06-16T21:20:00Z", OPEN)]), encoding="utf-8"
    )
    said = run_json("calls", capture, late)
    assert [source["events"] for source in said["sources"]] == [7, 1]
    assert [call["events"] for call in said["calls"]] == [4, 1, 2]
    assert said["calls"][2]["end"]["code"] is None
    assert said["calls"][2]["duration_s"] == 60.0


def test_standard_input_is_read(
    capture: Path, monkeypatch: pytest.MonkeyPatch, run_json: Callable[..., Any]
) -> None:
    given = io.TextIOWrapper(io.BytesIO(capture.read_bytes()), encoding="ascii")
    monkeypatch.setattr(sys, "stdin", given)
    said = run_json("calls", "-")
    assert said["sources"][0]["path"] == "-"
    assert len(said["calls"]) == 3


def test_the_text_shows_every_call(capture: Path, run_text: Callable[..., str]) -> None:
    text = run_text("calls", capture)
    lines = text.splitlines()
    assert lines[0] == f"{capture}: JSON Lines, UTF-8, 7 events, 1 problem"
    first = next(line for line in lines if line.startswith("   1  "))
    assert "2025-06-16 21:17:20.100" in first
    assert "● 200 · 7000" in first
    assert "▲ 400 · 8535" in first
    second = next(line for line in lines if line.startswith("   2  "))
    assert "■ 500 · 560503" in second
    assert "callee" in second
    third = next(line for line in lines if line.startswith("   3  "))
    assert "◇ none" in third
    assert "no CallDisconnected in this capture" in text
    assert f"{capture}:5: " in text
    assert "CODE-1" in text.partition(" findings:")[2]
    assert re.fullmatch(r"Catalog \S+ of \d{4}-\d\d-\d\d", lines[-1])
    ours = [line for line in lines if str(capture) not in line and "{" not in line]
    assert max(len(line) for line in ours) <= 120


def test_a_file_without_call_events_says_what_it_is(
    tmp_path: Path, run_text: Callable[..., str], run_json: Callable[..., Any]
) -> None:
    har = tmp_path / "session.har"
    har.write_text(
        json.dumps(
            {
                "log": {
                    "version": "1.2",
                    "entries": [{"request": {"method": "GET", "url": "/"}, "response": {}}] * 6,
                }
            }
        ),
        encoding="utf-8",
    )
    assert "HAR with 6 requests, none of them a Call Automation callback" in run_text("calls", har)
    assert run_json("calls", har)["calls"] == []


def test_hostile_text_does_not_steer_the_terminal(
    tmp_path: Path, run_text: Callable[..., str]
) -> None:
    path = tmp_path / "x.json"
    hostile = "\x1b]0;owned\x07\u202ereversed"
    path.write_text(
        json.dumps(event("CallConnected", None, hostile, operationContext=hostile)),
        encoding="utf-8",
    )
    for command in ("calls", "events"):
        text = run_text(command, path)
        assert not set(text) & set("\x1b\x07\u202e")
    assert "␛]0;owned␇\\u202ereversed" in run_text("calls", path)


def test_attention_becomes_an_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    calm = tmp_path / "calm.json"
    calm.write_text(
        json.dumps(
            [
                event("CallConnected", "2025-06-16T21:20:00Z", ENDED),
                event(
                    "CallDisconnected",
                    "2025-06-16T21:21:00Z",
                    ENDED,
                    resultInformation=result(200, 7000),
                ),
            ]
        ),
        encoding="utf-8",
    )
    bad = tmp_path / "bad.json"
    refused = result(401, 10009)
    bad.write_text(
        json.dumps([CAPTURE[6], event("CreateCallFailed", None, BUSY, resultInformation=refused)]),
        encoding="utf-8",
    )
    assert main(["calls", str(bad), "--fail-on-attention"]) == 1
    assert main(["calls", str(bad)]) == 0
    assert main(["events", str(bad), "--fail-on-attention"]) == 1
    assert main(["events", str(bad), "--call", OPEN, "--fail-on-attention"]) == 0
    assert main(["events", str(bad), "--call", BUSY, "--fail-on-attention"]) == 1
    assert main(["report", str(bad), "--call", BUSY, "--fail-on-attention"]) == 1
    assert main(["report", str(bad), "--call", OPEN, "--fail-on-attention"]) == 0
    assert main(["calls", str(calm), "--fail-on-attention"]) == 0
    assert "Traceback" not in capsys.readouterr().err


def test_files_that_were_left_out_are_told(
    tmp_path: Path, run_json: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "logs"
    folder.mkdir()
    (folder / "calls.json").write_text(json.dumps(CAPTURE[0]), encoding="utf-8")
    (folder / "empty.log").write_bytes(b"")
    label = str(folder / "empty.log")
    assert run_json("calls", folder)["skipped"] == [{"label": label, "reason": "empty"}]
    assert main(["calls", str(folder)]) == 0
    assert f"left out:\n  {label}: empty\n" in capsys.readouterr().out
