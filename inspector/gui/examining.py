"""Shows what the rules found, in the dock, the status bar, the timeline and the event table."""

from PySide6.QtCore import QObject

from inspector.catalog.model import Severity
from inspector.findings.model import Finding, Findings
from inspector.gui.call_presenter import CallPresenter
from inspector.gui.main_window import MainWindow
from inspector.gui.session import Session
from inspector.gui.settings import Settings

ROOM_FOR_FINDINGS_PX = 720


class FindingsPresenter(QObject):
    """Holds the findings of the open capture and the rules that the user muted."""

    def __init__(
        self, window: MainWindow, session: Session, calls: CallPresenter, settings: Settings
    ) -> None:
        super().__init__(window)
        self._window, self._calls, self._settings = window, calls, settings
        self._findings: Findings | None = None
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
        self._window.findings_dock.hide()
        self._window.status.hide_findings()
        self._show_marks(Findings())

    def _take(self, findings: Findings) -> None:
        is_first = self._findings is None
        self._findings = findings
        self._show()
        shown = findings.without(self._settings.muted_rules)
        has_room = self._window.height() >= ROOM_FOR_FINDINGS_PX
        if is_first and has_room and shown.count(Severity.WARNING):
            self.show_dock()

    def _show(self) -> None:
        describer = self._calls.describer
        if self._findings is None or describer is None:
            return
        muted = self._settings.muted_rules
        shown = self._findings.without(muted)
        self._window.findings.show_findings(
            self._findings, describer.rules, describer.event_name, muted
        )
        self._window.findings_dock.setWindowTitle(f"Findings {len(shown.items):,}")
        self._window.status.show_findings(shown.count(Severity.WARNING), shown.count(Severity.INFO))
        self._show_marks(shown)

    def _show_marks(self, findings: Findings) -> None:
        marks = {
            row: " · ".join(finding.text for finding in found)
            for row, found in findings.by_row.items()
        }
        self._window.timeline.set_marks(marks)
        self._window.events.set_marks(marks)

    def _go(self, finding: Finding) -> None:
        if finding.rows:
            self._calls.go_to_row(finding.rows[0])
        elif finding.call is not None:
            self._calls.choose_call(finding.call)

    def _mute(self, rules: frozenset[str]) -> None:
        self._settings.muted_rules = rules
        self._show()
