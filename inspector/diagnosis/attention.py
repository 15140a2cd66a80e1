"""How much every event and every call of a capture asks of the reader, all at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from inspector.calls.table import CallTable
from inspector.catalog.catalog import Catalog
from inspector.catalog.model import Attention, Owner
from inspector.diagnosis.explain import explain
from inspector.diagnosis.facts import facts_of
from inspector.diagnosis.grouping import result_groups
from inspector.diagnosis.model import Explanation
from inspector.diagnosis.standing import event_outcome
from inspector.diagnosis.tally import Tally, tally_of
from inspector.diagnosis.telling import Telling, most_telling, telling_events
from inspector.events.kinds import EventKind, EventOutcome, Role
from inspector.index.table import NONE, EventTable

ATTENTIONS = tuple(Attention)
"""The meaning of the numbers in attention columns: 0 expected, 1 notable, 2 failure."""
OWNERS = tuple(Owner)
"""The meaning of the numbers in owner columns."""
_EXPECTED, _NOTABLE, _FAILURE = range(len(ATTENTIONS))

Ranks = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]


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
    events: Ranks = field(repr=False)
    """For each event row, a position in ATTENTIONS."""
    owners: Ranks = field(repr=False)
    """For each event row, a position in OWNERS."""
    failing: Mask = field(repr=False)
    """The events to stop at when looking for failures: expected ones are not among them."""
    new_subcodes: Mask = field(repr=False)
    """The events with a subcode that the catalog does not know."""
    calls: Ranks = field(repr=False)
    """For each call (0-based), a position in ATTENTIONS."""
    telling: Rows = field(repr=False)
    """For each call, the row of its most telling event; NONE without an end and any failure."""
    call_owners: Ranks = field(repr=False)
    """For each call, a position in OWNERS: whose move it is after its most telling event."""
    tally: Tally
    """How many calls are of each kind."""

    def explanation(self, row: int) -> Explanation:
        """The explanation of an event row."""
        return self.explanations[int(self.group[row])]

    def attention(self, row: int) -> Attention:
        """The attention of an event row."""
        return ATTENTIONS[int(self.events[row])]

    def owner(self, row: int) -> Owner:
        """Whose move it is after an event row."""
        return OWNERS[int(self.owners[row])]

    def call_attention(self, call: int) -> Attention:
        """The attention of a call, by its position."""
        return ATTENTIONS[int(self.calls[call])]

    def call_owner(self, call: int) -> Owner:
        """Whose move it is after a call, by its position."""
        return OWNERS[int(self.call_owners[call])]


def assess(catalog: Catalog, table: EventTable, calls: CallTable) -> Assessment:
    """The assessment of a snapshot; works on columns, explains each different result once."""
    first_rows, group = result_groups(table)
    explanations = tuple(explain(catalog, facts_of(table, int(row))) for row in first_rows)
    events = _spread([ATTENTIONS.index(e.attention) for e in explanations], group)
    owners = _spread([OWNERS.index(e.owner) for e in explanations], group)
    known = {None, 0, *catalog.subcodes}
    new_subcodes = _spread([e.facts.subcode not in known for e in explanations], group) > 0
    failed = _kinds_mask(table, lambda kind: _failed_by_name(catalog, kind))
    telling = telling_events(calls, failed)
    of_calls = _of_calls(calls, telling, events)
    most = most_telling(calls, telling, events)
    call_owners = np.full(len(calls), OWNERS.index(Owner.UNKNOWN), dtype=np.uint8)
    call_owners[most != NONE] = owners[most[most != NONE]]
    operations = failed & ~_kinds_mask(table, lambda kind: kind.role is Role.NEVER_CONNECTED)
    return Assessment(
        explanations=explanations,
        group=group,
        events=events,
        owners=owners,
        failing=(events == _FAILURE) | (operations & (events > _EXPECTED)),
        new_subcodes=new_subcodes,
        calls=of_calls,
        telling=most,
        call_owners=call_owners,
        tally=tally_of(calls, of_calls, call_owners, new_subcodes),
    )


def _of_calls(calls: CallTable, telling: Telling, events: Ranks) -> Ranks:
    """That of the end, or of the event that says the call never connected if that asks for more.

    Notable at least without an end, or when an operation failed before it in a way that is not
    expected.
    """
    of_row = calls.table.call
    attention = np.full(len(calls), _NOTABLE, dtype=np.uint8)
    attention[of_row[telling.ends]] = events[telling.ends]
    np.maximum.at(attention, of_row[telling.never], events[telling.never])
    odd = of_row[telling.inside[events[telling.inside] > _EXPECTED]]
    attention[odd] = np.maximum(attention[odd], _NOTABLE)
    return attention


def _spread(values: Sequence[int], group: npt.NDArray[np.int32]) -> Ranks:
    """The values of explanations, event by event."""
    return np.array(values, dtype=np.uint8)[group]


def _failed_by_name(catalog: Catalog, kind: EventKind) -> bool:
    return event_outcome(catalog, kind.name) is EventOutcome.FAILED


def _kinds_mask(table: EventTable, wanted: Callable[[EventKind], bool]) -> Mask:
    """The events of the kinds wanted."""
    kinds = np.array([wanted(kind) for kind in tuple(table.kinds)], dtype=np.bool_)
    return kinds[table.kind] if len(kinds) else np.zeros(table.size, dtype=np.bool_)
