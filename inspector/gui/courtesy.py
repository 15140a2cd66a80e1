"""Lets the window draw before a reading thread goes on.

Python runs one thread at a time. A thread that reads without a pause gets its turn between any
two calls into Qt, so that drawing what takes 40 ms alone takes 200 ms beside it.
"""

import threading
import time

from PySide6.QtCore import QObject, Qt, QTimer, Signal

LOOK_MS = 2
QUIET_MS = 6.0
"""A turn of the event loop that is shorter than this had nothing to draw."""
QUIET_TURNS = 4
"""Drawing goes on in later turns: so many in a row must be quiet."""
MOST_S = 0.25
"""Longest wait: somebody who scrolls all the time must not stop the reading."""


class Courtesy(QObject):
    """Made in the GUI thread; one other thread asks and waits."""

    _asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_quiet = threading.Event()
        self._is_quiet.set()
        self._turns = QTimer(self)
        self._turns.setTimerType(Qt.TimerType.PreciseTimer)
        self._turns.setInterval(LOOK_MS)
        self._turns.timeout.connect(self._look)
        self._quiet_turns = 0
        self._last_s = 0.0
        self._asked.connect(self._begin)

    def ask(self) -> None:
        """Something was sent to the window, by the thread that will wait."""
        self._is_quiet.clear()
        self._asked.emit()

    def wait(self) -> None:
        """Wait until the window has drawn it, at most MOST_S; returns at once if it has."""
        if not self._is_quiet.wait(MOST_S):
            self._is_quiet.set()

    def end(self) -> None:
        """Nobody has to wait any more."""
        self._is_quiet.set()

    def _begin(self) -> None:
        self._quiet_turns = 0
        self._last_s = time.perf_counter()
        self._turns.start()

    def _look(self) -> None:
        now_s = time.perf_counter()
        is_quiet = (now_s - self._last_s) * 1e3 < QUIET_MS
        self._last_s = now_s
        self._quiet_turns = self._quiet_turns + 1 if is_quiet else 0
        if self._quiet_turns >= QUIET_TURNS or self._is_quiet.is_set():
            self._turns.stop()
            self._is_quiet.set()
