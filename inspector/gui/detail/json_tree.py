"""The tree of an event: opening, copying and filtering by its values."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QTreeView, QWidget

from inspector.gui.detail.json_path import is_column, path_text
from inspector.gui.detail.json_search import count_rows
from inspector.gui.detail.json_tree_model import Column, JsonTreeModel, copy_text
from inspector.gui.theme import Theme
from inspector.index.one_event import OneEvent

ALL_LIMIT = 3_000
"""Rows that Expand all opens; more would take seconds and could not be read."""
_OPEN_DEPTH = 2
_OPEN_COUNT = 40
_COPY_PATH = QKeySequence("Ctrl+Alt+C")
_KEY_SHARE, _KEY_PX = 0.5, (96, 210)


class JsonTree(QTreeView):
    """Keys and values; its keys stay its own, whatever the window does with them."""

    copied = Signal(str)
    find_requested = Signal()
    filter_requested = Signal(str)
    """The filter's text for the value chosen."""
    column_requested = Signal(str)
    """The key path to show as a column."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.nodes = JsonTreeModel(theme, self)
        self._alone: OneEvent | None = None
        self.setModel(self.nodes)
        self.setAccessibleName("Event as a tree")
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setIndentation(14)
        self.setHorizontalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.header()
        header.setAccessibleName("Columns of the tree")
        header.setSectionResizeMode(Column.KEY, QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._key_px = 0
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)

    def show_body(self, body: object, alone: OneEvent | None, theme: Theme) -> None:
        """Show another event, with nothing selected; `alone` is the same as the filter sees it."""
        self._alone = alone
        self.nodes.set_body(body, theme)
        self._open_top()

    @property
    def path(self) -> tuple[str | int, ...]:
        """The key path of the selected value; empty when none is."""
        return self.nodes.node(self.currentIndex()).path()

    def select(self, path: Sequence[str | int]) -> None:
        """Select the deepest value along a key path that this event has."""
        current = self.nodes.find(path)
        if current.isValid():
            self.setCurrentIndex(current)
            self.scrollTo(current)

    def copy_value(self) -> None:
        """The selected value: a string without quotes, a container as JSON."""
        if self.path:
            self._copy(copy_text(self._value), f"{path_text(self.path)} copied")

    def copy_key(self) -> None:
        """The key of the selected value."""
        if self.path:
            self._copy(str(self.path[-1]), f"{self.path[-1]} copied")

    def copy_path(self) -> None:
        """The key path of the selected value."""
        if self.path:
            self._copy(path_text(self.path), f"{path_text(self.path)} copied")

    def expand_all(self) -> None:
        """Open everything, or the first levels of what is too large for that."""
        if count_rows(self.nodes.node(self.rootIndex()).value, ALL_LIMIT) < ALL_LIMIT:
            self.expandAll()
        else:
            self._open_top()
            self.copied.emit(f"Too large to open all: over {ALL_LIMIT:,} rows")

    def fill_menu(self, menu: QMenu) -> None:
        """What can be done with the selected value, and with the tree."""
        path = self.path
        asked = self._asked()
        for text, do, can in (
            ("Copy value\tCtrl+C", self.copy_value, bool(path)),
            ("Copy key", self.copy_key, bool(path)),
            ("Copy key path\tCtrl+Alt+C", self.copy_path, bool(path)),
            ("", None, True),
            ("Filter for this value", lambda: self.filter_requested.emit(asked), bool(asked)),
            ("Add as column", self._add_column, is_column(path)),
            ("", None, True),
            ("Expand all", self.expand_all, True),
            ("Collapse all", self.collapseAll, True),
        ):
            if do is None:
                menu.addSeparator()
            else:
                menu.addAction(text, do).setEnabled(can)

    def event(self, event: QEvent) -> bool:
        """Claim Copy and Find before a shortcut of the window takes them."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._own_key(event) is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy and find, or what trees do."""
        do = self._own_key(event)
        if do is None:
            super().keyPressEvent(event)
        else:
            do()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between keys and values, until the user does."""
        super().resizeEvent(event)
        if self.columnWidth(Column.KEY) == self._key_px or not self._key_px:
            least, most = _KEY_PX
            width = min(max(round(event.size().width() * _KEY_SHARE), least), most)
            self.setColumnWidth(Column.KEY, width)
            self._key_px = self.columnWidth(Column.KEY)

    def _own_key(self, event: QKeyEvent) -> Callable[[], object] | None:
        if event.matches(QKeySequence.StandardKey.Copy):
            return self.copy_value
        if event.matches(QKeySequence.StandardKey.Find):
            return self.find_requested.emit
        if QKeySequence(event.keyCombination()) == _COPY_PATH:
            return self.copy_path
        return None

    def _asked(self) -> str:
        """The text by which the filter finds the event for the selected value; empty for none."""
        path = self.path
        return self._alone.text_for(self._value, path[-1]) if self._alone and path else ""

    def _add_column(self) -> None:
        self.column_requested.emit(path_text(self.path))

    @property
    def _value(self) -> object:
        return self.nodes.node(self.currentIndex()).value

    def _copy(self, text: str, said: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.copied.emit(said)

    def _open_top(self) -> None:
        level = [self.nodes.index(row, 0) for row in range(self.nodes.rowCount())]
        for _ in range(_OPEN_DEPTH):
            below = []
            for index in level:
                count = self.nodes.rowCount(index)
                if 0 < count <= _OPEN_COUNT:
                    self.expand(index)
                    below += [self.nodes.index(row, 0, index) for row in range(count)]
            level = below

    def _show_menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_menu(menu)
        menu.popup(self.viewport().mapToGlobal(where))
