"""What the catalog window shows before anything is looked up."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QToolButton, QVBoxLayout, QWidget

from inspector.catalog.catalog import Catalog
from inspector.gui.detail.widgets import label
from inspector.gui.fonts import TITLE_PX, mono_font
from inspector.gui.looks import with_role

EXAMPLES = (
    ("500/560503", "a result: code and subcode"),
    ("560402", "a subcode, even one without a row"),
    ("sip 486", "a SIP response"),
    ("q850 17", "a Q.850 cause"),
    ("RecognizeFailed", "an event"),
    ("certificate", "words of a name or a meaning"),
    ("DiagCode: 412#10073", "a message, pasted whole"),
)


class Welcome(QWidget):
    """Examples to click, and how much there is."""

    asked = Signal(str)

    def __init__(self, catalog: Catalog, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(label("Look up any result", size_px=TITLE_PX, weight=QFont.Weight.Bold))
        column.addWidget(label(_contents(catalog)))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for row, (text, what) in enumerate(EXAMPLES):
            button = with_role(QToolButton(), "link")
            button.setText(text)
            button.setFont(mono_font())
            button.setAccessibleName(f"Look up {text}")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(lambda _checked=False, text=text: self.asked.emit(text))
            grid.addWidget(button, row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label(what, role="muted"), row, 1)
        column.addLayout(grid)


def _contents(catalog: Catalog) -> str:
    results = sum(len(rows) for rows in catalog.subcodes.values())
    counts = (
        f"{results} results with {len(catalog.codes)} codes",
        f"{len(catalog.sip_codes)} SIP responses",
        f"{len(catalog.causes)} Q.850 causes",
        f"{len(catalog.kinds.kinds)} events",
    )
    return (
        f"{', '.join(counts)}; all of it works offline."
        " Leaf through it at the left while the box is empty, or type."
    )
