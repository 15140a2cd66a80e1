"""Icons: SVG files of one style, tinted from the theme."""

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from inspector.assets import resources_dir
from inspector.gui.theme import Theme

SIZE_PX = 18


def line_icon(name: str, theme: Theme) -> QIcon:
    """A line icon in the theme's text color, sharp at 1x, 2x and 3x."""
    path = resources_dir() / "icons" / f"{name}.svg"
    svg = path.read_text(encoding="utf-8").replace("#000000", theme.text)
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    icon = QIcon()
    for ratio in (1, 2, 3):
        pixmap = QPixmap(SIZE_PX * ratio, SIZE_PX * ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter)
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
            icon.addPixmap(pixmap, mode)
    return icon


def app_icon() -> QIcon:
    """The program's own icon."""
    return QIcon(str(resources_dir() / "icons" / "callback-inspector.svg"))
