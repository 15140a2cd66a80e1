"""Takes a six-digit subcode apart: who made the number, and what its last three digits are."""

from inspector.catalog.catalog import Catalog
from inspector.catalog.model import FamilyRow, SipRow, Tail
from inspector.diagnosis.model import Anatomy

_UNIT = 1000


def anatomy_of(catalog: Catalog, subcode: int | None) -> Anatomy | None:
    """The two parts of a subcode; None for a number that is not made of two parts."""
    family = _family(catalog, subcode)
    if subcode is None or family is None or family.tail is None:
        return None
    prefix, digits = divmod(subcode, _UNIT)
    known = catalog.sip(digits)
    sip = known if family.tail is Tail.SIP else None
    return Anatomy(
        prefix=str(prefix),
        tail=f"{digits:03}",
        producer=family.producer,
        direction=family.direction,
        answer=_answer(family.tail, digits, known),
        sip=None if sip is None else sip.code,
    )


def _family(catalog: Catalog, subcode: int | None) -> FamilyRow | None:
    if subcode is None:
        return None
    return next((row for row in catalog.families if row.first <= subcode <= row.last), None)


def _answer(tail: Tail, digits: int, known: SipRow | None) -> str:
    """`known` is the registered SIP code of these digits, which they may be or only look like."""
    if tail is Tail.SIP:
        if digits == 0:
            return "ended the call normally"
        return f"answered SIP {digits} {known.phrase}" if known else f"{digits:03} is no SIP code"
    if tail is Tail.NO_SIP:
        return f"{digits:03} is no SIP code: the request was not delivered"
    if tail is Tail.SIP_AT_TIMES and known is not None:
        return f"{digits} may be SIP {digits} {known.phrase}, or a number of its own"
    return f"{digits:03} is a number of its own, no SIP code"
