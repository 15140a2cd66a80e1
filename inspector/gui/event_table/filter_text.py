"""The filter's text for a cell of the event table: shows only the events that have its value."""

from collections.abc import Sequence

from inspector.events.jsonpath import JsonPath
from inspector.gui.models.event_columns import FIXED, EventColumn
from inspector.gui.models.event_rows import EventRows
from inspector.gui.models.texts import code_text
from inspector.index.table import NONE, EventTable, number_at

_CODE = "code"
"""The key of all numbers that the filter compares with codes."""


def filter_text(shown: EventRows, row: int, column: int, paths: Sequence[JsonPath]) -> str:
    """The text that finds the event by a cell's value; empty where the filter knows no such value.

    `paths` are the columns after the fixed ones.
    """
    key: str | int
    if column < FIXED:
        value, key = _value(shown.table, row, EventColumn(column))
    else:
        path = paths[column - FIXED]
        value, key = _at_path(shown, row, path), path.steps[-1]
    alone = None if value is None else shown.alone(row)
    return "" if alone is None else alone.text_for(value, key)


def _value(table: EventTable, row: int, column: EventColumn) -> tuple[object, str]:
    """What the index has for a cell, and the key it stands for."""
    match column:
        case EventColumn.EVENT:
            return table.kinds[int(table.kind[row])].name, ""
        case EventColumn.CODE:
            code, subcode = number_at(table.code, row), number_at(table.subcode, row)
            if code is None or subcode is None:
                return (subcode if code is None else code), _CODE
            return code_text(code, subcode), _CODE
        case EventColumn.SIP | EventColumn.Q850:
            numbers = table.sip if column is EventColumn.SIP else table.q850
            return number_at(numbers, row), _CODE
        case EventColumn.CONTEXT | EventColumn.CALL | EventColumn.SERVER | EventColumn.CORRELATION:
            codes, texts = {
                EventColumn.CONTEXT: (table.context, table.contexts),
                EventColumn.CALL: (table.call, table.call_ids),
                EventColumn.SERVER: (table.server, table.server_ids),
                EventColumn.CORRELATION: (table.correlation, table.correlation_ids),
            }[column]
            return (None if codes[row] == NONE else texts[int(codes[row])]), ""
        case _:
            return None, ""


def _at_path(shown: EventRows, row: int, path: JsonPath) -> object:
    body = shown.body(row)
    try:
        return None if body is None else path.value(body)
    except LookupError:
        return None
