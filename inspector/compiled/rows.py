"""Plain events as columns, read from a buffer without a Python object for any of them."""

import ctypes
import weakref
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.compiled.library import LONGEST_KEY, Key, Told

OBJECTS = ("event", "data", "result", "diagnostic")
"""The objects an event is made of, in the library's order."""
USES: Mapping[str, int] = MappingProxyType(
    {
        name: number
        for number, name in enumerate(
            (
                "skipped", "text", "type", "time", "data", "call", "server", "correlation",
                "context", "result", "sequence", "code", "subcode", "sip", "q850",
            )
        )
    }
)  # fmt: skip
"""What becomes of a member's value: it is kept, recognised, or recognised if it is a text."""
WORDS = (
    "heads", "texts", "records", "loud",
    "rows", "operations", "tables", "calls", "payloads", "logs",
)  # fmt: skip
"""Words that tell of calls in text in front of a value, in lines of text, and in records; those in
lines that are not passed unread; beginnings of keys, of keys with an operation, and of table names,
by which a record may be a row of a resource log; keys that name a call, those beside which it is
an event's, and keys that only log records have."""
_NARROW = (
    "kind", "call", "server", "correlation", "context",
    "code", "subcode", "sip", "q850", "sequence",
)  # fmt: skip
_WIDE = ("time", "offset", "length")
_TYPES, _TIMES = 0, 1
_CODED = {"call": 2, "server": 3, "correlation": 4, "context": 5}

GUIDS, BASE64, ANY = "guids", "base64", "any"
_GUID_LETTERS, _GUID_BYTES = 36, 16

Ends = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class PackedRows:
    """Texts in a form: GUIDS take 16 bytes each, the others are bytes each up to its end."""

    form: str
    data: bytes
    ends: Ends | None


@dataclass(frozen=True, slots=True)
class Rows:
    """Events as columns; ids are numbers of the texts, -1 for none."""

    size: int
    columns: Mapping[str, npt.NDArray[Any]]
    """`time` in nanoseconds since 1970 UTC; `kind` numbers `types`."""
    types: Sequence[str]
    texts: Mapping[str, PackedRows]
    """For each column of ids, the texts by their numbers."""
    odd_times: Sequence[tuple[int, str]]
    """Rows whose time has another form than the service's own, and what it is."""


@dataclass(frozen=True, slots=True)
class Schema:
    """What the keys of an event mean."""

    keys: Mapping[str, Mapping[str, str]]
    """By object of OBJECTS: each key in small letters and its use of USES."""
    prefix: str
    """What the type of every event begins with, in small letters."""
    words: Mapping[str, Sequence[bytes]]
    """By list of WORDS: what is looked for, in small letters."""
    years: tuple[int, int]
    """The first and the last that a time may have."""


class RowReader:
    """Reads events into rows, until these are taken."""

    def __init__(self, library: ctypes.CDLL, schema: Schema, seed: int) -> None:
        self._library = library
        keys = [
            [
                Key(len(name), USES[use], name.encode())
                for name, use in schema.keys[of].items()
                if len(name) <= LONGEST_KEY
            ]
            for of in OBJECTS
        ]
        every = [key for keys_of_one in keys for key in keys_of_one]
        counts = [len(keys_of_one) for keys_of_one in keys]
        words = [b"".join(word + b"\n" for word in schema.words[of]) for of in WORDS]
        handle = library.reader_begin(
            (Key * len(every))(*every),
            (ctypes.c_int32 * len(counts))(*counts),
            schema.prefix.encode(),
            (ctypes.c_char_p * len(words))(*words),
            *schema.years,
            seed,
        )
        if not handle:
            raise MemoryError
        self._handle = ctypes.c_void_p(handle)
        self._names: list[str] = []
        """Keys that were asked for before; there only come more."""
        weakref.finalize(self, library.reader_end, self._handle)

    @property
    def size(self) -> int:
        """Rows that were not taken yet."""
        return int(self._library.reader_size(self._handle))

    def documents(self, buffer: bytearray, start: int, stop: int, offset: int) -> Told:
        """Read values from the start of a line on, which lies at an offset of its text.

        It ends before the first that is no event or array of events, or that shares a line.
        """
        return self._read(self._library.read_documents, buffer, start, stop, offset)

    def lines(
        self,
        buffer: bytearray,
        start: int,
        stop: int,
        offset: int,
        *,
        may_be_records: bool,
        has_text: bool,
    ) -> Told:
        """Read lines from the start of one on: text, a value, or text with a value behind it.

        It ends with the last value before the first line that others have to look at. A value may
        be a record, which holds an event, or tells of no call, if records may stand here. Closing
        brackets are text where there was some before.
        """
        read = self._library.read_lines
        return self._read(read, buffer, start, stop, offset, may_be_records, has_text)

    def places_without(self, told: Told) -> list[tuple[int, int]]:
        """Offset and length of each line or item without an event that was read last."""
        address = self._library.reader_others(self._handle)
        pairs = _array(address, 2 * (told.texts + told.others), np.int64).tolist()
        return list(zip(pairs[::2], pairs[1::2], strict=True))

    def take_names(self) -> list[tuple[str, int]]:
        """Keys of the records that told of a call since the last time, and how many had each."""
        texts = self._library.reader_names(self._handle).contents
        if texts.count > len(self._names):
            self._names = self._decoded(texts)
        counts = np.zeros(len(self._names), dtype=np.int64)
        self._library.take_name_counts(self._handle, counts.ctypes.data)
        pairs = zip(self._names, counts.tolist(), strict=True)
        return [(name, count) for name, count in pairs if count]

    def items(
        self, buffer: bytearray, start: int, stop: int, offset: int, *, may_be_records: bool
    ) -> Told:
        """Read items of an array, from the first byte of one on, up to one for others to read."""
        read = self._library.read_items
        return self._read(read, buffer, start, stop, offset, may_be_records)

    def quiet_lines(
        self, buffer: bytearray, start: int, stop: int, *, has_text: bool
    ) -> tuple[int, int, int]:
        """Look at lines from the start of one on, up to the first that has to be read.

        Closing brackets are text where there was some before.

        Gives the index behind the last one before it, the number of lines, and how many of these
        hold more than blanks.
        """
        if stop <= start:
            return start, 0, 0
        counts = (ctypes.c_int64 * 2)()
        first = ctypes.byref(ctypes.c_char.from_buffer(buffer, start))
        size = self._library.pass_quiet_lines(self._handle, first, stop - start, has_text, counts)
        return start + size, counts[0], counts[1]

    def _read(
        self, function: Any, buffer: bytearray, start: int, stop: int, offset: int, *more: int
    ) -> Told:
        told = Told()
        if stop > start:
            first = ctypes.byref(ctypes.c_char.from_buffer(buffer, start))
            function(self._handle, first, stop - start, offset, *more, ctypes.byref(told))
        return told

    def ranges(self, first: int) -> tuple[list[int], list[int]]:
        """Offsets and lengths of the rows from one on."""
        return self._wide(1)[first:].tolist(), self._wide(2)[first:].tolist()

    def take(self) -> Rows:
        """The rows so far; others follow."""
        columns = {
            name: self._column(self._library.reader_narrow, number, np.int32)
            for number, name in enumerate(_NARROW)
        }
        columns |= {name: self._wide(number) for number, name in enumerate(_WIDE)}
        rows = Rows(
            size=self.size,
            columns=columns,
            types=self._texts(_TYPES),
            texts={name: self._packed(number) for name, number in _CODED.items()},
            odd_times=self._odd_times(columns["time"]),
        )
        self.clear()
        return rows

    def clear(self) -> None:
        """Forget the rows so far."""
        self._library.reader_clear(self._handle)

    def _column(self, function: Any, number: int, dtype: type[np.generic]) -> npt.NDArray[Any]:
        return _array(function(self._handle, number), self.size, dtype)

    def _wide(self, number: int) -> npt.NDArray[Any]:
        return self._column(self._library.reader_wide, number, np.int64)

    def _odd_times(self, times: npt.NDArray[Any]) -> list[tuple[int, str]]:
        count = self._library.reader_odd_size(self._handle)
        if not count:
            return []
        rows = _array(self._library.reader_odd_rows(self._handle), count, np.int64)
        texts = self._texts(_TIMES)
        return [(row, texts[int(times[row])]) for row in rows.tolist()]

    def _texts(self, number: int) -> list[str]:
        return self._decoded(self._library.reader_texts(self._handle, number).contents)

    def _decoded(self, texts: Any) -> list[str]:
        packed = self._plain(texts)
        assert packed.ends is not None
        return [packed.data[a:b].decode() for a, b in pairwise([0, *packed.ends.tolist()])]

    def _packed(self, number: int) -> PackedRows:
        """The texts of a column in the shortest form that they all have."""
        texts = self._library.reader_texts(self._handle, number).contents
        data = np.empty(texts.count * _GUID_BYTES, dtype=np.uint8)
        if self._library.pack_guids(ctypes.byref(texts), data.ctypes.data):
            return PackedRows(GUIDS, data.tobytes(), None)
        plain = self._plain(texts)
        assert plain.ends is not None
        data = np.empty(len(plain.data), dtype=np.uint8)
        ends = np.empty(texts.count, dtype=np.uint32)
        if self._library.pack_base64(ctypes.byref(texts), data.ctypes.data, ends.ctypes.data):
            return PackedRows(BASE64, data[: int(ends[-1])].tobytes(), ends)
        return plain

    @staticmethod
    def _plain(texts: Any) -> PackedRows:
        ends = _array(texts.ends, texts.count, np.uint32)
        size = int(ends[-1]) if len(ends) else 0
        return PackedRows(ANY, ctypes.string_at(texts.bytes, size) if size else b"", ends)


def _array(address: int | None, count: int, dtype: type[np.generic]) -> npt.NDArray[Any]:
    """A copy of an array of the library; it cannot be written to."""
    if not count or not address:
        return np.empty(0, dtype=dtype)
    size = count * np.dtype(dtype).itemsize
    return np.frombuffer(ctypes.string_at(address, size), dtype=dtype)
