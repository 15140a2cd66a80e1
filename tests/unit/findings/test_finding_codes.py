"""CODE-1, CODE-2 and CODE-3: what numbers say, and what the catalog does not know."""

import pytest

from inspector.catalog.catalog import Catalog
from inspector.catalog.model import Severity
from tests.support.scene_case import found, scene_of, told


def test_a_busy_phone_behind_a_server_fault(catalog: Catalog) -> None:
    events = [
        told("CallConnected", 0),
        told("AddParticipantFailed", 5, "500/560503 sip=486 q850=17"),
        told("CallDisconnected", 9, "200/7000"),
    ]
    (finding,) = found("CODE-1", scene_of(catalog, events))
    assert (finding.rows, finding.call) == ((1,), 0)
    assert finding.severity is Severity.WARNING
    assert finding.text == (
        "AddParticipantFailed 500/560503 looks like a server fault, but SIP 486 Busy Here and"
        " Q.850 17 User busy say: the phone was busy."
    )


@pytest.mark.parametrize(
    ("result", "said"),
    [
        ("503/560503 sip=503 q850=17", "Q.850 17 User busy say: the phone was busy"),
        ("503/560503 sip=480 q850=19", "it rang, but nobody answered"),
        ("503/560503 sip=603 q850=21", "the call was rejected"),
        ("500/0 q850=16", "Q.850 16 Normal call clearing says: the call ended in the normal way"),
        ("503/560503 q850=20", "the phone was off or out of reach"),
        ("500/560486", "SIP 486 Busy Here says: the phone was busy"),
        ("500/0 sip=480", "the callee could not be reached"),
    ],
)
def test_people_and_phones_are_no_server(catalog: Catalog, result: str, said: str) -> None:
    (finding,) = found("CODE-1", scene_of(catalog, [told("CreateCallFailed", 1, result)]))
    assert said in finding.text


@pytest.mark.parametrize(
    "result",
    [
        "500/560503",  # nobody objects
        "503/560503 sip=503 q850=34",  # no free line: the network's own fault
        "503/560503 sip=503 q850=16",  # both too general
        "500/0 sip=500",
        "486/560486 sip=486 q850=17",  # no server class
        "200/7000 q850=17",
        "500/0 sip=799 q850=126",  # not in any table
        "500/0 sip=486 q850=34",  # they contradict each other
        "",
    ],
)
def test_other_results_are_left_alone(catalog: Catalog, result: str) -> None:
    assert found("CODE-1", scene_of(catalog, [told("CallDisconnected", 1, result)])) == ()


def test_an_event_that_succeeded_is_no_fault(catalog: Catalog) -> None:
    events = [told("PlayCompleted", 1, "500/0 sip=486 q850=17")]
    assert found("CODE-1", scene_of(catalog, events)) == ()


def test_each_result_of_a_reject_pair_is_told(catalog: Catalog) -> None:
    busy = "500/560503 sip=486 q850=17"
    events = [told("CallDisconnected", 2, busy), told("CreateCallFailed", 1.999, busy)]
    assert {each.rows for each in found("CODE-1", scene_of(catalog, events))} == {(0,), (1,)}


def test_an_unknown_subcode_is_told_once_for_all_its_events(catalog: Catalog) -> None:
    events = [
        told("PlayFailed", 1, "555/777777"),
        told("CallDisconnected", 2, "555/777777"),
        told("RecognizeFailed", 1, "555/777777", call=2),
        told("CallDisconnected", 3, "200/7000", call=2),
    ]
    (finding,) = found("CODE-2", scene_of(catalog, events))
    assert finding.severity is Severity.INFO
    assert (finding.rows, finding.call) == ((0, 1, 2), None)
    assert finding.text.startswith(
        f"The catalog of {catalog.date} does not know subcode 777777 (with code 555)."
    )


def test_an_unknown_subcode_of_one_call_belongs_to_it(catalog: Catalog) -> None:
    events = [told("CallConnected", 0), told("CallConnected", 0, call=2)]
    events.append(told("PlayFailed", 1, "555/777777", call=2))
    (finding,) = found("CODE-2", scene_of(catalog, events))
    assert (finding.rows, finding.call) == ((2,), 1)


@pytest.mark.parametrize(
    ("result", "reading"),
    [
        ("433/560433", "Its pattern reads: SBC or carrier, SIP 433 Anonymity Disallowed."),
        ("400/8599", "Its family of numbers is known: "),
        ("500/999999", "Only the code says something: "),
        ("999/999999", "Nothing can be said about it."),
    ],
)
def test_the_closest_reading_is_offered(catalog: Catalog, result: str, reading: str) -> None:
    (finding,) = found("CODE-2", scene_of(catalog, [told("PlayFailed", 1, result)]))
    assert reading in finding.text


@pytest.mark.parametrize("result", ["500/0", "999/0", "", "200/7000", "500/7000", "487/10003"])
def test_known_numbers_and_subcode_0_are_no_news(catalog: Catalog, result: str) -> None:
    assert found("CODE-2", scene_of(catalog, [told("CallDisconnected", 1, result)])) == ()


def test_a_subcode_with_two_meanings(catalog: Catalog) -> None:
    events = [
        told("PlayFailed", 1, "500/8522"),
        told("RecognizeFailed", 2, "500/8522"),
        told("PlayFailed", 3, "404/8522"),
    ]
    (finding,) = found("CODE-3", scene_of(catalog, events))
    assert finding.severity is Severity.INFO
    assert (finding.rows, finding.call) == ((0, 1), 0)
    assert "with code 404, " in finding.text
    assert "with code 405, " in finding.text


@pytest.mark.parametrize("result", ["405/8522", "408/8510", "500/0", "555/777777", ""])
def test_one_reading_or_one_advice_is_enough(catalog: Catalog, result: str) -> None:
    assert found("CODE-3", scene_of(catalog, [told("PlayFailed", 1, result)])) == ()


@pytest.mark.parametrize("rule", ["CODE-1", "CODE-2", "CODE-3"])
def test_an_empty_capture_has_no_codes(catalog: Catalog, rule: str) -> None:
    assert found(rule, scene_of(catalog, b"")) == ()
