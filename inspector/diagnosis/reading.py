"""What a matched catalog row says: the part of an explanation that comes from the numbers."""

from dataclasses import dataclass, replace
from typing import assert_never

from inspector.catalog.attention import class_attention
from inspector.catalog.catalog import Catalog
from inspector.catalog.lookup import Match, Pattern, normal_code
from inspector.catalog.model import (
    Attention,
    ClassRow,
    CodeRow,
    FamilyRow,
    Owner,
    Retry,
    SubcodeRow,
)
from inspector.catalog.unknown import unknown_result
from inspector.diagnosis.model import Facts
from inspector.events.kinds import EventOutcome
from inspector.index.codes import code_class

NOTHING_TO_DO = "Nothing needs doing."
_ASK_THE_SBC = "Look in the SBC log for this call: it shows who gave that answer, and why."
ASK_AROUND = (
    "Read the message, if there is one, and the events before this one. If it repeats, send the"
    " ids and the time of this event to Microsoft support."
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a result; the headline is made from the best one."""

    title: str
    meaning: str
    mitigation: str
    attention: Attention
    owner: Owner
    retry: Retry
    retry_reason: str = ""
    checks: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def read_match(
    catalog: Catalog, match: Match, facts: Facts, outcome: EventOutcome | None
) -> Reading:
    """The reading of the closest row; of the event's name alone when there is no row."""
    row = match.row
    match row:
        case SubcodeRow():
            return read_row(row)
        case Pattern():
            return _pattern(catalog, row)
        case FamilyRow():
            return _family(catalog, row, facts)
        case CodeRow():
            return _code(catalog, row, facts)
        case ClassRow():
            return Reading(
                title=f"{row.name} ({row.id})",
                meaning=f"{row.meaning} {_unknown(catalog, facts)}".strip(),
                mitigation=row.mitigation,
                attention=class_attention(code_class(facts.code)),
                owner=Owner.UNKNOWN,
                retry=Retry.UNKNOWN,
                sources=row.sources,
            )
        case None:
            return _without_row(catalog, facts, outcome)
        case _:
            assert_never(row)


def read_row(row: SubcodeRow) -> Reading:
    """What a row of a subcode says."""
    return Reading(
        title=row.name,
        meaning=row.meaning,
        mitigation=row.mitigation,
        attention=row.attention,
        owner=row.owner,
        retry=row.retry,
        retry_reason=row.retry_reason,
        checks=row.checks,
        sources=row.sources,
    )


def _unknown(catalog: Catalog, facts: Facts) -> str:
    return unknown_result(catalog, facts.code, facts.subcode)


def _pattern(catalog: Catalog, row: Pattern) -> Reading:
    way = "from the phone network" if row.inbound else "to the phone network"
    sip = row.sip
    if sip is None:
        return Reading(
            title="Ended by the phone side",
            meaning=f"The phone side ended a call {way} in the ordinary way.",
            mitigation=NOTHING_TO_DO,
            attention=Attention.EXPECTED,
            owner=Owner.NOBODY,
            retry=Retry.NO,
        )
    reading = Reading(
        title=f"SBC or carrier answered {sip.code}",
        meaning=f"The SBC or carrier answered {sip.code} {sip.phrase} on a call {way}."
        f" {sip.meaning}",
        mitigation=_ASK_THE_SBC,
        attention=Attention.FAILURE,
        owner=sip.owner,
        retry=sip.retry,
        sources=sip.sources,
    )
    headline = catalog.headline(sip)
    if headline is None or sip.vague:
        return reading
    return replace(
        reading,
        mitigation=f"{headline.mitigation} {_ASK_THE_SBC}",
        attention=headline.attention,
        sources=(*sip.sources, *headline.sources),
    )


def _family(catalog: Catalog, row: FamilyRow, facts: Facts) -> Reading:
    code = catalog.code(normal_code(facts.code, facts.subcode))
    return Reading(
        title=row.name,
        meaning=f"{_unknown(catalog, facts)} It is one of the numbers {row.pattern}. {row.meaning}",
        mitigation=row.mitigation,
        attention=class_attention(code_class(facts.code)) if code is None else code.attention,
        owner=row.owner,
        retry=Retry.UNKNOWN if code is None else code.retry,
        sources=row.sources,
    )


def _code(catalog: Catalog, row: CodeRow, facts: Facts) -> Reading:
    return Reading(
        title=row.name,
        meaning=f"{row.meaning} {_unknown(catalog, facts)}".strip(),
        mitigation=row.mitigation,
        attention=row.attention,
        owner=row.owner,
        retry=row.retry,
        sources=row.sources,
    )


def _without_row(catalog: Catalog, facts: Facts, outcome: EventOutcome | None) -> Reading:
    delivered = facts.code is not None or facts.subcode is not None
    if delivered:
        unknown = _unknown(catalog, facts) or "Subcode 0 says nothing without a code."
        return Reading(
            "Not in the catalog",
            unknown,
            ASK_AROUND,
            Attention.NOTABLE,
            Owner.UNKNOWN,
            Retry.UNKNOWN,
        )
    label = catalog.kinds.find(facts.event).label
    event = catalog.events.get(catalog.kinds.find(facts.event).name)
    note = "" if event is None else event.note
    match outcome:
        case EventOutcome.SUCCEEDED | EventOutcome.INFO | EventOutcome.CANCELED:
            return Reading(
                title=label,
                meaning=f"This event carries no code; its name says what happened. {note}".strip(),
                mitigation=NOTHING_TO_DO,
                attention=Attention.EXPECTED,
                owner=Owner.NOBODY,
                retry=Retry.NO,
            )
        case EventOutcome.FAILED:
            return Reading(
                title=label or "Failed, without a code",
                meaning="The event's name says that it failed, but no code says why.",
                mitigation=ASK_AROUND,
                attention=Attention.FAILURE,
                owner=Owner.UNKNOWN,
                retry=Retry.UNKNOWN,
            )
        case EventOutcome.ENDED:
            return Reading(
                title="No result information in this event",
                meaning="The call ended, but this event carries no code that says why. Callbacks"
                " before API version 2024-09 had none.",
                mitigation="Look at the events before this one, or capture the call again with a"
                " newer API version.",
                attention=Attention.NOTABLE,
                owner=Owner.UNKNOWN,
                retry=Retry.UNKNOWN,
            )
        case None:
            return Reading(
                title="No result information in this event",
                meaning="This event carries no code. Callbacks before API version 2024-09 had"
                " none, and the catalog cannot tell from the name what it came to.",
                mitigation="Read the event itself; its other fields may tell more.",
                attention=Attention.NOTABLE,
                owner=Owner.UNKNOWN,
                retry=Retry.UNKNOWN,
            )
        case _:
            assert_never(outcome)
