"""Every way to open a capture: dialogs, drops, the clipboard, recent files and the sample."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from inspector.assets import resources_dir
from inspector.capture.source import Input
from inspector.gui.drops import Drops
from inspector.gui.intake import Offer, inputs_of, offer_of
from inspector.gui.looks import whole_tooltip
from inspector.gui.main_window import MainWindow
from inspector.gui.session import Session
from inspector.gui.settings import Settings
from inspector.gui.theme import Theme

SAMPLE = "failed-pstn-call.json"
FILE_TYPES = (
    "Callback logs (*.json *.jsonl *.ndjson *.log *.txt *.har *.csv *.avro "
    "*.zip *.tar *.tgz *.gz *.bz2 *.xz *.zst);;All files (*)"
)


class OpeningDesk(QObject):
    """Hands inputs to the session, and remembers which files were opened."""

    def __init__(
        self, window: MainWindow, session: Session, settings: Settings, theme: Theme
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._settings = window, session, settings
        self.drops = Drops(theme, window)
        self.drops.dropped.connect(self._take_drop)
        window.start.open_clicked.connect(self.choose)
        window.start.sample_clicked.connect(self.open_sample)
        window.start.recent_clicked.connect(lambda path: self.open_paths([path]))
        session.opened.connect(lambda _loaded: self._remember())
        session.closed.connect(lambda: self._allow_adding(False))
        self._refresh_recent()

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open files and folders as one capture."""
        self.open_inputs(inputs_of(paths))

    def open_inputs(self, inputs: Sequence[Input], *, adding: bool = False) -> None:
        """Open inputs as one capture, or add them to the open one."""
        if inputs:
            (self._session.add if adding else self._session.open)(inputs)

    def open_sample(self) -> None:
        """Open the capture that ships with the program."""
        self.open_paths([resources_dir() / "samples" / SAMPLE])

    def choose(self, *, adding: bool = False) -> None:
        """Ask for files."""
        names, _filter = QFileDialog.getOpenFileNames(
            self._window, "Add files" if adding else "Open captures", "", FILE_TYPES
        )
        self.open_inputs(inputs_of([Path(name) for name in names]), adding=adding)

    def choose_folder(self) -> None:
        """Ask for a folder."""
        name = QFileDialog.getExistingDirectory(self._window, "Open a folder as one capture")
        if name:
            self.open_paths([Path(name)])

    def paste(self) -> None:
        """Open what the clipboard holds; in a text field, paste as usual."""
        widget = QApplication.focusWidget()
        if isinstance(widget, QLineEdit):
            widget.paste()
            return
        offer = offer_of(QGuiApplication.clipboard().mimeData())
        if offer.inputs:
            self.open_inputs(offer.inputs)
        else:
            self._window.message.show_remark("The clipboard holds no text and no files to open.")

    def _take_drop(self, offer: Offer, adding: bool) -> None:
        self.open_inputs(offer.inputs, adding=adding)
        if offer.refused:
            self._window.message.show_remark(f"Not opened: {', '.join(offer.refused)}.")

    def _allow_adding(self, allowed: bool) -> None:
        self.drops.can_add = allowed

    def _remember(self) -> None:
        self._allow_adding(True)
        samples = resources_dir() / "samples"
        for given in self._session.inputs:
            if given.path is not None and samples not in given.path.parents:
                self._settings.remember(given.path)
        self._refresh_recent()

    def _refresh_recent(self) -> None:
        menu, recent = self._window.recent_menu, self._settings.recent
        menu.clear()
        for path in recent:
            action = menu.addAction(path.name.replace("&", "&&"))
            action.setToolTip(whole_tooltip(str(path)))
            action.triggered.connect(lambda _checked=False, path=path: self.open_paths([path]))
        if recent:
            menu.addSeparator()
            menu.addAction("Forget recent files", self._forget_recent)
        menu.menuAction().setEnabled(bool(recent))
        self._window.start.show_recent(recent)

    def _forget_recent(self) -> None:
        self._settings.forget_recent()
        self._refresh_recent()
