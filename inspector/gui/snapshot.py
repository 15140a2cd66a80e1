"""Renders the real window to a picture, without a screen."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEvent, QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from inspector.catalog.load import load_catalog
from inspector.catalog.overlay_files import overlay_files
from inspector.errors import InspectorError
from inspector.gui.app import load_themes, make_application
from inspector.gui.background import Background
from inspector.gui.program import Program
from inspector.gui.settings import Settings
from inspector.gui.turns import Turns

LOAD_LIMIT_MS = 600_000
"""A capture that takes longer than ten minutes is no picture."""
QUIET_TURNS, TURN_MS = 4, 15
"""So many turns of the event loop without work say that everything is shown."""


def render(
    path: Path,
    out: Path,
    size: tuple[int, int] = (1440, 900),
    theme: str = "light",
    call: str | None = None,
    event: int | None = None,
    catalog_folder: Path | None = None,
    tab: str = "timeline",
) -> None:
    """Write a PNG of the window with a capture open.

    `call` is a call connection id; `event` the 1-based number of an event in the capture;
    `catalog_folder` holds a team's overlays; `tab` is the timeline, the ladder or the conversation.
    Raises InspectorError when the capture, the call or the event is not there, an overlay is
    broken, or the file not written.
    """
    catalog = load_catalog(overlays=overlay_files(catalog_folder))
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication.instance() or make_application(["callback-inspector"])
    if not isinstance(app, QApplication):
        raise InspectorError("The picture cannot be made", "Qt runs without widgets")
    app.setCursorFlashTime(0)
    with TemporaryDirectory(prefix="callback-inspector-") as folder:
        store = QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat)
        settings = Settings(store)
        settings.theme = theme
        program = Program(app, catalog, settings, load_themes(), catalog_folder)
        try:
            _open(program, path, size)
            _settle(program)
            _select(program, call, event, tab)
            _settle(program)
            if not program.window.grab().save(str(out), "PNG"):
                raise InspectorError(
                    f"The picture {out} could not be written", "", "Choose another folder"
                )
        finally:
            program.window.close()
            program.window.deleteLater()
            store.sync()  # what is left to write is written later, and makes the folder again


def _open(program: Program, path: Path, size: tuple[int, int]) -> None:
    program.window.resize(*size)
    program.show()
    program.window.timeline.warm_up()
    failures: list[InspectorError] = []
    program.session.failed.connect(failures.append)
    loop = QEventLoop()
    program.session.ended.connect(loop.quit)
    program.session.failed.connect(loop.quit)
    QTimer.singleShot(LOAD_LIMIT_MS, loop.quit)
    program.open_paths([path])
    loop.exec()
    if failures:
        raise failures[0]
    if program.session.is_busy:
        raise InspectorError(f"{path.name} was not read in ten minutes")


def _select(program: Program, call: str | None, event: int | None, tab: str) -> None:
    describer, window = program.calls.describer, program.window
    if describer is None:
        return
    drawings = {"ladder": window.ladder, "conversation": window.conversation}
    window.tabs.setCurrentWidget(drawings.get(tab, window.timeline))
    if call is not None:
        program.calls.choose_call(describer.find_call(call))
    if event is not None:
        program.calls.go_to_row(describer.find_row(event))


def _settle(program: Program) -> None:
    """Wait for what the workers make, and for what is shown in turns of their own."""
    quiet_turns = 0
    while quiet_turns < QUIET_TURNS:
        loop = QEventLoop()
        QTimer.singleShot(TURN_MS, loop.quit)
        loop.exec()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        window = program.window
        is_busy = any(worker.is_busy for worker in window.findChildren(Background))
        is_busy |= any(turns.is_busy for turns in window.findChildren(Turns))
        quiet_turns = 0 if is_busy else quiet_turns + 1
