"""Work away from the GUI thread: numbered requests, of which only the newest answers."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject, Signal

Stopped = Callable[[], bool]
"""Asked now and then by long work: whether nobody waits for the answer any more."""
Work = Callable[[Stopped], object]


class Background(QObject):
    """One worker thread; a request makes all earlier ones worthless."""

    done = Signal(int, object)
    """Number of the newest request, and what its work gave."""
    _broke = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._number = 0
        self._broke.connect(_raise)

    def request(self, work: Work) -> int:
        """Do the work; `done` brings the answer. Returns the request's number."""
        self._number += 1
        self._pool.submit(self._run, self._number, work)
        return self._number

    def forget(self) -> None:
        """Nobody waits for an answer any more."""
        self._number += 1

    def stop(self) -> None:
        """End the worker; nothing is announced any more."""
        self.forget()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _run(self, number: int, work: Work) -> None:
        if number != self._number:
            return
        try:
            result = work(lambda: number != self._number)
        except Exception as error:  # raised again where it is seen
            self._broke.emit(error)
            return
        if number == self._number:
            self.done.emit(number, result)


def _raise(error: Exception) -> None:
    """A mistake of the program's, raised in the GUI thread like any other."""
    raise error
