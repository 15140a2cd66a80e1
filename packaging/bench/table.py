"""The event table offscreen: open, scroll, jump and sort, against Qt's own floor.

Run from the repository's root:

    PYTHONPATH=. .venv/bin/python packaging/bench/table.py
    PYTHONPATH=. .venv/bin/python packaging/bench/table.py --rows 1000000

A capture of some hundred events is repeated in the index until it has as many rows as wanted, all
of one call: every row still leads to a record, which sentences are read from. The floor is a plain
QTableView whose model returns row numbers, with as many columns. Each figure is a median of CPU
milliseconds, painting included; the last column is the ratio to the floor of the same run.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from captures import write
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView

from inspector.assets import resources_dir
from inspector.calls.assemble import assemble
from inspector.calls.load import open_capture
from inspector.calls.rosters import Rosters
from inspector.capture.source import Input
from inspector.catalog.load import load_catalog
from inspector.diagnosis.attention import assess
from inspector.gui.app import load_themes
from inspector.gui.event_table.source import EventSource
from inspector.gui.loading import Loaded
from inspector.gui.models.event_columns import SPECS, ColumnLayout, EventColumn, ShownColumn
from inspector.gui.style import ROW_HEIGHT_PX, palette, stylesheet
from inspector.gui.views.events_view import EventsView
from inspector.index.table import EventTable

SIZE_PX = (1280, 900)
FRAMES = 40
WHEEL_ROWS = 3
_COLUMNS = ("kind", "server", "correlation", "context", "code", "subcode", "sip", "q850",
            "sequence", "source", "offset", "length", "part")  # fmt: skip
_ASCENDING, _DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


class Numbers(QAbstractTableModel):
    """The least a model can do."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__()
        self._rows, self._columns = rows, columns

    def rowCount(self, _parent: QModelIndex | None = None) -> int:  # noqa: N802 - Qt's name
        """As many as asked for."""
        return self._rows

    def columnCount(self, _parent: QModelIndex | None = None) -> int:  # noqa: N802 - Qt's name
        """As many as asked for."""
        return self._columns

    def data(self, index: QModelIndex, role: int = 0) -> object:
        """The row's number."""
        return None if role else str(index.row())


def long_call(file: Path, rows: int) -> Loaded:
    """A capture whose one call has that many events; the records repeat, the times do not."""
    catalog = load_catalog()
    *_, capture = open_capture([Input(file.name, file)], catalog.kinds, lambda: False, float("inf"))
    table = _repeated(capture.table, rows)
    calls = assemble(table)
    assessment = assess(catalog, table, calls)
    return Loaded(replace(capture, table=table, calls=calls), assessment, {})


def _repeated(table: EventTable, rows: int) -> EventTable:
    random = np.random.default_rng(1)
    picks = random.integers(0, table.size, rows, dtype=np.int32)
    gaps = random.integers(1, 2_000_000_000, rows, dtype=np.int64) // 100 * 100
    columns = {name: getattr(table, name)[picks] for name in _COLUMNS}
    times = 1_700_000_000_000_000_000 + np.cumsum(gaps)
    call = np.zeros(rows, dtype=np.int32)
    return replace(table, size=rows, time=times, call=call, **columns)


def measured(act: Callable[[int], object], times: int) -> list[float]:
    """CPU milliseconds of each time."""
    took = []
    for turn in range(times):
        begun = time.process_time()
        act(turn)
        took.append((time.process_time() - begun) * 1000)
    return took


class Bench:
    """One window size, one floor, figures as they come."""

    def __init__(self, app: QApplication) -> None:
        self._app = app

    def painted(self, view: QTableView | EventsView) -> None:
        """Everything pending, and the whole widget."""
        self._app.processEvents()
        view.grab()

    def floor(self, rows: int, columns: int) -> dict[str, list[float]]:
        """A plain table over row numbers."""
        views: list[QTableView] = []

        def opened(_turn: int) -> None:
            view = QTableView()
            view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT_PX)
            view.resize(*SIZE_PX)
            view.setModel(Numbers(rows, columns))
            view.show()
            self.painted(view)
            views.append(view)

        figures = {"open": measured(opened, 3)}
        return figures | self.frames(views[-1])

    def frames(self, table: QTableView) -> dict[str, list[float]]:
        """Frames of a table that is open."""
        bar = table.verticalScrollBar()
        places = np.random.default_rng(2).integers(0, bar.maximum(), FRAMES).tolist()
        step = WHEEL_ROWS * ROW_HEIGHT_PX

        def wheel(_turn: int) -> None:
            bar.setValue(bar.value() + step)
            self._app.processEvents()

        def jump(turn: int) -> None:
            bar.setValue(places[turn])
            self._app.processEvents()

        return {"wheel frame": measured(wheel, FRAMES), "jump frame": measured(jump, FRAMES)}

    def table(self, loaded: Loaded) -> dict[str, list[float]]:
        """The program's own table."""
        views: list[EventsView] = []
        theme = load_themes()["light"]

        def opened(_turn: int) -> None:
            view = EventsView(theme)
            view.resize(*SIZE_PX)
            view.show_events(*EventSource(loaded, Rosters(loaded.capture)).event_rows(0, None))
            view.show()
            self.painted(view)
            views.append(view)

        figures = {"open": measured(opened, 3)}
        view = views[-1]
        while not view.map.is_done:
            self._app.processEvents()
        return figures | self.frames(view.table)

    def sorts(self, loaded: Loaded) -> dict[str, list[float]]:
        """Sorting by every column, from the order of time."""
        view = EventsView(load_themes()["light"])
        view.resize(*SIZE_PX)
        view.set_layout(
            ColumnLayout(tuple(ShownColumn(column, SPECS[column].width_px)
                               for column in EventColumn))
        )  # fmt: skip
        view.show_events(*EventSource(loaded, Rosters(loaded.capture)).event_rows(0, None))
        view.show()
        self.painted(view)
        figures = {}
        for column in EventColumn:

            def sort(turn: int, column: EventColumn = column) -> None:
                view.columns.sort_by(column, _DESCENDING if turn % 2 else _ASCENDING)
                self._app.processEvents()

            figures[f"sort by {column.name.lower()}"] = measured(sort, 4)
            view.columns.sort_by(-1)
            self._app.processEvents()
        return figures


def show(figures: dict[str, list[float]], floor: dict[str, list[float]]) -> None:
    """A table: median, spread, ratio."""
    print("| what | median ms | spread | ÷ plain QTableView |\n|---|---:|---:|---:|")
    for name, times in figures.items():
        median = statistics.median(times)
        base = floor.get(name)
        ratio = f"{median / statistics.median(base):.2f}" if base else ""
        print(f"| {name} | {median:.1f} | {min(times):.1f}..{max(times):.1f} | {ratio} |")


def main() -> None:
    """Make the capture, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--sorted-rows", type=int, default=1_000_000)
    arguments = parser.parse_args()
    app = QApplication([])
    app.setStyle("Fusion")
    theme = load_themes()["light"]
    app.setPalette(palette(theme))
    app.setStyleSheet(stylesheet(theme))
    bench = Bench(app)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "capture.jsonl")
        write(file, 300_000, "jsonl")
        sample = (resources_dir() / "samples" / "busy-morning.jsonl").read_bytes()
        file.write_bytes(file.read_bytes() + sample)
        loaded = long_call(file, arguments.rows)
        shown = len(ColumnLayout.default().shown)
        print(f"{arguments.rows:,} rows\n")
        show(bench.table(loaded), bench.floor(arguments.rows, shown))
        del loaded
        loaded = long_call(file, arguments.sorted_rows)
        print(f"\n{arguments.sorted_rows:,} rows, every column shown\n")
        show(bench.sorts(loaded), {})


if __name__ == "__main__":
    main()
