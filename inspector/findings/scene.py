"""What every rule may look at."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

import numpy as np
import numpy.typing as npt

from inspector.calls.capture import Capture
from inspector.calls.table import CallTable
from inspector.capture.fields import Fields
from inspector.capture.shape import payload_of
from inspector.catalog.catalog import Catalog
from inspector.catalog.model import RuleRow
from inspector.diagnosis.attention import Assessment
from inspector.errors import InspectorError
from inspector.events.kinds import EventKind
from inspector.findings.model import Finding, Limit
from inspector.index.table import EventTable

Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Scene:
    """A finished capture with what the catalog makes of it."""

    catalog: Catalog
    capture: Capture
    assessment: Assessment
    cancelled: Callable[[], bool]
    """Rules that read records or walk calls ask this now and then, and stop when it says so."""
    _made: dict[object, object] = field(default_factory=dict, repr=False, compare=False)

    def shared(self, make: "Callable[[Scene], T]") -> T:
        """What several rules need, made by the first of them that asks."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(T, self._made[make])

    @property
    def table(self) -> EventTable:
        """The events."""
        return self.capture.table

    @property
    def calls(self) -> CallTable:
        """The calls."""
        return self.capture.calls

    def kind(self, row: int) -> EventKind:
        """The kind of an event."""
        return self.table.kinds[int(self.table.kind[row])]

    def mask(self, wanted: Callable[[EventKind], bool]) -> Mask:
        """The events of the kinds wanted."""
        kinds = np.array([wanted(kind) for kind in self.table.kinds], dtype=np.bool_)
        size = self.table.size
        return kinds[self.table.kind[:size]] if len(kinds) else np.zeros(size, dtype=np.bool_)

    def calls_with(self, events: Mask) -> Mask:
        """For each call whether it holds at least one of some events."""
        found = np.zeros(len(self.calls) + 1, dtype=np.bool_)
        found[self.table.call[events]] = True  # those of no call, NONE, stand at the end
        return found[:-1]

    def rows_of(self, calls: Mask, events: Mask) -> Rows:
        """Those of some events that some calls hold, call by call in call order."""
        order = self.calls.order
        order = order[events[order]]
        return np.asarray(order[calls[self.table.call[order]]])

    def call_of(self, row: int) -> int | None:
        """Position of the call that holds an event; None when no call does."""
        return self.calls.call_of_row(row)

    def payload(self, row: int) -> Mapping[str, object] | None:
        """What an event says, read again; None when its file can no longer be read."""
        try:
            body = self.capture.record(row).body
        except InspectorError:
            return None
        return payload_of(Fields(body)) or body


Rule = Callable[[Scene, RuleRow], Iterator[Finding | Limit]]
"""Looks for one kind of oddity; works on columns and reads records only where it must."""


def finding(rule: RuleRow, text: str, rows: tuple[int, ...], call: int | None) -> Finding:
    """A finding of a rule with the rule's own severity."""
    return Finding(rule.id, rule.severity, text, rows, call)
