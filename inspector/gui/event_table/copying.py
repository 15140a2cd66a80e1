"""Rows of the event table as text for the clipboard; what is copied is what is shown."""

from enum import StrEnum

from PySide6.QtCore import QJsonDocument

from inspector.gui.models.events_model import EventsModel
from inspector.gui.row_table import MOST_COPIED, RowTable
from inspector.report.plain import columns_text

_SPACES = str.maketrans("\t\r\n", "   ")


class CopyForm(StrEnum):
    """How rows are written."""

    TEXT = "text"
    TSV = "TSV"
    JSON = "JSON"


def rows_text(table: RowTable, model: EventsModel, form: CopyForm) -> str:
    """The selected rows with the columns shown, the first MOST_COPIED of them."""
    columns = table.visible_columns()
    titles = [model.title(column) for column in columns]
    rows = [
        [model.text(position, column) for column in columns]
        for position in table.selected_positions()
    ]
    if not rows:
        return ""
    match form:
        case CopyForm.TEXT:
            return "\n".join(columns_text(titles, rows))
        case CopyForm.TSV:
            lines = ["\t".join(cell.translate(_SPACES) for cell in row) for row in (titles, *rows)]
            return "\n".join(lines)
        case CopyForm.JSON:
            listed = [dict(zip(titles, row, strict=True)) for row in rows]
            document = QJsonDocument.fromVariant(listed)
            return bytes(document.toJson().data()).decode("utf-8").rstrip("\n")


def copied_words(table: RowTable, form: CopyForm) -> str:
    """What was copied, for the status bar."""
    count = sum(map(len, table.selected_ranges()))
    if count > MOST_COPIED:
        return f"Copied the first {MOST_COPIED:,} of {count:,} events as {form}"
    return f"Copied {count:,} {'event' if count == 1 else 'events'} as {form}"
