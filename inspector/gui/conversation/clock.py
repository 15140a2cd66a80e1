"""Timelines of single calls set on the conversation's clock."""

from dataclasses import replace

import numpy as np

from inspector.calls.columns import kept
from inspector.calls.idle import idle_gaps
from inspector.calls.related import ConversationTimeline, Offer
from inspector.calls.timeline import Marker, Markers, Span, Spans, Timeline
from inspector.events.kinds import Lane
from inspector.gui.timeline.folding import TimeMap, fold_idle
from inspector.index.codes import CodeClass

_OFFER = "IncomingCall"


def on_clock(timeline: Timeline, by_s: float) -> Timeline:
    """The same call with every second moved by the place of its leg; without operation rows."""
    spans, markers = timeline.spans, timeline.markers

    def span(number: int) -> Span:
        made = spans.make(number)
        stretches = tuple(
            replace(each, start_s=each.start_s + by_s, end_s=each.end_s + by_s)
            for each in made.stretches
        )
        start_s, end_s = made.start_s + by_s, made.end_s + by_s
        return replace(made, start_s=start_s, end_s=end_s, stretches=stretches)

    def marker(number: int) -> Marker:
        made = markers.make(number)
        return replace(made, at_s=made.at_s + by_s)

    return replace(
        timeline,
        spans=replace(
            spans, start_s=spans.start_s + by_s, end_s=spans.end_s + by_s, make=kept(span)
        ),
        markers=replace(markers, at_s=markers.at_s + by_s, make=kept(marker)),
        end_s=None if timeline.end_s is None else timeline.end_s + by_s,
        last_s=timeline.last_s + by_s,
        operations=(),
    )


def offers_of(value: ConversationTimeline) -> Timeline:
    """The timed offers as a timeline of their own."""
    marks = [_offer(offer, offer.at_s) for offer in value.offers if offer.at_s is not None]
    return Timeline(
        origin_ns=value.origin_ns,
        lanes=(Lane.CALL,),
        spans=Spans.of(()),
        markers=Markers.of(sorted(marks, key=lambda mark: mark.at_s)),
        end_s=None,
        last_s=value.last_s,
        untimed=0,
    )


def _offer(offer: Offer, at_s: float) -> Marker:
    called = offer.answered_by
    if called is None:
        return Marker(Lane.CALL, at_s, offer.row, _OFFER, CodeClass.NONE)
    text = f"{_OFFER} → call {called}"
    return Marker(Lane.CALL, at_s, offer.row, text, CodeClass.NONE, shorter=(f"→ {called}",))


def folds_of(timelines: tuple[Timeline, ...], last_s: float) -> TimeMap:
    """The map that folds the time in which nothing happens in any of the calls."""
    nothing = Markers.of(())
    spans, markers = [each.spans for each in timelines], [each.markers for each in timelines]
    edges = np.concatenate(
        [
            *(each.start_s for each in spans),
            *(each.end_s for each in spans),
            *(each.at_s for each in markers),
        ]
    )
    moments = Timeline(
        origin_ns=None,
        lanes=(),
        spans=Spans.of(()),
        markers=replace(nothing, at_s=edges),
        end_s=None,
        last_s=last_s,
        untimed=0,
    )
    return fold_idle(idle_gaps(moments), 0.0, last_s)
