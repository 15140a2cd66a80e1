"""What lies under the pointer."""

import numpy as np

from inspector.calls.timeline import Marker, Span
from inspector.gui.timeline.parts import Placed
from inspector.gui.timeline.plan import Plan
from inspector.gui.timeline.scale import Scale

_REACH_PX = 12.0
"""Half the side of the square that a mark answers to."""


def part_at(
    plan: Plan, placed: Placed, scale: Scale, row_px: float, at: tuple[float, float]
) -> Span | Marker | None:
    """The nearest mark within reach, else the bar, else the densest cell's nearest event."""
    x, y = at
    near = [
        mark
        for mark in placed.marks
        if abs(mark.x - x) <= _REACH_PX and abs(mark.y - y) <= max(row_px / 2, mark.size / 2)
    ]
    if near:
        return min(near, key=lambda mark: (abs(mark.x - x), not mark.marker.failed)).marker
    for bar in reversed(placed.bars):
        if bar.left <= x <= bar.right and bar.top - 3 <= y <= bar.top + bar.height + 3:
            return bar.span
    if placed.cells and not placed.marks:
        return _nearest(plan, scale, int(y // row_px), x)
    return None


def _nearest(plan: Plan, scale: Scale, row: int, x: float) -> Marker | None:
    """The worst event near a place, among marks too many to draw."""
    reach_s = _REACH_PX / 2 / scale.px_per_s
    second = scale.second(x)
    near = np.flatnonzero(
        (plan.rows.marker_row == row) & (np.abs(plan.marker_at - second) <= reach_s)
    )
    if not len(near):
        return None
    worst = near[plan.marker_rank[near] == plan.marker_rank[near].max()]
    best = worst[np.argmin(np.abs(plan.marker_at[worst] - second))]
    return plan.timeline.markers[int(best)]
