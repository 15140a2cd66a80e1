"""Gives everything of a timeline a row: a lane has more than one where things run side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inspector.calls.columns import LANE_ORDER, Mask, Numbers, Seconds
from inspector.calls.timeline import LoggedOperation, Timeline
from inspector.events.kinds import Lane

MOST_ROWS_A_LANE = 6
"""What runs side by side beyond this shares the last row."""
_MOST_OPERATION_ROWS = 3
OPERATIONS_NAME = "operations"
"""The lane of operation rows, below those of events."""

RowNumbers = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class LaneRows:
    """The rows of one lane: `count` of them from `first` on, top to bottom."""

    name: str
    first: int
    count: int


@dataclass(frozen=True, slots=True)
class Rows:
    """Where everything of a timeline stands from top to bottom; parallel to its parts."""

    lanes: tuple[LaneRows, ...]
    span_row: RowNumbers
    marker_row: RowNumbers
    operation_row: RowNumbers

    @property
    def count(self) -> int:
        """Rows of all lanes."""
        return self.lanes[-1].first + self.lanes[-1].count if self.lanes else 0


def stack(timeline: Timeline, own_span: Numbers) -> Rows:
    """Rows for a timeline. A marker that ends a span shares its row.

    `own_span` gives the number of that span for each marker, a negative one where there is none.
    """
    spans, markers = timeline.spans, timeline.markers
    span_row = np.zeros(len(spans.start_s), np.int32)
    marker_row = np.zeros(len(markers.at_s), np.int32)
    made = []
    first = 0
    for lane in timeline.lanes:
        place = LANE_ORDER.index(lane)
        inside = np.flatnonzero(spans.lane == place)
        tracks = _first_fit(spans.start_s[inside], spans.end_s[inside])
        count = int(tracks.max()) + 1 if len(tracks) else 1
        span_row[inside] = first + tracks
        points = np.flatnonzero(markers.lane == place)
        own = own_span[points]
        has_own = own >= 0
        has_own[has_own] = spans.lane[own[has_own]] == place
        marker_row[points] = first
        marker_row[points[has_own]] = span_row[own[has_own]]
        loose = points[~has_own & markers.failed[points]]
        solid = ~spans.faint[inside]
        if lane is not Lane.CALL and len(loose) and solid.any():
            bars = inside[solid]
            beside = _beside(
                markers.at_s[loose], spans.start_s[bars], spans.end_s[bars], tracks[solid], count
            )
            marker_row[loose] = first + beside
            count = max(count, int(beside.max()) + 1)
        made.append(LaneRows(lane.value, first, count))
        first += count
    operation_row = _operation_rows(timeline.operations, first)
    if len(operation_row):
        made.append(LaneRows(OPERATIONS_NAME, first, int(operation_row.max()) - first + 1))
    return Rows(tuple(made), span_row, marker_row, operation_row)


def _first_fit(start: Seconds, end: Seconds) -> RowNumbers:
    """The topmost row that is free when a bar starts; bars come in the order of their starts."""
    tracks = np.zeros(len(start), np.int32)
    if not len(start):
        return tracks
    # Where all rows are free again, counting starts anew: most bars are alone and need no care.
    anew = np.ones(len(start), np.bool_)
    anew[1:] = start[1:] >= np.maximum.accumulate(end)[:-1]
    alone = anew & np.append(anew[1:], True)
    free_from: list[float] = []
    for number in np.flatnonzero(~alone).tolist():
        begins, ends = float(start[number]), float(end[number])
        if anew[number]:
            free_from = []
        track = next((n for n, free in enumerate(free_from) if free <= begins), len(free_from))
        if track >= MOST_ROWS_A_LANE:
            track = MOST_ROWS_A_LANE - 1
        elif track == len(free_from):
            free_from.append(ends)
        free_from[track] = max(free_from[track], ends)
        tracks[number] = track
    return tracks


def _beside(
    at: Seconds, start: Seconds, end: Seconds, tracks: RowNumbers, count: int
) -> npt.NDArray[np.int32]:
    """For failures of something else: the first row that no bar covers then, else a new one."""
    made = np.full(len(at), -1, np.int32)
    for track in range(count):
        covered = _covered(at, start[tracks == track], end[tracks == track])
        made[(made < 0) & ~covered] = track
    made[made < 0] = count if count < MOST_ROWS_A_LANE else 0
    return made


def _covered(at: Seconds, start: Seconds, end: Seconds) -> Mask:
    """Whether any bar of a row lasts at each of these seconds, its edges included."""
    if not len(start):
        return np.zeros(len(at), np.bool_)
    before = np.searchsorted(start, at, side="right") - 1
    until = np.maximum.accumulate(end)
    return (before >= 0) & (until[np.maximum(before, 0)] >= at)


def _operation_rows(operations: Sequence[LoggedOperation], first: int) -> RowNumbers:
    """Points in the first row, with room for their labels; what lasted in free rows below."""
    rows = np.full(len(operations), first, np.int32)
    points = sum(item.start_s == item.end_s for item in operations)
    free_from = [-np.inf] * (_MOST_OPERATION_ROWS - bool(points))
    for number, item in enumerate(operations):
        if item.start_s < item.end_s:
            tracks = (n for n, free in enumerate(free_from) if free <= item.start_s)
            track = next(tracks, len(free_from) - 1)
            free_from[track] = max(free_from[track], item.end_s)
            rows[number] += track + bool(points)
    return rows
