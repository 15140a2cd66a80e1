"""The program: owns the parts, carries out the actions, and ends cleanly."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox

from inspector import __version__
from inspector.assets import resources_dir
from inspector.capture.source import Input
from inspector.catalog.catalog import Catalog
from inspector.gui.actions import shortcut_rows
from inspector.gui.call_presenter import CallPresenter
from inspector.gui.catalog_desk import CatalogDesk
from inspector.gui.drops import Drops
from inspector.gui.examining import FindingsPresenter
from inspector.gui.furnishing import make_views
from inspector.gui.import_desk import ImportDesk
from inspector.gui.intake import Offer, inputs_of, offer_of
from inspector.gui.loading import Loader
from inspector.gui.looks import whole_tooltip
from inspector.gui.main_window import TITLE, MainWindow
from inspector.gui.own_rows import OwnRows
from inspector.gui.presenter import Presenter
from inspector.gui.session import Session
from inspector.gui.settings import Settings
from inspector.gui.standing import chosen_theme, paint, place_window
from inspector.gui.theme import Theme
from inspector.gui.view_state import ViewState
from inspector.gui.views.shortcut_sheet import ShortcutSheet

SAMPLE = "failed-pstn-call.json"
FILE_TYPES = (
    "Callback logs (*.json *.jsonl *.ndjson *.log *.txt *.har *.csv *.avro "
    "*.zip *.tar *.tgz *.gz *.bz2 *.xz *.zst);;All files (*)"
)
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
        self.drops = Drops(self._theme, self.window)
        self.calls = CallPresenter(self.window, self.state)
        self.presenter = Presenter(self.window, self.session, self.state, self.calls, catalog)
        self.findings = FindingsPresenter(self.window, self.session, self.calls, settings)
        self.rows = OwnRows(catalog, catalog_folder, self)
        self.desk = CatalogDesk(
            self.window, self.rows, self.loader, self.session, self.presenter, self.calls
        )
        self.imports = ImportDesk(self.window, self.session)
        self._connect()
        self._refresh_recent()
        self._restore()

    def _handlers(self) -> dict[str, Callable[[], object]]:
        return {
            "open": lambda: self._choose(adding=False),
            "open_folder": self._choose_folder,
            "open_sample": self.open_sample,
            "add": lambda: self._choose(adding=True),
            "follow": lambda: self.session.set_following(not self.session.is_following),
            "close": self.session.close,
            "quit": lambda: self.window.close(),
            "copy": self._copy,
            "paste": self._paste,
            "find": lambda: self.window.box.take_focus(),
            "clear_filter": lambda: self.presenter.clear_filter(),
            "fit": lambda: self.window.timeline.fit(),
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
            "findings": lambda: self.findings.show_dock(),
            "problems": lambda: self.window.problems_dock.show(),
            "import_report": lambda: self.imports.show_report(self._theme),
            "shortcuts": lambda: ShortcutSheet(shortcut_rows(), self.window).open(),
            "about": lambda: QMessageBox.about(self.window, f"{TITLE} {__version__}", ABOUT),
        }

    def _connect(self) -> None:
        window = self.window
        self.drops.dropped.connect(self._take_drop)
        window.closing.connect(self._end)
        window.start.open_clicked.connect(lambda: self._choose(adding=False))
        window.start.sample_clicked.connect(self.open_sample)
        window.start.recent_clicked.connect(lambda path: self.open_paths([path]))
        window.calls.columns_changed.connect(self._keep_columns)
        window.status.problems_clicked.connect(window.problems_dock.show)
        window.status.source_clicked.connect(window.actions_by_id["import_report"].trigger)
        self.session.opened.connect(lambda _loaded: self._remember())
        self.session.opened.connect(lambda _loaded: self._allow_adding(True))
        self.session.closed.connect(lambda: self._allow_adding(False))
        self.session.following_changed.connect(window.actions_by_id["follow"].setChecked)

    def show(self) -> None:
        """Show the window where it was left; the timeline's library loads once it is idle."""
        place_window(self.window, self._settings)
        self.window.show()
        QTimer.singleShot(WARM_UP_MS, self.window.timeline.warm_up)

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open files and folders as one capture."""
        self.open_inputs(inputs_of(paths))

    def open_inputs(self, inputs: Sequence[Input], *, adding: bool = False) -> None:
        """Open inputs as one capture, or add them to the open one."""
        if inputs:
            (self.session.add if adding else self.session.open)(inputs)

    def open_sample(self) -> None:
        """Open the capture that ships with the program."""
        self.open_paths([resources_dir() / "samples" / SAMPLE])

    def _choose(self, *, adding: bool) -> None:
        names, _filter = QFileDialog.getOpenFileNames(
            self.window, "Add files" if adding else "Open captures", "", FILE_TYPES
        )
        self.open_inputs(inputs_of([Path(name) for name in names]), adding=adding)

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self.window, "Open a folder as one capture")
        if name:
            self.open_paths([Path(name)])

    def _take_drop(self, offer: Offer, adding: bool) -> None:
        self.open_inputs(offer.inputs, adding=adding)
        if offer.refused:
            self.window.message.show_remark(f"Not opened: {', '.join(offer.refused)}.")

    def _copy(self) -> None:
        widget = QApplication.focusWidget()
        text = self.window.events.table.row_text()
        if isinstance(widget, QLineEdit):
            widget.copy()
        elif text:
            QGuiApplication.clipboard().setText(text)

    def _paste(self) -> None:
        widget = QApplication.focusWidget()
        if isinstance(widget, QLineEdit):
            widget.paste()
            return
        offer = offer_of(QGuiApplication.clipboard().mimeData())
        if offer.inputs:
            self.open_inputs(offer.inputs)
        else:
            self.window.message.show_remark("The clipboard holds no text and no files to open.")

    def _keep_columns(self) -> None:
        self._settings.hidden_columns = self.window.calls.hidden_columns

    def _remember(self) -> None:
        samples = resources_dir() / "samples"
        for given in self.session.inputs:
            if given.path is not None and samples not in given.path.parents:
                self._settings.remember(given.path)
        self._refresh_recent()

    def _refresh_recent(self) -> None:
        menu, recent = self.window.recent_menu, self._settings.recent
        menu.clear()
        for path in recent:
            action = menu.addAction(path.name.replace("&", "&&"))
            action.setToolTip(whole_tooltip(str(path)))
            action.triggered.connect(lambda _checked=False, path=path: self.open_paths([path]))
        if recent:
            menu.addSeparator()
            menu.addAction("Forget recent files", self._forget_recent)
        menu.menuAction().setEnabled(bool(recent))
        self.window.start.show_recent(recent)

    def _forget_recent(self) -> None:
        self._settings.forget_recent()
        self._refresh_recent()

    def _restore(self) -> None:
        """Put docks and columns back as they were left."""
        layout = self._settings.layout()
        if layout is not None:
            self.window.restore_docks(layout[1])
            self.window.show_capture(False)
        hidden = self._settings.hidden_columns
        if hidden is not None:
            self.window.calls.set_hidden_columns(hidden)

    def _allow_adding(self, allowed: bool) -> None:
        self.drops.can_add = allowed

    def _switch_theme(self) -> None:
        self._theme = self._themes["light" if self._theme.name == "dark" else "dark"]
        self._settings.theme = self._theme.name
        paint(self._app, self._theme)
        self.window.set_theme(self._theme)
        self.drops.overlay.set_theme(self._theme)
        self.desk.set_theme(self._theme)
        self.imports.set_theme(self._theme)

    def _end(self) -> None:
        self._settings.keep_layout(self.window.saveGeometry(), self.window.saveState())
        self.session.close()
        self.loader.wait()
        self.presenter.stop()
        self.calls.stop()
