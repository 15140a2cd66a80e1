"""What every rule may look at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inspector.calls.capture import Capture
from inspector.calls.table import CallTable
from inspector.catalog.catalog import Catalog
from inspector.catalog.model import RuleRow
from inspector.diagnosis.attention import Assessment
from inspector.errors import InspectorError
from inspector.events.event import Event
from inspector.events.kinds import EventKind
from inspector.findings.model import Finding, Limit
from inspector.index.table import EventTable

Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Scene:
    """A finished capture with what the catalog makes of it."""

    catalog: Catalog
    capture: Capture
    assessment: Assessment
    cancelled: Callable[[], bool]
    """Rules that read records or walk calls ask this now and then, and stop when it says so."""

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

    def call_of(self, row: int) -> int | None:
        """Position of the call that holds an event; None when no call does."""
        return self.calls.call_of_row(row)

    def event(self, row: int) -> Event | None:
        """The event read again; None when its file can no longer be read."""
        try:
            return self.capture.event(row)
        except InspectorError:
            return None


Rule = Callable[[Scene, RuleRow], Iterator[Finding | Limit]]
"""Looks for one kind of oddity; works on columns and reads records only where it must."""


def finding(rule: RuleRow, text: str, rows: tuple[int, ...], call: int | None) -> Finding:
    """A finding of a rule with the rule's own severity."""
    return Finding(rule.id, rule.severity, text, rows, call)
