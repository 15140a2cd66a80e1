"""The list of keys, made from the action table."""

from collections.abc import Iterable

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QVBoxLayout, QWidget

from inspector.gui.fonts import SMALL_PX, mono_font
from inspector.gui.looks import plain_label

NOTE = "Single letters work while a list, a table or the timeline has the focus."


class ShortcutSheet(QDialog):
    """All actions that have a key, by menu."""

    def __init__(self, rows: Iterable[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        last = ""
        for line, (menu, text, keys) in enumerate(rows):
            heading = plain_label(menu if menu != last else "", role="muted")
            last = menu
            shown = plain_label(keys)
            shown.setFont(mono_font(SMALL_PX))
            for column, widget in enumerate((heading, plain_label(text), shown)):
                grid.addWidget(widget, line, column)
        note = plain_label(NOTE, role="muted")
        note.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(grid)
        layout.addWidget(note)
        layout.addWidget(buttons)
