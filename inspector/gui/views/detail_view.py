"""The detail pane: one event explained, as JSON, and its identifiers."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from inspector.errors import InspectorError
from inspector.gui.detail.explain_page import ExplainPage
from inspector.gui.detail.focus_ring import FocusRing
from inspector.gui.detail.ids_page import IdsPage
from inspector.gui.detail.json_page import JsonPage
from inspector.gui.detail.model import EventDetail
from inspector.gui.detail.state_page import StatePage
from inspector.gui.detail.widgets import rule
from inspector.gui.looks import with_role
from inspector.gui.theme import Theme
from inspector.gui.turns import Turns

EMPTY_TEXT = "Select an event to see what it means."
LOADING_TEXT = "Reading the event…"
MIN_WIDTH_PX = 280
_TITLES = ("Explain", "JSON", "IDs")

Page = ExplainPage | JsonPage | IdsPage


class DetailView(QFrame):
    """Tabs over three pages; a plain page while there is nothing to show.

    A page is made when it is first looked at, and filled in a turn of the event loop of its own:
    the timeline and the table are painted before, and of many events that are stepped through
    quickly only the last is laid out.
    """

    copied = Signal(str)
    """What was copied, in a few words for the status bar."""
    note_clicked = Signal()
    """The user wants to write or change a note on the result shown."""
    normal_clicked = Signal()
    """The user calls the result shown normal, or takes that back."""
    filter_requested = Signal(str)
    """The filter's text for a value of the event."""
    column_requested = Signal(str)
    """The key path of a value to show as a column of the event table."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_role(self, "pane")
        self.setMinimumWidth(MIN_WIDTH_PX)
        self.setAccessibleName("Event detail")
        self._theme = theme
        self._detail: EventDetail | None = None
        self._made: dict[int, Page] = {}
        self._stale: set[int] = set()
        """Pages that still show an older event; a page is filled when it is looked at."""
        self._state = StatePage()
        self._tabs = QTabBar()
        self._tabs.setAccessibleName("Views of the event")
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._pages = QStackedWidget()
        for number, title in enumerate(_TITLES, 1):
            tab = self._tabs.addTab(title)
            self._tabs.setTabToolTip(tab, f"Alt+{number}")
        self._pages.addWidget(self._state)
        self._tabs.currentChanged.connect(self._turn_to)
        self._add_keys()
        self._turns = Turns(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tabs, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(rule())
        column.addWidget(self._pages, 1)
        self._ring = FocusRing(self, theme)
        self.show_detail(None)

    def show_detail(self, detail: EventDetail | None) -> None:
        """Show an event in the next turn of the event loop; None says how to get one."""
        self._detail = detail
        self._stale = set(range(len(_TITLES)))
        if detail is None:
            self._show_state(EMPTY_TEXT)
        else:
            self._turns.forget()
            self._turns.add(self._show_next)

    def show_loading(self) -> None:
        """Say that the event is being read."""
        self._detail = None
        self._show_state(LOADING_TEXT)

    def show_error(self, error: InspectorError) -> None:
        """Say why the event cannot be shown."""
        self._detail = None
        self._show_state(error.summary, error.reason, error.hint)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self._theme = theme
        self._ring.set_theme(theme)
        self._stale = set(range(len(_TITLES)))
        self._show_page()

    def settle(self) -> None:
        """Show what is to be shown now, not in the next turn."""
        if self._turns.is_busy:
            self._show_page()

    def warm_up(self) -> None:
        """Make the page in front, so that the first event shows sooner."""
        self._page(self._tabs.currentIndex())

    def _add_keys(self) -> None:
        keys: list[tuple[str, Callable[[], object]]] = [
            (f"Alt+{tab + 1}", partial(self._go_to, tab)) for tab in range(len(_TITLES))
        ]
        keys += [("Ctrl+Tab", partial(self._step, 1)), ("Ctrl+Shift+Tab", partial(self._step, -1))]
        for key, do in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def _step(self, by: int) -> None:
        self._go_to((self._tabs.currentIndex() + by) % len(_TITLES))

    def _go_to(self, tab: int) -> None:
        """Turn to a tab; the focus does not stay on a page that is not seen any more."""
        self._tabs.setCurrentIndex(tab)
        self._tabs.setFocus()

    def _turn_to(self, tab: int) -> None:
        self._page(tab)
        self._show_page()

    def _page(self, tab: int) -> Page:
        page = self._made.get(tab)
        if page is None:
            page = self._made[tab] = self._new_page(tab)
            self._pages.addWidget(page)
            page.copied.connect(self.copied)
        return page

    def _new_page(self, tab: int) -> Page:
        if tab == 0:
            explain = ExplainPage(self._theme)
            explain.note_clicked.connect(self.note_clicked)
            explain.normal_clicked.connect(self.normal_clicked)
            return explain
        if tab == 1:
            tree = JsonPage(self._theme)
            tree.filter_requested.connect(self.filter_requested)
            tree.column_requested.connect(self.column_requested)
            return tree
        return IdsPage()

    def _show_next(self) -> None:
        """One turn's share of the work: the head of an explanation, later its rest."""
        tab = self._tabs.currentIndex()
        page = self._page(tab)
        if self._detail is None or tab not in self._stale or not isinstance(page, ExplainPage):
            self._show_page()
            return
        self._stale.discard(tab)
        page.show_head(self._detail, self._theme)
        self._pages.setCurrentWidget(page)
        self._turns.add(self._show_page)

    def _show_page(self) -> None:
        self._turns.forget()
        if self._detail is None:
            return
        tab = self._tabs.currentIndex()
        page = self._page(tab)
        if tab in self._stale:
            self._stale.discard(tab)
            page.show_detail(self._detail, self._theme)
        elif isinstance(page, ExplainPage):
            page.show_rest()
        self._pages.setCurrentWidget(page)

    def _show_state(self, summary: str, reason: str = "", hint: str = "") -> None:
        self._turns.forget()
        self._state.show_text(summary, reason, hint)
        self._pages.setCurrentWidget(self._state)
