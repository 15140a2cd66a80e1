"""The columns of a timeline say the same as the parts made from them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.calls.columns import CLASS_ORDER, LANE_ORDER
from inspector.calls.lasting import MOST_STATES_READ
from inspector.calls.timeline import Marker, Markers, Span, Spans
from inspector.catalog.catalog import Catalog
from inspector.events.kinds import Lane
from inspector.index.codes import CodeClass, code_class
from tests.support.timeline_case import Told, timeline_of
from tests.support.timeline_stories import STORIES

FLAGS = ("open_end", "inferred", "faint", "canceled", "failed", "open_start")
SPANS = st.lists(
    st.builds(
        Span,
        st.sampled_from(Lane),
        st.floats(0, 10),
        st.floats(10, 20),
        st.just(""),
        st.lists(st.integers(0, 50), min_size=1, max_size=3).map(tuple),
        st.sampled_from(CodeClass),
        *[st.booleans()] * 5,
    ),
    max_size=8,
)


def check_spans(spans: Spans) -> None:
    made = list(spans)
    assert spans.start_s.tolist() == [span.start_s for span in made]
    assert spans.end_s.tolist() == [span.end_s for span in made]
    assert [LANE_ORDER[place] for place in spans.lane] == [span.lane for span in made]
    assert [CLASS_ORDER[rank] for rank in spans.class_rank] == [span.code_class for span in made]
    for flag in FLAGS:
        assert getattr(spans, flag).tolist() == [getattr(span, flag) for span in made], flag
    backing = [(number, row) for number, span in enumerate(made) for row in span.rows]
    assert [*zip(spans.backed.tolist(), spans.backing.tolist(), strict=True)] == backing


def check_markers(markers: Markers) -> None:
    made = list(markers)
    assert markers.at_s.tolist() == [mark.at_s for mark in made]
    assert markers.row.tolist() == [mark.row for mark in made]
    assert [LANE_ORDER[place] for place in markers.lane] == [mark.lane for mark in made]
    assert [CLASS_ORDER[rank] for rank in markers.class_rank] == [mark.code_class for mark in made]
    assert markers.failed.tolist() == [mark.failed for mark in made]
    assert markers.canceled.tolist() == [mark.canceled for mark in made]


@pytest.mark.parametrize("name", STORIES)
def test_columns_of_a_call_are_those_of_its_parts(name: str, catalog: Catalog) -> None:
    shown = timeline_of(catalog.kinds, STORIES[name])
    check_spans(shown.spans)
    check_markers(shown.markers)


@given(SPANS, SPANS, st.randoms())
def test_columns_stay_those_of_their_parts(one: list[Span], other: list[Span], random) -> None:
    joined = Spans.of(one).joined(Spans.of(other))
    check_spans(joined)
    order = [(LANE_ORDER.index(span.lane), span.start_s, span.end_s) for span in joined]
    assert order == sorted(order)
    numbers = list(range(len(joined)))
    random.shuffle(numbers)
    taken = joined.take(np.array(numbers[: len(numbers) // 2], np.int64))
    check_spans(taken)
    assert list(taken) == [joined[number] for number in numbers[: len(numbers) // 2]]


def test_parts_are_a_sequence() -> None:
    marks = Markers.of(Marker(Lane.PLAY, at, at, "", CodeClass.NONE) for at in range(5))
    assert (len(marks), marks[-1].row, [mark.row for mark in marks[1:3]]) == (5, 4, [1, 2])
    with pytest.raises(IndexError):
        marks[5]
    assert (marks.number_of(3), marks.number_of(9)) == (3, None)


@pytest.mark.parametrize("code", [-1, 0, 1, 99, 199, 200, 299, 300, 487, 500, 603, 699, 700, 5000])
def test_a_column_of_classes_knows_every_code(code: int, catalog: Catalog) -> None:
    shown = timeline_of(catalog.kinds, [Told("PlayCompleted", 1, f"{code}/1"), Told("Odd", 2)])
    ranks = [CLASS_ORDER[rank] for rank in shown.markers.class_rank]
    assert ranks == [code_class(code), CodeClass.NONE]


def test_what_begins_after_the_end_stays_open_to_the_last_event(catalog: Catalog) -> None:
    shown = timeline_of(
        catalog.kinds,
        [
            Told("CallConnected", 0),
            Told("CallDisconnected", 5, "200/7000"),
            Told("PlayStarted", 6),
            Told("ParticipantsUpdated", 9),
        ],
    )
    assert [(span.start_s, span.end_s) for span in shown.spans if span.lane is Lane.PLAY] == [
        (6, 9)
    ]


def test_ringing_begins_with_the_offer_although_something_is_older(catalog: Catalog) -> None:
    shown = timeline_of(
        catalog.kinds,
        [
            Told("RecordingStateChanged", 1, state="active"),
            Told("IncomingCall", 2),
            Told("CallConnected", 5),
        ],
    )
    (ringing,) = (span for span in shown.spans if span.faint)
    assert (ringing.start_s, ringing.end_s, ringing.rows) == (1, 4, (1, 2))


def test_too_many_states_are_not_read(catalog: Catalog) -> None:
    states = ("active", "inactive")
    events = [
        Told("RecordingStateChanged", at / 10, state=states[at % 2])
        for at in range(MOST_STATES_READ + 3)
    ]
    shown = timeline_of(catalog.kinds, events)
    assert (len(shown.spans), shown.unread_states) == (MOST_STATES_READ // 2, 3)
