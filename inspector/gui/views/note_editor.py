"""A small dialog for the user's note on one result."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from inspector.gui.looks import plain_label

_WIDTH_PX, _HEIGHT_PX = 520, 280
_HINT = "Saved in your own catalog file and shown wherever this result occurs."


class NoteEditor(QDialog):
    """Edits one note. `result` is the result as text, such as "500/560503"."""

    saved = Signal(str)
    """The text, without space around it; empty when the note is to go."""

    def __init__(self, result: str, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Your note")
        self.resize(_WIDTH_PX, _HEIGHT_PX)
        heading = f"Note on {result}"
        self._old = text.strip()
        self._text = QPlainTextEdit(self._old)
        self._text.setAccessibleName(heading)
        self._text.setPlaceholderText("What should you and others know about this result?")
        self._text.setTabChangesFocus(True)
        self._text.moveCursor(QTextCursor.MoveOperation.End)
        hint = plain_label(_HINT, role="muted")
        hint.setWordWrap(True)
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Save | standard.Cancel)
        self._save = buttons.button(standard.Save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(plain_label(heading))
        layout.addWidget(self._text, 1)
        layout.addWidget(hint)
        layout.addWidget(buttons)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._text.textChanged.connect(self._show_state)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.accept)
        self._text.setFocus()
        self._show_state()

    def accept(self) -> None:
        """Announce the text and close; nothing happens while it is as it was."""
        if self._save.isEnabled():
            self.saved.emit(self._content())
            super().accept()

    def _content(self) -> str:
        return self._text.toPlainText().strip()

    def _show_state(self) -> None:
        """An emptied note is removed, and the button says so."""
        self._save.setEnabled(self._content() != self._old)
        self._save.setText("Remove" if self._old and not self._content() else "Save")
