"""Starts the window."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication

from inspector import __version__
from inspector.errors import InspectorError
from inspector.gui.fonts import ui_font
from inspector.gui.main_window import MainWindow
from inspector.gui.settings import Settings
from inspector.gui.standing import chosen_theme, paint, place_window
from inspector.gui.theme import Theme, load_theme

if TYPE_CHECKING:
    from inspector.gui.program import Program

NAME = "Callback Inspector"


def run(paths: Sequence[Path], sample: bool = False, catalog_folder: Path | None = None) -> int:
    """Open the window on some files, or on the sample; returns the exit code.

    `catalog_folder` holds a team's overlays. Raises InspectorError where there is no screen.
    """
    if sys.platform.startswith("linux") and "QT_QPA_PLATFORM" not in os.environ:
        os.environ["QT_QPA_PLATFORM"] = _linux_platforms()
        app = make_application(sys.argv[:1])
        if app.platformName() == "offscreen":
            raise _no_screen("A library that Qt needs for windows is missing")
    else:
        app = make_application(sys.argv[:1])
    settings, themes = Settings(QSettings()), load_themes()
    window = first_picture(app, settings, themes)
    # Imported here, not above: these take longer than the window needs to be seen.
    from inspector.gui.heap import start_calm  # noqa: PLC0415 - see above
    from inspector.gui.own_rows import starting_catalog  # noqa: PLC0415 - see above
    from inspector.gui.program import Program  # noqa: PLC0415 - see above

    catalog, error = starting_catalog(catalog_folder)
    program = Program(app, catalog, settings, themes, catalog_folder, window)
    program.show()
    start_calm()
    if error is not None:
        keep_saying(program, error)
    if sample:
        program.open_sample()
    else:
        program.open_paths(paths)
    return app.exec()


def first_picture(app: QApplication, settings: Settings, themes: dict[str, Theme]) -> MainWindow:
    """The window with its start page, painted before anything else is imported."""
    theme = chosen_theme(settings.theme, themes)
    paint(app, theme)
    window = MainWindow(theme)
    place_window(window, settings)
    window.show()
    app.processEvents()
    return window


def keep_saying(program: "Program", error: InspectorError) -> None:
    """Show what was wrong at the start, and again once the first capture is open."""
    message = program.window.message
    message.show_error(error)
    program.session.ended.connect(
        lambda: message.show_error(error), Qt.ConnectionType.SingleShotConnection
    )


def _linux_platforms() -> str:
    """Where Qt may look for a screen; offscreen comes last, or a failure would be SIGABRT."""
    screens = {"wayland": "WAYLAND_DISPLAY", "xcb": "DISPLAY"}
    found = [platform for platform, variable in screens.items() if os.environ.get(variable)]
    if not found:
        raise _no_screen("Neither DISPLAY nor WAYLAND_DISPLAY is set")
    return ";".join([*found, "offscreen"])


def _no_screen(reason: str) -> InspectorError:
    return InspectorError(
        "There is no screen to open a window on",
        reason,
        "Run python3 packaging/start.py, or a command: calls, events, report, screenshot",
    )


def make_application(arguments: Sequence[str]) -> QApplication:
    """The Qt application with the program's name, style and font."""
    app = QApplication(list(arguments))
    app.setApplicationName("callback-inspector")
    app.setApplicationDisplayName(NAME)
    app.setApplicationVersion(__version__)
    app.setOrganizationName("Callback Inspector")
    app.setDesktopFileName("callback-inspector")
    app.setStyle("Fusion")
    app.setFont(ui_font())
    return app


def load_themes() -> dict[str, Theme]:
    """The light and the dark theme by name."""
    return {name: load_theme(name) for name in ("light", "dark")}
