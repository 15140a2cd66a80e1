"""What every table model of the window does alike: titles, texts, alignment, tooltips."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | _MIDDLE
_RIGHT = Qt.AlignmentFlag.AlignRight | _MIDDLE


class TextTable(QAbstractTableModel):
    """A table of plain texts. A model says how many rows it has and gives the text of a cell."""

    def __init__(
        self,
        titles: Sequence[str],
        right_aligned: Collection[int],
        parent: QObject | None = None,
        title_tips: Sequence[str] = (),
    ) -> None:
        super().__init__(parent)
        self._titles = tuple(titles)
        self._alignments = [
            _RIGHT if column in right_aligned else _LEFT for column in range(len(titles))
        ]
        self._title_tips = tuple(title_tips)

    def count(self) -> int:
        """Rows shown."""
        raise NotImplementedError

    def text(self, row: int, column: int) -> str:
        """The text of a cell; it is never read as markup."""
        raise NotImplementedError

    def tooltip(self, row: int, column: int) -> str | None:
        """The tooltip of a cell, with captured text escaped; None for no tooltip."""
        return None

    def rowCount(self, parent: Index = ROOT) -> int:
        """Rows shown."""
        return 0 if parent.isValid() else self.count()

    def columnCount(self, parent: Index = ROOT) -> int:
        """Columns of the table."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Column titles and what they mean."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignments[section]
        if role == Qt.ItemDataRole.ToolTipRole and self._title_tips:
            return self._title_tips[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts, alignment and tooltips."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignments[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.tooltip(index.row(), index.column())
        return None
