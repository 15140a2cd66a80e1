"""The status bar: what was detected, what was skipped, how much there is."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QLabel, QMenu, QProgressBar, QStatusBar, QToolButton, QWidget

from inspector.capture.encoding import CHOICES
from inspector.gui.looks import plain_label

SLOW_MS = 300
"""A load shorter than this shows no progress: a flash would only disturb."""


class StatusView(QStatusBar):
    """Facts about the capture, and the progress of a load."""

    problems_clicked = Signal()
    findings_clicked = Signal()
    source_clicked = Signal()
    """How the format and the encoding were told is asked for."""
    encoding_chosen = Signal(str)
    """An encoding to read everything in; empty for what is detected."""
    cancel_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._format = _detected("Detected format")
        self._encoding = _detected("Detected encoding")
        self._format.clicked.connect(self.source_clicked)
        self.encodings = QMenu("Read all files as", self)
        self._encoding.setMenu(self.encodings)
        self._encoding.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._encoding.setToolTip("Read all files in another encoding")
        self._choices = self._make_choices()
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
        opens = f"{encoding} ▾" if encoding else ""
        texts = (kind, opens, skipped if problems else "nothing skipped", counts, files)
        for fact, text in zip(self._facts, texts, strict=True):
            fact.setText(text.replace("&", "&&") if isinstance(fact, QToolButton) else text)
            fact.setVisible(bool(text))

    def show_encoding(self, chosen: str) -> None:
        """Mark the encoding that is in use; empty for what is detected."""
        for name, action in self._choices.items():
            action.setChecked(name == chosen)

    def show_nothing(self) -> None:
        """Nothing is open."""
        for fact in (self._findings, *self._facts):
            fact.hide()

    def show_findings(self, warnings: int, infos: int) -> None:
        """Count what the rules found, by severity."""
        parts = [f"{warnings:,} warning" + ("s" if warnings != 1 else "")] if warnings else []
        parts += [f"{infos:,} info"] if infos else []
        self._findings.setText(f"{', '.join(parts)} ▸" if parts else "no findings")
        self._findings.show()

    def hide_findings(self) -> None:
        """The capture is not examined yet."""
        self._findings.hide()

    def show_catalog(self, text: str) -> None:
        """Name the catalog and its date."""
        self._catalog.setText(text)

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

    def _make_choices(self) -> dict[str, QAction]:
        group = QActionGroup(self)
        choices: dict[str, QAction] = {}
        for name in ("", *CHOICES):
            action = self.encodings.addAction(name or "As detected")
            action.setCheckable(True)
            action.triggered.connect(
                lambda _checked=False, name=name: self.encoding_chosen.emit(name)
            )
            choices[name] = group.addAction(action)
        self.encodings.addSeparator()
        self.encodings.addAction("How it was told…", self.source_clicked.emit)
        return choices

    def _show_progress(self, visible: bool) -> None:
        self._progress.setVisible(visible)
        self._cancel.setVisible(visible)


def _detected(name: str) -> QToolButton:
    made = QToolButton()
    made.setAccessibleName(name)
    made.setToolTip("How it was told, and what was read (import report)")
    return made
