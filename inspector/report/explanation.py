"""An explanation as blocks; the report and the command line show the same ones."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from inspector.catalog.catalog import Catalog
from inspector.catalog.model import Attention, Basis, Retry, SourceRow
from inspector.diagnosis.model import CodeNote, Explanation, OtherReading
from inspector.report.blocks import (
    Badge,
    BadgeLine,
    Block,
    Code,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Steps,
)
from inspector.report.explanation_words import (
    NO_CARRIER,
    YOURS,
    agreement_summary,
    anatomy_text,
    category_text,
    other_texts,
    outcome_text,
    own_meaning,
    owner_text,
    related_texts,
    source_text,
    whose_move_text,
)
from inspector.report.glyphs import result_text
from inspector.report.redact import Redactor

BASIS_TEXTS: Mapping[Basis, str] = MappingProxyType(
    {
        Basis.EVENT_CODE_SUBCODE: "exact row for this event, code and subcode",
        Basis.CODE_SUBCODE: "row for this code and subcode",
        Basis.SUBCODE: "row for the subcode, not for this code",
        Basis.PATTERN: "no row; read from the pattern of the subcode (540 or 560 and a SIP code)",
        Basis.FAMILY: "no row; read from the range of numbers the subcode is in",
        Basis.CODE: "row for the code alone; the subcode is missing or not known",
        Basis.CLASS: "neither is known; only the class of the code",
        Basis.NONE: "nothing in the catalog matches",
    }
)
"""How closely the catalog matched, in words."""

ATTENTION_TEXTS: Mapping[Attention, str] = MappingProxyType(
    {
        Attention.EXPECTED: "expected: part of ordinary calls",
        Attention.NOTABLE: "notable: worth a look",
        Attention.FAILURE: "failure: needs attention",
    }
)

RETRY_TEXTS: Mapping[Retry, str] = MappingProxyType(
    {
        Retry.NO: "no, it will not help",
        Retry.LATER: "later",
        Retry.YES: "yes",
        Retry.AFTER_FIX: "after the cause is mended",
        Retry.UNKNOWN: "not known",
    }
)


def catalog_sources(catalog: Catalog, explanation: Explanation) -> tuple[SourceRow, ...]:
    """The catalog's rows of an explanation's sources."""
    rows = (catalog.source(source) for source in explanation.sources)
    return tuple(row for row in rows if row is not None)


def explanation_blocks(
    explanation: Explanation,
    sources: Sequence[SourceRow],
    redactor: Redactor,
    *,
    delivered: bool = True,
) -> tuple[Block, ...]:
    """Headline, meaning, what to do, how sure; and what was delivered.

    `delivered` is False for codes typed in by hand: there is then no message, and a missing SIP
    or Q.850 code says nothing about the carrier.
    """
    badge = Badge(
        result_text(explanation.facts.code, explanation.facts.subcode), explanation.code_class
    )
    blocks: list[Block] = [BadgeLine((badge,), explanation.title)]
    if explanation.meaning:
        blocks.append(Paragraph(explanation.meaning))
    blocks += _what_to_do(explanation)
    blocks.append(Facts(tuple(_facts(explanation, sources, delivered))))
    blocks += [Paragraph(note, muted=True) for note in explanation.notes]
    blocks += _own_notes(explanation)
    blocks += _other_readings(explanation)
    if delivered or explanation.facts.message:
        blocks += _message(explanation, redactor)
    return tuple(blocks)


def _what_to_do(explanation: Explanation) -> list[Block]:
    if not explanation.mitigation and not explanation.checks:
        return []
    blocks: list[Block] = [Heading("What to do", 3)]
    if explanation.mitigation:
        blocks.append(Paragraph(explanation.mitigation))
    if explanation.checks:
        blocks.append(Steps(explanation.checks))
    return blocks


def attention_text(explanation: Explanation) -> str:
    """How much the result asks of the reader; says so when that is by the user's own word."""
    if explanation.is_marked_normal:
        return f"{explanation.attention.value}: you marked it as normal"
    return ATTENTION_TEXTS[explanation.attention]


def _own_notes(explanation: Explanation) -> list[Block]:
    if not explanation.own_notes:
        return []
    return [Heading("Your note", 3), *(Paragraph(note) for note in explanation.own_notes)]


def _other_readings(explanation: Explanation) -> list[Block]:
    rows = tuple(
        Fact(other.key, _other(explanation, other)) for other in explanation.other_readings
    )
    return [Heading("Other readings", 3), Facts(rows)] if rows else []


def _other(explanation: Explanation, other: OtherReading) -> str:
    said = " ".join((other.why, *other_texts(explanation, other)))
    return f"{other.title}. {said} {whose_move_text(other)}."


def _facts(explanation: Explanation, sources: Sequence[SourceRow], delivered: bool) -> list[Fact]:
    retry = RETRY_TEXTS[explanation.retry]
    if explanation.retry_reason:
        retry = f"{retry} ({explanation.retry_reason})"
    rows = [
        Fact("Whose move", owner_text(explanation)),
        Fact("Attention", attention_text(explanation)),
        Fact("Try again", retry),
        Fact("Code", _own_note(explanation, explanation.code, explanation.facts.code)),
        Fact("Code class", explanation.code_class.value),
        Fact("Subcode", _own_note(explanation, explanation.subcode, explanation.facts.subcode)),
    ]
    for label, note, value in (
        ("SIP", explanation.sip, explanation.facts.sip),
        ("Q.850", explanation.q850, explanation.facts.q850),
    ):
        if value is not None:
            rows.append(Fact(label, _note(note, value)))
        elif delivered:
            rows.append(Fact(label, NO_CARRIER))
    rows += _more_facts(explanation)
    if sources:
        rows.append(Fact("Sources", "; ".join(source_text(source) for source in sources)))
    return rows


def _more_facts(explanation: Explanation) -> list[Fact]:
    basis, anatomy = explanation.basis, explanation.anatomy
    pairs = (
        ("Anatomy", "" if anatomy is None else anatomy_text(anatomy)),
        ("Agreement", _agreement(explanation)),
        ("Outcome", outcome_text(explanation)),
        ("Category", category_text(explanation)),
        ("Ended by", explanation.ended_by),
        ("Phase", explanation.phase),
        ("Related", "; ".join(related_texts(explanation))),
        ("Basis", f"{basis.value}: {BASIS_TEXTS[basis]}"),
        ("Row", YOURS if explanation.is_yours else ""),
    )
    return [Fact(label, text) for label, text in pairs if text]


def _agreement(explanation: Explanation) -> str:
    """The verdict on the layers; empty where neither SIP nor Q.850 said anything."""
    facts, agreement = explanation.facts, explanation.agreement
    if facts.sip is None and facts.q850 is None:
        return ""
    summary = agreement_summary(explanation)
    return f"{agreement.text} {summary}." if summary else agreement.text


def _own_note(explanation: Explanation, note: CodeNote | None, value: int | None) -> str:
    if note is not None:
        note = replace(note, meaning=own_meaning(explanation, note))
    return _note(note, value)


def _note(note: CodeNote | None, value: int | None) -> str:
    if value is None:
        return "none delivered"
    if note is None:
        return f"{value} (not in the catalog)"
    head = f"{note.value} {note.name}".rstrip()
    return f"{head}: {note.meaning}" if note.meaning else head


def _message(explanation: Explanation, redactor: Redactor) -> list[Block]:
    facts = explanation.facts
    blocks: list[Block] = [Heading("Message as delivered", 3)]
    if facts.message:
        blocks.append(Code(redactor.text(facts.message)))
    else:
        blocks.append(Paragraph("No message was delivered.", muted=True))
    carrier = [
        Fact(label, redactor.text(text))
        for label, text in (
            ("SIP message", facts.sip_message),
            ("Q.850 message", facts.q850_message),
        )
        if text
    ]
    if carrier:
        blocks.append(Facts(tuple(carrier)))
    return blocks
