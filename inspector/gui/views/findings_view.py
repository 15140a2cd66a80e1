"""The findings dock: what looks odd, why it matters, and the way to its events."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector.catalog.model import RuleRow, Severity
from inspector.findings.model import Findings
from inspector.gui.finding_reason import FindingReason
from inspector.gui.icons import line_icon
from inspector.gui.looks import plain_label, with_role
from inspector.gui.models.findings_model import FindingColumn, FindingsModel
from inspector.gui.row_table import RowTable
from inspector.gui.theme import Theme

WIDTHS_PX = {
    FindingColumn.SEVERITY: 92,
    FindingColumn.RULE: 76,
    FindingColumn.CALL: 52,
    FindingColumn.EVENT: 172,
}
WHY_SHARE, WHY_PX = 0.32, (300, 460)
"""Share of the width that the reason takes, and the least and the most of it."""
ROOMY_PX = 1100
"""Below this width the sentences need the room of the rule and the event."""
NOTHING = "No rule found anything odd in this capture."


class FindingsView(QFrame):
    """A table of findings; beside it why the selected one matters, and what to do with it."""

    finding_chosen = Signal(object)
    """The `Finding` that the user moved to."""
    mute_clicked = Signal(str)
    """Id of the rule whose findings are to be hidden."""
    clocks_clicked = Signal()
    """The clocks of the files are to be set."""
    unmute_clicked = Signal()
    """Every muted rule is to speak again."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_role(self, "pane")
        self._rules: Mapping[str, RuleRow] = {}
        self._chosen: int | None = None
        self.model = FindingsModel(self)
        self.table = RowTable("Findings")
        self.table.setModel(self.model)
        columns = self.table.horizontalHeader()
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in WIDTHS_PX.items():
            self.table.setColumnWidth(column, width)
        columns.setSectionResizeMode(FindingColumn.TEXT, QHeaderView.ResizeMode.Stretch)
        self.table.position_chosen.connect(self._choose)
        self.table.clicked.connect(lambda index: self._choose(index.row()))
        self._reason = FindingReason()
        self._reason.mute_clicked.connect(self._mute_rule)
        self._reason.clocks_clicked.connect(self.clocks_clicked)
        self._empty = plain_label(NOTHING, role="muted")
        self._empty.setContentsMargins(16, 10, 16, 10)
        self._muted = with_role(QPushButton(), "link")
        self._muted.clicked.connect(self.unmute_clicked)
        self._limits = plain_label(role="muted", name="What the rules left out")
        self._limits.setWordWrap(True)
        self._limits.setContentsMargins(16, 4, 16, 4)
        list_side = QVBoxLayout()
        list_side.setSpacing(0)
        list_side.addWidget(self._empty)
        list_side.addWidget(self.table, 1)
        list_side.addWidget(self._limits)
        list_side.addWidget(self._muted, 0, Qt.AlignmentFlag.AlignLeft)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(list_side, 1)
        layout.addWidget(self._reason)
        self.set_theme(theme)
        self.show_findings(Findings(), {}, str, frozenset())

    def set_theme(self, theme: Theme) -> None:
        """Paint the severities' pictures in another theme."""
        self.model.set_icons({word: line_icon(word.value, theme) for word in Severity})

    def show_findings(
        self,
        findings: Findings,
        rules: Mapping[str, RuleRow],
        event_name: Callable[[int], str],
        muted: frozenset[str],
    ) -> None:
        """Show the findings of a capture, without those of muted rules."""
        self._rules = rules
        shown = findings.without(muted)
        self.model.show_findings(shown, event_name)
        hidden = len(findings.items) - len(shown.items)
        self._empty.setText(NOTHING if not hidden else "Every finding belongs to a muted rule.")
        self._empty.setVisible(not shown.items)
        self.table.setVisible(bool(shown.items))
        self._muted.setText(f"Muted: {', '.join(sorted(muted))} – show again")
        self._muted.setVisible(bool(hidden))
        self._limits.setText(" ".join(f"{limit.rule}: {limit.text}" for limit in shown.limits))
        self._limits.setVisible(bool(shown.limits))
        self._chosen = None
        self.table.select_position(None)
        self._reason.hide()

    def step(self, by: int) -> None:
        """Go to the next or previous finding, round and round."""
        count = self.model.count()
        if count:
            start = (-1 if by > 0 else 0) if self._chosen is None else self._chosen
            position = (start + by) % count
            self.table.select_position(position)
            self._choose(position)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The reason takes its share; a narrow table leaves out what the sentence names too."""
        super().resizeEvent(event)
        width = event.size().width()
        self._reason.setFixedWidth(min(max(round(width * WHY_SHARE), WHY_PX[0]), WHY_PX[1]))
        for column in (FindingColumn.RULE, FindingColumn.EVENT):
            self.table.setColumnHidden(column, width < ROOMY_PX)

    @property
    def why(self) -> str:
        """What is said about the selected finding; empty without one."""
        return self._reason.text

    def _choose(self, position: int) -> None:
        self._chosen = position
        finding = self.model.finding(position)
        self._reason.show_finding(finding, self._rules[finding.rule])
        self.finding_chosen.emit(finding)

    def _mute_rule(self) -> None:
        if self._chosen is not None:
            self.mute_clicked.emit(self.model.finding(self._chosen).rule)
