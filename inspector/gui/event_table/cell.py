"""Paints the cells of the event table, many thousand a second while somebody scrolls."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QIcon, QPainter, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from inspector.gui.badge import badge_font, paint_badge
from inspector.gui.fonts import SMALL_PX, mono_font
from inspector.gui.style import blend
from inspector.gui.theme import Theme
from inspector.index.codes import CodeClass

Index = QModelIndex | QPersistentModelIndex

_MARGIN_PX = 8
_EDGE_PX = 3
_ICON_PX = 16
_BOOKMARK = QPolygonF([QPointF(0, 0), QPointF(6, 0), QPointF(6, 9), QPointF(3, 6.5), QPointF(0, 9)])
_SELECTED = QStyle.StateFlag.State_Selected.value
_HOVERED = QStyle.StateFlag.State_MouseOver.value
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_ELIDED_TEXTS = 4096
"""Texts of some screens: names and results repeat from row to row."""
_ELIDE_END, _ELIDE_MIDDLE = Qt.TextElideMode.ElideRight, Qt.TextElideMode.ElideMiddle


@dataclass(frozen=True, slots=True)
class CellFacts:
    """What the painter asks the model, without the detour through roles and variants."""

    text: Callable[[int, int], str]
    code_class: Callable[[int], CodeClass | None]
    is_lit: Callable[[int], bool]
    is_marked: Callable[[int], object]
    """Whether a finding is about the row."""
    is_bookmarked: Callable[[int], bool]
    is_hit: Callable[[int], bool]


class EventCell(QStyledItemDelegate):
    """A cell: its ground, its text or badge, and the icon of a finding right of the words.

    Qt's own way asks seven roles a cell and measures each text twice.
    """

    def __init__(
        self,
        facts: CellFacts,
        theme: Theme,
        *,
        badge: int,
        flagged: int,
        right: Collection[int],
        mono: Collection[int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._facts = facts
        self._badge, self._flagged = badge, flagged
        self._right, self._mono = frozenset(right), frozenset(mono)
        self._badge_font, self._mono_font = badge_font(), mono_font(SMALL_PX)
        self._elided = lru_cache(_ELIDED_TEXTS)(self._elide)
        self._font = QFont()
        """The font of the table, which the elided texts were measured in."""
        self._theme = theme
        self._icon, self._tint = QIcon(), QBrush()
        self.set_look(theme, self._icon, self._tint)

    def set_look(self, theme: Theme, icon: QIcon, tint: QBrush) -> None:
        """Another theme, the icon of findings, and the ground of highlighted rows."""
        self._theme, self._icon, self._tint = theme, icon, tint
        self._ink, self._accent = QColor(theme.text), QColor(theme.accent)
        self._hit = QColor(theme.hit)
        self._chosen = QColor(theme.raised)
        self._hovered = blend(theme.raised, theme.surface, 0.5)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell."""
        row, column, box = index.row(), index.column(), option.rect
        state = option.state.value  # as a number: each operation on flags costs microseconds
        facts = self._facts
        lit = facts.is_lit(row)
        if state & _SELECTED:
            painter.fillRect(box, self._chosen)
        elif lit:
            painter.fillRect(box, self._tint)
        elif state & _HOVERED:
            painter.fillRect(box, self._hovered)
        table = option.widget
        if isinstance(table, QTableView) and box.left() <= 0 and table.columnAt(0) == column:
            self._paint_edge(painter, box, row, lit)
        text = facts.text(row, column)
        if column == self._badge:
            self._paint_badge(painter, box, row, text)
            return
        room = box.adjusted(_MARGIN_PX, 0, -_MARGIN_PX, 0)
        if column == self._flagged:
            if facts.is_hit(row):
                line = QRect(room.left(), room.bottom() - 4, room.width(), 2)
                width = painter.fontMetrics().horizontalAdvance(text)
                painter.fillRect(line.adjusted(0, 0, min(0, width - line.width()), 0), self._hit)
            if facts.is_marked(row):
                top = box.top() + (box.height() - _ICON_PX) // 2
                self._icon.paint(painter, room.right() - _ICON_PX, top, _ICON_PX, _ICON_PX)
                room.adjust(0, 0, -_ICON_PX - 4, 0)
        if not text:
            return
        if option.font != self._font:
            self._font = QFont(option.font)
            self._elided.cache_clear()
        painter.setPen(self._ink)
        if column in self._mono:
            before = painter.font()
            painter.setFont(self._mono_font)
            painter.drawText(room, _LEFT, self._elided(text, room.width(), is_mono=True))
            painter.setFont(before)
            return
        text = self._elided(text, room.width(), is_mono=False)
        painter.drawText(room, _RIGHT if column in self._right else _LEFT, text)

    def _elide(self, text: str, width_px: int, *, is_mono: bool) -> str:
        if is_mono:
            return QFontMetrics(self._mono_font).elidedText(text, _ELIDE_MIDDLE, width_px)
        return QFontMetrics(self._font).elidedText(text, _ELIDE_END, width_px)

    def _paint_edge(self, painter: QPainter, box: QRect, row: int, lit: bool) -> None:
        """What belongs to the whole row: a bar while it is lit, and the ribbon of a bookmark."""
        if lit:
            painter.fillRect(box.left(), box.top(), _EDGE_PX, box.height(), self._accent)
        if self._facts.is_bookmarked(row):
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._accent)
            painter.translate(box.left() + _EDGE_PX, box.top() + 2)
            painter.drawPolygon(_BOOKMARK)
            painter.restore()

    def _paint_badge(self, painter: QPainter, box: QRect, row: int, text: str) -> None:
        code_class = self._facts.code_class(row)
        if code_class is None or not text:
            return
        before = painter.font()
        painter.setFont(self._badge_font)
        room = box.adjusted(_MARGIN_PX, 0, -_MARGIN_PX, 0)
        paint_badge(painter, room, text, code_class, self._theme)
        painter.setFont(before)
