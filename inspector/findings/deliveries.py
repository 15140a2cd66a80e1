"""Tells events that were delivered again from events that happened again."""

from collections.abc import Iterator, Sequence

import numpy as np

from inspector.diagnosis.wording import counted
from inspector.findings.contents import frozen
from inspector.findings.model import Limit
from inspector.findings.scene import Rows, Scene
from inspector.index.table import NO_TIME

_MOST_READ = 5_000
"""Events without a time that are read again for one rule."""


class Deliveries:
    """Keeps the first delivery of every event.

    An event with the same kind, context, result and time as another is the same event. Without a
    time its payload decides, which is read again; what is too much to read is taken for repeated.
    """

    def __init__(self, scene: Scene, most: int = _MOST_READ) -> None:
        self._scene = scene
        self._most = most
        self._payloads: dict[int, int] = {}
        """By row, the hash of what the event says."""
        self._unread: set[int] = set()

    def first(self, rows: Sequence[int] | Rows) -> list[int]:
        """The rows without those that repeat an earlier one of them."""
        table = self._scene.table
        places = np.asarray(rows, dtype=np.int64)
        columns = (table.kind, table.context, table.code, table.subcode, table.time)
        kept: list[int] = []
        seen: dict[tuple[int, ...], int] = {}
        payloads: dict[tuple[int, ...], set[int]] = {}
        for row, *key_parts in zip(
            places.tolist(), *(column[places].tolist() for column in columns), strict=True
        ):
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

    def limits(self, rule_id: str) -> Iterator[Limit]:
        """What was not compared."""
        if self._unread:
            text = f"{counted(len(self._unread), 'event')} without a time not told from repeated"
            yield Limit(rule_id, f"{text} ones: only the first {self._most:,} were read.")

    def _payload(self, row: int) -> int:
        """What an event says; one that cannot be read says something of its own."""
        if row in self._payloads:
            return self._payloads[row]
        if len(self._payloads) >= self._most or self._scene.cancelled():
            self._unread.add(row)
            return row
        event = self._scene.event(row)
        try:
            payload = hash(("unreadable", row) if event is None else frozen(event.data))
        except RecursionError:  # nested deeper than any callback is
            payload = hash(("unreadable", row))
        self._payloads[row] = payload
        return payload
