"""What lies under the pointer."""

import numpy as np

from inspector.calls.timeline import Marker, Span
from inspector.gui.timeline.folding import Fold
from inspector.gui.timeline.parts import Cluster, Placed
from inspector.gui.timeline.plan import Plan
from inspector.gui.timeline.scale import Scale

_REACH_PX = 12.0
"""Half the side of the square that a mark answers to."""


def part_at(
    plan: Plan, placed: Placed, scale: Scale, row_px: float, at: tuple[float, float]
) -> Span | Marker | Cluster | None:
    """The nearest mark within reach, else a cluster, else the bar, else an event of the cell."""
    x, y = at
    near = [
        mark
        for mark in placed.marks
        if abs(mark.x - x) <= _REACH_PX and abs(mark.y - y) <= max(row_px / 2, mark.size / 2)
    ]
    cluster = next(
        (
            item
            for item in placed.clusters
            if item.left <= x <= item.right and abs(item.y - y) <= row_px / 2
        ),
        None,
    )
    if near:
        mark = min(near, key=lambda mark: (abs(mark.x - x), not mark.marker.failed))
        # A mark beside a cluster answers to its own place only.
        if cluster is None or abs(mark.x - x) <= mark.size / 2 + 1:
            return mark.marker
    if cluster is not None:
        return cluster
    dense = _nearest(plan, scale, int(y // row_px), x, placed)
    if dense is not None:
        return dense
    for bar in reversed(placed.bars):
        if bar.left <= x <= bar.right and bar.top - 3 <= y <= bar.top + bar.height + 3:
            return bar.span
    return None


def fold_at(placed: Placed, x: float) -> Fold | None:
    """The fold under the pointer."""
    return next((mark.fold for mark in placed.folds if mark.left <= x <= mark.right), None)


def _nearest(plan: Plan, scale: Scale, row: int, x: float, placed: Placed) -> Marker | None:
    """The worst event near a place, among marks too many to draw."""
    if not any(cells.row == row for cells in placed.cells):
        return None
    reach = _REACH_PX / 2 / scale.px_per_s
    at = scale.drawn(x)
    stretches = plan.marks_in_view(at - reach, at + reach)
    stretch = next((item for item in stretches if item.row == row), None)
    if stretch is None:
        return None
    part = slice(stretch.first, stretch.last)
    rank, drawn = plan.sorted.rank[part], plan.sorted.drawn[part]
    worst = np.flatnonzero(rank == rank.max())
    best = worst[np.argmin(np.abs(drawn[worst] - at))]
    return plan.timeline.markers[int(plan.sorted.number[stretch.first + int(best)])]
