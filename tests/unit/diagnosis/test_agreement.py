import pytest

from inspector.catalog.catalog import Catalog
from inspector.diagnosis.agreement import Agreement, agreement, agreement_sentence, believed

CASES = [
    (None, None, Agreement.NONE, []),
    (486, None, Agreement.SINGLE, [486]),
    (None, 16, Agreement.SINGLE, []),
    (486, 17, Agreement.STANDARD, [17]),
    (480, 19, Agreement.VENDOR_TABLE, [19]),
    (503, 34, Agreement.PLAUSIBLE, [34]),
    (200, 16, Agreement.SAME_THEME, []),
    (480, 16, Agreement.BOTH_VAGUE, []),
    (503, 1, Agreement.VAGUE_SIP, [1]),
    (486, 41, Agreement.VAGUE_Q850, [486]),
    (408, 18, Agreement.NEAR, [18]),
    (404, 17, Agreement.CONFLICT, [17, 404]),
    (200, 17, Agreement.CONFLICT, [17]),
    (180, 1, Agreement.CONFLICT, [1]),
]


@pytest.mark.parametrize(("sip", "q850", "verdict", "codes"), CASES)
def test_agreement_and_whom_to_believe(
    small: Catalog, sip: int | None, q850: int | None, verdict: Agreement, codes: list[int]
) -> None:
    rows = small.sip(sip), small.q850(q850)
    assert agreement(small, *rows) is verdict
    assert [row.code for row in believed(verdict, *rows)] == codes


def test_every_verdict_is_tried() -> None:
    assert {case[2] for case in CASES} == set(Agreement)


@pytest.mark.parametrize(("sip", "q850", "verdict", "codes"), CASES)
def test_a_sentence_names_every_value_there_is(
    small: Catalog, sip: int | None, q850: int | None, verdict: Agreement, codes: list[int]
) -> None:
    sentence = agreement_sentence(verdict, small.sip(sip), small.q850(q850))
    assert sentence.endswith(".")
    if sip is None and q850 is None:
        assert sentence == "There are no SIP or Q.850 details to compare."
        return
    said = [f"SIP {sip} "] * (sip is not None) + [f"Q.850 {q850} "] * (q850 is not None)
    assert all(value in sentence for value in said)
    assert sentence.startswith(said[0])
    assert ("alone" in sentence) is (len(said) == 1)
