"""What could not be read, as a table."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QObject

from inspector.capture.problem import Problem
from inspector.gui.models.text_table import TextTable


class ProblemColumn(IntEnum):
    """Columns of the problems table."""

    FILE = 0
    LINE = 1
    BYTE = 2
    REASON = 3
    EXCERPT = 4


HEADERS = ("File", "Line", "Byte", "What is wrong", "Excerpt")
_RIGHT = (ProblemColumn.LINE, ProblemColumn.BYTE)


class ProblemsModel(TextTable):
    """Problems in the order they were met."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(HEADERS, _RIGHT, parent)
        self._problems: Sequence[Problem] = ()
        self._files: Sequence[str] = ()

    def show_problems(self, problems: Sequence[Problem], files: Sequence[str]) -> None:
        """Show other problems; `files` holds the label of each source."""
        self.beginResetModel()
        self._problems, self._files = problems, files
        self.endResetModel()

    def count(self) -> int:
        """Problems shown."""
        return len(self._problems)

    def text(self, row: int, column: int) -> str:
        """The text of a cell; the excerpt as it stands."""
        problem = self._problems[row]
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
