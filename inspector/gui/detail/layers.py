"""What ACS, SIP and Q.850 each said of a result, and how they stand to each other."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPalette, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from inspector.diagnosis.model import Explanation, LayerSaid
from inspector.diagnosis.standpoint import Standpoint
from inspector.gui.detail.widgets import label, mono, row_caption
from inspector.gui.fonts import SMALL_PX
from inspector.gui.looks import plain_label
from inspector.gui.theme import Theme
from inspector.index.codes import CodeClass
from inspector.report.explanation_words import STANDPOINT_TEXTS

_NARROW_PX = 310
_TOP = Qt.AlignmentFlag.AlignTop
_COLOR_OF = {
    Standpoint.AGREES: CodeClass.C2XX,
    Standpoint.BELIEVED: CodeClass.C2XX,
    Standpoint.DIFFERS: CodeClass.C4XX,
    Standpoint.GENERAL: CodeClass.NONE,
    Standpoint.NONE: CodeClass.NONE,
}


class LayerTable(QWidget):
    """A row a layer: number, name, and where it stands in words; the verdict under them.

    Where the pane is narrow the name goes under its number.
    """

    def __init__(self, explanation: Explanation, theme: Theme) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(2, 1)
        agreement = explanation.agreement
        self._rows = [_cells(said, theme) for said in agreement.layers]
        self._text = label(agreement.text)
        self._text.setContentsMargins(0, 6, 0, 0)
        self._narrow: bool | None = None
        self._arrange(narrow=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the arrangement that fits the width."""
        super().resizeEvent(event)
        self._arrange(narrow=event.size().width() < _NARROW_PX)

    def _arrange(self, *, narrow: bool) -> None:
        if narrow is self._narrow:
            return
        self._narrow = narrow
        for position, (caption, number, name, word) in enumerate(self._rows):
            row = 2 * position
            self._grid.addWidget(caption, row, 0, _TOP)
            self._grid.addWidget(number, row, 1, _TOP)
            self._grid.addWidget(word, row, 3, _TOP)
            if narrow:
                self._grid.addWidget(name, row + 1, 1, 1, 3)
            else:
                self._grid.addWidget(name, row, 2)
        self._grid.addWidget(self._text, 2 * len(self._rows), 0, 1, 4)


def _cells(said: LayerSaid, theme: Theme) -> tuple[QLabel, QLabel, QLabel, QLabel]:
    word = plain_label(
        STANDPOINT_TEXTS[said.standpoint], size_px=SMALL_PX, weight=QFont.Weight.Bold
    )
    colors = word.palette()
    color = theme.classes[_COLOR_OF[said.standpoint]].color
    colors.setColor(QPalette.ColorRole.WindowText, color)
    word.setPalette(colors)
    number = mono(said.number)
    number.setWordWrap(False)
    number.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
    return row_caption(said.layer), number, label(said.name or "not in the catalog"), word
