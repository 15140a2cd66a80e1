"""Explains one result: picks the best reading and says how sure it is."""

from collections.abc import Iterable
from dataclasses import replace

from inspector.catalog.catalog import Catalog
from inspector.catalog.lookup import Match, Pattern, normal_code
from inspector.catalog.model import Basis, FamilyRow, SubcodeRow
from inspector.diagnosis.diagnostics import layers_of, read_diagnostics
from inspector.diagnosis.message import diag_code, repair
from inspector.diagnosis.model import CodeNote, Explanation, Facts
from inspector.diagnosis.notes import notes_of
from inspector.diagnosis.reading import Reading, read_match, refused
from inspector.diagnosis.standing import event_outcome, rated
from inspector.events.kinds import EventOutcome
from inspector.index.codes import CodeClass, code_class

_WRAPPERS = (9998, 9999)
"""Subcodes that say nothing: the message may carry the true one."""
_SPECIFIC = frozenset({Basis.EVENT_CODE_SUBCODE, Basis.CODE_SUBCODE, Basis.SUBCODE, Basis.PATTERN})


def explain(catalog: Catalog, facts: Facts) -> Explanation:
    """What a result means, whose move it is and what to do; never fails, never guesses."""
    extra: list[str] = []
    if facts.message is not None and (readable := repair(facts.message)) != facts.message:
        facts = replace(facts, message=readable)
        extra.append("The message arrived with broken characters; they are shown mended.")
    outcome = event_outcome(catalog, facts.event)
    delivered = catalog.lookup(facts.event, facts.code, facts.subcode)
    match, keyed, remark = _by_message(catalog, facts, delivered)
    layers = layers_of(catalog, facts)
    reading = by_numbers = read_match(catalog, match, keyed, outcome)
    if _may_have_failed(facts, outcome):
        by_layers = read_diagnostics(catalog, layers, match, keyed)
        reading = by_layers or by_numbers
    group = code_class(facts.code)
    if reading is by_numbers and outcome is EventOutcome.FAILED and group is CodeClass.C2XX:
        reading = refused(by_numbers, catalog.kinds.find(facts.event).label)
    notes = [*notes_of(catalog, facts, delivered, layers, outcome), *remark, *extra]
    return Explanation(
        facts=facts,
        basis=match.basis,
        title=reading.title,
        meaning=reading.meaning,
        mitigation=reading.mitigation,
        attention=rated(reading.attention, outcome, group),
        owner=reading.owner,
        retry=reading.retry,
        retry_reason=reading.retry_reason,
        code_class=group,
        code=_code_note(catalog, facts),
        subcode=_subcode_note(catalog, facts, delivered),
        sip=_sip_note(catalog, facts),
        q850=_q850_note(catalog, facts),
        checks=reading.checks,
        notes=tuple(dict.fromkeys(notes)),
        sources=_sources(reading, by_numbers),
    )


def _by_message(
    catalog: Catalog, facts: Facts, match: Match
) -> tuple[Match, Facts, tuple[str, ...]]:
    """The match to explain: the message's DiagCode counts when the subcode is a mere wrapper."""
    second = diag_code(facts.message)
    if second is None:
        return match, facts, ()
    code, subcode = second
    if subcode == facts.subcode and normal_code(code, subcode) == normal_code(
        facts.code, facts.subcode
    ):
        return match, facts, ()
    hidden = catalog.lookup(facts.event, code, subcode)
    known = hidden.basis in _SPECIFIC
    name = read_match(catalog, hidden, replace(facts, code=code, subcode=subcode), None).title
    said = f"The message names {code}/{subcode} as well"
    said += f": {name}." if known else ", which is not in the catalog."
    nothing_else = facts.code is None and facts.subcode is None
    if known and (facts.subcode in _WRAPPERS or nothing_else):
        if not nothing_else:
            said = f"Subcode {facts.subcode} only wraps {code}/{subcode}, named in the message."
        return hidden, replace(facts, code=code, subcode=subcode), (said,)
    return match, facts, (said,)


def _may_have_failed(facts: Facts, outcome: EventOutcome | None) -> bool:
    """Whether SIP and Q.850 may speak: they never turn a success or a normal end around."""
    if outcome is EventOutcome.FAILED:
        return True
    open_name = outcome is None or outcome is EventOutcome.ENDED
    return open_name and code_class(facts.code) is not CodeClass.C2XX


def _code_note(catalog: Catalog, facts: Facts) -> CodeNote | None:
    if facts.code is None:
        return None
    row = catalog.code(normal_code(facts.code, facts.subcode))
    if row is not None:
        return CodeNote(facts.code, row.name, row.meaning)
    general = catalog.class_of(facts.code)
    if general is not None:
        return CodeNote(facts.code, f"{general.name} ({general.id})", general.meaning)
    return CodeNote(facts.code, "Not in the catalog", "")


def _subcode_note(catalog: Catalog, facts: Facts, match: Match) -> CodeNote | None:
    subcode, row = facts.subcode, match.row
    if subcode is None:
        return None
    match row:
        case SubcodeRow():
            return CodeNote(subcode, row.name, row.meaning)
        case Pattern(sip=None):
            return CodeNote(subcode, "SBC or carrier, normal end", "")
        case Pattern(sip=sip) if sip is not None:
            return CodeNote(subcode, f"SBC or carrier, SIP {sip.code} {sip.phrase}", sip.meaning)
        case FamilyRow():
            return CodeNote(subcode, row.name, row.meaning)
        case _:
            if subcode == 0:
                return CodeNote(0, "No finer reason", "The meaning comes from the code alone.")
            unknown = f"The catalog of {catalog.date} does not know it."
            return CodeNote(subcode, "Not in the catalog", unknown)


def _sip_note(catalog: Catalog, facts: Facts) -> CodeNote | None:
    if facts.sip is None:
        return None
    row = catalog.sip(facts.sip)
    if row is None:
        return CodeNote(facts.sip, "Not a registered SIP code", "")
    return CodeNote(row.code, row.phrase, row.meaning)


def _q850_note(catalog: Catalog, facts: Facts) -> CodeNote | None:
    if facts.q850 is None:
        return None
    row = catalog.q850(facts.q850)
    if row is None:
        return CodeNote(facts.q850, "Not a known cause", "")
    return CodeNote(row.code, row.name, row.meaning)


def _sources(*readings: Reading) -> tuple[str, ...]:
    ids: Iterable[str] = (source for reading in readings for source in reading.sources)
    return tuple(dict.fromkeys(ids))
