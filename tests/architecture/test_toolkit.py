"""PySide6 6.12.0 loses a reference to None, True and False when C++ gets one from Python.

CPython 3.11 counts these references and aborts when none is left. These probes fail long before.
"""

import sys
from collections.abc import Callable

import PySide6
import pytest
from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, Signal

TIMES = 2000
TOLERANCE = 200
"""References that the interpreter itself may gain or drop meanwhile."""

counts_references = pytest.mark.skipif(
    sys.version_info >= (3, 12), reason="from 3.12 on None, True and False are not counted"
)


class Emitter(QObject):
    said = Signal(object)
    switched = Signal(bool)


class Listener(QObject):
    """Overrides that give C++ nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.events = 0

    def customEvent(self, event: QEvent) -> None:
        self.events += 1

    def event(self, event: QEvent) -> bool:
        return super().event(event)


class EmptyModel(QAbstractListModel):
    """Its data is always None."""

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        return 1

    def data(self, index: QModelIndex, role: int = 0) -> None:
        return None


def lost(action: Callable[[], object]) -> int:
    """How many references to None, True or False many repetitions lose."""
    before = [sys.getrefcount(value) for value in (None, True, False)]
    for _ in range(TIMES):
        action()
    after = [sys.getrefcount(value) for value in (None, True, False)]
    return max(b - a for b, a in zip(before, after, strict=True))


def test_the_version_is_one_that_this_python_survives() -> None:
    if sys.version_info < (3, 12):
        assert PySide6.__version_info__[:2] < (6, 12)


@counts_references
def test_emitting_loses_no_reference() -> None:
    emitter, heard = Emitter(), []
    emitter.said.connect(heard.append)
    emitter.switched.connect(heard.append)

    assert lost(lambda: emitter.said.emit(None)) < TOLERANCE
    assert lost(lambda: emitter.switched.emit(True)) < TOLERANCE
    assert len(heard) == 2 * TIMES


@counts_references
def test_overrides_without_a_result_lose_no_reference(qapp: object) -> None:
    listener, model = Listener(), EmptyModel()
    event = QEvent(QEvent.Type.User)
    first = model.index(0)

    assert lost(lambda: QObject.event(listener, event)) < TOLERANCE
    assert lost(first.data) < TOLERANCE
    assert listener.events == TIMES
