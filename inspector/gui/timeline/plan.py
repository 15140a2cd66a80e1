"""A timeline made ready for drawing: rows, and columns to find what is in view quickly."""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from inspector.calls.columns import Mask, Numbers, Ranks, Seconds
from inspector.calls.idle import idle_gaps
from inspector.calls.timeline import Markers, Spans, Timeline
from inspector.gui.timeline.folding import TimeMap, fold_idle
from inspector.gui.timeline.places import AnyRows, EventPlaces
from inspector.gui.timeline.rows import Rows, stack


@dataclass(frozen=True, slots=True)
class RowMarks:
    """The markers of one row that are in view: a stretch of the columns sorted by row."""

    row: int
    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first


@dataclass(frozen=True, slots=True)
class SortedMarks:
    """The markers by row, then by time."""

    number: Numbers
    """Place in the timeline's markers."""
    drawn: Seconds
    rank: Ranks
    failed: Mask
    row_first: Numbers
    """Where each row begins; one more than there are rows."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that stays the same while the window moves."""

    timeline: Timeline
    rows: Rows
    span_places: EventPlaces
    marker_places: EventPlaces
    folds: TimeMap
    """The map that folds idle time; without folds where there is none to fold."""
    time_map: TimeMap
    """The map that is in use: `folds`, or one that folds nothing."""
    span_start: Seconds
    """Drawn seconds, parallel to the timeline's spans."""
    span_end: Seconds
    sorted: SortedMarks
    operation_start: Seconds
    """Drawn seconds, parallel to the timeline's operations."""
    operation_end: Seconds
    first_s: float
    """The first second that anything stands at; below 0 only for operation rows."""
    last_s: float

    @property
    def spans(self) -> Spans:
        """The bars."""
        return self.timeline.spans

    @property
    def markers(self) -> Markers:
        """The points."""
        return self.timeline.markers

    def spans_in_view(self, first: float, last: float) -> npt.NDArray[np.intp]:
        """Numbers of the spans in a range of drawn seconds."""
        return np.flatnonzero((self.span_end >= first) & (self.span_start <= last))

    def marks_in_view(self, first: float, last: float) -> list[RowMarks]:
        """The markers in a range of drawn seconds, row by row."""
        found = []
        edges = self.sorted.row_first.tolist()
        for row, (start, end) in enumerate(pairwise(edges)):
            low, high = np.searchsorted(self.sorted.drawn[start:end], (first, last))
            if low < high:
                found.append(RowMarks(row, start + int(low), start + int(high)))
        return found

    def second_of(self, row: int) -> float | None:
        """Where an event stands; None when it is not on the timeline."""
        number = self.marker_places.find(row)
        if number is not None:
            return float(self.markers.at_s[number])
        number = self.span_places.find(row)
        return None if number is None else float(self.spans.start_s[number])

    def lane_row_of(self, row: int) -> int | None:
        """Which row an event stands in; None when it is not on the timeline."""
        number = self.marker_places.find(row)
        if number is not None:
            return int(self.rows.marker_row[number])
        number = self.span_places.find(row)
        return None if number is None else int(self.rows.span_row[number])

    def stretch_of(self, row: int) -> tuple[float, float] | None:
        """The seconds of an event's bar, else its second twice; None when it is not here."""
        number = self.span_places.find(row)
        if number is not None:
            return float(self.spans.start_s[number]), float(self.spans.end_s[number])
        second = self.second_of(row)
        return None if second is None else (second, second)

    def next_of(self, row: int) -> int | None:
        """The event of the next point in time after an event."""
        second = self.second_of(row)
        if second is None:
            return None
        later = np.flatnonzero(self.markers.at_s > second)
        if not len(later):
            return None
        return int(self.markers.row[later[np.argmin(self.markers.at_s[later])]])

    def placed_rows(self, rows: AnyRows) -> tuple[Numbers, Seconds]:
        """Those of these events that are on the timeline and their seconds, by time."""
        asked = np.asarray(rows, np.int64)
        marker, span = self.marker_places.find_all(asked), self.span_places.find_all(asked)
        seconds = np.full(len(asked), np.nan)
        seconds[span >= 0] = self.spans.start_s[span[span >= 0]]
        seconds[marker >= 0] = self.markers.at_s[marker[marker >= 0]]
        order = np.argsort(seconds, kind="stable")
        order = order[: int(np.count_nonzero(~np.isnan(seconds)))]
        return asked[order], seconds[order]

    def scaled(self, *, is_true: bool) -> "Plan":
        """The same timeline with idle time as long as it is, or folded."""
        time_map = TimeMap() if is_true else self.folds
        return self if time_map is self.time_map else _mapped(replace(self, time_map=time_map))


def plan(timeline: Timeline) -> Plan:
    """The plan of a timeline, idle time folded. Takes long for a large call; needs no Qt."""
    spans, markers = timeline.spans, timeline.markers
    span_places = EventPlaces(spans.backing, spans.backed)
    operations = timeline.operations
    starts = np.array([item.start_s for item in operations], np.float64)
    ends = np.array([item.end_s for item in operations], np.float64)
    first_s = float(min(0.0, starts.min(initial=0.0)))
    last_s = float(max(timeline.last_s, ends.max(initial=timeline.last_s)))
    folds = fold_idle(idle_gaps(timeline), first_s, last_s)
    marker_places = EventPlaces(markers.row, np.arange(len(markers)))
    marker_places.find(0)  # sorts, here and not when the first event is selected
    rows = stack(timeline, span_places.find_all(markers.row))
    by_row = rows.marker_row
    is_sorted = len(by_row) < 2 or bool((by_row[1:] >= by_row[:-1]).all())
    number = np.arange(len(by_row)) if is_sorted else np.argsort(by_row, kind="stable")
    return _mapped(
        Plan(
            timeline=timeline,
            rows=rows,
            span_places=span_places,
            marker_places=marker_places,
            folds=folds,
            time_map=folds,
            span_start=spans.start_s,
            span_end=spans.end_s,
            sorted=SortedMarks(
                number=number,
                drawn=markers.at_s[number],
                rank=markers.class_rank[number],
                failed=markers.failed[number],
                row_first=np.searchsorted(by_row[number], np.arange(rows.count + 1)),
            ),
            operation_start=starts,
            operation_end=ends,
            first_s=first_s,
            last_s=last_s,
        )
    )


def _mapped(made: Plan) -> Plan:
    """The plan with its drawn seconds."""
    drawn = made.time_map.all_drawn
    operations = made.timeline.operations
    return replace(
        made,
        span_start=drawn(made.spans.start_s),
        span_end=drawn(made.spans.end_s),
        sorted=replace(made.sorted, drawn=drawn(made.markers.at_s[made.sorted.number])),
        operation_start=drawn(np.array([item.start_s for item in operations], np.float64)),
        operation_end=drawn(np.array([item.end_s for item in operations], np.float64)),
    )
