"""An explanation: what a result means, whose move it is, and how sure that is."""

from dataclasses import dataclass

from inspector.catalog.model import Attention, Basis, Owner, Retry
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
    """Side remarks: the code differs from the documented one, the layers disagree, …"""
    sources: tuple[str, ...]
    """Ids of the catalog's sources."""
