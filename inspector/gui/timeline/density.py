"""Very many parts of a row as cells of a few pixels; the worst class in a cell gives its color."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inspector.calls.columns import Ranks, Seconds
from inspector.gui.timeline.scale import Scale

CELL_PX = 4.0
EMPTY = -1


@dataclass(frozen=True, slots=True)
class Cells:
    """One row of cells, from the left edge of the plot."""

    row: int
    worst: Ranks
    """Place of the worst class in CLASS_ORDER, EMPTY where nothing is."""

    def stretches(self) -> list[tuple[float, float]]:
        """Where the cells that are not empty lie, in pixels, neighbours as one."""
        filled = np.concatenate(([False], self.worst != EMPTY, [False]))
        edges = np.flatnonzero(filled[1:] != filled[:-1]) * CELL_PX
        return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def cell_count(scale: Scale) -> int:
    """Cells across the plot."""
    return max(int(scale.width_px // CELL_PX) + 1, 1)


def cells_of_sorted(row: int, scale: Scale, drawn: Seconds, rank: Ranks) -> Cells:
    """The cells of parts that come in the order of their drawn seconds."""
    count = cell_count(scale)
    edges = scale.first + np.arange(count + 1) * (CELL_PX / scale.px_per_s)
    bounds = np.searchsorted(drawn, edges)
    worst = np.full(count, EMPTY, np.int8)
    filled = np.flatnonzero(bounds[1:] > bounds[:-1])
    if len(filled):
        last = int(bounds[-1])
        worst[filled] = np.maximum.reduceat(rank[:last], bounds[:-1][filled])
    return Cells(row, worst)


def cells_of_any(
    rows: npt.NDArray[np.int32], scale: Scale, drawn: Seconds, rank: Ranks
) -> list[Cells]:
    """The cells of parts in any order, one for each row that has some."""
    count = cell_count(scale)
    if not len(rows):
        return []
    column = ((drawn - scale.first) * (scale.px_per_s / CELL_PX)).astype(np.int64)
    place = rows * count + np.clip(column, 0, count - 1)
    worst = np.full((int(rows.max()) + 1) * count, EMPTY, np.int8)
    for level in range(int(rank.min()), int(rank.max()) + 1):
        worst[place[rank == level]] = level
    by_row = worst.reshape(-1, count)
    used = np.flatnonzero((by_row != EMPTY).any(axis=1))
    return [Cells(int(row), by_row[row]) for row in used]


def merged(cells: list[Cells]) -> list[Cells]:
    """At most one row of cells for each row: the worse of several."""
    made: dict[int, Ranks] = {}
    for item in cells:
        known = made.get(item.row)
        made[item.row] = item.worst if known is None else np.maximum(known, item.worst)
    return [Cells(row, worst) for row, worst in sorted(made.items())]
