"""A ring around the page that has the keyboard: a scrolling page shows it in no other way."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QTextEdit, QWidget

from inspector.gui.theme import Theme

_WIDTH_PX = 2


class FocusRing(QWidget):
    """Lies over whichever scrolling part of a view has the focus; lets the mouse through."""

    def __init__(self, view: QWidget, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._color = QColor(theme.focus)
        self._target: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the color of another theme."""
        self._color = QColor(theme.focus)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring."""
        painter = QPainter(self)
        pen = QPen(self._color, _WIDTH_PX)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the part with the focus."""
        if event.type() == QEvent.Type.Resize:
            self._cover()
        return False

    def _follow(self, _before: QWidget | None, focused: QWidget | None) -> None:
        if self._target is not None:
            self._target.removeEventFilter(self)
            self._target = None
        is_page = isinstance(focused, QAbstractScrollArea) and not isinstance(focused, QTextEdit)
        if focused is None or not is_page or not self._view.isAncestorOf(focused):
            self.hide()
            return
        self._target = focused
        focused.installEventFilter(self)
        self._cover()
        self.show()
        self.raise_()

    def _cover(self) -> None:
        if self._target is not None:
            corner = self._target.mapTo(self._view, self._target.rect().topLeft())
            self.setGeometry(self._target.rect().translated(corner))
