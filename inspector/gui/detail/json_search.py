"""Finding a word in an event: in its decoded values, or in a text."""

import re

from inspector.gui.detail.json_spans import Span
from inspector.gui.detail.json_text import items_of, scalar_text

FOUND_LIMIT = 10_000
"""Places after which no more are looked for."""


def paths_with(body: object, wanted: str) -> list[tuple[str | int, ...]]:
    """The key paths whose key or value holds a text, in any case, from the top down."""
    folded = wanted.casefold()
    found: list[tuple[str | int, ...]] = []
    left: list[tuple[tuple[str | int, ...], object]] = [((), body)]
    while folded and left and len(found) < FOUND_LIMIT:
        path, value = left.pop()
        inside = items_of(value)
        key = path[-1] if path else ""
        text = value if isinstance(value, str) else "" if inside else scalar_text(value)
        if path and (
            (isinstance(key, str) and folded in key.casefold()) or folded in text.casefold()
        ):
            found.append(path)
        left += [((*path, inner), item) for inner, item in reversed(inside)]
    return found


def spans_with(text: str, wanted: str) -> list[Span]:
    """Where a text stands in another, in any case."""
    if not wanted:
        return []
    found: list[Span] = []
    for match in re.finditer(re.escape(wanted), text, re.IGNORECASE):
        found.append(Span(match.start(), match.end()))
        if len(found) == FOUND_LIMIT:
            break
    return found


def count_rows(value: object, limit: int) -> int:
    """How many rows a value has in a tree, counted up to a limit."""
    count, left = 0, [value]
    while left and count < limit:
        inside = items_of(left.pop())
        count += len(inside)
        left += [item for _, item in inside]
    return count
