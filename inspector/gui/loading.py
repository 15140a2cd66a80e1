"""Reads captures on a thread of its own and hands finished snapshots to the GUI thread."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from inspector.calls.capture import Capture, open_capture
from inspector.calls.counts import calls_by_class
from inspector.capture.source import Input
from inspector.catalog.catalog import Catalog
from inspector.diagnosis.attention import Assessment, assess
from inspector.errors import InspectorError
from inspector.index.codes import CodeClass


@dataclass(frozen=True, slots=True)
class Loaded:
    """A snapshot of a capture and what the catalog makes of it; never changes."""

    capture: Capture
    assessment: Assessment
    class_counts: Mapping[CodeClass, int]
    """For each code class, the calls that a filter by it lists."""


class Loader(QObject):
    """One load at a time. Each has a number; whoever listens drops those of older loads."""

    loaded = Signal(int, object)
    """Number of the load, and a `Loaded`; the last one's capture is finished."""
    failed = Signal(int, object)
    """Number of the load, and the InspectorError."""

    def __init__(self, catalog: Catalog, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalog = catalog
        self._number = 0
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, inputs: Sequence[Input]) -> int:
        """Begin to read; an older load is canceled. Returns the load's number."""
        self.cancel()
        self._number += 1
        self._stop = threading.Event()
        self._thread = threading.Thread(
            target=self._run,
            args=(self._number, tuple(inputs), self._stop),
            name="loader",
            daemon=True,
        )
        self._thread.start()
        return self._number

    def cancel(self) -> None:
        """Ask the running load to stop; returns at once."""
        self._stop.set()

    def wait(self, timeout_s: float = 5.0) -> None:
        """Wait until the last load's thread has ended."""
        if self._thread is not None:
            self._thread.join(timeout_s)

    def _run(self, number: int, inputs: Sequence[Input], stop: threading.Event) -> None:
        try:
            for loaded in self._snapshots(inputs, stop):
                self.loaded.emit(number, loaded)
        except InspectorError as error:
            self.failed.emit(number, error)
        except Exception as error:  # a fault of ours must reach the person, not end the thread
            hint = "Please report this with the shape of the file, without its content"
            self.failed.emit(
                number, InspectorError("Reading stopped unexpectedly", repr(error), hint)
            )

    def _snapshots(self, inputs: Sequence[Input], stop: threading.Event) -> Iterator[Loaded]:
        for capture in open_capture(inputs, self._catalog.kinds, stop.is_set):
            assessment = assess(self._catalog, capture.table, capture.calls)
            yield Loaded(capture, assessment, calls_by_class(capture.calls))
