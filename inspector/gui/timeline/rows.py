"""Gives everything of a timeline a row: a lane has more than one where things run side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inspector.calls.timeline import LoggedOperation, Marker, Span, Timeline
from inspector.events.kinds import Lane

MOST_ROWS_A_LANE = 3
"""What runs side by side beyond this shares the last row."""
OPERATIONS_NAME = "operations"
"""The lane of operation rows, below those of events."""


@dataclass(frozen=True, slots=True)
class LaneRows:
    """The rows of one lane: `count` of them from `first` on, top to bottom."""

    name: str
    first: int
    count: int


@dataclass(frozen=True, slots=True)
class Rows:
    """Where everything of a timeline stands from top to bottom; parallel to its tuples."""

    lanes: tuple[LaneRows, ...]
    span_row: npt.NDArray[np.int32]
    marker_row: npt.NDArray[np.int32]
    operation_row: npt.NDArray[np.int32]

    @property
    def count(self) -> int:
        """Rows of all lanes."""
        return self.lanes[-1].first + self.lanes[-1].count if self.lanes else 0


def stack(timeline: Timeline) -> Rows:
    """Rows for a timeline. A marker that ends a span shares its row."""
    span_row = np.zeros(len(timeline.spans), np.int32)
    marker_row = np.zeros(len(timeline.markers), np.int32)
    lanes = []
    first = 0
    for lane in timeline.lanes:
        spans = [(n, span) for n, span in enumerate(timeline.spans) if span.lane is lane]
        marks = [(n, mark) for n, mark in enumerate(timeline.markers) if mark.lane is lane]
        tracks = _Tracks()
        for number, span in spans:
            span_row[number] = first + tracks.add(span)
        for number, mark in marks:
            marker_row[number] = first + tracks.row_for(mark)
        lanes.append(LaneRows(lane.value, first, tracks.count))
        first += tracks.count
    operation_row = _operation_rows(timeline.operations, first)
    if len(operation_row):
        lanes.append(LaneRows(OPERATIONS_NAME, first, int(operation_row.max()) - first + 1))
    return Rows(tuple(lanes), span_row, marker_row, operation_row)


def _operation_rows(operations: Sequence[LoggedOperation], first: int) -> npt.NDArray[np.int32]:
    """Points in the first row, with room for their labels; what lasted in free rows below."""
    rows = np.full(len(operations), first, np.int32)
    points = sum(item.start_s == item.end_s for item in operations)
    free_from = [-np.inf] * (MOST_ROWS_A_LANE - 1 if points else MOST_ROWS_A_LANE)
    for number, item in enumerate(operations):
        if item.start_s < item.end_s:
            tracks = (n for n, free in enumerate(free_from) if free <= item.start_s)
            track = next(tracks, len(free_from) - 1)
            free_from[track] = max(free_from[track], item.end_s)
            rows[number] += track + bool(points)
    return rows


class _Tracks:
    """The rows of one lane while they fill; spans come in the order of their starts."""

    def __init__(self) -> None:
        self._free_from: list[float] = []
        self._row_of: dict[int, int] = {}
        self._last: list[Span] = []
        self._spans: list[tuple[int, Span]] = []
        self._extra = 0

    @property
    def count(self) -> int:
        return max(len(self._free_from) + self._extra, 1)

    def add(self, span: Span) -> int:
        """The topmost row that is free when the span starts."""
        track = next(
            (n for n, free_from in enumerate(self._free_from) if free_from <= span.start_s),
            len(self._free_from),
        )
        if track >= MOST_ROWS_A_LANE:
            track = MOST_ROWS_A_LANE - 1
        elif track == len(self._free_from):
            self._free_from.append(span.end_s)
        self._free_from[track] = max(self._free_from[track], span.end_s)
        self._row_of.update(dict.fromkeys(span.rows, track))
        if not span.faint:
            self._spans.append((track, span))
        return track

    def row_for(self, mark: Marker) -> int:
        """A span's own row; for a failure of something else, a row no span covers."""
        own = self._row_of.get(mark.row)
        if own is not None:
            return own
        if not mark.failed or mark.lane is Lane.CALL or not self._spans:
            return 0
        covered = {track for track, span in self._spans if span.start_s <= mark.at_s <= span.end_s}
        rows: Sequence[int] = range(len(self._free_from) + self._extra)
        track = next((row for row in rows if row not in covered), None)
        if track is not None:
            return track
        if len(rows) < MOST_ROWS_A_LANE:
            self._extra = 1
            return len(rows)
        return 0
