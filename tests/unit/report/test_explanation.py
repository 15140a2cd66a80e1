from dataclasses import replace

from inspector.catalog.load import load_catalog
from inspector.catalog.model import Basis
from inspector.diagnosis.explain import explain
from inspector.diagnosis.model import Facts
from inspector.index.codes import CodeClass
from inspector.report.blocks import Badge, BadgeLine, Block, Code, Fact, Paragraph
from inspector.report.blocks import Facts as FactsBlock
from inspector.report.explanation import BASIS_TEXTS, catalog_sources, explanation_blocks
from inspector.report.redact import Masker, Plain

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
    assert said["Whose move"] == "callee"
    assert said["Basis"].startswith("subcode: ")
    assert said["SIP message"] == "Busy at +441632960123"
    assert Code("<b>Call to +441632960123 failed</b>") in blocks
    for note in explanation.notes:
        assert Paragraph(note, muted=True) in blocks


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
