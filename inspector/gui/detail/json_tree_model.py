"""A lazy tree over one decoded event: key and value, children made when a node is opened."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from inspector.gui.detail.json_colors import Token, token_colors
from inspector.gui.detail.json_path import path_text
from inspector.gui.detail.json_text import (
    is_array,
    is_object,
    items_of,
    pretty,
    quoted,
    scalar_text,
)
from inspector.gui.fonts import SMALL_PX, mono_font
from inspector.gui.looks import whole_tooltip
from inspector.gui.theme import Theme
from inspector.report.plain import visible

TEXT_LIMIT = 200
"""Characters of a string shown in a cell; a token of 9 KB is never laid out."""
_TIP_LIMIT = 1_000
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Column(IntEnum):
    """Columns of the tree."""

    KEY = 0
    VALUE = 1


@dataclass(slots=True, eq=False)
class Node:
    """One key with its value; children are None until asked for."""

    key: str | int
    value: object
    parent: "Node | None"
    row: int
    children: list["Node"] | None = field(default=None, repr=False)

    def opened(self) -> list["Node"]:
        """The children, made at the first call."""
        if self.children is None:
            pairs = items_of(self.value)
            self.children = [Node(key, item, self, n) for n, (key, item) in enumerate(pairs)]
        return self.children

    def path(self) -> tuple[str | int, ...]:
        """The keys from the top down to this node."""
        keys: list[str | int] = []
        node: Node = self
        while node.parent is not None:
            keys.append(node.key)
            node = node.parent
        return tuple(reversed(keys))


class JsonTreeModel(QAbstractItemModel):
    """The tree of one event; `set_body` shows another one."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = Node("", {}, None, 0)
        self._font = mono_font(SMALL_PX)
        self._colors = token_colors(theme)

    def set_body(self, body: object, theme: Theme) -> None:
        """Show another decoded value."""
        self.beginResetModel()
        self._root = Node("", body, None, 0)
        self._colors = token_colors(theme)
        self.endResetModel()

    def node(self, index: _Index) -> Node:
        """The node of an index; the whole event for none."""
        node = index.internalPointer() if index.isValid() else self._root
        return node if isinstance(node, Node) else self._root

    def find(self, path: Sequence[str | int]) -> QModelIndex:
        """The deepest index along a key path that this event has."""
        node = self._root
        for key in path:
            child = next((child for child in node.opened() if child.key == key), None)
            if child is None:
                break
            node = child
        return QModelIndex() if node.parent is None else self.createIndex(node.row, 0, node)

    def index(self, row: int, column: int, parent: _Index = _NOWHERE) -> QModelIndex:
        """The index of a child."""
        children = self.node(parent).opened()
        if not (0 <= row < len(children) and 0 <= column < len(Column)):
            return QModelIndex()
        return self.createIndex(row, column, children[row])

    def parent(self, child: _Index) -> QModelIndex:  # type: ignore[override]  # QObject.parent() too
        """The index of the container."""
        holder = self.node(child).parent if child.isValid() else None
        if holder is None or holder.parent is None:
            return QModelIndex()
        return self.createIndex(holder.row, 0, holder)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """The number of children."""
        if parent.isValid() and parent.column() != Column.KEY:
            return 0
        return len(self.node(parent).opened())

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Key and value."""
        return len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Titles of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return ("Key", "Value")[section] if 0 <= section < len(Column) else None
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, tint and whole-value tooltip of a cell."""
        if not index.isValid():
            return None
        node = self.node(index)
        is_key = index.column() == Column.KEY
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return visible(str(node.key))[:TEXT_LIMIT] if is_key else value_text(node.value)
            case Qt.ItemDataRole.ForegroundRole:
                return self._colors[Token.KEY if is_key else _token(node.value)]
            case Qt.ItemDataRole.FontRole:
                return self._font
            case Qt.ItemDataRole.ToolTipRole:
                return whole_tooltip(f"{path_text(node.path())}\n{_tip_text(node.value)}")
            case Qt.ItemDataRole.AccessibleTextRole if not is_key:
                return f"{node.key}: {value_text(node.value)}"
            case _:
                return None


def value_text(value: object) -> str:
    """A value in one line: containers by their count, long strings cut."""
    count = len(items_of(value))
    if is_object(value):
        return f"{{}} {count} {'key' if count == 1 else 'keys'}"
    if is_array(value):
        return f"[] {count} {'item' if count == 1 else 'items'}"
    if isinstance(value, str):
        if len(value) > TEXT_LIMIT:
            return f'{visible(quoted(value[:TEXT_LIMIT])[:-1])}…" {len(value):,} characters'
        return visible(quoted(value))
    return scalar_text(value)


def copy_text(value: object) -> str:
    """A value as it goes to the clipboard: strings without quotes, containers indented."""
    return value if isinstance(value, str) else pretty(value)


def _tip_text(value: object) -> str:
    if not isinstance(value, str):
        return value_text(value)
    left = len(value) - _TIP_LIMIT
    return f"{value[:_TIP_LIMIT]}… ({left:,} more characters)" if left > 0 else value


def _token(value: object) -> Token:
    if is_object(value) or is_array(value):
        return Token.MARK
    if isinstance(value, str):
        return Token.STRING
    return Token.LITERAL if value is None or isinstance(value, bool) else Token.NUMBER
