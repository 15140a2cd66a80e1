"""Events that may be the same one, by their columns alone: candidates, to be read and compared."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.findings.scene import Mask, Rows, Scene
from inspector.index.table import NO_TIME

_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_FOLD = np.uint64(29)

Keys = npt.NDArray[np.uint64]
Columns = Sequence[npt.NDArray[np.integer[Any]]]


def keys_of(columns: Columns, size: int) -> Keys:
    """A number for each event; the same for events whose columns are the same.

    Chance may give two different events one number: they are candidates, and are compared.
    """
    keys = np.zeros(size, dtype=np.uint64)
    for column in columns:
        keys = (keys ^ column[:size].astype(np.int64).view(np.uint64)) * _SPREAD
        keys ^= keys >> _FOLD
    return keys


def occurring_again(keys: Keys) -> Mask:
    """The events whose number others have too."""
    ordered = np.sort(keys)
    return np.isin(keys, ordered[1:][ordered[1:] == ordered[:-1]])


def _keys(scene: Scene, *, with_time: bool) -> Keys:
    table = scene.table
    columns: list[npt.NDArray[np.integer[Any]]] = [
        table.kind,
        table.call,
        table.server,
        table.correlation,
        table.context,
        table.code,
        table.subcode,
        table.sequence,
    ]
    if with_time:
        columns.append(table.time)
    return keys_of(columns, table.size)


def same_columns(scene: Scene) -> Iterator[list[int]]:
    """Groups of rows whose columns are the same, times included, each in file order."""
    keys = _keys(scene, with_time=True)
    order = np.argsort(keys, kind="stable")
    yield from _chains(order, keys[order][1:] == keys[order][:-1])


def same_but_time(scene: Scene, within_ns: int) -> Iterator[list[int]]:
    """Groups of rows whose columns are the same but for times that lie near one another."""
    times = scene.table.time
    timed = np.flatnonzero(times != NO_TIME)
    keys = _keys(scene, with_time=False)[timed]
    by_key = np.lexsort((times[timed], keys))
    order, keys = timed[by_key], keys[by_key]
    near = (keys[1:] == keys[:-1]) & (np.diff(times[order]) <= within_ns)
    yield from _chains(order, near)


def _chains(order: Rows, joined: Mask) -> Iterator[list[int]]:
    """The stretches of rows that are joined to the next one."""
    if not joined.any():
        return
    edges = np.diff(np.concatenate(([False], joined, [False])).astype(np.int8))
    for start, stop in zip(
        np.flatnonzero(edges == 1).tolist(), np.flatnonzero(edges == -1).tolist(), strict=True
    ):
        yield order[start : stop + 1].tolist()
