"""What one event says, in a few words; from its kind and its numbers alone."""

from inspector.catalog.lookup import OF_ONE_SUBCODE
from inspector.catalog.model import Attention
from inspector.diagnosis.model import Explanation
from inspector.events.kinds import EventKind, EventOutcome


def happened(kind: EventKind, explanation: Explanation) -> str:
    """What the result means, where it says more than the kind's own words; else these."""
    label = kind.label or kind.name
    facts = explanation.facts
    if facts.code is None and facts.subcode is None:
        return label
    if kind.outcome in (EventOutcome.FAILED, EventOutcome.ENDED):
        return explanation.title if is_telling(explanation) else label
    unusual = explanation.attention is not Attention.EXPECTED
    if facts.subcode and (unusual or is_telling(explanation)):
        return f"{label}: {explanation.title}"
    return label


def is_telling(explanation: Explanation) -> bool:
    """Whether a row of the catalog, or the pattern of its number, stands behind the title."""
    return explanation.basis in OF_ONE_SUBCODE
