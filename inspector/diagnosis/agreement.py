"""Whether the SIP and Q.850 details of one result tell the same story, and which to believe."""

from enum import StrEnum
from typing import assert_never

from inspector.catalog.catalog import Catalog
from inspector.catalog.model import Owner, PairVerdict, Q850Row, SipRow

NO_FAILURE_THEMES = frozenset({"normal", "progress"})
"""Values with these themes never name the cause of a failure."""


class Agreement(StrEnum):
    """How SIP and Q.850 go together; the first that holds, in this order."""

    NONE = "none"
    SINGLE = "single"
    STANDARD = "standard"
    VENDOR_TABLE = "vendor table"
    PLAUSIBLE = "plausible"
    SAME_THEME = "same theme"
    BOTH_VAGUE = "both vague"
    VAGUE_SIP = "vague SIP"
    VAGUE_Q850 = "vague Q.850"
    NEAR = "near"
    CONFLICT = "conflict"


_OF_PAIR = {
    PairVerdict.STANDARD: Agreement.STANDARD,
    PairVerdict.VENDOR_TABLE: Agreement.VENDOR_TABLE,
    PairVerdict.PLAUSIBLE: Agreement.PLAUSIBLE,
}

_OWNERS = {
    Owner.NOBODY: "nobody",
    Owner.YOUR_APP: "your app",
    Owner.YOUR_CONFIGURATION: "your configuration",
    Owner.CLIENT: "the client",
    Owner.CALLER: "the caller",
    Owner.CALLEE: "the callee",
    Owner.SBC_OR_CARRIER: "the SBC or carrier",
    Owner.MICROSOFT: "Microsoft",
    Owner.UNKNOWN: "an unknown party",
}


def agreement(catalog: Catalog, sip: SipRow | None, q850: Q850Row | None) -> Agreement:
    """How a SIP code and a Q.850 cause go together."""
    if sip is None or q850 is None:
        return Agreement.NONE if sip is None and q850 is None else Agreement.SINGLE
    pair = catalog.pair(sip.code, q850.code)
    if pair is not None:
        return _OF_PAIR[pair]
    if sip.theme == q850.theme:
        return Agreement.SAME_THEME
    if sip.vague or q850.vague:
        if sip.vague and q850.vague:
            return Agreement.BOTH_VAGUE
        return Agreement.VAGUE_SIP if sip.vague else Agreement.VAGUE_Q850
    return Agreement.NEAR if catalog.are_near(sip.theme, q850.theme) else Agreement.CONFLICT


def believed(
    verdict: Agreement, sip: SipRow | None, q850: Q850Row | None
) -> tuple[SipRow | Q850Row, ...]:
    """The rows that tell the cause of a failure: none, one, or both when they contradict.

    Q.850 comes first, as in the gateways themselves, unless it is vague.
    """
    told = tuple(row for row in (q850, sip) if row is not None and _tells_cause(row))
    return told if verdict is Agreement.CONFLICT else told[:1]


def _tells_cause(row: SipRow | Q850Row) -> bool:
    return not row.vague and row.theme not in NO_FAILURE_THEMES


def agreement_sentence(verdict: Agreement, sip: SipRow | None, q850: Q850Row | None) -> str:
    """What to tell the reader about the two, or about the only one there is."""
    if sip is None or q850 is None:
        return _alone(sip or q850)
    pair = f"{said_by(sip)} and {said_by(q850)}"
    match verdict:
        case Agreement.NONE | Agreement.SINGLE:
            return ""
        case Agreement.STANDARD:
            return f"{pair} agree: the standard translates one into the other."
        case Agreement.VENDOR_TABLE:
            return f"{pair} agree: common gateways translate them this way."
        case Agreement.PLAUSIBLE:
            return f"{pair} agree in practice."
        case Agreement.SAME_THEME:
            return f"{pair} agree in substance."
        case Agreement.BOTH_VAGUE:
            return f"{pair} are both too general to tell the cause; ask the carrier for the trace."
        case Agreement.VAGUE_SIP:
            return f"{pair} differ. Believe Q.850: SIP {sip.code} is a general answer."
        case Agreement.VAGUE_Q850:
            return f"{pair} differ. Believe SIP: the telephone network gave no finer cause."
        case Agreement.NEAR:
            return f"{pair} probably describe the same thing in different words."
        case Agreement.CONFLICT:
            return (
                f"{said_by(sip)} (the move of {_OWNERS[sip.owner]}) and {said_by(q850)} (the move"
                f" of {_OWNERS[q850.owner]}) contradict each other."
            )
        case _:
            assert_never(verdict)


def said_by(row: SipRow | Q850Row) -> str:
    """A value with its layer and its name: "SIP 486 Busy Here"."""
    if isinstance(row, SipRow):
        return f"SIP {row.code} {row.phrase}"
    return f"Q.850 {row.code} {row.name}"


def _alone(row: SipRow | Q850Row | None) -> str:
    if row is None:
        return "There are no SIP or Q.850 details to compare."
    missing = "Q.850" if isinstance(row, SipRow) else "SIP"
    return f"{said_by(row)} stands alone: {missing} gave no details."
