"""The badge that shows a code: painted shape, printed code, color of its class.

Class is never color alone; shapes are painted, since no font is sure to have them.
"""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QIcon,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector.gui.fonts import SMALL_PX, mono_font
from inspector.gui.theme import Theme
from inspector.index.codes import CodeClass

BADGE_HEIGHT_PX = 18
_RADIUS_PX = 4.0
_PADDING_PX = 5
_GLYPH_PX = 8
_GAP_PX = 4


def badge_font() -> QFont:
    """The font of badges; set it on the painter before `paint_badge`."""
    return mono_font(SMALL_PX, QFont.Weight.Bold)


def badge_size(text: str, metrics: QFontMetrics) -> QSize:
    """Size of a badge in pixels, for a text in the badge font."""
    width = _PADDING_PX + _GLYPH_PX + _GAP_PX + metrics.horizontalAdvance(text) + _PADDING_PX + 1
    return QSize(width, max(BADGE_HEIGHT_PX, metrics.height() + 2))


def paint_badge(
    painter: QPainter,
    rect: QRect,
    text: str,
    code_class: CodeClass,
    theme: Theme,
    *,
    solid: bool = False,
) -> None:
    """Paint a badge at the left of `rect`, centred in its height, in the painter's font.

    A text too wide for `rect` is elided. `solid` is the variant for a heading.
    """
    metrics = painter.fontMetrics()
    size = badge_size(text, metrics)
    width, height = min(size.width(), rect.width()), min(size.height(), rect.height())
    box = QRect(rect.left(), rect.top() + (rect.height() - height) // 2, width, height)
    colors = theme.classes[code_class]
    ink = QColor(colors.on_color if solid else colors.color)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colors.color if solid else colors.tint))
    painter.drawRoundedRect(QRectF(box), _RADIUS_PX, _RADIUS_PX)
    centre = QPointF(box.left() + _PADDING_PX + _GLYPH_PX / 2, box.top() + box.height() / 2)
    paint_glyph(painter, centre, _GLYPH_PX, code_class, ink)
    painter.setPen(ink)
    text_box = box.adjusted(_PADDING_PX + _GLYPH_PX + _GAP_PX, 0, -_PADDING_PX + 1, 0)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, text_box.width())
    align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(text_box, int(align), shown)
    painter.restore()


def paint_glyph(
    painter: QPainter, centre: QPointF, size_px: float, code_class: CodeClass, color: QColor
) -> None:
    """Paint the shape of a class in a square of `size_px` around `centre`."""
    half = size_px / 2
    box = QRectF(centre.x() - half, centre.y() - half, size_px, size_px)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    match code_class:
        case CodeClass.C2XX:
            painter.drawEllipse(box)
        case CodeClass.C4XX:
            wide = box.adjusted(-1, 0, 1, 0)
            top = QPointF(centre.x(), wide.top() - 0.5)
            painter.drawPolygon(QPolygonF([top, wide.bottomRight(), wide.bottomLeft()]))
        case CodeClass.C5XX:
            painter.drawRect(box)
        case CodeClass.C6XX:
            pen = QPen(color, size_px * 0.34)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawLine(box.topLeft(), box.bottomRight())
            painter.drawLine(box.topRight(), box.bottomLeft())
        case CodeClass.NONE:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color, 1.5))
            inner = box.adjusted(0.25, 0.25, -0.25, -0.25)
            corners = (
                QPointF(centre.x(), inner.top()),
                QPointF(inner.right(), centre.y()),
                QPointF(centre.x(), inner.bottom()),
                QPointF(inner.left(), centre.y()),
            )
            painter.drawPolygon(QPolygonF(corners))
    painter.restore()


def class_icon(code_class: CodeClass, theme: Theme, size_px: int = 12) -> QIcon:
    """The shape of a class as an icon, for chips and menus; sharp at 1x, 2x and 3x."""
    icon = QIcon()
    for ratio in (1, 2, 3):
        pixmap = QPixmap(size_px * ratio, size_px * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        color = QColor(theme.classes[code_class].color)
        paint_glyph(painter, QPointF(size_px / 2, size_px / 2), size_px - 3, code_class, color)
        painter.end()
        icon.addPixmap(pixmap)
    return icon


class Badge(QWidget):
    """A badge as a widget."""

    def __init__(self, theme: Theme, *, solid: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._solid = solid
        self._text = ""
        self._class = CodeClass.NONE
        self.setFont(badge_font())
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_code(self, text: str, code_class: CodeClass) -> None:
        """Show a code, for example `500 · 560503`."""
        self._text, self._class = text, code_class
        self.setAccessibleName(f"{text}, class {code_class.value}")
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Repaint with the colors of another theme."""
        self._theme = theme
        self.update()

    def text(self) -> str:
        """The printed code."""
        return self._text

    def sizeHint(self) -> QSize:
        """Room for the whole code."""
        return badge_size(self._text, QFontMetrics(badge_font()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the badge."""
        painter = QPainter(self)
        painter.setFont(badge_font())
        paint_badge(painter, self.rect(), self._text, self._class, self._theme, solid=self._solid)
        painter.end()
