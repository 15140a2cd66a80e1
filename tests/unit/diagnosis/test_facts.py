from inspector.catalog.catalog import Catalog
from inspector.diagnosis.facts import facts_from, facts_of
from inspector.diagnosis.model import Facts
from inspector.events.event import DiagnosticDetail, Event, ResultInformation
from inspector.events.kinds import KindTable
from tests.support.event_table import Given, table_of


def _event(kinds: KindTable, type_text: str | None, result: ResultInformation | None) -> Event:
    return Event(
        kind=kinds.find(type_text),
        type_text=type_text,
        time_text=None,
        time_ns=None,
        id=None,
        source=None,
        call_connection_id=None,
        server_call_id=None,
        correlation_id=None,
        operation_context=None,
        result=result,
        data={},
    )


def test_absent_numbers_are_none_and_zero_is_zero(small: Catalog) -> None:
    table = table_of(small.kinds, [Given("PlayFailed"), Given("callEnded", None, 0, 0, 0, 0)])
    assert facts_of(table, 0) == Facts("PlayFailed")
    assert facts_of(table, 1) == Facts("CallDisconnected", 0, 0, sip=0, q850=0)


def test_an_event_without_type_has_no_name(small: Catalog) -> None:
    assert facts_of(table_of(small.kinds, [Given("", None, 500)]), 0) == Facts(None, 500)
    assert facts_from(_event(small.kinds, None, None)) == Facts()


def test_messages_come_from_the_event(small: Catalog) -> None:
    result = ResultInformation(
        500, 560503, "why", DiagnosticDetail(486, "Busy Here"), DiagnosticDetail(None, "busy")
    )
    event = _event(small.kinds, "Microsoft.Communication.CallDisconnected", result)
    expected = Facts("CallDisconnected", 500, 560503, "why", 486, "Busy Here", None, "busy")
    assert facts_from(event) == expected


def test_missing_details_stay_missing(small: Catalog) -> None:
    event = _event(small.kinds, "New", ResultInformation(200, None, None, None, None))
    assert facts_from(event) == Facts("New", 200)
