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
from inspector.capture.csv_split import Unquoted, split_rows

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


@given(st.data())
def test_many_rows_at_once(data: st.DataObject) -> None:
    """As far as they go, they are those that are split one by one."""
    mark = st.sampled_from(
        ['"', '""', "\n", "\r\n", ",", ";", "a", "\r", ' "', '"a,\n"', '"a",', "\\"]
    )
    text = "".join(data.draw(st.lists(mark, min_size=1, max_size=40))).encode()
    delimiter = data.draw(st.sampled_from(DELIMITERS))
    rows, wrong = split_rows(text, delimiter)
    assert 0 <= wrong <= len(text)
    if rows is None:
        return
    unquoted = Unquoted(text[: rows.ends[-1] + 1], rows.doubled)
    start = 0
    for number, first in enumerate(rows.first_cells):
        assert rows.starts[number] == start
        cells = slice(first, first + rows.counts[number])
        starts, ends, quoted = rows.cell_starts[cells], rows.cell_ends[cells], rows.is_quoted[cells]
        if rows.is_sound[number]:
            row = split_row(text, start, len(text), delimiter)
            assert (row.ending, row.end) == (RowEnding.COMPLETE, rows.ends[number])
            assert [(cell.start, cell.end) for cell in row.cells] == [
                *zip(starts, ends, strict=True)
            ]
            assert [cell.quoting is Quoting.DOUBLED for cell in row.cells] == quoted.tolist()
            assert unquoted.texts(starts + quoted, ends - quoted) == [
                cell_text(text[cell.start : cell.end]) for cell in row.cells
            ]
        start = int(rows.ends[number]) + 1 + (text[rows.ends[number]] == ord("\r"))
    assert wrong >= start


def test_rows_up_to_a_quote_that_breaks_the_rules() -> None:
    text = b'a,"b ""c""\n"\r\n,"d"\n"",x\ne,f"g"\nh,"i"\n'
    rows, wrong = split_rows(text, b",")
    assert rows is not None
    assert rows.counts.tolist() == [2, 2, 2]
    assert text[wrong:].startswith(b'"g"')
    assert split_rows(b'a"b",c\n', b",") == (None, 1)
    assert split_rows(b'a,"b\nc', b",") == (None, 6)
