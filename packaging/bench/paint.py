"""Starts the empty program and tells when its window was painted; run by `window.py`."""

import json
import os
import sys
import tempfile
import time

from PySide6.QtCore import QEvent, QObject, QSettings

from inspector.gui.app import first_picture, load_themes, make_application
from inspector.gui.settings import Settings

BEGUN_S = float(os.environ["BENCH_BEGUN"])


class Watch(QObject):
    """Notes the first painting of anything."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: dict[str, float] = {}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, ARG002 - Qt's
        """Look at every event of the program."""
        if event.type() == QEvent.Type.Paint and not self.seen:
            self.seen["painted ms"] = (time.monotonic() - BEGUN_S) * 1e3
            self.seen["pyqtgraph imported by then"] = float("pyqtgraph" in sys.modules)
        return False


def main() -> None:
    """Do what the program does at its start."""
    app = make_application(["bench"])
    watch = Watch()
    app.installEventFilter(watch)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat))
        settings.theme = "light"
        themes = load_themes()
        window = first_picture(app, settings, themes)
        app.removeEventFilter(watch)
        # As the program does: these wait until the window is seen.
        from inspector.gui.own_rows import starting_catalog  # noqa: PLC0415 - see above
        from inspector.gui.program import Program  # noqa: PLC0415 - see above

        program = Program(app, starting_catalog()[0], settings, themes, window=window)
        program.show()
        app.processEvents()
        watch.seen["ready ms"] = (time.monotonic() - BEGUN_S) * 1e3
        window.close()
    print(json.dumps(watch.seen))


if __name__ == "__main__":
    main()
