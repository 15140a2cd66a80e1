"""Rows of a table without a body: which of them surely tell nothing of a call."""

import re
from itertools import repeat

import numpy as np
import numpy.typing as npt
import orjson

from inspector.capture.csv_rows import LOOSE_JSON, SEPARATORS, cell_text
from inspector.capture.csv_split import Flags, Offsets, Rows, Unquoted
from inspector.capture.http_message import body_in_base64
from inspector.capture.operation import NAMED_BY, column_name, may_hold_operations, operation_of

_SHORTEST_PACKED = 44
"""Bytes below which no cell holds a body in base64."""
_NO_NAME = re.compile(rb"[{}<>=:]")
"""Stands in no column's name."""
_OBJECT, _ARRAY = np.uint8(ord("{")), np.uint8(ord("["))
_MOST_KINDS = 4096
"""Kinds of rows remembered; an application's log has some dozens."""


def _table(marks: bytes) -> npt.NDArray[np.bool_]:
    table = np.zeros(256, dtype=np.bool_)
    table[list(marks)] = True
    return table


_BLANK = _table(b" \t\r\n,")
_PACKED = _table(b"7WeIUS")
"""First bytes of bodies in base64."""
_OF_NAMES = _table(bytes(range(65, 91)) + bytes(range(97, 123)) + b'" ')
"""First bytes of a row that may name columns."""


class OtherRows:
    """Knows rows of a table that tell of no call, given that no word of a call is in them."""

    def __init__(self, names: list[str], *, may_be_headers: bool) -> None:
        self._names = names if any(names) else []
        self._may_be_headers = may_be_headers
        columns = [column_name(name) for name in self._names]
        self._naming = [at for at, name in enumerate(columns) if name in NAMED_BY]
        self._properties = [at for at, name in enumerate(columns) if name == "properties"]
        self._kinds: dict[tuple[tuple[bytes, ...], tuple[str, ...]], bool] = {}
        """Whether rows may be operation rows: by what names their table, and more columns."""

    def odd_among(self, block: bytes, rows: Rows, unquoted: Unquoted, is_simple: Flags) -> Flags:
        """Which of the rows have to be read by themselves, of those without a body."""
        odd = np.zeros(len(rows.starts), dtype=np.bool_)
        data = np.frombuffer(block, dtype=np.uint8)
        firsts = data[rows.starts]
        starts, ends = rows.starts, rows.ends
        for row in np.flatnonzero(is_simple & _BLANK[firsts]).tolist():
            blank = SEPARATORS.match(block, starts[row])
            odd[row] = blank is not None and blank.end() >= ends[row]
        if self._may_be_headers:
            for row in np.flatnonzero(is_simple & _OF_NAMES[firsts]).tolist():
                odd[row] |= _may_name_columns(block, rows, row)
        for row in np.flatnonzero(is_simple & _with_loose_brackets(data, rows)).tolist():
            odd[row] |= LOOSE_JSON.search(block, starts[row], ends[row]) is not None
        if self._names:
            asked = np.flatnonzero(is_simple & ~odd)
            odd[asked] = self._operations_among(rows, unquoted, rows.first_cells[asked])
        return odd

    def _operations_among(self, rows: Rows, unquoted: Unquoted, first_cells: Offsets) -> list[bool]:
        """Which rows may be operation rows, judged by what stands in for all their values."""
        naming = [_column(rows, unquoted, first_cells + at) for at in self._naming]
        properties = [_column(rows, unquoted, first_cells + at) for at in self._properties]
        named = zip(*naming, strict=True) if naming else repeat((), len(first_cells))
        keys = map(_keys, *properties) if properties else repeat((), len(first_cells))
        return [self._may_be_operation(*kind) for kind in zip(named, keys, strict=False)]

    def _may_be_operation(self, named: tuple[bytes, ...], keys: tuple[str, ...] | None) -> bool:
        if keys is None:
            return True
        known = self._kinds.get((named, keys))
        if known is None:
            known = self._tells(named, keys)
            if len(self._kinds) < _MOST_KINDS:
                self._kinds[named, keys] = known
        return known

    def _tells(self, named: tuple[bytes, ...], keys: tuple[str, ...]) -> bool:
        if not set(NAMED_BY).isdisjoint(map(column_name, keys)):
            return True
        values: dict[str, object] = dict.fromkeys(self._names, "x")
        for at, text in zip(self._naming, named, strict=True):
            values[self._names[at]] = text.decode("utf-8", "replace")
        for at in self._properties:
            values[self._names[at]] = dict.fromkeys(keys, "x")
        return operation_of(values) is not None


def _may_name_columns(block: bytes, rows: Rows, row: int) -> bool:
    if _NO_NAME.search(block, rows.starts[row], rows.ends[row]):
        return False
    cells = slice(rows.first_cells[row], rows.first_cells[row] + rows.counts[row])
    places = zip(rows.cell_starts[cells].tolist(), rows.cell_ends[cells].tolist(), strict=True)
    names = [cell_text(block[start:end]).decode("utf-8", "replace") for start, end in places]
    return may_hold_operations(name.strip() for name in names)


def packed_rows(block: bytes, rows: Rows) -> list[int]:
    """Rows with a cell that holds text in base64."""
    data = np.frombuffer(block, dtype=np.uint8)
    is_long = rows.cell_ends - rows.cell_starts >= _SHORTEST_PACKED
    cells = np.flatnonzero(is_long & _PACKED[data[rows.cell_starts + rows.is_quoted]])
    packed = [
        cell
        for cell in cells.tolist()
        if body_in_base64(block[rows.cell_starts[cell] : rows.cell_ends[cell]]) is not None
    ]
    numbers: list[int] = (np.searchsorted(rows.first_cells, packed, side="right") - 1).tolist()
    return numbers


def _with_loose_brackets(data: npt.NDArray[np.uint8], rows: Rows) -> Flags:
    """Which rows have a bracket in a cell without quotes."""
    brackets = np.flatnonzero(
        (data[: rows.ends[-1]] == _OBJECT) | (data[: rows.ends[-1]] == _ARRAY)
    )
    cells = np.searchsorted(rows.cell_starts, brackets, side="right") - 1
    loose = cells[~rows.is_quoted[cells]]
    found = np.zeros(len(rows.starts), dtype=np.bool_)
    found[np.searchsorted(rows.first_cells, loose, side="right") - 1] = True
    return found


def _column(rows: Rows, unquoted: Unquoted, cells: Offsets) -> list[bytes]:
    """What stands in some cells."""
    quoted = rows.is_quoted[cells]
    return unquoted.texts(rows.cell_starts[cells] + quoted, rows.cell_ends[cells] - quoted)


def _keys(*texts: bytes) -> tuple[str, ...] | None:
    """The keys of JSON objects among texts; None where other JSON may hold some."""
    keys: tuple[str, ...] = ()
    for text in texts:
        if text.lstrip()[:1] not in (b"{", b"[", b'"'):
            continue
        try:
            value = orjson.loads(text)
        except orjson.JSONDecodeError:
            return None
        if not isinstance(value, dict):
            return None
        keys += tuple(value)
    return keys
