"""Opens a capture in the idle program, with a timer in its event loop; run by `window.py`."""

import json
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from inspector.catalog.load import load_catalog
from inspector.gui.app import load_themes, make_application
from inspector.gui.heap import start_calm
from inspector.gui.loading import Loaded
from inspector.gui.program import Program
from inspector.gui.settings import Settings

TIMER_MS = 4
LAST_MS = 500
"""The findings are shown, in turns of their own, after they were found."""
IDLE_MS = 1500
"""What the window does by itself when nobody uses it is over by then."""
CANCEL_MS = 100
LIMIT_MS = 120_000


class Load(QObject):
    """One load, and what was seen of it; times from the choice of the file on."""

    def __init__(self, app: QApplication, program: Program, file: Path, canceling: bool) -> None:
        super().__init__()
        self.seen: dict[str, float] = {}
        self._app, self._program, self._file = app, program, file
        self._canceling = canceling
        self._gaps_ms: list[float] = []
        self._busy_ms: list[float] = []
        self._begun = self._last = self._busy_s = 0.0
        self._timer = QTimer()
        self._timer.setInterval(TIMER_MS)
        self._timer.timeout.connect(self._tick)
        program.session.opened.connect(self._opened)
        program.session.ended.connect(self._ended)
        program.session.examined.connect(lambda _found: QTimer.singleShot(LAST_MS, app.quit))

    def begin(self) -> None:
        """Choose the file."""
        self._begun = self._last = time.perf_counter()
        self._busy_s = time.thread_time()
        self._timer.start()
        self._program.open_paths([self._file])

    def add_gaps(self) -> None:
        """How long the event loop stood still, and how long it kept a processor busy at most.

        The first grows with everything else that runs on the machine, the second does not.
        """
        gaps = sorted(self._gaps_ms)
        self.seen["gap p95 ms"] = gaps[int(len(gaps) * 0.95)]
        self.seen["gap longest ms"] = gaps[-1]
        self.seen["gap longest, processor ms"] = max(self._busy_ms)

    def _since(self) -> float:
        return (time.perf_counter() - self._begun) * 1e3

    def _tick(self) -> None:
        now, busy_s = time.perf_counter(), time.thread_time()
        self._gaps_ms.append((now - self._last) * 1e3)
        self._busy_ms.append((busy_s - self._busy_s) * 1e3)
        self._last, self._busy_s = now, busy_s

    def _opened(self, loaded: Loaded) -> None:
        capture = loaded.capture
        self.seen["first calls ms"] = self._since()
        self.seen["share read by then"] = capture.bytes_done / capture.bytes_total
        if self._canceling:
            QTimer.singleShot(CANCEL_MS, self._cancel)

    def _cancel(self) -> None:
        asked = self._since()
        if not self._program.session.is_busy:
            return
        self._program.session.cancel()
        self.seen["cancel answered ms"] = self._since() - asked
        self._program.loader.wait(LIMIT_MS / 1e3)
        self.seen["reader stands still ms"] = self._since() - asked
        self._app.quit()

    def _ended(self) -> None:
        self.seen.setdefault("all read ms", self._since())


def main() -> None:
    """Open the file, and print what was seen."""
    canceling = "--cancel" in sys.argv
    app = make_application(["bench"])
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat))
        settings.theme = "light"
        program = Program(app, load_catalog(), settings, load_themes())
        program.window.resize(1440, 900)
        program.show()
        start_calm()
        load = Load(app, program, Path(sys.argv[1]), canceling)
        QTimer.singleShot(IDLE_MS, load.begin)
        QTimer.singleShot(LIMIT_MS, app.quit)
        app.exec()
        program.window.close()
    if canceling:
        wanted = ("cancel answered ms", "reader stands still ms")
        load.seen = {name: load.seen[name] for name in wanted if name in load.seen}
    else:
        load.add_gaps()
    print(json.dumps(load.seen))


if __name__ == "__main__":
    main()
