"""Puts millions of events in another order, and finds an event among them."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from inspector.gui.models.event_columns import EventColumn
from inspector.index.table import ABSENT, NO_TIME, NONE, EventTable, absent_in

Places = npt.NDArray[np.int64]
"""Positions in an array of rows."""
Rows = npt.NDArray[np.int64]
Keys = npt.NDArray[np.int64]

MOST_SORTED_TEXTS = 20_000
"""Different texts that are put in order of the alphabet; more are grouped by first use."""
_MOSTLY = 0.75
_NARROW_BITS = 16
_KEY_BITS = 62
_MOST_KEYS = 2**62


def ordered(keys: Keys, is_unknown: npt.NDArray[np.bool_], *, descending: bool) -> Places:
    """The places of keys from small to large (or back); equal ones keep their order.

    What is unknown comes last both ways.
    """
    known = np.flatnonzero(~is_unknown)
    wanted = keys if len(known) == len(keys) else keys[known]
    if not len(wanted):
        return np.arange(len(keys))
    low, high = int(wanted.min()), int(wanted.max())
    span = high - low + 1
    if span.bit_length() > _KEY_BITS:
        # ~ turns the order round with no number that could overflow.
        order = np.argsort(~wanted if descending else wanted, kind="stable")
    elif len(known) < _MOSTLY * len(keys):
        order = _stable(high - wanted if descending else wanted - low, span)
    else:
        # Nearly all are known: the others are sorted along, behind them.
        distance = high - keys if descending else keys - low
        distance[is_unknown] = span
        return _stable(distance, span)
    return np.concatenate([known[order], np.flatnonzero(is_unknown)])


def _stable(distance: Keys, highest: int) -> Places:
    """A stable order; narrow keys are sorted together with their places, which is far faster."""
    count = len(distance)
    place_bits = (count - 1).bit_length()
    if highest.bit_length() <= _NARROW_BITS:
        return np.argsort(distance.astype(np.uint16), kind="stable")
    if highest.bit_length() + place_bits > _KEY_BITS:
        return np.argsort(distance, kind="stable")
    packed = (distance << place_bits) | np.arange(count, dtype=np.int64)
    packed.sort()
    return packed & ((1 << place_bits) - 1)


class SortKeys:
    """The keys that rows are sorted by, column by column; made from narrow numbers only."""

    def __init__(self, table: EventTable, happened: npt.NDArray[np.int64] | None) -> None:
        self._table = table
        self._happened = happened
        """For each event row, the place of its kind of result among all; None when not told."""

    def keys(self, column: EventColumn, rows: Rows) -> tuple[Keys, npt.NDArray[np.bool_]]:
        """The keys of rows in call order, and which of them are unknown."""
        table = self._table
        match column:
            case EventColumn.TIME | EventColumn.REFERENCE:
                return _times(table, rows)
            case EventColumn.DELTA:
                return _distances(table, rows)
            case EventColumn.EVENT:
                return _by_text([kind.name for kind in tuple(table.kinds)], table.kind[rows])
            case EventColumn.HAPPENED:
                if self._happened is None:
                    return _by_text([kind.name for kind in tuple(table.kinds)], table.kind[rows])
                return _all_known(self._happened[rows])
            case EventColumn.CODE:
                return _codes(table, rows)
            case EventColumn.SOURCE:
                return _all_known(table.source[rows])
            case EventColumn.OFFSET:
                return _all_known(table.offset[rows])
            case EventColumn.CONTEXT:
                return _by_text(table.contexts, table.context[rows])
            case EventColumn.SIP | EventColumn.Q850 | EventColumn.SEQUENCE:
                column_of = {
                    EventColumn.SIP: table.sip,
                    EventColumn.Q850: table.q850,
                    EventColumn.SEQUENCE: table.sequence,
                }
                numbers = column_of[column][rows]
                return numbers.astype(np.int64), numbers == absent_in(numbers)
            case EventColumn.CALL | EventColumn.SERVER | EventColumn.CORRELATION:
                ids = {
                    EventColumn.CALL: table.call,
                    EventColumn.SERVER: table.server,
                    EventColumn.CORRELATION: table.correlation,
                }
                codes = ids[column][rows].astype(np.int64)
                return codes, codes == NONE
            case EventColumn.NUMBER:
                return _all_known(np.arange(len(rows)))


def _all_known(keys: npt.NDArray[np.integer]) -> tuple[Keys, npt.NDArray[np.bool_]]:
    return keys.astype(np.int64), np.zeros(len(keys), dtype=np.bool_)


def _times(table: EventTable, rows: Rows) -> tuple[Keys, npt.NDArray[np.bool_]]:
    times = table.time[rows]
    return times // 100, times == NO_TIME


def _distances(table: EventTable, rows: Rows) -> tuple[Keys, npt.NDArray[np.bool_]]:
    times, is_unknown = _times(table, rows)
    distances = np.zeros(len(rows), dtype=np.int64)
    distances[1:] = times[1:] - times[:-1]
    is_unknown[1:] |= is_unknown[:-1].copy()
    is_unknown[:1] = True
    return distances, is_unknown


def _codes(table: EventTable, rows: Rows) -> tuple[Keys, npt.NDArray[np.bool_]]:
    code, subcode = table.code[rows].astype(np.int64), table.subcode[rows].astype(np.int64)
    is_unknown = (code == ABSENT) & (subcode == ABSENT)
    subcode[subcode == ABSENT] = -1
    code[code == ABSENT] = -1
    low, high = int(subcode.min(initial=0)), int(subcode.max(initial=0))
    width = high - low + 1
    if width * int(np.abs(code).max(initial=0) + 1) > _MOST_KEYS:  # numbers that no service sends
        code = np.unique(code, return_inverse=True)[1].astype(np.int64)
    return code * width + (subcode - low), is_unknown


def _by_text(
    texts: Sequence[str], codes: npt.NDArray[np.integer]
) -> tuple[Keys, npt.NDArray[np.bool_]]:
    """By the alphabet where the texts are few; else by first use, which costs nothing."""
    wide = codes.astype(np.int64)
    if len(texts) > MOST_SORTED_TEXTS or not len(codes):
        return wide, wide == NONE
    folded = [text.casefold() for text in texts[: int(wide.max()) + 1]]
    ranks = {text: rank for rank, text in enumerate(sorted(set(folded)))}
    # One more entry at the end: NONE is -1, which numpy reads as "the last".
    place = np.array([*(ranks[text] for text in folded), 0], dtype=np.int64)
    return place[wide], wide == NONE


def place_of(rows: Rows, row: int) -> int | None:
    """Where a row stands among rows that are in file order or nearly so; None if it does not."""
    guess = int(np.searchsorted(rows, row))
    if guess < len(rows) and rows[guess] == row:
        return guess
    # Out of order: one look at every row takes a few milliseconds for ten million of them, which
    # is less than building and keeping a table of all places would.
    found = np.flatnonzero(rows == row)
    return int(found[0]) if len(found) else None
