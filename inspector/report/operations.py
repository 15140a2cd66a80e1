"""Operation rows of a call in a report: what resource logs say beside the callbacks."""

from collections.abc import Sequence

from inspector.calls.labels import duration_text
from inspector.calls.logged import logged_ns, operation_class, operation_name
from inspector.capture.operation import OperationRow
from inspector.events.times import clock_utc, date_utc
from inspector.report.blocks import Block, Cell, Column, Heading, Paragraph, Table
from inspector.report.glyphs import result_text
from inspector.report.redact import Redactor

_REMARK = "These rows are not callbacks: they tell of requests to the service and of call legs."
_COLUMNS = (
    Column("time (UTC)"),
    Column("operation"),
    Column("HTTP", right=True),
    Column("result"),
    Column("took", right=True),
    Column("message"),
)


def operation_blocks(rows: Sequence[OperationRow], redactor: Redactor) -> list[Block]:
    """The section, in the order of the capture; nothing for a call without such rows."""
    if not rows:
        return []
    return [
        Heading(f"Operation rows (resource logs) ({len(rows)})"),
        Paragraph(_REMARK, muted=True),
        Table(_COLUMNS, tuple(_cells(row, redactor) for row in rows)),
    ]


def _cells(row: OperationRow, redactor: Redactor) -> tuple[Cell, ...]:
    return (
        Cell(redactor.text(_time(row))),
        Cell(redactor.text(operation_name(row))),
        Cell("" if row.http_status is None else str(row.http_status)),
        _result(row, redactor),
        Cell("" if row.duration_ms is None else duration_text(row.duration_ms / 1000)),
        Cell(redactor.text(row.message or "")),
    )


def _time(row: OperationRow) -> str:
    """The time as tables show it, else as delivered: it is not guessed."""
    time_ns = logged_ns(row)
    if time_ns is not None:
        return f"{date_utc(time_ns)} {clock_utc(time_ns)}"
    if row.time is None:
        return "no time"
    return f"{row.time} [{row.zone}]" if row.zone else row.time


def _result(row: OperationRow, redactor: Redactor) -> Cell:
    """The numbers, else the word that a request's row has instead."""
    if row.code is None and row.subcode is None:
        return Cell(redactor.text(row.result_type or ""))
    return Cell(result_text(row.code, row.subcode), operation_class(row))
