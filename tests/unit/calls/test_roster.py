"""Bars of people rest on what events prove."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.calls.assemble import assemble
from inspector.calls.people import participants_in
from inspector.calls.presence import Presence, Roster
from inspector.calls.roster import MOST_NAMED, MOST_READ, roster_of
from inspector.catalog.catalog import Catalog
from tests.support.timeline_case import Told, payload_of, table_of
from tests.support.timeline_stories import AGENT, CALLER, PEOPLE, TEAMS, USER

IDS = (CALLER, USER, TEAMS)
LISTED = st.tuples(
    st.just("ParticipantsUpdated"),
    st.lists(st.sampled_from([*IDS, "sanitized"]), unique=True).map(tuple),
)
SINGLE = st.tuples(
    st.sampled_from(
        ["AddParticipantSucceeded", "RemoveParticipantSucceeded", "AddParticipantFailed"]
    ),
    st.sampled_from(IDS).map(lambda who: (who,)),
)
EVENTS = st.lists(
    st.tuples(LISTED | SINGLE, st.integers(0, 5), st.none() | st.integers(1, 9)), max_size=14
)


def roster(catalog: Catalog, events: Sequence[Told], most: int = MOST_READ) -> Roster:
    table = table_of(catalog.kinds, events)
    call = assemble(table).call(0)
    return roster_of(table, call, lambda row: participants_in(payload_of(events[row])), most)


def lists(*people: list[str] | None, step_s: float = 5.0) -> list[Told]:
    """CallConnected, then participant lists; None for one whose record cannot be read."""
    told = [
        Told("ParticipantsUpdated", step_s * at, people=each, sequence=at)
        for at, each in enumerate(people, 1)
    ]
    return [Told("CallConnected", 0), *told]


def seconds(catalog: Catalog, events: Sequence[Told], most: int = MOST_READ) -> list[object]:
    """Name, start, end and flags of all presences, in seconds after the first event."""
    told = roster(catalog, events, most)
    start_ns = int(table_of(catalog.kinds, events).time[0])
    at_s = round(events[0].at_s or 0, 3)

    def second(ns: int | None) -> float | None:
        return None if ns is None else round((ns - start_ns) / 1e9 + at_s, 3)

    return [
        (each.person.name, second(each.start_ns), second(each.end_ns), *_flags(each))
        for each in told.presences
    ]


def _flags(each: Presence) -> list[str]:
    return [name for name in ("open_start", "open_end") if getattr(each, name)]


def test_who_is_missing_from_the_next_list_has_left(catalog: Catalog) -> None:
    events = lists([CALLER, USER], [CALLER], [USER, CALLER])
    assert seconds(catalog, events) == [
        ("P1", 5, None, "open_end"),
        ("P2", 5, 10),
        ("P2", 15, None, "open_end"),
    ]


def test_a_list_that_cannot_be_read_changes_nothing(catalog: Catalog) -> None:
    assert seconds(catalog, lists([CALLER], None, [CALLER])) == [("P1", 5, None, "open_end")]


def test_an_empty_list_ends_all(catalog: Catalog) -> None:
    assert seconds(catalog, lists([CALLER, USER], [])) == [("P1", 5, 10), ("P2", 5, 10)]


def test_an_older_list_delivered_late_changes_nothing(catalog: Catalog) -> None:
    events = [
        *lists([CALLER], [CALLER, USER]),
        Told("ParticipantsUpdated", 12, people=[], sequence=1),
    ]
    told = roster(catalog, events)
    assert [each.end_ns for each in told.presences] == [None, None]
    assert told.told[3] == "an older list, delivered late"


def test_the_same_number_again_counts(catalog: Catalog) -> None:
    events = [*lists([CALLER, USER]), Told("ParticipantsUpdated", 9, people=[USER], sequence=1)]
    assert seconds(catalog, events) == [("P1", 5, 9), ("P2", 5, None, "open_end")]


@pytest.mark.parametrize(("at_s", "end_s"), [(11.0, None), (12.5, 12.5)])
def test_a_list_right_after_an_addition_may_be_older(
    catalog: Catalog, at_s: float, end_s: float | None
) -> None:
    events = [
        *lists([CALLER]),
        Told("AddParticipantSucceeded", 10, people=[USER]),
        Told("ParticipantsUpdated", at_s, people=[CALLER], sequence=2),
    ]
    assert seconds(catalog, events)[1] == ("P2", 10, end_s, *([] if end_s else ["open_end"]))


def test_a_list_right_after_a_removal_may_be_older(catalog: Catalog) -> None:
    remove = [
        *lists([CALLER, USER]),
        Told("RemoveParticipantSucceeded", 10, people=[USER]),
        Told("ParticipantsUpdated", 11, people=[CALLER, USER], sequence=2),
    ]
    assert seconds(catalog, remove)[1:] == [("P2", 5, 10)]
    back = [*remove, Told("ParticipantsUpdated", 13, people=[CALLER, USER], sequence=3)]
    assert seconds(catalog, back)[1:] == [("P2", 5, 10), ("P2", 13, None, "open_end")]


def test_a_failed_addition_numbers_somebody_who_never_came(catalog: Catalog) -> None:
    events = [*lists([CALLER]), Told("AddParticipantFailed", 9, "500/560486", people=[AGENT])]
    told = roster(catalog, events)
    assert [person.label for person in told.people] == ["P1 +12…123", "P2 +14…177"]
    assert [each.person.name for each in told.presences] == ["P1"]
    assert (told.named[2].raw_id, told.told[2]) == (AGENT, "P2 not added")


def test_somebody_who_may_be_hidden_now_has_no_known_end(catalog: Catalog) -> None:
    gone = lists([CALLER, "sanitized"], ["sanitized"])
    assert seconds(catalog, gone) == [("P1", 5, 10)]
    unsure = lists([CALLER, "sanitized"], ["sanitized", "REDACTED"])
    assert seconds(catalog, unsure) == [("P1", 5, 10, "open_end")]


def test_a_capture_from_the_middle_proves_no_start(catalog: Catalog) -> None:
    middle = [Told("ParticipantsUpdated", 5, people=[CALLER], sequence=4)]
    assert seconds(catalog, middle) == [("P1", 5, None, "open_start", "open_end")]
    first = [Told("ParticipantsUpdated", 5, people=[CALLER], sequence=1)]
    assert seconds(catalog, first) == [("P1", 5, None, "open_end")]


def test_the_end_of_the_call_ends_all_and_nobody_comes_after_it(catalog: Catalog) -> None:
    events = [
        *lists([CALLER]),
        Told("CallDisconnected", 20, "200/7000"),
        Told("ParticipantsUpdated", 21, people=[CALLER, USER], sequence=2),
    ]
    assert seconds(catalog, events) == [("P1", 5, 20)]


def test_too_many_lists_are_not_read_and_nobody_is_known_from_then_on(catalog: Catalog) -> None:
    events = [*lists([CALLER], [CALLER], [USER]), Told("CallDisconnected", 60, "200/7000")]
    told = roster(catalog, events, most=2)
    assert told.unread == 1
    assert seconds(catalog, events, most=2) == [("P1", 5, 15, "open_end")]


def test_lists_that_name_too_many_together_are_not_all_read(catalog: Catalog) -> None:
    crowd = [f"4:+12065{number:06}" for number in range(MOST_NAMED // 2 + 1)]
    told = roster(catalog, lists(crowd, crowd, [CALLER], crowd))
    assert (told.unread, len(told.people)) == (2, len(crowd))
    assert all(each.open_end for each in told.presences)


def test_events_say_what_changed(catalog: Catalog) -> None:
    told = roster(catalog, PEOPLE).told
    assert {row: told[row] for row in (1, 2, 3, 4, 5, 6, 8, 10, 11, 12, 13, 14)} == {
        1: "P1 joined",
        2: "P2 added",
        3: "no change",
        4: "no change",
        5: "P2 muted",
        6: "P2 unmuted; P1 on hold",
        8: "P3 joined",
        10: "P2 removed",
        11: "no change",
        12: "no change",
        13: "P2 not removed",
        14: "P2 joined; P4 joined; P3 left",
    }


def test_many_changes_are_cut(catalog: Catalog) -> None:
    told = roster(catalog, lists([f"4:+1206555{number:04}" for number in range(100)])).told
    assert told[1] == "P1 joined; P2 joined; P3 joined; P4 joined; 96 more changes"


@given(EVENTS)
def test_nobody_overlaps_themselves_and_every_start_is_an_event_that_names_them(
    catalog: Catalog, drawn: list[tuple[tuple[str, tuple[str, ...]], int, int | None]]
) -> None:
    at_s, events = 0.0, []
    for (kind, people), step_s, sequence in drawn:
        at_s += step_s
        events.append(
            Told(kind, at_s, people=people, sequence=sequence if "Updated" in kind else None)
        )
    if not events:
        return
    told = roster(catalog, events)
    times = table_of(catalog.kinds, events).time.tolist()
    for each in told.presences:
        first = each.rows[0]
        assert times[first] == each.start_ns
        assert each.person.raw_id in (events[first].people or ())
        assert each.end_ns is None or each.end_ns in times
        assert all(state.start_ns >= each.start_ns for state in each.states)
    for name in {each.person.name for each in told.presences}:
        mine = [each for each in told.presences if each.person.name == name]
        for one, other in pairwise(mine):
            assert one.end_ns is not None
            assert one.end_ns <= other.start_ns
