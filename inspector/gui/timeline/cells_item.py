"""Draws rows of cells: one small image for each, stretched over its row."""

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from inspector.gui.timeline.density import CELL_PX, EMPTY, Cells
from inspector.gui.timeline.frame import Frame
from inspector.gui.timeline.items import PlotItem
from inspector.gui.timeline.look import Look

_HEIGHT_PX = 14.0
_HARMLESS_SHARE = 0.55
"""Failures are told by their height too, not by color alone."""
_FIRST_FAILING = 2
"""Place in CLASS_ORDER."""


class CellsItem(PlotItem):
    """The cells that stand for too many marks or bars."""

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """Harmless cells first, failing ones higher."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        height = min(_HEIGHT_PX, frame.row_px - 4)
        for cells in frame.placed.cells:
            for failing, share in ((False, _HARMLESS_SHARE), (True, 1.0)):
                image = _image(cells, frame.look, failing=failing)
                if image is None:
                    continue
                high = round(height * share)
                middle = (cells.row + 0.5) * frame.row_px
                top = round(middle - high / 2)
                painter.drawImage(QRectF(0, top, image.width() * CELL_PX, high), image)


def _image(cells: Cells, look: Look, *, failing: bool) -> QImage | None:
    """One line of pixels, one a cell; None when nothing is on it."""
    worst = cells.worst
    chosen = worst >= _FIRST_FAILING if failing else (worst != EMPTY) & (worst < _FIRST_FAILING)
    if not chosen.any():
        return None
    colors = np.array(look.cell_colors, np.uint32)
    pixels = np.where(chosen, colors[np.maximum(worst, 0)], 0).astype(np.uint32)
    count = len(pixels)
    image = QImage(pixels.tobytes(), count, 1, 4 * count, QImage.Format.Format_ARGB32)
    # The bytes belong to numpy: the image has to own its own.
    return image.copy()
