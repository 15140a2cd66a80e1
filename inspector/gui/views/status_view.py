"""The status bar: what was detected, what was skipped, how much there is."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from inspector.capture.choice import CONTAINERS, ZONES
from inspector.capture.encoding import CHOICES
from inspector.gui.choice_menu import ChoiceMenu, ChoiceRow
from inspector.gui.looks import plain_label

SLOW_MS = 300
"""A load shorter than this shows no progress: a flash would only disturb."""

_GAP_PX = 14
"""Between two facts, with the line that parts them."""


class StatusView(QStatusBar):
    """Facts about the capture, and the progress of a load."""

    problems_clicked = Signal()
    findings_clicked = Signal()
    source_clicked = Signal()
    """How format, encoding and zone were told is asked for."""
    choice_made = Signal(str, str, str)
    """"container", "encoding" or "zone", the value chosen (empty for what is detected), and the
    name of its file (empty for all files)."""
    cancel_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.containers = ChoiceMenu("Read all files as", CONTAINERS, self)
        self.encodings = ChoiceMenu("Read all files in", CHOICES, self)
        self.zones = ChoiceMenu("Read the times of all logs in", ZONES, self)
        self._format = _detected("Detected format", self.containers)
        self._encoding = _detected("Detected encoding", self.encodings)
        self._zone = _detected("Zone of the log's times", self.zones)
        menus = {"container": self.containers, "encoding": self.encodings, "zone": self.zones}
        for kind, menu in menus.items():
            menu.chosen.connect(
                lambda value, name, kind=kind: self.choice_made.emit(kind, value, name)
            )
            menu.report_clicked.connect(self.source_clicked)
        self._skipped = QToolButton()
        self._skipped.setAccessibleName("Problems")
        self._skipped.setToolTip("What could not be read")
        self._skipped.clicked.connect(self.problems_clicked)
        self._findings = QToolButton()
        self._findings.setAccessibleName("Findings")
        self._findings.setToolTip("What looks odd (F4)")
        self._findings.clicked.connect(self.findings_clicked)
        self._counts = plain_label(name="Events and calls")
        self._file = plain_label(name="Files")
        self._catalog = plain_label(name="Catalog")
        self._progress = QProgressBar()
        self._progress.setRange(0, 1000)
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(120)
        self._progress.setAccessibleName("Reading")
        self._cancel = QToolButton()
        self._cancel.setText("Cancel")
        self._cancel.clicked.connect(self.cancel_clicked)
        self._facts: tuple[QLabel | QToolButton, ...] = (
            self._format,
            self._encoding,
            self._skipped,
            self._counts,
            self._file,
        )
        self.addWidget(self._findings)
        for fact in self._facts:
            self.addWidget(fact)
            if fact is self._encoding:
                self.addWidget(self._zone)
        self.addPermanentWidget(self._progress)
        self.addPermanentWidget(self._cancel)
        self.addPermanentWidget(self._catalog)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(lambda: self._show_progress(True))
        self._show_progress(False)
        self.show_nothing()

    def show_facts(self, kind: str, encoding: str, problems: int, counts: str, files: str) -> None:
        """Write what the capture is."""
        skipped = "1 problem ▸" if problems == 1 else f"{problems:,} problems ▸"
        opens = [f"{text} ▾" if text else "" for text in (kind, encoding)]
        texts = (*opens, skipped if problems else "nothing skipped", counts, files)
        for fact, text in zip(self._facts, texts, strict=True):
            fact.setText(text.replace("&", "&&") if isinstance(fact, QToolButton) else text)
            fact.setVisible(bool(text))
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow bar says less, so that nothing is cut."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Leave out what is told elsewhere too, until the rest has room."""
        spare = (self._catalog, self._file)
        for label in spare:
            label.setVisible(bool(label.text()))
        parts = (self._findings, self._zone, *self._facts, self._progress, self._cancel)
        for label in spare:
            shown = [part for part in {*parts, *spare} if part.isVisibleTo(self)]
            if sum(part.sizeHint().width() + _GAP_PX for part in shown) > self.width():
                label.hide()

    def show_choices(
        self,
        containers: Sequence[ChoiceRow],
        encodings: Sequence[ChoiceRow],
        zones: Sequence[ChoiceRow],
    ) -> None:
        """Offer other ways to read the files; without a log whose lines have times no zone."""
        self.containers.show_rows(containers)
        self.encodings.show_rows(encodings)
        self.zones.show_rows(zones)
        self._zone.setText("log zone ▾")
        self._zone.setVisible(bool(zones))
        self._make_room()

    def show_zone(self, zone: str, basis: str) -> None:
        """Say which zone the times of the logs were read in, and how that is known."""
        self._zone.setText(f"log {zone} ▾")
        self._make_room()
        self._zone.setToolTip(f"Times of the log's lines: {zone}, {basis}; choose another zone")

    def show_nothing(self) -> None:
        """Nothing is open."""
        for fact in (self._findings, self._zone, *self._facts):
            fact.hide()
        self._file.clear()
        self._make_room()

    def show_findings(self, warnings: int, infos: int) -> None:
        """Count what the rules found, by severity."""
        parts = [f"{warnings:,} warning" + ("s" if warnings != 1 else "")] if warnings else []
        parts += [f"{infos:,} info"] if infos else []
        self._findings.setText(f"{', '.join(parts)} ▸" if parts else "no findings")
        self._findings.show()
        self._make_room()

    def hide_findings(self) -> None:
        """The capture is not examined yet."""
        self._findings.hide()

    def show_catalog(self, text: str) -> None:
        """Name the catalog and its date."""
        self._catalog.setText(text)
        self._make_room()

    def begin(self) -> None:
        """A load runs; its progress shows when it takes longer."""
        self._progress.setValue(0)
        self._slow.start()

    def set_progress(self, share: float) -> None:
        """How much is read, 0 to 1."""
        self._progress.setValue(round(share * 1000))

    def end(self) -> None:
        """The load is over."""
        self._slow.stop()
        self._show_progress(False)

    @property
    def text(self) -> str:
        """Everything the bar says about the capture."""
        facts = (self._findings, *self._facts)
        return " | ".join(fact.text() for fact in facts if fact.isVisibleTo(self))

    def _show_progress(self, visible: bool) -> None:
        self._progress.setVisible(visible)
        self._cancel.setVisible(visible)


def _detected(name: str, menu: ChoiceMenu) -> QToolButton:
    made = QToolButton()
    made.setAccessibleName(name)
    made.setToolTip(f"{name}: choose another one")
    made.setMenu(menu)
    made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    return made
