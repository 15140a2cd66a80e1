"""The IDs page: every identifier with what it is for, copied by a button."""

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from inspector.gui.detail.ids import IdRow, id_rows, support_text
from inspector.gui.detail.model import EventDetail
from inspector.gui.detail.widgets import ElidedLabel, caption, copy_button, label
from inspector.gui.fonts import BASE_PX, SMALL_PX, mono_font
from inspector.gui.looks import with_role
from inspector.gui.theme import Theme
from inspector.report.redact import Masker

_MARGIN_PX = 16
_MIDDLE = Qt.TextElideMode.ElideMiddle


class IdsPage(QWidget):
    """One block an identifier; absent ones say so. A footer copies all of them."""

    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._detail: EventDetail | None = None
        self._scroll = with_role(QScrollArea(), "pane")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName("Identifiers")
        self._copy_all = with_role(QPushButton("Copy all IDs"), "primary")
        self._copy_all.setAccessibleName("Copy all IDs")
        self._copy_all.setToolTip("For a request to support; phone numbers and names are masked")
        self._copy_all.setProperty("density", "small")
        self._copy_all.clicked.connect(self.copy_all)
        footer = with_role(QFrame(), "footer")
        foot = QHBoxLayout(footer)
        foot.setContentsMargins(_MARGIN_PX, 10, _MARGIN_PX, 10)
        foot.addWidget(self._copy_all)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addWidget(footer)

    def show_detail(self, detail: EventDetail, theme: Theme) -> None:
        """Show the identifiers of another event."""
        self._detail = detail
        content = with_role(QWidget(), "pane")
        column = QVBoxLayout(content)
        column.setContentsMargins(_MARGIN_PX, _MARGIN_PX, 10, _MARGIN_PX)
        column.setSpacing(14)
        buttons: list[QWidget] = []
        for row in id_rows(detail.event):
            column.addLayout(self._block(row, buttons))
        column.addStretch(1)
        self._scroll.setWidget(content)
        chain = [self._scroll, *buttons, self._copy_all]
        for before, after in pairwise(chain):
            self.setTabOrder(before, after)

    def copy_all(self) -> None:
        """Put the identifiers on the clipboard as lines of text."""
        if self._detail is None:
            return
        masker = Masker()
        masker.learn(self._detail.event.data)
        QGuiApplication.clipboard().setText(support_text(id_rows(self._detail.event), masker))
        self.copied.emit("All IDs copied, numbers and names masked")

    def _block(self, row: IdRow, buttons: list[QWidget]) -> QVBoxLayout:
        block = QVBoxLayout()
        block.setSpacing(1)
        block.addWidget(caption(row.name))
        if not row.value:
            block.addWidget(label("not in this event", role="muted"))
            return block
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(ElidedLabel(row.value, mono_font(BASE_PX), _MIDDLE), 1)
        button = copy_button(_spoken(row.name), partial(self._copy, row))
        buttons.append(button)
        line.addWidget(button)
        block.addLayout(line)
        block.addWidget(label(row.purpose, role="muted", size_px=SMALL_PX))
        if row.hint:
            block.addSpacing(3)
            block.addWidget(label(row.hint, size_px=SMALL_PX))
        return block

    def _copy(self, row: IdRow, _checked: bool = False) -> None:
        QGuiApplication.clipboard().setText(row.value)
        self.copied.emit(f"{row.name} copied")


def _spoken(name: str) -> str:
    return name if name.startswith("API") else name[0].lower() + name[1:]
