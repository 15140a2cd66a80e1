"""The catalog that ships: it loads, nothing is missing, and known results read as they should."""

import re
from dataclasses import dataclass

import pytest

from inspector.catalog.catalog import Catalog
from inspector.catalog.load import load_catalog
from inspector.catalog.lookup import normal_code
from inspector.catalog.model import (
    Attention,
    Basis,
    Owner,
    Q850Row,
    ResultOutcome,
    SipRow,
    SubcodeRow,
)
from inspector.diagnosis.agreement import NO_FAILURE_THEMES, Agreement, agreement
from inspector.diagnosis.explain import explain
from inspector.diagnosis.model import Facts

EXACT = Basis.EVENT_CODE_SUBCODE


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def test_rows_of_every_file_are_there(catalog: Catalog) -> None:
    assert len(catalog.sip_codes) >= 75
    assert sum(row.status == "assigned" for row in catalog.causes.values()) == 72
    assert len(catalog.pairs) == 225
    assert len(catalog.near) == 18
    assert len(catalog.codes) >= 38
    assert sum(len(rows) for rows in catalog.subcodes.values()) >= 275
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", catalog.date)


def test_every_telling_theme_has_a_headline(catalog: Catalog) -> None:
    rows: list[SipRow | Q850Row] = [*catalog.sip_codes.values(), *catalog.causes.values()]
    telling = [r for r in rows if r.theme and not r.vague and r.theme not in NO_FAILURE_THEMES]
    assert len(telling) > 100
    assert [row.code for row in telling if catalog.headline(row) is None] == []


def test_agreement_over_all_registered_failures(catalog: Catalog) -> None:
    """The same counts as the table of facts the pairs and themes were made from."""
    failures = [row for row in catalog.sip_codes.values() if 400 <= row.code <= 608]
    causes = [row for row in catalog.causes.values() if row.status == "assigned"]
    counts = dict.fromkeys(Agreement, 0)
    for sip in failures:
        for cause in causes:
            counts[agreement(catalog, sip, cause)] += 1
    assert counts[Agreement.STANDARD] == 57
    assert counts[Agreement.VENDOR_TABLE] == 76
    assert counts[Agreement.PLAUSIBLE] == 87
    assert counts[Agreement.CONFLICT] < 0.7 * len(failures) * len(causes)
    assert counts[Agreement.NONE] == counts[Agreement.SINGLE] == 0


@dataclass(frozen=True)
class Vector:
    """A delivered result, and in substance what a reader must learn from it."""

    facts: Facts
    basis: Basis
    title: str
    """A regular expression, any case."""
    owner: Owner
    note: str = ""
    """A regular expression that one note, or the agreement of the layers, must contain."""


DISCONNECTED, REFUSED = "CallDisconnected", "CreateCallFailed"
WRAPPED = "addParticipants failed for participant 4:+15550100. DiagCode: 412#10073"

VECTORS = [
    Vector(Facts(DISCONNECTED, 503, 560503), EXACT, "unavailable", Owner.SBC_OR_CARRIER),
    Vector(
        Facts(DISCONNECTED, 500, 560503, "Unexpected server error", 486, None, 17),
        Basis.SUBCODE,
        "busy",
        Owner.CALLEE,
        "Documented with code 503",
    ),
    Vector(Facts(DISCONNECTED, 200, 560000, "DiagCode: 0#560000.@"), EXACT, "ended", Owner.NOBODY),
    Vector(Facts(REFUSED, 487, 540487, sip=487), EXACT, "caller", Owner.CALLER),
    Vector(Facts(REFUSED, 480, 560480, sip=480, q850=19), EXACT, "nobody|no ans", Owner.CALLEE),
    Vector(
        Facts(REFUSED, 480, 560480, sip=480, q850=17),
        EXACT,
        "busy",
        Owner.CALLEE,
        r"Believe Q\.850",
    ),
    Vector(Facts(REFUSED, 404, 560404, sip=404, q850=1), EXACT, "number", Owner.CALLER, "agree"),
    Vector(
        Facts(REFUSED, 404, 560404, sip=404, q850=17),
        EXACT,
        "number.*busy",
        Owner.UNKNOWN,
        "contradict",
    ),
    Vector(
        Facts("AddParticipantFailed", 412, 9999, WRAPPED),
        EXACT,
        "phone|PSTN",
        Owner.YOUR_CONFIGURATION,
        "9999 only wraps 412/10073",
    ),
    Vector(Facts(REFUSED, 486, 560486, sip=486, q850=17), EXACT, "busy", Owner.CALLEE, "agree"),
    Vector(
        Facts(DISCONNECTED, 403, 560407, sip=407, q850=21),
        Basis.PATTERN,
        "407",
        Owner.SBC_OR_CARRIER,
        "Code 403 differs from 407",
    ),
    Vector(Facts("PlayFailed", 429, 8565), EXACT, "AI services", Owner.YOUR_CONFIGURATION),
    Vector(Facts("RecognizeFailed", 500, 8534), EXACT, "wrong key", Owner.CALLER),
    Vector(Facts(DISCONNECTED, 487, 10003), EXACT, "elsewhere", Owner.NOBODY),
    Vector(
        Facts("CallTransferFailed", 404, 8522),
        Basis.CODE_SUBCODE,
        "not found",
        Owner.YOUR_APP,
        "seen here with CallTransferFailed",
    ),
    Vector(
        Facts("AddParticipantFailed", 500, 8522),
        Basis.SUBCODE,
        "not found",
        Owner.YOUR_APP,
        "codes 404 and 405",
    ),
    Vector(Facts(DISCONNECTED, 410, 777777), Basis.CODE, "media", Owner.CLIENT),
    Vector(Facts(DISCONNECTED, 299, 12), Basis.CLASS, "2xx", Owner.UNKNOWN),
    Vector(Facts(DISCONNECTED, 0, 0), EXACT, "ended normally", Owner.NOBODY, "looked up as 200"),
    Vector(Facts(DISCONNECTED), Basis.NONE, "no result information", Owner.UNKNOWN),
    Vector(
        Facts(REFUSED, 503, 560503, sip=503, q850=34),
        Basis.CODE_SUBCODE,
        "no free line",
        Owner.SBC_OR_CARRIER,
        "agree",
    ),
    Vector(Facts(DISCONNECTED, 200, 560000, sip=200, q850=16), EXACT, "ended", Owner.NOBODY),
]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v.facts.code}-{v.facts.subcode}")
def test_known_results(catalog: Catalog, vector: Vector) -> None:
    explanation = explain(catalog, vector.facts)
    assert explanation.basis is vector.basis
    assert re.search(vector.title, explanation.title, re.IGNORECASE)
    assert explanation.owner is vector.owner
    said = [*explanation.notes, explanation.agreement.text]
    assert any(re.search(vector.note, text) for text in said)


def test_a_busy_phone_behind_a_server_error(catalog: Catalog) -> None:
    facts = Facts(DISCONNECTED, 500, 560503, "Unexpected server error", 486, "Busy", 17, "busy")
    explanation = explain(catalog, facts)
    assert explanation.title == "The phone was busy"
    assert explanation.attention is Attention.EXPECTED
    for part in ("486 Busy Here", "17 User busy", "503", "500"):
        assert part in explanation.meaning
    assert re.search("later.*SBC log.*ticket", explanation.mitigation)


def test_an_unknown_result_is_said_to_be_unknown(catalog: Catalog) -> None:
    explanation = explain(catalog, Facts(DISCONNECTED, 555, 777777))
    assert explanation.basis is Basis.CLASS
    assert "5xx" in explanation.title
    assert explanation.owner is Owner.UNKNOWN
    for part in (catalog.date, "777777", "555"):
        assert part in explanation.meaning


@pytest.mark.parametrize(
    ("event", "code", "subcode", "attention"),
    [
        ("HoldAudioCompleted", 400, 8508, Attention.EXPECTED),
        ("RecognizeCompleted", 200, 8531, Attention.EXPECTED),
        ("CreateCallFailed", 200, 5002, Attention.NOTABLE),
        ("CallDisconnected", 200, 5002, Attention.EXPECTED),
        ("CallDisconnected", 200, 7000, Attention.EXPECTED),
        ("PlayFailed", 400, 8536, Attention.FAILURE),
    ],
)
def test_the_name_counts_before_the_number(
    catalog: Catalog, event: str, code: int, subcode: int, attention: Attention
) -> None:
    assert explain(catalog, Facts(event, code, subcode)).attention is attention


def test_every_row_is_found_and_read_whole(catalog: Catalog) -> None:
    for subcode, rows in catalog.subcodes.items():
        for row in rows:
            if row.code is None or normal_code(row.code, subcode) != row.code:
                continue
            for event in (None, *row.events):
                found = catalog.lookup(event, row.code, subcode)
                assert found.row is row
                assert found.basis is (EXACT if event else Basis.CODE_SUBCODE)


def test_outcome_and_delivery_are_read(catalog: Catalog) -> None:
    said = {
        key: (row.outcome, row.delivered)
        for key in ((486, 560486), (404, 560404), (200, 8531), (503, 560503))
        for row in [catalog.lookup(None, *key).row]
        if isinstance(row, SubcodeRow)
    }
    assert said == {
        (486, 560486): (ResultOutcome.NOT_REACHED, True),
        (404, 560404): (ResultOutcome.NOT_REACHED, False),
        (200, 8531): (ResultOutcome.SUCCEEDED, True),
        (503, 560503): (ResultOutcome.FAILED, False),
    }
