"""Draws what of a conversation is in sight: bands, then the offers and the axis, which stay."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

from inspector.gui.conversation.painting import ConversationPainter
from inspector.gui.conversation.scene import Scene


def draw_conversation(
    painter: QPainter,
    scene: Scene,
    drawing: ConversationPainter,
    view: QRect,
    *,
    hovered: int | None,
    cursor: int | None,
) -> None:
    """Fill a view; `hovered` and `cursor` are places of bands."""
    painter.fillRect(view, QColor(drawing.theme.surface))
    shown, bands, top = scene.shown, scene.bands, scene.top
    if shown is None or bands is None or top is None:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for place in bands.visible(scene.scroll_px):
        leg, frame, box = shown.legs[place], scene.frame_of(place), scene.band_box(place)
        if frame is None:
            continue
        drawing.band(
            painter, bands.bands[place], leg, frame, box,
            is_chosen=leg.leg.position == scene.chosen, is_hovered=place == hovered,
        )  # fmt: skip
        if place == cursor:
            drawing.cursor(painter, box)
    if bands.top:
        drawing.offers(painter, top, view.width())
    drawing.foot(painter, top, bands.axis_top, view.width())
