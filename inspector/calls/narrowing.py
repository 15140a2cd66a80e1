"""A timeline with only the events that a filter lets through."""

from collections.abc import Callable
from dataclasses import replace

from inspector.calls.timeline import Timeline
from inspector.events.kinds import Lane


def narrowed(timeline: Timeline, shows: Callable[[int], bool]) -> Timeline:
    """What rests on a shown event; the call's own lane stays for orientation."""
    spans = tuple(s for s in timeline.spans if s.lane is Lane.CALL or any(map(shows, s.rows)))
    markers = tuple(m for m in timeline.markers if m.lane is Lane.CALL or shows(m.row))
    used = {Lane.CALL, *(span.lane for span in spans), *(marker.lane for marker in markers)}
    lanes = tuple(lane for lane in timeline.lanes if lane in used)
    return replace(timeline, lanes=lanes, spans=spans, markers=markers)
