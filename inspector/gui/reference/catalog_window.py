"""The catalog window: a search box, what was found or a tree, the entry, and what to do with it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from inspector.catalog.browse import browse
from inspector.catalog.catalog import Catalog
from inspector.catalog.entry import Entry
from inspector.catalog.links import links_of
from inspector.catalog.search import LIMIT, Index
from inspector.gui.fonts import SMALL_PX
from inspector.gui.icons import line_icon
from inspector.gui.looks import add_clear_button, plain_label, with_role
from inspector.gui.reference.entry_page import EntryPage
from inspector.gui.reference.finder import Finder
from inspector.gui.reference.in_capture import filter_text
from inspector.gui.reference.welcome import Welcome
from inspector.gui.theme import Theme
from inspector.report.entry import ANATOMY, entry_blocks, entry_explanation, links_table
from inspector.report.plain import clip, visible
from inspector.report.text import render_text

SIZE_PX = (900, 640)
_LEFT_PX = 360
_SHOWN_TEXT = 60
_MOVES = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class CatalogWindow(QDialog):
    """A window of its own that blocks nothing; it works without a capture."""

    show_in_capture = Signal(str)
    """A filter text, such as "500/560503" or "PlayFailed"."""

    def __init__(self, catalog: Catalog, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("Catalog")
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.resize(*SIZE_PX)
        self._catalog, self._theme = catalog, theme
        self._index = Index(catalog)
        self._entry: Entry | None = None
        self._came_from: list[Entry] = []
        self._is_capture_open = False
        self._box = QLineEdit()
        self._box.setAccessibleName("Search the catalog")
        self._box.setPlaceholderText("Any code, subcode, SIP, Q.850, event name, word or message")
        add_clear_button(self._box)
        self._box.installEventFilter(self)
        self._icon = self._box.addAction(
            line_icon("search", theme), QLineEdit.ActionPosition.LeadingPosition
        )
        self._icon.setText("Search")
        self._count = plain_label(role="muted", name="How many were found", size_px=SMALL_PX)
        self._finder = Finder(theme)
        self._page = EntryPage()
        self._about = plain_label(role="muted", name="Version of the catalog", size_px=SMALL_PX)
        self._copy = QPushButton("Copy as text")
        self._show = with_role(QPushButton("Show in this capture"), "primary")
        self._lay_out()
        self._box.textChanged.connect(self._search)
        self._finder.entry_chosen.connect(self._choose)
        self._finder.entered.connect(self._page.setFocus)
        self._page.link_followed.connect(self._follow)
        self._page.back_clicked.connect(self._go_back)
        self._copy.clicked.connect(self.copy_text)
        self._show.clicked.connect(self._emit_filter)
        QShortcut(QKeySequence.StandardKey.Find, self, self._focus_box)
        QShortcut(QKeySequence("Ctrl+L"), self, self._focus_box)
        QShortcut(QKeySequence("Alt+Left"), self, self._go_back)
        self._use_catalog()

    @property
    def entry(self) -> Entry | None:
        """The entry that is shown."""
        return self._entry

    def present(self, text: str | None = None) -> None:
        """Show the window in front, ready to type; a text is looked up at once."""
        if text is not None:
            self._box.setText(text)
        self.show()
        self.raise_()
        self.activateWindow()
        self._focus_box()

    def set_theme(self, theme: Theme) -> None:
        """Show everything in another theme."""
        self._theme = theme
        self._icon.setIcon(line_icon("search", theme))
        self._finder.set_theme(theme)
        self._show_page()

    def set_catalog(self, catalog: Catalog) -> None:
        """Use another catalog; the search is repeated in it."""
        self._catalog, self._index = catalog, Index(catalog)
        self._use_catalog()

    def set_capture_open(self, is_open: bool) -> None:
        """Whether there is a capture to show entries in."""
        self._is_capture_open = is_open
        self._update_buttons()

    def copy_text(self) -> None:
        """Put the entry on the clipboard as plain text."""
        if self._entry is None:
            return
        blocks = entry_blocks(self._catalog, self._entry)
        links = links_table(links_of(self._catalog, self._entry))
        text = render_text([*blocks, *links])
        QGuiApplication.clipboard().setText(f"{text}\n{self._catalog_text()}\n")
        self._about.setText("Copied as text")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the search box that belong to the list."""
        if watched is self._box and isinstance(event, QKeyEvent) and self._take_key(event):
            return True
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in _ENTERS:
            self._finder.enter_view()
            return True
        view = self._finder.current_view()
        if event.key() in _MOVES and view is not None:
            QGuiApplication.sendEvent(view, event)
            return True
        return False

    def _use_catalog(self) -> None:
        self._about.setText(self._catalog_text())
        self._finder.set_branches(browse(self._catalog))
        self._search(self._box.text())

    def _catalog_text(self) -> str:
        return f"Catalog {self._catalog.version} of {self._catalog.date}"

    def _search(self, text: str) -> None:
        text = text.strip()
        if not text:
            self._count.clear()
            self._finder.browse()
            self._choose(None)
            return
        found = self._index.search(text)
        more = "or more " if len(found) == LIMIT else ""
        self._count.setText(f"{len(found)} {more}found" if found else "")
        self._finder.show_found(found, clip(visible(text), _SHOWN_TEXT))
        if not found:
            self._choose(None)

    def _choose(self, entry: Entry | None) -> None:
        if entry is not None and entry == self._entry and not self._came_from:
            return
        self._came_from.clear()
        self._show_entry(entry)

    def _follow(self, entry: Entry) -> None:
        if self._entry is not None:
            self._came_from.append(self._entry)
        self._show_entry(entry)
        self._page.setFocus()

    def _go_back(self) -> None:
        if self._came_from:
            self._show_entry(self._came_from.pop())

    def _show_entry(self, entry: Entry | None) -> None:
        self._entry = entry
        self._about.setText(self._catalog_text())
        self._show_page()
        self._update_buttons()

    def _show_page(self) -> None:
        entry = self._entry
        if entry is None:
            welcome = Welcome(self._catalog)
            welcome.asked.connect(self._box.setText)
            self._page.show_widget(welcome)
            return
        explanation = entry_explanation(self._catalog, entry)
        self._page.show_entry(
            entry,
            entry_blocks(self._catalog, entry, without={ANATOMY}),
            links_of(self._catalog, entry),
            self._theme,
            anatomy=None if explanation is None else explanation.anatomy,
            back_to=self._came_from[-1].printed if self._came_from else "",
        )

    def _update_buttons(self) -> None:
        entry = self._entry
        self._copy.setEnabled(entry is not None)
        can_show = entry is not None and bool(filter_text(entry))
        self._show.setEnabled(can_show and self._is_capture_open)
        if not self._is_capture_open:
            tip = "Open a capture first"
        elif entry is not None and not can_show:
            tip = "No filter finds this"
        else:
            tip = "Filter the calls by it"
        self._show.setToolTip(tip)

    def _emit_filter(self) -> None:
        if self._entry is not None:
            self.show_in_capture.emit(filter_text(self._entry))

    def _focus_box(self) -> None:
        self._box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._box.selectAll()

    def _lay_out(self) -> None:
        top = with_role(QFrame(), "search-bar")
        line = QHBoxLayout(top)
        line.setContentsMargins(12, 10, 12, 10)
        line.setSpacing(12)
        line.addWidget(self._box, 1)
        line.addWidget(self._count)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._finder)
        split.addWidget(self._page)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(1, 1)
        split.setSizes([_LEFT_PX, SIZE_PX[0] - _LEFT_PX])
        foot = with_role(QFrame(), "footer")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(8)
        row.addWidget(self._about, 1)
        for button in (self._copy, self._show):
            button.setAutoDefault(False)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(split, 1)
        column.addWidget(foot)
