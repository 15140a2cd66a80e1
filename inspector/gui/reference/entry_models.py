"""Entries for Qt's views: a list of those found, and the whole catalog as a tree."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from inspector.catalog.browse import Branch
from inspector.catalog.entry import Entry
from inspector.gui.looks import whole_tooltip

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()

ENTRY_ROLE = Qt.ItemDataRole.UserRole
"""The Entry of a row; None for a mere heading."""
NOTE_ROLE = Qt.ItemDataRole.UserRole + 1
"""A few words about the row that stand at its right."""


def entry_at(index: Index) -> Entry | None:
    """The entry of a row."""
    entry = index.data(ENTRY_ROLE)
    return entry if isinstance(entry, Entry) else None


class EntryListModel(QAbstractListModel):
    """Entries in the order given, each with an optional note."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[Entry] = ()
        self._notes: Sequence[str] = ()

    def show_entries(self, entries: Sequence[Entry], notes: Sequence[str] = ()) -> None:
        """Show other entries."""
        self.beginResetModel()
        self._entries, self._notes = entries, notes
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """Entries shown."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The entry, its note, and what is read aloud."""
        if not index.isValid():
            return None
        if role == NOTE_ROLE:
            return self._notes[index.row()] if self._notes else ""
        return entry_data(self._entries[index.row()], role)


class BrowseModel(QAbstractItemModel):
    """The catalog's tree."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = _Place(Branch(""), None, 0)

    def show_branches(self, branches: Sequence[Branch]) -> None:
        """Show another catalog."""
        self.beginResetModel()
        self._root = _Place(Branch("", branches=tuple(branches)), None, 0)
        self.endResetModel()

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        """The index of a child."""
        children = self._place(parent).children
        if column or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, column, children[row])

    def parent(self, index: Index = ROOT) -> QModelIndex:  # type: ignore[override]  # Qt has two of this name
        """The index of the branch above."""
        above = self._place(index).above
        if above is None or above.above is None:
            return QModelIndex()
        return self.createIndex(above.row, 0, above)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Branches below."""
        return len(self._place(parent).children)

    def columnCount(self, parent: Index = ROOT) -> int:
        """One."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title, and the entry where the branch is one."""
        if not index.isValid():
            return None
        branch = self._place(index).branch
        if role == Qt.ItemDataRole.DisplayRole:
            return branch.title
        if role == NOTE_ROLE:
            return f"{len(branch.branches)}" if branch.branches else ""
        return None if branch.entry is None else entry_data(branch.entry, role)

    def _place(self, index: Index) -> "_Place":
        found = index.internalPointer() if index.isValid() else None
        return found if isinstance(found, _Place) else self._root


class _Place:
    """A branch with its way up; the model keeps all of them alive."""

    __slots__ = ("above", "branch", "children", "row")

    def __init__(self, branch: Branch, above: "_Place | None", row: int) -> None:
        self.branch = branch
        self.above = above
        self.row = row
        self.children = [_Place(child, self, at) for at, child in enumerate(branch.branches)]


def entry_data(entry: Entry, role: int) -> object:
    """What an entry shows in any view."""
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return f"{entry.printed} {entry.name}".rstrip()
        case Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.kind.value} {entry.printed}, {entry.name}"
        case Qt.ItemDataRole.ToolTipRole:
            return whole_tooltip(entry.summary) if entry.summary else None
        case _:
            return entry if role == ENTRY_ROLE else None
