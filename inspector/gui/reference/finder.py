"""The left side of the catalog window: what was found, or the whole catalog as a tree."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from inspector.catalog.browse import Branch
from inspector.catalog.entry import Entry
from inspector.gui.detail.widgets import label
from inspector.gui.looks import with_role
from inspector.gui.reference.entry_delegate import EntryDelegate, RowKind
from inspector.gui.reference.entry_models import BrowseModel, EntryListModel, Index, entry_at
from inspector.gui.theme import Theme

NOTHING_FOUND = (
    "You can look up a code (500), a subcode (560503), both (500/560503), a SIP code (sip 486),"
    " a Q.850 cause (q850 17), an event (PlayFailed), a finding rule (END-1), or words."
    " A whole message may be pasted too."
)


class Finder(QStackedWidget):
    """A list, a tree, or a note that nothing was found; one of them at a time."""

    entry_chosen = Signal(object)
    """The Entry that became current; None for a heading."""
    entered = Signal()
    """Enter was pressed on an entry."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_role(self, "pane")
        self._found = EntryListModel(self)
        self._tree_model = BrowseModel(self)
        self._list = _List()
        self._list.setModel(self._found)
        self._tree = _Tree()
        self._tree.setModel(self._tree_model)
        self._delegates = (
            EntryDelegate(theme, RowKind.TWO_LINES, self),
            EntryDelegate(theme, RowKind.ONE_LINE, self),
        )
        self._nothing = label("", role="muted")
        for view, delegate in zip((self._list, self._tree), self._delegates, strict=True):
            view.setItemDelegate(delegate)
            view.selectionModel().currentChanged.connect(lambda current: self._choose(current))
            view.clicked.connect(self._choose)
            view.activated.connect(self._enter)
            self.addWidget(view)
        self.addWidget(self._note_page())

    def set_theme(self, theme: Theme) -> None:
        """Repaint in another theme."""
        for delegate in self._delegates:
            delegate.set_theme(theme)
        self._list.viewport().update()
        self._tree.viewport().update()

    def set_branches(self, branches: Sequence[Branch]) -> None:
        """Show another catalog in the tree."""
        self._tree_model.show_branches(branches)

    def browse(self) -> None:
        """Show the tree."""
        self._tree.setCurrentIndex(QModelIndex())
        self.setCurrentWidget(self._tree)

    def show_found(self, entries: Sequence[Entry], text: str) -> None:
        """Show what was found for a text, and choose the best."""
        self._found.show_entries(entries)
        if not entries:
            self._nothing.setText(f"Nothing matches “{text}”.\n\n{NOTHING_FOUND}")
            self.setCurrentIndex(self.count() - 1)
            return
        self.setCurrentWidget(self._list)
        self._list.scrollToTop()
        self._list.setCurrentIndex(self._found.index(0, 0))

    def current_view(self) -> QAbstractItemView | None:
        """The view that keys go to; None while nothing was found."""
        view = self.currentWidget()
        return view if isinstance(view, QAbstractItemView) else None

    def enter_view(self) -> None:
        """Give the keys to the view, on its first row if it has no current one."""
        view = self.current_view()
        if view is None:
            return
        if not view.currentIndex().isValid():
            flags = QItemSelectionModel.SelectionFlag
            first = view.model().index(0, 0)
            view.selectionModel().setCurrentIndex(first, flags.ClearAndSelect)
        view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _choose(self, current: Index) -> None:
        self.entry_chosen.emit(entry_at(current))

    def _enter(self, index: Index) -> None:
        """Go on to the entry; a heading opens and closes."""
        if entry_at(index) is None:
            self._tree.setExpanded(index, not self._tree.isExpanded(index))
        else:
            self.entered.emit()

    def _note_page(self) -> QWidget:
        page = with_role(QWidget(), "pane")
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 20, 20, 20)
        column.addWidget(self._nothing)
        column.addStretch(1)
        return page


class _List(QListView):
    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Found in the catalog")
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)


class _Tree(QTreeView):
    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Browse the catalog")
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(16)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._toggle)

    def _toggle(self, index: Index) -> None:
        """A click on a heading opens and closes it."""
        if entry_at(index) is None:
            self.setExpanded(index, not self.isExpanded(index))
