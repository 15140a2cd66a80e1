"""Which operation rows of resource logs belong to a call."""

from collections.abc import Sequence

from inspector.calls.conversations import is_placeholder
from inspector.calls.model import Call
from inspector.capture.operation import OperationRow


def operations_of(operations: Sequence[OperationRow], call: Call) -> tuple[OperationRow, ...]:
    """The operation rows of a call, in the order of the capture.

    A row that names a call connection belongs to that one only. A row that does not belongs to
    the request it shares an operation id with, if that request names one; else to every call of
    its correlation id or server call id. Placeholders join nothing.
    """
    connections = {
        row.operation_id: row.call_connection_id
        for row in operations
        if _is_id(row.operation_id) and _is_id(row.call_connection_id)
    }
    return tuple(row for row in operations if _belongs(row, call, connections))


def _belongs(row: OperationRow, call: Call, connections: dict[str | None, str | None]) -> bool:
    connection = row.call_connection_id
    if not _is_id(connection):
        connection = connections.get(row.operation_id)
    if connection is not None:
        return connection.lower() == call.connection_id.lower()
    if _is_id(row.correlation_id) and row.correlation_id in call.correlation_ids:
        return True
    return _is_id(row.server_call_id) and row.server_call_id in call.server_call_ids


def _is_id(text: str | None) -> bool:
    return text is not None and not is_placeholder(text)
