"""Events that hand-made and older captures write in their own way; nothing in them is invented."""

import json

import pytest

from inspector.capture.tolerant import event_of, integer_of

CALL = "11111111-aaaa-4bbb-8ccc-000000000001"
PREFIX = "Microsoft.Communication."
RESULT = {"code": 200, "subCode": 7000}


def test_an_envelope_without_data_keeps_its_ids() -> None:
    flat = {"callConnectionId": CALL, "operationContext": "o", "resultInformation": RESULT}
    for body in (flat, {**flat, "data": None}):
        event = event_of({"type": "Microsoft.Communication.CallDisconnected", **body})
        assert event is not None
        assert event.data is not None
        assert (event.data.call_connection_id, event.data.operation_context) == (CALL, "o")
        assert event.data.result_information is not None


@pytest.mark.parametrize("kind", ["callConnected", "BrandNew", "CallConnected"])
def test_a_short_type_beside_a_call_is_an_event(kind: str) -> None:
    event = event_of({"type": kind, "data": {"callConnectionId": CALL}})
    assert event is not None
    assert event.type == kind


@pytest.mark.parametrize("beside", ["message", "level", "timestamp", "category"])
def test_a_payload_with_its_result_is_one_whatever_stands_beside(beside: str) -> None:
    event = event_of({"callConnectionId": CALL, "resultInformation": RESULT, beside: "x"})
    assert event is not None


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ({"callConnectionId": CALL, "serverCallId": "s", "operationContext": None}, None),
        ({"callConnectionId": CALL, "serverCallId": "s", "type": "callConnected"}, "callConnected"),
        ({"callConnectionId": CALL, "resultInformation": None}, None),
        ({"callConnectionId": CALL, "participants": []}, None),
        ({"source": "x", "data": {"callConnectionId": CALL}}, None),
        (
            {"level": 30, "type": "CallConnected", "data": {"callConnectionId": CALL}},
            "CallConnected",
        ),
        ({"level": 30, "type": f"{PREFIX}New", "data": {}}, f"{PREFIX}New"),
        ({"message": "x", "type": f"{PREFIX}New", "callConnectionId": CALL}, f"{PREFIX}New"),
    ],
)
def test_more_than_the_ids_of_a_call_is_an_event(body: dict[str, object], kind: str | None) -> None:
    event = event_of(body)
    assert event is not None
    assert event.type == kind


def test_a_name_beside_the_ids_of_a_call_makes_them_an_event() -> None:
    body = {"callConnectionId": CALL, "serverCallId": "s", "correlationId": "d"}
    for shown in (body, {"data": body}):
        assert event_of(shown) is None
        event = event_of(shown, "CallConnected")
        assert event is not None
        assert event.type == "CallConnected"
    assert event_of({"callConnectionId": CALL, "correlationId": "d"}, "CallConnected") is None


@pytest.mark.parametrize(
    "body",
    [
        {"callConnectionId": CALL, "callConnectionState": "connected", "resultInformation": {}},
        {"type": "x", "data": {"callConnectionId": CALL, "callbackUri": "https://example.test"}},
        {"callConnectionId": CALL, "level": "info", "message": "hung up"},
        {"callConnectionId": CALL, "correlationId": "d"},
        {"callConnectionId": CALL, "correlationId": "d", "operationContext": "o"},
        {"callConnectionId": CALL, "serverCallId": "s", "correlationId": "d"},
        {"callConnectionId": CALL, "serverCallId": "s", "type": "request"},
        {"callConnectionId": CALL, "participants": [], "severity": "INFO"},
        {"data": {"callConnectionId": CALL, "correlationId": "d"}},
        {"msg": "x", "data": {"callConnectionId": CALL, "correlationId": "d"}},
        {"level": 30, "type": "request", "data": {"callConnectionId": CALL}},
        {"level": 30, "source": "api", "data": {"callConnectionId": CALL}},
        {"level": 30, "type": "Microsoft.Communication.CallConnected", "callConnectionId": CALL},
        {"@t": "x", "EventType": "Microsoft.Communication.CallConnected"},
    ],
)
def test_what_is_no_event_stays_none(body: dict[str, object]) -> None:
    assert event_of(body) is None


def test_details_with_a_code_win_over_those_without() -> None:
    result = {"code": 480, "sipDetails": {"message": "x"}, "sipCode": {"code": 486}}
    event = event_of({"callConnectionId": CALL, "resultInformation": result})
    assert event is not None
    assert event.data is not None
    assert event.data.result_information is not None
    assert event.data.result_information.sip_details is not None
    assert event.data.result_information.sip_details.code == 486


@pytest.mark.parametrize("text", ["4_00", "４００", "0x10", "", "--1", "1e9999"])
def test_text_that_only_looks_like_a_number_is_none(text: str) -> None:
    assert integer_of(text) is None


def test_text_numbers_count() -> None:
    numbers = json.loads('["200", " 7000 ", "1e2", "8510.0", "-1"]')
    assert [integer_of(number) for number in numbers] == [200, 7000, 100, 8510, -1]


@pytest.mark.parametrize("context", [None, "", 7])
def test_a_key_alone_makes_no_offer(context: object) -> None:
    assert event_of({"INCOMINGCALLCONTEXT": context}) is None


def test_an_offer_without_envelope_is_known_by_its_context() -> None:
    event = event_of({"incomingCallContext": "eyJ0", "correlationId": "c"})
    assert event is not None
    assert event.type == "IncomingCall"
