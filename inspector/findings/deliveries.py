"""Tells events that were delivered again from events that happened again."""

from collections.abc import Iterator, Sequence

import numpy as np

from inspector.diagnosis.wording import counted
from inspector.findings.alike import Columns, keys_of, occurring_again
from inspector.findings.contents import frozen
from inspector.findings.model import Limit
from inspector.findings.scene import Mask, Rows, Scene
from inspector.index.table import NO_TIME, EventTable

MOST_READ = 5_000
"""Events without a time that are read again for one rule."""


class Deliveries:
    """Keeps the first delivery of every event.

    An event with the same kind, context, result and time as another is the same event. Without a
    time its payload decides, which is read again; what is too much to read is taken for repeated.
    """

    def __init__(self, scene: Scene, most: int = MOST_READ) -> None:
        self._scene = scene
        self._most = most
        self._payloads = scene.shared(_Payloads)
        self._read: set[int] = set()
        self._unread: set[int] = set()

    @property
    def tells_all(self) -> bool:
        """Whether everything was compared that had to be."""
        return not self._unread

    def first(self, rows: Sequence[int] | Rows) -> list[int]:
        """The rows of one or several calls without those that repeat an earlier one of its call."""
        places = np.asarray(rows, dtype=np.int64)
        kept: list[int] = []
        seen: dict[tuple[int, ...], int] = {}
        payloads: dict[tuple[int, ...], set[int]] = {}
        columns = (column[places].tolist() for column in _columns(self._scene.table))
        for row, *key_parts in zip(places.tolist(), *columns, strict=True):
            key = tuple(key_parts)
            before = seen.setdefault(key, row)
            if before != row:
                if key[-1] != NO_TIME:
                    continue
                known = payloads.setdefault(key, set())
                if not known:
                    known.add(self._payload(before))
                payload = self._payload(row)
                if payload in known or row in self._unread:
                    continue
                known.add(payload)
            kept.append(row)
        return kept

    def first_of_many(self, rows: Rows) -> Rows:
        """The same for many rows: only those are looked at that others may repeat."""
        alike = self._scene.shared(_repeated)[rows]
        if not alike.any():
            return rows
        kept = ~alike
        kept[alike] = np.isin(rows[alike], self.first(rows[alike]))
        return rows[kept]

    def limits(self, rule_id: str) -> Iterator[Limit]:
        """What was not compared."""
        if self._unread:
            text = f"{counted(len(self._unread), 'event')} without a time not told from repeated"
            yield Limit(rule_id, f"{text} ones: only the first {self._most:,} were read.")

    def _payload(self, row: int) -> int:
        """What an event says; one that cannot be read says something of its own."""
        if row not in self._read:
            if len(self._read) >= self._most or self._scene.cancelled():
                self._unread.add(row)
                return row
            self._read.add(row)
        return self._payloads.of(row)


class _Payloads:
    """The hashes of what events say, each read once."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._known: dict[int, int] = {}

    def of(self, row: int) -> int:
        """What an event says; one that cannot be read says something of its own."""
        if row not in self._known:
            payload = self._scene.payload(row)
            try:
                said = hash(("unreadable", row) if payload is None else frozen(payload))
            except RecursionError:  # nested deeper than any callback is
                said = hash(("unreadable", row))
            self._known[row] = said
        return self._known[row]


def _columns(table: EventTable) -> Columns:
    """What two deliveries of one event have in common, the time last."""
    return (table.call, table.kind, table.context, table.code, table.subcode, table.time)


def _repeated(scene: Scene) -> Mask:
    """The events that may repeat another one, or be repeated."""
    return occurring_again(keys_of(_columns(scene.table), scene.table.size))
