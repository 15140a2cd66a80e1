"""The list of what could not be read."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHeaderView, QVBoxLayout, QWidget

from inspector.capture.problem import Problem
from inspector.gui.looks import plain_label, with_role
from inspector.gui.models.problems_model import ProblemColumn, ProblemsModel
from inspector.gui.row_table import RowTable

WIDTHS_PX = {
    ProblemColumn.FILE: 170,
    ProblemColumn.LINE: 70,
    ProblemColumn.BYTE: 100,
    ProblemColumn.REASON: 480,
}


class ProblemsView(QFrame):
    """One row a problem: where it is, what is wrong, and how it looks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_role(self, "pane")
        self.model = ProblemsModel(self)
        self.table = RowTable("Problems")
        self.table.setModel(self.model)
        columns = self.table.horizontalHeader()
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in WIDTHS_PX.items():
            self.table.setColumnWidth(column, width)
        columns.setSectionResizeMode(ProblemColumn.EXCERPT, QHeaderView.ResizeMode.Stretch)
        self._empty = plain_label("Everything in this capture could be read.", role="muted")
        self._empty.setContentsMargins(16, 10, 16, 10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._empty)
        layout.addWidget(self.table, 1)

    def show_problems(self, problems: Sequence[Problem], files: Sequence[str]) -> None:
        """Show a capture's problems; `files` holds the label of each source."""
        self.model.show_problems(problems, files)
        self._empty.setVisible(not problems)
        self.table.setVisible(bool(problems))
