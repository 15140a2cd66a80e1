"""A block of a table: what its rows tell, as far as they are simple."""

from bisect import bisect_right
from dataclasses import dataclass, field

import numpy as np

from inspector.capture.csv_bodies import CellBodies, InCell, without_copies
from inspector.capture.csv_others import OtherRows, packed_rows
from inspector.capture.csv_split import Offsets, Rows, Unquoted, split_rows
from inspector.capture.plain import PlainPath
from inspector.capture.shape import MARKER
from inspector.capture.wire import WireEvent

_NAMED = b"Microsoft.Communication."
"""What a cell with a plain event holds; it is a marker."""


@dataclass(frozen=True, slots=True)
class Block:
    """What the rows of a block tell."""

    starts: list[int]
    """Positions of the rows."""
    ends: list[int]
    odd: list[int]
    """Numbers of the rows that have to be read by themselves."""
    text: bytes
    broken: int
    """Where behind them a quote breaks the rules, or the text ends that was looked at."""
    owners: list[int] = field(default_factory=list)
    """Numbers of the events' rows."""
    events: list[WireEvent] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    """Positions of the events."""
    lengths: list[int] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)

    def add(self, row: int, event: WireEvent, place: int, length: int, part: int) -> None:
        """Note an event of a row."""
        self.owners.append(row)
        self.events.append(event)
        self.places.append(place)
        self.lengths.append(length)
        self.parts.append(part)


class BlockReader:
    """Reads blocks of one table; remembers how its bodies are written."""

    def __init__(self, plain: PlainPath, others: OtherRows, delimiter: bytes, count: int) -> None:
        self._plain = plain
        self._others = others
        self._delimiter = delimiter
        self._count = count
        """Cells of a row; 0 for as many as the first row of a block has."""
        self._bodies: dict[int, CellBodies] = {}
        """By the number of the column."""

    def read(self, text: bytes, base: int) -> Block:
        """The rows that end in a text at a position, as far as their quotes are sound."""
        rows, broken = split_rows(text, self._delimiter)
        if rows is None:
            return Block([], [], [], b"", base + broken)
        text = text[: rows.ends[-1] + 1]
        count = self._count or max(2, int(rows.counts[0]))
        cells = _named_cells(text, rows)
        owners = np.searchsorted(rows.first_cells, cells, side="right") - 1
        is_odd = ~(rows.is_sound & (rows.counts == count))
        is_odd[packed_rows(text, rows)] = True
        is_odd[owners[~rows.is_quoted[cells]]] = True
        is_odd[_marked_rows(text, rows, cells)] = True
        is_other = ~is_odd
        is_other[owners] = False
        unquoted = Unquoted(text, rows.doubled)
        is_odd |= self._others.odd_among(text, rows, unquoted, is_other)
        wanted = ~is_odd[owners]
        owners = owners[wanted]
        bodies = _NamedCells(rows, unquoted, np.array(cells, dtype=np.intp)[wanted])
        columns = bodies.cells - rows.first_cells[owners]
        found: list[InCell | None] = [None] * len(owners)
        for column in np.unique(columns).tolist():
            numbers = np.flatnonzero(columns == column).tolist()
            reader = self._bodies.setdefault(column, CellBodies(self._plain))
            for number, each in zip(numbers, reader.of(bodies.texts(numbers)), strict=True):
                found[number] = each
        places, lengths = bodies.ranges(base)
        numbers = _told(found, owners.tolist())
        is_odd[[row for row, each in zip(owners.tolist(), found, strict=True) if each is None]] = (
            True
        )
        block = Block(
            (rows.starts + base).tolist(),
            (rows.ends + base).tolist(),
            np.flatnonzero(is_odd).tolist(),
            text,
            base + broken,
        )
        for number, row in zip(numbers, owners[numbers].tolist(), strict=True):
            each = found[number]
            assert each is not None
            for part, event in enumerate((each.event, *each.more)):
                block.add(row, event, places[number], lengths[number], part)
        return block


class _NamedCells:
    """Cells of a block, with quotes around them, that name an event."""

    def __init__(self, rows: Rows, unquoted: Unquoted, cells: Offsets) -> None:
        self.cells = cells
        self._starts, self._ends = rows.cell_starts[cells], rows.cell_ends[cells]
        self._unquoted = unquoted

    def ranges(self, base: int) -> tuple[list[int], list[int]]:
        """Positions and lengths of the cells."""
        return (self._starts + base).tolist(), (self._ends - self._starts).tolist()

    def texts(self, numbers: list[int]) -> list[bytes]:
        """What stands in some of the cells; nothing for what is no UTF-8."""
        starts, ends = self._starts[numbers] + 1, self._ends[numbers] - 1
        texts = self._unquoted.texts(starts, ends)
        if self._unquoted.is_ascii:
            return texts
        return [text if _is_utf8(text) else b"" for text in texts]


def _told(found: list[InCell | None], owners: list[int]) -> list[int]:
    """Numbers of the events to tell, of rows in which all cells could be read."""
    if len(set(owners)) == len(owners):
        return [number for number, each in enumerate(found) if each is not None]
    told: list[int] = []
    first = 0
    while first < len(owners):
        last = bisect_right(owners, owners[first], first)
        cells = [each for each in found[first:last] if each is not None]
        if len(cells) == 1 == last - first:
            told.append(first)
        elif len(cells) == last - first and not any(each.more for each in cells):
            told += [first + number for number in without_copies(cells)]
        else:
            found[first:last] = [None] * (last - first)
        first = last
    return told


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


def _named_cells(text: bytes, rows: Rows) -> list[int]:
    """Numbers of the cells that may hold a plain event."""
    starts, ends = rows.cell_starts.tolist(), rows.cell_ends.tolist()
    cells: list[int] = []
    at = text.find(_NAMED, 0, ends[-1])
    while at >= 0:
        cells.append(bisect_right(starts, at) - 1)
        at = text.find(_NAMED, ends[cells[-1]], ends[-1])
    return cells


def _marked_rows(text: bytes, rows: Rows, cells: list[int]) -> list[int]:
    """Numbers of the rows in which other cells than these tell of a call."""
    begins = [0, *rows.cell_ends[cells].tolist()]
    stops = [*rows.cell_starts[cells].tolist(), int(rows.ends[-1])]
    rest = b"".join([text[begin:stop] for begin, stop in zip(begins, stops, strict=True)])
    if not MARKER.search(rest):
        return []
    folded = rest.lower()
    marks: list[int] = []
    for word in MARKER.words:
        at = folded.find(word)
        while at >= 0:
            marks.append(at)
            at = folded.find(word, at + 1)
    sizes = np.array(stops) - np.array(begins)
    removed = np.array(begins) - np.concatenate(([0], np.cumsum(sizes[:-1])))
    pieces = np.searchsorted(np.cumsum(sizes), marks, side="right")
    found = np.array(marks) + removed[pieces]
    numbers: list[int] = (np.searchsorted(rows.starts, found, side="right") - 1).tolist()
    return numbers
