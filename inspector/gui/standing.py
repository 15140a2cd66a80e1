"""How the window stands: its theme, and its place on the screen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from inspector.gui.main_window import MainWindow
from inspector.gui.settings import Settings
from inspector.gui.style import palette, stylesheet
from inspector.gui.theme import Theme


def chosen_theme(name: str, themes: dict[str, Theme]) -> Theme:
    """The theme by its name; the system's where none of that name is there."""
    if name in themes:
        return themes[name]
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return themes["dark" if dark else "light"]


def paint(app: QApplication, theme: Theme) -> None:
    """Give everything the theme's colors."""
    app.setPalette(palette(theme))
    app.setStyleSheet(stylesheet(theme))


def place_window(window: MainWindow, settings: Settings) -> None:
    """Put the window where it was left, with the recent files on its start page."""
    layout = settings.layout()
    if layout is not None:
        window.restore_geometry(layout[0])
    window.start.show_recent(settings.recent)
