"""What the hover card says about an operation row."""

from inspector.calls.labels import plain
from inspector.calls.logged import operation_name
from inspector.capture.operation import OperationRow


def operation_title(row: OperationRow) -> str:
    """The name of the operation."""
    return plain(operation_name(row))


def operation_sentence(row: OperationRow) -> str:
    """What the row adds, and that it is no callback."""
    said = [
        "" if row.http_status is None else f"HTTP {row.http_status}",
        plain(row.result_type or ""),
        plain(row.message or ""),
        f"row of {plain(row.table)}, not a callback",
    ]
    return " · ".join(text for text in said if text)
