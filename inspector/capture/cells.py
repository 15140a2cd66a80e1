"""What the cells of one row of delimited text hold."""

from dataclasses import dataclass, field, replace

from inspector.capture.copies import Copies
from inspector.capture.csv_rows import Cell, Quoting, Row, cell_text
from inspector.capture.inside import Inside
from inspector.capture.packed import packed_text
from inspector.capture.shape import MARKER, named_event
from inspector.capture.sink import Found
from inspector.capture.walk import Walk

_SHORTEST_MARKED = min(map(len, MARKER.words))
"""Bytes below which no cell tells of a call."""
_SHORTEST_PACKED = 44
"""Bytes below which no cell holds a body in base64."""
_LONGEST_NAME = 100
"""Bytes of a cell that may be the name of an event."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A range of the text that could not be used."""

    start: int
    length: int
    reason: str


@dataclass(slots=True)
class Contents:
    """Events at their positions in the text, and what could not be read."""

    events: list[Found] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


class Cells:
    """Reads the cells of rows in a walk's window."""

    def __init__(self, walk: Walk, inside: Inside) -> None:
        self._walk = walk
        self._inside = inside

    def contents(self, row: Row) -> Contents:
        """The events in a row; one that a logger wrote into several of its cells counts once."""
        contents, copies = Contents(), Copies()
        for cell in row.cells:
            self._read(cell, row, contents, copies)
        return contents

    def texts(self, row: Row) -> list[str]:
        """What stands in the cells."""
        return [cell_text(self._raw(cell)).decode("utf-8", "replace") for cell in row.cells]

    def _raw(self, cell: Cell) -> bytes:
        return bytes(self._walk.window.view[cell.start : cell.end])

    def _read(self, cell: Cell, row: Row, contents: Contents, copies: Copies) -> None:
        window, length = self._walk.window, cell.end - cell.start
        if length < _SHORTEST_MARKED:
            return
        if length < _SHORTEST_PACKED and not MARKER.search(window.buffer, cell.start, cell.end):
            return
        raw = self._raw(cell)
        body = packed_text(raw)
        if body is None:
            return
        findings = self._inside.findings(body.text, lambda: self._hint(row))
        texts = [findings.text[each.start : each.start + each.length] for each in findings.found]
        ids = [each.event.id for each in findings.found]
        copied = copies.among(list(zip(ids, texts, strict=True)))
        in_place = cell.quoting is Quoting.BARE and findings.text == raw
        start = window.base + cell.start
        for part, found in enumerate(findings.found):
            if part in copied:
                continue
            if in_place:
                contents.events.append(replace(found, start=start + found.start))
            else:
                contents.events.append(Found(found.event, start, length, part))
        if body.missing:
            findings.reasons.insert(0, f"{body.missing:,} bytes of this body were not kept.")
        if findings.reasons:
            reason = f"In the text of this cell: {findings.reasons[0]}"
            contents.faults.append(Fault(start, length, reason))

    def _hint(self, row: Row) -> str | None:
        """The name of an event that fills a cell of its own."""
        for cell in row.cells:
            if cell.end - cell.start <= _LONGEST_NAME:
                name = named_event(cell_text(self._raw(cell)).decode("utf-8", "replace"))
                if name is not None:
                    return name
        return None
