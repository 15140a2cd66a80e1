"""The page shown while there is no event to show: none selected, being read, unreadable."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.gui.detail.widgets import label


class StatePage(QWidget):
    """A few centred lines: what, why, and what to do about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._summary = label("")
        self._reason = label("", role="muted")
        self._hint = label("")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        for part in (self._summary, self._reason, self._hint):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(part)
        column.addStretch(3)

    def show_text(self, summary: str, reason: str = "", hint: str = "") -> None:
        """Show up to three lines; a lone one is quiet, a message with reasons is not."""
        is_message = bool(reason or hint)
        self._summary.setProperty("role", "heading" if is_message else "muted")
        self._summary.style().unpolish(self._summary)
        self._summary.style().polish(self._summary)
        for part, text in ((self._summary, summary), (self._reason, reason), (self._hint, hint)):
            part.setText(text)
            part.setVisible(bool(text))
