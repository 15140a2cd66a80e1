"""A timeline with only the events that a filter lets through."""

from dataclasses import replace

import numpy as np

from inspector.calls.columns import LANE_ORDER, PLACE_OF, Mask
from inspector.calls.timeline import Timeline
from inspector.events.kinds import Lane

_CALL = PLACE_OF[Lane.CALL]


def narrowed_to(timeline: Timeline, mask: Mask) -> Timeline:
    """What rests on an event that the mask, by event row, shows.

    The call's own lane stays for orientation.
    """
    spans, markers = timeline.spans, timeline.markers
    backed = spans.lane == _CALL
    backed[spans.backed[mask[spans.backing]]] = True
    spans = spans.take(np.flatnonzero(backed))
    markers = markers.take(np.flatnonzero((markers.lane == _CALL) | mask[markers.row]))
    used = {_CALL, *np.unique(spans.lane).tolist(), *np.unique(markers.lane).tolist()}
    lanes = tuple(lane for lane in timeline.lanes if LANE_ORDER.index(lane) in used)
    return replace(timeline, lanes=lanes, spans=spans, markers=markers)
