"""A call with very many events: what looks at each of them runs outside of the GUI thread."""

import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from inspector.catalog.catalog import Catalog
from inspector.findings.model import Findings
from inspector.gui import describing, loading
from inspector.gui.call_presenter import AT_ONCE
from inspector.gui.program import Program

EVENTS = AT_ONCE * 2


def write_call(path: Path, events: int) -> Path:
    """One call; every fifth event is a failure, and the end fails too."""
    lines = []
    for number in range(events):
        is_last = number == events - 1
        name = "CallDisconnected" if is_last else "PlayFailed" if number % 5 else "PlayStarted"
        result = {"code": 500, "subCode": 9999, "message": ""}
        event = {
            "id": f"{number}",
            "type": f"Microsoft.Communication.{name}",
            "time": f"2026-11-18T09:{number // 60 % 60:02d}:{number % 60:02d}.0000001+00:00",
            "data": {"callConnectionId": "c", "serverCallId": "s", "resultInformation": result},
            "specversion": "1.0",
        }
        lines.append(json.dumps(event))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def long_call(open_files: Callable[..., Program], tmp_path: Path) -> Program:
    return open_files(write_call(tmp_path / "long.jsonl", EVENTS))


def show_anew(program: Program, catalog: Catalog) -> None:
    """As with a later snapshot: nothing is known of the call yet."""
    assert program.session.loaded is not None
    program.calls.take(describing.Describer(catalog, program.session.loaded))
    program.calls.refresh()


def noted(monkeypatch: pytest.MonkeyPatch, where: object, name: str) -> list[str]:
    """The threads that a function is called in from now on."""
    threads: list[str] = []
    real = getattr(where, name)

    def call(*arguments: object, **named: object) -> object:
        threads.append(threading.current_thread().name)
        return real(*arguments, **named)

    monkeypatch.setattr(where, name, call)
    return threads


def test_the_verdict_on_a_long_call_is_found_by_a_worker(
    open_files: Callable[..., Program],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    threads = noted(monkeypatch, describing, "verdict")
    program = open_files(write_call(tmp_path / "long.jsonl", EVENTS))
    qtbot.waitUntil(lambda: "500/9999" in program.window.verdict.verdict)
    assert threads
    assert all(name.startswith("verdict") for name in threads)


def test_until_then_the_window_says_what_it_does(
    long_call: Program, qtbot: QtBot, catalog: Catalog
) -> None:
    qtbot.waitUntil(lambda: "500/9999" in long_call.window.verdict.verdict)
    show_anew(long_call, catalog)
    assert long_call.window.verdict.verdict == f"Looking at {EVENTS:,} events…"
    qtbot.waitUntil(lambda: "500/9999" in long_call.window.verdict.verdict)


def test_a_filter_does_not_ask_for_the_verdict_again(
    long_call: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.waitUntil(lambda: "500/9999" in long_call.window.verdict.verdict)
    threads = noted(monkeypatch, describing, "verdict")
    long_call.presenter.filter_by("PlayFailed")
    qtbot.waitUntil(lambda: long_call.window.events.model.rowCount() < EVENTS)
    assert "500/9999" in long_call.window.verdict.verdict
    assert not threads


def test_the_verdict_on_a_call_that_was_left_is_not_shown(
    long_call: Program, qtbot: QtBot, catalog: Catalog
) -> None:
    show_anew(long_call, catalog)
    long_call.state.select_call(None)
    qtbot.wait(50)
    assert long_call.window.verdict.verdict == ""


def test_what_findings_say_of_each_event_is_written_by_a_worker(
    open_files: Callable[..., Program],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    threads = noted(monkeypatch, Findings, "without")
    open_files(write_call(tmp_path / "long.jsonl", EVENTS))
    assert threads[0].startswith("findings")


def test_a_canceled_load_judges_nothing_more(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged = noted(monkeypatch, loading, "assess")
    program.session.opened.connect(program.session.cancel)
    with qtbot.waitSignal(program.session.opened, timeout=20_000):
        program.open_paths([write_call(tmp_path / "long.jsonl", 30_000)])
    program.loader.wait()
    assert judged == ["loader"]
