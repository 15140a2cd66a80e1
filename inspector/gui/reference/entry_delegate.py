"""Draws an entry in a list or tree: its badge or key, its name, what kind of thing it is."""

from enum import IntEnum

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inspector.catalog.entry import Entry
from inspector.catalog.model import Attention
from inspector.gui.badge import badge_font, badge_size, paint_badge
from inspector.gui.fonts import BASE_PX, SMALL_PX, mono_font, ui_font
from inspector.gui.reference.entry_models import NOTE_ROLE, Index, entry_at
from inspector.gui.theme import Theme
from inspector.report.plain import visible

_MARGIN_PX = 12
_GAP_PX = 8
_NOTE_SHARE = 0.45
"""Of a row's width, that a note may take at most."""
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_LEFT = int(Qt.AlignmentFlag.AlignLeft | _MIDDLE)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | _MIDDLE)


class RowKind(IntEnum):
    """Height of a row in pixels: one line, or two with a summary."""

    ONE_LINE = 26
    TWO_LINES = 50


class EntryDelegate(QStyledItemDelegate):
    """Paints rows that hold an Entry; headings without one are printed in bold."""

    def __init__(self, theme: Theme, rows: RowKind, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = rows
        self._margin_px = _MARGIN_PX if rows is RowKind.TWO_LINES else 4
        self._badge_font = badge_font()
        self._key_font = mono_font(SMALL_PX, QFont.Weight.Bold)
        self._heading_font = ui_font(BASE_PX, QFont.Weight.DemiBold)
        self._name_font = ui_font(
            BASE_PX,
            QFont.Weight.DemiBold if rows is RowKind.TWO_LINES else QFont.Weight.Normal,
        )
        self._small_font = ui_font(SMALL_PX)

    def set_theme(self, theme: Theme) -> None:
        """Use the colors of another theme; the view has to be updated by its owner."""
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are equally high."""
        return QSize(120, int(self._rows))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row's own background, then its parts."""
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        title, cell.text = cell.text, ""
        widget = cell.widget
        style = widget.style() if widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, widget)
        room = option.rect.adjusted(self._margin_px, 0, -self._margin_px, 0)
        entry = entry_at(index)
        note = str(index.data(NOTE_ROLE) or "")
        painter.save()
        if self._rows is RowKind.TWO_LINES and entry is not None:
            upper = QRect(room.left(), room.top() + 5, room.width(), 20)
            lower = QRect(room.left(), room.top() + 26, room.width(), 18)
            self._headline(painter, upper, entry)
            self._write(painter, lower, about(entry), self._small_font, self._theme.muted)
        else:
            room = self._note(painter, room, note)
            if entry is not None:
                self._headline(painter, room, entry)
            else:
                self._write(painter, room, title, self._heading_font, self._theme.text)
        painter.restore()

    def _headline(self, painter: QPainter, room: QRect, entry: Entry) -> None:
        """Badge or key, then the name."""
        group, key = entry.code_class, visible(entry.printed)
        if group is not None:
            painter.setFont(self._badge_font)
            width = badge_size(key, painter.fontMetrics()).width()
            paint_badge(painter, room, key, group, self._theme)
        else:
            width = QFontMetrics(self._key_font).horizontalAdvance(key)
            self._write(painter, room, key, self._key_font, self._theme.text)
        rest = room.adjusted(min(width, room.width()) + _GAP_PX, 0, 0, 0)
        if rest.width() > 0:
            self._write(painter, rest, visible(entry.name), self._name_font, self._theme.text)

    def _note(self, painter: QPainter, room: QRect, note: str) -> QRect:
        """A note at the right; returns the room that is left."""
        if not note:
            return room
        metrics = QFontMetrics(self._small_font)
        width = min(metrics.horizontalAdvance(note) + 2, int(room.width() * _NOTE_SHARE))
        place = QRect(room.right() - width + 1, room.top(), width, room.height())
        self._write(painter, place, note, self._small_font, self._theme.muted, _RIGHT)
        return room.adjusted(0, 0, -width - _GAP_PX, 0)

    @staticmethod
    def _write(
        painter: QPainter, room: QRect, text: str, font: QFont, color: str, align: int = _LEFT
    ) -> None:
        painter.setFont(font)
        painter.setPen(QColor(color))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, align, shown)


def about(entry: Entry) -> str:
    """The second line: kind, whose move, whether it is normal, the meaning."""
    parts = [entry.kind.value[0].upper() + entry.kind.value[1:]]
    if entry.attention is not None and entry.attention is not Attention.FAILURE:
        parts.append(entry.attention.value)
    if entry.owner is not None:
        parts.append(f"move: {entry.owner.value}")
    if entry.summary:
        parts.append(visible(entry.summary))
    return " · ".join(parts)
