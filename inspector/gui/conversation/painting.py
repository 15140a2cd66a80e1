"""Paints bands with the parts of the timeline: each part draws one band after the other."""

from dataclasses import replace

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QGraphicsRectItem, QStyleOptionGraphicsItem

from inspector.gui.badge import paint_badge
from inspector.gui.conversation.bands import AXIS_PX, OFFERS_PX, Band
from inspector.gui.conversation.heads import LINE_PX, HeadMaker, Words
from inspector.gui.conversation.plan import LegPlan
from inspector.gui.conversation.row_names import LEFT_PX as ROW_NAME_PX
from inspector.gui.conversation.row_names import row_names
from inspector.gui.style import blend
from inspector.gui.theme import Theme
from inspector.gui.timeline.cells_item import CellsItem
from inspector.gui.timeline.edges import TimeAxis
from inspector.gui.timeline.folds_item import FoldsItem
from inspector.gui.timeline.frame import Frame
from inspector.gui.timeline.items import Backdrop, MarkersItem, PlotItem, SpansItem, label_rect
from inspector.gui.timeline.look import Look
from inspector.gui.timeline.overlay import ReferenceItem
from inspector.gui.timeline.rings import RingsItem

_EDGE_PX = 3
_LINE_STEP_PX = 17
_FLAGS = int(
    Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
)


class ConversationPainter:
    """Everything is painted in pixels of the view, from its left edge."""

    def __init__(self, theme: Theme, heads: HeadMaker) -> None:
        self.theme = theme
        self.look = Look(theme)
        self.chosen_look = Look(replace(theme, alternate=theme.raised))
        """Of the band of the selected call."""
        self._heads = heads
        self._root = QGraphicsRectItem()
        self._under: tuple[PlotItem, ...] = tuple(
            kind(self._root, 0)
            for kind in (Backdrop, SpansItem, CellsItem, FoldsItem, ReferenceItem)
        )
        self.rings = RingsItem(self._root, 0)
        self._marks = MarkersItem(self._root, 0)
        self.axis = TimeAxis(self._root, 0)

    def band(
        self,
        painter: QPainter,
        band: Band,
        leg: LegPlan,
        frame: Frame,
        box: QRect,
        *,
        is_chosen: bool,
        is_hovered: bool,
    ) -> None:
        """One call in its box."""
        theme = self.theme
        ground = QColor(theme.raised if is_chosen else theme.surface)
        if is_hovered and not is_chosen:
            ground = blend(theme.raised, theme.surface, 0.5)
        painter.fillRect(box, ground)
        painter.fillRect(QRect(box.left(), box.top(), box.width(), 1), QColor(theme.border))
        self._head(painter, band, box)
        top = box.top() + band.head.height
        self._rows(painter, leg, frame, QRectF(0, top, box.width(), band.rows_px))
        if is_chosen:
            painter.fillRect(
                QRect(box.left(), box.top(), _EDGE_PX, box.height()), QColor(theme.accent)
            )

    def cursor(self, painter: QPainter, box: QRect) -> None:
        """A dashed frame around the band that the keyboard is in."""
        pen = QPen(QColor(self.theme.focus), 1)
        pen.setDashPattern([3.0, 2.0])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(box).adjusted(5.5, 2.5, -3.5, -2.5))

    def offers(self, painter: QPainter, frame: Frame, width: int) -> None:
        """The offers above the bands; they stay when the bands scroll."""
        strip = QRectF(0, 0, width, OFFERS_PX)
        painter.fillRect(strip, self.look.surface)
        self._paint(painter, self._marks, frame, strip)
        self._paint(painter, self.rings, frame, strip)

    def foot(self, painter: QPainter, frame: Frame, top: int, width: int) -> None:
        """The axis below the bands."""
        self._paint(painter, self.axis, frame, QRectF(0, top, width, AXIS_PX))
        painter.fillRect(QRect(0, top, width, 1), QColor(self.theme.border))

    def _head(self, painter: QPainter, band: Band, box: QRect) -> None:
        head, theme = band.head, self.theme
        self._words(painter, head.title, box, self._heads.strong.font, theme.text)
        painter.setFont(self._heads.badge)
        left = round(head.badge_x)
        rect = QRect(left, box.top() + 2, round(head.badge_px), LINE_PX - 3)
        paint_badge(painter, rect, head.badge, head.badge_class, theme)
        for words in (head.facts, head.tie):
            if words is not None:
                color = theme.text if words is head.facts else theme.muted
                self._words(painter, words, box, self._heads.words.font, color)

    def _words(self, painter: QPainter, words: Words, box: QRect, font: QFont, color: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(color))
        top = box.top() + 1 + words.line * _LINE_STEP_PX
        painter.drawText(QRectF(words.x, top, words.width + 1, LINE_PX - 1), _FLAGS, words.text)

    def _rows(self, painter: QPainter, leg: LegPlan, frame: Frame, box: QRectF) -> None:
        for item in self._under:
            self._paint(painter, item, frame, box)
        painter.save()
        painter.translate(box.topLeft())
        for label in frame.placed.labels:
            row = int(label.y // frame.row_px)
            if leg.compact.tracks[row] > 1:
                painter.fillRect(label_rect(label).adjusted(-3, 0, 3, 0), frame.look.alternate)
        painter.restore()
        self._row_names(painter, leg, frame, box)
        self._paint(painter, self.rings, frame, box)
        self._paint(painter, self._marks, frame, box)

    def _row_names(self, painter: QPainter, leg: LegPlan, frame: Frame, box: QRectF) -> None:
        face = self._heads.words
        painter.setFont(face.font)
        painter.setPen(QColor(self.theme.muted))
        for name, middle in row_names(leg.compact, frame, face):
            place = QRectF(ROW_NAME_PX, box.top() + middle - 9, face.width_px(name) + 2, 18)
            painter.drawText(place, _FLAGS, name)

    def _paint(self, painter: QPainter, item: PlotItem, frame: Frame, box: QRectF) -> None:
        item.show_frame(frame, QRectF(QPointF(0, 0), box.size()))
        painter.save()
        painter.translate(box.topLeft())
        item.paint(painter, QStyleOptionGraphicsItem())
        painter.restore()
