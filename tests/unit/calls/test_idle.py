from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from inspector.calls.idle import SHORTEST_S, idle_gaps, idle_gaps_of_all
from inspector.calls.model import Outcome
from inspector.calls.related import ConversationTimeline, Leg, Offer
from inspector.calls.timeline import Marker, Markers, Span, Spans, Timeline
from inspector.events.kinds import Lane
from inspector.index.codes import CodeClass

SECONDS = st.floats(min_value=0, max_value=5000, allow_nan=False)
BARS = st.lists(st.tuples(SECONDS, SECONDS).map(sorted), max_size=6)


def timeline(points: list[float], bars: list[list[float]] | None = None) -> Timeline:
    spans = [Span(Lane.PLAY, a, b, "", (n,), CodeClass.NONE) for n, (a, b) in enumerate(bars or [])]
    markers = [Marker(Lane.CALL, at, 99 + n, "", CodeClass.NONE) for n, at in enumerate(points)]
    return Timeline(0, (Lane.CALL,), Spans.of(spans), Markers.of(markers), None, 0.0, 0)


@given(st.lists(SECONDS, max_size=30), BARS)
def test_nothing_happens_in_a_gap_and_each_is_long(
    points: list[float], bars: list[list[float]]
) -> None:
    at = [*points, *(end for bar in bars for end in bar)]
    gaps = idle_gaps(timeline(points, bars))
    assert list(gaps) == sorted(gaps)
    for start, end in gaps:
        assert end - start >= SHORTEST_S
        assert start in at
        assert end in at
        assert not any(start < each < end for each in at)


@given(st.lists(SECONDS, min_size=1, max_size=30))
def test_whatever_is_longer_than_a_gap_is_a_gap(points: list[float]) -> None:
    gaps = idle_gaps(timeline(points))
    shortest = min((end - start for start, end in gaps), default=float("inf"))
    at = sorted(set(points))
    between = [(a, b) for a, b in pairwise(at) if b - a > shortest]
    assert set(between) <= set(gaps)


def test_a_long_silence_in_a_short_call() -> None:
    assert idle_gaps(timeline([0, 4, 8, 16.2, 71.5, 78])) == ((16.2, 71.5),)


def test_equal_silences_are_all_gaps_or_none() -> None:
    busy = [0, 1, 2, 3, 4]
    points = [base + at for base in (0, 600, 1200, 1800) for at in busy]
    assert idle_gaps(timeline(points)) == ((4, 600), (604, 1200), (1204, 1800))


def test_a_steady_pace_keeps_its_scale() -> None:
    assert idle_gaps(timeline([25.0 * number for number in range(40)])) == ()


def test_nothing_but_idle_is_not_folded() -> None:
    assert idle_gaps(timeline([0, 3600])) == ()
    assert idle_gaps(timeline([])) == ()


def test_an_end_of_a_bar_breaks_a_silence() -> None:
    assert idle_gaps(timeline([0, 1, 100], [[1, 50]])) == ((1, 50), (50, 100))


def test_a_conversation_is_idle_where_all_its_calls_are() -> None:
    legs = [
        Leg(at, at + 1, None, Outcome.SUCCEEDED, timeline(points), offset_s)
        for at, (points, offset_s) in enumerate([([0, 5, 300, 301], 0.0), ([0, 2, 4], 100.0)])
    ]
    offers = (Offer(0, 200.0), Offer(1, None))
    whole = ConversationTimeline(None, 0, 301.0, tuple(legs), offers, ())
    assert idle_gaps_of_all(whole) == ((5, 100), (104, 200), (200, 300))
