"""The calls of one conversation stand on one clock."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from inspector.calls.assemble import assemble
from inspector.calls.layout import lay_out
from inspector.calls.related import MOST_LEGS, ConversationTimeline, conversation_timeline
from inspector.calls.relations import RelationKind
from inspector.catalog.catalog import Catalog
from tests.support.timeline_case import CONNECTION, Told, conversation_text, table_of
from tests.support.timeline_stories import MOVED, TRANSFER

GOLDEN = Path(__file__).parents[2] / "golden" / "timeline"


def conversation(
    catalog: Catalog,
    events: Sequence[Told],
    position: int = 0,
    from_calls: Mapping[int, str] | None = None,
) -> ConversationTimeline:
    table = table_of(catalog.kinds, events)
    calls = assemble(table)
    return conversation_timeline(
        calls,
        position,
        lambda call: lay_out(table, call),
        from_calls.get if from_calls is not None else None,
    )


@pytest.mark.parametrize("position", [0, 1, 2])
def test_three_legs_of_a_transfer_are_its_golden(catalog: Catalog, position: int) -> None:
    golden = (GOLDEN / "conversation_transfer.txt").read_text(encoding="utf-8")
    assert conversation_text(conversation(catalog, TRANSFER, position)) == golden


def test_a_transfer_ties_the_call_that_begins_next(catalog: Catalog) -> None:
    shown = conversation(catalog, TRANSFER)
    ties = [
        (tie.number, tie.other, tie.row)
        for tie in shown.relations
        if tie.kind is RelationKind.TRANSFERRED
    ]
    assert ties == [(3, 1, 7)]


def test_each_leg_stands_where_its_events_are(catalog: Catalog) -> None:
    shown = conversation(catalog, TRANSFER)
    table = table_of(catalog.kinds, TRANSFER)
    for leg in shown.legs:
        for mark in leg.timeline.markers:
            at_ns = (shown.origin_ns or 0) + round((leg.offset_s + mark.at_s) * 1e9)
            assert abs(at_ns - int(table.time[mark.row])) < 200


def test_a_leg_shows_no_offer_of_another(catalog: Catalog) -> None:
    shown = conversation(catalog, TRANSFER)
    offers = {offer.row for offer in shown.offers}
    assert offers == {0, 8}
    inside = [{mark.row for mark in leg.timeline.markers} & offers for leg in shown.legs]
    assert inside == [set(), set(), set()]


def test_the_call_that_somebody_was_moved_from_is_shown_too(catalog: Catalog) -> None:
    alone = conversation(catalog, MOVED, 1)
    assert [leg.number for leg in alone.legs] == [2]
    both = conversation(catalog, MOVED, 1, {3: CONNECTION.format(1).upper()})
    assert [leg.number for leg in both.legs] == [1, 2]
    (tie,) = both.relations
    assert (tie.text, tie.row) == ("a participant was moved here from call 1", 3)
    redacted = conversation(catalog, MOVED, 1, {3: "sanitized"})
    assert [leg.number for leg in redacted.legs] == [2]


def test_a_call_without_a_conversation_stands_alone(catalog: Catalog) -> None:
    events = [replace(told, server="sanitized") for told in TRANSFER if told.call == 2]
    shown = conversation(catalog, events)
    assert (len(shown.legs), shown.offers, shown.relations, shown.name) == (1, (), (), None)


def test_no_time_gives_no_origin(catalog: Catalog) -> None:
    shown = conversation(catalog, [Told("CallConnected", None), Told("IncomingCall", None)])
    assert (shown.origin_ns, shown.last_s, len(shown.legs)) == (None, 0.0, 1)
    assert [(offer.row, offer.at_s) for offer in shown.offers] == [(1, None)]


def test_of_too_many_calls_the_nearest_are_shown(catalog: Catalog) -> None:
    events = [Told("CallConnected", float(number), call=number) for number in range(1, 60)]
    shown = conversation(catalog, events, 58)
    assert [leg.number for leg in shown.legs] == [*range(60 - MOST_LEGS, 60)]
    assert shown.left_out == 59 - MOST_LEGS
    together = [replace(told, at_s=1.0) for told in events]
    assert 59 in [leg.number for leg in conversation(catalog, together, 58).legs]


def test_a_leg_keeps_the_offer_that_it_answered(catalog: Catalog) -> None:
    events = [
        Told("IncomingCall", 3),
        Told("CallConnected", 8, "200/0"),
        Told("IncomingCall", 20),
        Told("CallDisconnected", 30, "200/7000"),
    ]
    shown = conversation(catalog, events)
    (leg,) = shown.legs
    assert [mark.row for mark in leg.timeline.markers] == [0, 1, 3]
    told = [(offer.row, offer.at_s, offer.answered_by) for offer in shown.offers]
    assert told == [(0, 0, 1), (2, 17, None)]
