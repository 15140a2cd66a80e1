"""Events in the texts of many cells, found as reading each text by itself finds them."""

from collections.abc import Sequence
from typing import NamedTuple

import orjson

from inspector.capture.bodies import Bodies, Body, body_start
from inspector.capture.copies import Copies
from inspector.capture.fields import Fields
from inspector.capture.lexer import trimmed
from inspector.capture.nested import opened
from inspector.capture.plain import Decoded, PlainPath
from inspector.capture.shape import TYPE_PREFIX
from inspector.capture.tolerant import event_of
from inspector.capture.wire import WireEvent

_OPENERS = b"{["
_OF_A_RUNTIME = b'"log"'
"""The key of the text in a record of a container runtime, which is read otherwise."""
_FREE_FAILURES = 4
"""Lists of texts that may not be alike before the share of good ones decides what to try."""
_MOST_COPIES = 16


class InCell(NamedTuple):
    """The event that a cell's text holds, or the first of several."""

    event: WireEvent
    text: bytes
    """The cell's text, opened as often as it takes."""
    start: int
    """Where in the text the event begins, or an array around it, or what holds its text."""
    length: int = 0
    """Of the string or object that holds the event's text; 0 for the event's own."""
    body: bytes = b""
    """The text held there, if no words stand in front of the event."""
    more: tuple[WireEvent, ...] = ()
    """Events behind the first one in an array."""

    @property
    def object(self) -> bytes:
        """The event's object; empty if words stand around it."""
        if not self.length:
            return self.raw
        return self.body[self.body.find(b"{") : self.body.rfind(b"}") + 1]

    @property
    def raw(self) -> bytes:
        """The event's object, or what holds its text."""
        if self.length:
            return self.text[self.start : self.start + self.length]
        return self.text[self.text.find(b"{", self.start) : self.text.rfind(b"}") + 1]


class CellBodies:
    """Finds the events in the cells of one column; remembers how they are written."""

    def __init__(self, plain: PlainPath) -> None:
        self._plain = plain
        self._bodies = Bodies()
        self._words = b""
        """What stood in front of the last body."""
        self._holds_records = False
        """The last texts were objects with a body in each."""
        self._alike = 0
        self._unlike = 0

    def of(self, texts: Sequence[bytes]) -> list[InCell | None]:
        """The event of each text; None for a text that has to be read by itself."""
        if self._holds_records and all(text[:2] == b'{"' for text in texts):
            found = self._together(texts)
            if found is not None:
                return found
        starts = [self._start(text) for text in texts]
        decoded = self._decoded_together(texts, starts)
        if decoded is not None:
            return [
                self._whole(each, text, start or 0)
                for each, text, start in zip(decoded, texts, starts, strict=True)
            ]
        return self._one_by_one(texts, starts)

    def _one_by_one(
        self, texts: Sequence[bytes], starts: Sequence[int | None]
    ) -> list[InCell | None]:
        found: list[InCell | None] = [None] * len(texts)
        records: list[int] = []
        read = [_again(text) if text[:1] == b'"' else text for text in texts]
        for number, text in enumerate(read):
            start = starts[number] if text is texts[number] else self._start(text)
            if start is None:
                continue
            decoded = self._plain.value(memoryview(text)[start:])
            if decoded is not None:
                found[number] = self._whole(decoded, text, start)
            elif start:
                found[number] = self._tolerant(text, start)
            else:
                if text[:2] != b'{"':
                    read[number] = _again(text)
                records.append(number)
        said = self._records([read[number] for number in records]) if records else []
        self._holds_records = 2 * len(records) > len(texts)
        for number, each in zip(records, said, strict=True):
            found[number] = each
        return found

    def _start(self, text: bytes) -> int | None:
        """Where the body begins behind words."""
        if text[:1] == b"{" or text[:2] == b"[{":
            return 0
        words = self._words
        if words and text.startswith(words) and text[len(words)] == _OPENERS[0]:
            return len(words)
        start = body_start(text)
        if start is not None and text[start] == _OPENERS[0]:
            self._words = text[:start]
        return start

    def _decoded_together(
        self, texts: Sequence[bytes], starts: Sequence[int | None]
    ) -> list[Decoded] | None:
        """What texts that are one object or array each decode to; None if any is unlike.

        Texts that are lines and begin and end with brackets of a kind are one value each, if they
        are as many values as lines.
        """
        if self._unlike > self._alike + _FREE_FAILURES:
            return None
        bodies: list[bytes] = []
        for text, start in zip(texts, starts, strict=True):
            if start is None:
                return None
            body = text[start:] if start else text
            if body[-1:] not in (b"}", b"]"):
                body = body.rstrip()
            if body[-1:] != (b"}" if body[:1] == b"{" else b"]"):
                return None
            bodies.append(body)
        lines = b"\n".join(bodies)
        if lines.count(b"\n") >= len(bodies):
            lines = b"\n".join([body.replace(b"\n", b"\r") for body in bodies])
        decoded = self._plain.lines(memoryview(lines))
        if decoded is None or len(decoded) != len(bodies):
            self._unlike += 1
            return None
        self._alike += 1
        return decoded

    def _whole(self, decoded: Decoded, text: bytes, start: int) -> InCell | None:
        """What a text tells that is one plain body from an index on."""
        event = self._accepted(decoded)
        if event is not None:
            return InCell(event, text, start)
        if isinstance(decoded, WireEvent) or len(decoded) < 2:
            return None
        if self._plain.first_refused(decoded) is not None:
            return None
        return InCell(decoded[0], text, start, more=tuple(decoded[1:]))

    def _accepted(self, decoded: Decoded | None) -> WireEvent | None:
        """The plain event that a text is, perhaps alone in an array."""
        event = decoded[0] if isinstance(decoded, list) and len(decoded) == 1 else decoded
        if not isinstance(event, WireEvent) or not self._plain.accepts(event):
            return None
        return event

    # Records with a body in them

    def _records(self, texts: Sequence[bytes]) -> list[InCell | None]:
        """The events of objects that hold a body each, or are no plain events."""
        found = self._together(texts)
        if found is not None:
            return found
        if len(texts) == 1:
            return [self._tolerant(texts[0], 0)]
        half = len(texts) // 2
        return [*self._records(texts[:half]), *self._records(texts[half:])]

    def _together(self, texts: Sequence[bytes]) -> list[InCell | None] | None:
        """The events in objects with a body each; None if any is unlike."""
        cut = [
            text if text[-1:] == b"}" else text[: trimmed(memoryview(text), len(text))]
            for text in texts
        ]
        bodies = self._bodies.of([(0, len(text), text) for text in cut], alone=False)
        if bodies is None:
            return None
        told = [body for body in bodies if body is not None]
        decoded: Sequence[Decoded | None] | None = self._decoded_together(
            [body.text for body in told], [0] * len(told)
        )
        if decoded is None:
            decoded = [self._plain.value(memoryview(body.text)) for body in told]
        events = map(self._accepted, decoded)
        return [
            None if body is None else _in_record(next(events), text, body)
            for text, body in zip(texts, bodies, strict=True)
        ]

    def _tolerant(self, text: bytes, start: int) -> InCell | None:
        """An event that says its type, but not as documented."""
        if _OF_A_RUNTIME in text:
            return None
        try:
            value = orjson.loads(text[start:])
        except orjson.JSONDecodeError:
            return None
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        if not isinstance(value, dict):
            return None
        kind = Fields(value).text("type", "eventType")
        if kind is None or not kind.lower().startswith(TYPE_PREFIX):
            return None
        event = event_of(value)
        return None if event is None else InCell(event, text, start)


def without_copies(cells: Sequence[InCell]) -> list[int]:
    """Which of a row's cells hold an event that no cell before them holds."""
    first = cells[0].object if cells[0].event.id and len(cells) <= _MOST_COPIES else b""
    if first and all(each.object == first for each in cells[1:]):
        return [0]
    copies = Copies()
    return [n for n, each in enumerate(cells) if not copies.among([(each.event.id, each.raw)])]


def _in_record(event: WireEvent | None, text: bytes, body: Body) -> InCell | None:
    if event is None:
        return None
    has_words = body.is_text and text[body.start + 1] not in _OPENERS
    return InCell(event, text, body.start, body.length, b"" if has_words else body.text)


def _again(text: bytes) -> bytes:
    """A text opened while it holds a JSON string or the inside of one."""
    return opened(text.decode()).encode("utf-8", "replace")
