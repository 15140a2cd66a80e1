"""Key paths of JSON values, as people write them."""

from collections.abc import Sequence

from inspector.events.jsonpath import JsonPath, JsonPathError


def path_text(path: Sequence[str | int]) -> str:
    """A key path as people write it: `data.participants[0].rawId`."""
    return str(JsonPath(tuple(path)))


def is_column(path: Sequence[str | int]) -> bool:
    """Whether a column can show what is at a key path: not every odd key can be written."""
    try:
        return JsonPath.parse(path_text(path)).steps == tuple(path)
    except JsonPathError:
        return False
