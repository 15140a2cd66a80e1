"""Operation rows of resource logs in `calls`: beside the events, never among them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.support.capture_events import lines
from tests.support.logged_case import beside, callbacks, mixed_lines

CREATE = {
    "table": "ACSCallAutomationIncomingOperations",
    "time": "2025-02-03T09:00:04.0000000Z",
    "operation": "CreateCall",
    "http_status": 201,
    "code": None,
    "subcode": None,
    "duration_ms": 184,
}
MEDIA = {
    "table": "ACSCallAutomationMediaSummary",
    "time": "2025-02-03T09:00:20.0000000Z",
    "operation": "Play",
    "http_status": None,
    "code": 400,
    "subcode": 8536,
    "duration_ms": None,
}
REFUSED = CREATE | {
    "time": "2025-02-03T09:00:33.0000000Z",
    "operation": "Play",
    "http_status": 412,
}


def test_rows_are_told_beside_the_call(tmp_path: Path, run_json: Callable[..., Any]) -> None:
    (call,) = run_json("calls", mixed_lines(tmp_path))["calls"]
    assert call["operations"] == [CREATE, MEDIA, REFUSED]


def test_an_export_beside_the_callbacks_is_joined(
    tmp_path: Path, run_json: Callable[..., Any]
) -> None:
    (call,) = run_json("calls", *beside(tmp_path))["calls"]
    assert call["operations"] == [CREATE, REFUSED]


def test_rows_change_nothing_else(tmp_path: Path, run_json: Callable[..., Any]) -> None:
    plain = tmp_path / "plain.jsonl"
    plain.write_bytes(lines(callbacks()))
    (bare,) = run_json("calls", plain)["calls"]
    (call,) = run_json("calls", mixed_lines(tmp_path))["calls"]
    assert bare["operations"] == []
    assert call | {"operations": []} == bare
    assert call["events"] == 3


def test_the_text_counts_them_in_a_line(tmp_path: Path, run_text: Callable[..., str]) -> None:
    said = run_text("calls", mixed_lines(tmp_path))
    assert "\n      3 operation rows of resource logs\n" in said
    plain = tmp_path / "plain.jsonl"
    plain.write_bytes(lines(callbacks()))
    assert "operation row" not in run_text("calls", plain)
