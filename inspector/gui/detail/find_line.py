"""The line to find a word in the event: a box, what was found, and the way on."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton

from inspector.gui.fonts import SMALL_PX
from inspector.gui.looks import plain_label, with_role


class FindLine(QFrame):
    """Enter goes on, Shift+Enter goes back, Escape closes."""

    changed = Signal(str)
    """Another text to find."""
    stepped = Signal(int)
    """To the next place, or with -1 to the one before."""
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        with_role(self, "bar")
        self._box = _Box()
        self._box.setPlaceholderText("Find in this event")
        self._box.setAccessibleName("Find in this event")
        self._box.textChanged.connect(self.changed)
        self._box.stepped.connect(self.stepped)
        self._box.escaped.connect(self._close)
        self._found = plain_label(role="muted", size_px=SMALL_PX)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 8, 6)
        line.setSpacing(2)
        line.addWidget(self._box, 1)
        line.addSpacing(4)
        line.addWidget(self._found)
        for text, name, by in (("↑", "Find previous", -1), ("↓", "Find next", 1)):
            line.addWidget(_small(text, name, lambda _=False, by=by: self.stepped.emit(by)))
        line.addWidget(_small("✕", "Close find", self._close))
        self.hide()

    @property
    def wanted(self) -> str:
        """The text to find; empty while the line is closed."""
        return "" if self.isHidden() else self._box.text()

    def open(self) -> None:
        """Show the line and take the focus."""
        self.show()
        self._box.setFocus()
        self._box.selectAll()
        self.changed.emit(self._box.text())

    def show_found(self, number: int, count: int) -> None:
        """Say which of how many places is shown, counted from 1."""
        self._found.setText("" if not self._box.text() else f"{number:,} of {count:,}")

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


class _Box(QLineEdit):
    stepped = Signal(int)
    escaped = Signal()

    def event(self, event: QEvent) -> bool:
        """Claim Escape before the window takes it to clear its filter."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step, close, or type."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.stepped.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


def _small(text: str, name: str, do: object) -> QToolButton:
    button = with_role(QToolButton(), "quiet")
    button.setText(text)
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setMinimumSize(24, 24)
    button.clicked.connect(do)
    return button
