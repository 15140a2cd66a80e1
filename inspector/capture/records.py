"""The fast way through records that are no plain events: tolerant ones, and those with a body.

An application's JSON log, or an export of one, holds each callback as text in one member of a
record. The bodies of many records are decoded together. Whatever is less simple is left to be
read value by value, which tells the same.
"""

from collections.abc import Iterator, Sequence

import msgspec
import orjson

from inspector.capture.apierrors import API_ERROR, api_error
from inspector.capture.bodies import COLUMNS, Bodies, Body, Range, body_start
from inspector.capture.boundaries import array_part
from inspector.capture.http_message import PACKED
from inspector.capture.lexer import ARRAY, OBJECT, trimmed
from inspector.capture.operation import OperationRow, operation_of
from inspector.capture.packed import packed_text
from inspector.capture.plain import Decoded, PlainPath
from inspector.capture.runtimes import may_be_joined
from inspector.capture.shape import MARKER, TYPE_PREFIX, is_foreign_envelope, named_event
from inspector.capture.tolerant import event_of
from inspector.capture.walk import Walk
from inspector.capture.window import DECODED
from inspector.capture.wire import WireEvent

_FEWEST = 2
"""Records in a block below which it is quicker to read the block one by one."""
_MOST_KEYS = 4096
"""Keys remembered as naming an event or not; loggers write a dozen."""
_members = msgspec.json.Decoder(dict[str, msgspec.Raw])


_Said = WireEvent | OperationRow | Body | None
"""What a record tells; None for one that tells of no call."""


class _OddError(Exception):
    """A record that has to be read by itself."""


class Records:
    """Reads objects, each alone on its line or an item of an array, at a walk's cursor."""

    def __init__(self, walk: Walk, plain: PlainPath) -> None:
        self._walk = walk
        self._plain = plain
        self._bodies = Bodies()
        self._singly_until = 0
        self._named: dict[str, bool] = {}

    def read(self) -> bool:
        """Read records from here; False if the next one has to be read by itself."""
        walk, at = self._walk, self._walk.at
        if at.byte != OBJECT or at.position < self._singly_until or walk.level:
            return False
        if walk.frames:
            return walk.frames[-1].opener == ARRAY and not walk.in_row and self._items()
        if not at.fresh or walk.pending_text or walk.survey.table or not walk.survey.documents:
            return False
        return self._lines()

    def _lines(self) -> bool:
        indent = self._walk.at.indent
        ranges = list(self._ranges_of_lines())
        told = self._tell(ranges, alone=True)
        if told:
            start, length, _ = ranges[told - 1]
            self._walk.at.move(start + length)
            self._walk.survey.document("{", alone=True, count=told)
            self._walk.note_passed(ranges[0][0], indent)
        return told > 0

    def _items(self) -> bool:
        walk, at = self._walk, self._walk.at
        at.reload(DECODED)
        window, index = walk.window, at.index
        cut = array_part(window.buffer, index, min(window.fill, index + DECODED))
        if cut is None:
            self._singly_until = window.base + min(window.fill, index + DECODED)
            return False
        part, items = cut
        base = at.position - 1
        ranges = [
            (base + start, length, part[start : start + length])
            for start, length in zip(items.starts, items.lengths, strict=True)
        ]
        told = self._tell(ranges, alone=False)
        if told:
            at.move(ranges[told - 1][0] + ranges[told - 1][1])
        return told > 0

    def _ranges_of_lines(self) -> Iterator[Range]:
        """The lines from here that are one object each, as far as they are at hand."""
        at = self._walk.at
        at.reload(DECODED)
        window, start = self._walk.window, at.index
        stop = min(window.fill, start + DECODED, window.limit - window.base)
        while (end := window.buffer.find(b"\n", start, stop)) >= 0:
            last = trimmed(window.view, end)
            if last <= start or window.buffer[start] != OBJECT:
                break
            yield window.base + start, last - start, bytes(window.view[start:last])
            start = end + 1

    def _tell(self, ranges: list[Range], *, alone: bool) -> int:
        """Tell what the records say, up to the first odd one; gives the number of those told."""
        said: Sequence[_Said] = self._bodies.of(ranges, alone=alone) or self._read_singly(
            ranges, alone=alone
        )
        events = self._decoded([each for each in said if isinstance(each, Body)])
        count = 0
        for (start, length, _), each in zip(ranges, said, strict=False):
            event = next(events, None) if isinstance(each, Body) else None
            if isinstance(each, Body) and event is None:
                break
            self._tell_one(start, length, each, event)
            count += 1
            if count < len(said) and self._walk.tell.is_observed and not alone:
                following = ranges[count][0]
                self._walk.tell.structure(start + length, following - start - length)
        if count < len(ranges):
            start, length, _ = ranges[-1] if count < _FEWEST else ranges[count]
            self._singly_until = start + length
        return count

    def _read_singly(self, ranges: list[Range], *, alone: bool) -> list[_Said]:
        """What the records say, up to the first odd one."""
        said: list[_Said] = []
        try:
            for start, _, text in ranges:
                said.append(self._read(start, text, alone=alone))
        except (_OddError, ValueError, RecursionError):
            pass
        return said

    def _tell_one(self, start: int, length: int, said: _Said, event: WireEvent | None) -> None:
        walk = self._walk
        match said:
            case None:
                walk.tell.other(start, length, 1)
            case WireEvent():
                walk.tell.events([said], [start], [length])
            case OperationRow():
                walk.tell.operation(said, start, length)
            case Body():
                assert event is not None
                if said.is_text:
                    walk.tell.structure(start, length)
                    walk.tell.event(event, said.start, said.length, 0)
                else:
                    end = said.start + said.length
                    walk.tell.structure(start, said.start - start)
                    walk.tell.events([event], [said.start], [said.length])
                    walk.tell.structure(end, start + length - end)
                for key in said.keys:
                    walk.survey.keyed += self._names_event(key)
                    if not walk.frames:
                        walk.survey.member(key)

    def _read(self, start: int, text: bytes, *, alone: bool) -> _Said:
        """What one record says; raises an error for one that has to be read by itself."""
        if alone and may_be_joined(text):
            raise _OddError
        value = orjson.loads(text)
        if not MARKER.search(text):
            if PACKED.search(text) or API_ERROR.search(text):
                raise _OddError
            return None
        kind = value.get("type")
        event = event_of(value)
        if event is not None:
            if isinstance(kind, str) and kind.lower().startswith(TYPE_PREFIX):
                return event
            raise _OddError
        row = operation_of(value)
        if row is not None:
            return row
        if api_error(value) is not None or is_foreign_envelope(value) or COLUMNS in text.lower():
            raise _OddError
        return self._body(start, text)

    def _body(self, start: int, text: bytes) -> Body:
        """The one string in a record that holds an event."""
        members = _members.decode(text)
        marked = [raw for raw in map(bytes, members.values()) if MARKER.search(raw)]
        if len(marked) != 1 or marked[0][:1] != b'"':
            raise _OddError
        literal = marked[0]
        at = text.find(literal)
        before, behind = text[:at], text[at + len(literal) :]
        if MARKER.search(before) or MARKER.search(behind):
            raise _OddError
        if any(sign.search(part) for sign in (PACKED, API_ERROR) for part in (before, behind)):
            raise _OddError
        packed = packed_text(literal)
        if packed is None or packed.missing:
            raise _OddError
        inner = packed.text.encode("utf-8", "replace")
        begin = body_start(inner)
        if begin is None:
            raise _OddError
        return Body(inner[begin:].strip(), start + at, len(literal), tuple(members))

    def _decoded(self, bodies: list[Body]) -> Iterator[WireEvent]:
        """The events of bodies that are one plain event each, up to the first that is not."""
        text = b"\n".join(each.text for each in bodies)
        are_lines = text.count(b"\n") == len(bodies) - 1
        decoded = self._plain.lines(memoryview(text)) if are_lines else None
        values: Iterator[Decoded | None] = (
            iter(decoded)
            if decoded is not None and len(decoded) == len(bodies)
            else (self._plain.value(memoryview(each.text)) for each in bodies)
        )
        for value in values:
            event = value[0] if isinstance(value, list) and len(value) == 1 else value
            if not isinstance(event, WireEvent) or not self._plain.accepts(event):
                return
            yield event

    def _names_event(self, key: str) -> bool:
        if len(self._named) > _MOST_KEYS:
            self._named.clear()
        return self._named.setdefault(key, named_event(key) is not None)
