"""Copies of one delivery inside one log record.

A structured logger writes what it was given twice and three times into the same record: into the
message, and as a property of its own. These are one delivery; the same event in two records, or
twice in an array, is two.
"""

from collections.abc import Sequence

import orjson

from inspector.capture.jsonvalue import loads
from inspector.capture.packed import packed_text

_MOST = 16
"""Events remembered of one record; a logger writes one, and whatever has more is a container."""


class Copies:
    """The events that one log record was seen to hold."""

    def __init__(self) -> None:
        self._first: Sequence[tuple[str | None, bytes]] | None = None
        """The events of the first member, until there is a second one to compare them with."""
        self._bodies: set[bytes] = set()

    def among(self, events: Sequence[tuple[str | None, bytes]]) -> set[int]:
        """Which of the events (id and bytes) of one member stood in an earlier member already."""
        if self._first is None:
            self._first = events
            return set()
        if self._first:
            self._bodies.update(body for body in _bodies(self._first[:_MOST]) if body)
            self._first = ()
        bodies = _bodies(events)
        seen = {index for index, body in enumerate(bodies) if body in self._bodies}
        if len(self._bodies) < _MOST:
            self._bodies.update(body for body in bodies[:_MOST] if body)
        return seen


def _bodies(events: Sequence[tuple[str | None, bytes]]) -> list[bytes]:
    """What to compare; empty for an event without an id."""
    return [_body(raw) if identity else b"" for identity, raw in events]


def _body(raw: bytes) -> bytes:
    """What makes two events equal: their values, however they are laid out."""
    try:
        return orjson.dumps(_value(raw), option=orjson.OPT_SORT_KEYS)
    except (ValueError, TypeError, RecursionError):
        return raw


def _value(raw: bytes) -> object:
    """An event's object, taken out of the string and the array around it."""
    packed = packed_text(raw) if raw[:1] == b'"' else None
    value = loads(raw if packed is None else packed.text.encode("utf-8", "replace"))
    return value[0] if isinstance(value, list) and len(value) == 1 else value
