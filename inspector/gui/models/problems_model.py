"""What could not be read, as a table."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from inspector.capture.problem import Problem

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class ProblemColumn(IntEnum):
    """Columns of the problems table."""

    FILE = 0
    LINE = 1
    BYTE = 2
    REASON = 3
    EXCERPT = 4


HEADERS = ("File", "Line", "Byte", "What is wrong", "Excerpt")
_RIGHT = (ProblemColumn.LINE, ProblemColumn.BYTE)


class ProblemsModel(QAbstractTableModel):
    """Problems in the order they were met."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._problems: Sequence[Problem] = ()
        self._files: Sequence[str] = ()

    def show_problems(self, problems: Sequence[Problem], files: Sequence[str]) -> None:
        """Show other problems; `files` holds the label of each source."""
        self.beginResetModel()
        self._problems, self._files = problems, files
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Problems shown."""
        return 0 if parent.isValid() else len(self._problems)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Columns of the table."""
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Column titles."""
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return HEADERS[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts; the excerpt is shown as it stands, never as markup."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(self._problems[index.row()], index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        return None

    def _text(self, problem: Problem, column: int) -> str:
        match ProblemColumn(column):
            case ProblemColumn.FILE:
                return self._files[problem.source]
            case ProblemColumn.LINE:
                return f"{problem.line:,}"
            case ProblemColumn.BYTE:
                return f"{problem.offset:,}"
            case ProblemColumn.REASON:
                return problem.reason
            case ProblemColumn.EXCERPT:
                return problem.excerpt


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _RIGHT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
