import json
from typing import Any

import pytest

from inspector.capture.record import Record
from inspector.capture.tolerant import event_of
from inspector.events.event import DiagnosticDetail, Event, ResultInformation, event_from
from tests.support.call_rows import START_NS, kinds

CALL = "1b2c3d4e-0000-4a5b-8c7d-000000000001"


def event(body: dict[str, Any], hint: str | None = None) -> Event:
    text = json.dumps(body)
    return event_from(Record(text.encode(), text, body), kinds(), hint)


def envelope(**data: Any) -> dict[str, Any]:
    return {
        "id": "an id",
        "source": f"calling/callConnections/{CALL}",
        "type": "Microsoft.Communication.CallDisconnected",
        "data": {"callConnectionId": CALL, "serverCallId": "s", "correlationId": "c", **data},
        "time": "2025-06-16T09:00:00+00:00",
    }


def test_a_cloud_event_tells_all_it_has() -> None:
    said = event(
        envelope(
            operationContext="menu",
            resultInformation={
                "code": 500,
                "subCode": 560503,
                "message": "Failed.",
                "sipDetails": {"code": 486, "message": "Busy Here"},
                "q850Details": {"code": 17, "message": "User busy"},
            },
        )
    )
    assert said.kind.name == "CallDisconnected"
    assert said.type_text == "Microsoft.Communication.CallDisconnected"
    assert (said.time_text, said.time_ns) == ("2025-06-16T09:00:00+00:00", START_NS)
    assert (said.id, said.source) == ("an id", f"calling/callConnections/{CALL}")
    assert (said.call_connection_id, said.server_call_id) == (CALL, "s")
    assert (said.correlation_id, said.operation_context) == ("c", "menu")
    assert said.result == ResultInformation(
        500,
        560503,
        "Failed.",
        DiagnosticDetail(486, "Busy Here"),
        DiagnosticDetail(17, "User busy"),
    )
    assert said.data["operationContext"] == "menu"


@pytest.mark.parametrize("name", ["sipDetails", "SipDetails", "sipCode", "SIPDIAGNOSTICINFO"])
@pytest.mark.parametrize("cause", ["q850Details", "Q850Details", "q850Cause"])
def test_diagnostics_are_found_under_every_name(name: str, cause: str) -> None:
    said = event(envelope(resultInformation={name: {"Code": "486"}, cause: 17}))
    assert said.result is not None
    assert said.result.sip == DiagnosticDetail(486, None)
    assert said.result.q850 == DiagnosticDetail(17, None)
    assert (said.result.code, said.result.subcode, said.result.message) == (None, None, None)


def test_missing_parts_are_none() -> None:
    assert event(envelope()).result is None
    assert event(envelope(resultInformation=None)).result is None
    said = event(envelope(resultInformation={"code": 0, "sipDetails": None})).result
    assert said == ResultInformation(0, None, None, None, None)
    message_only = event(envelope(resultInformation={"sipDetails": {"message": "Busy"}})).result
    assert message_only is not None
    assert message_only.sip == DiagnosticDetail(None, "Busy")


def test_an_object_dump_has_no_type_and_no_time() -> None:
    said = event(
        {
            "CallConnectionId": CALL,
            "ServerCallId": "s",
            "ResultInformation": {"Code": 500, "SubCode": 560503, "SipDetails": {"Code": 486}},
        }
    )
    assert (said.type_text, said.time_text, said.time_ns, said.id) == (None, None, None, None)
    assert not said.kind.documented
    assert said.call_connection_id == CALL
    assert said.result is not None
    assert (said.result.code, said.result.subcode) == (500, 560503)


def test_the_index_knows_the_kind_of_an_object_without_type() -> None:
    body = {"to": {}, "from": {}, "serverCallId": "s", "incomingCallContext": "x"}
    said = event(body, "IncomingCall")
    assert said.kind.name == "IncomingCall"
    assert said.type_text is None


def test_unset_time_stays_readable_but_is_no_time() -> None:
    body = envelope() | {"time": "0001-01-01T00:00:00+00:00"}
    assert event(body).time_text == "0001-01-01T00:00:00+00:00"
    assert event(body).time_ns is None


@pytest.mark.parametrize(
    "body",
    [
        envelope(resultInformation={"code": "200", "subCode": 7000.0}),
        envelope(resultInformation='{"code": 404, "subCode": "8522"}'),
        envelope() | {"data": json.dumps(envelope()["data"] | {"resultInformation": {"code": 1}})},
        envelope() | {"resultInformation": {"code": 487, "subCode": 0}},
        {"eventType": "Microsoft.Communication.IncomingCall", "data": {"serverCallId": "s"},
         "eventTime": "2025-06-16T09:00:00.1234567Z"},
        envelope(resultInformation={"code": 2**31, "subCode": True, "sipDetails": "486"}),
        envelope(resultInformation=[1]),
    ],
)  # fmt: skip
def test_detail_and_index_agree(body: dict[str, Any]) -> None:
    indexed = event_of(body)
    assert indexed is not None
    assert indexed.data is not None
    said = event(body, indexed.type)
    result = indexed.data.result_information
    assert (said.call_connection_id, said.server_call_id, said.time_text) == (
        indexed.data.call_connection_id,
        indexed.data.server_call_id,
        indexed.time,
    )
    assert (said.result is None) == (result is None)
    if said.result is not None and result is not None:
        assert (said.result.code, said.result.subcode) == (result.code, result.sub_code)
        sip = result.sip_details
        assert (said.result.sip and said.result.sip.code) == (sip and sip.code)
