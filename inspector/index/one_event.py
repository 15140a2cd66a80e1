"""One event as the filter sees it, and the text by which the filter finds it again."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from inspector.capture.search import stands_in
from inspector.index.query import SHORT_NUMBER, Filter, event_mask
from inspector.index.table import NONE, EventTable, Int32Column
from inspector.index.texts import PackedTexts

LONGEST_ASKED = 400
"""Characters of a text that anybody would filter for."""
_LARGEST_NUMBER = 10**18
_CODES = frozenset({"code", "subcode", "sipcode", "q850cause"})
"""Keys of the numbers that short texts are compared with."""
_COLUMNS = ("time", "code", "subcode", "sip", "q850", "sequence", "source", "offset", "length",
            "part")  # fmt: skip


@dataclass(frozen=True, slots=True)
class OneEvent:
    """An event without the others: whether a filter finds it is soon told, whatever their number.

    Made by `one_event`.
    """

    table: EventTable = field(repr=False)
    """The event's row, and no other."""
    record: bytes = field(repr=False)
    """Its bytes as they stand in the source's text; empty when they are not known."""

    def text_for(self, value: object, key: str | int = "") -> str:
        """The filter's text for a value of the event; empty where no text finds it by that value.

        `key` is the JSON key of the value. Short numbers are compared with codes only, so they
        mean a value that is a code, and no other.
        """
        text = _plain(value)
        if not text or len(text) > LONGEST_ASKED or not text.isprintable():
            return ""
        digits = text.removeprefix("-")
        is_code = str(key).replace("_", "").casefold() in _CODES
        if digits.isdecimal() and len(digits) <= SHORT_NUMBER and not is_code:
            return ""
        if len(text) == 1 and not is_code:  # would stand in nearly every event
            return ""
        return text if self.is_found_by(text) else ""

    def is_found_by(self, text: str) -> bool:
        """Whether the filter lets the event through."""
        value = Filter(text)
        hits = (0,) if value.needs_file and stands_in(self.record, text) else ()
        return bool(event_mask(self.table, value, hits)[0])


def one_event(table: EventTable, row: int, record: bytes) -> OneEvent:
    """A row of a table by itself, with its bytes."""
    columns = {name: getattr(table, name)[row : row + 1] for name in _COLUMNS}
    call, call_ids = _alone(table.call, table.call_ids, row)
    server, server_ids = _alone(table.server, table.server_ids, row)
    correlation, correlation_ids = _alone(table.correlation, table.correlation_ids, row)
    context, contexts = _alone(table.context, table.contexts, row)
    kind = int(table.kind[row])
    alone = replace(
        table,
        size=1,
        kind=np.zeros(1, dtype=np.uint16),
        kinds=(table.kinds[kind],),
        types=(table.types[kind],),
        call=call,
        call_ids=call_ids,
        server=server,
        server_ids=server_ids,
        correlation=correlation,
        correlation_ids=correlation_ids,
        context=context,
        contexts=contexts,
        **columns,
    )
    return OneEvent(alone, record)


def _alone(codes: Int32Column, texts: Sequence[str], row: int) -> tuple[Int32Column, PackedTexts]:
    """The text of one row, and its number among that one."""
    packed, code = PackedTexts(), int(codes[row])
    if code != NONE:
        packed.add([texts[code]])
    return np.array([NONE if code == NONE else 0], dtype=np.int32), packed


def _plain(value: object) -> str:
    """A JSON value as a text to look for; empty for what stands in too many events, or nowhere."""
    match value:
        case str():
            return value.strip()
        case int() if not isinstance(value, bool) and abs(value) < _LARGEST_NUMBER:
            return str(value)
        case _:
            return ""
