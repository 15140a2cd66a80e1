"""DUP-1 and DUP-2: callbacks that stand in the capture more than once."""

import json

import pytest

from inspector.calls import merging
from inspector.catalog.catalog import Catalog
from inspector.catalog.model import Severity
from tests.support.scene_case import Json, found, limited, lines, scene_of, told

PLAY = told("PlayCompleted", 5, "200/0", operationContext="greeting")
OFFER = told("IncomingCall", 0, call=None, incomingCallContext="context")
ID = "5d0f1c9e-aaaa-4bbb-8ccc-000000000001"
OTHER_ID = "5d0f1c9e-aaaa-4bbb-8ccc-000000000002"
PLACEHOLDERS = ["Sanitized", "REDACTED", "", "00000000-0000-0000-0000-000000000000"]


def console(event: Json) -> bytes:
    """As a JSON console logs it: the body stands in the message and in the state."""
    text = "Received: " + json.dumps([event])
    record = {"EventId": 0, "Message": text, "State": {"Message": text, "body": "x"}}
    return json.dumps(record).encode() + b"\n"


def people(at_s: float, number: int | None, **more: str) -> Json:
    return told("ParticipantsUpdated", at_s, sequenceNumber=number, participants=[], **more)


def recording(at_s: float, state: str) -> Json:
    return told("RecordingStateChanged", at_s, recordingId="r", state=state)


def test_the_same_delivery_again(catalog: Catalog) -> None:
    scene = scene_of(catalog, [told("CallConnected", 0), PLAY, told("PlayStarted", 9), PLAY])
    (finding,) = found("DUP-1", scene)
    assert finding.severity is Severity.INFO
    assert (finding.call, finding.rows) == (0, (3, 1))
    assert finding.text == "PlayCompleted was delivered twice with the same id, time and content."
    assert found("DUP-2", scene) == ()


def test_an_offer_again(catalog: Catalog) -> None:
    (finding,) = found("DUP-1", scene_of(catalog, [OFFER, told("CallConnected", 4), OFFER]))
    assert (finding.call, finding.rows) == (0, (2, 0))


def test_the_order_of_keys_does_not_count(catalog: Catalog) -> None:
    turned = PLAY | {"data": dict(reversed(PLAY["data"].items()))}
    assert len(found("DUP-1", scene_of(catalog, [PLAY, turned]))) == 1


def test_several_copies_make_one_finding_a_call(catalog: Catalog) -> None:
    end = told("CallDisconnected", 9, "200/7000")
    other = told("PlayCompleted", 5, "200/0", call=2)
    scene = scene_of(catalog, [PLAY, end, PLAY, PLAY, end, other, other])
    first, second = found("DUP-1", scene)
    assert first.text == (
        "3 deliveries repeat an earlier one with the same id, time and content: "
        "PlayCompleted and CallDisconnected."
    )
    assert (first.call, second.call) == (0, 1)


def test_a_json_log_that_writes_everything_twice(catalog: Catalog) -> None:
    """Message and fields of one log record hold one delivery; a second record is another."""
    assert not found("DUP-1", scene_of(catalog, console(PLAY)))
    (delivery,) = found("DUP-1", scene_of(catalog, console(PLAY) + console(PLAY)))
    assert delivery.text == "PlayCompleted was delivered twice with the same id, time and content."


def test_items_of_one_array_are_deliveries(catalog: Catalog) -> None:
    array = json.dumps([{"body": json.dumps(PLAY)}, {"body": json.dumps(PLAY)}]).encode()
    for capture in (array, json.dumps([PLAY, PLAY]).encode()):
        (finding,) = found("DUP-1", scene_of(catalog, capture))
        assert "delivered twice" in finding.text


def test_files_that_overlap_too_much_to_be_merged(
    catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "MOST_COMPARED", 0)
    end = told("CallDisconnected", 9, "200/7000")
    (one,) = found("DUP-1", scene_of(catalog, [PLAY], [PLAY, end]))
    assert one.text == "The same callback stands in two files: PlayCompleted."
    (two,) = found("DUP-1", scene_of(catalog, [PLAY, end], [PLAY, end]))
    assert two.text == "2 callbacks stand in two files each: PlayCompleted and CallDisconnected."


@pytest.mark.parametrize("placeholder", PLACEHOLDERS)
def test_placeholder_ids_prove_nothing(catalog: Catalog, placeholder: str) -> None:
    same = told("PlayCompleted", 5, "200/0", event_id=placeholder)
    later = told("PlayCompleted", 6, "200/0", event_id=placeholder)
    scene = scene_of(catalog, [same, same, later])
    assert found("DUP-1", scene) == ()
    assert found("DUP-2", scene) == ()
    assert found("DUP-1", scene_of(catalog, [same, same])) == ()


def test_an_id_beside_a_placeholder_proves_nothing(catalog: Catalog) -> None:
    half_redacted = [
        told("CallConnected", 0, event_id="REDACTED"),
        told("CallConnected", 0.1, event_id=ID),
    ]
    assert found("DUP-2", scene_of(catalog, half_redacted)) == ()


def test_an_id_that_all_events_share_is_a_placeholder(catalog: Catalog) -> None:
    same = told("CallConnected", 0, event_id=ID)
    different = told("PlayStarted", 2, event_id=ID)
    assert found("DUP-1", scene_of(catalog, [same, same, different])) == ()


@pytest.mark.parametrize(
    "events",
    [
        [],
        [PLAY, told("PlayCompleted", 5, "200/0", event_id=OTHER_ID, operationContext="x")],
        [told("PlayStarted", 5, event_id=ID), told("PlayStarted", 7, event_id=ID)],
        [told("PlayStarted", 5, event_id=ID), told("PlayStarted", 5, event_id=ID, x=1)],
        [told("PlayStarted", 5, event_id=ID), told("PlayStarted", 5, event_id=ID, call=2)],
    ],
    ids=["empty", "another id", "another time", "another payload", "another call"],
)
def test_no_redelivery(catalog: Catalog, events: list[Json]) -> None:
    assert found("DUP-1", scene_of(catalog, events)) == ()


def test_an_id_used_twice_at_different_times_is_no_redelivery(catalog: Catalog) -> None:
    others = [told("PlayStarted", at_s) for at_s in range(31)]
    twice = [told("PlayCompleted", at_s, event_id=ID) for at_s in (15, 16)]
    assert found("DUP-1", scene_of(catalog, [*others[:15], *twice, *others[15:]])) == ()


def test_the_first_copies_are_read_and_named_first(catalog: Catalog) -> None:
    end = told("CallDisconnected", 9, "200/7000")
    (finding,) = found("DUP-1", scene_of(catalog, [PLAY, end, end, PLAY]))
    assert finding.rows == (2, 1, 3, 0)
    many = [told("PlayStarted", at_s // 2) for at_s in range(40)]
    (finding,) = found("DUP-1", scene_of(catalog, many), {"records_read": 4})
    assert finding.rows == (1, 0, 3, 2)


def test_only_so_many_records_are_read(catalog: Catalog) -> None:
    scene = scene_of(catalog, [PLAY, OFFER] * 3)
    (limit,) = limited("DUP-1", scene, {"records_read": 2})
    assert limit.text == (
        "4 events that look like others were not compared: 2 were read, and that takes long enough."
    )
    assert limited("DUP-1", scene) == ()


def test_the_same_content_under_a_new_id(catalog: Catalog) -> None:
    scene = scene_of(catalog, [told("CallConnected", 0), told("CallConnected", 0.15)])
    (finding,) = found("DUP-2", scene)
    assert finding.severity is Severity.WARNING
    assert (finding.call, finding.rows) == (0, (1, 0))
    assert finding.text == (
        "CallConnected came twice, 0.1 s apart, with the same content but another id."
    )
    assert found("DUP-1", scene) == ()


def test_the_same_participant_list_with_the_same_number(catalog: Catalog) -> None:
    twice = [people(1, 6), people(1.3, 6), told("CallDisconnected", 9), told("CallDisconnected", 9)]
    twice[-1]["id"] = OTHER_ID
    (finding,) = found("DUP-2", scene_of(catalog, twice))
    assert finding.text == (
        "2 callbacks came again within 2.0 s, with the same content but another id: "
        "ParticipantsUpdated and CallDisconnected."
    )


def test_a_recording_that_says_the_same_twice(catalog: Catalog) -> None:
    scene = scene_of(catalog, [recording(1, "active"), recording(1.5, "active")])
    assert [finding.rows for finding in found("DUP-2", scene)] == [(1, 0)]


def test_two_results_for_one_context(catalog: Catalog) -> None:
    again = told("PlayCompleted", 6, "200/0", operationContext="greeting")
    assert len(found("DUP-2", scene_of(catalog, [PLAY, again]))) == 1
    between = told("PlayStarted", 5.5, operationContext="greeting")
    assert found("DUP-2", scene_of(catalog, [PLAY, between, again])) == ()


@pytest.mark.parametrize(
    "events",
    [
        [],
        [people(1, 6), people(1.3, 7)],
        [people(1, 6), people(4, 6)],
        [told("PlayCompleted", 1, "200/0"), told("PlayCompleted", 2, "200/0")],
        [
            told("ContinuousDtmfRecognitionToneReceived", 1, sequenceId=1, tone="one"),
            told("ContinuousDtmfRecognitionToneReceived", 1.4, sequenceId=2, tone="one"),
        ],
        [recording(1, "active"), recording(1.5, "inactive"), recording(2, "active")],
        [told("CallConnected"), told("CallConnected", event_id=OTHER_ID)],
    ],
    ids=[
        "empty",
        "next list",
        "much later",
        "two short plays without context",
        "two tones",
        "recording off and on",
        "no times",
    ],
)
def test_no_copy_under_a_new_id(catalog: Catalog, events: list[Json]) -> None:
    assert found("DUP-2", scene_of(catalog, events)) == ()


def test_a_payload_nested_deeper_than_any_callback_is_said_to_be_left_out(
    catalog: Catalog,
) -> None:
    deep = lines([PLAY]).replace(b'"greeting"', b'"greeting","x":' + b"[" * 900 + b"]" * 900)
    scene = scene_of(catalog, deep + deep)
    assert found("DUP-1", scene) == ()
    assert [limit.text for limit in limited("DUP-1", scene)] == [
        "2 events could not be read again and were not compared."
    ]
