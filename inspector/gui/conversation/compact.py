"""Gives the parts of a call few rows: its own life, what it did, and what went on around that."""

from dataclasses import dataclass, replace

import numpy as np

from inspector.calls.columns import PLACE_OF, Mask, Numbers
from inspector.calls.timeline import Markers, Timeline
from inspector.events.kinds import Lane
from inspector.gui.timeline.rows import LaneRows, RowNumbers, Rows, stack

_AROUND = (Lane.PEOPLE, Lane.RECORDING, Lane.MEDIA)
"""What lasts for long, beside each other: thin lines in a row of their own, if there is any."""
_DOING = "operations"


@dataclass(frozen=True, slots=True)
class Compact:
    """Where the parts of a call stand: at most three rows, some bars side by side in one."""

    rows: Rows
    track: RowNumbers
    """For each span, its place among those side by side in its row, from the top."""
    tracks: tuple[int, ...]
    """For each row, how many stand side by side."""
    names: tuple[str, ...]
    """For each row, what it is about, in a word."""


def compact(timeline: Timeline) -> Compact:
    """Rows for a timeline: failures never stand among what goes on around."""
    spans, markers = timeline.spans, timeline.markers
    call = PLACE_OF[Lane.CALL]
    around = [PLACE_OF[lane] for lane in _AROUND]
    span_row = _group(spans.lane == call, np.isin(spans.lane, around))
    marker_row = _group(markers.lane == call, np.isin(markers.lane, around) & ~markers.failed)
    used = np.unique(np.concatenate([[0], span_row, marker_row]))
    span_row = np.searchsorted(used, span_row).astype(np.int32)
    marker_row = np.searchsorted(used, marker_row).astype(np.int32)
    track = np.zeros(len(span_row), np.int32)
    counts = [1]
    for row in range(1, len(used)):
        inside = np.flatnonzero(span_row == row)
        track[inside] = _side_by_side(timeline, inside)
        counts.append(int(track[inside].max(initial=0)) + 1)
    rows = Rows(
        lanes=(LaneRows(_DOING, 0, len(used)),),
        span_row=span_row,
        marker_row=marker_row,
        operation_row=np.zeros(0, np.int32),
    )
    return Compact(rows, track, tuple(counts), _names(timeline, used.tolist()))


def _names(timeline: Timeline, used: list[int]) -> tuple[str, ...]:
    """The row of what went on around is named after the first of its lanes that has a part."""
    spans, markers = timeline.spans, timeline.markers
    lanes = {*spans.lane.tolist(), *markers.lane[~markers.failed].tolist()}
    around = next((lane.value for lane in _AROUND if PLACE_OF[lane] in lanes), "")
    names = ("call", "actions", around)
    return tuple(names[group] for group in used)


def _group(is_call: Mask, is_around: Mask) -> RowNumbers:
    """0 for the call's own life, 1 for what it did, 2 for what went on around."""
    return np.where(is_call, 0, np.where(is_around, 2, 1)).astype(np.int32)


def _side_by_side(timeline: Timeline, inside: Numbers) -> RowNumbers:
    """For some of the spans, the topmost place that is free when each of them begins."""
    order = np.argsort(timeline.spans.start_s[inside], kind="stable")
    chosen = timeline.spans.take(inside[order])
    lane = np.full(len(chosen), PLACE_OF[Lane.OTHER], np.int8)
    alone = replace(
        timeline,
        lanes=(Lane.OTHER,),
        spans=replace(chosen, lane=lane),
        markers=Markers.of(()),
        operations=(),
    )
    made = np.zeros(len(inside), np.int32)
    made[order] = stack(alone, np.zeros(0, np.int64)).span_row
    return made
