"""Rows of resource logs corroborate a call, and are never taken for its callbacks."""

import json
from typing import Any

import pytest

from inspector.capture.operation import OperationRow, operation_of
from tests.support.capture_events import CONNECTION, Json, compact, event, lines
from tests.support.capture_read import Reading, read_bytes
from tests.support.structured_containers import base64_of, query_result, table_of

CORRELATION = "c0ffee00-1111-2222-3333-444455556666"


def request(**more: Any) -> Json:
    return {
        "TimeGenerated": "2025-02-03T09:00:00.1234567Z",
        "OperationName": "CreateCall",
        "CorrelationId": CORRELATION,
        "OperationVersion": "2024-04-15",
        "ResultType": "Succeeded",
        "ResultSignature": "201",
        "DurationMs": "184",
        "CallConnectionId": CONNECTION.format(1),
        "ServerCallId": "aHR0cHM6Ly9leGFtcGxlLm9yZw==",
        "SdkType": "dotnet",
        "SubOperationName": "",
        "OperationId": "op-1",
    } | more


def media(**more: Any) -> Json:
    return {
        "TimeGenerated": "2025-02-03T09:00:02Z",
        "OperationId": "op-1",
        "OperationName": "Play",
        "CorrelationId": CORRELATION,
        "ResultType": "Failed",
        "ResultCode": "400",
        "ResultSubcode": "8536",
        "ResultMessage": 'Action failed, "file" not found.',
        "PlayInLoop": "False",
    } | more


def summary(**more: Any) -> Json:
    return {
        "time": "2025-02-03T09:10:00Z",
        "correlationId": CORRELATION,
        "callStartTime": "2025-02-03T09:00:01Z",
        "callDuration": 12,
        "callType": "Group",
        "participantId": "p",
        "participantEndReason": 0,
        "ParticipantEndSubCode": "5003",
        "ResultCategory": "Success",
    } | more


def diagnostics(**more: Any) -> Json:
    return {
        "TimeGenerated": "2025-02-03T09:10:00Z",
        "CorrelationId": CORRELATION,
        "ParticipantId": "p",
        "EndpointId": "e",
        "MediaType": "Audio",
        "StreamId": "1",
        "JitterAvg": "3",
        "PacketLossRateMax": "0.1",
    } | more


ROWS = [request(), media(), summary(), diagnostics()]
TABLES = [
    "ACSCallAutomationIncomingOperations",
    "ACSCallAutomationMediaSummary",
    "ACSCallSummary",
    "ACSCallDiagnostics",
]


def camel(row: Json) -> Json:
    return {key[0].lower() + key[1:]: value for key, value in row.items()}


def check_accounted(reading: Reading) -> None:
    assert reading.uncovered() == b""
    ranges = [(row.offset, row.length) for row in reading.operations]
    assert [(at, n) for kind, at, n in reading.ranges if kind == "operation"] == ranges
    others = [(at, at + n) for kind, at, n in reading.ranges if kind in ("other", "problem")]
    for at, length in ranges:
        assert all(end <= at or start >= at + length for start, end in others)


def test_what_a_request_says() -> None:
    assert operation_of(request()) == OperationRow(
        table=TABLES[0],
        time="2025-02-03T09:00:00.1234567Z",
        name="CreateCall",
        result_type="Succeeded",
        http_status=201,
        duration_ms=184,
        call_connection_id=CONNECTION.format(1),
        correlation_id=CORRELATION,
        server_call_id="aHR0cHM6Ly9leGFtcGxlLm9yZw==",
        operation_id="op-1",
    )


def test_what_a_media_result_says() -> None:
    assert operation_of(media()) == OperationRow(
        table=TABLES[1],
        time="2025-02-03T09:00:02Z",
        name="Play",
        result_type="Failed",
        code=400,
        subcode=8536,
        message='Action failed, "file" not found.',
        correlation_id=CORRELATION,
        operation_id="op-1",
    )


def test_what_a_participant_says() -> None:
    assert operation_of(summary()) == OperationRow(
        table=TABLES[2],
        time="2025-02-03T09:10:00Z",
        start_time="2025-02-03T09:00:01Z",
        result_type="Success",
        code=0,
        subcode=5003,
        duration_ms=12_000,
        correlation_id=CORRELATION,
    )


@pytest.mark.parametrize("make", [lambda row: row, camel], ids=["PascalCase", "camelCase"])
@pytest.mark.parametrize("place", range(4), ids=TABLES)
def test_rows_are_told_by_their_columns(place: int, make: Any) -> None:
    operation = operation_of(make(ROWS[place]))
    assert operation is not None
    assert operation.table == TABLES[place]
    assert operation.correlation_id == CORRELATION


@pytest.mark.parametrize(
    ("named", "table"),
    [
        ({"Type": "ACSCallAutomationStreamingUsage"}, "ACSCallAutomationStreamingUsage"),
        ({"category": "CallAutomationOperational"}, TABLES[0]),
        ({"Category": "CallSummary"}, TABLES[2]),
        ({"Type": "acscalldiagnostics"}, TABLES[3]),
    ],
)
def test_rows_are_told_by_their_table(named: Json, table: str) -> None:
    operation = operation_of(named | {"CorrelationId": CORRELATION})
    assert operation is not None
    assert operation.table == table


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"OperationName": "GetBlob", "CorrelationId": "c", "ResultSignature": "200"},
        {"Type": "AppTraces", "OperationName": "POST /api", "OperationId": "o", "Message": "m"},
        {"CallConnectionId": "c", "Message": "m"},
        {"OperationName": "x", "CallConnectionId": "c"},
        {"OperationName": None, "CallConnectionId": "", "ResultType": "y"},
        {"mediaType": "audio", "size": 7},
        {"type": 7, "category": ["CallSummary"]},
    ],
)
def test_other_rows_are_not(row: Json) -> None:
    assert operation_of(row) is None


def test_values_that_are_no_numbers_are_absent() -> None:
    operation = operation_of(request(ResultSignature="OK", DurationMs="nan", ResultCode=True))
    assert operation is not None
    assert (operation.http_status, operation.duration_ms, operation.code) == (None, None, None)


def test_properties_of_a_diagnostic_setting() -> None:
    inner = {"callConnectionId": CONNECTION.format(1), "subOperationName": "", "durationMs": 3}
    outer = {"time": "t", "operationName": "Hangup", "resultType": "Succeeded"}
    for properties in (inner, json.dumps(inner)):
        operation = operation_of(outer | {"properties": properties})
        assert operation is not None
        assert operation.call_connection_id == CONNECTION.format(1)
        assert operation.duration_ms == 3


@pytest.mark.parametrize(
    "data",
    [
        compact(ROWS).encode(),
        json.dumps(ROWS, indent=2).encode(),
        lines(ROWS),
        compact({"records": ROWS}).encode(),
        b"\n".join(query_result([row]) for row in ROWS),
        b"\n\n".join(table_of([row]) for row in ROWS),
        compact([compact(row) for row in ROWS]).encode(),
    ],
    ids=["array", "pretty array", "lines", "records", "query tables", "CSV tables", "strings"],
)
def test_rows_in_every_container(data: bytes) -> None:
    reading = read_bytes(data)
    assert [row.table for row in reading.operations] == TABLES
    assert (reading.events, reading.reasons) == ([], [])
    assert reading.source.note == "4 operation rows of a resource log, but no callbacks"
    check_accounted(reading)


def test_rows_of_several_tables_in_one_csv() -> None:
    """A union of tables has the columns of all, and empty cells."""
    columns = {key: "" for row in map(dict, ROWS[:2]) for key in row}
    reading = read_bytes(table_of([columns | request(), columns | media()], delimiter=";"))
    assert [row.table for row in reading.operations] == TABLES[:2]
    assert [row.subcode for row in reading.operations] == [None, 8536]
    check_accounted(reading)


def test_header_of_the_portal_names_the_zone() -> None:
    row = request()
    shown = {"TimeGenerated [UTC]": "2/3/2025, 9:00:00.123 AM"} | row
    del shown["TimeGenerated"]
    operation = read_bytes(table_of([shown])).operations[0]
    assert (operation.time, operation.zone) == ("2/3/2025, 9:00:00.123 AM", "UTC")


def test_rows_stand_beside_callbacks() -> None:
    data = lines([event("CallConnected"), request(), event("CallDisconnected"), media()])
    reading = read_bytes(data)
    assert reading.names == ["CallConnected", "CallDisconnected"]
    assert [row.name for row in reading.operations] == ["CreateCall", "Play"]
    assert reading.other == 0
    for row in reading.operations:
        told = json.loads(reading.source.read_at(row.offset, row.length))
        assert told["OperationName"] == row.name
    check_accounted(reading)


def test_the_range_of_a_row_in_a_table_is_its_line() -> None:
    reading = read_bytes(table_of([request(), request(OperationName="Hangup")]))
    row = reading.operations[1]
    text = reading.source.read_at(row.offset, row.length)
    assert text.startswith(b"2025-02-03T09")
    assert text.endswith(b"op-1")
    assert b"Hangup" in text


def test_columns_of_one_table_do_not_name_the_rows_of_another() -> None:
    first = json.loads(query_result([request()]))["tables"][0]
    looked_at = [cell or "callConnectionId" for cell in first["rows"][0]]
    second = {"name": "other", "rows": [looked_at]}
    reading = read_bytes(compact({"tables": [first, second]}).encode())
    assert len(reading.operations) == 1
    check_accounted(reading)


def test_rows_in_base64_messages() -> None:
    body = base64_of(compact({"records": [request()]}).encode())
    reading = read_bytes(compact({"entries": [{"body": body}]}).encode())
    assert [row.name for row in reading.operations] == ["CreateCall"]
