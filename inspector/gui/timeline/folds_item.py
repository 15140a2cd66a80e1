"""Draws the breaks where idle time is folded: over the bars, which are not whole there."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from inspector.calls.labels import duration_text
from inspector.gui.timeline.frame import Frame
from inspector.gui.timeline.items import PlotItem
from inspector.gui.timeline.parts import FoldMark

_TOOTH_PX = 9.0
_DEEP_PX = 3.5


class FoldsItem(PlotItem):
    """A veil with torn edges for each fold in sight."""

    def draw(self, painter: QPainter, frame: Frame) -> None:
        """From top to bottom of the lanes."""
        look = frame.look
        pen = QPen(look.fold_edge, 1.2)
        for mark in frame.placed.folds:
            left, right = _torn(mark.left, frame.height_px), _torn(mark.right, frame.height_px)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.fold)
            painter.drawPolygon(QPolygonF([*left, *reversed(right)]))
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF(left))
            painter.drawPolyline(QPolygonF(right))


def fold_wordings(mark: FoldMark) -> tuple[str, ...]:
    """What the break says, longest first: "⁄⁄ 40.0 s idle folded ⁄⁄"."""
    idle = duration_text(mark.fold.idle_s)
    return f"⁄⁄ {idle} idle folded ⁄⁄", f"⁄⁄ {idle} idle ⁄⁄", f"⁄⁄ {idle} ⁄⁄", f"⁄⁄{idle}"


def _torn(x: float, height: float) -> list[QPointF]:
    """A zigzag line from top to bottom."""
    count = int(height // _TOOTH_PX) + 2
    return [
        QPointF(x + (_DEEP_PX if number % 2 else -_DEEP_PX), number * _TOOTH_PX)
        for number in range(count)
    ]
