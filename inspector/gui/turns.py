"""Work of the window that is too long for one turn of the event loop, a step a turn."""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

Step = Callable[[], None]


class Turns(QObject):
    """Steps in their order. Between two the window paints, and answers keys and clicks.

    A timer and not `QTimer.singleShot(0, …)`: that posts an event, which comes before painting.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: deque[Step] = deque()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)

    def add(self, *steps: Step) -> None:
        """Do these too, after what waits already."""
        self._steps.extend(steps)
        self._timer.start()

    def settle(self) -> None:
        """Do all that waits now."""
        while self._steps:
            self._next()

    def forget(self) -> None:
        """Do nothing of it any more."""
        self._steps.clear()
        self._timer.stop()

    def _next(self) -> None:
        step = self._steps.popleft()
        if not self._steps:
            self._timer.stop()
        step()
