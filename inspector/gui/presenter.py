"""Shows the session and the filter in the window's views, and takes the user's choices back."""

from PySide6.QtCore import QObject

from inspector.catalog.catalog import Catalog
from inspector.diagnosis.narrow import CallFilter, Part
from inspector.gui.background import Background, Stopped
from inspector.gui.call_presenter import CallPresenter
from inspector.gui.describing import Describer, describe_source
from inspector.gui.filtering import Filtered, evaluate
from inspector.gui.heap import sweep
from inspector.gui.loading import Loaded
from inspector.gui.main_window import TITLE, MainWindow
from inspector.gui.session import Session
from inspector.gui.turns import Turns
from inspector.gui.view_state import ViewState

ROOM_FOR_PROBLEMS_PX = 720
REMARK_MS = 3000


class Presenter(QObject):
    """Holds the filter's answer; the selected call has a presenter of its own."""

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        state: ViewState,
        calls: CallPresenter,
        catalog: Catalog,
    ) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._state, self._calls = state, calls
        self._catalog = catalog
        self._filters = Background("filter", self)
        self._turns = Turns(self)
        self._filtered: Filtered | None = None
        self._is_outdated = False
        """The detail pane explains by a catalog that is no longer used."""
        self._connect()
        self._show_catalog(catalog)

    def _connect(self) -> None:
        window, session, state = self._window, self._session, self._state
        session.opening.connect(lambda _names: window.status.begin())
        session.opened.connect(self._show_opened)
        session.grown.connect(self._show_grown)
        session.ended.connect(self._show_ended)
        session.failed.connect(window.message.show_error)
        session.closed.connect(self._show_closed)
        state.filter_changed.connect(self._apply_filter)
        self._filters.done.connect(lambda _number, filtered: self._show_filtered(filtered))
        window.box.text_settled.connect(lambda text: state.set_filter(state.filter.with_text(text)))
        window.chips.toggled.connect(self._toggle)
        window.calls.clear_filter_clicked.connect(self.clear_filter)
        window.events.clear_filter_clicked.connect(self.clear_filter)
        window.status.cancel_clicked.connect(session.cancel)
        for view in (window.detail, window.events):
            view.copied.connect(lambda text: window.status.showMessage(text, REMARK_MS))

    def stop(self) -> None:
        """End the worker."""
        self._filters.stop()

    def filter_by(self, text: str) -> None:
        """Show only what a text is found in."""
        self._state.set_filter(self._state.filter.with_text(text))

    def set_catalog(self, catalog: Catalog) -> None:
        """Explain by another catalog from the next snapshot on."""
        self._catalog = catalog
        self._is_outdated = True
        self._show_catalog(catalog)

    def _show_catalog(self, catalog: Catalog) -> None:
        self._window.status.show_catalog(f"catalog {catalog.version} of {catalog.date}")

    def clear_filter(self) -> None:
        """Show everything again."""
        self._state.set_time_range(None)
        self._state.set_filter(CallFilter())

    def _toggle(self, part: Part) -> None:
        self._state.set_filter(self._state.filter.toggled(part))

    def _show_opened(self, loaded: Loaded) -> None:
        self._filters.forget()
        self._turns.forget()
        had_one = self._calls.describer is not None
        self._calls.open(self._describe(loaded))
        self._state.set_filter(CallFilter())
        self._filtered = None
        self._window.message.hide()
        self._show_facts(loaded)
        self._window.problems_dock.hide()
        self._window.calls.show_calls(None, None)
        self._window.show_capture(True)
        self._turns.add(
            lambda: self._window.calls.show_calls(loaded, None),
            lambda: self._show_problems(loaded),
            *([sweep] if had_one else []),
            self._calls.choose_first,
        )

    def _show_grown(self, loaded: Loaded) -> None:
        self._turns.settle()
        self._calls.take(self._describe(loaded))
        self._show_facts(loaded)
        following = self._session.is_following
        with self._window.calls.table.staying(at_end=following):
            if self._state.filter.is_empty:
                self._window.calls.grow(loaded)
            else:
                self._apply_filter(self._state.filter)
        if self._state.call is None:
            self._calls.choose_first()
        elif loaded.capture.finished:
            self._turns.add(self._show_finished)
        self._show_problems(loaded)

    def _show_finished(self) -> None:
        self._calls.refresh_in_turns(at_end=self._session.is_following)
        if self._is_outdated:
            self._is_outdated = False
            self._calls.refresh_detail()

    def _describe(self, loaded: Loaded) -> Describer:
        return Describer(self._catalog, loaded)

    def _show_facts(self, loaded: Loaded) -> None:
        capture, window = loaded.capture, self._window
        if self._calls.describer is not None:
            window.setWindowTitle(f"{self._calls.describer.title} — {TITLE}")
        window.status.set_progress(capture.bytes_done / max(capture.bytes_total, 1))
        window.status.show_facts(*describe_source(capture))
        window.problems.show_problems(
            capture.problems,
            [opened.label for opened in capture.inputs],
            [source.path for source in capture.sources],
        )
        window.chips.set_counts(loaded.class_counts, loaded.assessment.tally)
        self._show_count()

    def _show_problems(self, loaded: Loaded) -> None:
        """Open the list where there is room; the status bar tells of problems in any case."""
        if loaded.capture.problems and self._window.height() >= ROOM_FOR_PROBLEMS_PX:
            self._window.problems_dock.show()

    def _show_ended(self) -> None:
        self._window.status.end()
        if self._calls.describer is not None:
            note = self._calls.describer.empty_note()
            if note:
                self._window.message.show_remark(note)

    def _show_closed(self) -> None:
        self._filters.forget()
        self._turns.forget()
        self._filtered = None
        self._calls.open(None)
        self._window.calls.show_calls(None, None)
        self._window.status.show_nothing()
        self._window.message.hide()
        self._window.setWindowTitle(TITLE)
        self._window.show_capture(False)
        self._turns.add(sweep)

    def _apply_filter(self, value: CallFilter) -> None:
        self._window.box.show_filter(value)
        self._window.chips.show_filter(value)
        loaded = self._session.loaded
        if loaded is None:
            return
        if value.is_empty:
            self._filters.forget()
            self._show_filtered(None)
            return

        def work(stopped: Stopped) -> Filtered:
            return evaluate(loaded.capture, loaded.assessment, value, stopped)

        self._filters.request(work)

    def _show_filtered(self, filtered: Filtered | None) -> None:
        self._filtered = filtered
        if self._session.loaded is not None:
            self._window.calls.show_calls(self._session.loaded, filtered)
            self._show_count()
            self._calls.set_filtered(filtered)

    def _show_count(self) -> None:
        if self._calls.describer is not None:
            self._window.box.set_shown(self._calls.describer.shown_text(self._filtered))
