"""Pens, brushes and fonts of the timeline, made once from a theme."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPen

from inspector.gui.fonts import SMALL_PX, ui_font
from inspector.gui.style import blend
from inspector.gui.theme import Theme
from inspector.index.codes import CodeClass

_LABEL_PX = 11


class Look:
    """How the timeline looks in one theme; also measures its labels."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.surface = QColor(theme.surface)
        self.alternate = QColor(theme.alternate)
        self.text = QColor(theme.text)
        self.muted = QColor(theme.muted)
        self.cap = QColor(theme.cap)
        self.after_end = QColor(theme.idle)
        self.faint = blend(theme.muted, theme.surface, 0.45)
        self.focus = QColor(theme.focus)
        self.lit = blend(theme.focus, theme.surface, 0.72)
        self.grid = QPen(blend(theme.border, theme.surface, 0.1), 1)
        self.grid.setStyle(Qt.PenStyle.CustomDashLine)
        self.grid.setDashPattern([1.0, 4.0])
        self.lane_font = ui_font(SMALL_PX)
        self.axis_font = ui_font(_LABEL_PX)
        self.label_font = ui_font(_LABEL_PX, QFont.Weight.DemiBold)
        self._metrics = QFontMetricsF(self.label_font)
        self._colors = {cls: QColor(theme.classes[cls].color) for cls in CodeClass}
        self._tints = {cls: QColor(theme.classes[cls].tint) for cls in CodeClass}

    def color(self, code_class: CodeClass) -> QColor:
        """Shape, outline and text of a class."""
        return self._colors[code_class]

    def tint(self, code_class: CodeClass) -> QColor:
        """Ground of a bar."""
        return self._tints[code_class]

    def hatching(self, code_class: CodeClass) -> QBrush:
        """Stripes over the ground of a bar without an end."""
        colors = self.theme.classes[code_class]
        return QBrush(blend(colors.tint, colors.color, 0.22), Qt.BrushStyle.BDiagPattern)

    def outline(self, code_class: CodeClass, *, open_end: bool) -> QPen:
        """Edge of a bar; dashed when its end is not in the capture."""
        pen = QPen(self._colors[code_class], 1.2)
        if open_end:
            pen.setDashPattern([4.0, 3.0])
        return pen

    def width_px(self, text: str) -> float:
        """Width of a label."""
        return self._metrics.horizontalAdvance(text)

    def elide(self, text: str, width_px: float) -> str:
        """A label cut to a width."""
        return self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width_px)
