"""Which operation rows of resource logs belong to a call."""

from collections.abc import Iterable, Sequence
from itertools import chain

from inspector.calls.conversations import is_placeholder
from inspector.calls.model import Call
from inspector.capture.operation import OperationRow


class Corroboration:
    """The operation rows of a capture, found by call; made once where many calls are asked for."""

    def __init__(self, operations: Sequence[OperationRow]) -> None:
        self.operations = tuple(operations)
        self._of_connection: dict[str, list[int]] = {}
        self._of_correlation: dict[str, list[int]] = {}
        self._of_server_call: dict[str, list[int]] = {}
        connections = {
            row.operation_id: row.call_connection_id
            for row in operations
            if _is_id(row.operation_id) and _is_id(row.call_connection_id)
        }
        for number, row in enumerate(operations):
            self._add(number, row, connections)

    def __len__(self) -> int:
        return len(self.operations)

    def of(self, call: Call) -> tuple[OperationRow, ...]:
        """The operation rows of a call, in the order of the capture.

        A row that names a call connection belongs to that one only. A row that does not belongs
        to the request it shares an operation id with, if that request names one; else to every
        call of its correlation id or server call id. Placeholders join nothing.
        """
        found: set[int] = set(self._of_connection.get(call.connection_id.lower(), ()))
        found.update(_all(self._of_correlation, call.correlation_ids))
        found.update(_all(self._of_server_call, call.server_call_ids))
        return tuple(self.operations[number] for number in sorted(found))

    def _add(
        self, number: int, row: OperationRow, connections: dict[str | None, str | None]
    ) -> None:
        connection = row.call_connection_id
        if not _is_id(connection):
            connection = connections.get(row.operation_id)
        if connection is not None:
            self._of_connection.setdefault(connection.lower(), []).append(number)
            return
        for places, text in (
            (self._of_correlation, row.correlation_id),
            (self._of_server_call, row.server_call_id),
        ):
            if text is not None and _is_id(text):
                places.setdefault(text, []).append(number)


def _all(places: dict[str, list[int]], ids: Iterable[str]) -> Iterable[int]:
    return chain.from_iterable(places.get(text, ()) for text in ids)


def _is_id(text: str | None) -> bool:
    return text is not None and not is_placeholder(text)
