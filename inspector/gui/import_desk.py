"""How the files are read: the import report, its choices and those of the status bar."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from inspector.calls.capture import Capture
from inspector.capture.choice import CHOSEN, Choice, zone_name
from inspector.capture.problem import Problem
from inspector.findings.clock import SourceClock, source_clocks
from inspector.findings.log_times import ZoneBasis
from inspector.gui.choice_menu import ChoiceRow
from inspector.gui.loading import Loaded
from inspector.gui.main_window import MainWindow
from inspector.gui.reference.file_window import FileWindow
from inspector.gui.reference.import_window import ImportWindow
from inspector.gui.reference.reveal import reveal
from inspector.gui.reference.source_panel import SourceState
from inspector.gui.session import Session
from inspector.gui.theme import Theme
from inspector.report.clock_words import LINES_READ, clock_hints, zone_text
from inspector.report.import_report import ImportReport, import_report
from inspector.report.redact import Masker, Plain

_LOGS = "text log"
"""How the formats begin whose lines may have times."""


@dataclass(frozen=True, slots=True)
class _Made:
    """What the worker found out about a capture."""

    report: ImportReport
    states: tuple[SourceState, ...]
    zone: tuple[str, str]
    """The zone of the logs' times and how it is known, for the status bar; may be empty."""


class ImportDesk(QObject):
    """The windows are made when they are asked for first; files are read by a worker."""

    _made = Signal(int, object)
    """Number of the request, and a `_Made`."""

    def __init__(self, window: MainWindow, session: Session, theme: Theme) -> None:
        super().__init__(window)
        self._window, self._session, self._theme = window, session, theme
        self._shown: ImportWindow | None = None
        self._file: FileWindow | None = None
        self._number = 0
        self._stop = threading.Event()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="import report")
        self._made.connect(self._show)
        session.opened.connect(self._update)
        session.grown.connect(self._update)
        session.closed.connect(self._clear)
        window.status.choice_made.connect(self._choose)
        window.problems.place_asked.connect(self._show_place)
        window.closing.connect(self._end)

    @property
    def shown(self) -> ImportWindow | None:
        """The report's window, once it was asked for."""
        return self._shown

    @property
    def file(self) -> FileWindow | None:
        """The window that shows a place in a file, once it was asked for."""
        return self._file

    def show_report(self) -> None:
        """Open the window with what is known by now."""
        loaded = self._session.loaded
        if loaded is None:
            return
        if self._shown is None:
            # Without a parent: a window of its own, which need not stay above the other one.
            self._shown = ImportWindow(self._theme)
            self._shown.sources.choice_made.connect(
                lambda name, choice: self._session.choose({name: choice})
            )
            self._shown.sources.reveal_clicked.connect(self._reveal)
            self._shown.place_clicked.connect(self._show_place)
            self._shown.masking_changed.connect(self._refresh)
        self._shown.present()
        self._request(loaded.capture)

    def set_theme(self, theme: Theme) -> None:
        """Paint the windows in another theme."""
        self._theme = theme
        for each in (self._shown, self._file):
            if each is not None:
                each.set_theme(theme)

    def _choose(self, kind: str, value: str, name: str) -> None:
        """Take a choice from the status bar, for one file or for all of them."""
        loaded = self._session.loaded
        if loaded is None:
            return
        names = [name] if name else [opened.name for opened in loaded.capture.inputs]
        choices = {each: self._session.choice(each) for each in names}
        self._session.choose({each: _with(choice, kind, value) for each, choice in choices.items()})

    def _update(self, loaded: Loaded) -> None:
        """Tell the status bar what is chosen; the report only when everything is read."""
        inputs, infos = loaded.capture.inputs, loaded.capture.sources
        each = [(opened.name, opened.label, opened.chosen) for opened in inputs]
        logs = [at for at, info in enumerate(infos) if info.container.startswith(_LOGS)]
        self._window.status.show_choices(
            [ChoiceRow(name, label, chosen.container) for name, label, chosen in each],
            [ChoiceRow(name, label, chosen.encoding) for name, label, chosen in each],
            [ChoiceRow(each[at][0], each[at][1], each[at][2].zone) for at in logs],
        )
        is_shown = self._shown is not None and self._shown.isVisible()
        if loaded.capture.finished and (logs or is_shown):
            self._request(loaded.capture)

    def _refresh(self) -> None:
        if self._session.loaded is not None:
            self._request(self._session.loaded.capture)

    def _request(self, capture: Capture) -> None:
        self._number += 1
        masks = self._shown is None or self._shown.masking.isChecked()
        self._stop.set()
        self._stop = threading.Event()
        self._pool.submit(self._make, self._number, capture, masks, self._stop)

    def _make(self, number: int, capture: Capture, masks: bool, stop: threading.Event) -> None:
        if stop.is_set():
            return
        clocks = source_clocks(capture, LINES_READ, stop.is_set) if capture.finished else ()
        report = import_report(capture, Masker() if masks else Plain(), clocks)
        if not stop.is_set():
            self._made.emit(number, _Made(report, _states(capture, clocks), _zone(capture, clocks)))

    def _show(self, number: int, made: object) -> None:
        if number != self._number or not isinstance(made, _Made):
            return
        if made.zone[0]:
            self._window.status.show_zone(*made.zone)
        if self._shown is not None:
            self._shown.show_report(made.report, made.states)

    def _show_place(self, problem: Problem) -> None:
        loaded = self._session.loaded
        if loaded is None:
            return
        if self._file is None:
            self._file = FileWindow(self._theme)
        source = loaded.capture.opened[problem.source]
        if source is not None:
            self._file.show_place(source, problem.offset, problem.length, problem.line)

    def _reveal(self, name: str) -> None:
        """Show the file, or the archive that it is in."""
        for opened in self._session.inputs:
            if opened.path is not None and (
                name == opened.name or name.startswith(f"{opened.label} › ")
            ):
                reveal(opened.path)
                return
        loaded = self._session.loaded
        paths = [] if loaded is None else [opened.path for opened in loaded.capture.inputs]
        path = next((path for path in paths if path is not None and str(path) == name), None)
        if path is None or not reveal(path):
            self._window.message.show_remark("There is no file to show.", is_passing=True)

    def _clear(self) -> None:
        self._number += 1
        self._stop.set()
        if self._file is not None:
            self._file.forget()
        if self._shown is not None:
            self._shown.show_report(ImportReport(), ())
            self._shown.hide()

    def _end(self) -> None:
        self._number += 1
        self._stop.set()
        self._pool.shutdown(wait=True, cancel_futures=True)
        for each in (self._file, self._shown):
            if each is not None:
                each.close()
                each.deleteLater()
        self._shown = self._file = None


def _with(choice: Choice, kind: str, value: str) -> Choice:
    match kind:
        case "container":
            return replace(choice, container=value)
        case "encoding":
            return replace(choice, encoding=value)
        case _:
            return replace(choice, zone=value)


def _states(capture: Capture, clocks: tuple[SourceClock, ...]) -> tuple[SourceState, ...]:
    """How each file was read, for the head of the report."""
    return tuple(
        _state(capture, at, clocks[at] if clocks else SourceClock(None, None))
        for at in range(len(capture.sources))
    )


def _state(capture: Capture, at: int, clock: SourceClock) -> SourceState:
    opened, info = capture.inputs[at], capture.sources[at]
    read = [info.container or "nothing", info.encoding]
    if info.container.startswith(_LOGS):
        read.append(f"log times in {zone_text(capture, at, clock.log)}")
    suggested = opened.chosen
    if clock.log is not None and clock.log.suggested_zone:
        suggested = replace(suggested, zone=clock.log.suggested_zone)
    elif clock.log is not None and clock.log.suggested_shift_ns:
        shift_ns = suggested.log_shift_ns + clock.log.suggested_shift_ns
        suggested = replace(suggested, log_shift_ns=shift_ns)
    if clock.events is not None:
        shift_ns = suggested.event_shift_ns + clock.events.add_ns
        suggested = replace(suggested, event_shift_ns=shift_ns)
    is_new = suggested != opened.chosen
    return SourceState(
        name=opened.name,
        label=opened.label,
        detected=", ".join(part for part in read if part),
        chosen=opened.chosen,
        suggested=suggested if is_new else None,
        hint=" ".join(clock_hints(capture, at, clock)),
    )


def _zone(capture: Capture, clocks: tuple[SourceClock, ...]) -> tuple[str, str]:
    """The zone of the logs in few words, and how it is known; several are counted."""
    zones = {
        (opened.chosen.zone or zone_name(clock.log.minutes), clock.log.basis)
        for opened, clock in zip(capture.inputs, clocks, strict=False)
        if clock.log is not None
    }
    if len(zones) != 1:
        return (f"in {len(zones)} zones", "told in the import report") if zones else ("", "")
    zone, basis = zones.pop()
    return f"{zone}{CHOSEN}" if basis is ZoneBasis.CHOSEN else zone, basis
