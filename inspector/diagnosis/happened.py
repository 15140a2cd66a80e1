"""What one event says, in a few words; from its kind and its numbers alone."""

from inspector.catalog.lookup import OF_ONE_SUBCODE
from inspector.catalog.model import Attention
from inspector.diagnosis.model import Explanation
from inspector.events.kinds import EventKind, EventOutcome, Role

_HANGS_UP = {
    "caller": "The caller hung up",
    "callee": "The called side hung up",
    "app": "Your app hung up",
}
_PHASES_OF_AN_END = ("teardown", "")


def happened(kind: EventKind, explanation: Explanation) -> str:
    """What the result means, where it says more than the kind's own words; else these."""
    label = kind.label or kind.name
    facts = explanation.facts
    if facts.code is None and facts.subcode is None:
        return label
    if kind.outcome is EventOutcome.CANCELED:
        return label
    if kind.role is Role.END and (ender := _HANGS_UP.get(ended_by(explanation))):
        return ender
    if kind.outcome in (EventOutcome.FAILED, EventOutcome.ENDED):
        return explanation.title if is_telling(explanation) else label
    unusual = explanation.attention is not Attention.EXPECTED
    if facts.subcode and (unusual or is_telling(explanation)):
        return f"{label}: {explanation.title}"
    return label


def is_telling(explanation: Explanation) -> bool:
    """Whether a row of the catalog, or the pattern of its number, stands behind the title."""
    return explanation.basis in OF_ONE_SUBCODE


def ended_by(explanation: Explanation) -> str:
    """Who hung up, when the catalog's row is about the end of a call and says so; else empty."""
    subcode = explanation.subcode
    is_title = subcode is not None and subcode.name == explanation.title
    return explanation.ended_by if is_title and explanation.phase in _PHASES_OF_AN_END else ""
