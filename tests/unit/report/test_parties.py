from collections.abc import Mapping

from inspector.capture.record import Record
from inspector.events.event import Event, event_from
from inspector.events.kinds import KindTable
from inspector.report.parties import party_facts
from inspector.report.redact import Masker, Plain

PHONE = {
    "kind": "phoneNumber",
    "rawId": "4:+441632960123",
    "phoneNumber": {"value": "+441632960123"},
}
USER = {"RawId": "8:acs:one_1", "CommunicationUser": {"Id": "8:acs:one_1"}}


def _event(data: Mapping[str, object]) -> Event:
    body = {"type": "Microsoft.Communication.X", "data": dict(data)}
    return event_from(Record(b"", "", body), KindTable.build(()))


def test_parties_are_named_once_in_the_order_met() -> None:
    events = [
        _event({"from": PHONE, "to": USER}),
        _event({"participants": [{"identifier": USER, "isMuted": False}, PHONE]}),
        _event({"participant": {"rawId": "28:orgid:bot"}}),
    ]
    facts = {fact.label: fact.value for fact in party_facts(events, Plain())}
    assert facts == {
        "From": "+441632960123",
        "To": "8:acs:one_1",
        "Participants": "8:acs:one_1, +441632960123, 28:orgid:bot",
    }
    masked = {fact.label: fact.value for fact in party_facts(events, Masker())}
    assert masked == {
        "From": "+44•••123",
        "To": "[person 1]",
        "Participants": "[person 1], +44•••123, [person 2]",
    }


def test_odd_shapes_name_nobody() -> None:
    odd = [_event({"from": "text", "to": None, "participants": {"a": 1}, "participant": 7})]
    assert (
        party_facts([*odd, _event({"participants": [None, [], {"identifier": 3}]})], Plain()) == []
    )
