"""Rows are split as the csv module splits them, with the byte range of each cell."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.capture.csv_rows import (
    DELIMITERS,
    Quoting,
    RowEnding,
    cell_text,
    header_names,
    split_row,
)

SHOWN = st.text(alphabet=st.sampled_from('ab ,;|\t"\n\\é')) | st.text(st.characters(codec="utf-8"))


def texts(data: bytes, delimiter: bytes = b",") -> list[bytes]:
    row = split_row(data, 0, len(data), delimiter)
    assert row.ending is RowEnding.COMPLETE
    return [cell_text(data[cell.start : cell.end]) for cell in row.cells]


@given(st.lists(SHOWN, min_size=1), st.sampled_from(DELIMITERS), st.booleans())
def test_any_row_that_the_csv_module_writes(
    cells: list[str], delimiter: bytes, quote_all: bool
) -> None:
    cells = [cell.replace("\r", "").lstrip(" ") for cell in cells]
    text = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    csv.writer(text, delimiter=delimiter.decode(), quoting=quoting).writerow(cells)
    data = text.getvalue().encode()
    assert texts(data, delimiter) == [cell.encode() for cell in cells]


def test_ranges_and_quoting() -> None:
    data = b'xx 7,"a ""b""", "c","d\\"e",\nnext'
    row = split_row(data, 3, len(data), b",")
    assert [(data[cell.start : cell.end], cell.quoting) for cell in row.cells] == [
        (b"7", Quoting.BARE),
        (b'"a ""b"""', Quoting.DOUBLED),
        (b'"c"', Quoting.DOUBLED),
        (b'"d\\"e"', Quoting.ESCAPED),
        (b"", Quoting.BARE),
    ]
    assert data[row.end :] == b"\nnext"


@pytest.mark.parametrize(
    ("data", "ending", "cells"),
    [
        (b'a,"b', RowEnding.CUT, 1),
        (b'a,"b""', RowEnding.CUT, 1),
        (b'a,"b"c,d', RowEnding.MALFORMED, 1),
        (b'"', RowEnding.CUT, 0),
        (b"a,", RowEnding.COMPLETE, 2),
        (b"", RowEnding.COMPLETE, 1),
    ],
)
def test_how_rows_end(data: bytes, ending: RowEnding, cells: int) -> None:
    row = split_row(data, 0, len(data), b",")
    assert (row.ending, len(row.cells)) == (ending, cells)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (b'"TimeGenerated [UTC]",Message', ["TimeGenerated [UTC]", "Message"]),
        (b",a,b", ["", "a", "b"]),
        (b"a", None),
        (b"a,", None),
        (b"a,A", None),
        (b"2025-02-03,a", None),
        (b'a,{""id""', None),
        (b"this is a whole sentence of words,b", None),
        (b'{"a":1,b', None),
        (b"level: info, time: now", None),
    ],
)
def test_what_can_be_a_header(line: bytes, names: list[str] | None) -> None:
    assert header_names(line, split_row(line, 0, len(line), b",")) == names


def test_what_a_cut_cell_holds() -> None:
    assert cell_text(b'"a ""b') == b'a "b'
    assert cell_text(b'""') == b""
    assert cell_text(b"a") == b"a"
