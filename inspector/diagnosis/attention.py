"""How much every event and every call of a capture asks of the reader, all at once."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from inspector.calls.table import CallTable
from inspector.catalog.catalog import Catalog
from inspector.catalog.model import Attention, Owner
from inspector.diagnosis.explain import explain
from inspector.diagnosis.facts import facts_of
from inspector.diagnosis.model import Explanation
from inspector.events.kinds import Role
from inspector.index.table import ABSENT, NONE, EventTable

ATTENTIONS = (Attention.EXPECTED, Attention.NOTABLE, Attention.FAILURE)
"""The meaning of the numbers in attention columns: 0 expected, 1 notable, 2 failure."""
_NOTABLE = ATTENTIONS.index(Attention.NOTABLE)
_MAX_KEYS = 2**62

AttentionColumn = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the catalog makes of each event and call, by their numbers alone.

    Events with the same kind and numbers share one explanation; texts that only the file holds
    (a DiagCode in a message) are not seen here.
    """

    explanations: tuple[Explanation, ...]
    """One a different (kind, code, subcode, SIP, Q.850)."""
    group: npt.NDArray[np.int32] = field(repr=False)
    """For each event row, the position of its explanation."""
    events: AttentionColumn = field(repr=False)
    """For each event row, a position in ATTENTIONS."""
    calls: AttentionColumn = field(repr=False)
    """For each call (0-based), a position in ATTENTIONS."""

    def explanation(self, row: int) -> Explanation:
        """The explanation of an event row."""
        return self.explanations[int(self.group[row])]

    def attention(self, row: int) -> Attention:
        """The attention of an event row."""
        return ATTENTIONS[int(self.events[row])]

    def owner(self, row: int) -> Owner:
        """Whose move it is after an event row."""
        return self.explanation(row).owner

    def call_attention(self, call: int) -> Attention:
        """The attention of a call, by its position."""
        return ATTENTIONS[int(self.calls[call])]


def assess(catalog: Catalog, table: EventTable, calls: CallTable) -> Assessment:
    """The assessment of a snapshot; works on columns, explains each different result once."""
    first_rows, group = _groups(table)
    explanations = tuple(explain(catalog, facts_of(table, int(row))) for row in first_rows)
    ranks = np.array([ATTENTIONS.index(e.attention) for e in explanations], dtype=np.uint8)
    events = ranks[group] if table.size else np.zeros(0, dtype=np.uint8)
    return Assessment(explanations, group, events, _of_calls(table, events, calls))


def _of_calls(table: EventTable, events: AttentionColumn, calls: CallTable) -> AttentionColumn:
    """That of the end, or of the event that says the call never connected if that asks for more.

    Notable at least without an end, or when something failed before it.
    """
    ends = np.asarray(calls.end, dtype=np.int64)
    attention = np.full(len(ends), _NOTABLE, dtype=np.uint8)
    ended = ends >= 0
    attention[ended] = events[ends[ended]]
    never = _rows_with(table, Role.NEVER_CONNECTED)
    connected = table.call[_rows_with(table, Role.CONNECTED)]
    never = never[~np.isin(table.call[never], connected)]
    np.maximum.at(attention, table.call[never], events[never])
    worst = np.asarray(calls.worst, dtype=np.int64)
    failed_inside = (worst >= 0) & ~np.isin(worst, never)
    attention[failed_inside] = np.maximum(attention[failed_inside], _NOTABLE)
    return attention


def _rows_with(table: EventTable, role: Role) -> npt.NDArray[np.int64]:
    """The rows of calls whose kind has a role."""
    has_role = np.array([kind.role is role for kind in table.kinds], dtype=np.bool_)
    if not has_role.any():
        return np.zeros(0, dtype=np.int64)
    return np.flatnonzero(has_role[table.kind] & (table.call != NONE))


def _groups(table: EventTable) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
    """The first row of each different result, and the group of each row."""
    key = np.zeros(table.size, dtype=np.int64)
    size = 1
    for column in (table.kind, table.code, table.subcode, table.sip, table.q850):
        digits, base = _digits(column[: table.size].astype(np.int64))
        if size * base > _MAX_KEYS:  # count only the values that occur
            values, key = np.unique(key, return_inverse=True)
            size = len(values)
            values, digits = np.unique(digits, return_inverse=True)
            base = len(values)
        key = key * base + digits
        size *= base
    _, first_rows, group = np.unique(key, return_index=True, return_inverse=True)
    return first_rows.astype(np.int64), group.astype(np.int32)


def _digits(column: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], int]:
    """The column counted up from 0, "absent" being 0, and the count of possible values."""
    present = column != ABSENT
    if not present.any():
        return np.zeros_like(column), 1
    low, high = int(column[present].min()), int(column[present].max())
    return np.where(present, column - low + 1, 0), high - low + 2
