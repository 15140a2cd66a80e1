"""Chunks of events to columns: append-only, with spare capacity, never a copy for a reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from inspector.capture.chunk import Chunk
from inspector.capture.wire import Data, Diagnostic, Result
from inspector.events.kinds import EventKind, KindTable
from inspector.index.columns import Column, Values
from inspector.index.numbering import TextNumbers
from inspector.index.table import ABSENT, NONE, EventTable
from inspector.index.texts import PackedTexts
from inspector.index.time_column import parse_times

DTYPES: Mapping[str, tuple[type[np.signedinteger[Any] | np.unsignedinteger[Any]], ...]] = (
    MappingProxyType(
        {
            "time": (np.int64,),
            "kind": (np.uint8, np.uint16),
            "call": (np.int32,),
            "server": (np.int32,),
            "correlation": (np.int32,),
            "context": (np.int32,),
            "code": (np.int32,),
            "subcode": (np.int32,),
            "sip": (np.int32,),
            "q850": (np.int32,),
            "sequence": (np.int32,),
            "source": (np.uint16,),
            "offset": (np.int32, np.int64),
            "length": (np.uint16, np.int32, np.int64),
            "part": (np.int32,),
        }
    )
)
"""The columns of an event table, and how wide they may be."""
CODED = ("call", "server", "correlation", "context")
"""The columns that number texts."""

_MAX_TYPES = 60_000
"""Type texts that get a number of their own; `kind` is a 16-bit column."""

_NO_DATA = Data()
_NO_RESULT = Result()
_NO_DIAGNOSTIC = Diagnostic()


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


@dataclass(frozen=True, slots=True)
class Part:
    """Rows that were indexed elsewhere: plain columns and the texts that they number."""

    size: int
    columns: Mapping[str, Values | int]
    """Values, or the one that all rows have."""
    types: Sequence[str | None]
    """The type texts by the numbers in the column `kind`; None where none was delivered."""
    texts: Mapping[str, PackedTexts]
    """For each column of CODED, the texts by their numbers."""


class Builder:
    """Turns chunks into an index.

    `table()` costs next to nothing and may be called at any time: its arrays are read-only views
    of the rows so far, and rows are only ever added behind them. So one thread may add while
    others read older tables, without a lock.
    """

    def __init__(self, kinds: KindTable) -> None:
        self.size = 0
        self._columns = {name: Column(*dtypes) for name, dtypes in DTYPES.items()}
        self._kinds = _Kinds(kinds)
        self._texts = {name: TextNumbers() for name in CODED}

    def add(self, chunk: Chunk) -> None:
        """Append the chunk's events as rows."""
        events = chunk.events
        count = len(events)
        if not count:
            return
        kinds = map(self._kinds.__getitem__, [event.type for event in events])
        self._extend("time", parse_times([event.time for event in events]), count)
        self._extend("kind", list(kinds), count)
        self._extend("source", chunk.source, count)
        self._extend("offset", chunk.offsets, count)
        self._extend("length", chunk.lengths, count)
        self._extend("part", chunk.parts if any(chunk.parts) else 0, count)
        payloads = [event.data or _NO_DATA for event in events]
        self._add_ids("call", [data.call_connection_id for data in payloads])
        self._add_ids("server", [data.server_call_id for data in payloads])
        self._add_ids("correlation", [data.correlation_id for data in payloads])
        self._add_ids("context", [data.operation_context for data in payloads])
        self._add_numbers("sequence", [data.sequence_number for data in payloads])
        self._add_results([data.result_information or _NO_RESULT for data in payloads])
        self.size += count

    def add_part(self, part: "Part", source: int) -> None:
        """Append the rows of an index that was built elsewhere, from the same kinds."""
        count = part.size
        codes = np.array([self._kinds[text] for text in part.types])
        self._extend("kind", _looked_up(codes, part.columns["kind"]), count)
        self._extend("source", source, count)
        for name, texts in part.texts.items():
            numbers = np.append(self._texts[name].of(list(texts)), NONE)  # NONE finds the last
            self._extend(name, _looked_up(numbers, part.columns[name]), count)
        for name in DTYPES.keys() - part.texts.keys() - {"kind", "source"}:
            self._extend(name, part.columns[name], count)
        self.size += count

    def part(self) -> "Part":
        """Everything so far, to be added to another index."""
        return Part(
            size=self.size,
            columns={name: column.packed() for name, column in self._columns.items()},
            types=tuple(self._kinds),
            texts={name: numbers.texts for name, numbers in self._texts.items()},
        )

    def settle(self) -> None:
        """Let go of what only more events need; they may come nevertheless."""
        for numbers in self._texts.values():
            numbers.settle()

    def table(self) -> EventTable:
        """The rows so far, as a view that never changes."""
        views = {name: column.view() for name, column in self._columns.items()}
        return EventTable(
            size=self.size,
            kinds=self._kinds.kinds,
            types=self._kinds.types,
            call_ids=self._texts["call"].texts,
            server_ids=self._texts["server"].texts,
            correlation_ids=self._texts["correlation"].texts,
            contexts=self._texts["context"].texts,
            **views,
        )

    def _extend(self, name: str, values: npt.ArrayLike | int, count: int) -> None:
        self._columns[name].extend(values, count)

    def _add_ids(self, name: str, ids: list[str | None]) -> None:
        self._extend(name, self._texts[name].of(ids), len(ids))

    def _add_results(self, results: list[Result]) -> None:
        self._add_numbers("code", [result.code for result in results])
        self._add_numbers("subcode", [result.sub_code for result in results])
        self._add_details("sip", [result.sip_details for result in results])
        self._add_details("q850", [result.q850_details for result in results])

    def _add_details(self, name: str, details: list[Diagnostic | None]) -> None:
        if any(details):
            self._add_numbers(name, [(found or _NO_DIAGNOSTIC).code for found in details])
        else:
            self._extend(name, ABSENT, len(details))

    def _add_numbers(self, name: str, numbers: list[int | None]) -> None:
        absent = numbers.count(None)
        if absent == len(numbers):
            self._extend(name, ABSENT, absent)
        elif absent:
            self._extend(name, [ABSENT if n is None else n for n in numbers], len(numbers))
        else:
            self._extend(name, cast("list[int]", numbers), len(numbers))


def _looked_up(numbers: Values, column: Values | int) -> Values | int:
    """The numbers at the places that a column names."""
    return int(numbers[column]) if isinstance(column, int) else np.asarray(numbers[column])
