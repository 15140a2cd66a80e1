"""The whole filter: conditions on events, and on what the catalog makes of their calls."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from inspector.calls.counts import calls_of_classes
from inspector.calls.table import CallTable
from inspector.catalog.model import Attention, Owner
from inspector.diagnosis.attention import ATTENTIONS, OWNERS, Assessment
from inspector.diagnosis.tally import Sign, with_sign
from inspector.index.codes import CodeClass
from inspector.index.query import Filter, Rows, class_mask, event_mask
from inspector.index.table import NONE

Mask = npt.NDArray[np.bool_]
Part = CodeClass | Attention | Owner | Sign
"""What a single chip stands for."""


@dataclass(frozen=True, slots=True)
class CallFilter:
    """What is to be shown; the same value drives list, table, timeline and chips.

    Values of one set add up, the sets narrow each other; an empty set asks for nothing.
    """

    events: Filter = field(default_factory=Filter)
    """Which events are shown; a call is listed for at least one of them."""
    attentions: frozenset[Attention] = frozenset()
    owners: frozenset[Owner] = frozenset()
    signs: frozenset[Sign] = frozenset()
    """All of these have to show."""

    @property
    def is_empty(self) -> bool:
        """Whether everything is shown."""
        return self.events.is_empty and not self.asks_of_calls

    @property
    def asks_of_calls(self) -> bool:
        """Whether it chooses among calls by more than their events."""
        return bool(self.attentions or self.owners or self.signs)

    def with_text(self, text: str) -> "CallFilter":
        """The same filter with another text."""
        return replace(self, events=replace(self.events, text=text))

    def holds(self, part: Part) -> bool:
        """Whether a chip is set."""
        return part in self._set_of(part)

    def toggled(self, part: Part) -> "CallFilter":
        """The same filter with one chip switched."""
        match part:
            case CodeClass():
                classes = self.events.classes ^ {part}
                return replace(self, events=replace(self.events, classes=classes))
            case Attention():
                return replace(self, attentions=self.attentions ^ {part})
            case Owner():
                return replace(self, owners=self.owners ^ {part})
            case Sign():
                return replace(self, signs=self.signs ^ {part})

    def _set_of(self, part: Part) -> frozenset[Part]:
        match part:
            case CodeClass():
                return self.events.classes
            case Attention():
                return self.attentions
            case Owner():
                return self.owners
            case Sign():
                return self.signs


def narrow(
    calls: CallTable, assessment: Assessment, value: CallFilter, hits: Sequence[int] | Rows = ()
) -> tuple[Mask, Mask]:
    """The events and the calls that the filter lets through.

    `hits` are rows in whose bytes the text stands. Conditions on calls hide no event inside the
    calls that fulfil them; a call listed for what it lacks shows all events that the text allows.
    """
    table, classes = calls.table, value.events.classes
    text = event_mask(table, replace(value.events, classes=frozenset()), hits)
    shown = text & class_mask(table, classes) if classes else text
    listed = calls.matching(shown)
    if classes:
        listed &= calls_of_classes(calls, classes)
        if CodeClass.NONE in classes:
            listed |= (calls.end == NONE) & calls.matching(text)
    listed &= _asked_for(calls, assessment, value)
    bare = np.flatnonzero(listed & ~calls.matching(shown))
    if len(bare):
        shown |= text & np.isin(table.call, bare)
    if value.asks_of_calls:
        shown[calls.loose] = False
    return shown, listed


def _asked_for(calls: CallTable, assessment: Assessment, value: CallFilter) -> Mask:
    """The calls that fulfil the conditions on calls."""
    asked = np.ones(len(calls), dtype=np.bool_)
    if value.attentions:
        wanted = [ATTENTIONS.index(attention) for attention in value.attentions]
        asked &= np.isin(assessment.calls, wanted)
    if value.owners:
        asked &= np.isin(assessment.call_owners, [OWNERS.index(owner) for owner in value.owners])
    for sign in value.signs:
        asked &= with_sign(calls, assessment.new_subcodes, sign)
    return asked
