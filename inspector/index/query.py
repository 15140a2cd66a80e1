"""The filter: a value, and the events it lets through."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inspector.index.codes import CodeClass
from inspector.index.table import EventTable

Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]

SHORT_NUMBER = 3
"""Digits up to which a number is only compared with codes: inside ids it would match by chance."""

_HUNDREDS = {CodeClass.C2XX: 2, CodeClass.C4XX: 4, CodeClass.C5XX: 5, CodeClass.C6XX: 6}
_PAIR = re.compile(r"([0-9]{1,9})\s*/\s*([0-9]{1,9})")
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Filter:
    """What is to be shown; the same value drives list, table, timeline and counts."""

    text: str = ""
    """Any id, number, code ("500/560503") or word."""
    classes: frozenset[CodeClass] = frozenset()
    """Code classes to show; empty shows all."""

    @property
    def is_empty(self) -> bool:
        """Whether everything is shown."""
        return not self.text and not self.classes

    @property
    def needs_file(self) -> bool:
        """Whether the text may stand in parts of the files that the index does not keep."""
        text = self.text.strip()
        if not text or _PAIR.fullmatch(text):
            return False
        return not (_NUMBER.fullmatch(text) and len(text) <= SHORT_NUMBER)


def event_mask(table: EventTable, value: Filter, hits: Sequence[int] | Rows = ()) -> Mask:
    """The events that the filter lets through.

    `hits` are rows in whose bytes the text stands; they count only where `needs_file`.
    """
    mask = np.ones(table.size, dtype=np.bool_)
    if value.classes:
        mask &= class_mask(table, value.classes)
    if value.text.strip():
        mask &= _text_mask(table, value.text.strip(), hits)
    return mask


def class_mask(table: EventTable, classes: frozenset[CodeClass]) -> Mask:
    """The events whose own code is of one of the classes."""
    mask = np.zeros(table.size, dtype=np.bool_)
    hundreds = table.code // 100
    known = table.code == 0
    for cls, hundred in _HUNDREDS.items():
        inside = hundreds == hundred
        known |= inside
        if cls in classes:
            mask |= inside
    if CodeClass.C2XX in classes:
        mask |= table.code == 0
    if CodeClass.NONE in classes:
        mask |= ~known
    return mask


def rows_at(table: EventTable, source: int, offsets: Sequence[int]) -> Rows:
    """The rows of a source whose byte ranges hold the given offsets."""
    rows = np.flatnonzero(table.source == source)
    if not len(rows) or not len(offsets):
        return np.zeros(0, dtype=np.int64)
    starts = table.offset[rows].astype(np.int64)
    order = np.argsort(starts, kind="stable")
    rows, starts = rows[order], starts[order]
    at = np.asarray(offsets, dtype=np.int64)
    place = np.searchsorted(starts, at, side="right") - 1
    inside = place >= 0
    place, at = place[inside], at[inside]
    inside = at < starts[place] + table.length[rows][place]
    found = np.unique(starts[place[inside]])
    # Events that share one escaped string share its byte range, so all of them are hits.
    return rows[np.isin(starts, found)]


def _text_mask(table: EventTable, text: str, hits: Sequence[int] | Rows) -> Mask:
    pair = _PAIR.fullmatch(text)
    if pair is not None:
        code, subcode = int(pair[1]), int(pair[2])
        return np.asarray((table.code == code) & (table.subcode == subcode))
    mask = np.zeros(table.size, dtype=np.bool_)
    if _NUMBER.fullmatch(text):
        number = int(text)
        for column in (table.code, table.subcode, table.sip, table.q850):
            mask |= column == number
        if len(text) <= SHORT_NUMBER:
            return mask
    if len(hits):
        mask[np.asarray(hits, dtype=np.int64)] = True
    needle = text.casefold()
    names = [needle in f"{kind.name}\n{kind.label}".casefold() for kind in tuple(table.kinds)]
    mask |= np.array(names, dtype=np.bool_)[table.kind] if names else False
    for texts, column in (
        (table.call_ids, table.call),
        (table.server_ids, table.server),
        (table.correlation_ids, table.correlation),
        (table.contexts, table.context),
    ):
        # One more entry at the end: NONE is -1, which numpy reads as "the last".
        mask |= np.append(texts.containing(needle), False)[column]
    return mask
