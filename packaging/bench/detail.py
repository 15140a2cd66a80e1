"""How soon the detail pane shows a selected event, against a plain text box with the same text.

Run from the repository's root:

    PYTHONPATH=. .venv/bin/python packaging/bench/detail.py --mb 1000

Events are taken at random from a large capture: from the selection to the painted page, the
event's bytes read again, the explanation found, the page laid out and drawn. Then one event with
a token of 9 KB, and one of 2 MB. Nothing is put on a screen.
"""

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import orjson
from captures import events, write
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTabBar, QToolButton, QWidget

from inspector.calls.capture import Capture
from inspector.calls.counts import calls_by_class
from inspector.calls.load import open_capture
from inspector.capture.source import Input
from inspector.catalog.catalog import Catalog
from inspector.catalog.load import load_catalog
from inspector.diagnosis.attention import assess
from inspector.gui.app import load_themes, make_application
from inspector.gui.describing import Describer
from inspector.gui.loading import Loaded
from inspector.gui.style import palette, stylesheet
from inspector.gui.views.detail_view import DetailView

PANE = (374, 760)
"""Width and height of the pane in a window of 1440 x 900, in pixels."""
PLAIN = "plain text box"
PAGES = (("Explain", 0, ""), ("tree", 1, "Show the event as a tree"),
         ("raw", 1, "Show the bytes of the file"), ("IDs", 2, ""))  # fmt: skip


def describer_of(path: Path, catalog: Catalog) -> tuple[Capture, Describer]:
    """A whole capture, and what the window knows of it."""
    *_, capture = open_capture([Input(path.name, path)], catalog.kinds, lambda: False, float("inf"))
    assessment = assess(catalog, capture.table, capture.calls)
    loaded = Loaded(capture, assessment, calls_by_class(capture.calls))
    return capture, Describer(catalog, loaded)


def write_special(path: Path) -> None:
    """Two events: one with a token of 9 KB, one of 2 MB in many small values."""
    first, second = (event for event, _ in zip(events(), range(2), strict=False))
    person = {"identifier": {"rawId": "4:+14255550100", "kind": "phoneNumber"}, "isMuted": False}
    first["data"] = {**_object(first["data"]), "incomingCallContext": "eyJhbGciOiJSUzI1" * 576}
    second["data"] = {**_object(second["data"]), "participants": [person] * 24_000}
    path.write_bytes(orjson.dumps(first) + b"\n" + orjson.dumps(second) + b"\n")


def _object(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


class Bench:
    """The pane and a plain text box, of one size."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        theme = load_themes()["light"]
        app.setPalette(palette(theme))
        app.setStyleSheet(stylesheet(theme))
        self._view, self._plain = DetailView(theme), QPlainTextEdit()
        for widget in (self._view, self._plain):
            widget.resize(*PANE)
            widget.show()
        app.processEvents()

    def turn_to(self, tab: int, button: str) -> None:
        """Bring a page to the front, outside of the time measured."""
        self._view.findChildren(QTabBar)[0].setCurrentIndex(tab)
        for found in self._view.findChildren(QToolButton):
            if button and found.accessibleName() == button:
                found.click()

    def page(self, describer: Describer, row: int) -> float:
        """Milliseconds of processor time from the selection of a row to the painted page."""
        return self._timed(self._view, lambda: self._show(describer, row))

    def plain(self, describer: Describer, row: int) -> float:
        """The same for the event's text in a plain text box."""
        text = describer.detail(row).raw.decode("utf-8", "replace")
        return self._timed(self._plain, lambda: self._plain.setPlainText(text))

    def _show(self, describer: Describer, row: int) -> None:
        self._view.show_detail(describer.detail(row))
        self._view.settle()

    def _timed(self, widget: QWidget, show: Callable[[], None]) -> float:
        begun = time.process_time()
        show()
        self._app.processEvents()
        widget.grab()
        taken_ms = (time.process_time() - begun) * 1e3
        self._app.processEvents()
        return taken_ms


def measured(bench: Bench, describer: Describer, rows: Iterable[int]) -> dict[str, list[float]]:
    """Times of each page and of the plain box; for each row they take turns."""
    runs: dict[str, list[float]] = {name: [] for name in (PLAIN, *(page[0] for page in PAGES))}
    for row in rows:
        runs[PLAIN].append(bench.plain(describer, row))
        for name, tab, button in PAGES:
            bench.turn_to(tab, button)
            runs[name].append(bench.page(describer, row))
    return runs


def show(title: str, runs: Mapping[str, list[float]]) -> None:
    """A table: median, the slowest, and the ratio to the plain text box."""
    base = statistics.median(runs[PLAIN])
    print(f"\n{title}\n\n| page | median ms | slowest | ÷ {PLAIN} |\n|---|---:|---:|---:|")
    for name, times in runs.items():
        median = statistics.median(times)
        print(f"| {name} | {median:.1f} | {max(times):.1f} | {median / base:.1f} |")


def main() -> None:
    """Make the captures, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mb", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=100)
    arguments = parser.parse_args()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app, catalog = make_application(["bench"]), load_catalog()
    with tempfile.TemporaryDirectory() as folder:
        large, special = Path(folder, "large.jsonl"), Path(folder, "special.jsonl")
        write(large, arguments.mb * 1_000_000, "jsonl")
        write_special(special)
        bench = Bench(app)
        capture, describer = describer_of(large, catalog)
        rows = random.Random(1).choices(range(capture.table.size), k=arguments.rounds)
        size = f"{arguments.mb:,} MB, {capture.table.size:,} events"
        show(f"Any event of {size}", measured(bench, describer, rows))
        capture.close()
        capture, describer = describer_of(special, catalog)
        few = max(arguments.rounds // 10, 3)
        # By turns, so that each time another event is shown than before.
        both = [measured(bench, describer, [row]) for _ in range(few) for row in (0, 1)]
        for row, title in ((0, "A token of 9 KB"), (1, "An event of 2 MB")):
            runs = {name: [t for one in both[row::2] for t in one[name]] for name in both[0]}
            show(title, runs)
        capture.close()


if __name__ == "__main__":
    main()
