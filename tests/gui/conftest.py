"""The real program in a real window, with settings of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from inspector.assets import resources_dir
from inspector.catalog.catalog import Catalog
from inspector.gui.app import load_themes
from inspector.gui.fonts import ui_font
from inspector.gui.program import Program
from inspector.gui.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def program(
    qapp: QApplication, qtbot: QtBot, catalog: Catalog, settings: Settings
) -> Iterator[Program]:
    qapp.setStyle("Fusion")
    qapp.setFont(ui_font())
    settings.theme = "light"
    program = Program(qapp, catalog, settings, load_themes())
    qtbot.addWidget(program.window)
    with qtbot.waitActive(program.window):
        program.show()
    yield program
    program.window.close()
    program.deleteLater()


@pytest.fixture
def open_files(program: Program, qtbot: QtBot) -> Callable[..., Program]:
    """Opens files as the program would, and waits until they are read and examined."""

    def open_(*paths: Path) -> Program:
        with qtbot.waitSignal(program.session.ended, timeout=20_000):
            program.open_paths(paths)
        loaded = program.session.loaded
        if loaded is not None and loaded.capture.finished:
            qtbot.waitUntil(lambda: program.findings.found is not None, timeout=20_000)
        return program

    return open_


@pytest.fixture
def samples() -> Path:
    return resources_dir() / "samples"
