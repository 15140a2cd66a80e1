"""Shows what the rules found, in the dock, the status bar, the timeline and the event table."""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from inspector.catalog.model import Severity
from inspector.findings.model import Finding, Findings
from inspector.gui.background import Background
from inspector.gui.call_presenter import CallPresenter
from inspector.gui.main_window import MainWindow
from inspector.gui.session import Session
from inspector.gui.settings import Settings
from inspector.gui.turns import Turns

ROOM_FOR_FINDINGS_PX = 720


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is shown of findings, made by a worker: there may be one about each event."""

    every: Findings
    unmuted: Findings
    muted: frozenset[str]
    marks: dict[int, str]
    """What the findings say, by event row."""


class FindingsPresenter(QObject):
    """Holds the findings of the open capture and the rules that the user muted."""

    def __init__(
        self, window: MainWindow, session: Session, calls: CallPresenter, settings: Settings
    ) -> None:
        super().__init__(window)
        self._window, self._calls, self._settings = window, calls, settings
        self._findings: Findings | None = None
        self._turns = Turns(self)
        self._worker = Background("findings", self)
        self._worker.done.connect(lambda _number, shown: self._put(shown))
        window.closing.connect(self._worker.stop)
        session.opened.connect(lambda _loaded: self._forget())
        session.closed.connect(self._forget)
        session.examined.connect(self._take)
        window.findings.finding_chosen.connect(self._go)
        window.findings.mute_clicked.connect(
            lambda rule: self._mute(self._settings.muted_rules | {rule})
        )
        window.findings.unmute_clicked.connect(lambda: self._mute(frozenset()))
        window.status.findings_clicked.connect(self.show_dock)

    @property
    def found(self) -> Findings | None:
        """All findings of the open capture, muted ones too; None until it is examined."""
        return self._findings

    def show_dock(self) -> None:
        """Open the findings, in front of what shares their place."""
        self._window.findings_dock.show()
        self._window.findings_dock.raise_()

    def step(self, by: int) -> None:
        """Go to the next or previous finding."""
        if self._window.findings.model.count():
            self.show_dock()
            self._window.findings.step(by)
        else:
            self._window.message.show_remark("No findings in this capture.", is_passing=True)

    def _forget(self) -> None:
        self._findings = None
        self._worker.forget()
        self._turns.forget()
        self._window.findings_dock.hide()
        self._window.status.hide_findings()
        self._window.timeline.set_marks({})
        self._window.events.set_marks({})

    def _take(self, findings: Findings) -> None:
        muted = self._settings.muted_rules
        self._worker.request(lambda _stopped: _to_show(findings, muted))

    def _put(self, shown: _Shown) -> None:
        window, marks = self._window, shown.marks
        self._turns.forget()
        self._turns.add(
            lambda: self._list(shown),
            lambda: window.timeline.set_marks(marks),
            lambda: window.events.set_marks(marks),
            lambda: self._keep(shown),
        )

    def _list(self, shown: _Shown) -> None:
        describer, unmuted = self._calls.describer, shown.unmuted
        if describer is None:
            return
        self._window.findings.show_findings(
            shown.every, describer.rules, describer.event_name, shown.muted
        )
        warnings, infos = unmuted.count(Severity.WARNING), unmuted.count(Severity.INFO)
        self._window.findings_dock.setWindowTitle(f"Findings {len(unmuted.items):,}")
        self._window.status.show_findings(warnings, infos)

    def _keep(self, shown: _Shown) -> None:
        """Everything is shown; the first time, the list of findings comes up where it has room."""
        is_new, self._findings = self._findings is None, shown.every
        has_warnings = shown.unmuted.count(Severity.WARNING) > 0
        if is_new and has_warnings and self._window.height() >= ROOM_FOR_FINDINGS_PX:
            self.show_dock()

    def _go(self, finding: Finding) -> None:
        if finding.rows:
            self._calls.go_to_row(finding.rows[0])
        elif finding.call is not None:
            self._calls.choose_call(finding.call)

    def _mute(self, rules: frozenset[str]) -> None:
        self._settings.muted_rules = rules
        if self._findings is not None:
            self._take(self._findings)


def _to_show(every: Findings, muted: frozenset[str]) -> _Shown:
    unmuted = every.without(muted)
    marks = {
        row: " · ".join(finding.text for finding in found) for row, found in unmuted.by_row.items()
    }
    return _Shown(every, unmuted, muted, marks)
