"""Chunks of events to columns: append-only, with spare capacity, never a copy for a reader."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np

from inspector.capture.chunk import Chunk
from inspector.capture.compiledpath import Compiled
from inspector.events.kinds import EventKind, KindTable
from inspector.index.columns import Column, Values
from inspector.index.compiled_finder import CompiledFinder
from inspector.index.numbering import Finder, HashFinder, TextNumbers
from inspector.index.part import CODED, Part, PartBuilder, part_of
from inspector.index.table import ABSENT, NONE, EventTable

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
            "sip": (np.int16, np.int32),
            "q850": (np.int8, np.int16, np.int32),
            "sequence": (np.int8, np.int16, np.int32),
            "source": (np.uint16, np.int32),
            "offset": (np.int32, np.int64),
            "length": (np.uint16, np.int32, np.int64),
            "part": (np.int32,),
        }
    )
)
"""The columns of an event table, and how wide they may be."""
_NUMBERS = ("code", "subcode", "sip", "q850", "sequence")
"""Those in which a value may be absent."""
_FOLD = 1 << 13
"""Rows that are numbered by themselves before they join the others: so many at once cost little
each, and what finds their texts stays small."""
_MAX_TYPES = 60_000
"""Type texts that get a number of their own; `kind` is a 16-bit column."""


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

    The arrays of a `table()` are read-only views of the rows so far, and rows are only ever added
    behind them. So one thread may add rows and make tables while others read older tables, without
    a lock.
    """

    def __init__(self, kinds: KindTable, compiled: Compiled | None = None) -> None:
        self._folded = 0
        """Rows in the columns; those of `_recent` follow."""
        self._recent = PartBuilder()
        self._columns = {
            name: Column(*dtypes, absent=ABSENT if name in _NUMBERS else None)
            for name, dtypes in DTYPES.items()
        }
        self._kinds = _Kinds(kinds)
        self._texts = {name: TextNumbers(_finder(compiled)) for name in CODED}

    @property
    def size(self) -> int:
        """Rows so far."""
        return self._folded + self._recent.size

    def add(self, chunk: Chunk) -> None:
        """Append the chunk's events as rows."""
        self._recent.add(chunk)
        if chunk.rows is not None:
            self.add_part(part_of(chunk.rows, chunk.source))
        elif self._recent.size >= _FOLD:
            self._fold()

    def add_part(self, part: Part) -> None:
        """Append the rows of a part."""
        self._fold()
        if part.size:
            self._append(part)

    def settle(self) -> None:
        """Let go of what only more events need; they may come nevertheless."""
        self._fold()
        for numbers in self._texts.values():
            numbers.settle()

    def table(self) -> EventTable:
        """The rows so far, as a view that never changes."""
        self._fold()
        views = {name: column.view() for name, column in self._columns.items()}
        return EventTable(
            size=self._folded,
            kinds=self._kinds.kinds,
            types=self._kinds.types,
            call_ids=self._texts["call"].texts,
            server_ids=self._texts["server"].texts,
            correlation_ids=self._texts["correlation"].texts,
            contexts=self._texts["context"].texts,
            **views,
        )

    def _fold(self) -> None:
        """Let the recent rows join the others."""
        if self._recent.size:
            part = self._recent.part()
            self._recent = PartBuilder()
            self._append(part)

    def _append(self, part: Part) -> None:
        columns = dict(part.columns)
        kinds = np.array([self._kinds[text] for text in part.types])
        columns["kind"] = _looked_up(kinds, columns["kind"])
        for name, texts in part.texts.items():
            numbers = np.append(self._texts[name].of(texts), np.int32(NONE))  # NONE finds the last
            columns[name] = _looked_up(numbers, columns[name])
        for name, column in self._columns.items():
            column.extend(columns[name], part.size)
        self._folded += part.size


def _finder(compiled: Compiled | None) -> Finder:
    return HashFinder() if compiled is None else CompiledFinder(compiled.library, compiled.seed)


def _looked_up(numbers: Values, column: Values | int) -> Values | int:
    """The numbers at the places that a column names."""
    return int(numbers[column]) if isinstance(column, int) else numbers.take(column)
