"""What events say, read again to compare them; bounded, because it costs a read an event."""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np

from inspector.calls.conversations import is_placeholder
from inspector.capture.fields import Fields
from inspector.capture.shape import payload_of
from inspector.errors import InspectorError
from inspector.findings.model import Limit
from inspector.findings.scene import Scene

_SAMPLE = 16
"""Events, spread over the capture, that are looked at for an id that all of them share."""


@dataclass(frozen=True, slots=True)
class Content:
    """One event without its times."""

    id: str
    """Empty when it has none, or one that stands in for an id."""
    payload: Hashable


class Contents:
    """Reads events until it has read as many as it may."""

    def __init__(self, scene: Scene, allowed: int) -> None:
        self._scene = scene
        self._allowed = allowed
        self._read = 0
        self._left_out = 0
        self._gone = 0
        self._constants: frozenset[str] | None = None

    def of(self, row: int) -> Content | None:
        """An event's content; None when it cannot be read, or when enough were read."""
        if self._read >= self._allowed or self._scene.cancelled():
            self._left_out += 1
            return None
        self._read += 1
        body = self._body(row)
        if body is None:
            self._gone += 1
            return None
        fields = Fields(body)
        try:
            payload = frozen(payload_of(fields) or body)
        except RecursionError:  # nested deeper than any callback is
            self._gone += 1
            return None
        event_id = fields.text("id") or ""
        if is_placeholder(event_id) or event_id in self._ids_of_all():
            event_id = ""
        return Content(event_id, payload)

    def limits(self, rule_id: str) -> tuple[Limit, ...]:
        """What was not compared."""
        said = []
        if self._left_out:
            said.append(
                f"{self._left_out:,} events that look like others were not compared: "
                f"{self._allowed:,} were read, and that takes long enough."
            )
        if self._gone:
            said.append(f"{self._gone:,} events could not be read again and were not compared.")
        return tuple(Limit(rule_id, text) for text in said)

    def _body(self, row: int) -> dict[str, object] | None:
        try:
            return self._scene.capture.record(row).body
        except InspectorError:
            return None

    def _ids_of_all(self) -> frozenset[str]:
        """Ids that events have in common although they are different events."""
        if self._constants is None:
            table = self._scene.table
            spread = np.linspace(0, table.size - 1, min(_SAMPLE, table.size)).astype(np.int64)
            seen: dict[str, set[tuple[int, int, int]]] = {}
            for row in spread.tolist():
                body = self._body(row)
                event_id = None if body is None else Fields(body).text("id")
                if event_id:
                    what = (int(table.kind[row]), int(table.call[row]), int(table.time[row]))
                    seen.setdefault(event_id, set()).add(what)
            self._constants = frozenset(each for each, events in seen.items() if len(events) > 1)
        return self._constants


def frozen(value: object) -> Hashable:
    """A JSON value that can be compared and looked up; the order of keys does not count."""
    match value:
        case dict():
            return frozenset((key, frozen(item)) for key, item in value.items())
        case list():
            return tuple(frozen(item) for item in value)
        case _:
            return (type(value).__name__, str(value))  # 1 is neither "1" nor true
