"""Chunks of events to columns: append-only, with spare capacity, never a copy for a reader."""

from typing import Generic, TypeVar, cast

import numpy as np
import numpy.typing as npt

from inspector.capture.chunk import Chunk
from inspector.capture.wire import Data, Diagnostic, Result
from inspector.events.kinds import EventKind, KindTable
from inspector.index.table import ABSENT, NONE, EventTable
from inspector.index.time_column import parse_times

_FIRST_CAPACITY = 4096
_GROWTH = 1.5
_MAX_TYPES = 60_000
"""Type texts that get a number of their own; `kind` is a 16-bit column."""

_NO_DATA = Data()
_NO_RESULT = Result()
_NO_DIAGNOSTIC = Diagnostic()

_Number = TypeVar("_Number", bound=np.generic)


class _Column(Generic[_Number]):
    """One growing column; a full one moves to a larger array and leaves old views alone."""

    def __init__(self, dtype: type[_Number]) -> None:
        self._dtype = dtype
        self._values: npt.NDArray[_Number] = np.empty(_FIRST_CAPACITY, dtype)
        self._size = 0

    def extend(self, values: npt.ArrayLike, count: int) -> None:
        end = self._size + count
        if end > len(self._values):
            larger = np.empty(max(end, int(len(self._values) * _GROWTH)), self._dtype)
            larger[: self._size] = self._values[: self._size]
            self._values = larger
        self._values[self._size : end] = values
        self._size = end

    def view(self) -> npt.NDArray[_Number]:
        view = self._values[: self._size]
        view.flags.writeable = False
        return view


class _Texts(dict[str | None, int]):
    """Numbers texts in the order they are met; no text and empty text are NONE."""

    def __init__(self) -> None:
        super().__init__({None: NONE, "": NONE})
        self.texts: list[str] = []

    def __missing__(self, text: str) -> int:
        code = self[text] = len(self.texts)
        self.texts.append(text)
        return code


class _Kinds(dict[str | None, int]):
    """Numbers type texts and finds the kind of each once."""

    def __init__(self, table: KindTable) -> None:
        super().__init__()
        self._table = table
        self.kinds: list[EventKind] = []
        self.types: list[str] = []

    def __missing__(self, text: str | None) -> int:
        if text and len(self.kinds) >= _MAX_TYPES:
            return self[None]
        code = self[text] = len(self.kinds)
        self.kinds.append(self._table.find(text))
        self.types.append(text or "")
        return code


class Builder:
    """Turns chunks into an index.

    `table()` costs next to nothing and may be called at any time: its arrays are read-only views
    of the rows so far, and rows are only ever added behind them. So one thread may add while
    others read older tables, without a lock.
    """

    def __init__(self, kinds: KindTable) -> None:
        self.size = 0
        self._time = _Column(np.int64)
        self._kind = _Column(np.uint16)
        self._call = _Column(np.int32)
        self._server = _Column(np.int32)
        self._correlation = _Column(np.int32)
        self._context = _Column(np.int32)
        self._code = _Column(np.int32)
        self._subcode = _Column(np.int32)
        self._sip = _Column(np.int32)
        self._q850 = _Column(np.int32)
        self._sequence = _Column(np.int32)
        self._source = _Column(np.uint16)
        self._offset = _Column(np.int64)
        self._length = _Column(np.int64)
        self._part = _Column(np.int32)
        self._kinds = _Kinds(kinds)
        self._calls = _Texts()
        self._servers = _Texts()
        self._correlations = _Texts()
        self._contexts = _Texts()

    def add(self, chunk: Chunk) -> None:
        """Append the chunk's events as rows."""
        events = chunk.events
        count = len(events)
        if not count:
            return
        self._time.extend(parse_times([event.time for event in events]), count)
        kinds = map(self._kinds.__getitem__, [event.type for event in events])
        self._kind.extend(list(kinds), count)
        self._source.extend(chunk.source, count)
        self._offset.extend(chunk.offsets, count)
        self._length.extend(chunk.lengths, count)
        self._part.extend(chunk.parts if any(chunk.parts) else 0, count)
        payloads = [event.data or _NO_DATA for event in events]
        self._add_ids(payloads)
        self._add_numbers(payloads)
        self.size += count

    def _add_ids(self, payloads: list[Data]) -> None:
        for column, texts, ids in (
            (self._call, self._calls, [data.call_connection_id for data in payloads]),
            (self._server, self._servers, [data.server_call_id for data in payloads]),
            (self._correlation, self._correlations, [data.correlation_id for data in payloads]),
            (self._context, self._contexts, [data.operation_context for data in payloads]),
        ):
            column.extend(list(map(texts.__getitem__, ids)), len(ids))

    def _add_numbers(self, payloads: list[Data]) -> None:
        results = [data.result_information or _NO_RESULT for data in payloads]
        self._extend_numbers(self._code, [result.code for result in results])
        self._extend_numbers(self._subcode, [result.sub_code for result in results])
        self._extend_numbers(self._sequence, [data.sequence_number for data in payloads])
        for column, details in (
            (self._sip, [result.sip_details for result in results]),
            (self._q850, [result.q850_details for result in results]),
        ):
            if any(details):
                self._extend_numbers(column, [(found or _NO_DIAGNOSTIC).code for found in details])
            else:
                column.extend(ABSENT, len(details))

    @staticmethod
    def _extend_numbers(column: _Column[np.int32], numbers: list[int | None]) -> None:
        absent = numbers.count(None)
        if absent == len(numbers):
            column.extend(ABSENT, absent)
        elif absent:
            column.extend([ABSENT if n is None else n for n in numbers], len(numbers))
        else:
            column.extend(cast("list[int]", numbers), len(numbers))

    def table(self) -> EventTable:
        """The rows so far, as a view that never changes."""
        return EventTable(
            size=self.size,
            time=self._time.view(),
            kind=self._kind.view(),
            call=self._call.view(),
            server=self._server.view(),
            correlation=self._correlation.view(),
            context=self._context.view(),
            code=self._code.view(),
            subcode=self._subcode.view(),
            sip=self._sip.view(),
            q850=self._q850.view(),
            sequence=self._sequence.view(),
            source=self._source.view(),
            offset=self._offset.view(),
            length=self._length.view(),
            part=self._part.view(),
            kinds=self._kinds.kinds,
            types=self._kinds.types,
            call_ids=self._calls.texts,
            server_ids=self._servers.texts,
            correlation_ids=self._correlations.texts,
            contexts=self._contexts.texts,
        )
