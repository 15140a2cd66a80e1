"""The findings of a capture, as a table."""

from collections.abc import Callable
from enum import IntEnum

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QIcon

from inspector.catalog.model import Severity
from inspector.findings.model import Finding, Findings
from inspector.gui.looks import whole_tooltip
from inspector.gui.models.text_table import Index, TextTable


class FindingColumn(IntEnum):
    """Columns of the findings table."""

    SEVERITY = 0
    RULE = 1
    CALL = 2
    EVENT = 3
    TEXT = 4


HEADERS = ("Severity", "Rule", "Call", "Event", "What was found")
WHOLE_CAPTURE = "all"
"""Stands for the call of a finding about the capture as a whole."""


class FindingsModel(TextTable):
    """Findings in their own order; `event_name` names the kind of an event row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(HEADERS, (FindingColumn.CALL,), parent)
        self._findings = Findings()
        self._event_name: Callable[[int], str] = str
        self._icons: dict[Severity, QIcon] = {}

    def show_findings(self, findings: Findings, event_name: Callable[[int], str]) -> None:
        """Show other findings."""
        self.beginResetModel()
        self._findings, self._event_name = findings, event_name
        self.endResetModel()

    def set_icons(self, icons: dict[Severity, QIcon]) -> None:
        """The picture of each severity; the word stands beside it."""
        self._icons = icons
        if self.count():
            last = self.index(self.count() - 1, FindingColumn.SEVERITY)
            self.dataChanged.emit(self.index(0, FindingColumn.SEVERITY), last)

    def finding(self, row: int) -> Finding:
        """The finding of a row."""
        return self._findings.items[row]

    def count(self) -> int:
        """Findings shown."""
        return len(self._findings.items)

    def text(self, row: int, column: int) -> str:
        """The text of a cell."""
        finding = self._findings.items[row]
        match FindingColumn(column):
            case FindingColumn.SEVERITY:
                return finding.severity.value
            case FindingColumn.RULE:
                return finding.rule
            case FindingColumn.CALL:
                return WHOLE_CAPTURE if finding.call is None else f"{finding.call + 1:,}"
            case FindingColumn.EVENT:
                return self._event_name(finding.rows[0]) if finding.rows else ""
            case FindingColumn.TEXT:
                return finding.text

    def tooltip(self, row: int, column: int) -> str | None:
        """The whole sentence, which may be wider than its column."""
        is_text = column == FindingColumn.TEXT
        return whole_tooltip(self._findings.items[row].text) if is_text else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts and the severity's picture."""
        if role == Qt.ItemDataRole.DecorationRole and index.isValid():
            if index.column() == FindingColumn.SEVERITY:
                return self._icons.get(self._findings.items[index.row()].severity)
            return None
        return super().data(index, role)
