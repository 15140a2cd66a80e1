"""What stands in the window while nothing is open."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from inspector.gui.looks import plain_label, whole_tooltip, with_role

PRIVACY = "or paste event JSON. Everything is read on this computer; nothing is sent anywhere."
HOW_TO_CAPTURE = (
    "To capture callbacks, append each request body that your webhook receives to a file, one "
    "per line. A log that holds the JSON bodies works too, packed or not."
)
SHOWN_RECENT = 5


class StartPage(QFrame):
    """Drop target, recent files, the sample, and how to capture callbacks."""

    open_clicked = Signal()
    sample_clicked = Signal()
    recent_clicked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        with_role(self, "pane")
        card = with_role(QFrame(), "card")
        card.setMinimumWidth(320)
        card.setMaximumWidth(540)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(40, 36, 40, 32)
        inside.setSpacing(14)
        title = plain_label("Drop a callback log here", size_px=22, weight=QFont.Weight.DemiBold)
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        privacy = plain_label(PRIVACY, role="muted")
        privacy.setAlignment(Qt.AlignmentFlag.AlignCenter)
        how = plain_label(HOW_TO_CAPTURE, role="muted")
        for label in (privacy, how):
            label.setWordWrap(True)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        inside.addWidget(title)
        inside.addWidget(privacy)
        inside.addLayout(self._buttons())
        inside.addLayout(self._recent)
        inside.addWidget(with_role(QFrame(), "rule"))
        inside.addWidget(how)
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card, 20)
        across.addStretch(1)
        layout.addLayout(across)
        layout.addStretch(3)

    def show_recent(self, paths: Sequence[Path]) -> None:
        """List the files opened last."""
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if not paths:
            return
        self._recent.addWidget(plain_label("Recent", role="heading"))
        for path in paths[:SHOWN_RECENT]:
            button = with_role(QPushButton(path.name.replace("&", "&&")), "link")
            button.setToolTip(whole_tooltip(str(path)))
            button.setAccessibleName(f"Open {path.name}")
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(lambda _checked=False, path=path: self.recent_clicked.emit(path))
            self._recent.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _buttons(self) -> QHBoxLayout:
        open_button = with_role(QPushButton("Open…"), "primary")
        open_button.clicked.connect(self.open_clicked)
        sample = QPushButton("Open sample")
        sample.clicked.connect(self.sample_clicked)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        row.addWidget(open_button)
        row.addWidget(sample)
        row.addStretch(1)
        return row
