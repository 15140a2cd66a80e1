"""Places the bars, marks and labels of the visible window; plain numbers, no painting."""

import numpy as np

from inspector.calls.columns import CLASS_ORDER, Numbers
from inspector.calls.timeline import Span
from inspector.gui.timeline.clusters import LEAST, Group, cluster_text, group
from inspector.gui.timeline.covered import in_front
from inspector.gui.timeline.density import (
    CELL_PX,
    Cells,
    cell_count,
    cells_of_any,
    cells_of_sorted,
    merged,
)
from inspector.gui.timeline.labels import place_labels
from inspector.gui.timeline.parts import Bar, Cluster, FoldMark, Inner, Mark, Placed
from inspector.gui.timeline.plan import Plan, RowMarks
from inspector.gui.timeline.scale import Scale
from inspector.gui.timeline.wordings import Measure

MOST_ITEMS = 2000
"""With more marks in view, cells take the place of those in full rows."""
_MOST_BARS = 800
"""With more bars in view, cells take the place of narrow ones."""
_MOST_ITEMS_A_ROW = 200
MARK_PX = 9.0
FAILED_MARK_PX = 12.0
_BAR_PX = 17.0
_CLUSTER_PX = 13.0
_OUTSIDE_PX = 14.0
_LEAST_BAR_PX = 2.0
_MOST_INNER = 500
_MOST_READ = 50
"""Members of a cluster whose labels are asked for a common word."""


def place(plan: Plan, scale: Scale, row_px: float, measure: Measure) -> Placed:
    """Everything in sight, failures last: where marks overlap, they are on top."""
    outside = _OUTSIDE_PX / scale.px_per_s
    view = (scale.first - outside, scale.last + outside)
    bars, dense = _bars(plan, scale, row_px, *view)
    marks: list[Mark] = []
    clusters: list[Cluster] = []
    in_view = plan.marks_in_view(*view)
    is_crowd = sum(map(len, in_view)) > MOST_ITEMS
    for stretch in in_view:
        if is_crowd and len(stretch) > _MOST_ITEMS_A_ROW:
            dense.append(_dense(plan, scale, stretch))
        else:
            _place_row(plan, scale, row_px, stretch, marks, clusters)
    bars = in_front(bars, clusters)
    cells = merged(dense)
    folds = place_folds(scale)
    end_s = plan.timeline.end_s
    labels = place_labels(
        bars,
        marks,
        clusters,
        cells,
        folds,
        width_px=scale.width_px,
        cap_px=None if end_s is None else scale.x_px(end_s),
        measure=measure,
    )
    marks.sort(key=lambda mark: mark.marker.failed)
    return Placed(
        tuple(bars), tuple(marks), tuple(clusters), tuple(labels), tuple(cells), tuple(folds)
    )


def place_folds(scale: Scale) -> list[FoldMark]:
    """The folds in sight."""
    made = []
    for fold in scale.time_map.folds:
        left, right = scale.x_px(fold.first_s), scale.x_px(fold.last_s)
        if right >= 0 and left <= scale.width_px:
            made.append(FoldMark(fold, left, right))
    return made


def bar_of(plan: Plan, number: int, scale: Scale, row_px: float) -> Bar:
    """A span's bar."""
    row = int(plan.rows.span_row[number])
    left = max(scale.x_of(float(plan.span_start[number])), -_OUTSIDE_PX)
    right = min(scale.x_of(float(plan.span_end[number])), scale.width_px + _OUTSIDE_PX)
    height = min(_BAR_PX, row_px - 4)
    top = (row + 0.5) * row_px - height / 2
    span = plan.timeline.spans[number]
    inner = _inner(span, scale, left, right) if span.stretches else ()
    return Bar(span, row, left, max(right, left + _LEAST_BAR_PX), top, height, inner)


def mark_of(plan: Plan, number: int, scale: Scale, row_px: float) -> Mark:
    """A marker's mark."""
    marker = plan.timeline.markers[number]
    row = int(plan.rows.marker_row[number])
    size = min(FAILED_MARK_PX if marker.failed else MARK_PX, row_px - 4)
    return Mark(marker, row, scale.x_px(marker.at_s), (row + 0.5) * row_px, size)


def _inner(span: Span, scale: Scale, left: float, right: float) -> tuple[Inner, ...]:
    """The stretches of a bar that are in sight; of very many, the first."""
    made = []
    for stretch in span.stretches[:_MOST_INNER]:
        start = max(scale.x_px(stretch.start_s), left)
        end = min(scale.x_px(stretch.end_s), right)
        if end > start:
            made.append(Inner(stretch.name, start, end))
    return tuple(made)


def _bars(
    plan: Plan, scale: Scale, row_px: float, first: float, last: float
) -> tuple[list[Bar], list[Cells]]:
    """The bars in sight; of very many, narrow ones become cells and like ones one bar."""
    numbers = plan.spans_in_view(first, last)
    dense: list[Cells] = []
    if len(numbers) > _MOST_BARS:
        wide = (plan.span_end[numbers] - plan.span_start[numbers]) * scale.px_per_s >= CELL_PX
        small = numbers[~wide]
        dense = cells_of_any(
            plan.rows.span_row[small], scale, plan.span_start[small], plan.spans.class_rank[small]
        )
        numbers = numbers[wide]
    if len(numbers) > _MOST_BARS:
        numbers = _unlike(plan, scale, numbers)
    return [bar_of(plan, number, scale, row_px) for number in numbers.tolist()], dense


def _unlike(plan: Plan, scale: Scale, numbers: Numbers) -> Numbers:
    """Of bars that begin and end in the same cells of a row, the worst; the later of two.

    They lie on each other: such as a thousand operations whose end is not in the capture.
    """
    last = cell_count(scale)
    places = [
        np.clip((at[numbers] - scale.first) * (scale.px_per_s / CELL_PX), -1, last).astype(np.int64)
        for at in (plan.span_start, plan.span_end)
    ]
    key = (plan.rows.span_row[numbers] * (last + 2) + places[0] + 1) * (last + 2) + places[1] + 1
    order = np.lexsort((numbers, plan.spans.class_rank[numbers], key))
    is_last = np.append(key[order][1:] != key[order][:-1], True)
    return np.sort(numbers[order[is_last]])


def _dense(plan: Plan, scale: Scale, stretch: RowMarks) -> Cells:
    part = slice(stretch.first, stretch.last)
    return cells_of_sorted(stretch.row, scale, plan.sorted.drawn[part], plan.sorted.rank[part])


def _place_row(
    plan: Plan,
    scale: Scale,
    row_px: float,
    stretch: RowMarks,
    marks: list[Mark],
    clusters: list[Cluster],
) -> None:
    """The marks of one row, and those that would lie on each other as clusters."""
    x = (plan.sorted.drawn[stretch.first : stretch.last] - scale.first) * scale.px_per_s
    end_s = plan.timeline.end_s
    for item in group(x, None if end_s is None else scale.x_px(end_s)):
        if len(item) < LEAST:
            number = int(plan.sorted.number[stretch.first + item.first])
            marks.append(mark_of(plan, number, scale, row_px))
        else:
            clusters.append(_cluster(plan, row_px, stretch, item))


def _cluster(plan: Plan, row_px: float, stretch: RowMarks, item: Group) -> Cluster:
    members = slice(stretch.first + item.first, stretch.first + item.last)
    numbers = plan.sorted.number[members]
    failed = int(np.count_nonzero(plan.sorted.failed[members]))
    some = [plan.timeline.markers[number] for number in numbers[:_MOST_READ].tolist()]
    first_s, last_s = (float(plan.markers.at_s[int(numbers[end])]) for end in (0, -1))
    return Cluster(
        rows=tuple(plan.markers.row[numbers].tolist()),
        first_s=first_s,
        last_s=last_s,
        text=cluster_text(len(item), failed, some),
        code_class=CLASS_ORDER[int(plan.sorted.rank[members].max())],
        failures=failed,
        row=stretch.row,
        left=item.left,
        right=item.right,
        y=(stretch.row + 0.5) * row_px,
        height=min(_CLUSTER_PX, row_px - 4),
    )
