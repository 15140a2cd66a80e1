"""Covers the window while something is dragged over it, and says what a drop will do."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.gui.looks import plain_label
from inspector.gui.theme import Theme

MARGIN_PX = 8


class DropOverlay(QWidget):
    """Shown over the whole window; takes no events itself."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._title = plain_label(size_px=22, weight=QFont.Weight.DemiBold)
        self._hint = plain_label(role="muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(48, 48, 48, 48)
        layout.addStretch(1)
        for label in (self._title, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            layout.addWidget(label)
        layout.addStretch(1)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._theme = theme
        self.update()

    def say(self, title: str, hint: str) -> None:
        """Cover the parent and say what a drop will do."""
        self._title.setText(title)
        self._hint.setText(hint)
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.raise_()
        self.show()

    @property
    def text(self) -> str:
        """What the overlay says."""
        return f"{self._title.text()}\n{self._hint.text()}".strip()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A veil over the window and a dashed frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(self._theme.surface)
        veil.setAlpha(235)
        painter.fillRect(self.rect(), veil)
        painter.setPen(QPen(QColor(self._theme.accent), 2, Qt.PenStyle.DashLine))
        inner = self.rect().adjusted(MARGIN_PX, MARGIN_PX, -MARGIN_PX, -MARGIN_PX)
        painter.drawRoundedRect(inner, 10, 10)
        painter.end()
