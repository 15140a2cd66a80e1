"""Evaluates the filter away from the GUI thread; late answers are dropped."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Signal

from inspector.calls.capture import Capture
from inspector.diagnosis.attention import Assessment
from inspector.diagnosis.narrow import CallFilter, narrow
from inspector.index.query import Rows

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Filtered:
    """Which events and calls of a capture a filter lets through."""

    events: Mask
    calls: Mask


class FilterRunner(QObject):
    """Numbered requests on one worker thread."""

    done = Signal(int, object)
    """Number of the request, and a `Filtered`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="filter")
        self._number = 0

    def request(self, capture: Capture, assessment: Assessment, value: CallFilter) -> int:
        """Evaluate the filter; `done` brings the answer. Returns the request's number."""
        self._number += 1
        self._pool.submit(self._run, self._number, capture, assessment, value)
        return self._number

    def stop(self) -> None:
        """End the worker; nothing is announced any more."""
        self._number += 1
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _run(
        self, number: int, capture: Capture, assessment: Assessment, value: CallFilter
    ) -> None:
        if number != self._number:
            return
        hits: Sequence[int] | Rows = ()
        if value.events.needs_file:
            hits = capture.search(value.events.text, lambda: number != self._number)
        events, calls = narrow(capture.calls, assessment, value, hits)
        if number == self._number:
            self.done.emit(number, Filtered(events, calls))
