"""The ladder of the selected call: made by a worker when it is looked at, saved and copied."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from inspector.gui.background import Background
from inspector.gui.call_presenter import CallPresenter
from inspector.gui.describing import Describer
from inspector.gui.main_window import MainWindow
from inspector.gui.theme import Theme
from inspector.gui.view_state import NO_CALL, ViewState
from inspector.gui.views.ladder_view import FORMATS, ladder_bytes, ladder_text
from inspector.report.ladder.model import Ladder
from inspector.report.redact import Masker, Plain

_REMARK_MS = 3000


class LadderDesk(QObject):
    """Nothing is made for a tab that nobody looks at."""

    def __init__(
        self, window: MainWindow, state: ViewState, calls: CallPresenter, theme: Theme
    ) -> None:
        super().__init__(window)
        self._window, self._state, self._calls, self._theme = window, state, calls, theme
        self._is_stale = False
        self._seen: tuple[Describer, int] | None = None
        """The describer and the call of the ladder that is shown or being made."""
        self._grows = False
        """The ladder that is being made is a later state of the one that is shown."""
        self._views, self._exports = Background("ladder", self), Background("export", self)
        self._view = window.ladder
        self._views.done.connect(lambda _number, made: self._show(made))
        self._exports.done.connect(lambda _number, made: self._deliver(*made))
        calls.shown.connect(self._forget)
        window.tabs.currentChanged.connect(lambda _tab: self._update())
        state.row_changed.connect(self._view.select_row)
        state.time_range_changed.connect(lambda _range: self._update())
        window.verdict.clause_hovered.connect(self._view.highlight_rows)
        self._view.row_selected.connect(calls.go_to_row)
        self._view.save_requested.connect(self._save)
        self._view.copy_requested.connect(lambda form: self._export(form, None))

    def set_theme(self, theme: Theme) -> None:
        """Save pictures in another theme."""
        self._theme = theme

    def stop(self) -> None:
        """End the workers."""
        self._views.stop()
        self._exports.stop()

    def _forget(self) -> None:
        """Another call is shown, the same one has grown, or a filter has changed."""
        describer, call = self._calls.describer, self._state.call
        if self._seen is None or self._seen != (describer, call):
            if self._seen is not None and self._seen[1] != call:
                self._seen = None
            self._is_stale = True
            self._views.forget()
        self._update()

    def _update(self) -> None:
        describer, call = self._calls.describer, self._state.call
        if self._window.tabs.currentWidget() is not self._view:
            return
        self._view.set_shown(self._calls.event_mask)
        if not self._is_stale:
            return
        seen, self._seen = self._seen, None
        self._is_stale = False
        if describer is None or call is None:
            self._view.show_ladder(None)
        elif call == NO_CALL:
            self._view.show_ladder(None, "Events without a call have no ladder")
        else:
            self._seen = describer, call
            self._grows = seen is not None and seen[1] == call
            self._views.request(lambda stopped: describer.drawn.ladder(call, Plain(), stopped))

    def _show(self, made: Ladder) -> None:
        if self._grows:
            self._view.show_grown(made)
        else:
            self._view.show_ladder(made)
        self._view.select_row(self._state.row)

    def _save(self, form: str) -> None:
        name, _filter = QFileDialog.getSaveFileName(
            self._window, "Save the ladder", f"ladder.{form}", f"{FORMATS[form]} (*.{form})"
        )
        if name:
            self._export(form, Path(name))

    def _export(self, form: str, path: Path | None) -> None:
        """What leaves the program is masked."""
        describer, call = self._calls.describer, self._state.call
        if describer is not None and call is not None and call != NO_CALL:
            self._exports.request(
                lambda stopped: (describer.drawn.ladder(call, Masker(), stopped), form, path)
            )

    def _deliver(self, made: Ladder, form: str, path: Path | None) -> None:
        if path is None:
            QGuiApplication.clipboard().setText(ladder_text(made, form))
            self._window.status.showMessage("Copied, with personal data masked", _REMARK_MS)
            return
        try:
            path.write_bytes(ladder_bytes(made, form, self._theme))
        except OSError as error:
            reason = error.strerror or str(error)
            self._window.message.show_remark(f"{path} cannot be written: {reason}.")
        else:
            words = f"Saved {path.name}, with personal data masked"
            self._window.status.showMessage(words, _REMARK_MS)
