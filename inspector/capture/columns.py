"""Tables of query interfaces, which name their columns apart from their rows."""

from dataclasses import dataclass

from inspector.capture.operation import OperationRow, may_hold_operations, operation_of
from inspector.capture.walk import Walk

_NAMES = ("name", "ColumnName")


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of the table that is the object entered at a position."""

    table: int
    names: tuple[str, ...]
    has_operations: bool


class QueryTables:
    """Remembers the columns of the table a walk is in, and gives its rows their names back."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        self._columns: _Columns | None = None

    @property
    def begins_rows(self) -> bool:
        """Whether the value here is the array of rows, some of which may be operation rows."""
        columns, walk = self._columns, self._walk
        if columns is None or not columns.has_operations or not walk.in_object:
            return False
        return walk.frames[-1].start == columns.table and (walk.key or "").lower() == "rows"

    def operation(self, value: list[object]) -> OperationRow | None:
        """The operation row that an array of values is; None for everything else.

        An array that describes the columns of the rows behind it is remembered.
        """
        if self._walk.in_object and (self._walk.key or "").lower() == "columns":
            self._note(value)
            return None
        columns, frames = self._columns, self._walk.frames
        if columns is None or not columns.has_operations or len(frames) < 2:
            return None
        if frames[-2].start != columns.table or (frames[-1].key or "").lower() != "rows":
            return None
        if len(value) != len(columns.names):
            return None
        return operation_of(dict(zip(columns.names, value, strict=True)))

    def _note(self, value: list[object]) -> None:
        """Remember an array if it describes columns."""
        walk = self._walk
        names = tuple(_name(column) for column in value)
        if names and all(names):
            table = walk.frames[-1].start
            self._columns = _Columns(table, names, may_hold_operations(names))
            walk.survey.query_tables += 1


def _name(column: object) -> str:
    if isinstance(column, dict):
        column = next((column[key] for key in _NAMES if key in column), "")
    return column if isinstance(column, str) else ""
