"""What one event says, in a few words; from its kind and its numbers alone."""

from inspector.catalog.model import Attention
from inspector.diagnosis.model import Explanation
from inspector.events.kinds import EventKind, EventOutcome


def happened(kind: EventKind, explanation: Explanation) -> str:
    """The kind's own words; a failure, an end and a telling subcode add what the result means."""
    label = kind.label or kind.name
    facts = explanation.facts
    if facts.code is None and facts.subcode is None:
        return label
    tells = kind.outcome in (EventOutcome.FAILED, EventOutcome.ENDED) or bool(facts.subcode)
    if not tells or (explanation.attention is Attention.EXPECTED and not facts.subcode):
        return label
    return f"{label}: {explanation.title}"
