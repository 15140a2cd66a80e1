"""The IDs page: every identifier whole in a tooltip, elided on screen, copied by a button."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from inspector.gui.detail.ids import IdRow, id_rows
from inspector.gui.detail.model import EventDetail
from inspector.gui.detail.widgets import ElidedLabel, caption, copy_button, label
from inspector.gui.fonts import BASE_PX, SMALL_PX, mono_font
from inspector.gui.looks import with_role
from inspector.gui.theme import Theme

_MARGIN_PX = 16
_MIDDLE = Qt.TextElideMode.ElideMiddle


class IdsPage(QWidget):
    """One block an identifier; absent ones say so."""

    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scroll = with_role(QScrollArea(), "pane")
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName("Identifiers")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)

    def show_detail(self, detail: EventDetail, theme: Theme) -> None:
        """Show the identifiers of another event."""
        content = with_role(QWidget(), "pane")
        column = QVBoxLayout(content)
        column.setContentsMargins(_MARGIN_PX, _MARGIN_PX, 10, _MARGIN_PX)
        column.setSpacing(12)
        for row in id_rows(detail.event):
            column.addLayout(self._block(row))
        column.addStretch(1)
        self._scroll.setWidget(content)

    def _block(self, row: IdRow) -> QVBoxLayout:
        block = QVBoxLayout()
        block.setSpacing(1)
        block.addWidget(caption(row.name))
        if not row.value:
            block.addWidget(label("not in this event", role="muted"))
            return block
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(ElidedLabel(row.value, mono_font(BASE_PX), _MIDDLE), 1)
        line.addWidget(copy_button(_spoken(row.name), partial(self._copy, row)))
        block.addLayout(line)
        if row.hint:
            block.addWidget(label(row.hint, role="muted", size_px=SMALL_PX))
        return block

    def _copy(self, row: IdRow, _checked: bool = False) -> None:
        QGuiApplication.clipboard().setText(row.value)
        self.copied.emit(f"{row.name} copied")


def _spoken(name: str) -> str:
    return name if name.startswith("API") else name[0].lower() + name[1:]
