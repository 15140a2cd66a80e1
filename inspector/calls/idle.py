"""The idle stretches of a timeline, which a drawing may fold to make room for the rest."""

import numpy as np

from inspector.calls.columns import Seconds
from inspector.calls.related import ConversationTimeline
from inspector.calls.timeline import Timeline

SHORTEST_S = 20.0
"""Nothing shorter is worth a break in the scale."""
FOLDED_S = 10.0
"""What a folded stretch still counts for: the breaks themselves take room."""
SHARE = 0.5
"""A stretch is folded if it is at least this share of all that then is left."""
_NOTHING_S = 1e-6
"""Less is what subtracting seconds leaves over."""


def idle_gaps(timeline: Timeline) -> tuple[tuple[float, float], ...]:
    """The stretches, in seconds and by time, in which nothing begins or ends and nothing happens.

    Of all stretches that are long enough the longest ones are taken: as many as can be so that the
    shortest of them is at least half as long as what remains of the timeline, the breaks counted.
    A call in which little happens at a steady pace keeps its true scale, and one of a busy minute
    in an idle hour does not. A timeline that is nothing but idle has nothing to make room for.
    """
    return _gaps(_moments(timeline))


def idle_gaps_of_all(conversation: ConversationTimeline) -> tuple[tuple[float, float], ...]:
    """The stretches in which all calls of a conversation are idle, by the same rule."""
    moments = [leg.offset_s + _moments(leg.timeline) for leg in conversation.legs]
    offers = [offer.at_s for offer in conversation.offers if offer.at_s is not None]
    return _gaps(np.concatenate([*moments, np.array(offers, np.float64)]))


def _moments(timeline: Timeline) -> Seconds:
    """Every second at which something happens, begins or ends."""
    spans, markers, operations = timeline.spans, timeline.markers, timeline.operations
    return np.concatenate(
        [
            spans.start_s,
            spans.end_s,
            markers.at_s,
            np.array([item.start_s for item in operations], np.float64),
            np.array([item.end_s for item in operations], np.float64),
        ]
    )


def _gaps(moments: Seconds) -> tuple[tuple[float, float], ...]:
    if not len(moments):
        return ()
    at = np.unique(moments)
    lengths = np.diff(at)
    longest = np.argsort(-lengths, kind="stable")
    longest = longest[lengths[longest] >= SHORTEST_S]
    taken = lengths[longest]
    counts = np.arange(1, len(taken) + 1)
    busy = (at[-1] - at[0]) - np.cumsum(taken)
    fitting = np.flatnonzero((taken >= SHARE * (busy + counts * FOLDED_S)) & (busy > _NOTHING_S))
    if not len(fitting):
        return ()
    folded = np.sort(longest[: fitting[-1] + 1])
    return tuple(zip(at[folded].tolist(), at[folded + 1].tolist(), strict=True))
