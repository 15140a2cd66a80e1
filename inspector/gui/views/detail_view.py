"""The detail pane: one event explained, as JSON, and its identifiers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from inspector.errors import InspectorError
from inspector.gui.detail.explain_page import ExplainPage
from inspector.gui.detail.ids_page import IdsPage
from inspector.gui.detail.json_page import JsonPage
from inspector.gui.detail.model import EventDetail
from inspector.gui.detail.state_page import StatePage
from inspector.gui.detail.widgets import rule
from inspector.gui.looks import with_role
from inspector.gui.theme import Theme

EMPTY_TEXT = "Select an event to see what it means."
LOADING_TEXT = "Reading the event…"
MIN_WIDTH_PX = 280


class DetailView(QFrame):
    """Tabs over three pages; a plain page while there is nothing to show."""

    copied = Signal(str)
    """What was copied, in a few words for the status bar."""
    note_clicked = Signal()
    """The user wants to write or change a note on the result shown."""
    normal_clicked = Signal()
    """The user calls the result shown normal, or takes that back."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_role(self, "pane")
        self.setMinimumWidth(MIN_WIDTH_PX)
        self.setAccessibleName("Event detail")
        self._theme = theme
        self._detail: EventDetail | None = None
        explain = ExplainPage(theme)
        explain.note_clicked.connect(self.note_clicked)
        explain.normal_clicked.connect(self.normal_clicked)
        self._event_pages: list[ExplainPage | JsonPage | IdsPage] = [
            explain,
            JsonPage(theme),
            IdsPage(),
        ]
        self._stale: set[int] = set()
        """Pages that still show an older event; a page is filled when it is looked at."""
        self._state = StatePage()
        self._tabs = QTabBar()
        self._tabs.setAccessibleName("Views of the event")
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._pages = QStackedWidget()
        for title, page in zip(("Explain", "JSON", "IDs"), self._event_pages, strict=True):
            self._tabs.addTab(title)
            self._pages.addWidget(page)
            page.copied.connect(self.copied)
        self._pages.addWidget(self._state)
        self._tabs.currentChanged.connect(self._show_page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tabs, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(rule())
        column.addWidget(self._pages, 1)
        self.show_detail(None)

    def show_detail(self, detail: EventDetail | None) -> None:
        """Show an event; None says how to get one."""
        self._detail = detail
        self._stale = set(range(len(self._event_pages)))
        if detail is None:
            self._show_state(EMPTY_TEXT)
        else:
            self._show_page()

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
        self._stale = set(range(len(self._event_pages)))
        self._show_page()

    def _show_page(self) -> None:
        if self._detail is None:
            return
        current = self._tabs.currentIndex()
        if current in self._stale:
            self._stale.discard(current)
            self._event_pages[current].show_detail(self._detail, self._theme)
        self._pages.setCurrentIndex(current)

    def _show_state(self, summary: str, reason: str = "", hint: str = "") -> None:
        self._state.show_text(summary, reason, hint)
        self._pages.setCurrentWidget(self._state)
