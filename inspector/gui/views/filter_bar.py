"""The filter box and one chip per code class: two ways to set the same filter."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from inspector.gui.badge import class_icon
from inspector.gui.looks import plain_label, with_role
from inspector.gui.theme import Theme
from inspector.index.codes import CodeClass
from inspector.index.query import Filter

CLASS_ORDER = (CodeClass.C6XX, CodeClass.C5XX, CodeClass.C4XX, CodeClass.C2XX, CodeClass.NONE)
TYPING_PAUSE_MS = 150
"""Long enough that a typed word is one search, short enough to feel at once."""


class FilterBox(QLineEdit):
    """Announces each text the user filters by, once typing pauses."""

    text_settled = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Filter")
        self.setPlaceholderText("Filter by id, number, code or word")
        self.setToolTip("Any id, number, code (500/560503) or word of an event")
        self.setClearButtonEnabled(True)
        self.setAcceptDrops(False)
        self.setMinimumWidth(200)
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

    def show_filter(self, value: Filter) -> None:
        """Show the text of a filter that was set elsewhere."""
        self._settled = value.text
        if self.text().strip() != value.text:
            self.setText(value.text)

    def _wait(self, text: str) -> None:
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


class ChipBar(QWidget):
    """One toggle per code class with its number of calls, and what the filter leaves."""

    class_toggled = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips = {cls: QToolButton() for cls in CLASS_ORDER}
        self._shown = plain_label(role="muted", name="What the filter shows")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for cls, chip in self._chips.items():
            with_role(chip, "class-chip").setProperty("codeClass", cls.value)
            chip.setCheckable(True)
            chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            chip.setCursor(Qt.CursorShape.PointingHandCursor)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.clicked.connect(lambda _checked=False, cls=cls: self.class_toggled.emit(cls))
            layout.addWidget(chip)
        layout.addSpacing(8)
        layout.addWidget(self._shown)
        layout.addStretch(1)
        self.set_theme(theme)
        self.set_counts({})

    def set_theme(self, theme: Theme) -> None:
        """Paint the shapes in another theme."""
        for cls, chip in self._chips.items():
            chip.setIcon(class_icon(cls, theme))

    def set_counts(self, counts: Mapping[CodeClass, int]) -> None:
        """Write how many calls hold a result of each class."""
        for cls, chip in self._chips.items():
            count = counts.get(cls, 0)
            name = "without a code" if cls is CodeClass.NONE else f"of class {cls.value}"
            chip.setText(f"{cls.value} {count:,}")
            chip.setAccessibleName(f"Show results {name}, {count:,} calls")
            chip.setToolTip(f"Calls with a result {name}")

    def set_shown(self, text: str) -> None:
        """Say how much the filter lets through."""
        self._shown.setText(text)

    def show_filter(self, value: Filter) -> None:
        """Show the classes of a filter."""
        for cls, chip in self._chips.items():
            chip.setChecked(cls in value.classes)
