from dataclasses import replace

import pytest

from inspector.catalog.load import load_catalog
from inspector.catalog.model import Basis
from inspector.diagnosis.explain import explain
from inspector.diagnosis.model import Facts
from inspector.diagnosis.standpoint import Standpoint
from inspector.index.codes import CodeClass
from inspector.report.blocks import Badge, BadgeLine, Block, Code, Fact, Heading, Paragraph
from inspector.report.blocks import Facts as FactsBlock
from inspector.report.explanation import (
    BASIS_TEXTS,
    catalog_sources,
    explanation_blocks,
)
from inspector.report.explanation_words import STANDPOINT_TEXTS, agreement_summary
from inspector.report.redact import Masker, Plain
from inspector.report.text import render_text

CATALOG = load_catalog()
BUSY = Facts(
    event="CreateCallFailed",
    code=500,
    subcode=560503,
    message="<b>Call to +441632960123 failed</b>",
    sip=486,
    sip_message="Busy at +441632960123",
    q850=17,
)


def _labels(blocks: tuple[Block, ...]) -> dict[str, str]:
    return {
        fact.label: fact.value
        for block in blocks
        if isinstance(block, FactsBlock)
        for fact in block.rows
    }


def test_everything_the_pane_must_say_is_there() -> None:
    explanation = explain(CATALOG, BUSY)
    blocks = explanation_blocks(explanation, catalog_sources(CATALOG, explanation), Plain())
    assert blocks[0] == BadgeLine((Badge("500 · 560503", CodeClass.C5XX),), explanation.title)
    assert blocks[1] == Paragraph(explanation.meaning)
    assert Paragraph(explanation.mitigation) in blocks
    said = _labels(blocks)
    assert said["Code class"] == "5xx"
    assert said["SIP"].startswith("486 Busy Here: ")
    assert said["Q.850"].startswith("17 User busy: ")
    assert said["Whose move"] == "callee, then SBC or carrier"
    assert said["Anatomy"] == (
        "560: SBC or carrier, outbound; 503: answered SIP 503 Service Unavailable"
    )
    assert said["Agreement"].startswith(explanation.agreement.text)
    assert said["Agreement"].endswith("SIP, Q.850 agree; ACS differs.")
    assert said["Phase"] == "setup"
    assert "486/560486 Phone is busy" in said["Related"]
    assert "(2026)" in said["Sources"]
    assert "Row" not in said
    assert said["Basis"].startswith("subcode: ")
    assert said["SIP message"] == "Busy at +441632960123"
    assert Code("<b>Call to +441632960123 failed</b>") in blocks
    for note in explanation.notes:
        assert Paragraph(note, muted=True) in blocks


def test_other_readings_are_told_with_their_owner() -> None:
    explanation = explain(CATALOG, BUSY)
    blocks = explanation_blocks(explanation, (), Plain())
    assert Heading("Other readings", 3) in blocks
    said = _labels(blocks)["500/560503"]
    other = explanation.other_readings[0]
    assert all(text in said for text in (other.title, other.why, other.meaning, other.mitigation))
    assert said.endswith("Whose move: SBC or carrier · failure.")


def test_a_meaning_is_told_once() -> None:
    for facts in (BUSY, Facts("AnswerFailed", 404, 8522), Facts("CreateCallFailed", 404, 560404)):
        explanation = explain(CATALOG, facts)
        blocks = explanation_blocks(explanation, (), Plain())
        whole = render_text(blocks).replace("\n", " ")
        assert explanation.subcode is not None
        start = " ".join(explanation.subcode.meaning.split()[:4])
        assert " ".join(whole.split()).count(start) == 1


def test_outcome_and_category_are_told() -> None:
    facts = Facts("CallDisconnected", 200, 560000)
    said = _labels(explanation_blocks(explain(CATALOG, facts), (), Plain()))
    assert said["Outcome"] == "ended normally; counts as delivered"
    assert said["Category"] == "Success (documented)"
    missed = _labels(
        explanation_blocks(explain(CATALOG, replace(facts, subcode=7504)), (), Plain())
    )
    assert missed["Outcome"].endswith("does not count as delivered")


def test_a_result_marked_as_normal_says_whose_word_that_is() -> None:
    marked = replace(explain(CATALOG, BUSY), is_marked_normal=True)
    assert _labels(explanation_blocks(marked, (), Plain()))["Attention"] == (
        "expected: you marked it as normal"
    )


def test_a_conflict_names_both_owners() -> None:
    facts = Facts("CreateCallFailed", 404, 560404, sip=404, q850=17)
    said = _labels(explanation_blocks(explain(CATALOG, facts), (), Plain()))
    assert said["Whose move"] == "unknown: caller by SIP, callee by Q.850"
    assert {"Q.850 17", "SIP 404"} <= set(said)


@pytest.mark.parametrize(
    ("facts", "owner"),
    [
        (Facts("CreateCallFailed", 486, 560486, sip=486, q850=17), "callee"),
        (Facts("CreateCallFailed", 480, 560480, sip=480, q850=17), "callee"),
        (Facts("CallDisconnected", 200, 560000, sip=486), "nobody"),
        (Facts("CreateCallFailed", 503, 560503, sip=486), "callee, then SBC or carrier"),
    ],
)
def test_a_second_owner_is_named_only_where_the_layers_differ(facts: Facts, owner: str) -> None:
    said = _labels(explanation_blocks(explain(CATALOG, facts), (), Plain()))
    assert said["Whose move"] == owner


@pytest.mark.parametrize(
    ("facts", "summary"),
    [
        (
            Facts("CreateCallFailed", 480, 560480, sip=480, q850=17),
            "Q.850 believed; ACS, SIP too general",
        ),
        (Facts("CreateCallFailed", 404, 560404, sip=404, q850=17), "ACS, SIP, Q.850 differ"),
        (Facts("CreateCallFailed", 404, 560404), ""),
    ],
)
def test_where_the_layers_stand_in_a_few_words(facts: Facts, summary: str) -> None:
    assert agreement_summary(explain(CATALOG, facts)) == summary


def test_a_plain_end_has_no_agreement_to_speak_of() -> None:
    said = _labels(
        explanation_blocks(explain(CATALOG, Facts("CallDisconnected", 487, 0)), (), Plain())
    )
    assert not {"Agreement", "Anatomy", "Row"} & set(said)


def test_own_rows_and_notes_are_marked() -> None:
    mine = replace(explain(CATALOG, BUSY), is_yours=True, own_notes=("Ask Mia.",))
    blocks = explanation_blocks(mine, (), Plain())
    assert _labels(blocks)["Row"].startswith("yours")
    at = blocks.index(Heading("Your note", 3))
    assert blocks[at + 1] == Paragraph("Ask Mia.")


def test_a_message_typed_by_hand_is_shown() -> None:
    typed = explain(CATALOG, Facts(code=412, subcode=9999, message="DiagCode: 412#10073"))
    assert Code("DiagCode: 412#10073") in explanation_blocks(typed, (), Plain(), delivered=False)


def test_every_standpoint_has_words() -> None:
    assert set(STANDPOINT_TEXTS) == set(Standpoint)
    assert all(text for point, text in STANDPOINT_TEXTS.items() if point is not Standpoint.NONE)


def test_what_the_carrier_did_not_send_is_said() -> None:
    explanation = explain(CATALOG, replace(BUSY, sip=None, q850=None, message=None))
    blocks = explanation_blocks(explanation, (), Plain())
    said = _labels(blocks)
    assert said["SIP"] == said["Q.850"] == "the carrier sent none"
    assert Paragraph("No message was delivered.", muted=True) in blocks
    typed = _labels(explanation_blocks(explanation, (), Plain(), delivered=False))
    assert "SIP" not in typed


def test_a_result_without_numbers_invents_none() -> None:
    explanation = explain(CATALOG, Facts(event="CallConnected"))
    blocks = explanation_blocks(explanation, (), Plain())
    assert isinstance(blocks[0], BadgeLine)
    assert blocks[0].badges == (Badge("none", CodeClass.NONE),)
    said = _labels(blocks)
    assert said["Code"] == "none delivered"
    assert said["Subcode"] == "none delivered"


def test_a_number_the_catalog_does_not_know_is_shown() -> None:
    explanation = replace(explain(CATALOG, replace(BUSY, sip=999)), sip=None)
    assert _labels(explanation_blocks(explanation, (), Plain()))["SIP"] == (
        "999 (not in the catalog)"
    )


def test_the_message_is_masked() -> None:
    blocks = explanation_blocks(explain(CATALOG, BUSY), (), Masker())
    assert Code("<b>Call to +44•••123 failed</b>") in blocks
    assert Fact("SIP message", "Busy at +44•••123") in [
        fact for block in blocks if isinstance(block, FactsBlock) for fact in block.rows
    ]


def test_every_basis_has_words() -> None:
    assert set(BASIS_TEXTS) == set(Basis)


def test_every_source_has_its_date_or_is_called_undated() -> None:
    explanation = explain(CATALOG, BUSY)
    sources = catalog_sources(CATALOG, explanation)
    said = _labels(explanation_blocks(explanation, sources, Plain()))["Sources"]
    assert len(sources) == len(explanation.sources)
    for source in sources:
        assert f"{source.title} ({source.date or 'undated'})" in said
    assert "(undated)" in said
