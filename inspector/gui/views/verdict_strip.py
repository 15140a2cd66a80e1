"""Who or what ended the call, in one or two sentences above the timeline, linked to its events."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from inspector.diagnosis.verdict import Verdict
from inspector.gui.clause_text import SELECTABLE, ClauseText
from inspector.gui.fonts import BASE_PX
from inspector.gui.looks import plain_label, with_role

_BUTTON_PAD_PX = 3
"""How far the text of the button stands below its top."""


class VerdictStrip(QFrame):
    """The call's name and facts, and its verdict; all of it can be selected and copied."""

    clause_hovered = Signal(object)
    """Rows of the clause under the pointer or with the keyboard focus, a tuple of ints; empty
    when there is none."""
    row_clicked = Signal(int)
    """The event that proves the clause that was chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_role(self, "pane")
        self._title = plain_label(name="Call", size_px=BASE_PX, weight=QFont.Weight.DemiBold)
        self._facts = plain_label(role="muted", name="About the call")
        self._facts.setWordWrap(True)
        for label in (self._title, self._facts):
            label.setTextInteractionFlags(SELECTABLE)
            label.setContentsMargins(0, _BUTTON_PAD_PX, 0, 0)
        self._verdict = ClauseText()
        self._verdict.clause_hovered.connect(self.clause_hovered)
        self._verdict.row_clicked.connect(self.row_clicked)
        self._verdict.copy_wanted.connect(self._copy)
        self._copy_button = with_role(QToolButton(), "quiet")
        self._copy_button.setText("Copy")
        self._copy_button.setAccessibleName("Copy verdict")
        self._copy_button.setToolTip("Copy the facts and the verdict as text")
        self._copy_button.setMinimumSize(28, 24)
        self._copy_button.clicked.connect(self._copy)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self._title, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._facts, 1, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._copy_button, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 6, 10, 10)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addWidget(self._verdict)
        self.show_call("", "", "")

    def show_call(self, title: str, facts: str, verdict: Verdict | str) -> None:
        """Write the call's name, its facts and its verdict."""
        self._title.setText(title)
        self._facts.setText(facts)
        self._verdict.show_verdict(verdict)
        self._verdict.setVisible(bool(self.verdict))
        self._copy_button.setVisible(bool(title))

    @property
    def verdict(self) -> str:
        """The verdict that is shown."""
        return self._verdict.toPlainText()

    def _copy(self) -> None:
        head = " · ".join(part for part in (self._title.text(), self._facts.text()) if part)
        QApplication.clipboard().setText(f"{head}\n{self.verdict}".strip())
