"""The program: owns the parts, carries out the actions, and ends cleanly."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from inspector import __version__
from inspector.catalog.catalog import Catalog
from inspector.gui.actions import shortcut_rows
from inspector.gui.call_presenter import CallPresenter
from inspector.gui.catalog_desk import CatalogDesk
from inspector.gui.conversation_desk import ConversationDesk
from inspector.gui.examining import FindingsPresenter
from inspector.gui.frame import switch
from inspector.gui.furnishing import make_views
from inspector.gui.import_desk import ImportDesk
from inspector.gui.keeping import Keeper
from inspector.gui.ladder_desk import LadderDesk
from inspector.gui.loading import Loader
from inspector.gui.looks import selected_text
from inspector.gui.main_window import TITLE, MainWindow
from inspector.gui.marking import MarksPresenter
from inspector.gui.opening_desk import OpeningDesk
from inspector.gui.own_rows import OwnRows
from inspector.gui.presenter import Presenter
from inspector.gui.session import Session
from inspector.gui.settings import Settings
from inspector.gui.standing import chosen_theme, paint, place_window
from inspector.gui.theme import Theme
from inspector.gui.view_state import ViewState
from inspector.gui.views.conversation_view import ConversationView
from inspector.gui.views.shortcut_sheet import ShortcutSheet
from inspector.gui.views.timeline_view import TimelineView

WARM_UP_MS = 50
"""The window is painted first."""
ABOUT = (
    "Reads captured Azure Communication Services Call Automation callbacks offline and explains "
    "how each call ended.\n\nEverything is read on this computer. The program makes no network "
    "connection.\n\nMIT License."
)


class Program(QObject):
    """One window with its session.

    `themes` are the light and the dark theme; `catalog_folder` holds a team's overlays.
    """

    def __init__(
        self,
        app: QApplication,
        catalog: Catalog,
        settings: Settings,
        themes: dict[str, Theme],
        catalog_folder: Path | None = None,
        window: MainWindow | None = None,
    ) -> None:
        super().__init__(app)
        self._app, self._settings, self._themes = app, settings, themes
        self._theme = chosen_theme(settings.theme, themes)
        self.state = ViewState(self)
        self.loader = Loader(catalog, self)
        self.session = Session(self.loader, self)
        paint(app, self._theme)
        self.window = window or MainWindow(self._theme)
        self.window.actions_by_id.connect_to(self._handlers())
        self.window.furnish(make_views(self._theme), self._theme)
        self.opening = OpeningDesk(self.window, self.session, settings, self._theme)
        self.calls = CallPresenter(self.window, self.state)
        self.marks = MarksPresenter(self.window, self.state, self.calls)
        self.ladder = LadderDesk(self.window, self.state, self.calls, self._theme)
        self.conversation = ConversationDesk(self.window, self.state, self.calls)
        self.presenter = Presenter(self.window, self.session, self.state, self.calls, catalog)
        self.findings = FindingsPresenter(self.window, self.session, self.calls, settings)
        self.rows = OwnRows(catalog, catalog_folder, self)
        self.desk = CatalogDesk(
            self.window, self.rows, self.loader, self.session, self.presenter, self.calls
        )
        self.imports = ImportDesk(self.window, self.session, self._theme)
        self._keeper = Keeper(self.window, settings)
        self._connect()

    def _handlers(self) -> dict[str, Callable[[], object]]:
        return {
            "open": lambda: self.opening.choose(),
            "open_folder": lambda: self.opening.choose_folder(),
            "open_sample": self.open_sample,
            "add": lambda: self.opening.choose(adding=True),
            "follow": lambda: self.session.set_following(not self.session.is_following),
            "close": self.session.close,
            "quit": lambda: self.window.close(),
            "copy": self._copy,
            "paste": lambda: self.opening.paste(),
            "find": lambda: self.window.box.take_focus(),
            "clear_filter": lambda: self.presenter.clear_filter(),
            "fit": lambda: self._picture().fit(),
            "fit_selection": lambda: self.window.timeline.fit_selection(),
            "true_scale": self._switch_scale,
            "whole_calls": lambda: self.state.set_whole_calls(not self.state.whole_calls),
            "bookmark": lambda: self.marks.toggle_bookmark(),
            "reference": lambda: self.marks.toggle_reference(),
            "next_bookmark": lambda: self.marks.step_bookmark(1),
            "previous_bookmark": lambda: self.marks.step_bookmark(-1),
            "time_mode": self.state.next_time_mode,
            "dark": self._switch_theme,
            "next_failure": lambda: self.calls.step_failure(1),
            "previous_failure": lambda: self.calls.step_failure(-1),
            "next_event": lambda: self.calls.step_event(1),
            "previous_event": lambda: self.calls.step_event(-1),
            "back": lambda: self.calls.step_history(-1),
            "forward": lambda: self.calls.step_history(1),
            "next_finding": lambda: self.findings.step(1),
            "previous_finding": lambda: self.findings.step(-1),
            "catalog": lambda: self.desk.show_catalog(self._theme),
            "note": lambda: self.desk.edit_note(),
            "normal": lambda: self.desk.switch_normal(),
            "findings": lambda: switch(self.window.findings_dock),
            "problems": lambda: switch(self.window.problems_dock),
            "import_report": lambda: self.imports.show_report(),
            "shortcuts": lambda: ShortcutSheet(shortcut_rows(), self.window).open(),
            "about": lambda: QMessageBox.about(self.window, f"{TITLE} {__version__}", ABOUT),
        }

    def _connect(self) -> None:
        window = self.window
        window.closing.connect(self._end)
        window.timeline.true_scale_changed.connect(window.actions_by_id["true_scale"].setChecked)
        for view in (window.events, window.detail):
            view.filter_requested.connect(self.presenter.filter_by)
        window.detail.column_requested.connect(window.events.add_path)
        window.status.problems_clicked.connect(window.problems_dock.show)
        for asked in (window.status.source_clicked, window.findings.clocks_clicked):
            asked.connect(window.actions_by_id["import_report"].trigger)
        self.session.following_changed.connect(window.actions_by_id["follow"].setChecked)

    def show(self) -> None:
        """Show the window where it was left; the timeline's library loads once it is idle."""
        place_window(self.window, self._settings)
        self.window.show()
        QTimer.singleShot(WARM_UP_MS, self.window.timeline.warm_up)
        QTimer.singleShot(WARM_UP_MS, self.window.detail.warm_up)

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open files and folders as one capture."""
        self.opening.open_paths(paths)

    def open_sample(self) -> None:
        """Open the capture that ships with the program."""
        self.opening.open_sample()

    def _copy(self) -> None:
        """Copy what is selected where the keyboard is, else the selected events."""
        text = selected_text(QApplication.focusWidget()) or self.window.events.table.row_text()
        if text:
            QGuiApplication.clipboard().setText(text)

    def _picture(self) -> TimelineView | ConversationView:
        """What is drawn along time in front."""
        window = self.window
        is_front = window.tabs.currentWidget() is window.conversation
        return window.conversation if is_front else window.timeline

    def _switch_scale(self) -> None:
        """Fold idle time, or draw it as long as it is, in both pictures."""
        is_true = not self.window.timeline.is_true_scale
        self.window.timeline.set_true_scale(is_true)
        self.window.conversation.set_true_scale(is_true)

    def _switch_theme(self) -> None:
        self._theme = self._themes["light" if self._theme.name == "dark" else "dark"]
        self._settings.theme = self._theme.name
        paint(self._app, self._theme)
        self.window.set_theme(self._theme)
        self.opening.drops.overlay.set_theme(self._theme)
        self.ladder.set_theme(self._theme)
        self.desk.set_theme(self._theme)
        self.imports.set_theme(self._theme)

    def _end(self) -> None:
        self.session.close()
        self.loader.wait()
        self.presenter.stop()
        self.calls.stop()
        self.ladder.stop()
        self.conversation.stop()
