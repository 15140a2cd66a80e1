"""Shows the session and the view state in the window's views, and takes the user's choices back."""

from PySide6.QtCore import QObject

from inspector.catalog.catalog import Catalog
from inspector.diagnosis.narrow import CallFilter, Part
from inspector.errors import InspectorError
from inspector.gui.describing import Describer, describe_source
from inspector.gui.filtering import Filtered, FilterRunner
from inspector.gui.loading import Loaded
from inspector.gui.main_window import TITLE, MainWindow
from inspector.gui.session import Session
from inspector.gui.view_state import TimeMode, ViewState

ROOM_FOR_PROBLEMS_PX = 720
REMARK_MS = 3000


class Presenter(QObject):
    """Holds the newest snapshot and the filter's answer; everything else is in the view state."""

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        state: ViewState,
        filters: FilterRunner,
        catalog: Catalog,
    ) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._state, self._filters = state, filters
        self._catalog = catalog
        self._describer: Describer | None = None
        self._filtered: Filtered | None = None
        self._request = 0
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
        session.failed.connect(self._show_error)
        session.closed.connect(self._show_closed)
        state.call_changed.connect(self._show_call)
        state.row_changed.connect(self._show_row)
        state.row_changed.connect(lambda _row: window.message.move_on())
        state.filter_changed.connect(self._apply_filter)
        state.time_mode_changed.connect(self._show_time_mode)
        self._filters.done.connect(self._take_filtered)
        window.box.text_settled.connect(lambda text: state.set_filter(state.filter.with_text(text)))
        window.chips.toggled.connect(self._toggle)
        window.calls.call_selected.connect(self.choose_call)
        window.events.row_selected.connect(state.select_row)
        window.calls.clear_filter_clicked.connect(self.clear_filter)
        window.events.clear_filter_clicked.connect(self.clear_filter)
        window.timeline.row_clicked.connect(state.select_row)
        window.verdict.row_clicked.connect(state.select_row)
        window.verdict.clause_hovered.connect(window.timeline.highlight_rows)
        window.verdict.clause_hovered.connect(window.events.highlight_rows)
        window.status.cancel_clicked.connect(session.cancel)
        window.status.encoding_chosen.connect(session.read_as)
        window.detail.copied.connect(lambda text: window.status.showMessage(text, REMARK_MS))
        self._show_time_mode(state.time_mode)

    @property
    def describer(self) -> Describer | None:
        """Says things about the open capture; None when nothing is open."""
        return self._describer

    def choose_call(self, call: int) -> None:
        """Show a call, at the event that explains it best."""
        self._state.select_call(call)
        if self._describer is None:
            return
        self._state.select_row(self._describer.first_row(call))

    def go_to_row(self, row: int) -> None:
        """Show an event, wherever it is."""
        if self._describer is not None:
            self._state.select_call(self._describer.call_of(row))
            self._state.select_row(row)

    def step_event(self, by: int) -> None:
        """The next or previous event of the call."""
        self._window.events.step(by)

    def step_failure(self, by: int) -> None:
        """The next or previous failure in the whole capture, in the order of the list."""
        if self._describer is None:
            return
        order = self._window.calls.model.order
        target = self._describer.next_failure(order, self._state.row, by, self._filtered)
        if target is None:
            where = "after" if by > 0 else "before"
            words = f"No failure {where} this event. Expected results are stepped over."
            self._window.message.show_remark(words, is_passing=True)
        else:
            self.go_to_row(target)

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
        self._state.set_filter(CallFilter())

    def _toggle(self, part: Part) -> None:
        self._state.set_filter(self._state.filter.toggled(part))

    def _show_opened(self, loaded: Loaded) -> None:
        self._state.reset()
        self._state.set_filter(CallFilter())
        self._filtered = None
        self._window.message.hide()
        self._take(loaded)
        self._window.show_capture(True)
        self._window.calls.show_calls(loaded, self._filtered)
        self._window.problems_dock.hide()
        self._show_problems(loaded)
        self._select_first()

    def _show_grown(self, loaded: Loaded) -> None:
        self._take(loaded)
        following = self._session.is_following
        with self._window.calls.table.staying(at_end=following):
            if self._state.filter.is_empty:
                self._window.calls.grow(loaded)
            else:
                self._apply_filter(self._state.filter)
        if self._state.call is None:
            self._select_first()
        elif loaded.capture.finished:
            with self._window.events.table.staying(at_end=following):
                self._show_call(self._state.call)
            if self._is_outdated:
                self._is_outdated = False
                self._show_row(self._state.row)
        self._show_problems(loaded)

    def _take(self, loaded: Loaded) -> None:
        capture = loaded.capture
        self._describer = Describer(self._catalog, loaded)
        self._window.setWindowTitle(f"{self._describer.title} — {TITLE}")
        self._window.status.set_progress(capture.bytes_done / max(capture.bytes_total, 1))
        self._window.status.show_facts(*describe_source(capture))
        chosen = {given.encoding for given in self._session.inputs}
        self._window.status.show_encoding(chosen.pop() if len(chosen) == 1 else "")
        self._window.problems.show_problems(
            capture.problems,
            [opened.label for opened in capture.inputs],
            [source.path for source in capture.sources],
        )
        self._window.chips.set_counts(loaded.class_counts, loaded.assessment.tally)
        self._show_count()

    def _show_problems(self, loaded: Loaded) -> None:
        """Open the list where there is room; the status bar tells of problems in any case."""
        if loaded.capture.problems and self._window.height() >= ROOM_FOR_PROBLEMS_PX:
            self._window.problems_dock.show()

    def _show_ended(self) -> None:
        self._window.status.end()
        if self._describer is not None:
            note = self._describer.empty_note()
            if note:
                self._window.message.show_remark(note)

    def _show_error(self, error: InspectorError) -> None:
        self._window.message.show_error(error)

    def _show_closed(self) -> None:
        self._describer = None
        self._filtered = None
        self._state.reset()
        self._window.calls.show_calls(None, None)
        self._window.status.show_nothing()
        self._window.message.hide()
        self._window.setWindowTitle(TITLE)
        self._window.show_capture(False)

    def _select_first(self) -> None:
        """The first call that needs attention, else the first one."""
        if self._describer is not None and (first := self._describer.first_call()) is not None:
            self._window.calls.select_call(first)
            self.choose_call(first)

    def _show_call(self, call: int | None) -> None:
        window, describer = self._window, self._describer
        window.calls.select_call(call)
        if call is None or describer is None:
            window.verdict.show_call("", "", "")
            window.events.show_events(None, 0)
            window.timeline.show_timeline(None, lambda _row: ("", ""))
            return
        mask = None if self._filtered is None else self._filtered.events
        shown, hidden = describer.event_rows(call, mask)
        window.verdict.show_call(*describer.verdict_texts(call))
        window.events.show_events(shown, hidden)
        window.timeline.show_timeline(describer.timeline(call, mask), describer.hover)
        self._show_selection(self._state.row)

    def _show_row(self, row: int | None) -> None:
        self._show_selection(row)
        if row is None or self._describer is None:
            self._window.detail.show_detail(None)
            return
        try:
            self._window.detail.show_detail(self._describer.detail(row))
        except InspectorError as error:
            self._window.detail.show_error(error)

    def _show_selection(self, row: int | None) -> None:
        self._window.events.select_row(row)
        self._window.timeline.select_row(row)

    def _show_time_mode(self, mode: TimeMode) -> None:
        self._window.events.model.set_relative(mode is TimeMode.RELATIVE)
        self._window.timeline.set_time_mode(mode is TimeMode.UTC)
        self._window.time_button.setText("Since start" if mode is TimeMode.RELATIVE else "UTC")

    def _apply_filter(self, value: CallFilter) -> None:
        self._window.box.show_filter(value)
        self._window.chips.show_filter(value)
        loaded = self._session.loaded
        if loaded is None:
            return
        if value.is_empty:
            self._request = 0
            self._filtered = None
            self._show_filtered()
        else:
            self._request = self._filters.request(loaded.capture, loaded.assessment, value)

    def _take_filtered(self, number: int, filtered: Filtered) -> None:
        if number == self._request:
            self._filtered = filtered
            self._show_filtered()

    def _show_filtered(self) -> None:
        loaded = self._session.loaded
        if loaded is None:
            return
        self._window.calls.show_calls(loaded, self._filtered)
        self._show_count()
        self._show_call(self._state.call)

    def _show_count(self) -> None:
        if self._describer is not None:
            self._window.box.set_shown(self._describer.shown_text(self._filtered))
