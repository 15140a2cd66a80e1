"""Twenty-two results with the reading that the shipped catalog must give of them."""

from dataclasses import dataclass

import pytest

from inspector.catalog.catalog import Catalog
from inspector.catalog.load import load_catalog
from inspector.catalog.model import Basis, Owner
from inspector.diagnosis.agreement import Agreement
from inspector.diagnosis.explain import explain
from inspector.diagnosis.model import Facts

EXACT = (Basis.EVENT_CODE_SUBCODE,)
PAIR = (Basis.EVENT_CODE_SUBCODE, Basis.CODE_SUBCODE)
"""A row of the code and subcode, whether or not it names this event too."""


@dataclass(frozen=True, slots=True)
class Vector:
    number: int
    facts: Facts
    basis: tuple[Basis, ...]
    headline: str
    """Words of the headline, in any case."""
    owner: Owner
    verdict: Agreement = Agreement.NONE
    said: str = ""
    """Words of the agreement's text or of a note."""


UNEXPECTED = "Unexpected server error"
HIDDEN = "addParticipants failed for participant 4:+1555. Underlying reason: x. DiagCode: 412#10073"
ENDED = "The conversation has ended. DiagCode: 0#560000.@"
END, CREATE, ADD = "CallDisconnected", "CreateCallFailed", "AddParticipantFailed"
SBC, NONE = Owner.SBC_OR_CARRIER, Agreement.NONE

VECTORS = (
    Vector(1, Facts(END, 503, 560503, UNEXPECTED), EXACT, "SBC or carrier unavailable", SBC),
    Vector(2, Facts(END, 500, 560503, UNEXPECTED, 486, None, 17), (Basis.SUBCODE,), "busy",
           Owner.CALLEE, Agreement.STANDARD, "in subcode 560503 differs"),
    Vector(3, Facts(END, 200, 560000, ENDED), PAIR, "Phone side ended", Owner.NOBODY),
    Vector(4, Facts(CREATE, 487, 540487, sip=487), EXACT, "Caller hung up first", Owner.CALLER,
           Agreement.SINGLE, "is the same SIP code"),
    Vector(5, Facts(CREATE, 480, 560480, sip=480, q850=19), EXACT, "nobody answered",
           Owner.CALLEE, Agreement.STANDARD),
    Vector(6, Facts(CREATE, 480, 560480, sip=480, q850=17), EXACT, "busy",
           Owner.CALLEE, Agreement.VAGUE_SIP, "Believe Q.850"),
    Vector(7, Facts(CREATE, 404, 560404, sip=404, q850=1), PAIR, "Number not known",
           Owner.CALLER, Agreement.STANDARD),
    Vector(8, Facts(CREATE, 404, 560404, sip=404, q850=17), PAIR, "Number unknown, or busy",
           Owner.UNKNOWN, Agreement.CONFLICT, "contradict"),
    Vector(9, Facts(ADD, 412, 9999, HIDDEN), PAIR, "phone", Owner.YOUR_CONFIGURATION, NONE,
           "Subcode 9999 only wraps 412/10073"),
    Vector(10, Facts(CREATE, 486, 560486, sip=486, q850=17), PAIR, "Phone is busy",
           Owner.CALLEE, Agreement.STANDARD),
    Vector(11, Facts(END, 403, 560407, sip=407, q850=21), (Basis.PATTERN,), "answered 407",
           SBC, Agreement.STANDARD, "Code 403 differs from 407"),
    Vector(12, Facts("PlayFailed", 429, 8565), PAIR, "too many requests",
           Owner.YOUR_CONFIGURATION),
    Vector(13, Facts("RecognizeFailed", 500, 8534), PAIR, "Wrong key", Owner.CALLER),
    Vector(14, Facts(END, 487, 10003), EXACT, "Answered elsewhere", Owner.NOBODY),
    Vector(15, Facts("CallTransferFailed", 404, 8522), (Basis.CODE_SUBCODE,), "Not found",
           Owner.YOUR_APP, NONE, "seen here with CallTransferFailed"),
    Vector(16, Facts(ADD, 500, 8522), (Basis.SUBCODE,), "Not found", Owner.YOUR_APP, NONE,
           "seen here with code 500"),
    Vector(17, Facts(END, 410, 777777), (Basis.CODE,), "Gone", Owner.CLIENT),
    Vector(18, Facts(END, 299, 12), (Basis.CLASS,), "2xx", Owner.UNKNOWN),
    Vector(19, Facts(END, 0, 0), EXACT, "Ended normally", Owner.NOBODY, NONE,
           "Code 0 was looked up as 200"),
    Vector(20, Facts(END), (Basis.NONE,), "No result information", Owner.UNKNOWN),
    Vector(21, Facts(CREATE, 503, 560503, sip=503, q850=34), PAIR, "No free line", SBC,
           Agreement.STANDARD),
    Vector(22, Facts(END, 200, 560000, sip=200, q850=16), PAIR, "Phone side ended",
           Owner.NOBODY, Agreement.PLAUSIBLE),
)  # fmt: skip


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector.number))
def test_the_shipped_catalog_reads_it_so(catalog: Catalog, vector: Vector) -> None:
    explanation = explain(catalog, vector.facts)
    assert explanation.basis in vector.basis
    assert vector.headline.lower() in explanation.title.lower()
    assert explanation.owner is vector.owner
    assert explanation.agreement.verdict is vector.verdict
    assert vector.said in " ".join((explanation.agreement.text, *explanation.notes))
    assert explanation.mitigation


def test_no_vector_is_missing() -> None:
    assert [vector.number for vector in VECTORS] == list(range(1, 23))
