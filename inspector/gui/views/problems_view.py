"""The list of what could not be read."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QFrame, QHeaderView, QVBoxLayout, QWidget

from inspector.capture.problem import Problem
from inspector.gui.looks import plain_label, with_role
from inspector.gui.models.problems_model import ProblemColumn, ProblemsModel
from inspector.gui.row_table import RowTable
from inspector.report.plain import visible

WIDTHS_PX = {
    ProblemColumn.FILE: 170,
    ProblemColumn.LINE: 70,
    ProblemColumn.BYTE: 100,
    ProblemColumn.REASON: 480,
}


class ProblemsView(QFrame):
    """One row a problem: where it is, what is wrong, and how it looks."""

    place_asked = Signal(object)
    """A Problem whose place in its file is to be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_role(self, "pane")
        self.model = ProblemsModel(self)
        self._problems: Sequence[Problem] = ()
        self._paths: Sequence[str] = ()
        self.table = RowTable("Problems")
        self.show_place = QAction("&Show in file", self)
        self.show_place.triggered.connect(self._ask)
        self.table.activated.connect(lambda _index: self._ask())
        self.copy_line = QAction("Copy file and &line", self)
        self.copy_line.triggered.connect(lambda: self._copy(_line_place))
        self.copy_bytes = QAction("Copy file and &byte range", self)
        self.copy_bytes.triggered.connect(lambda: self._copy(_byte_place))
        self.table.addActions([self.show_place, self.copy_line, self.copy_bytes])
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
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

    def show_problems(
        self, problems: Sequence[Problem], files: Sequence[str], paths: Sequence[str]
    ) -> None:
        """Show a capture's problems; each source has a label in `files` and a path in `paths`."""
        self._problems, self._paths = problems, paths
        self.model.show_problems(problems, files)
        self._empty.setVisible(not problems)
        self.table.setVisible(bool(problems))

    def _ask(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._problems):
            self.place_asked.emit(self._problems[row])

    def _copy(self, place: Callable[[str, Problem], str]) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self._problems):
            problem = self._problems[row]
            text = visible(place(self._paths[problem.source], problem))
            QGuiApplication.clipboard().setText(text)


def _line_place(path: str, problem: Problem) -> str:
    """A place as editors take it."""
    return f"{path}:{problem.line}"


def _byte_place(path: str, problem: Problem) -> str:
    return f"{path} byte {problem.offset} length {problem.length}"
