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
    _made = Signal(int, object)
    _broke = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._number = 0
        self._is_busy = False
        self._made.connect(self._tell)
        self._broke.connect(self._fail)

    @property
    def is_busy(self) -> bool:
        """Whether somebody waits for an answer that has not come."""
        return self._is_busy

    def request(self, work: Work) -> int:
        """Do the work; `done` brings the answer. Returns the request's number."""
        self._number += 1
        self._is_busy = True
        self._pool.submit(self._run, self._number, work)
        return self._number

    def forget(self) -> None:
        """Nobody waits for an answer any more."""
        self._number += 1
        self._is_busy = False

    def stop(self) -> None:
        """End the worker; nothing is announced any more."""
        self.forget()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _tell(self, number: int, result: object) -> None:
        """In the GUI thread: an answer may be forgotten while it is on its way."""
        if number == self._number:
            self._is_busy = False
            self.done.emit(number, result)

    def _fail(self, error: Exception) -> None:
        """A mistake of the program's, raised in the GUI thread like any other."""
        self._is_busy = False
        raise error

    def _run(self, number: int, work: Work) -> None:
        if number != self._number:
            return
        try:
            result = work(lambda: number != self._number)
        except Exception as error:  # raised again where it is seen
            self._broke.emit(error)
            return
        self._made.emit(number, result)
