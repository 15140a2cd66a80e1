import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from inspector.__main__ import main
from tests.support.small_capture import BUSY, CAPTURE, ENDED, OPEN, event, result


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """An open call, then one that was refused for good."""
    refused = event("CreateCallFailed", None, BUSY, resultInformation=result(401, 10009))
    path = tmp_path / "bad.json"
    path.write_text(json.dumps([CAPTURE[6], refused]), encoding="utf-8")
    return path


def test_the_call_that_failed_first_is_drawn(bad: Path, run_text: Callable[..., str]) -> None:
    document = run_text("ladder", bad)
    assert document.startswith("Call 2")
    assert "▲ 401/10009 " in document


def test_the_answer_of_the_carrier_is_drawn(capture: Path, run_text: Callable[..., str]) -> None:
    document = run_text("ladder", capture, "--call", BUSY)
    assert "SIP 486 Busy Here" in document
    assert "■ 500/560503 " in document


def test_a_call_is_chosen_by_number_and_id(capture: Path, run_text: Callable[..., str]) -> None:
    by_number = run_text("ladder", capture, "--call", "1")
    assert by_number == run_text("ladder", capture, "--call", ENDED)
    assert by_number.startswith("Call 1 ")
    assert "+44•••123" in by_number


def test_people_are_masked_unless_asked_otherwise(
    capture: Path, run_text: Callable[..., str]
) -> None:
    for form in ("text", "mermaid", "svg"):
        masked = run_text("ladder", capture, "--call", "1", "--format", form)
        assert "1632960123" not in masked
        shown = run_text("ladder", capture, "--call", "1", "--format", form, "--no-redact")
        assert ("+44…123" if form == "mermaid" else "+441632960123") in shown


def test_a_picture_is_written_to_a_file(
    capture: Path, tmp_path: Path, run_text: Callable[..., str]
) -> None:
    out = tmp_path / "call.svg"
    arguments = ("ladder", capture, "--call", BUSY, "--format", "svg")
    assert run_text(*arguments, "-o", out) == ""
    light = out.read_text(encoding="utf-8")
    ElementTree.fromstring(light)
    assert light == run_text(*arguments)
    assert light != run_text(*arguments, "--theme", "dark")


def test_mermaid_is_printed(capture: Path, run_text: Callable[..., str]) -> None:
    assert run_text("ladder", capture, "--format", "mermaid").startswith("sequenceDiagram\n")


def test_refusals(capture: Path, tmp_path: Path, fails: Callable[..., str]) -> None:
    assert "No call 'nine'" in fails("ladder", capture, "--call", "nine")
    assert "is the capture itself" in fails("ladder", capture, "-o", capture)
    assert "cannot be written" in fails("ladder", capture, "-o", tmp_path / "no" / "x.svg")
    empty = tmp_path / "empty.jsonl"
    empty.write_text('{"hello": 1}\n', encoding="utf-8")
    assert "There is no call" in fails("ladder", empty)


def test_a_failed_call_can_fail_the_command(bad: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "x.txt")
    for call, code in ((BUSY, 1), (OPEN, 0)):
        arguments = ["ladder", str(bad), "--call", call, "-o", out]
        assert main([*arguments, "--fail-on-attention"]) == code
        assert main(arguments) == 0
