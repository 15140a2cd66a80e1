"""The reading that SIP and Q.850 details give of a failed result, when they know more."""

from dataclasses import dataclass, replace

from inspector.catalog.catalog import Catalog
from inspector.catalog.lookup import OF_ONE_SUBCODE, Match, sip_tail
from inspector.catalog.model import Attention, Owner, Q850Row, Retry, SipRow, SubcodeRow
from inspector.diagnosis.agreement import Agreement, agreement, believed
from inspector.diagnosis.model import Facts
from inspector.diagnosis.reading import Reading

_ASK_THE_CARRIER = "Ask the carrier for the trace of this call."
_TITLE_WORDS = 8
_IF_AGAIN = "If it repeats"


@dataclass(frozen=True, slots=True)
class Layers:
    """What each layer below the service said, as catalog rows."""

    sip: SipRow | None
    q850: Q850Row | None
    tail: SipRow | None
    """The SIP answer that the subcode itself reports (prefixes 540 and 560)."""
    verdict: Agreement


def layers_of(catalog: Catalog, facts: Facts) -> Layers:
    """The rows of the details and of the subcode's tail; None where absent or unknown."""
    sip, q850 = catalog.sip(facts.sip), catalog.q850(facts.q850)
    tail = catalog.sip(sip_tail(facts.subcode))
    return Layers(sip, q850, tail, agreement(catalog, sip, q850))


def read_diagnostics(
    catalog: Catalog, layers: Layers, match: Match, facts: Facts
) -> Reading | None:
    """The reading of a failed result by its details.

    None when they tell no cause, or only repeat what the row of the subcode says better.
    """
    rows = believed(layers.verdict, layers.sip, layers.q850)
    if not rows:
        return None
    if len(rows) > 1:
        return _contradiction(catalog, layers, rows)
    row = rows[0]
    if match.basis in OF_ONE_SUBCODE and _repeats(catalog, row, layers, facts):
        return None
    alone = read_detail(catalog, row)
    return replace(
        alone,
        meaning=f"{row.meaning} {_who_said_what(layers, facts)}",
        mitigation=f"{alone.mitigation} {_afterwards(layers, alone.mitigation)}".strip(),
        checks=match.row.checks if isinstance(match.row, SubcodeRow) else (),
    )


def read_detail(catalog: Catalog, row: SipRow | Q850Row) -> Reading:
    """What one SIP or Q.850 value says of a failure, all others left aside."""
    headline = catalog.headline(row)
    name = row.phrase if isinstance(row, SipRow) else row.name
    attention = headline.attention if headline else Attention.FAILURE
    nobody = row.owner is Owner.NOBODY and attention is Attention.FAILURE
    return Reading(
        title=headline.title if headline else " ".join(name.split()[:_TITLE_WORDS]),
        meaning=row.meaning,
        mitigation=headline.mitigation if headline else _ASK_THE_CARRIER,
        attention=attention,
        owner=Owner.SBC_OR_CARRIER if nobody else row.owner,  # the details come from there
        retry=row.retry,
        sources=(*row.sources, *(headline.sources if headline else ())),
    )


def _repeats(catalog: Catalog, row: SipRow | Q850Row, layers: Layers, facts: Facts) -> bool:
    """Whether a value only says again what code or subcode say."""
    if isinstance(row, SipRow):
        return row.code == facts.code or (layers.tail is not None and row.code == layers.tail.code)
    answer = layers.tail
    if answer is None and layers.sip is not None and layers.sip.code == facts.code:
        answer = layers.sip
    if answer is None or answer.vague:
        return False
    if layers.sip is not None and layers.sip.code == answer.code and row.theme != answer.theme:
        return True  # three layers against the coarser translation of one
    headline = catalog.headline(row)
    return row.theme == answer.theme and (headline is None or headline.q850 is None)


def _contradiction(catalog: Catalog, layers: Layers, rows: tuple[SipRow | Q850Row, ...]) -> Reading:
    shorts = [line.short for row in reversed(rows) if (line := catalog.headline(row))]
    both = len(shorts) == len(rows) and len(set(shorts)) == len(rows)
    title = f"{shorts[0].capitalize()}, or {shorts[1]}" if both else "SIP and Q.850 disagree"
    return Reading(
        title=title,
        meaning=f"{_sayings(layers)} Both cannot be true: the SBC or the carrier changed one of"
        " them.",
        mitigation="Compare the SBC's trace with the carrier's record of this call: the first"
        " place where the two values differ changed one of them.",
        attention=Attention.FAILURE,
        owner=Owner.UNKNOWN,
        retry=Retry.UNKNOWN,
        sources=tuple(source for row in rows for source in row.sources),
    )


def _sayings(layers: Layers) -> str:
    said = []
    if layers.sip is not None:
        said.append(f"SIP says {layers.sip.code} {layers.sip.phrase}")
    if layers.q850 is not None:
        said.append(f"Q.850 says {layers.q850.code} {layers.q850.name}")
    return f"{', '.join(said)}." if said else ""


def _who_said_what(layers: Layers, facts: Facts) -> str:
    tail, sip = layers.tail, layers.sip
    if tail is None or (sip is not None and sip.code == tail.code):
        return _sayings(layers)
    wrapped = f"{_sayings(layers)} The SBC or carrier answered {tail.code} {tail.phrase}"
    wrapped += " in its place" if sip is not None else ""
    if facts.code is not None and facts.code != tail.code:
        wrapped += f", and the service reports it as {facts.code}"
    return f"{wrapped}."


def _afterwards(layers: Layers, advice: str) -> str:
    """What is left to look at once the cause is known: who put another code in front."""
    tail, sip = layers.tail, layers.sip
    if tail is None or (sip is not None and sip.code == tail.code):
        return ""
    instead = f" instead of {sip.code}" if sip is not None else ""
    look = "Look also" if _IF_AGAIN in advice else "If it keeps happening, look"
    return (
        f"{look} in the SBC log at the time of this event for why it answered"
        f" {tail.code}{instead}. Only if that log shows no such answer, collect your logs with the"
        " ids of this event and open a support ticket."
    )
