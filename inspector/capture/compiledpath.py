"""The compiled path: plain events straight to columns, where the compiled part was built.

It reads what the plain path reads, and leaves to it whatever it is not sure of.
"""

import ctypes
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

import msgspec

from inspector.capture.bodies import COLUMNS
from inspector.capture.cursor import Cursor
from inspector.capture.lexer import OBJECT
from inspector.capture.loglines import SHOWING_EVENTS
from inspector.capture.operation import OF_ROWS, OPERATION, TABLES
from inspector.capture.quietlines import RUNTIME_STREAM
from inspector.capture.shape import (
    BESIDE_CONNECTION,
    CALL_IDS,
    MARKER,
    OF_A_LOG,
    TYPE_PREFIX,
    named_event,
)
from inspector.capture.survey import Survey, Teller
from inspector.capture.window import DECODED, Window
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
_FEW = 2
"""Values in a row that are not worth what it costs to go from one path to another."""
_MOST_POOR = 4
"""So many runs of few values end the tries for a while."""


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
        Schema(
            keys,
            TYPE_PREFIX,
            {
                "heads": SHOWING_EVENTS,
                "texts": MARKER.words,
                "records": (*MARKER.words, COLUMNS),
                "loud": (*MARKER.words, RUNTIME_STREAM),
                "rows": _small(OF_ROWS),
                "operations": _small((OPERATION,)),
                "tables": _small(TABLES),
                "calls": _small(CALL_IDS),
                "payloads": _small(BESIDE_CONNECTION),
                "logs": _small(OF_A_LOG),
            },
            (years[0], years[-1]),
        ),
        int.from_bytes(os.urandom(8), "little"),
    )


def _small(names: Iterable[str]) -> list[bytes]:
    return [name.lower().encode() for name in names]


class _Tries:
    """Where one way to read is worth a try: not where it stopped, nor soon behind poor runs."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._ended_at = -1
        """Where the last run ended."""
        self._odd_at = -1
        """Where a line stands that it cannot read, if it is known; there may be text before it."""
        self._poor = 0
        """Runs with few values, one behind the other."""
        self._resting_until = 0
        """Values before this position are left to others: too few at a time were plain."""

    def is_worth(self, position: int) -> bool:
        """Whether to read from a position on."""
        at_end = position in (self._ended_at, self._odd_at)
        return position >= self._resting_until and not at_end

    def is_single(self, position: int) -> bool:
        """Whether what stands at a position is odd among many that are not."""
        return position == self._odd_at and not self._poor

    def note(self, ended_at: int, odd_at: int, count: int, *, is_quiet: bool) -> None:
        """Note how far a run went, how many values it had, and if mere text ended it."""
        window = self._window
        at_edge = window.base + window.fill - ended_at < DECODED and not window.at_end
        is_poor = count < _FEW
        if is_poor or not at_edge:
            self._ended_at, self._odd_at = ended_at, odd_at
        if is_poor and not at_edge and not is_quiet:
            self._poor += 1
        elif not is_poor:
            self._poor = 0
        if self._poor == _MOST_POOR:
            self._poor, self._resting_until = 0, ended_at + DECODED


@dataclass(frozen=True, slots=True)
class _Run:
    """Events that were read in one go."""

    reader: RowReader
    first: int
    """The first row of them."""
    told: Told


_Read = Callable[[RowReader, bytearray, int, int, int], Told]


class CompiledBlocks:
    """Reads as many plain events as there are at a cursor."""

    def __init__(
        self, cursor: Cursor, reader: RowReader | None, teller: Teller, survey: Survey
    ) -> None:
        self._at = cursor
        self._reader = reader
        self._teller = teller
        self._survey = survey
        self._documents = _Tries(cursor.window)
        self._lines = _Tries(cursor.window)
        self._items = _Tries(cursor.window)

    def documents(self) -> bool:
        """Read values from here, the start of a line, each an event or an array of events."""
        run = self._run(self._documents, RowReader.documents)
        if run is None:
            return False
        self._tell(run)
        self._pass_documents(run.told)
        return True

    def lines(self) -> bool:
        """Read lines from here, the start of one: text, text with a value behind it, records."""
        survey = self._survey
        if not survey.documents and self._at.byte == OBJECT:  # it may be a container
            return False
        read = partial(
            RowReader.lines,
            may_be_records=bool(survey.documents) and not survey.table,
            has_text=bool(survey.text_lines),
        )
        run = self._run(self._lines, read)
        if run is None:
            return False
        survey.text_lines += run.told.spread + run.told.texts
        for name, count in self._tell_records(run):
            survey.member(name, count)
        self._pass_documents(run.told)
        return True

    @property
    def is_single(self) -> bool:
        """Whether the line here is odd among many that are not, and worth to be read by itself."""
        return self._lines.is_single(self._at.position)

    def items(self, *, may_be_records: bool) -> bool:
        """Read objects of the array that the cursor is in, as far as they are at hand."""
        read = partial(RowReader.items, may_be_records=may_be_records)
        run = self._run(self._items, read, is_inside=True)
        if run is None:
            return False
        self._tell_records(run)
        self._at.move(self._at.position + run.told.end)
        return True

    def _tell_records(self, run: _Run) -> list[tuple[str, int]]:
        """Tell a run; gives the keys of records that tell of a call, and how many had each."""
        told = run.told
        others = run.reader.places_without(told) if self._teller.is_observed else []
        self._tell(run, others)
        if not others:
            self._teller.other(self._at.position, 0, told.texts + told.others)
        self._survey.escaped += told.opened
        names = run.reader.take_names() if told.entered else []
        self._survey.keyed += sum(count for name, count in names if named_event(name))
        return names

    def _run(self, tries: _Tries, read: _Read, *, is_inside: bool = False) -> _Run | None:
        """What is read from here on; None for nothing, or where it is not worth a try."""
        reader, position = self._reader, self._at.position
        if reader is None or not tries.is_worth(position):
            return None
        self._at.reload()
        window, first = self._at.window, reader.size
        stop = window.fill if is_inside else min(window.fill, window.limit - window.base)
        told = read(reader, window.buffer, self._at.index, stop, position)
        count = reader.size - first if is_inside else told.alone + told.spread
        odd_at = position + told.stopped if told.stopped >= 0 else -1
        tries.note(position + told.end, odd_at, count, is_quiet=bool(told.quiet))
        return _Run(reader, first, told) if told.end else None

    def _tell(self, run: _Run, texts: Sequence[tuple[int, int]] = ()) -> None:
        position = self._at.position
        self._teller.rows(run.reader, run.first, position, position + run.told.end, texts)

    def _pass_documents(self, told: Told) -> None:
        for is_alone, count in ((True, told.alone), (False, told.spread)):
            if count:
                self._survey.document(chr(told.first), alone=is_alone, count=count)
        self._at.begin_line(self._at.position + told.end)
