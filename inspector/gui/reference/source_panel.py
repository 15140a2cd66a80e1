"""The head of the import report: how one file is read, to be chosen otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector.capture.choice import AS_DETECTED, CONTAINERS, FARTHEST_NS, ZONES, Choice
from inspector.capture.encoding import CHOICES
from inspector.gui.detail.widgets import caption
from inspector.gui.fonts import SMALL_PX
from inspector.gui.looks import plain_label, with_role
from inspector.report.plain import visible

DETECTED = "As detected"
_FIELD_PX = 26
_NS_PER_MS = 10**6
_MS_PER_S = 1000


@dataclass(frozen=True, slots=True)
class SourceState:
    """How a file was read, and what could be chosen instead."""

    name: str
    """What the file goes by."""
    label: str
    detected: str
    """Format, encoding and zone as they were read."""
    chosen: Choice
    suggested: Choice | None = None
    hint: str = ""
    """Why it is suggested."""


class SourcePanel(QFrame):
    """One file at a time; nothing is read again before the user says so."""

    choice_made = Signal(str, object)
    """What a file goes by, and the `Choice` for it."""
    reveal_clicked = Signal(str)
    """What the file goes by that is to be shown in the file manager."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_role(self, "card")
        self._states: tuple[SourceState, ...] = ()
        self.file = _combo("File")
        self.container = _combo("Read as", (DETECTED, *CONTAINERS))
        self.encoding = _combo("Encoding", (DETECTED, *CHOICES))
        self.zone = _combo("Zone of the log's times", ("As written", *ZONES))
        self.zone.setToolTip("Where the lines name no zone they are taken for UTC")
        self.log_clock = _seconds("Seconds to add to the times of the log's lines")
        self.event_clock = _seconds("Seconds to add to the times of the events")
        self._detected = plain_label(role="muted", size_px=SMALL_PX)
        self._detected.setWordWrap(True)
        self._hint = plain_label()
        self._hint.setWordWrap(True)
        self.use = with_role(QPushButton("Use it"), "link")
        self.apply = with_role(QPushButton("Read again"), "primary")
        self.reset = QPushButton("As detected")
        self.reveal = QPushButton("Reveal in file manager")
        for button in (self.use, self.apply, self.reset, self.reveal):
            button.setAutoDefault(False)
        self._lay_out()
        self.file.currentIndexChanged.connect(lambda _at: self._show())
        for combo in (self.container, self.encoding, self.zone):
            combo.currentIndexChanged.connect(lambda _at: self._update())
        for box in (self.log_clock, self.event_clock):
            box.valueChanged.connect(lambda _value: self._update())
        self.apply.clicked.connect(lambda: self._choose(self.edited))
        self.reset.clicked.connect(lambda: self._choose(AS_DETECTED))
        self.use.clicked.connect(self._use)
        self.reveal.clicked.connect(self._reveal)
        self.show_states(())

    def show_states(self, states: Sequence[SourceState]) -> None:
        """Show the files of another reading: the one that was shown, else one with a hint."""
        before = None if self.state is None else self.state.name
        self._states = tuple(states)
        self.file.blockSignals(True)
        self.file.clear()
        self.file.addItems([visible(state.label) for state in states])
        names = [state.name for state in states]
        hinted = (at for at, state in enumerate(states) if state.suggested is not None)
        self.file.setCurrentIndex(names.index(before) if before in names else next(hinted, 0))
        self.file.blockSignals(False)
        self.file.setEnabled(len(states) > 1)
        self.setVisible(bool(states))
        self._show()

    @property
    def state(self) -> SourceState | None:
        """The file that is shown."""
        at = self.file.currentIndex()
        return self._states[at] if 0 <= at < len(self._states) else None

    @property
    def edited(self) -> Choice:
        """What the fields say; a clock that was not touched keeps all its digits."""
        chosen = AS_DETECTED if self.state is None else self.state.chosen
        return Choice(
            encoding=_value(self.encoding),
            container=_value(self.container),
            zone=_value(self.zone),
            log_shift_ns=_exact(self.log_clock, chosen.log_shift_ns),
            event_shift_ns=_exact(self.event_clock, chosen.event_shift_ns),
        )

    def _show(self) -> None:
        state = self.state
        chosen = AS_DETECTED if state is None else state.chosen
        fields = (self.container, self.encoding, self.zone, self.log_clock, self.event_clock)
        for field in fields:
            field.blockSignals(True)
        for combo, value in zip(
            (self.container, self.encoding, self.zone),
            (chosen.container, chosen.encoding, chosen.zone),
            strict=True,
        ):
            if value and combo.findText(value) < 0:
                combo.addItem(value)
            combo.setCurrentIndex(combo.findText(value) if value else 0)
        self.log_clock.setValue(_shown(chosen.log_shift_ns))
        self.event_clock.setValue(_shown(chosen.event_shift_ns))
        for field in fields:
            field.blockSignals(False)
        self._detected.setText("" if state is None else visible(f"Read as {state.detected}"))
        self._hint.setText("" if state is None else visible(state.hint))
        has_hint = state is not None and state.suggested is not None
        self._hint.setVisible(has_hint)
        self.use.setVisible(has_hint)
        self._update()

    def _update(self) -> None:
        state = self.state
        self.apply.setEnabled(state is not None and self.edited != state.chosen)
        self.reset.setEnabled(state is not None and state.chosen != AS_DETECTED)

    def _choose(self, choice: Choice) -> None:
        if self.state is not None:
            self.choice_made.emit(self.state.name, choice)

    def _use(self) -> None:
        state = self.state
        if state is not None and state.suggested is not None:
            self._choose(replace(state.suggested))

    def _reveal(self) -> None:
        if self.state is not None:
            self.reveal_clicked.emit(self.state.name)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        fields = (
            ("Read as", self.container),
            ("Encoding", self.encoding),
            ("Log time zone", self.zone),
            ("Log clock", self.log_clock),
            ("Event times", self.event_clock),
        )
        for place, (title, field) in enumerate(fields):
            word = caption(title)
            word.setWordWrap(False)
            field.setMinimumHeight(_FIELD_PX)
            grid.addWidget(word, 0, place)
            grid.addWidget(field, 1, place)
            grid.setColumnStretch(place, 1)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.file, 1)
        head.addWidget(self.reveal)
        hint = QHBoxLayout()
        hint.addWidget(self._hint, 1)
        hint.addWidget(self.use, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._detected, 1)
        foot.addWidget(self.reset)
        foot.addWidget(self.apply)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(grid)
        column.addLayout(hint)
        column.addLayout(foot)


def _combo(name: str, texts: Sequence[str] = ()) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(8)
    made.addItems(list(texts))
    return made


def _seconds(name: str) -> QDoubleSpinBox:
    made = QDoubleSpinBox()
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setRange(-FARTHEST_NS / 1e9, FARTHEST_NS / 1e9)
    made.setDecimals(3)
    made.setSuffix(" s")
    made.setKeyboardTracking(False)
    made.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
    return made


def _value(combo: QComboBox) -> str:
    return combo.currentText() if combo.currentIndex() > 0 else ""


def _shown(length_ns: int) -> float:
    return round(length_ns / _NS_PER_MS) / _MS_PER_S


def _exact(box: QDoubleSpinBox, before_ns: int) -> int:
    milliseconds = round(box.value() * _MS_PER_S)
    return before_ns if milliseconds == round(before_ns / _NS_PER_MS) else milliseconds * _NS_PER_MS
