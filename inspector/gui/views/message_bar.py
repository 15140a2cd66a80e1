"""One line across the window for what happened; never a dialog for what a line can say."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from inspector.errors import InspectorError
from inspector.gui.looks import plain_label, with_role


class MessageBar(QFrame):
    """Shows an InspectorError or a remark until it is closed or replaced."""

    action_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_role(self, "message")
        self._is_passing = False
        self._text = plain_label(name="Message")
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action = with_role(QToolButton(), "link")
        self._action.clicked.connect(self.action_clicked)
        close = with_role(QToolButton(), "quiet")
        close.setText("✕")
        close.setAccessibleName("Close the message")
        close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 8, 6)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._action)
        layout.addWidget(close)
        self.hide()

    def show_error(self, error: InspectorError) -> None:
        """Say what happened, why, and what to do."""
        self._show(str(error), "", "error")

    def show_remark(self, text: str, action: str = "", *, is_passing: bool = False) -> None:
        """Say something that is no error; `action` names a button beside it.

        A passing remark answers one key press and goes with the next move.
        """
        self._show(text, action, "info")
        self._is_passing = is_passing

    def move_on(self) -> None:
        """The user went elsewhere: a passing remark is no longer true."""
        if self._is_passing:
            self.hide()

    @property
    def text(self) -> str:
        """What the bar says."""
        return self._text.text()

    def _show(self, text: str, action: str, severity: str) -> None:
        self._is_passing = False
        self._text.setText(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setProperty("severity", severity)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()
