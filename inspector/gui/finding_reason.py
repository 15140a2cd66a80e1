"""Why a finding matters: the panel beside the table of findings."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from inspector.catalog.model import RuleRow
from inspector.findings.model import Finding
from inspector.gui.looks import plain_label, with_role
from inspector.report.plain import visible

CLOCK_RULE = "CLK-1"


class FindingReason(QScrollArea):
    """The rule, what it found, why that matters, what to do; hidden until there is something."""

    mute_clicked = Signal()
    """The rule of the finding that is shown is to be muted."""
    clocks_clicked = Signal()
    """The clocks of the files are to be set."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_role(self, "pane")
        self.setAccessibleName("Why it matters")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._title = plain_label(role="heading", name="Rule", weight=QFont.Weight.DemiBold)
        self._found = plain_label(name="What was found")
        self._why = plain_label(role="muted", name="Why it matters")
        self._action = plain_label(name="What to do")
        self._mute = with_role(QPushButton(), "link")
        self._mute.clicked.connect(self.mute_clicked)
        self._clocks = with_role(QPushButton("Set the clocks…"), "link")
        self._clocks.setToolTip("The import report says how far the files are apart")
        self._clocks.clicked.connect(self.clocks_clicked)
        head = QHBoxLayout()
        head.addWidget(self._title, 1, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._mute, 0, Qt.AlignmentFlag.AlignTop)
        content = with_role(QWidget(), "pane")
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 5, 10, 8)
        column.setSpacing(5)
        column.addLayout(head)
        for text in self._texts:
            text.setWordWrap(True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            text.setMinimumWidth(1)
            if text is not self._title:
                column.addWidget(text)
        column.addWidget(self._clocks, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._title.setContentsMargins(0, 4, 0, 0)
        self.setWidget(content)
        self.hide()

    @property
    def _texts(self) -> tuple[QLabel, ...]:
        return self._title, self._found, self._why, self._action

    @property
    def text(self) -> str:
        """What is said; empty while nothing is chosen."""
        return "" if self.isHidden() else " ".join(label.text() for label in self._texts)

    def show_finding(self, finding: Finding, rule: RuleRow) -> None:
        """Explain a finding by its rule."""
        self._title.setText(f"{rule.id} · {rule.title}")
        self._found.setText(visible(finding.text))
        self._why.setText(rule.why)
        self._action.setText(rule.action)
        self._clocks.setVisible(rule.id == CLOCK_RULE)
        self._mute.setText("Mute rule")
        self._mute.setAccessibleName(f"Mute rule {rule.id}")
        self._mute.setToolTip(f"Hide the findings of {rule.id} in every capture")
        self.verticalScrollBar().setValue(0)
        self.show()
