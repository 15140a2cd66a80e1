"""How soon the window is there, how soon a capture shows, and whether it stays alive meanwhile.

Run from the repository's root:

    PYTHONPATH=. .venv/bin/python packaging/bench/window.py --mb 400

Every figure comes from a process of its own, without a screen, and the processes take turns. The
reference is an empty Qt window with a table, a text and a search line, started the same way.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from captures import write

BEGUN = "BENCH_BEGUN"
"""When the parent started the process, in seconds of the clock that all processes share."""
PLAIN_WINDOW = f"""
import os, time
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import (QApplication, QLineEdit, QMainWindow, QPlainTextEdit, QTableWidget,
    QVBoxLayout, QWidget)
class Window(QMainWindow):
    def paintEvent(self, event):
        print('{{"painted ms": %.3f}}' % ((time.monotonic() - float(os.environ['{BEGUN}'])) * 1e3))
        app.quit()
app = QApplication([])
window, middle = Window(), QWidget()
column = QVBoxLayout(middle)
for part in (QLineEdit(), QTableWidget(50, 8), QPlainTextEdit("text")):
    column.addWidget(part)
window.setCentralWidget(middle)
window.resize(1440, 900)
window.show()
app.exec()
"""


def run(arguments: list[str]) -> dict[str, float]:
    """One process; its last line is what it measured."""
    environment = {**os.environ, "PYTHONPATH": ".", "QT_QPA_PLATFORM": "offscreen"}
    environment[BEGUN] = str(time.monotonic())
    environment["CALLBACK_INSPECTOR_CONFIG"] = tempfile.gettempdir() + "/bench-no-overlays"
    command = [sys.executable, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


def main() -> None:
    """Make a capture, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mb", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--events", type=int, default=100_000, help="of the long call")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "capture.jsonl")
        write(file, given.mb * 1_000_000, "jsonl")
        asked = {
            "plain Qt window": ["-c", PLAIN_WINDOW],
            "empty program": ["packaging/bench/paint.py"],
            f"{given.mb} MB opened": ["packaging/bench/load.py", str(file)],
            f"{given.mb} MB canceled": ["packaging/bench/load.py", str(file), "--cancel"],
            f"one call of {given.events:,} events": [
                "packaging/bench/long_call.py",
                str(given.events),
            ],
        }
        runs: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
        for _ in range(given.rounds):
            for name, arguments in asked.items():
                for what, value in run(arguments).items():
                    runs[name][what].append(value)
    print("| what | figure | median | spread |\n|---|---|---:|---:|")
    for name, figures in runs.items():
        for what, values in figures.items():
            median = statistics.median(values)
            print(f"| {name} | {what} | {median:.4g} | {min(values):.4g}..{max(values):.4g} |")


if __name__ == "__main__":
    main()
