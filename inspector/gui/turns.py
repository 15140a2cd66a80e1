"""Work of the window that is too long for one turn of the event loop, a step a turn."""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

Step = Callable[[], None]


class Turns(QObject):
    """Steps in their order. Between two the window paints, and answers keys and clicks.

    A timer and not `QTimer.singleShot(0, …)`: that posts an event, which comes before painting.
    The turn after a step paints what it changed, so that nothing else is done in it.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: deque[Step] = deque()
        self._is_painting = False
        """The next turn paints what was changed in this one."""
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._take_turn)

    @property
    def is_busy(self) -> bool:
        """Whether a step waits."""
        return bool(self._steps)

    def add(self, *steps: Step) -> None:
        """Do these too, after what waits already."""
        self._steps.extend(steps)
        if not self._timer.isActive():
            self._is_painting = True
            self._timer.start()

    def settle(self) -> None:
        """Do all that waits now."""
        while self._steps:
            self._next()

    def forget(self) -> None:
        """Do nothing of it any more."""
        self._steps.clear()
        self._timer.stop()

    def _take_turn(self) -> None:
        self._is_painting = not self._is_painting
        if not self._steps:
            self._timer.stop()
        elif self._is_painting:
            self._next()

    def _next(self) -> None:
        self._steps.popleft()()
