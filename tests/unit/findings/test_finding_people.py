"""PPL-1: somebody was added, but what follows says otherwise."""

from typing import Any

import pytest

from inspector.catalog.catalog import Catalog
from inspector.catalog.model import Severity
from tests.support.scene_case import Json, found, limited, scene_of, told

APP = "8:acs:6d889502-3d7a-41a8-befa-d21fd80e8767_00000026-038d-293c"
ANNA = "4:+12065550123"
BEN = "4:+12065550199"
END = told("CallDisconnected", 60, "200/7000")


def person(raw_id: str) -> Json:
    return {"rawId": raw_id, "kind": "phoneNumber"}


def added(at_s: float | None, who: str = ANNA, **more: Any) -> Json:
    return told("AddParticipantSucceeded", at_s, "200/0", participant=person(who), **more)


def failed(at_s: float, who: str = ANNA, **more: Any) -> Json:
    return told("AddParticipantFailed", at_s, "486/560486", participant=person(who), **more)


def listed(at_s: float | None, number: int | None, *who: str, call: int = 1) -> Json:
    people = [{"identifier": person(each), "isMuted": False} for each in who]
    return told("ParticipantsUpdated", at_s, call=call, participants=people, sequenceNumber=number)


def test_lists_that_never_show_the_participant(catalog: Catalog) -> None:
    events = [listed(1, 1, APP), added(5), listed(6, 2, APP), listed(9, 4, APP, BEN), END]
    (finding,) = found("PPL-1", scene_of(catalog, events))
    assert (finding.rows, finding.call) == ((1, 2, 3), 0)
    assert finding.severity is Severity.WARNING
    assert finding.text == (
        "AddParticipantSucceeded names somebody whom the 2 participant lists that follow do not"
        " show."
    )


def test_one_list_and_no_earlier_one(catalog: Catalog) -> None:
    (finding,) = found("PPL-1", scene_of(catalog, [added(5), listed(6, 2, APP), END]))
    assert finding.text.endswith("whom the participant list that follows does not show.")


def test_not_all_of_very_many_lists_are_pointed_at(catalog: Catalog) -> None:
    lists = [listed(6 + number, 2 + number, APP) for number in range(30)]
    (finding,) = found("PPL-1", scene_of(catalog, [added(5), *lists]))
    assert finding.rows == tuple(range(21))
    assert "30 participant lists" in finding.text


def test_an_event_that_hides_its_name_neither_removes_nor_fails(catalog: Catalog) -> None:
    removed = told("RemoveParticipantSucceeded", 5.5, participant=person("Sanitized"))
    assert len(found("PPL-1", scene_of(catalog, [added(5), removed, listed(6, 2, APP)]))) == 1
    assert found("PPL-1", scene_of(catalog, [added(5), failed(7, "Sanitized")])) == ()


def test_added_after_the_end_with_a_list_that_does_not_show_it(catalog: Catalog) -> None:
    (finding,) = found("PPL-1", scene_of(catalog, [END, added(60.5), listed(61, 2, APP)]))
    assert finding.rows == (1, 2)


def test_2022_lists_hold_bare_identifiers(catalog: Catalog) -> None:
    bare = told("ParticipantsUpdated", 6, participants=[person(APP)], sequenceNumber=2)
    assert len(found("PPL-1", scene_of(catalog, [added(5), bare]))) == 1
    bare = told("ParticipantsUpdated", 6, participants=[person(ANNA)], sequenceNumber=2)
    assert found("PPL-1", scene_of(catalog, [added(5), bare])) == ()


@pytest.mark.parametrize(
    "events",
    [
        [added(5), listed(6, 2, APP, ANNA)],
        [listed(4, 1, APP, ANNA), added(5), listed(6, 2, APP)],  # shown first, then gone
        [listed(4, 7, APP), added(5), listed(6, 6, APP)],  # an older state, delivered late
        [listed(4, 7, APP), added(5), listed(6, 7, APP)],
        [added(5), listed(6, None, APP)],
        [added(5)],
        [added(5), listed(6, 2, APP, call=2)],
        [added(5), END, listed(60.1, 2, APP)],  # everybody leaves
        [added(5, "Sanitized"), listed(6, 2, APP)],
        [added(5), listed(6, 2, "Sanitized", APP)],
        [told("AddParticipantSucceeded", 5), listed(6, 2, APP)],
        [added(5), told("ParticipantsUpdated", 6, sequenceNumber=2)],
        [
            added(5),
            told("RemoveParticipantSucceeded", 5.5, participant=person(ANNA)),
            listed(6, 2, APP),
        ],
    ],
)
def test_nothing_is_said_where_nothing_is_proven(catalog: Catalog, events: list[Json]) -> None:
    assert found("PPL-1", scene_of(catalog, events)) == ()


def test_a_failure_of_the_same_request_follows(catalog: Catalog) -> None:
    events = [added(5, operationContext="a"), failed(7, operationContext="a")]
    (finding,) = found("PPL-1", scene_of(catalog, events))
    assert finding.rows == (1, 0)
    assert finding.text == (
        "AddParticipantSucceeded, then AddParticipantFailed for the same participant."
    )


@pytest.mark.parametrize(
    "events",
    [
        [failed(3), added(5)],
        [added(5, operationContext="a"), failed(7, operationContext="b")],
        [added(5), failed(7, BEN)],
        [added(5), listed(5.1, 2, APP, ANNA), listed(40, 3, APP), failed(50)],
    ],
)
def test_other_attempts_do_not_contradict(catalog: Catalog, events: list[Json]) -> None:
    assert found("PPL-1", scene_of(catalog, events)) == ()


def test_added_after_the_end(catalog: Catalog) -> None:
    (finding,) = found("PPL-1", scene_of(catalog, [END, added(61.5)]))
    assert finding.rows == (1, 0)
    assert finding.text == "AddParticipantSucceeded happened 1.5 s after the call's end."
    assert found("PPL-1", scene_of(catalog, [END, added(61)])) == ()
    assert found("PPL-1", scene_of(catalog, [END, added(None)])) == ()


def test_untimed_events_count_in_file_order(catalog: Catalog) -> None:
    events = [listed(None, 1, APP), added(None), listed(None, 2, APP)]
    assert len(found("PPL-1", scene_of(catalog, events))) == 1


def test_no_more_events_are_read_than_allowed(catalog: Catalog) -> None:
    scene = scene_of(catalog, [added(5), listed(6, 2, APP)])
    assert found("PPL-1", scene, {"records_read": 1}) == ()
    (limit,) = limited("PPL-1", scene, {"records_read": 1})
    assert limit.text == "1 event with participants not read: only the first 1 were."
    assert limited("PPL-1", scene) == ()


def test_events_that_can_no_longer_be_read(catalog: Catalog) -> None:
    scene = scene_of(catalog, [added(5), listed(6, 2, APP)])
    scene.capture.close()
    assert found("PPL-1", scene) == ()


def test_an_empty_capture_has_no_people(catalog: Catalog) -> None:
    assert found("PPL-1", scene_of(catalog, b"")) == ()
