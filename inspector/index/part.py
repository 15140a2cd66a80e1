"""Chunks of events to plain columns, some thousands of events at a time.

A part stands by itself: it numbers its own types and texts, and another thread may make it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inspector.capture.chunk import Chunk
from inspector.capture.wire import Data, Diagnostic, Result
from inspector.compiled import rows as compiled
from inspector.compiled.rows import Rows
from inspector.events.times import parse_time
from inspector.index.columns import Values
from inspector.index.packing import ANY, BASE64, GUIDS, Form, Packed, packed
from inspector.index.table import ABSENT, NO_TIME, NONE
from inspector.index.time_column import parse_times

CODED = ("call", "server", "correlation", "context")
"""The columns that number texts."""

_FORMS: Mapping[str, Form] = {compiled.GUIDS: GUIDS, compiled.BASE64: BASE64, compiled.ANY: ANY}
_MAY_BE_ABSENT = ("code", "subcode", "sip", "q850", "sequence")

_NO_DATA = Data()
_NO_RESULT = Result()
_NO_DIAGNOSTIC = Diagnostic()


@dataclass(frozen=True, slots=True)
class Part:
    """Rows, as plain columns and the texts that they number."""

    size: int
    columns: Mapping[str, Values | int]
    """Values, or the one that all rows have."""
    types: Sequence[str | None]
    """The type texts by the numbers in the column `kind`; None where none was delivered."""
    texts: Mapping[str, Packed]
    """For each column of CODED, the texts by their numbers."""


def part_of(rows: Rows, source: int) -> Part:
    """What the compiled part read of a source."""
    columns: dict[str, Values | int] = dict(rows.columns)
    for name in _MAY_BE_ABSENT:
        if bool((rows.columns[name] == ABSENT).all()):
            columns[name] = ABSENT
    if rows.odd_times:
        times = rows.columns["time"].copy()
        for row, text in rows.odd_times:
            time_ns = parse_time(text)
            times[row] = NO_TIME if time_ns is None else time_ns
        columns["time"] = times
    columns |= {"source": source, "part": 0}
    texts = {
        name: Packed(_FORMS[found.form], found.data, found.ends)
        for name, found in rows.texts.items()
    }
    return Part(rows.size, columns, rows.types, texts)


class _Numbers(dict[str | None, int]):
    """Numbers texts in the order they are met."""

    def __init__(self, *, none: bool = False) -> None:
        super().__init__({None: NONE, "": NONE} if none else {})
        self.texts: list[str | None] = []

    def __missing__(self, text: str | None) -> int:
        number = self[text] = len(self.texts)
        self.texts.append(text)
        return number

    def of(self, texts: Sequence[str | None]) -> npt.NDArray[np.int32]:
        """The numbers of texts."""
        return np.fromiter(map(self.__getitem__, texts), dtype=np.int32, count=len(texts))


class PartBuilder:
    """Makes one part."""

    def __init__(self) -> None:
        self.size = 0
        self._pieces: dict[str, list[tuple[Values | int, int]]] = {}
        """By column, values or the one that all rows of a chunk have, and how many rows."""
        self._types = _Numbers()
        self._texts = {name: _Numbers(none=True) for name in CODED}

    def add(self, chunk: Chunk) -> None:
        """Append the chunk's events as rows."""
        events = chunk.events
        count = len(events)
        if not count:
            return
        self._put("time", parse_times([event.time for event in events]), count)
        self._put("kind", self._types.of([event.type for event in events]), count)
        self._put("source", chunk.source, count)
        self._put("offset", np.asarray(chunk.offsets), count)
        self._put("length", np.asarray(chunk.lengths), count)
        parts = np.asarray(chunk.parts)
        self._put("part", parts if parts.any() else 0, count)
        payloads = [event.data or _NO_DATA for event in events]
        self._put_ids("call", [data.call_connection_id for data in payloads])
        self._put_ids("server", [data.server_call_id for data in payloads])
        self._put_ids("correlation", [data.correlation_id for data in payloads])
        self._put_ids("context", [data.operation_context for data in payloads])
        self._put_numbers("sequence", [data.sequence_number for data in payloads])
        self._put_results([data.result_information or _NO_RESULT for data in payloads])
        self.size += count

    def part(self) -> Part:
        """Everything so far."""
        return Part(
            size=self.size,
            columns={name: _joined(pieces) for name, pieces in self._pieces.items()},
            types=tuple(self._types.texts),
            texts={name: packed(_known(numbers.texts)) for name, numbers in self._texts.items()},
        )

    def _put(self, name: str, values: Values | int, count: int) -> None:
        self._pieces.setdefault(name, []).append((values, count))

    def _put_ids(self, name: str, ids: list[str | None]) -> None:
        self._put(name, self._texts[name].of(ids), len(ids))

    def _put_results(self, results: list[Result]) -> None:
        self._put_numbers("code", [result.code for result in results])
        self._put_numbers("subcode", [result.sub_code for result in results])
        self._put_details("sip", [result.sip_details for result in results])
        self._put_details("q850", [result.q850_details for result in results])

    def _put_details(self, name: str, details: list[Diagnostic | None]) -> None:
        if any(details):
            self._put_numbers(name, [(found or _NO_DIAGNOSTIC).code for found in details])
        else:
            self._put(name, ABSENT, len(details))

    def _put_numbers(self, name: str, numbers: list[int | None]) -> None:
        absent = numbers.count(None)
        if absent == len(numbers):
            self._put(name, ABSENT, absent)
        else:
            known = [ABSENT if n is None else n for n in numbers] if absent else numbers
            self._put(name, np.array(known, dtype=np.int32), len(numbers))


def _joined(pieces: list[tuple[Values | int, int]]) -> Values | int:
    """All values of a column, or the only one."""
    first = pieces[0][0]
    if isinstance(first, int) and all(
        isinstance(values, int) and values == first for values, _ in pieces
    ):
        return first
    return np.concatenate([np.broadcast_to(values, count) for values, count in pieces])


def _known(texts: list[str | None]) -> list[str]:
    return [text for text in texts if text is not None]
