"""A call's callbacks beside the rows that resource logs hold about it, as files."""

from pathlib import Path
from typing import Any

from tests.support.capture_events import CONNECTION, Json, event, lines, result
from tests.support.structured_containers import table_of

CORRELATION = "c0ffee00-1111-2222-3333-444455556666"


def callbacks() -> list[Json]:
    """Connected at second 10, ended at second 45."""
    return [
        event("CallConnected", 10, 1, **result()),
        event("RecognizeFailed", 31, 1, **result(400, 8510, "silence")),
        event("CallDisconnected", 45, 1, **result(200, 7000)),
    ]


def request(second: float, name: str, status: int, **more: Any) -> Json:
    """A row of ACSCallAutomationIncomingOperations."""
    return {
        "TimeGenerated": f"2025-02-03T09:00:{second:06.3f}Z",
        "OperationName": name,
        "CorrelationId": CORRELATION,
        "OperationVersion": "2024-04-15",
        "ResultType": "Succeeded" if status < 300 else "Failed",
        "ResultSignature": str(status),
        "DurationMs": "184",
        "CallConnectionId": CONNECTION.format(1),
        "OperationId": f"op-{second}",
    } | more


def media() -> Json:
    """A row of ACSCallAutomationMediaSummary, whose message names a person's number."""
    return {
        "TimeGenerated": "2025-02-03T09:00:20Z",
        "OperationId": "op-other",
        "OperationName": "Play",
        "CorrelationId": CORRELATION,
        "ResultType": "Failed",
        "ResultCode": "400",
        "ResultSubcode": "8536",
        "ResultMessage": "No file for +441632960123.",
        "PlayInLoop": "False",
    }


ROWS = [request(4, "CreateCall", 201), media(), request(33, "Play", 412)]


def mixed_lines(folder: Path) -> Path:
    """Callbacks and rows in one JSON Lines file."""
    path = folder / "mixed.jsonl"
    path.write_bytes(lines([*callbacks(), *ROWS]))
    return path


def beside(folder: Path) -> list[Path]:
    """Callbacks as JSON Lines, and an export of request rows as CSV."""
    callback_file, export = folder / "callbacks.jsonl", folder / "query_data.csv"
    callback_file.write_bytes(lines(callbacks()))
    export.write_bytes(table_of([ROWS[0], ROWS[2]]))
    return [callback_file, export]
