"""Places the bars, marks and labels of the visible window; plain numbers, no painting."""

from inspector.gui.timeline.density import CELL_PX, Cell, cells
from inspector.gui.timeline.labels import Measure, place_labels
from inspector.gui.timeline.parts import Bar, Mark, Placed
from inspector.gui.timeline.plan import Plan
from inspector.gui.timeline.scale import Scale

MOST_ITEMS = 2000
"""With more marks or bars in view, cells take their place."""
MARK_PX = 9.0
FAILED_MARK_PX = 12.0
_BAR_PX = 17.0
_OUTSIDE_PX = 14.0


def place(plan: Plan, scale: Scale, row_px: float, measure: Measure) -> Placed:
    """Everything in sight, failures last: where marks overlap, they are on top."""
    outside_s = _OUTSIDE_PX / scale.px_per_s
    spans, markers = plan.in_view(scale.first_s - outside_s, scale.last_s + outside_s)
    dense: list[Cell] = []
    if len(markers) > MOST_ITEMS:
        dense += cells(plan, scale, row_px, markers)
        markers = markers[:0]
    if len(spans) > MOST_ITEMS:
        wide = (plan.span_end[spans] - plan.span_start[spans]) * scale.px_per_s >= CELL_PX
        dense += cells(plan, scale, row_px, spans[~wide], of_spans=True)
        spans = spans[wide]
    bars = [bar_of(plan, int(number), scale, row_px) for number in spans]
    marks = [mark_of(plan, int(number), scale, row_px) for number in markers]
    end_s = plan.timeline.end_s
    labels = place_labels(
        bars,
        marks,
        dense,
        width_px=scale.width_px,
        cap_px=None if end_s is None else scale.x_px(end_s),
        measure=measure,
    )
    marks.sort(key=lambda mark: mark.marker.failed)
    return Placed(tuple(bars), tuple(marks), tuple(labels), tuple(dense))


def bar_of(plan: Plan, number: int, scale: Scale, row_px: float) -> Bar:
    """A span's bar."""
    span = plan.timeline.spans[number]
    row = int(plan.rows.span_row[number])
    left = max(scale.x_px(span.start_s), -_OUTSIDE_PX)
    right = min(scale.x_px(span.end_s), scale.width_px + _OUTSIDE_PX)
    height = min(_BAR_PX, row_px - 4)
    return Bar(span, row, left, max(right, left + 2), (row + 0.5) * row_px - height / 2, height)


def mark_of(plan: Plan, number: int, scale: Scale, row_px: float) -> Mark:
    """A marker's mark."""
    marker = plan.timeline.markers[number]
    row = int(plan.rows.marker_row[number])
    size = min(FAILED_MARK_PX if marker.failed else MARK_PX, row_px - 4)
    return Mark(marker, row, scale.x_px(marker.at_s), (row + 0.5) * row_px, size)
