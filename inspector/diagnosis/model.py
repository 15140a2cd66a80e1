"""An explanation: what a result means, whose move it is, and how sure that is."""

from dataclasses import dataclass

from inspector.catalog.model import Attention, Basis, Owner, ResultOutcome, Retry
from inspector.diagnosis.agreement import Agreement
from inspector.diagnosis.standpoint import Standpoint
from inspector.index.codes import CodeClass


@dataclass(frozen=True, slots=True)
class Facts:
    """What an event delivered, as far as a diagnosis needs it; absent parts are None."""

    event: str | None = None
    """Kind name, for example `CallDisconnected`."""
    code: int | None = None
    subcode: int | None = None
    message: str | None = None
    sip: int | None = None
    sip_message: str | None = None
    q850: int | None = None
    q850_message: str | None = None


@dataclass(frozen=True, slots=True)
class CodeNote:
    """A number with its name and meaning, as the catalog knows it."""

    value: int
    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class OtherReading:
    """What the result would mean by another row, another layer, or a code in the message."""

    key: str
    """The numbers it rests on: "405/8522", "SIP 404"."""
    why: str
    """Why it is not the reading of the headline."""
    title: str
    meaning: str
    mitigation: str
    owner: Owner
    attention: Attention


@dataclass(frozen=True, slots=True)
class Anatomy:
    """The two parts of a six-digit subcode: who made the number, and the last three digits."""

    prefix: str
    tail: str
    producer: str
    direction: str
    """`inbound` (from the phone network), `outbound`, or empty where the number does not tell."""
    answer: str
    """What the last three digits are, in a few words; also when they are no SIP code."""
    sip: int | None
    """The SIP code inside; None for a normal end, and wherever the digits are none."""


@dataclass(frozen=True, slots=True)
class LayerSaid:
    """What one layer reported, and how that stands to the other layers."""

    layer: str
    """ACS, SIP or Q.850."""
    number: str
    """As printed: "500 / 560503", "486"."""
    name: str
    meaning: str
    standpoint: Standpoint
    owner: Owner | None
    """Whose move it is by this layer; None when the catalog does not know the number."""


@dataclass(frozen=True, slots=True)
class LayerAgreement:
    """How the layers go together: the verdict on SIP and Q.850, and each layer's part."""

    verdict: Agreement
    text: str
    """One or two sentences; also says so when there is nothing to compare."""
    layers: tuple[LayerSaid, ...]
    """Only layers that said something; ACS comes first."""


@dataclass(frozen=True, slots=True)
class Related:
    """Another result that is often confused with this one."""

    key: str
    """As "code/subcode" or "subcode"."""
    name: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The value every front end renders. Texts are ours except `facts.message`."""

    facts: Facts
    basis: Basis
    title: str
    """The headline: at most eight words."""
    meaning: str
    mitigation: str
    attention: Attention
    owner: Owner
    retry: Retry
    retry_reason: str
    code_class: CodeClass
    code: CodeNote | None
    subcode: CodeNote | None
    sip: CodeNote | None
    q850: CodeNote | None
    checks: tuple[str, ...]
    notes: tuple[str, ...]
    """Side remarks: the code differs from the documented one, the message hides another, …"""
    sources: tuple[str, ...]
    """Ids of the catalog's sources."""
    agreement: LayerAgreement = LayerAgreement(Agreement.NONE, "", ())
    other_readings: tuple[OtherReading, ...] = ()
    """For layers that contradict each other: what each of them says, with its owner."""
    anatomy: Anatomy | None = None
    outcome: ResultOutcome = ResultOutcome.UNKNOWN
    """What became of the call or action."""
    counts_as_delivered: bool | None = None
    """Whether it got as far as the people it was for; None when that is not known."""
    category: str = ""
    """The result category of the code and subcode; empty when none is known, or when it was derived
    from the numbers alone and SIP or Q.850 tell another cause."""
    category_documented: bool = False
    """The source gives the category; otherwise it is derived."""
    related: tuple[Related, ...] = ()
    ended_by: str = ""
    """caller, callee, client, app, service, SBC, network, participant, or empty."""
    phase: str = ""
    """The part of a call the result belongs to; empty when any or not known."""
    is_yours: bool = False
    """The row comes from an overlay on this machine, not from the catalog."""
    own_notes: tuple[str, ...] = ()
    """The user's own notes on this result."""
    is_marked_normal: bool = False
    """The user said that this result is normal; that is why it is expected."""
