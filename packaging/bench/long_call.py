"""One call with very many events in the window: what its user waits for; run by `window.py`."""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import orjson
from captures import events
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from inspector.catalog.load import load_catalog
from inspector.gui.app import load_themes, make_application
from inspector.gui.heap import start_calm
from inspector.gui.program import Program
from inspector.gui.settings import Settings

NAMES = (
    "ParticipantsUpdated", "PlayStarted", "PlayCompleted", "RecognizeCompleted", "PlayStarted",
    "PlayCanceled", "PlayStarted", "PlayFailed", "RecordingStateChanged", "SendDtmfTonesCompleted",
)  # fmt: skip
LIMIT_S = 60.0
REST_S = 1.5
QUIET_S = 0.003


def write_call(path: Path, count: int) -> None:
    """One call: each event 0.7 seconds after the one before, every tenth a failure."""
    event = next(events())
    data = event["data"]
    assert isinstance(data, dict)
    with path.open("wb") as file:
        for number in range(count):
            name = NAMES[number % len(NAMES)]
            if number in (0, count - 1):
                name = "CallDisconnected" if number else "CallConnected"
            kind = f"Microsoft.Communication.{name}"
            failed = name == "PlayFailed"
            code, subcode = (500, 8510 if number % 20 > 10 else 9999) if failed else (200, 0)
            minutes, tenths = divmod(number * 7, 600)
            clock = f"{minutes // 1440 % 28 + 1:02}T{minutes // 60 % 24:02}:{minutes % 60:02}"
            event |= {"id": f"{number}", "type": kind}
            event["time"] = f"2026-01-{clock}:{tenths // 10:02}.{tenths % 10}000000+00:00"
            data |= {"operationContext": f"play-{number // 3}", "publicEventType": kind}
            data["resultInformation"] = {"code": code, "subCode": subcode, "message": "Done."}
            file.write(orjson.dumps(event) + b"\n")


class Watch:
    """Runs the event loop, and notes its longest turns."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self.seen: dict[str, float] = {}

    def act(self, name: str, do: Callable[[], object], is_done: Callable[[], bool]) -> None:
        """Do something as its user would, and measure until it is painted, and quiet after it."""
        begun = time.perf_counter()
        do()
        longest = self._since(begun)
        while not is_done() and self._since(begun) < LIMIT_S:
            longest = max(longest, self._turn())
        turn = longest
        while turn > QUIET_S:  # what was made is laid out and painted
            turn = self._turn()
            longest = max(longest, turn)
        self.seen[f"{name} ms"] = self._since(begun) * 1e3
        longest = max(longest, self.rest())
        self.seen[f"{name}: longest turn ms"] = longest * 1e3

    def until(self, is_done: Callable[[], bool]) -> None:
        """Run the event loop."""
        while not is_done():
            self._turn()

    def rest(self) -> float:
        """Let what was begun come to its end; gives the longest turn."""
        begun = time.perf_counter()
        longest = 0.0
        while self._since(begun) < REST_S:
            longest = max(longest, self._turn())
        return longest

    def _turn(self) -> float:
        begun = time.perf_counter()
        self._app.processEvents()
        taken = self._since(begun)
        time.sleep(0.001)
        return taken

    def _since(self, begun: float) -> float:
        return time.perf_counter() - begun


def main() -> None:
    """Open the call, use the window, and print what was seen."""
    app = make_application(["bench"])
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "call.jsonl")
        write_call(file, int(sys.argv[1]))
        settings = Settings(QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat))
        settings.theme = "light"
        program = Program(app, load_catalog(), settings, load_themes())
        program.window.resize(1440, 900)
        program.show()
        start_calm()
        watch = Watch(app)
        program.open_paths([file])
        watch.until(lambda: program.findings.found is not None)
        watch.rest()
        use(watch, program)
        program.window.close()
    print(json.dumps(watch.seen))


def use(watch: Watch, program: Program) -> None:
    """Select the call, then an event in its middle, filter, and take the filter back."""
    window, state = program.window, program.state
    assert program.session.loaded is not None
    rows = program.session.loaded.capture.calls.rows(0)
    middle = int(rows[len(rows) // 2])
    shown = window.events.model.rowCount

    def is_drawn() -> bool:
        return state.row is not None and window.timeline.point_of(state.row) is not None

    watch.act("nothing selected", lambda: state.select_call(None), lambda: True)
    watch.act(
        "call selected",
        lambda: program.calls.choose_call(0),
        lambda: is_drawn() and "Looking" not in window.verdict.verdict,
    )
    watch.act(
        "event selected",
        lambda: state.select_row(middle),
        is_drawn,
    )
    watch.act(
        "filtered", lambda: program.presenter.filter_by("PlayFailed"), lambda: shown() < len(rows)
    )
    watch.act("filter cleared", program.presenter.clear_filter, lambda: shown() == len(rows))


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main()
