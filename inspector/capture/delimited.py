"""Delimited text (CSV and its kin): rows whose cells hold bodies, or that are operation rows."""

import re

from inspector.capture.cells import Cells, Contents, Fault
from inspector.capture.choice import DELIMITERS as CHOICES
from inspector.capture.choice import NO_TABLE
from inspector.capture.csv_block import BlockReader
from inspector.capture.csv_blocks import CsvBlocks
from inspector.capture.csv_others import OtherRows
from inspector.capture.csv_rows import (
    DELIMITERS,
    LOOSE_JSON,
    Cell,
    Quoting,
    Row,
    RowEnding,
    header_names,
    split_row,
)
from inspector.capture.inside import Inside
from inspector.capture.lexer import trimmed
from inspector.capture.operation import OperationRow, may_hold_operations, operation_of
from inspector.capture.plain import PlainPath
from inspector.capture.walk import Walk
from inspector.capture.window import BLOCK, DECODED

_LABELS = {delimiter: label for label, delimiter in CHOICES.items()}
_SEPARATOR_LINE = re.compile(rb'"?sep=([,;\t|])"?[ \t]*\r?(?=\n)')
"""What spreadsheets write above a table."""
_DOUBLED = b'{""'
"""An object in a quoted cell, which shows that a line is a row."""
_DOUBLED_KEY = re.compile(rb"\{\s*\"\"[\w$@]")
"""The first member of an object in a quoted cell."""
_LINES_AHEAD = 8
"""Lines among which a table shows its first sound row."""
_LINES_SOUGHT = 1000
"""Lines looked at for a sound row behind a broken one."""
_FREE_MISFITS = 16
"""Lines that may be no rows before their share decides that the text is no table."""
_CUT = "The file ends in the middle of a quoted cell."
_MISQUOTED = "The quotes of this row do not follow the rules of CSV, so it was not read."


class Delimited:
    """Takes the rows of a table at a walk's cursor, and leaves all other lines alone."""

    def __init__(self, walk: Walk, inside: Inside, plain: PlainPath, container: str = "") -> None:
        self._walk = walk
        self._window = walk.window
        self._at = walk.at
        self._cells = Cells(walk, inside)
        self._is_off = container == NO_TABLE
        self._chosen = CHOICES.get(container)
        """The delimiter that a person chose; then no line is too unlike a row to be one."""
        self._at_start = walk.at.position == 0
        self._delimiter: bytes | None = None
        self._names: list[str] = []
        self._plain = plain
        self._blocks: CsvBlocks | None = None
        self._rows = 0
        self._misfits = 0

    @property
    def is_active(self) -> bool:
        """Whether the lines that follow are rows of a table."""
        return self._delimiter is not None

    def take(self) -> bool:
        """Deal with a header or row at the start of a line; False when there is none."""
        if self._is_off or self._walk.level or self._walk.frames or not self._at.fresh:
            return False
        if self._at_start:
            self._at_start = False
            if self._separator_line():
                return True
            if self._chosen is None:
                return self._header() or self._headless()
            self._begin(self._chosen, [])
            if self._chosen_header(self._chosen):
                return True
        if self._delimiter is None:
            return self._headless()
        self._reload(DECODED)
        told = self._blocks.tell(self._window.base + self._start()) if self._blocks else 0
        if told or self._row(self._delimiter):
            self._rows += told or 1
            return True
        self._misfits += 1
        if self._chosen is None and (not self._names or self._misfits > self._rows + _FREE_MISFITS):
            self._delimiter = None
        return False

    # What begins a table

    def _separator_line(self) -> bool:
        found = _SEPARATOR_LINE.match(self._window.buffer, self._start(), self._window.fill)
        if found is None:
            return False
        self._at_start = True
        self._walk.tell.structure(self._at.position, found.end() - self._at.index)
        self._at.move(self._window.base + found.end())
        return True

    def _header(self) -> bool:
        """A row of names, if rows of as many cells follow."""
        if self._at.byte in b"{[":
            return False
        self._reload()
        window, start = self._window, self._start()
        best: list[str] = []
        end, delimiter = start, DELIMITERS[0]
        for each in DELIMITERS:
            row = split_row(window.buffer, start, window.fill, each)
            names = header_names(window.buffer, row)
            if names and len(names) > len(best):
                best, end, delimiter = names, row.end, each
        if not best or not self._rows_follow(end, delimiter, len(best)):
            return False
        self._begin(delimiter, best)
        self._walk.tell.structure(window.base + start, end - start)
        self._at.move(window.base + end)
        return True

    def _chosen_header(self, delimiter: bytes) -> bool:
        """A row of names at the start of what was said to be a table."""
        row, start = self._split(delimiter)
        names = header_names(self._window.buffer, row)
        if not names:
            return False
        self._begin(delimiter, names)
        self._walk.tell.structure(self._window.base + start, row.end - start)
        self._at.move(self._window.base + row.end)
        return True

    def _rows_follow(self, end: int, delimiter: bytes, count: int) -> bool:
        window = self._window
        for _ in range(_LINES_AHEAD):
            newline = window.buffer.find(b"\n", end, window.fill)
            if newline < 0:
                return False
            row = split_row(window.buffer, newline + 1, window.fill, delimiter)
            goes_on = row.ending is RowEnding.CUT and (row.cells or not window.at_end)
            if goes_on or len(row.cells) == count:
                return True
            end = newline + 1
        return False

    def _headless(self) -> bool:
        """A row under no header, whose quoting shows what it is."""
        if self._at.byte in b"{[":
            return False
        self._reload()
        end = self._at.line_end()
        window, start = self._window, self._start()
        if window.buffer.find(_DOUBLED, start, end) < 0:
            return False
        for delimiter in DELIMITERS:
            row = split_row(window.buffer, start, window.fill, delimiter)
            if row.ending is RowEnding.COMPLETE and len(row.cells) > 1:
                self._begin(delimiter, [])
                return self._row(delimiter)
        return False

    def _begin(self, delimiter: bytes, names: list[str]) -> None:
        self._delimiter = delimiter
        self._names = names if may_hold_operations(names) else [""] * len(names)
        others = OtherRows(self._names, may_be_headers=self._chosen is None)
        reader = BlockReader(self._plain, others, delimiter, len(names))
        self._blocks = CsvBlocks(self._walk, reader)
        survey = self._walk.survey
        survey.table = survey.table or _LABELS[delimiter]

    # Rows

    def _row(self, delimiter: bytes) -> bool:
        row, start = self._split(delimiter)
        if row.ending is not RowEnding.COMPLETE:
            return self._broken(row, start, delimiter)
        count = len(row.cells)
        fits = count == len(self._names) if self._names else count > 1
        if self._chosen is None and (not fits or self._names_columns(row)) and self._header():
            return True
        contents = self._cells.contents(row)
        operation = self._operation(row) if fits and not contents.events else None
        is_text = not fits or any(map(self._holds_loose_json, row.cells))
        if is_text and operation is None and not contents.events:
            return False
        self._tell(start, row.end, contents, operation)
        self._at.move(self._window.base + row.end)
        return True

    def _split(self, delimiter: bytes) -> tuple[Row, int]:
        """The row at the cursor, and its index in the buffer; reads on while it is cut."""
        self._reload()
        window, start = self._window, self._start()
        while True:
            row = split_row(window.buffer, start, window.fill, delimiter)
            is_sure = row.ending is not RowEnding.CUT and row.end < window.fill
            if is_sure or window.at_end:
                return row, start
            if start:
                window.load(window.base + start)
                start = 0
            elif not window.grow():
                return row, start

    def _reload(self, wanted: int = BLOCK // 2) -> None:
        """Have the wanted number of bytes from the row's start on, if the text has them."""
        window, start = self._window, self._at.position - len(self._at.indent)
        is_short = window.fill - window.index(start) < wanted and not window.at_end
        if is_short or start < window.base:
            window.load(start)

    def _start(self) -> int:
        """Index of the row: separators at its start were passed as white space."""
        return max(0, self._at.index - len(self._at.indent))

    def _operation(self, row: Row) -> OperationRow | None:
        if not any(self._names) or self._names_columns(row):
            return None
        return operation_of(dict(zip(self._names, self._cells.texts(row), strict=True)))

    def _names_columns(self, row: Row) -> bool:
        """Whether a row is the header of a table of operation rows."""
        first = row.cells[0]
        if not self._window.buffer[first.start : first.end].lstrip(b'" ')[:1].isalpha():
            return False
        names = header_names(self._window.buffer, row)
        return names is not None and operation_of(dict.fromkeys(names, "x")) is not None

    def _holds_loose_json(self, cell: Cell) -> bool:
        buffer = self._window.buffer
        is_bare = cell.quoting is Quoting.BARE
        return is_bare and LOOSE_JSON.search(buffer, cell.start, cell.end) is not None

    def _tell(
        self, start: int, end: int, contents: Contents, operation: OperationRow | None = None
    ) -> None:
        tell, position = self._walk.tell, self._window.base + start
        self._walk.survey.rows += 1
        if operation is not None:
            tell.operation(operation, position, end - start)
        elif contents.events or contents.faults:
            tell.structure(position, end - start)
        else:
            tell.other(position, end - start, 1)
        for found in contents.events:
            tell.event(found.event, found.start, found.length, found.part)
        for fault in contents.faults:
            tell.problem(fault.start, fault.length, fault.reason)

    # Damage

    def _broken(self, row: Row, start: int, delimiter: bytes) -> bool:
        """A row with a quote that is never closed, or closed too early."""
        window, base = self._window, self._window.base
        resume = self._sound_row(start, delimiter)
        if row.ending is RowEnding.MALFORMED:
            line_end = window.buffer.find(b"\n", row.end, window.fill) + 1 or window.fill
            if _DOUBLED_KEY.search(window.buffer, row.end, line_end) is None:
                return False
            resume = resume or line_end
        stop = resume or window.fill
        end = max(row.end + 1, trimmed(window.view, stop))
        cut = None
        if resume is None and window.at_end:
            cut = Cell(row.end, end, Quoting.DOUBLED)
            row = Row((*row.cells, cut), row.end, row.ending)
        contents = self._cells.contents(row)
        if cut is not None and any(found.start == base + cut.start for found in contents.events):
            contents.faults[:] = [Fault(base + end, 0, _CUT)]
        elif cut is None or not contents.faults:
            reason = _MISQUOTED if cut is None else _CUT
            contents.faults.append(Fault(base + row.end, end - row.end, reason))
        self._tell(start, end, contents)
        self._at.begin_line(base + stop)
        return True

    def _sound_row(self, start: int, delimiter: bytes) -> int | None:
        """Where a sound row begins on one of the lines below."""
        window, count = self._window, len(self._names)
        line = start
        for _ in range(_LINES_SOUGHT):
            line = window.buffer.find(b"\n", line, window.fill) + 1
            if line <= 0 or line >= window.fill:
                return None
            row = split_row(window.buffer, line, window.fill, delimiter)
            enough = len(row.cells) == count if count else len(row.cells) > 1
            if row.ending is RowEnding.COMPLETE and enough:
                return line
        return line
