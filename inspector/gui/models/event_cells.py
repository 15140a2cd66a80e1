"""Writes the cells of one event; only columns that are shown are ever written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from inspector.events.jsonpath import JsonPath
from inspector.events.times import clock_utc
from inspector.gui.models.event_columns import FIXED, EventColumn
from inspector.gui.models.event_rows import Body, EventRows
from inspector.gui.models.texts import DASH, code_text, local_text, seconds_text, time_text
from inspector.gui.view_state import TimeMode
from inspector.index.table import NONE, EventTable, Int32Column, number_at, time_at
from inspector.report.plain import visible


@dataclass(slots=True)
class _Read:
    """The record of one row, read at most once."""

    body: Body | None = None
    is_read: bool = False


@dataclass(frozen=True, slots=True)
class CellWriter:
    """The texts of the cells of a row, given its place in call order."""

    shown: EventRows
    mode: TimeMode
    reference_ns: int | None
    paths: Sequence[JsonPath] = field(default=())

    def row_texts(self, place: int, columns: Sequence[int]) -> dict[int, str]:
        """The texts of some columns by column number; paths follow the fixed columns."""
        read = _Read()
        row = int(self.shown.rows[place])
        return {column: self._text(place, row, column, read) for column in columns}

    def _text(self, place: int, row: int, column: int, read: _Read) -> str:
        if column < FIXED:
            return _WRITERS[column](self, place, row)
        if not read.is_read:
            read.body, read.is_read = self.shown.body(row), True
        path = self.paths[column - FIXED]
        return "" if read.body is None else visible(path.text(read.body))

    def _happened(self, place: int, row: int) -> str:
        happened = self.shown.happened(row)
        return f"Late: {happened}" if self.shown.is_late(place) else happened

    def _source(self, row: int) -> str:
        source, names = int(self.shown.table.source[row]), self.shown.sources
        return visible(names[source]) if source < len(names) else f"#{source + 1}"

    def _time(self, row: int) -> str:
        time_ns = time_at(self.shown.table.time, row)
        match self.mode:
            case TimeMode.RELATIVE:
                return time_text(time_ns, self.shown.origin_ns, relative=True)
            case TimeMode.REFERENCE:
                origin = self.shown.origin_ns if self.reference_ns is None else self.reference_ns
                return time_text(time_ns, origin, relative=True)
            case TimeMode.LOCAL:
                return "no time" if time_ns is None else local_text(time_ns)
            case TimeMode.UTC:
                return "no time" if time_ns is None else clock_utc(time_ns)

    def _delta(self, place: int, row: int) -> str:
        time_ns = time_at(self.shown.table.time, row)
        if place == 0 or time_ns is None:
            return ""
        before = time_at(self.shown.table.time, int(self.shown.rows[place - 1]))
        return DASH if before is None else seconds_text((time_ns - before) / 1e9)

    def _since_reference(self, row: int) -> str:
        time_ns = time_at(self.shown.table.time, row)
        if time_ns is None or self.reference_ns is None:
            return ""
        return time_text(time_ns, self.reference_ns, relative=True)


def _number(column: Int32Column, row: int) -> str:
    number = number_at(column, row)
    return "" if number is None else str(number)


def _coded(column: Int32Column, texts: Sequence[str], row: int) -> str:
    code = int(column[row])
    return "" if code == NONE else visible(texts[code])


def _event(table: EventTable, row: int) -> str:
    return visible(table.kinds[int(table.kind[row])].name)


def _code(table: EventTable, row: int) -> str:
    return code_text(number_at(table.code, row), number_at(table.subcode, row))


_WRITERS: Mapping[int, Callable[[CellWriter, int, int], str]] = {
    EventColumn.NUMBER: lambda writer, place, _row: str(writer.shown.number(place)),
    EventColumn.TIME: lambda writer, _place, row: writer._time(row),
    EventColumn.DELTA: lambda writer, place, row: writer._delta(place, row),
    EventColumn.EVENT: lambda writer, _place, row: _event(writer.shown.table, row),
    EventColumn.HAPPENED: lambda writer, place, row: writer._happened(place, row),
    EventColumn.CODE: lambda writer, _place, row: _code(writer.shown.table, row),
    EventColumn.REFERENCE: lambda writer, _place, row: writer._since_reference(row),
    EventColumn.SOURCE: lambda writer, _place, row: writer._source(row),
    EventColumn.OFFSET: lambda writer, _place, row: f"{int(writer.shown.table.offset[row]):,}",
    EventColumn.CONTEXT: lambda writer, _place, row: _coded(
        writer.shown.table.context, writer.shown.table.contexts, row
    ),
    EventColumn.SIP: lambda writer, _place, row: _number(writer.shown.table.sip, row),
    EventColumn.Q850: lambda writer, _place, row: _number(writer.shown.table.q850, row),
    EventColumn.SEQUENCE: lambda writer, _place, row: _number(writer.shown.table.sequence, row),
    EventColumn.CALL: lambda writer, _place, row: _coded(
        writer.shown.table.call, writer.shown.table.call_ids, row
    ),
    EventColumn.SERVER: lambda writer, _place, row: _coded(
        writer.shown.table.server, writer.shown.table.server_ids, row
    ),
    EventColumn.CORRELATION: lambda writer, _place, row: _coded(
        writer.shown.table.correlation, writer.shown.table.correlation_ids, row
    ),
}
"""How the cells of each fixed column are written, given a place in call order and its row."""
