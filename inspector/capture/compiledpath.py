"""The compiled path: plain events straight to columns, where the compiled part was built.

It reads what the plain path reads, and leaves to it whatever it is not sure of.
"""

import ctypes
import os
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import msgspec

from inspector.capture.cursor import Cursor
from inspector.capture.loglines import SHOWING_EVENTS
from inspector.capture.shape import MARKER, TYPE_PREFIX
from inspector.capture.survey import Survey, Teller
from inspector.capture.window import DECODED
from inspector.capture.wire import Data, Diagnostic, Result, WireEvent
from inspector.compiled.library import Told, load
from inspector.compiled.rows import RowReader, Schema

_STRUCTS: Mapping[str, type[msgspec.Struct]] = MappingProxyType(
    {"event": WireEvent, "data": Data, "result": Result, "diagnostic": Diagnostic}
)
_USES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "event": {"id": "text", "type": "type", "time": "time", "data": "data"},
        "data": {
            "operation_context": "context", "result_information": "result",
            "call_connection_id": "call", "server_call_id": "server",
            "correlation_id": "correlation", "sequence_number": "sequence",
        },
        "result": {
            "code": "code", "sub_code": "subcode", "sip_details": "sip", "q850_details": "q850"
        },
        "diagnostic": {"code": "code"},
    }
)  # fmt: skip
"""The fields of the structs that become columns, or have to be of a kind."""
_FEW = 16
"""Values in a row that are not worth what it costs to go from one path to another."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """The compiled part, and what it is told of events."""

    library: ctypes.CDLL
    schema: Schema
    seed: int
    """A secret number, so that no capture can be made that is slow to read."""

    def reader(self) -> RowReader:
        """A reader of its own."""
        return RowReader(self.library, self.schema, self.seed)


def compiled_path(years: range) -> Compiled | None:
    """The compiled part, if it was built; events are taken to happen in some years."""
    library = load()
    if library is None:
        return None
    keys = {
        name: {
            field.encode_name.lower(): _USES[name].get(field.name, "skipped")
            for field in msgspec.structs.fields(struct)
        }
        for name, struct in _STRUCTS.items()
    }
    return Compiled(
        library,
        Schema(keys, TYPE_PREFIX, SHOWING_EVENTS, MARKER.words, (years[0], years[-1])),
        int.from_bytes(os.urandom(8), "little"),
    )


class CompiledBlocks:
    """Reads as many plain events as there are at a cursor."""

    def __init__(
        self, cursor: Cursor, reader: RowReader | None, teller: Teller, survey: Survey
    ) -> None:
        self._at = cursor
        self._reader = reader
        self._teller = teller
        self._survey = survey
        self._stopped_at = -1
        """Where something stands that it cannot read."""
        self._resting_until = 0
        """Values before this position are left to others: too few at a time were plain."""

    def documents(self) -> bool:
        """Read values from here, the start of a line, each an event or an array of events."""
        if self._reader is None or not self._may_try():
            return False
        self._at.reload()
        window, start = self._at.window, self._at.index
        position, first = self._at.position, self._reader.size
        stop = min(window.fill, window.limit - window.base)
        told = self._reader.documents(window.buffer, start, stop, position)
        self._note(position + told.end, told.alone + told.spread)
        if not told.end:
            return False
        self._teller.rows(self._reader, first, position, position + told.end)
        self._pass_documents(told)
        return True

    def lines(self) -> bool:
        """Read lines from here, the start of one: text, and text with a value behind it."""
        if self._reader is None or not self._may_try():
            return False
        self._at.reload()
        window, start = self._at.window, self._at.index
        position, first = self._at.position, self._reader.size
        stop = min(window.fill, window.limit - window.base)
        told = self._reader.lines(window.buffer, start, stop, position)
        self._note(position + told.end, told.alone + told.spread)
        if not told.end:
            return False
        texts = self._reader.lines_of_text(told) if self._teller.is_observed else []
        self._teller.rows(self._reader, first, position, position + told.end, texts)
        self._survey.text_lines += told.spread + told.texts
        if not texts:
            self._teller.other(position, 0, told.texts)
        self._pass_documents(told)
        return True

    def _pass_documents(self, told: Told) -> None:
        for is_alone, count in ((True, told.alone), (False, told.spread)):
            if count:
                self._survey.document(chr(told.first), alone=is_alone, count=count)
        self._at.begin_line(self._at.position + told.end)

    def items(self) -> bool:
        """Read objects of the array that the cursor is in, as far as they are at hand."""
        if self._reader is None or not self._may_try():
            return False
        self._at.reload()
        window, start = self._at.window, self._at.index
        position, first = self._at.position, self._reader.size
        told = self._reader.items(window.buffer, start, window.fill, position)
        self._note(position + told.end, self._reader.size - first)
        if not told.end:
            return False
        self._teller.rows(self._reader, first, position, position + told.end)
        self._at.move(position + told.end)
        return True

    def _may_try(self) -> bool:
        position = self._at.position
        return position >= self._resting_until and position != self._stopped_at

    def _note(self, stopped_at: int, count: int) -> None:
        window = self._at.window
        at_edge = window.base + window.fill - stopped_at < DECODED and not window.at_end
        if count < _FEW and not at_edge:
            self._resting_until = stopped_at + DECODED
        if count < _FEW or not at_edge:
            self._stopped_at = stopped_at
