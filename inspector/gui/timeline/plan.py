"""A timeline made ready for drawing: rows, and columns to find what is in view quickly."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inspector.calls.timeline import Timeline
from inspector.gui.timeline.rows import Rows, stack
from inspector.index.codes import CodeClass

Numbers = npt.NDArray[np.intp]
"""Places in the timeline's spans or markers."""
CLASS_ORDER = (CodeClass.NONE, CodeClass.C2XX, CodeClass.C4XX, CodeClass.C6XX, CodeClass.C5XX)
"""From the most harmless to the worst."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Columns are parallel to the timeline's spans and markers."""

    timeline: Timeline
    rows: Rows
    span_start: npt.NDArray[np.float64]
    span_end: npt.NDArray[np.float64]
    span_rank: npt.NDArray[np.int8]
    """Position of the class in CLASS_ORDER."""
    marker_at: npt.NDArray[np.float64]
    marker_rank: npt.NDArray[np.int8]
    marker_of: dict[int, int]
    """Event row to its marker."""
    span_of: dict[int, int]
    """Event row to the span that it starts or ends."""
    operation_start: npt.NDArray[np.float64]
    operation_end: npt.NDArray[np.float64]
    first_s: float
    """The first second that anything stands at; below 0 only for operation rows."""
    last_s: float

    def in_view(self, first_s: float, last_s: float) -> tuple[Numbers, Numbers]:
        """Numbers of the spans and markers in a range of seconds."""
        spans = (self.span_end >= first_s) & (self.span_start <= last_s)
        markers = (self.marker_at >= first_s) & (self.marker_at <= last_s)
        return np.flatnonzero(spans), np.flatnonzero(markers)

    def second_of(self, row: int) -> float | None:
        """Where an event stands; None when it is not on the timeline."""
        if row in self.marker_of:
            return self.timeline.markers[self.marker_of[row]].at_s
        if row in self.span_of:
            return self.timeline.spans[self.span_of[row]].start_s
        return None


def plan(timeline: Timeline) -> Plan:
    """The plan of a timeline."""
    rank = {cls: n for n, cls in enumerate(CLASS_ORDER)}
    spans, markers, operations = timeline.spans, timeline.markers, timeline.operations
    return Plan(
        timeline=timeline,
        rows=stack(timeline),
        span_start=np.array([span.start_s for span in spans], np.float64),
        span_end=np.array([span.end_s for span in spans], np.float64),
        span_rank=np.array([rank[span.code_class] for span in spans], np.int8),
        marker_at=np.array([mark.at_s for mark in markers], np.float64),
        marker_rank=np.array([rank[mark.code_class] for mark in markers], np.int8),
        marker_of={mark.row: n for n, mark in enumerate(markers)},
        span_of={row: n for n, span in enumerate(spans) for row in span.rows},
        operation_start=np.array([item.start_s for item in operations], np.float64),
        operation_end=np.array([item.end_s for item in operations], np.float64),
        first_s=min((0.0, *(item.start_s for item in operations))),
        last_s=max((timeline.last_s, *(item.end_s for item in operations))),
    )
