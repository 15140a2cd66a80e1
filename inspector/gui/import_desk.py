"""Makes the import report away from the GUI thread and keeps its window up to date."""

from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject, Signal

from inspector.calls.capture import Capture
from inspector.gui.loading import Loaded
from inspector.gui.main_window import MainWindow
from inspector.gui.reference.import_window import ImportWindow
from inspector.gui.session import Session
from inspector.gui.theme import Theme
from inspector.report.import_report import import_blocks
from inspector.report.redact import Masker


class ImportDesk(QObject):
    """The window is made when it is asked for first."""

    _made = Signal(int, object)
    """Number of the request, and the report's blocks."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        super().__init__(window)
        self._session = session
        self._shown: ImportWindow | None = None
        self._number = 0
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="import report")
        self._made.connect(self._show)
        session.opened.connect(self._update)
        session.grown.connect(self._update)
        session.closed.connect(self._clear)
        window.closing.connect(self._end)

    @property
    def shown(self) -> ImportWindow | None:
        """The window, once it was asked for."""
        return self._shown

    def show_report(self, theme: Theme) -> None:
        """Open the window with what is known by now."""
        loaded = self._session.loaded
        if loaded is None:
            return
        if self._shown is None:
            # Without a parent: a window of its own, which need not stay above the other one.
            self._shown = ImportWindow(theme)
        self._shown.present()
        self._request(loaded.capture)

    def set_theme(self, theme: Theme) -> None:
        """Paint the window in another theme."""
        if self._shown is not None:
            self._shown.set_theme(theme)

    def _update(self, loaded: Loaded) -> None:
        """Only what is finished: a report that changes all the time cannot be read."""
        if self._shown is not None and self._shown.isVisible() and loaded.capture.finished:
            self._request(loaded.capture)

    def _request(self, capture: Capture) -> None:
        self._number += 1
        self._pool.submit(self._make, self._number, capture)

    def _make(self, number: int, capture: Capture) -> None:
        if number == self._number:
            self._made.emit(number, import_blocks(capture, Masker()))

    def _show(self, number: int, blocks: object) -> None:
        if number == self._number and self._shown is not None and isinstance(blocks, tuple):
            self._shown.show_report(blocks)

    def _clear(self) -> None:
        self._number += 1
        if self._shown is not None:
            self._shown.show_report(())
            self._shown.hide()

    def _end(self) -> None:
        self._number += 1
        self._pool.shutdown(wait=True, cancel_futures=True)
        if self._shown is not None:
            self._shown.close()
            self._shown.deleteLater()
            self._shown = None
