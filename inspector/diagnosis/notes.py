"""Side remarks of an explanation: where what was delivered differs from what is documented."""

from collections.abc import Iterator

from inspector.catalog.catalog import Catalog
from inspector.catalog.lookup import INBOUND_PREFIX, Match, normal_code, sip_tail
from inspector.catalog.model import Basis, SubcodeRow
from inspector.diagnosis.diagnostics import Layers
from inspector.diagnosis.model import Facts
from inspector.diagnosis.wording import listed
from inspector.events.kinds import EventOutcome
from inspector.index.codes import CodeClass, code_class


def notes_of(
    catalog: Catalog,
    facts: Facts,
    match: Match,
    layers: Layers,
    outcome: EventOutcome | None,
) -> Iterator[str]:
    """One short sentence a remark, the most useful first."""
    yield from _documented_with(catalog, facts, match)
    yield from _of_name(facts, outcome)
    yield from _of_tail(facts, match, layers)
    yield from _unknown_details(facts, layers)
    yield from _of_code(catalog, facts, match)


def _documented_with(catalog: Catalog, facts: Facts, match: Match) -> Iterator[str]:
    row = match.row
    if not isinstance(row, SubcodeRow):
        return
    if match.basis is Basis.CODE_SUBCODE and row.events and facts.event is not None:
        known = catalog.kinds.find(facts.event)
        event = known.name if known.documented else "another event"
        yield f"Documented with {listed(row.events)}; seen here with {event}."
    if match.basis is Basis.SUBCODE:
        codes = [str(r.code) for r in (row, *match.others) if r.code is not None]
        seen = "no code" if facts.code is None else f"code {facts.code}"
        if codes:
            noun = "code" if len(codes) == 1 else "codes"
            yield f"Documented with {noun} {listed(codes)}; seen here with {seen}."


def _of_name(facts: Facts, outcome: EventOutcome | None) -> Iterator[str]:
    group = code_class(facts.code)
    if outcome is EventOutcome.SUCCEEDED and group in (
        CodeClass.C4XX,
        CodeClass.C5XX,
        CodeClass.C6XX,
    ):
        yield f"The event's name says that it succeeded; code {facts.code} does not undo that."


def _of_tail(facts: Facts, match: Match, layers: Layers) -> Iterator[str]:
    subcode = facts.subcode
    tail = sip_tail(subcode)
    if tail is None:
        return
    inbound = subcode is not None and subcode // 1000 == INBOUND_PREFIX
    documented = match.basis is Basis.EVENT_CODE_SUBCODE
    if inbound and facts.event == "CreateCallFailed" and not documented:
        yield (
            "Prefix 540 stands for a call from the phone network, CreateCallFailed for a call to"
            " somebody; the direction is not certain."
        )
    if layers.tail is None:
        return
    if facts.code is not None and normal_code(facts.code, subcode) != tail:
        yield f"Code {facts.code} differs from {tail}, the SIP answer in subcode {subcode}."


def _unknown_details(facts: Facts, layers: Layers) -> Iterator[str]:
    if facts.sip is not None and layers.sip is None:
        yield f"SIP {facts.sip} is not a registered SIP code."
    if facts.q850 is not None and layers.q850 is None:
        yield f"Q.850 {facts.q850} is not a known cause."


def _of_code(catalog: Catalog, facts: Facts, match: Match) -> Iterator[str]:
    code = normal_code(facts.code, facts.subcode)
    if code != facts.code:
        yield f"Code {facts.code} was looked up as {code}."
    row = catalog.code(code)
    if row is not None and row.sip_note and (facts.sip == code or match.basis is Basis.CODE):
        yield row.sip_note
