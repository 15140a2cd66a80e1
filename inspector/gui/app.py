"""Starts the window."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from inspector import __version__
from inspector.catalog.load import load_catalog
from inspector.gui.fonts import ui_font
from inspector.gui.program import Program
from inspector.gui.settings import Settings
from inspector.gui.theme import Theme, load_theme

NAME = "Callback Inspector"


def run(paths: Sequence[Path], sample: bool = False) -> int:
    """Open the window on some files, or on the sample; returns the exit code."""
    if sys.platform.startswith("linux"):
        # Without this order a missing display ends the process with SIGABRT.
        os.environ.setdefault("QT_QPA_PLATFORM", "wayland;xcb;offscreen")
    app = make_application(sys.argv[:1])
    program = Program(app, load_catalog(), Settings(QSettings()), load_themes())
    program.show()
    if sample:
        program.open_sample()
    else:
        program.open_paths(paths)
    return app.exec()


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
