"""What an event's name says it came to, and how that limits what its number may claim."""

from inspector.catalog.catalog import Catalog
from inspector.catalog.model import Attention
from inspector.events.kinds import EventOutcome
from inspector.index.codes import CodeClass

_RANK = {Attention.EXPECTED: 0, Attention.NOTABLE: 1, Attention.FAILURE: 2}


def event_outcome(catalog: Catalog, event: str | None) -> EventOutcome | None:
    """The outcome that the name of an event states; None when the name tells nothing."""
    if event is None:
        return None
    kind = catalog.kinds.find(event)
    if kind.documented:
        return kind.outcome
    return EventOutcome.FAILED if kind.name.lower().endswith("failed") else None


def at_least(attention: Attention, floor: Attention) -> Attention:
    """The more urgent of the two."""
    return attention if _RANK[attention] >= _RANK[floor] else floor


def rated(attention: Attention, outcome: EventOutcome | None, code_class: CodeClass) -> Attention:
    """The attention of a number, within what the event's name allows.

    An event that succeeded is never a failure because of its number; one that failed although
    its code says success was refused, and is worth a look.
    """
    if outcome is EventOutcome.FAILED:
        succeeded = code_class is CodeClass.C2XX
        return at_least(attention, Attention.NOTABLE) if succeeded else attention
    if outcome is None or outcome is EventOutcome.ENDED:
        return attention
    return min(attention, Attention.NOTABLE, key=_RANK.__getitem__)
