"""Many marks as cells of a few pixels; the worst class in a cell gives its color."""

from dataclasses import dataclass

import numpy as np

from inspector.gui.timeline.plan import CLASS_ORDER, Numbers, Plan
from inspector.gui.timeline.scale import Scale
from inspector.index.codes import CodeClass

CELL_PX = 4.0
_HEIGHT_PX = 14.0


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; `x` is its left edge, `y` the middle of its height."""

    row: int
    x: float
    y: float
    width: float
    height: float
    code_class: CodeClass


def cells(
    plan: Plan, scale: Scale, row_px: float, chosen: Numbers, *, of_spans: bool = False
) -> list[Cell]:
    """The cells of some markers, or of spans too narrow to draw."""
    at = (plan.span_start if of_spans else plan.marker_at)[chosen]
    row = (plan.rows.span_row if of_spans else plan.rows.marker_row)[chosen]
    rank = (plan.span_rank if of_spans else plan.marker_rank)[chosen]
    columns = max(int(scale.width_px // CELL_PX) + 1, 1)
    column = ((at - scale.first_s) * scale.px_per_s // CELL_PX).astype(np.int64)
    worst = np.full(plan.rows.count * columns, -1, np.int8)
    np.maximum.at(worst, row * columns + np.clip(column, 0, columns - 1), rank)
    height = min(_HEIGHT_PX, row_px - 6)
    return [
        Cell(
            int(place // columns),
            float(place % columns) * CELL_PX,
            (float(place // columns) + 0.5) * row_px,
            CELL_PX,
            height,
            CLASS_ORDER[int(worst[place])],
        )
        for place in np.flatnonzero(worst >= 0)
    ]
