from collections.abc import Callable
from pathlib import Path

import pytest

from inspector.catalog.load import load_catalog
from tests.support.small_capture import BUSY, ENDED

PRIVATE = ("+441632960123", "Anna", "8:acs:", "eyJhb")


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_people_and_secrets_are_masked(
    form: str, capture: Path, run_text: Callable[..., str]
) -> None:
    document = run_text("report", capture, "--call", ENDED, "--format", form)
    for private in PRIVATE:
        assert private not in document
    assert "+44•••123" in document.replace("\\", "")
    assert "[name 1]" in document.replace("\\", "")
    assert "[person 1]" in document
    assert ENDED in document


def test_nothing_is_masked_on_request(capture: Path, run_text: Callable[..., str]) -> None:
    document = run_text("report", capture, "--call", ENDED, "--no-redact")
    assert "+441632960123" in document
    assert "Anna Smith left" in document
    assert "8:acs:0f0f0f0f-aaaa_1" in document
    assert "handle with care" in document


def test_the_report_explains_the_end_and_the_worst_failure(
    capture: Path, run_text: Callable[..., str]
) -> None:
    document = run_text("report", capture, "--call", "#1")
    assert f"Call {ENDED}\n═" in document
    assert "● 200 · 7000" in document
    assert "How it ended" in document
    assert "The most serious failure before the end" in document
    assert "▲ 400 · 8535" in document
    assert "Action failed, file format not valid." in document
    assert "the carrier sent none" in document
    assert "Events (5)" in document
    assert "delivered after the end" in document
    assert "Findings (" in document
    assert "Problems (1)" in document
    assert "morning.jsonl:5" in document
    assert str(capture.parent) not in document
    catalog = load_catalog()
    assert f"Catalog  {catalog.version} of {catalog.date}\n" in document


def test_the_report_of_a_busy_phone(capture: Path, run_text: Callable[..., str]) -> None:
    document = run_text("report", capture, "--call", BUSY)
    assert "■ 500 · 560503" in document
    assert "486 Busy Here" in document
    assert "17 User busy" in document
    assert "callee" in document
    assert "resultInformation.sipDetails.code" in document


def test_a_call_without_an_end(capture: Path, run_text: Callable[..., str]) -> None:
    document = run_text("report", capture, "--call", "9c2e")
    assert "Ended         no CallDisconnected in this capture" in document
    assert "How it ended" not in document


def test_a_hostile_message_stays_text(capture: Path, run_text: Callable[..., str]) -> None:
    html = run_text("report", capture, "--call", BUSY, "--format", "html")
    assert "<b>" not in html
    assert "&lt;b&gt;Busy&lt;/b&gt; | \\u202e=1+1␛[31m" in html
    for form in ("text", "md", "html"):
        document = run_text("report", capture, "--call", BUSY, "--format", form)
        assert not set(document) & set("\x1b\u202e")


def test_the_report_goes_to_a_file(
    capture: Path, tmp_path: Path, run_text: Callable[..., str]
) -> None:
    out = tmp_path / "report.html"
    assert run_text("report", capture, "--call", BUSY, "--format", "html", "-o", out) == ""
    document = out.read_text(encoding="utf-8")
    assert document.startswith("<!doctype html>")
    assert document.rstrip().endswith("</html>")


def test_the_capture_is_never_overwritten(capture: Path, fails: Callable[..., str]) -> None:
    before = capture.read_bytes()
    assert "the capture itself" in fails("report", capture, "--call", BUSY, "-o", capture)
    assert "the capture itself" in fails("screenshot", capture, "-o", capture)
    assert capture.read_bytes() == before


def test_a_file_that_cannot_be_written(
    capture: Path, tmp_path: Path, fails: Callable[..., str]
) -> None:
    line = fails("report", capture, "--call", BUSY, "-o", tmp_path / "no" / "report.txt")
    assert "cannot be written" in line
