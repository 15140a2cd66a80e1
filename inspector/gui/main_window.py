"""The window: puts the views in their places and decides nothing.

It stands and can be painted before the views are there: importing these takes longer than
showing the start page.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget, QTabWidget, QToolButton, QWidget

from inspector.gui.actions import Actions
from inspector.gui.frame import bar, dock, stack_up
from inspector.gui.icons import app_icon, line_icon
from inspector.gui.tab_room import TabRoom
from inspector.gui.theme import Theme
from inspector.gui.views.message_bar import MessageBar
from inspector.gui.views.start_page import StartPage

if TYPE_CHECKING:
    from inspector.gui.furnishing import Views

TITLE = "Callback Inspector"
DEFAULT_SIZE = (1440, 900)
CALLS_PX, DETAIL_PX = (302, 344), (286, 374)
"""First widths of the docks, at the narrowest and at the default window."""
BOTTOM_SHARE = 0.2
"""How much of the window's height the docks below take at first."""
NARROW = 0.71
TIMELINE_PX, TIMELINE_MIN_PX = 290, 140
TAB_SHARES = {0: 0.5, 1: 0.66, 2: 0.66}
"""How much of the centre's height timeline, ladder and conversation take at first."""


class MainWindow(QMainWindow):
    """Views in docks around the timeline and the event table."""

    closing = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setWindowIcon(app_icon())
        self.resize(*DEFAULT_SIZE)
        self.setMinimumSize(760, 480)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._is_open = False
        self._is_arranged = False
        self.actions_by_id = Actions(self)
        self.recent_menu = QMenu("Open &recent", self)
        self.actions_by_id.fill(self.menuBar(), self.recent_menu)
        self.message, self.start = MessageBar(), StartPage()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.start)
        centre = QWidget()
        stack_up(centre, self.message, self.pages)
        self.setCentralWidget(centre)
        self.actions_by_id["dark"].setChecked(theme.name == "dark")
        self.statusBar()

    def furnish(self, views: "Views", theme: Theme) -> None:
        """Put the views in; done once, before anything is shown in them."""
        self.views = views
        self.box, self.chips = views.box, views.chips
        self.calls, self.events = views.calls, views.events
        self.timeline, self.detail = views.timeline, views.detail
        self.ladder, self.conversation = views.ladder, views.conversation
        self.verdict, self.problems = views.verdict, views.problems
        self.findings, self.status = views.findings, views.status
        self.actions_by_id.bind_to_views(self.calls, views.work)
        self.actions_by_id.close_view_menu(
            self.calls.columns_menu,
            self.calls.sort_menu,
            self.events.columns.columns_menu,
            self.events.columns.sort_menu,
        )
        self._make_toolbars()
        self._make_centre()
        self._make_docks()
        self.setStatusBar(self.status)
        self.set_theme(theme)
        self.show_capture(False)

    def _make_toolbars(self) -> None:
        self.open_button, self.time_button, self.theme_button = (QToolButton() for _ in range(3))
        self.open_button.setDefaultAction(self.actions_by_id["open"])
        self.open_button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.open_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.open_button.setMenu(self.recent_menu)
        self.time_button.setToolTip("How times are written (U)")
        self.time_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.time_button.clicked.connect(self.actions_by_id["time_mode"].trigger)
        self.theme_button.setAccessibleName("Switch between light and dark")
        self.theme_button.setToolTip("Light or dark")
        self.theme_button.clicked.connect(self.actions_by_id["dark"].trigger)
        self.follow_button = QToolButton()
        self.follow_button.setDefaultAction(self.actions_by_id["follow"])
        self.main_bar = bar("Open and filter", self.open_button, self.follow_button, self.box)
        self.main_bar.addWidget(self.time_button)
        self.main_bar.addWidget(self.theme_button)
        self.chip_bar = bar("Code classes", self.chips)
        self.addToolBar(self.main_bar)
        self.addToolBarBreak()
        self.addToolBar(self.chip_bar)

    def _make_centre(self) -> None:
        work = self.views.work
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("Pictures of the call")
        self.tabs.setDocumentMode(True)
        self.tabs.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs.addTab(self.timeline, "Timeline")
        self.tabs.addTab(self.ladder, "Ladder")
        self.tabs.addTab(self.conversation, "Conversation")
        work.addWidget(self.tabs)
        work.addWidget(self.events)
        self.tabs.setMinimumHeight(TIMELINE_MIN_PX)
        work.setStretchFactor(0, 4)
        work.setStretchFactor(1, 6)
        work.setSizes([TIMELINE_PX, TIMELINE_PX])
        work.setChildrenCollapsible(False)
        self._room = TabRoom(work, self.tabs, dict(TAB_SHARES))
        call = QWidget()
        stack_up(call, self.verdict, work)
        self.pages.addWidget(call)

    def _make_docks(self) -> None:
        area = Qt.DockWidgetArea
        self.calls_dock = dock("Calls", self.calls)
        self.detail_dock = dock("Detail", self.detail)
        self.problems_dock = dock("Problems", self.problems, closable=True)
        self.findings_dock = dock("Findings", self.findings, closable=True)
        self.detail_dock.setTitleBarWidget(QWidget())
        self.addDockWidget(area.LeftDockWidgetArea, self.calls_dock)
        self.addDockWidget(area.RightDockWidgetArea, self.detail_dock)
        self.addDockWidget(area.BottomDockWidgetArea, self.problems_dock)
        self.addDockWidget(area.BottomDockWidgetArea, self.findings_dock)
        self.tabifyDockWidget(self.problems_dock, self.findings_dock)
        self.setDockNestingEnabled(True)

    def arrange(self) -> None:
        """Give the docks their first sizes for the window's width."""
        self._is_arranged = True
        share = min(1.0, self.width() / DEFAULT_SIZE[0])
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        widths = [
            round(least + (most - least) * max(0.0, share - NARROW) / (1 - NARROW))
            for least, most in (CALLS_PX, DETAIL_PX)
        ]
        self.resizeDocks([self.calls_dock, self.detail_dock], widths, across)
        self._room.give()
        height = round(self.height() * BOTTOM_SHARE)
        self.resizeDocks([self.problems_dock, self.findings_dock], [height, height], down)

    def set_theme(self, theme: Theme) -> None:
        """Paint everything in another theme; the application's style sheet is set by the app."""
        views = (self.chips, self.calls, self.events, self.timeline, self.detail, self.findings)
        for view in (*views, self.ladder, self.conversation):
            view.set_theme(theme)
        self.actions_by_id["open"].setIcon(line_icon("open", theme))
        self.time_button.setIcon(line_icon("clock", theme))
        self.theme_button.setIcon(line_icon("theme", theme))
        self.actions_by_id["dark"].setChecked(theme.name == "dark")

    def show_capture(self, is_open: bool) -> None:
        """Show the call's views, or the start page."""
        is_new = is_open and not self._is_open
        self._is_open = is_open
        self.pages.setCurrentIndex(1 if is_open else 0)
        for part in (self.calls_dock, self.detail_dock, self.main_bar, self.chip_bar):
            part.setVisible(is_open)
        if not is_open:
            self.problems_dock.hide()
            self.findings_dock.hide()
        elif not self._is_arranged:
            # Docks take sizes only once the layout has room for them.
            QTimer.singleShot(0, self.arrange)
        self.actions_by_id.set_capture_open(is_open)
        if is_new:
            self.calls.table.setFocus()

    def restore_geometry(self, geometry: QByteArray) -> None:
        """Put the window where it was left."""
        self.restoreGeometry(geometry)

    def restore_docks(self, docks: QByteArray) -> None:
        """Put the docks back as they were left."""
        self._is_arranged = True
        self.restoreState(docks)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the program save and stop its threads."""
        self.closing.emit()
        super().closeEvent(event)
