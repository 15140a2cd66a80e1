"""The titles of the event table: its fixed columns, and after them those of JSON paths."""

from collections.abc import Sequence

from inspector.events.jsonpath import JsonPath
from inspector.gui.looks import whole_tooltip
from inspector.gui.models.event_columns import FIXED, PATH_SPEC, SPECS, EventColumn


def title(column: int, paths: Sequence[JsonPath]) -> str:
    """The whole title of a column; that of a JSON path is the path."""
    return SPECS[EventColumn(column)].title if column < FIXED else str(paths[column - FIXED])


def short_title(column: int, paths: Sequence[JsonPath]) -> str:
    """The title that stands over a column: of a path, its last name."""
    whole = title(column, paths)
    return whole if column < FIXED else whole.rpartition(".")[2]


def title_tip(column: int, paths: Sequence[JsonPath]) -> str:
    """What a column means, and the whole path where only its end is the title."""
    if column < FIXED:
        return whole_tooltip(SPECS[EventColumn(column)].tip)
    return whole_tooltip(f"{title(column, paths)}\n{PATH_SPEC.tip}")
