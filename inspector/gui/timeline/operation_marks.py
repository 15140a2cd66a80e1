"""Places the operation rows of the visible window; plain numbers, no painting."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from inspector.calls.columns import Numbers
from inspector.calls.logged import operation_result
from inspector.calls.timeline import LoggedOperation
from inspector.gui.timeline.parts import OperationMark
from inspector.gui.timeline.plan import Plan
from inspector.gui.timeline.scale import Scale
from inspector.gui.timeline.space import Space
from inspector.gui.timeline.wordings import Measure

MOST_OPERATIONS = 1000
"""With more in view, those of one cell share a mark."""
_CELL_PX = 4.0
_POINT_PX = 4.0
_POINT_HEIGHT_PX = 10.0
_BAR_HEIGHT_PX = 15.0
_OUTSIDE_PX = 14.0
_REACH_PX = 8.0
_GAP_PX = 6.0
_CAP_PX = 4.0


def place_operations(
    plan: Plan, scale: Scale, row_px: float, measure: Measure
) -> tuple[OperationMark, ...]:
    """The operation rows in sight, with labels where there is room."""
    outside = _OUTSIDE_PX / scale.px_per_s
    is_seen = plan.operation_end >= scale.first - outside
    is_seen &= plan.operation_start <= scale.last + outside
    chosen = np.flatnonzero(is_seen)
    if len(chosen) > MOST_OPERATIONS:
        chosen = _one_a_cell(plan, scale, chosen)
    marks = [_mark(plan, int(number), scale, row_px) for number in chosen]
    end_s = plan.timeline.end_s
    return _labelled(marks, scale.width_px, None if end_s is None else scale.x_px(end_s), measure)


def operation_at(
    marks: Sequence[OperationMark], row_px: float, at: tuple[float, float]
) -> LoggedOperation | None:
    """The operation row under the pointer, the nearest of several."""
    x, y = at
    near = [
        (max(mark.left - x, x - mark.right, 0.0), mark)
        for mark in marks
        if abs(mark.y - y) <= row_px / 2
    ]
    near = [(away, mark) for away, mark in near if away <= _REACH_PX]
    return min(near, key=lambda pair: pair[0])[1].operation if near else None


def _one_a_cell(plan: Plan, scale: Scale, chosen: Numbers) -> Numbers:
    """One operation row of each cell, a failed one where there is one."""
    operations = plan.timeline.operations
    failed = np.array([operations[int(number)].failed for number in chosen], np.bool_)
    ranked = chosen[np.argsort(~failed, kind="stable")]
    columns = (plan.operation_start[ranked] - scale.first) * scale.px_per_s // _CELL_PX
    cells = np.stack([plan.rows.operation_row[ranked], columns.astype(np.int64)])
    return np.sort(ranked[np.unique(cells, axis=1, return_index=True)[1]])


def _mark(plan: Plan, number: int, scale: Scale, row_px: float) -> OperationMark:
    operation = plan.timeline.operations[number]
    row = int(plan.rows.operation_row[number])
    left, right = scale.x_px(operation.start_s), scale.x_px(operation.end_s)
    is_bar = right - left > _POINT_PX
    if is_bar:
        left, right = max(left, -_OUTSIDE_PX), min(right, scale.width_px + _OUTSIDE_PX)
    else:
        left, right = left - _POINT_PX / 2, left + _POINT_PX / 2
    height = min(_BAR_HEIGHT_PX if is_bar else _POINT_HEIGHT_PX, row_px - 4)
    return OperationMark(operation, row, left, right, (row + 0.5) * row_px, height)


def _labelled(
    marks: Sequence[OperationMark], width_px: float, cap_px: float | None, measure: Measure
) -> tuple[OperationMark, ...]:
    """The marks with their labels; those of failures are placed first."""
    spaces: dict[int, Space] = {}
    for row in {mark.row for mark in marks}:
        in_row = [(mark.left, mark.right) for mark in marks if mark.row == row]
        bars = [(left, right) for left, right in in_row if right - left > _POINT_PX]
        spaces[row] = Space(width_px, bars)
        if cap_px is not None:
            spaces[row].take(cap_px - _CAP_PX, cap_px + _CAP_PX)
        for left, right in in_row:
            if right - left <= _POINT_PX:
                spaces[row].take(left - 2, right + 2)
    made = list(marks)
    for number in sorted(range(len(marks)), key=lambda n: not marks[n].operation.failed):
        made[number] = _with_label(marks[number], spaces[marks[number].row], measure)
    return tuple(made)


def _with_label(mark: OperationMark, space: Space, measure: Measure) -> OperationMark:
    """The whole label, else the result alone: in the bar, else right of it, else left."""
    operation = mark.operation
    for text in dict.fromkeys((operation.label, operation_result(operation.row))):
        width = measure.width_px(text)
        inside = max(mark.left, 0.0) + _GAP_PX
        places = [mark.right + _GAP_PX, mark.left - _GAP_PX - width]
        if inside + width + _GAP_PX <= mark.right:
            places.insert(0, inside)
        for left in places:
            if text and space.is_free(left - 2, left + width + 2):
                space.take(left - 2, left + width + 2)
                return replace(mark, label=text, label_x=left)
    return mark
