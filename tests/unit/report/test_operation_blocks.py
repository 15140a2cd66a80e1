"""Operation rows in the report of a call."""

from collections.abc import Callable
from pathlib import Path

import pytest

from inspector.__main__ import main
from inspector.capture.operation import INCOMING, MEDIA, OperationRow
from inspector.index.codes import CodeClass
from inspector.report.blocks import Cell, Heading, Paragraph, Table
from inspector.report.operations import operation_blocks
from inspector.report.redact import Masker, Plain
from tests.support.capture_events import lines
from tests.support.logged_case import callbacks, mixed_lines

Report = Callable[..., str]


@pytest.fixture
def report(capsys: pytest.CaptureFixture[str]) -> Report:
    def run(path: Path, *more: str) -> str:
        assert main(["report", str(path), "--call", "#1", *more]) == 0
        return capsys.readouterr().out

    return run


def cells(row: OperationRow) -> tuple[Cell, ...]:
    table = operation_blocks([row], Plain())[-1]
    assert isinstance(table, Table)
    return table.rows[0]


def texts(row: OperationRow) -> list[str]:
    return [cell.text for cell in cells(row)]


def test_a_request_shows_its_status_and_length() -> None:
    row = OperationRow(
        INCOMING, time="2025-02-03T09:00:04.1239Z", name="CreateCall", http_status=201,
        result_type="Succeeded", duration_ms=1840,
    )  # fmt: skip
    assert texts(row) == ["2025-02-03 09:00:04.123", "CreateCall", "201", "Succeeded", "1.8 s", ""]


def test_a_result_is_a_badge() -> None:
    row = OperationRow(MEDIA, name="Play", code=400, subcode=8536, message="No file.")
    assert cells(row)[3] == Cell("400 · 8536", CodeClass.C4XX)
    assert texts(row)[0] == "no time"
    assert texts(row)[5] == "No file."


def test_a_time_that_cannot_be_read_stays_as_delivered() -> None:
    time = "6/7/2025, 9:00:04 AM"
    assert texts(OperationRow(INCOMING, time=time, zone="UTC"))[0] == f"{time} [UTC]"
    assert texts(OperationRow(INCOMING, time=time))[0] == time


def test_the_section_says_that_rows_are_no_callbacks() -> None:
    assert operation_blocks([], Plain()) == []
    heading, remark, _ = operation_blocks([OperationRow(INCOMING)] * 2, Masker())
    assert heading == Heading("Operation rows (resource logs) (2)")
    assert isinstance(remark, Paragraph)
    assert "not callbacks" in remark.text


def test_the_section_follows_the_events(tmp_path: Path, report: Report) -> None:
    document = report(mixed_lines(tmp_path))
    order = ["Events (3)", "Operation rows (resource logs) (3)", "CreateCall", "About this report"]
    places = [document.index(text) for text in order]
    assert places == sorted(places)
    assert "412" in document


def test_messages_are_masked_as_everything_else(tmp_path: Path, report: Report) -> None:
    path = mixed_lines(tmp_path)
    assert "+441632960123" not in report(path)
    assert "No file for +44•••123." in report(path)
    assert "No file for +441632960123." in report(path, "--no-redact")


def test_a_call_without_rows_has_no_section(tmp_path: Path, report: Report) -> None:
    path = tmp_path / "plain.jsonl"
    path.write_bytes(lines(callbacks()))
    assert "Operation rows" not in report(path)
