"""Draws what of a ladder is in sight: rows, then the heads over them."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

from inspector.gui.ladder.scene import LadderScene


def draw_ladder(painter: QPainter, scene: LadderScene, view: QRect) -> None:
    """Fill a view; heads and times stay when the rest scrolls."""
    painter.fillRect(view, QColor(scene.theme.surface))
    drawing, left = scene.painter, scene.scroll.x()
    if drawing is None:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.save()
    painter.translate(-left, 0)
    rows = list(scene.in_sight())
    for y, row, state in rows:
        drawing.row(painter, y, row, state, left + view.width())
    drawing.heads.paint(painter, 0)
    painter.restore()
    for y, row, state in rows:
        drawing.time(painter, y, row, state)
    drawing.heads.paint_corner(painter, 0)
