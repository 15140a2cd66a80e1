"""Long work leaves the window its turns: it is cut up, waits, or runs in another thread."""

import gc
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from inspector.gui.background import Background
from inspector.gui.courtesy import Courtesy
from inspector.gui.heap import start_calm, sweep
from inspector.gui.turns import Turns


class Page(QWidget):
    """Notes when it is painted."""

    def __init__(self, told: list[str]) -> None:
        super().__init__()
        self._told = told

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._told.append("painted")


def test_the_window_is_painted_between_two_steps(qtbot: QtBot) -> None:
    told: list[str] = []
    page = Page(told)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: "painted" in told)
    told.clear()
    turns = Turns(page)

    def begin() -> None:
        page.update()
        turns.add(lambda: told.append("first"), page.update, lambda: told.append("last"))

    QTimer.singleShot(0, begin)
    qtbot.waitUntil(lambda: "last" in told)
    assert told == ["painted", "first", "painted", "last"]


def test_what_waits_is_done_at_once_where_it_is_needed_and_in_order(qapp: QApplication) -> None:
    told: list[int] = []
    turns = Turns(qapp)
    turns.add(lambda: told.append(1), lambda: told.append(2))
    turns.settle()
    assert told == [1, 2]
    turns.settle()
    qapp.processEvents()
    assert told == [1, 2]


def test_steps_that_are_forgotten_are_not_done(qtbot: QtBot, qapp: QApplication) -> None:
    told: list[int] = []
    turns = Turns(qapp)
    turns.add(lambda: told.append(1))
    turns.forget()
    turns.add(lambda: told.append(2))
    qtbot.waitUntil(lambda: bool(told))
    assert told == [2]


def test_a_thread_waits_until_the_window_has_drawn(qtbot: QtBot, qapp: QApplication) -> None:
    told: list[str] = []
    courtesy = Courtesy(qapp)

    def read() -> None:
        courtesy.ask()
        courtesy.wait()
        told.append("reads on")

    courtesy.wait()
    QTimer.singleShot(0, lambda: told.append("drawn"))
    reader = threading.Thread(target=read)
    reader.start()
    qtbot.waitUntil(lambda: not reader.is_alive())
    assert told == ["drawn", "reads on"]


def test_a_window_that_never_rests_does_not_stop_a_thread(qapp: QApplication) -> None:
    courtesy = Courtesy(qapp)
    courtesy.ask()
    courtesy.wait()  # nothing runs the event loop meanwhile
    courtesy.wait()


def test_a_thread_that_is_let_go_waits_no_longer(qapp: QApplication) -> None:
    courtesy = Courtesy(qapp)
    courtesy.ask()
    courtesy.end()
    courtesy.wait()


def test_an_answer_that_is_forgotten_on_its_way_is_not_given(
    qtbot: QtBot, qapp: QApplication
) -> None:
    worker = Background("test", qapp)
    told: list[object] = []
    worker.done.connect(lambda _number, answer: told.append(answer))
    worker.request(lambda _stopped: "late")
    worker._pool.submit(int).result()  # the answer is on its way by now
    worker.forget()
    worker.request(lambda _stopped: "new")
    qtbot.waitUntil(lambda: bool(told))
    worker.stop()
    assert told == ["new"]


@pytest.fixture
def python_as_before() -> Iterator[None]:
    thresholds, interval = gc.get_threshold(), sys.getswitchinterval()
    yield
    gc.set_threshold(*thresholds)
    gc.unfreeze()
    sys.setswitchinterval(interval)


class Held:
    """Holds itself, as nothing but a look through all objects finds out."""

    def __init__(self, gone: list[int]) -> None:
        self.me, self.gone = self, gone

    def __del__(self) -> None:
        self.gone.append(1)


def test_all_objects_are_looked_through_only_when_asked(python_as_before: None) -> None:
    whole: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start" and info["generation"] == 2:
            whole.append(1)

    start_calm()
    gc.callbacks.append(note)
    try:
        kept = [[number] for number in range(400_000)]
        assert len(kept) == 400_000
        assert not whole
        sweep()
        assert whole
    finally:
        gc.callbacks.remove(note)


def test_what_holds_itself_goes_with_a_sweep(python_as_before: None) -> None:
    start_calm()
    gone: list[int] = []
    Held(gone)
    sweep()
    assert gone == [1]


def test_a_program_that_was_not_started_calm_is_left_alone() -> None:
    whole: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start" and info["generation"] == 2:
            whole.append(1)

    gc.callbacks.append(note)
    try:
        sweep()
    finally:
        gc.callbacks.remove(note)
    assert not whole
