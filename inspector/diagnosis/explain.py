"""Explains one result: picks the best reading and says how sure it is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from inspector.catalog.catalog import Catalog
from inspector.catalog.lookup import Match, Pattern, normal_code
from inspector.catalog.model import Attention, Basis, FamilyRow, ResultOutcome, SubcodeRow
from inspector.diagnosis.anatomy import anatomy_of
from inspector.diagnosis.by_name import (
    failed_all_the_same,
    is_about_success,
    is_refusal,
    refused,
    says_nothing_more,
    went_well,
)
from inspector.diagnosis.diagnostics import layers_of, read_diagnostics
from inspector.diagnosis.hidden import keyed_by_message
from inspector.diagnosis.layers import Said, layer_agreement
from inspector.diagnosis.message import repair
from inspector.diagnosis.model import CodeNote, Explanation, Facts, Related
from inspector.diagnosis.notes import notes_of
from inspector.diagnosis.others import other_readings
from inspector.diagnosis.reading import Reading, read_match
from inspector.diagnosis.standing import event_outcome, rated
from inspector.events.kinds import EventKind, EventOutcome
from inspector.index.codes import CodeClass, code_class

_ANY_PHASE = "any"


def explain(catalog: Catalog, facts: Facts) -> Explanation:
    """What a result means, whose move it is and what to do; never fails, never guesses."""
    extra: list[str] = []
    if facts.message is not None and (readable := repair(facts.message)) != facts.message:
        facts = replace(facts, message=readable)
        extra.append("The message arrived with broken characters; they are shown mended.")
    outcome = event_outcome(catalog, facts.event)
    delivered = catalog.lookup(facts.event, facts.code, facts.subcode)
    keyed = keyed_by_message(catalog, facts, delivered)
    match = keyed.match
    row = match.row if isinstance(match.row, SubcodeRow) else None
    layers = layers_of(catalog, keyed.facts)
    kind = catalog.kinds.find(facts.event)
    group = code_class(facts.code)
    reading = by_numbers = read_match(catalog, match, keyed.facts, outcome)
    told = row
    if says_nothing_more(match, outcome, group):
        reading = by_numbers = went_well(catalog, reading, kind)
        delivered, told = Match(delivered.basis, None), None
    decisive = _may_have_failed(group, outcome)
    if decisive:
        reading = read_diagnostics(catalog, layers, match, keyed.facts) or by_numbers
    documented = row if match.basis is Basis.EVENT_CODE_SUBCODE else None
    if reading is by_numbers and outcome is EventOutcome.FAILED:
        if group is CodeClass.C2XX:
            reading, told = refused(by_numbers, kind, documented), documented
        elif documented is None and is_about_success(row):
            reading, told = failed_all_the_same(by_numbers, kind, group), None
    said = Said(
        _code_note(catalog, facts),
        _subcode_note(catalog, facts, delivered),
        _sip_note(catalog, facts),
        _q850_note(catalog, facts),
    )
    notes = [*notes_of(catalog, facts, delivered, layers, outcome), *keyed.remarks, *extra]
    facets = _facets(told, outcome, by_numbers=reading is by_numbers)
    is_marked = catalog.is_normal(facts.code, facts.subcode)
    sources = _sources(reading, by_numbers)
    return Explanation(
        facts=facts,
        basis=match.basis,
        title=reading.title,
        meaning=reading.meaning,
        mitigation=reading.mitigation,
        attention=Attention.EXPECTED if is_marked else rated(reading.attention, outcome, group),
        owner=reading.owner,
        retry=reading.retry,
        retry_reason=reading.retry_reason,
        code_class=group,
        code=said.code,
        subcode=said.subcode,
        sip=said.sip,
        q850=said.q850,
        checks=reading.checks,
        notes=tuple(dict.fromkeys(notes)),
        sources=sources,
        agreement=layer_agreement(
            catalog, keyed, facts, layers, said, by_numbers.owner, decisive=decisive
        ),
        other_readings=other_readings(catalog, reading, by_numbers, keyed, layers),
        anatomy=anatomy_of(catalog, keyed.facts.subcode),
        outcome=_outcome(outcome, kind, group, row) or facets.outcome,
        counts_as_delivered=facets.delivered,
        category=_category(row, by_numbers=reading is by_numbers),
        category_documented=row is not None and row.category_documented,
        related=() if told is None else _related(catalog, told),
        ended_by="" if told is None else told.ended_by,
        phase="" if told is None or told.phase == _ANY_PHASE else told.phase,
        is_yours=any(catalog.source(source).local for source in sources),
        own_notes=_own_notes(catalog, facts),
        is_marked_normal=is_marked,
    )


@dataclass(frozen=True, slots=True)
class _Facets:
    """What became of the call or action by a row, as far as that holds for the headline."""

    outcome: ResultOutcome = ResultOutcome.UNKNOWN
    delivered: bool | None = None


def _facets(row: SubcodeRow | None, named: EventOutcome | None, *, by_numbers: bool) -> _Facets:
    """Nothing is claimed where something else than the numbers sets the headline.

    A number that brings an event of refusal still got as far as the person who refused.
    """
    if row is None:
        return _Facets()
    if not by_numbers:
        return _Facets(delivered=row.delivered if _has_refused(row, named) else None)
    known = row.outcome is not ResultOutcome.UNKNOWN
    undone = named in (EventOutcome.SUCCEEDED, EventOutcome.CANCELED) and not row.delivered
    return _Facets(row.outcome, row.delivered if known and not undone else None)


def _has_refused(row: SubcodeRow, named: EventOutcome | None) -> bool:
    return named is EventOutcome.FAILED and row.owner_when_refused is not None


def _category(row: SubcodeRow | None, *, by_numbers: bool) -> str:
    """When something else than the numbers sets the headline, only a documented one holds."""
    if row is None:
        return ""
    return row.category if by_numbers or row.category_documented else ""


def _outcome(
    named: EventOutcome | None, kind: EventKind, group: CodeClass, row: SubcodeRow | None
) -> ResultOutcome | None:
    """What the name of the event says, which counts before the number; None when it leaves that."""
    if named is EventOutcome.SUCCEEDED:
        return ResultOutcome.SUCCEEDED
    if named is EventOutcome.CANCELED:
        return ResultOutcome.ENDED_NORMALLY
    if named is not EventOutcome.FAILED:
        return None
    if group is CodeClass.C2XX and is_refusal(kind):
        return ResultOutcome.REFUSED
    is_success = group is CodeClass.C2XX or is_about_success(row)
    return ResultOutcome.FAILED if is_success else None


def _own_notes(catalog: Catalog, facts: Facts) -> tuple[str, ...]:
    notes = catalog.notes_of(facts.code, facts.subcode, facts.sip, facts.q850)
    return tuple(dict.fromkeys(note.text for note in notes))


def _may_have_failed(group: CodeClass, outcome: EventOutcome | None) -> bool:
    """Whether SIP and Q.850 may speak: they never turn a success or a normal end around."""
    if outcome is EventOutcome.FAILED:
        return True
    open_name = outcome is None or outcome is EventOutcome.ENDED
    return open_name and group is not CodeClass.C2XX


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


def _related(catalog: Catalog, row: SubcodeRow) -> tuple[Related, ...]:
    return tuple(Related(key, _related_name(catalog, key)) for key in row.related)


def _related_name(catalog: Catalog, key: str) -> str:
    """The name of the row that a related key means; loading proved that it is there."""
    code, _, subcode = key.rpartition("/")
    rows = catalog.subcodes[int(subcode)]
    return next(row.name for row in rows if not code or row.code == int(code))


def _sources(*readings: Reading) -> tuple[str, ...]:
    ids: Iterable[str] = (source for reading in readings for source in reading.sources)
    return tuple(dict.fromkeys(ids))
