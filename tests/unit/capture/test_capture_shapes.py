"""Which JSON is a call event, and what the index gets of it."""

import base64
import json
from typing import Any

import pytest

from inspector.capture.wire import WireEvent
from tests.support.capture_events import PREFIX, compact, event, offer, payload, result
from tests.support.capture_read import Reading, read_bytes


def read_json(value: Any) -> Reading:
    reading = read_bytes(json.dumps(value).encode())
    assert reading.reasons == []
    assert reading.uncovered() == b""
    return reading


def only(value: Any) -> WireEvent:
    reading = read_json(value)
    assert len(reading.events) == 1
    return reading.events[0]


def codes(found: WireEvent) -> tuple[int | None, ...] | None:
    assert found.data is not None
    outcome = found.data.result_information
    if outcome is None:
        return None
    sip, q850 = outcome.sip_details, outcome.q850_details
    return (outcome.code, outcome.sub_code, sip and sip.code, q850 and q850.code)


def with_result(outcome: Any) -> dict[str, Any]:
    return event("CallDisconnected") | {"data": payload(resultInformation=outcome)}


def test_event_grid_schema() -> None:
    cloud = event("IncomingCall", 5)
    grid = {
        "id": "1",
        "topic": "/subscriptions/s",
        "subject": "/caller",
        "data": offer(),
        "eventType": cloud["type"],
        "eventTime": cloud["time"],
        "dataVersion": "1.0",
        "metadataVersion": "1",
    }
    found = only(grid)
    assert (found.type, found.time, found.id) == (cloud["type"], cloud["time"], "1")
    assert found.data is not None
    assert found.data.server_call_id == offer()["serverCallId"]


def test_dead_letter_is_still_the_event() -> None:
    assert only([event() | {"deadletterreason": "MaxDeliveryAttemptsExceeded"}]).type


def test_bare_incoming_call_has_neither_time_nor_connection() -> None:
    found = only(offer())
    assert (found.type, found.time, found.id) == ("IncomingCall", None, None)
    assert found.data is not None
    assert found.data.call_connection_id is None
    assert found.data.correlation_id == offer()["correlationId"]


def test_object_dump_has_no_type_and_no_time() -> None:
    dump = {
        "CallConnectionId": "c",
        "ServerCallId": "s",
        "CorrelationId": "o",
        "OperationContext": None,
        "ResultInformation": {
            "Code": 500,
            "SubCode": 560503,
            "Message": "Busy",
            "SipDetails": {"Code": 486, "Message": "Busy Here"},
            "Q850Details": {"Code": 17, "Message": "User busy"},
        },
    }
    found = only(dump)
    assert (found.type, found.time, found.id) == (None, None, None)
    assert codes(found) == (500, 560503, 486, 17)
    assert found.data is not None
    assert found.data.call_connection_id == "c"


def test_type_beside_a_payload_without_envelope() -> None:
    dump = {"callConnectionId": "c", "serverCallId": "s"}
    assert read_json({"CallDisconnected": dump}).names == ["CallDisconnected"]
    assert read_json({"CallDisconnected": [dump, dump]}).names == ["CallDisconnected"] * 2
    assert read_json({"data": {"body": dump | {"operationContext": None}}}).names == ["?"]
    line = "10:00 Received call event: Microsoft.Communication.CallDisconnected " + compact(dump)
    assert read_bytes(line.encode()).names == ["CallDisconnected"]


@pytest.mark.parametrize(
    ("envelope", "expected"),
    [
        ({"data": payload(publicEventType=PREFIX + "PlayFailed")}, PREFIX + "PlayFailed"),
        ({"data": payload(type="callConnected")}, "callConnected"),
        ({"source": "calling/callConnections/c/CallConnected", "data": payload()}, "CallConnected"),
        ({"type": None, "data": payload(publicEventType=PREFIX + "X")}, PREFIX + "X"),
        ({"type": "CallConnected", "data": {"callConnectionId": "c"}}, "CallConnected"),
        ({"id": "1", "data": payload()}, None),
        ({"id": "1", "data": offer()}, "IncomingCall"),
    ],
)
def test_type_that_the_envelope_lost(envelope: dict[str, Any], expected: str | None) -> None:
    assert only(envelope).type == expected


def test_misplaced_time_is_found_and_none_is_invented() -> None:
    moved = event()
    moved["data"]["time"] = moved.pop("time")
    assert only(moved).time == moved["data"]["time"]
    assert only({"type": PREFIX + "X", "data": {"callConnectionId": "c"}}).time is None


@pytest.mark.parametrize("times_wrapped", [1, 2])
def test_data_as_text(times_wrapped: int) -> None:
    wrapped: Any = payload(7, **result(400, 8535))
    for _ in range(times_wrapped):
        wrapped = compact(wrapped)
    found = only(event("PlayFailed") | {"data": wrapped})
    assert codes(found) == (400, 8535, None, None)
    assert found.data is not None
    assert found.data.call_connection_id == payload(7)["callConnectionId"]


def test_data_as_base64() -> None:
    envelope = event("PlayFailed")
    body = compact(envelope.pop("data")).encode()
    found = only(envelope | {"data_base64": base64.b64encode(body).decode()})
    assert found.data is not None
    assert found.data.correlation_id == payload()["correlationId"]


def test_data_that_is_no_object() -> None:
    for wrong in (None, 5, "text", [], "{"):
        found = only(event() | {"data": wrong})
        assert found.data is not None
        assert found.data.call_connection_id is None


@pytest.mark.parametrize("name", ["sipDetails", "sipCode", "sipDiagnosticInfo", "SIPDETAILS"])
@pytest.mark.parametrize("other_name", ["q850Details", "q850Cause", "Q850Cause"])
def test_names_of_sip_and_q850(name: str, other_name: str) -> None:
    outcome = {"code": 500, "subCode": 1, name: {"code": 486}, other_name: {"code": 17}}
    assert codes(only(with_result(outcome))) == (500, 1, 486, 17)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"code": 486, "message": "Busy Here"}, 486),
        ({"Code": "486"}, 486),
        (486, 486),
        ("486", 486),
        ('{"code":486}', 486),
        ({"message": "no code"}, None),
        ({}, None),
        (None, None),
    ],
)
def test_shapes_of_sip_details(value: Any, expected: int | None) -> None:
    found = codes(only(with_result({"code": 500, "subCode": 0, "sipDetails": value})))
    assert found == (500, 0, expected, None)


def test_first_detail_that_is_not_null_counts() -> None:
    outcome = {"code": 1, "sipDetails": None, "sipCode": {"code": 480}}
    assert codes(only(with_result(outcome))) == (1, None, 480, None)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (200, 200),
        (0, 0),
        ("200", 200),
        (" 200 ", 200),
        ("200.0", 200),
        (200.0, 200),
        (-1, -1),
        (200.5, None),
        ("two", None),
        ("", None),
        (True, None),
        ([200], None),
        (2**31 - 1, 2**31 - 1),
        (2**31, None),
        (-(2**31), None),
        (10**400, None),
        ("9" * 5000, None),
        (float("nan"), None),
        (float("inf"), None),
        (None, None),
    ],
)
def test_numbers(value: Any, expected: int | None) -> None:
    found = only(with_result({"code": value, "subCode": 7, "message": ""}))
    assert codes(found) == (expected, 7, None, None)


@pytest.mark.parametrize("outcome", [None, "", [], 5, "nonsense"])
def test_result_information_that_is_none(outcome: Any) -> None:
    assert codes(only(with_result(outcome))) is None


def test_result_information_beside_the_data_or_as_text() -> None:
    outcome = {"code": "400", "subCode": 8535}
    beside = {"type": PREFIX + "PlayFailed", "data": {"callConnectionId": "c"}}
    assert codes(only(beside | {"resultInformation": outcome})) == (400, 8535, None, None)
    assert codes(only(with_result(compact(outcome)))) == (400, 8535, None, None)


def test_keys_match_in_any_case_and_the_exact_one_wins() -> None:
    found = only(
        {
            "TYPE": PREFIX + "PlayFailed",
            "Time": "t",
            "DATA": {
                "CALLCONNECTIONID": "wrong",
                "callConnectionId": "right",
                "OPERATIONCONTEXT": "first",
                "OperationContext": "second",
                "resultinformation": {"CODE": 400, "subcode": 8535},
            },
        }
    )
    assert found.time == "t"
    assert found.data is not None
    assert found.data.call_connection_id == "right"
    assert found.data.operation_context == "first"
    assert codes(found) == (400, 8535, None, None)


def test_unknown_types_and_fields_are_kept() -> None:
    value = event("SomethingNew") | {"traceparent": "00-1"}
    value["data"]["newField"] = {"deep": [1]}
    reading = read_json([value])
    assert reading.names == ["SomethingNew"]
    assert reading.record(0).body == value


@pytest.mark.parametrize(
    "value",
    [
        {
            "id": "1",
            "topic": "/t",
            "eventType": "Microsoft.EventGrid.SubscriptionValidationEvent",
            "data": {"validationCode": "5", "validationUrl": "https://example.org"},
            "eventTime": "2025-01-01T00:00:00Z",
        },
        {"error": {"code": "invalid_grant", "message": "Log in again."}},
        {"error": {"code": "8522", "message": "Call not found."}, "status": 404},
        {
            "callConnectionId": "c",
            "serverCallId": "s",
            "correlationId": "o",
            "callConnectionState": "connected",
            "callbackUri": "https://example.org",
        },
        {"incomingCallContext": "x", "callbackUri": "https://example.org"},
        {"@t": "2025-01-01", "@mt": "call {Id}", "CallConnectionId": "c", "CorrelationId": "o"},
        {"callConnectionId": "c"},
    ],
)
def test_other_json_is_counted_not_shown(value: dict[str, Any]) -> None:
    for shape in (value, [value]):
        reading = read_json(shape)
        assert reading.events == []
        assert reading.other == 1


def test_other_json_beside_events() -> None:
    text = '{"error":{"code":"8522"}}\n' + compact(event()) + "\nplain words\n"
    reading = read_bytes(text.encode())
    assert reading.names == ["CallConnected"]
    assert reading.other == 2


def test_bodies_in_har_and_tunnel_exports() -> None:
    body = compact([event()])
    har = {"log": {"entries": [{"request": {"postData": {"text": body}}}]}}
    assert read_json(har).names == ["CallConnected"]
    message = b"POST /cb HTTP/1.1\r\nHost: example.org\r\n\r\n" + body.encode()
    raw = base64.b64encode(message).decode()
    reading = read_json({"requests": [{"id": "a", "request": {"raw": raw}}]})
    assert reading.names == ["CallConnected"]
    assert reading.record(0).body == event()


def test_rows_of_a_query_export() -> None:
    table = {"name": "P", "columns": [], "rows": [["t", "got " + compact([event()])], ["t", "no"]]}
    assert read_json({"tables": [table]}).names == ["CallConnected"]
