"""Short texts about an explanation; window, report and command line take them from here."""

from collections.abc import Mapping
from types import MappingProxyType

from inspector.catalog.catalog import Catalog
from inspector.catalog.model import Owner, ResultOutcome, SourceRow
from inspector.diagnosis.agreement import Agreement
from inspector.diagnosis.model import Anatomy, CodeNote, Explanation, OtherReading
from inspector.diagnosis.standpoint import Standpoint

STANDPOINT_TEXTS: Mapping[Standpoint, str] = MappingProxyType(
    {
        Standpoint.AGREES: "agrees",
        Standpoint.DIFFERS: "differs",
        Standpoint.GENERAL: "too general",
        Standpoint.BELIEVED: "believed",
        Standpoint.NONE: "",
    }
)
"""How a layer stands to the others, in words."""
_SUMMARY_WORDS: Mapping[Standpoint, tuple[str, str]] = MappingProxyType(
    {
        Standpoint.AGREES: ("agrees", "agree"),
        Standpoint.BELIEVED: ("believed", "believed"),
        Standpoint.GENERAL: ("too general", "too general"),
        Standpoint.DIFFERS: ("differs", "differ"),
    }
)
"""The words for one layer and for several."""
NO_CARRIER = "the carrier sent none"
_NO_MOVE = frozenset({Owner.NOBODY, Owner.UNKNOWN})
YOURS = "yours: from a catalog overlay of your own"


def owner_text(explanation: Explanation) -> str:
    """Whose move it is; both names when two layers contradict each other or one hid the other."""
    owner, agreement = explanation.owner, explanation.agreement
    by_layer = {said.layer: said for said in agreement.layers if said.owner is not None}
    if owner is Owner.UNKNOWN and agreement.verdict is Agreement.CONFLICT:
        claims = [f"{said.owner} by {layer}" for layer, said in by_layer.items() if layer != "ACS"]
        return f"{owner.value}: {', '.join(claims)}"
    acs = by_layer.get("ACS")
    hid = acs is not None and acs.standpoint is Standpoint.DIFFERS and acs.owner is not owner
    if acs is None or not hid or _NO_MOVE & {owner, acs.owner}:
        return owner.value
    return f"{owner.value}, then {acs.owner}"


def silent_layers(explanation: Explanation) -> str:
    """The layers of the carrier that sent nothing at all, neither a number nor a text."""
    facts = explanation.facts
    pairs = (("SIP", facts.sip, facts.sip_message), ("Q.850", facts.q850, facts.q850_message))
    return ", ".join(layer for layer, value, text in pairs if value is None and not text)


def agreement_summary(explanation: Explanation) -> str:
    """Where the layers stand, in a few words: "SIP, Q.850 agree; ACS differs"; empty when alone."""
    parts = []
    for standpoint, words in _SUMMARY_WORDS.items():
        layers = [s.layer for s in explanation.agreement.layers if s.standpoint is standpoint]
        if layers:
            parts.append(f"{', '.join(layers)} {words[len(layers) > 1]}")
    return "; ".join(parts)


def anatomy_text(anatomy: Anatomy) -> str:
    """A subcode's two parts in a line: "560: SBC or carrier, outbound; 503: answered SIP 503"."""
    producer = f"{anatomy.prefix}: {producer_text(anatomy)}"
    if anatomy.answer.startswith(anatomy.tail):
        return f"{producer}; {anatomy.answer}"
    return f"{producer}; {anatomy.tail}: {anatomy.answer}"


def producer_text(anatomy: Anatomy) -> str:
    """Who made the number, and for which direction of calls."""
    return ", ".join(filter(None, (anatomy.producer, anatomy.direction)))


def category_text(explanation: Explanation) -> str:
    """The result category and whether a source gives it; empty when there is none."""
    if not explanation.category:
        return ""
    basis = "documented" if explanation.category_documented else "derived"
    return f"{explanation.category} ({basis})"


def related_texts(explanation: Explanation) -> tuple[str, ...]:
    """Other results often confused with this one: "486/560486 Phone is busy"."""
    return tuple(f"{related.key} {related.name}" for related in explanation.related)


def catalog_text(catalog: Catalog) -> str:
    """Which catalog an explanation comes from: its version and its date."""
    return f"{catalog.version} of {catalog.date}"


def source_text(source: SourceRow) -> str:
    """A source with its date; says so where the source has none."""
    return f"{source.title} ({source.date or 'undated'})"


def whose_move_text(other: OtherReading) -> str:
    """Whose move it is by another reading, and how much that asks of the reader."""
    return f"Whose move: {other.owner.value} · {other.attention.value}"


def other_texts(explanation: Explanation, other: OtherReading) -> tuple[str, ...]:
    """Meaning and advice of another reading, as far as the headline's do not say the same."""
    meaning = () if other.meaning in explanation.meaning else (other.meaning,)
    advice = () if other.mitigation in explanation.mitigation else (other.mitigation,)
    return (*meaning, *advice)


def outcome_text(explanation: Explanation) -> str:
    """What became of the call or action; empty when not known."""
    if explanation.outcome is ResultOutcome.UNKNOWN:
        return ""
    if explanation.counts_as_delivered is None:
        return explanation.outcome.value
    counts = "counts" if explanation.counts_as_delivered else "does not count"
    return f"{explanation.outcome.value}; {counts} as delivered"


def own_meaning(explanation: Explanation, note: CodeNote | None) -> str:
    """What a number means, unless the explanation says the same words in another place."""
    if note is None:
        return ""
    others = (other.meaning for other in explanation.other_readings)
    told = any(note.meaning in text for text in (explanation.meaning, *others))
    return "" if told else note.meaning
