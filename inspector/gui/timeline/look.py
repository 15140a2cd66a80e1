"""Pens, brushes and fonts of the timeline, made once from a theme."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPen

from inspector.calls.columns import CLASS_ORDER
from inspector.gui.fonts import SMALL_PX, ui_font
from inspector.gui.style import blend
from inspector.gui.theme import Theme
from inspector.index.codes import CodeClass

_LABEL_PX = 11
_MOST_WIDTHS = 8192


class Face:
    """A font that remembers how wide texts are."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._metrics = QFontMetricsF(font)
        self._widths: dict[str, float] = {}

    def width_px(self, text: str) -> float:
        """Width of a text."""
        width = self._widths.get(text)
        if width is None:
            if len(self._widths) >= _MOST_WIDTHS:
                self._widths.clear()
            width = self._widths[text] = self._metrics.horizontalAdvance(text)
        return width

    def elide(self, text: str, width_px: float) -> str:
        """A text cut to a width, with an ellipsis."""
        return self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width_px)


class Look:
    """How the timeline looks in one theme."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.surface = QColor(theme.surface)
        self.alternate = QColor(theme.alternate)
        self.text = QColor(theme.text)
        self.muted = QColor(theme.muted)
        self.accent = QColor(theme.accent)
        self.on_accent = QColor(theme.on_accent)
        self.cap = QColor(theme.cap)
        self.idle = QColor(theme.idle)
        self.faint = blend(theme.muted, theme.surface, 0.45)
        self.focus = QColor(theme.focus)
        self.lit = blend(theme.focus, theme.surface, 0.72)
        self.hit = QColor(theme.hit)
        self.hit_edge = blend(theme.text, theme.hit, 0.35)
        self.fold_edge = blend(theme.muted, theme.surface, 0.35)
        self.fold = QColor(theme.idle)
        self.fold.setAlpha(205)
        self.band = QColor(theme.focus)
        self.band.setAlpha(34)
        self.grid = QPen(blend(theme.border, theme.surface, 0.1), 1)
        self.grid.setStyle(Qt.PenStyle.CustomDashLine)
        self.grid.setDashPattern([1.0, 4.0])
        self.lanes = Face(ui_font(SMALL_PX))
        self.axis = Face(ui_font(_LABEL_PX))
        self.labels = Face(ui_font(_LABEL_PX, QFont.Weight.DemiBold))
        classes = theme.classes
        self._colors = {cls: QColor(classes[cls].color) for cls in CodeClass}
        self._tints = {cls: QColor(classes[cls].tint) for cls in CodeClass}
        self._hatchings = {
            cls: QBrush(
                blend(classes[cls].tint, classes[cls].color, 0.30), Qt.BrushStyle.BDiagPattern
            )
            for cls in CodeClass
        }
        self._muted = {
            cls: QBrush(
                blend(classes[cls].tint, classes[cls].color, 0.34), Qt.BrushStyle.HorPattern
            )
            for cls in CodeClass
        }
        self._held = {
            cls: QBrush(
                blend(classes[cls].tint, classes[cls].color, 0.30), Qt.BrushStyle.Dense4Pattern
            )
            for cls in CodeClass
        }
        self._solid = {cls: _edge(classes[cls].color, is_dashed=False) for cls in CodeClass}
        self._dashed = {cls: _edge(classes[cls].color, is_dashed=True) for cls in CodeClass}
        self.cell_colors = tuple(self._colors[cls].rgba() for cls in CLASS_ORDER)
        """Of cells, in CLASS_ORDER, as 0xAARRGGBB."""

    def color(self, code_class: CodeClass) -> QColor:
        """Shape, outline and text of a class."""
        return self._colors[code_class]

    def tint(self, code_class: CodeClass) -> QColor:
        """Ground of a bar."""
        return self._tints[code_class]

    def hatching(self, code_class: CodeClass) -> QBrush:
        """Stripes over the ground of a bar without an end."""
        return self._hatchings[code_class]

    def inner(self, code_class: CodeClass, *, is_hold: bool) -> QBrush:
        """Ground of a stretch inside a bar: muted, or on hold."""
        return (self._held if is_hold else self._muted)[code_class]

    def outline(self, code_class: CodeClass, *, dashed: bool) -> QPen:
        """Edge of a bar; dashed when not all of it is proven."""
        return self._dashed[code_class] if dashed else self._solid[code_class]

    def width_px(self, text: str) -> float:
        """Width of a label."""
        return self.labels.width_px(text)

    def elide(self, text: str, width_px: float) -> str:
        """A label cut to a width."""
        return self.labels.elide(text, width_px)


def _edge(color: str, *, is_dashed: bool) -> QPen:
    pen = QPen(QColor(color), 1.2)
    pen.setCosmetic(True)
    if is_dashed:
        pen.setDashPattern([4.0, 3.0])
    return pen
