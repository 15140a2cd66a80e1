"""Draws badges in the cells of lists and tables."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inspector.gui.badge import badge_font, badge_size, paint_badge
from inspector.gui.theme import Theme
from inspector.index.codes import CodeClass

_MARGIN_PX = 8
_Index = QModelIndex | QPersistentModelIndex


class BadgeDelegate(QStyledItemDelegate):
    """A cell's text as a badge; cells without a code class stay plain, empty ones empty.

    `class_of` tells the code class of a cell, None where its text is no code.
    """

    def __init__(
        self,
        class_of: Callable[[_Index], CodeClass | None],
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._class_of = class_of
        self._theme = theme
        self._font = badge_font()
        self._metrics = QFontMetrics(self._font)

    def set_theme(self, theme: Theme) -> None:
        """Use the colors of another theme; the view has to be updated by its owner."""
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The cell's own background, then the badge."""
        code_class = self._class_of(index)
        if code_class is None:
            super().paint(painter, option, index)
            return
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        text, cell.text = cell.text, ""
        widget = cell.widget
        style = widget.style() if widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, widget)
        if text:
            painter.save()
            painter.setFont(self._font)
            room = option.rect.adjusted(_MARGIN_PX, 0, -_MARGIN_PX, 0)
            paint_badge(painter, room, text, code_class, self._theme)
            painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Room for the whole badge."""
        plain = super().sizeHint(option, index)
        if self._class_of(index) is None:
            return plain
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        badge = badge_size(text, self._metrics)
        return QSize(badge.width() + 2 * _MARGIN_PX, max(plain.height(), badge.height() + 6))
