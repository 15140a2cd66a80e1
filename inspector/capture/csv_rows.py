"""Rows of delimited text (RFC 4180 and what exporters make of it) with their byte ranges."""

import re
from dataclasses import dataclass
from enum import Enum

DELIMITERS = (b",", b";", b"\t", b"|")
SEPARATORS = re.compile(rb"[ \t\r\n,]*")
"""What is passed as white space in front of a row, and makes no row by itself."""
LOOSE_JSON = re.compile(rb"[{\[]\s*[\"'{]")
"""JSON in a cell without quotes: the commas in it cut it apart."""
_NAME = re.compile(r"[A-Za-z_@$#][^\"{}<>=:]{0,99}")
_MOST_WORDS = 5
"""Words in a column's name; more is a sentence."""
_WHOLE = re.compile(rb'"[^"]*+(?:""[^"]*+)*+"')
_OPEN_QUOTE = re.compile(rb' *"[^"]*+(?:""[^"]*+)*+')


def _pattern(delimiter: bytes) -> re.Pattern[bytes]:
    mark = re.escape(delimiter)
    end = rb"(?=" + mark + rb"|\r?\n|\r?\Z)"
    doubled = rb' *(?P<doubled>"[^"]*+(?:""[^"]*+)*+")' + end
    escaped = rb' *(?P<escaped>"[^"\\]*+(?:(?:\\.|"")[^"\\]*+)*+")' + end
    bare = rb"(?P<bare>(?! *\")[^\r\n" + mark + rb"]*)" + end
    return re.compile(doubled + rb"|" + escaped + rb"|" + bare, re.DOTALL)


_CELLS = {delimiter: _pattern(delimiter) for delimiter in DELIMITERS}


class Quoting(Enum):
    """How a cell is written."""

    BARE = "bare"
    DOUBLED = "doubled"
    ESCAPED = "escaped"


_QUOTINGS = {each.value: each for each in Quoting}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's range in the buffer, with its quotes."""

    start: int
    end: int
    quoting: Quoting


class RowEnding(Enum):
    """How a row came to its end."""

    COMPLETE = "complete"
    CUT = "cut"
    MALFORMED = "malformed"


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, as far as they follow the rules."""

    cells: tuple[Cell, ...]
    end: int
    """Behind the last cell; where the cell that is cut or malformed begins, if one is."""
    ending: RowEnding = RowEnding.COMPLETE


def split_row(buffer: bytes | bytearray, start: int, stop: int, delimiter: bytes) -> Row:
    """The row that begins at `start`; quoted cells may go on over several lines."""
    pattern = _CELLS[delimiter]
    cells: list[Cell] = []
    at = start
    while True:
        found = pattern.match(buffer, at, stop)
        if found is None:
            opened = _OPEN_QUOTE.match(buffer, at, stop)
            cut = opened is not None and opened.end() == stop
            return Row(tuple(cells), at, RowEnding.CUT if cut else RowEnding.MALFORMED)
        group = found.lastgroup or Quoting.BARE.value
        cells.append(Cell(found.start(group), found.end(group), _QUOTINGS[group]))
        at = found.end()
        if buffer[at : at + 1] != delimiter or at >= stop:
            return Row(tuple(cells), at)
        at += 1


def cell_text(raw: bytes) -> bytes:
    """What a cell holds, without its quotes; a cell that is cut has only the first one."""
    if raw[:1] != b'"':
        return raw
    inner = raw[1:-1] if _WHOLE.fullmatch(raw) else raw[1:]
    return inner.replace(b'""', b'"')


def header_names(buffer: bytes | bytearray, row: Row) -> list[str] | None:
    """The names in a row of names; None for a row of values."""
    if row.ending is not RowEnding.COMPLETE or len(row.cells) < 2:
        return None
    cells = (cell_text(bytes(buffer[cell.start : cell.end])) for cell in row.cells)
    names = [cell.decode("utf-8", "replace").strip() for cell in cells]
    given = [name for name in names if name]
    if len(given) < max(2, len(names) - 1) or len({name.lower() for name in given}) < len(given):
        return None
    sound = all(_NAME.fullmatch(name) and len(name.split()) <= _MOST_WORDS for name in given)
    return names if sound else None
