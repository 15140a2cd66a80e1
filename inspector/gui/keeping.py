"""Keeps how the window was arranged from one run to the next."""

from PySide6.QtCore import QObject

from inspector.gui.main_window import MainWindow
from inspector.gui.models.event_columns import ColumnLayout
from inspector.gui.settings import Settings


class Keeper(QObject):
    """Puts docks and columns back as they were left, and notes what changes."""

    def __init__(self, window: MainWindow, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        self._restore()
        window.calls.columns_changed.connect(self._keep_columns)
        window.events.layout_changed.connect(self._keep_layout)
        window.closing.connect(self._keep_docks)

    def _restore(self) -> None:
        window, settings = self._window, self._settings
        layout = settings.layout()
        if layout is not None:
            window.restore_docks(layout[1])
            window.show_capture(False)
        window.events.set_layout(ColumnLayout.from_text(settings.event_columns))
        hidden = settings.hidden_columns
        if hidden is not None:
            window.calls.set_hidden_columns(hidden)

    def _keep_columns(self) -> None:
        self._settings.hidden_columns = self._window.calls.hidden_columns

    def _keep_layout(self, layout: ColumnLayout) -> None:
        self._settings.event_columns = str(layout)

    def _keep_docks(self) -> None:
        self._settings.keep_layout(self._window.saveGeometry(), self._window.saveState())
