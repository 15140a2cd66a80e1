"""What costs much is done anew less often, and never left undone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from inspector.findings.model import Findings
from inspector.gui import loading
from inspector.gui.pacing import SHARE, Pace
from inspector.gui.program import Program
from tests.gui.test_following import LINES, append, follow


class Clock:
    """Stands still until it is told."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def test_work_rests_in_proportion_to_what_it_takes() -> None:
    clock = Clock()
    pace = Pace(clock)
    assert pace.is_due
    for cost_s in (2.0, 0.5):
        begun_s = clock.now_s
        with pace.taken():
            clock.now_s += cost_s
        assert not pace.is_due
        clock.now_s = begun_s + cost_s / SHARE - 0.01
        assert not pace.is_due
        clock.now_s += 0.02
        assert pace.is_due
    with pace.taken():
        pass
    assert pace.is_due


class NeverDue(Pace):
    """As while a large file grows and grows."""

    @property
    def is_due(self) -> bool:
        return False


@pytest.fixture
def growing(
    open_files: Callable[..., Program], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Program, Path, list[Findings]]:
    path = tmp_path / "live.jsonl"
    path.write_text("".join(LINES[:2]), encoding="utf-8")
    program = open_files(path)
    examined: list[Findings] = []
    program.session.examined.connect(examined.append)
    monkeypatch.setattr(loading, "Pace", NeverDue)
    follow(program)
    return program, path, examined


def test_a_file_that_rests_is_examined(
    growing: tuple[Program, Path, list[Findings]], qtbot: QtBot
) -> None:
    program, path, examined = growing
    append(path, "".join(LINES[2:]))
    qtbot.waitUntil(lambda: program.window.events.model.rowCount() == len(LINES), timeout=10_000)
    assert not examined
    qtbot.waitUntil(lambda: len(examined) == 1, timeout=10_000)
    assert program.session.is_following


def test_a_file_that_is_no_longer_followed_is_examined(
    growing: tuple[Program, Path, list[Findings]], qtbot: QtBot
) -> None:
    program, path, examined = growing
    append(path, "".join(LINES[2:]))
    qtbot.waitUntil(lambda: program.window.events.model.rowCount() == len(LINES), timeout=10_000)
    assert not examined
    QTest.keySequence(program.window, "Ctrl+Shift+F")
    assert not program.session.is_following
    qtbot.waitUntil(lambda: len(examined) == 1, timeout=10_000)
