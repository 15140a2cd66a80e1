import pytest

from inspector.catalog.catalog import Catalog
from inspector.catalog.load import load_catalog
from inspector.catalog.model import Owner
from inspector.diagnosis.agreement import Agreement
from inspector.diagnosis.explain import explain
from inspector.diagnosis.model import Explanation, Facts
from inspector.diagnosis.standpoint import Standpoint

AGREES, DIFFERS, GENERAL, BELIEVED = (
    Standpoint.AGREES,
    Standpoint.DIFFERS,
    Standpoint.GENERAL,
    Standpoint.BELIEVED,
)
FAILED = "CreateCallFailed"
ENDED = "CallDisconnected"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def _stand(explanation: Explanation) -> dict[str, Standpoint]:
    return {said.layer: said.standpoint for said in explanation.agreement.layers}


@pytest.mark.parametrize(
    ("event", "numbers", "verdict", "stand"),
    [
        (FAILED, (500, 560503, 486, 17), Agreement.STANDARD, (DIFFERS, AGREES, AGREES)),
        (FAILED, (486, 560486, 486, 17), Agreement.STANDARD, (AGREES, AGREES, AGREES)),
        (FAILED, (480, 560480, 480, 17), Agreement.VAGUE_SIP, (GENERAL, GENERAL, BELIEVED)),
        (FAILED, (486, 560486, 486, 41), Agreement.VAGUE_Q850, (BELIEVED, BELIEVED, GENERAL)),
        (FAILED, (404, 560404, 404, 17), Agreement.CONFLICT, (DIFFERS, DIFFERS, DIFFERS)),
        (FAILED, (500, 560503, 486, None), Agreement.SINGLE, (DIFFERS, BELIEVED)),
        (FAILED, (486, 560486, 486, None), Agreement.SINGLE, (AGREES, AGREES)),
        (FAILED, (503, 560503, None, 17), Agreement.SINGLE, (GENERAL, BELIEVED)),
        (FAILED, (486, 560486, None, 17), Agreement.SINGLE, (AGREES, AGREES)),
        (FAILED, (404, 560404, None, 17), Agreement.SINGLE, (DIFFERS, BELIEVED)),
        (FAILED, (486, 560486, None, 31), Agreement.SINGLE, (BELIEVED, GENERAL)),
        (ENDED, (200, 560000, 200, 16), Agreement.PLAUSIBLE, (AGREES, AGREES, AGREES)),
        (ENDED, (200, 560000, None, 16), Agreement.SINGLE, (AGREES, AGREES)),
        (ENDED, (200, 560000, 486, None), Agreement.SINGLE, (DIFFERS, DIFFERS)),
        (ENDED, (0, 7000, 486, None), Agreement.SINGLE, (DIFFERS, DIFFERS)),
        # An ACS code that SIP gives another meaning is not compared with SIP.
        (FAILED, (430, 10315, 486, None), Agreement.SINGLE, (Standpoint.NONE, BELIEVED)),
        (FAILED, (408, 10057, 486, None), Agreement.SINGLE, (DIFFERS, BELIEVED)),
    ],
)
def test_where_each_layer_stands(
    catalog: Catalog,
    event: str,
    numbers: tuple[int, int, int | None, int | None],
    verdict: Agreement,
    stand: tuple[Standpoint, ...],
) -> None:
    code, subcode, sip, q850 = numbers
    explanation = explain(catalog, Facts(event, code, subcode, sip=sip, q850=q850))
    layers = ["ACS"] + ["SIP"] * (sip is not None) + ["Q.850"] * (q850 is not None)
    assert explanation.agreement.verdict is verdict
    assert _stand(explanation) == dict(zip(layers, stand, strict=True))


def test_each_layer_tells_number_name_and_owner(catalog: Catalog) -> None:
    found = explain(catalog, Facts(FAILED, 500, 560503, sip=486, q850=17)).agreement
    assert [(said.layer, said.number) for said in found.layers] == [
        ("ACS", "500 / 560503"),
        ("SIP", "486"),
        ("Q.850", "17"),
    ]
    assert [said.owner for said in found.layers] == [
        Owner.SBC_OR_CARRIER,
        Owner.CALLEE,
        Owner.CALLEE,
    ]
    assert [said.name for said in found.layers][1:] == ["Busy Here", "User busy"]
    assert "the SBC reported one cause and answered with another" in found.text


def test_a_conflict_names_both_owners_in_one_text(catalog: Catalog) -> None:
    text = explain(catalog, Facts(FAILED, 404, 560404, sip=404, q850=17)).agreement.text
    assert "SIP 404 Not Found (the move of the caller)" in text
    assert "Q.850 17 User busy (the move of the callee)" in text


def test_a_normal_end_stays_one_and_says_so(catalog: Catalog) -> None:
    explanation = explain(catalog, Facts(ENDED, 200, 560000, sip=486, q850=17))
    assert explanation.owner is Owner.NOBODY
    assert "the details do not change that" in explanation.agreement.text


def test_nothing_to_compare_is_said(catalog: Catalog) -> None:
    explanation = explain(catalog, Facts(ENDED, 487, 0))
    assert explanation.agreement.text == "There are no SIP or Q.850 details to compare."
    assert _stand(explanation) == {"ACS": Standpoint.NONE}
    assert explain(catalog, Facts(ENDED)).agreement.layers == ()


def test_a_number_nobody_knows_stands_nowhere(catalog: Catalog) -> None:
    found = explain(catalog, Facts(FAILED, 503, 560503, sip=799, q850=300)).agreement
    assert found.verdict is Agreement.NONE
    unknown = found.layers[1:]
    assert [(said.number, said.standpoint, said.owner) for said in unknown] == [
        ("799", Standpoint.NONE, None),
        ("300", Standpoint.NONE, None),
    ]


def test_a_wrapper_is_shown_but_its_hidden_answer_is_compared(catalog: Catalog) -> None:
    facts = Facts("AddParticipantFailed", 500, 9999, "DiagCode: 486#560486", sip=486)
    found = explain(catalog, facts).agreement
    assert found.layers[0].number == "500 / 9999"
    assert found.layers[0].standpoint is AGREES
    assert "subcode 560486 is the same SIP code" in found.text
