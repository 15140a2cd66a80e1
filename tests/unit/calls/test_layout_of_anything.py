"""Whatever a call holds, its timeline holds each event once and proves every bar."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from inspector.calls.idle import idle_gaps
from inspector.calls.narrowing import narrowed_to
from inspector.catalog.catalog import Catalog
from inspector.events.kinds import Lane
from tests.support.timeline_case import Told, as_text, timeline_of
from tests.support.timeline_stories import CALLER, TEAMS, USER


@st.composite
def told(draw: st.DrawFn, names: list[str]) -> Told:
    kind = draw(st.sampled_from([*names, "SomethingNew", ""]))
    people = draw(st.none() | st.lists(st.sampled_from([CALLER, USER, TEAMS, "sanitized"])))
    return Told(
        kind=kind,
        at_s=draw(st.none() | st.integers(0, 30)),
        result=draw(st.sampled_from(["", "200/0", "400/8508", "500/560486", "0/0"])),
        context=draw(st.sampled_from([None, "a", "b"])),
        state=draw(st.sampled_from([None, "active", "inactive", "odd"])),
        people=people,
        sequence=draw(st.none() | st.integers(0, 5)) if kind == "ParticipantsUpdated" else None,
    )


@given(st.data())
def test_each_timed_event_stands_once_and_each_bar_on_events(
    catalog: Catalog, data: st.DataObject
) -> None:
    names = [kind.name for kind in catalog.kinds.kinds]
    events = [Told("CallConnected", None), *data.draw(st.lists(told(names), max_size=20))]
    shown = timeline_of(catalog.kinds, events)
    timed = [row for row, event in enumerate(events) if event.at_s is not None]
    assert shown.untimed == len(events) - len(timed)
    marked = [mark.row for mark in shown.markers]
    backing = [row for span in shown.spans for row in span.rows]
    assert len(marked) == len(set(marked))
    assert {*marked, *backing} == set(timed)
    for span in shown.spans:
        assert 0 <= span.start_s <= span.end_s <= shown.last_s
        starts = [event_s(events[row]) - first_s(events) for row in span.rows]
        assert span.lane is Lane.CALL or starts[0] == span.start_s
        assert span.open_end or span.end_s in {*starts, shown.end_s}
    order = [(list(Lane).index(mark.lane), mark.at_s) for mark in shown.markers]
    assert order == sorted(order)
    assert "nan" not in as_text(shown)
    assert as_text(narrowed_to(shown, np.ones(len(events), np.bool_))) == as_text(shown)
    assert len(idle_gaps(shown)) <= len(timed)


def event_s(event: Told) -> float:
    assert event.at_s is not None
    return event.at_s


def first_s(events: list[Told]) -> float:
    return min(event.at_s for event in events if event.at_s is not None)
