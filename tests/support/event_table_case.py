"""A call in the event table, from records that were written to a file and read again."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from inspector.calls.capture import Capture
from inspector.calls.load import open_capture
from inspector.calls.rosters import Rosters
from inspector.capture.source import Input
from inspector.catalog.catalog import Catalog
from inspector.diagnosis.attention import assess
from inspector.gui.event_table.source import EventSource
from inspector.gui.loading import Loaded
from inspector.gui.models.event_rows import EventRows
from inspector.index.table import NO_TIME, EventTable
from tests.support.small_capture import event

CALL = "0a1b2c3d-0000-4000-8000-00000000beef"


def at(seconds: float) -> str:
    """A time in the morning, as it is delivered."""
    minutes, rest = divmod(seconds, 60)
    return f"2025-06-16T09:{int(minutes):02d}:{rest:010.7f}+00:00"


def told(kind: str, seconds: float | None, **data: object) -> dict[str, object]:
    """One event of the call."""
    return event(kind, None if seconds is None else at(seconds), CALL, **data)


def read(catalog: Catalog, folder: Path, events: Sequence[Mapping[str, object]]) -> Capture:
    """The events as a finished capture."""
    path = folder / "call.jsonl"
    path.write_text("\n".join(map(json.dumps, events)) + "\n", encoding="utf-8", newline="\n")
    return opened(catalog, path)


def opened(catalog: Catalog, path: Path) -> Capture:
    """A file as a finished capture."""
    *_, capture = open_capture([Input(path.name, path)], catalog.kinds, lambda: False)
    return capture


def source_of(catalog: Catalog, capture: Capture) -> EventSource:
    """What the event table is told about a capture."""
    assessment = assess(catalog, capture.table, capture.calls)
    return EventSource(Loaded(capture, assessment, {}), Rosters(capture))


def rows_of(catalog: Catalog, folder: Path, events: Sequence[Mapping[str, object]]) -> EventRows:
    """The first call of the events, as the event table shows it."""
    shown, _hidden = source_of(catalog, read(catalog, folder, events)).event_rows(0, None)
    return shown


def many_rows(catalog: Catalog, count: int, *, seed: int = 1) -> EventRows:
    """A call of that many events whose numbers are drawn by lot; there are no records."""
    random = np.random.default_rng(seed)

    def number(values: Sequence[int]) -> np.ndarray:
        return random.choice(np.array(values, dtype=np.int32), count)

    times = 1_750_064_400_000_000_000 + np.cumsum(random.integers(0, 10**9, count)) // 100 * 100
    times[random.random(count) < 0.05] = NO_TIME
    absent = -(2**31)
    kinds = catalog.kinds.kinds[:6]
    code, subcode = number([200, 400, 480, 500, 603, absent]), number([0, 8510, 560503, absent])
    table = EventTable(
        size=count,
        time=times.astype(np.int64),
        kind=random.integers(0, len(kinds), count).astype(np.uint16),
        call=np.zeros(count, np.int32),
        server=number([-1, 0, 1]),
        correlation=number([-1, 0, 1]),
        context=number([-1, 0, 1, 2]),
        code=code,
        subcode=subcode,
        sip=number([486, 503, absent]),
        q850=number([16, 17, absent]),
        sequence=number([1, 2, 3, absent]),
        source=random.integers(0, 2, count).astype(np.uint16),
        offset=np.arange(count, dtype=np.int64) * 10,
        length=np.full(count, 10, np.int64),
        part=np.zeros(count, np.int32),
        kinds=kinds,
        types=["" for _ in kinds],
        call_ids=["call"],
        server_ids=["server b", "server a"],
        correlation_ids=["one", "two"],
        contexts=["menu", "Agent", "hold"],
    )
    return EventRows(
        table=table,
        rows=np.arange(count),
        numbers=None,
        origin_ns=None,
        happened=lambda row: f"event {row}",
        late=np.zeros(count, np.bool_),
        sources=("a.log", "b.log"),
    )
