"""Frames of the timeline of one very large call, beside a picture of rectangles.

Run from the repository's root:

    PYTHONPATH=. .venv/bin/python packaging/bench/timeline.py
    PYTHONPATH=. .venv/bin/python packaging/bench/timeline.py --events 1000000 --rounds 30

Offscreen. A frame is what the program does until the picture is painted: place what is in sight,
then paint it. The program makes the plan of a large call in a worker. The reference paints 2,000
rectangles into a picture of the same size; it takes turns with the others.
"""

import argparse
import os
import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from inspector.calls.columns import LANE_ORDER
from inspector.calls.timeline import Marker, Markers, Span, Spans, Timeline
from inspector.events.kinds import Lane
from inspector.gui.theme import load_theme
from inspector.gui.timeline.plan import plan
from inspector.gui.views.timeline_view import TimelineView
from inspector.index.codes import CodeClass

SIZE = (1280, 600)
REFERENCE = "2,000 rectangles"
RECTANGLES = 2000
PLAYED = (Lane.PLAY, Lane.INPUT, Lane.MEDIA)


def paint_rectangles() -> None:
    """The reference: a picture of the view's size with rectangles, one call each."""
    width, height = SIZE
    picture, color = QPixmap(width, height), QColor("#0A7289")
    picture.fill(QColor("#FFFFFF"))
    painter = QPainter(picture)
    for number in range(RECTANGLES):
        at = number * 7919
        painter.fillRect(at % width, at // width * 3 % height, 5, 12, color)
    painter.end()


def call(events: int) -> Timeline:
    """A call of about that many events in an hour: bars with both ends, and single points."""
    numbers = np.arange(events)
    second = numbers * (3600.0 / events)
    chance = np.random.default_rng(7).random(events)
    lane = np.array([LANE_ORDER.index(each) for each in PLAYED], np.int8)[numbers % len(PLAYED)]
    rank = np.where(chance < 0.0002, 4, np.where(chance < 0.002, 2, 1)).astype(np.int8)
    order = np.lexsort((second, lane))
    markers = Markers(
        at_s=second[order], row=numbers[order], lane=lane[order], class_rank=rank[order],
        failed=rank[order] > 1, canceled=np.zeros(events, np.bool_), source=order,
        make=lambda number: Marker(
            PLAYED[number % len(PLAYED)], float(second[number]), number, "tone received",
            CodeClass.C2XX,
        ),
    )  # fmt: skip
    starts = np.arange(events // 4) * 4
    of_play = starts[starts % len(PLAYED) == 0]
    spans = Spans.of(
        Span(Lane.PLAY, second[row], second[row] + 7200 / events, "play", (row,), CodeClass.C2XX)
        for row in of_play.tolist()
    )
    lanes = (Lane.CALL, *PLAYED)
    return Timeline(0, lanes, spans, markers, None, float(second[-1]), 0, call_id=str(events))


@dataclass(frozen=True, slots=True)
class Frame:
    """One thing that is measured; `prepare` is not."""

    run: Callable[[], None]
    prepare: Callable[[], None] = lambda: None


def frames(events: int) -> dict[str, Frame]:
    """What is measured, by name."""
    view, timeline, other = TimelineView(load_theme("light")), call(events), call(8)
    view.resize(*SIZE)
    view.show()
    chance = random.Random(5)

    made = {id(shown): plan(shown) for shown in (timeline, other)}

    def show(shown: Timeline) -> None:
        view.show_timeline(shown, lambda row: (f"event {row}", ""), made[id(shown)])
        view.grab()

    def make_plan() -> None:
        plan(timeline)

    def press(keys: Sequence[Qt.Key]) -> None:
        QTest.keyClick(view, chance.choice(keys))
        view.grab()

    def zoom_in() -> None:
        view.fit()
        for _ in range(chance.randrange(1, 30)):
            QTest.keyClick(view, Qt.Key.Key_W)

    name = f"{events:,} events"
    return {
        f"{name}: plan (in a worker)": Frame(make_plan),
        f"{name}: first frame": Frame(lambda: show(timeline), lambda: show(other)),
        f"{name}: whole call": Frame(lambda: press([Qt.Key.Key_F])),
        f"{name}: zoomed": Frame(lambda: press([Qt.Key.Key_W, Qt.Key.Key_S]), zoom_in),
        f"{name}: panned": Frame(lambda: press([Qt.Key.Key_A, Qt.Key.Key_D])),
    }


def main() -> None:
    """Measure in turns, print medians of processor time and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, nargs="*", default=[100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=15)
    arguments = parser.parse_args()
    application = QApplication([])
    measured = {REFERENCE: Frame(paint_rectangles)}
    for events in arguments.events:
        measured |= frames(events)
    times: dict[str, list[float]] = {name: [] for name in measured}
    for number in range(arguments.rounds + 1):
        for name, frame in measured.items():
            frame.prepare()
            begun = time.process_time()
            frame.run()
            if number:
                times[name].append((time.process_time() - begun) * 1000)
    base = statistics.median(times[REFERENCE])
    print(f"| frame | median ms | spread | ÷ {REFERENCE} |\n|---|---:|---:|---:|")
    for name, taken in times.items():
        median = statistics.median(taken)
        print(
            f"| {name} | {median:.1f} | {min(taken):.1f}..{max(taken):.1f} | {median / base:.2f} |"
        )
    application.quit()


if __name__ == "__main__":
    main()
