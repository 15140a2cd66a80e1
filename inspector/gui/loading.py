"""Reads captures on a thread of its own and hands finished snapshots to the GUI thread."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from inspector.calls.capture import Capture
from inspector.calls.counts import calls_by_class
from inspector.calls.follow import Follower
from inspector.calls.load import NO_CHOICES, Choices
from inspector.capture.source import Input
from inspector.catalog.catalog import Catalog
from inspector.diagnosis.attention import Assessment, assess
from inspector.errors import InspectorError
from inspector.findings.find import find
from inspector.findings.rules import RULES
from inspector.gui.courtesy import Courtesy
from inspector.gui.pacing import Pace
from inspector.index.codes import CodeClass


@dataclass(frozen=True, slots=True)
class Loaded:
    """A snapshot of a capture and what the catalog makes of it; never changes."""

    capture: Capture
    assessment: Assessment
    class_counts: Mapping[CodeClass, int]
    """For each code class, the calls that a filter by it lists."""


POLL_S = 0.5
"""Between two looks at a growing file: soon enough to watch a call, too seldom to cost anything."""

Snapshots = Callable[[threading.Event], Iterator[Loaded | None]]
"""None is a look that found nothing new."""


class _Canceled(Exception):  # noqa: N818 - nothing went wrong
    """Nobody waits for the load any more."""


class Loader(QObject):
    """One load at a time. Each has a number; whoever listens drops those of older loads."""

    loaded = Signal(int, object)
    """Number of the load, and a `Loaded`; the last one's capture is finished."""
    examined = Signal(int, object)
    """Number of the load, and the `Findings` of the finished capture."""
    failed = Signal(int, object)
    """Number of the load, and the InspectorError."""

    def __init__(self, catalog: Catalog, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalog = catalog
        self._number = 0
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._follower: Follower | None = None
        self._courtesy = Courtesy(self)

    def set_catalog(self, catalog: Catalog) -> None:
        """Judge by another catalog from the next load on."""
        self._catalog = catalog

    def start(self, inputs: Sequence[Input], choices: Choices = NO_CHOICES) -> int:
        """Begin to read; an older load is canceled. Returns the load's number."""
        catalog, opened = self._catalog, tuple(inputs)

        def snapshots(stop: threading.Event) -> Iterator[Loaded]:
            follower = Follower(opened, catalog.kinds, _unless(stop), choices)
            for capture in follower.snapshots():
                yield _judged(catalog, capture)
            if not stop.is_set():
                self._follower = follower

        self._follower = None
        return self._begin(catalog, snapshots)

    def follow(self) -> int:
        """Read on as the files grow, until the next load begins. Returns the load's number."""
        catalog, follower = self._catalog, self._follower

        def snapshots(stop: threading.Event) -> Iterator[Loaded | None]:
            if follower is None:
                return
            with follower:
                while not stop.wait(POLL_S):
                    grown = follower.grown(stop.is_set)
                    yield None if grown is None else _judged(catalog, grown)

        return self._begin(catalog, snapshots)

    def judge(self, capture: Capture) -> int:
        """Judge a finished capture anew, without reading it again. Returns the load's number."""
        catalog = self._catalog
        return self._begin(catalog, lambda _stop: iter((_judged(catalog, capture),)))

    def cancel(self) -> None:
        """Ask the running load to stop; returns at once."""
        self._stop.set()
        self._courtesy.end()

    def wait(self, timeout_s: float = 5.0) -> None:
        """Wait until the last load's thread has ended."""
        if self._thread is not None:
            self._thread.join(timeout_s)

    def _begin(self, catalog: Catalog, snapshots: Snapshots) -> int:
        self.cancel()
        self._number += 1
        self._stop = threading.Event()
        self._thread = threading.Thread(
            target=self._run,
            args=(self._number, catalog, snapshots, self._stop),
            name="loader",
            daemon=True,
        )
        self._thread.start()
        return self._number

    def _hand_over(self, number: int, loaded: Loaded, stop: threading.Event) -> None:
        """Send a snapshot, and give the window time to draw it."""
        self._courtesy.ask()
        self.loaded.emit(number, loaded)
        if not stop.is_set():
            self._courtesy.wait()

    def _examine(
        self, number: int, catalog: Catalog, loaded: Loaded | None, stop: threading.Event
    ) -> None:
        """Send the findings of a snapshot, if there is one to examine."""
        if loaded is not None and not stop.is_set():
            found = find(catalog, loaded.capture, loaded.assessment, RULES, stop.is_set)
            self.examined.emit(number, found)

    def _run(
        self, number: int, catalog: Catalog, snapshots: Snapshots, stop: threading.Event
    ) -> None:
        pace = Pace()
        unexamined: Loaded | None = None
        try:
            for loaded in snapshots(stop):
                if loaded is not None:
                    self._hand_over(number, loaded, stop)
                    unexamined = loaded if loaded.capture.finished else None
                if unexamined is not None and (loaded is None or pace.is_due):
                    with pace.taken():
                        self._examine(number, catalog, unexamined, stop)
                    unexamined = None
            self._examine(number, catalog, unexamined, stop)
        except _Canceled:
            return
        except InspectorError as error:
            self.failed.emit(number, error)
        except Exception as error:  # a fault of ours must reach the person, not end the thread
            hint = "Please report this with the shape of the file, without its content"
            self.failed.emit(
                number,
                InspectorError("Reading stopped unexpectedly", repr(error), hint),
            )


def _unless(stop: threading.Event) -> Callable[[], bool]:
    """Asked while a load runs; ends it at once when it is canceled.

    Told only that it is canceled, a load would put what it read so far into a last snapshot. Other
    threads that help it are told.
    """
    loader = threading.get_ident()

    def stopped() -> bool:
        if stop.is_set() and threading.get_ident() == loader:
            raise _Canceled
        return stop.is_set()

    return stopped


def _judged(catalog: Catalog, capture: Capture) -> Loaded:
    assessment = assess(catalog, capture.table, capture.calls)
    return Loaded(capture, assessment, calls_by_class(capture.calls))
