"""The catalog's rows as values; each file in `catalog/` holds one kind of row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Attention(StrEnum):
    """How much a result asks of the reader; never the same thing as its code class."""

    EXPECTED = "expected"
    NOTABLE = "notable"
    FAILURE = "failure"


class Owner(StrEnum):
    """Whose move it is."""

    NOBODY = "nobody"
    YOUR_APP = "your app"
    YOUR_CONFIGURATION = "your configuration"
    CLIENT = "client"
    CALLER = "caller"
    CALLEE = "callee"
    SBC_OR_CARRIER = "SBC or carrier"
    MICROSOFT = "Microsoft"
    UNKNOWN = "unknown"


class ResultOutcome(StrEnum):
    """What became of the call, or of the action, that a result belongs to."""

    SUCCEEDED = "succeeded"
    ENDED_NORMALLY = "ended normally"
    """Somebody hung up, left or canceled, or a limit was reached."""
    NOT_REACHED = "not reached"
    """Nobody was spoken with: no answer, busy, offline, no such number, or the caller gave up."""
    REFUSED = "refused"
    """A person, a carrier or a rule (permission, policy, limit) said no."""
    FAILED = "failed"
    UNKNOWN = "unknown"


class Retry(StrEnum):
    """Whether trying again can help."""

    NO = "no"
    LATER = "later"
    YES = "yes"
    AFTER_FIX = "after fix"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """How closely a catalog row matched; always shown with the explanation."""

    EVENT_CODE_SUBCODE = "event+code+subcode"
    CODE_SUBCODE = "code+subcode"
    SUBCODE = "subcode"
    PATTERN = "pattern"
    FAMILY = "family"
    CODE = "code"
    CLASS = "class"
    NONE = "none"


class Tail(StrEnum):
    """What the last three digits of a six-digit subcode are."""

    SIP = "SIP code"
    NO_SIP = "no SIP code"
    """They look like one; reading them as one misleads."""
    SIP_AT_TIMES = "SIP code at times"
    OWN = "own number"


class Severity(StrEnum):
    """How much a finding asks of the reader; the first asks for more."""

    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A code class: 2xx, 4xx, 5xx, 6xx."""

    id: str
    name: str
    meaning: str
    mitigation: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A three-digit code of ACS; never a SIP code, even where the number is the same."""

    code: int
    name: str
    meaning: str
    mitigation: str
    owner: Owner
    attention: Attention
    retry: Retry
    sip_note: str
    """Says so where SIP gives the same number another meaning."""
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SubcodeRow:
    """A subcode, for one code or (code None) for any."""

    code: int | None
    subcode: int
    name: str
    """At most six words."""
    generic_name: str
    """The short official name from the generic subcode list, or empty."""
    meaning: str
    mitigation: str
    checks: tuple[str, ...]
    """What to look at, most likely first, each naming where."""
    events: tuple[str, ...]
    """Events the source documents it for."""
    attention: Attention
    outcome: ResultOutcome
    """By the number; the name of the event counts before it."""
    delivered: bool
    """The call or action got as far as the people it was for, whatever they then did."""
    owner: Owner
    ended_by: str
    """caller, callee, client, app, service, SBC, network, participant, or empty when not known."""
    phase: str
    retry: Retry
    retry_reason: str
    category: str
    """Success, ExpectedError, UnexpectedClientError, UnexpectedServerError, or empty."""
    category_documented: bool
    related: tuple[str, ...]
    """Other results often confused with it, as "code/subcode" or "subcode"."""
    seed: str
    """Where the seed document lists it: specific, generic, both, or no."""
    sources: tuple[str, ...]
    owner_when_refused: Owner | None = None
    """Whose move it is when an event that failed by its name brings this code of success."""


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """A range of subcodes that says what kind of thing an unknown number is."""

    pattern: str
    first: int
    last: int
    name: str
    meaning: str
    mitigation: str
    owner: Owner
    sources: tuple[str, ...]
    producer: str = ""
    """Who made the number, where the digits before the last three tell; empty elsewhere."""
    direction: str = ""
    """`inbound` (from the phone network) or `outbound`; empty when the number does not tell."""
    tail: Tail | None = None
    """What the last three digits are; None where the number is not made of two parts."""


@dataclass(frozen=True, slots=True)
class SipRow:
    """A SIP response code; explains SipDetails and the tail of 540/560 subcodes only."""

    code: int
    phrase: str
    meaning: str
    owner: Owner
    retry: Retry
    theme: str
    vague: bool
    note: str
    reference: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Q850Row:
    """A Q.850 cause value."""

    code: int
    name: str
    meaning: str
    owner: Owner
    retry: Retry
    theme: str
    vague: bool
    status: str
    note: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Where a fact comes from."""

    id: str
    title: str
    where: str
    date: str
    local: bool = False
    """An overlay on this machine; such rows are "yours", not the catalog's."""


class PairVerdict(StrEnum):
    """How well known it is that a SIP code and a Q.850 cause go together."""

    STANDARD = "standard"
    VENDOR_TABLE = "vendor table"
    PLAUSIBLE = "plausible"


@dataclass(frozen=True, slots=True)
class PairRow:
    """A SIP code and a Q.850 cause that are known to go together."""

    sip: int
    q850: int
    verdict: PairVerdict
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MappingRow:
    """What a gateway makes of a number of the other side, and who says so."""

    sip: int | None
    q850: int | None
    """The target is None where the standard gives none; the note says why."""
    note: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NearRow:
    """Two themes that are close enough not to contradict each other."""

    themes: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeadlineRow:
    """How a failure reads when SIP or Q.850 tells its cause: by exact value or by theme."""

    theme: str
    sip: int | None
    q850: int | None
    title: str
    """At most eight words."""
    short: str
    """The same in at most three words, for "A or B"."""
    mitigation: str
    attention: Attention
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventRow:
    """What is known of a kind of event besides the kind itself."""

    name: str
    diagnostics: bool
    """May carry SIP and Q.850 details."""
    callback: bool
    """False: an Event Grid event."""
    note: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """A protocol or a location of the SIP Reason header."""

    kind: str
    value: str
    origin: str
    meaning: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatusRow:
    """A status word of streaming and transcription events."""

    field: str
    value: str
    attention: Attention
    meaning: str
    mitigation: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule that looks for something odd in a capture."""

    id: str
    severity: Severity
    title: str
    """At most eight words."""
    why: str
    """Why it matters."""
    action: str
    """What to look at or to do."""
    limits: Mapping[str, float] = field(hash=False)
    """Numbers that the rule works with, by name; the name ends with the unit."""
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoteRow:
    """What somebody wrote beside a result; absent numbers stand for any."""

    code: int | None
    subcode: int | None
    sip: int | None
    q850: int | None
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NormalRow:
    """A result that somebody expects; it asks nothing of the reader any more."""

    code: int | None
    """None: any code that comes with the subcode."""
    subcode: int | None
    """None: any subcode of the code, or none."""
    without_subcode: bool
    """Only where the code comes without a subcode."""
    sources: tuple[str, ...]
