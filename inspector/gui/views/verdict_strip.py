"""Who or what ended the call, in one sentence, above the timeline."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from inspector.gui.fonts import BASE_PX
from inspector.gui.looks import plain_label, with_role

_SELECTABLE = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


class VerdictStrip(QFrame):
    """The call's name and facts, and its verdict; all of it can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_role(self, "pane")
        bold = QFont.Weight.DemiBold
        self._title = plain_label(name="Call", size_px=BASE_PX, weight=bold)
        self._facts = plain_label(role="muted", name="About the call")
        self._verdict = plain_label(name="Verdict", size_px=BASE_PX + 1, weight=bold)
        self._verdict.setWordWrap(True)
        self._facts.setWordWrap(True)
        for label in (self._title, self._facts, self._verdict):
            label.setTextInteractionFlags(_SELECTABLE)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self._title, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._facts, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 10)
        layout.setSpacing(5)
        layout.addLayout(line)
        layout.addWidget(self._verdict)

    def show_call(self, title: str, facts: str, verdict: str) -> None:
        """Write the call's name, its facts and its verdict."""
        self._title.setText(title)
        self._facts.setText(facts)
        self._verdict.setText(verdict)
        self._verdict.setVisible(bool(verdict))

    @property
    def verdict(self) -> str:
        """The verdict that is shown."""
        return self._verdict.text()
