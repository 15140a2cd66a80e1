"""The filter box and the chips: two ways to set the same filter."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from inspector.catalog.model import Attention
from inspector.diagnosis.narrow import CallFilter, Part
from inspector.diagnosis.tally import Sign, Tally
from inspector.gui.badge import class_icon
from inspector.gui.flow import Flow
from inspector.gui.looks import add_clear_button, plain_label, with_role
from inspector.gui.owner_chip import OwnerChip
from inspector.gui.theme import Theme
from inspector.index.codes import CodeClass

CLASS_ORDER = (CodeClass.C6XX, CodeClass.C5XX, CodeClass.C4XX, CodeClass.C2XX, CodeClass.NONE)
TYPING_PAUSE_MS = 150
"""Long enough that a typed word is one search, short enough to feel at once."""
GAP_PX = 8
EDGE_PX, CLEAR_PX = 12, 34
"""Room right of the count in the filter box, without and with the button that clears the box."""
SHAPE_PX = 12


@dataclass(frozen=True, slots=True)
class _Words:
    """How a chip is labeled where there is room, and where there is little."""

    long: str
    short: str
    tip: str


_WORDS: Mapping[Attention | Sign, _Words] = {
    Attention.FAILURE: _Words(
        "needs attention", "attention", "Calls that failed in a way that is not expected"
    ),
    Sign.NO_END: _Words("no terminal event", "no end", "Calls whose end is not in the capture"),
    Sign.NEW_SUBCODE: _Words(
        "new subcode", "new code", "Calls with a subcode that the catalog does not know"
    ),
}


class FilterBox(QLineEdit):
    """Announces each text the user filters by, once typing pauses."""

    text_settled = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Filter")
        self.setPlaceholderText("Filter by id, number, code or word")
        self.setToolTip("Any id, number, code (500/560503) or word of an event")
        add_clear_button(self)
        self.setAcceptDrops(False)
        self.setMinimumWidth(200)
        self._shown = plain_label(role="muted", name="What the filter shows")
        self._shown.setParent(self)
        self._shown.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._settled = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._announce)
        self.textChanged.connect(self._wait)
        self.returnPressed.connect(self._announce)

    def take_focus(self) -> None:
        """Put the cursor into the box, its text selected."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def set_shown(self, text: str) -> None:
        """Say at the right how much the filter lets through."""
        self._shown.setText(text)
        self._place_shown()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The count stays at the right."""
        super().resizeEvent(event)
        self._place_shown()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the box."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            event.accept()
            return
        super().keyPressEvent(event)

    def _place_shown(self) -> None:
        """At the right edge, or left of the button that clears the box."""
        width = self._shown.sizeHint().width()
        room = CLEAR_PX if self.text() else EDGE_PX
        self._shown.setGeometry(self.width() - width - room, 0, width, self.height())
        self.setTextMargins(0, 0, width + GAP_PX, 0)

    def show_filter(self, value: CallFilter) -> None:
        """Show the text of a filter that was set elsewhere."""
        text = value.events.text
        self._settled = text
        if self.text().strip() != text:
            self.setText(text)

    def _wait(self, text: str) -> None:
        self._place_shown()
        if text.strip():
            self._pause.start()
        else:
            self._announce()

    def _announce(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._settled:
            self._settled = text
            self.text_settled.emit(text)


class ChipBar(Flow):
    """Toggles with the number of calls each one lists."""

    toggled = Signal(object)
    """The part of the filter that the user switched: a CodeClass, Attention, Owner or Sign."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(GAP_PX, parent)
        self._classes = {cls: self._chip(cls, "class-chip") for cls in CLASS_ORDER}
        for cls, chip in self._classes.items():
            chip.setProperty("codeClass", cls.value)
            chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            chip.setIconSize(QSize(SHAPE_PX, SHAPE_PX))
        self._calls = {part: self._chip(part, "chip") for part in _WORDS}
        for part, chip in self._calls.items():
            chip.setToolTip(_WORDS[part].tip)
        self._owners = OwnerChip()
        self._owners.owner_toggled.connect(self.toggled)
        self.add(self._owners)
        self._class_counts: Mapping[CodeClass, int] = {}
        self._tally = Tally()
        self._value = CallFilter()
        self._long_px = 0
        self._is_short = False
        self.set_theme(theme)
        self._refresh()

    def set_theme(self, theme: Theme) -> None:
        """Paint the shapes in another theme."""
        for cls, chip in self._classes.items():
            chip.setIcon(class_icon(cls, theme, SHAPE_PX))

    def set_counts(self, classes: Mapping[CodeClass, int], tally: Tally) -> None:
        """Write how many calls each chip lists."""
        self._class_counts = classes
        self._tally = tally
        self._owners.set_counts(tally)
        self._refresh()

    def show_filter(self, value: CallFilter) -> None:
        """Show which chips a filter sets."""
        self._value = value
        self._owners.set_chosen(value.owners)
        self._refresh()

    def arrange(self) -> None:
        """Long texts where they fit into one row, else short ones."""
        is_short = self._long_px > self.width()
        if is_short != self._is_short:
            self._is_short = is_short
            self._write()
        super().arrange()

    def _chip(self, part: Part, role: str) -> QToolButton:
        chip = with_role(QToolButton(), role)
        chip.setCheckable(True)
        chip.setCursor(Qt.CursorShape.PointingHandCursor)
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.clicked.connect(lambda _checked=False: self.toggled.emit(part))
        self.add(chip)
        return chip

    def _refresh(self) -> None:
        """Write everything and measure it; a chip that lists nothing and is not set is hidden."""
        for cls, chip in self._classes.items():
            chip.setChecked(self._value.holds(cls))
        for part, chip in self._calls.items():
            is_set = self._value.holds(part)
            chip.setChecked(is_set)
            chip.setVisible(is_set or self._tally.count(part) > 0)
        self._owners.setVisible(self._owners.is_useful)
        self._is_short = False
        self._write()
        self._long_px = self.width_of_all()
        self.arrange()

    def _write(self) -> None:
        for cls, chip in self._classes.items():
            count = self._class_counts.get(cls, 0)
            name = _class_words(cls)
            chip.setText(f"{cls.value} {count:,}")
            chip.setAccessibleName(f"Show {_calls(count)}: {name}")
            chip.setToolTip(name[:1].upper() + name[1:])
        for part, chip in self._calls.items():
            count, words = self._tally.count(part), _WORDS[part]
            chip.setText(f"{words.short if self._is_short else words.long} {count:,}")
            chip.setAccessibleName(f"Show {_calls(count)}: {words.long}")
        self._owners.say(short=self._is_short)


def _calls(count: int) -> str:
    return "1 call" if count == 1 else f"{count:,} calls"


def _class_words(cls: CodeClass) -> str:
    match cls:
        case CodeClass.NONE:
            return "calls that have no end, or whose end carries no code"
        case CodeClass.C2XX:
            return "calls that ended with a code of class 2xx"
        case _:
            return f"calls with a result of class {cls.value}"
