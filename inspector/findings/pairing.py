"""The operations of all calls of a capture, paired once for all rules that ask for them."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from inspector.calls.operations import is_state_change, paired_by_call
from inspector.events.kinds import EventKind
from inspector.findings.deliveries import MOST_READ, Deliveries
from inspector.findings.scene import Mask, Rows, Scene
from inspector.index.table import NONE

_BLOCK = 1 << 16
"""Rows that are paired at once, or a single call: what is in between takes much memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Operations:
    """Operations as columns, call by call and in the order of their starts."""

    start: Rows
    """Event rows of the starts."""
    finish: Rows
    """Those of the results, NONE where the capture has none."""
    inferred: Mask

    def where(self, wanted: Mask) -> "Operations":
        """Some of them."""
        return Operations(self.start[wanted], self.finish[wanted], self.inferred[wanted])


def is_paired(kind: EventKind) -> bool:
    """Whether events of a kind start or finish an operation."""
    return bool(kind.starts or kind.finishes) and not is_state_change(kind)


class Pairing:
    """Made by the first rule that asks, from the first delivery of each event."""

    def __init__(self, scene: Scene, most: int = MOST_READ) -> None:
        self._scene = scene
        order = scene.calls.order
        deliveries = Deliveries(scene, most)
        rows = deliveries.first_of_many(order[scene.mask(is_paired)[order]])
        self._every = _operations(scene, rows) if deliveries.tells_all else None

    def among(self, rows: Rows, deliveries: Deliveries) -> Operations:
        """The operations among rows that stand call by call in call order.

        All events of a call that start or finish one of these operations have to be among them.
        Where there is more to read than `deliveries` may, each rule has its own idea of what was
        delivered again, and its operations are paired for itself.
        """
        kept = deliveries.first_of_many(rows)
        if self._every is None or not deliveries.tells_all:
            return _operations(self._scene, kept)
        asked = np.zeros(self._scene.table.size, dtype=np.bool_)
        asked[kept] = True
        return self._every.where(asked[self._every.start])


def _operations(scene: Scene, rows: Rows) -> Operations:
    parts = [
        (part[pairs.start], np.append(part, NONE)[pairs.finish], pairs.inferred)
        for part in _blocks(scene, rows)
        for pairs in (paired_by_call(scene.table, part),)
    ]
    nothing = (rows[:0], rows[:0], np.zeros(0, dtype=np.bool_))
    return Operations(*(np.concatenate(columns) for columns in zip(nothing, *parts, strict=True)))


def _blocks(scene: Scene, rows: Rows) -> Iterator[Rows]:
    """The rows in parts of whole calls."""
    calls = scene.table.call[rows]
    begins = np.flatnonzero(np.diff(calls, prepend=NONE))
    block = begins // _BLOCK
    cuts = begins[np.diff(block, prepend=0) != 0]
    for part in np.split(rows, cuts):
        if scene.cancelled():
            return
        yield part
