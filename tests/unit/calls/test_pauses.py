"""What was paused is told inside its bar, and nothing is paused that no event says."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from inspector.calls.timeline import Span
from inspector.catalog.catalog import Catalog
from inspector.events.kinds import Lane
from tests.support.timeline_case import Told, timeline_of


def paused(catalog: Catalog, events: Sequence[Told]) -> list[list[tuple[float, float]]]:
    """The pauses of each bar, in the order of their starts."""
    return [
        [(each.start_s, each.end_s) for each in span.stretches] for span in bars(catalog, events)
    ]


def bars(catalog: Catalog, events: Sequence[Told]) -> list[Span]:
    shown = timeline_of(catalog.kinds, [Told("CallConnected", 0), *events])
    return [span for span in shown.spans if span.lane is Lane.PLAY]


def test_the_context_says_which_of_two_bars_is_paused(catalog: Catalog) -> None:
    events = [
        Told("PlayStarted", 1, context="long"),
        Told("PlayStarted", 2, context="short"),
        Told("PlayPaused", 3, context="long"),
        Told("PlayPaused", 4, context="short"),
        Told("PlayResumed", 5, context="long"),
        Told("PlayCompleted", 6, context="short"),
        Told("PlayCompleted", 7, context="long"),
    ]
    assert paused(catalog, events) == [[(3, 5)], [(4, 6)]]


def test_without_its_context_the_only_open_bar_is_paused(catalog: Catalog) -> None:
    one = [
        Told("PlayStarted", 1, context="done"),
        Told("PlayCompleted", 2, context="done"),
        Told("PlayStarted", 3, context="open"),
        Told("HoldAudioStarted", 4, context="open"),
        Told("PlayPaused", 5, context="done"),
        Told("PlayResumed", 6),
    ]
    assert paused(catalog, one) == [[], [(5, 6)], []]
    two = [*one[:3], Told("PlayStarted", 4, context="other"), *one[4:]]
    assert paused(catalog, two) == [[], [], []]


def test_of_one_context_the_bar_begun_last_is_paused(catalog: Catalog) -> None:
    events = [
        Told("PlayStarted", 1, context="menu"),
        Told("PlayStarted", 2, context="menu"),
        Told("PlayPaused", 3, context="menu"),
        Told("PlayCompleted", 4, context="menu"),
        Told("PlayPaused", 5, context="menu"),
    ]
    assert paused(catalog, events) == [[(5, 5)], [(3, 4)]]


def test_only_what_turns_a_bar_stands_behind_it(catalog: Catalog) -> None:
    events = [
        Told("PlayPaused", 1),
        Told("PlayStarted", 2),
        Told("PlayResumed", 3),
        Told("PlayPaused", 4),
        Told("PlayPaused", 5),
        Told("PlayResumed", 6),
        Told("PlayCompleted", 7),
        Told("PlayPaused", 8),
    ]
    shown = timeline_of(catalog.kinds, [Told("CallConnected", 0), *events])
    (bar,) = (span for span in shown.spans if span.lane is Lane.PLAY)
    assert bar.rows == (2, 4, 6, 7)
    unsaid = {mark.row for mark in shown.markers if not mark.label}
    assert unsaid == {0, 4, 6, 7}


KINDS = ("PlayStarted", "PlayPaused", "PlayResumed", "PlayCompleted", "HoldAudioStarted",
         "HoldAudioPaused", "HoldAudioResumed")  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from([None, "a", "b"])), max_size=14))
def test_each_pause_lies_in_its_bar_between_its_events(
    catalog: Catalog, told: list[tuple[str, str | None]]
) -> None:
    events = [Told(kind, at, context=context) for at, (kind, context) in enumerate(told, 1)]
    spans = bars(catalog, events)
    for span in spans:
        sort = {events[row - 1].kind.removesuffix("Paused") for row in span.rows[:1]}
        ends = [at for each in span.stretches for at in (each.start_s, each.end_s)]
        assert ends == sorted(ends)
        for each in span.stretches:
            assert span.start_s < each.start_s <= each.end_s <= span.end_s
            kind = events[round(each.start_s) - 1].kind
            assert kind.endswith("Paused")
            assert sort == {kind.replace("Paused", "Started")}
    turned = [row for span in spans for row in span.rows if told[row - 1][0].endswith("ed")]
    assert len(turned) == len(set(turned))
