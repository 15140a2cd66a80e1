import pytest

from inspector.catalog.catalog import Catalog
from inspector.catalog.load import load_catalog
from inspector.catalog.model import Attention, Owner
from inspector.diagnosis.explain import explain
from inspector.diagnosis.model import Facts, OtherReading


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def _others(catalog: Catalog, facts: Facts) -> dict[str, OtherReading]:
    found = explain(catalog, facts).other_readings
    by_key = {other.key: other for other in found}
    assert len(by_key) == len(found)
    return by_key


def test_the_same_subcode_with_another_code(catalog: Catalog) -> None:
    others = _others(catalog, Facts("AnswerFailed", 404, 8522))
    assert list(others) == ["405/8522"]
    other = others["405/8522"]
    assert "code 405" in other.why
    assert other.title == "Configuration missing"
    assert other.owner is Owner.YOUR_CONFIGURATION
    assert other.mitigation


def test_a_subcode_seen_with_an_unlisted_code_shows_all_listed_ones(catalog: Catalog) -> None:
    assert list(_others(catalog, Facts("PlayFailed", 500, 8522))) == ["404/8522", "405/8522"]


@pytest.mark.parametrize("code", [200, 408, 487, 603, 500])
def test_subcode_0_has_no_other_reading(catalog: Catalog, code: int) -> None:
    assert _others(catalog, Facts("CallDisconnected", code, 0)) == {}


@pytest.mark.parametrize("numbers", [(400, 8508), (404, 8508), (200, 560000), (603, 560603)])
def test_a_row_said_twice_in_the_catalog_is_no_other_reading(
    catalog: Catalog, numbers: tuple[int, int]
) -> None:
    assert _others(catalog, Facts("CallDisconnected", *numbers)) == {}


def test_what_the_numbers_say_beside_a_headline_from_details(catalog: Catalog) -> None:
    others = _others(catalog, Facts("CreateCallFailed", 500, 560503, sip=486, q850=17))
    other = others["500/560503"]
    assert other.owner is Owner.SBC_OR_CARRIER
    assert "ticket" in other.mitigation  # the advice of the seed is not lost
    assert "SIP and Q.850 tell more" in other.why


def test_a_conflict_shows_both_readings_with_their_owners(catalog: Catalog) -> None:
    others = _others(catalog, Facts("CreateCallFailed", 404, 560404, sip=404, q850=17))
    assert list(others) == ["Q.850 17", "SIP 404", "404/560404"]
    assert (others["Q.850 17"].owner, others["SIP 404"].owner) == (Owner.CALLEE, Owner.CALLER)
    assert others["Q.850 17"].attention is Attention.EXPECTED
    assert others["SIP 404"].attention is Attention.FAILURE
    assert "tell more" not in others["404/560404"].why


def test_the_wrapper_itself_is_another_reading(catalog: Catalog) -> None:
    others = _others(catalog, Facts("AddParticipantFailed", 412, 9999, "x. DiagCode: 412#10073"))
    assert list(others) == ["412/9999"]
    assert "only wrap 412/10073" in others["412/9999"].why


def test_a_diag_code_beside_a_known_pair_is_another_reading(catalog: Catalog) -> None:
    others = _others(catalog, Facts("AddParticipantFailed", 480, 10037, "DiagCode: 412#10073"))
    assert "412/10073" in others
    assert "DiagCode" in others["412/10073"].why


def test_a_refusal_shows_what_its_number_says_elsewhere(catalog: Catalog) -> None:
    others = _others(catalog, Facts("CreateCallFailed", 200, 5002))
    assert list(others) == ["200/5002"]
    assert others["200/5002"].attention is Attention.EXPECTED
