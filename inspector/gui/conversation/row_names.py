"""The names of a band's rows, where there is room before the first part in sight."""

from collections.abc import Iterator

from inspector.gui.conversation.compact import Compact
from inspector.gui.timeline.frame import Frame
from inspector.gui.timeline.look import Face

LEFT_PX = 14.0
_GAP_PX = 8.0


def row_names(compact: Compact, frame: Frame, face: Face) -> Iterator[tuple[str, float]]:
    """The names that cover nothing, each with the middle of its row, from the top of the rows."""
    free = _free(frame, len(compact.names))
    for row, name in enumerate(compact.names):
        if name and LEFT_PX + face.width_px(name) + _GAP_PX <= free[row]:
            yield name, (row + 0.5) * frame.row_px


def _free(frame: Frame, rows: int) -> list[float]:
    """For each row, where its first part in sight begins."""
    placed, first = frame.placed, [frame.scale.width_px] * rows

    def take(row: int, left: float) -> None:
        first[row] = min(first[row], left)

    for bar in placed.bars:
        take(bar.row, bar.left)
    for mark in placed.marks:
        take(mark.row, mark.x - mark.size)
    for cluster in placed.clusters:
        take(cluster.row, cluster.left)
    for dense in placed.cells:
        take(dense.row, min((start for start, _ in dense.stretches()), default=first[dense.row]))
    for label in placed.labels:
        take(int(label.y // frame.row_px), label.x)
    for fold in placed.folds:
        for row in range(rows):
            take(row, fold.left)
    return first
