"""Walks from the closest row to the most general one, and says how close the hit is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from inspector.catalog.model import Basis, ClassRow, CodeRow, FamilyRow, SipRow, SubcodeRow
from inspector.index.codes import code_class

INBOUND_PREFIX = 540
OUTBOUND_PREFIX = 560
_PREFIX_UNIT = 1000
_FIRST_FINAL_SIP = 200


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a six-digit subcode of prefix 540 or 560 says by itself."""

    subcode: int
    inbound: bool
    """Prefix 540: a call from the phone network; 560 is a call to it."""
    sip: SipRow | None
    """The SIP answer of the SBC or carrier; None for 000, a normal end."""


MatchedRow = SubcodeRow | Pattern | FamilyRow | CodeRow | ClassRow


OF_ONE_SUBCODE = frozenset(
    {Basis.EVENT_CODE_SUBCODE, Basis.CODE_SUBCODE, Basis.SUBCODE, Basis.PATTERN}
)
"""The bases of a hit that is about the subcode itself, not about its range or its code."""


@dataclass(frozen=True, slots=True)
class Match:
    """The closest row, how close it is, and other rows of the same subcode."""

    basis: Basis
    row: MatchedRow | None
    others: tuple[SubcodeRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Tables:
    """The parts of the catalog that a walk visits."""

    codes: Mapping[int, CodeRow]
    subcodes: Mapping[int, tuple[SubcodeRow, ...]]
    families: tuple[FamilyRow, ...]
    sip_codes: Mapping[int, SipRow]
    classes: Mapping[str, ClassRow]


def normal_code(code: int | None, subcode: int | None) -> int | None:
    """The code to look up: client logs write 0 for 200, one Microsoft table 497 for 487."""
    if code == 0:
        return 200
    if code == 497 and subcode == 560487:
        return 487
    return code


def sip_tail(subcode: int | None) -> int | None:
    """The last three digits of a 540 or 560 subcode: the SIP answer, 0 for a normal end.

    None for every other subcode; those of 549 and 569 only look alike.
    """
    if subcode is None or subcode // _PREFIX_UNIT not in (INBOUND_PREFIX, OUTBOUND_PREFIX):
        return None
    return subcode % _PREFIX_UNIT


def find(tables: Tables, event: str | None, code: int | None, subcode: int | None) -> Match:
    """The first hit, from event, code and subcode down to the class of the code."""
    code = normal_code(code, subcode)
    rows = () if subcode is None else tables.subcodes.get(subcode, ())
    for row in rows:
        if code is not None and row.code == code:
            exact = event is not None and event in row.events
            basis = Basis.EVENT_CODE_SUBCODE if exact else Basis.CODE_SUBCODE
            return Match(basis, row, tuple(other for other in rows if other is not row))
    if subcode is not None and subcode != 0:
        if rows:
            return Match(Basis.SUBCODE, rows[0], rows[1:])
        pattern = _pattern(tables, subcode)
        if pattern is not None:
            return Match(Basis.PATTERN, pattern)
        for family in tables.families:
            if family.first <= subcode <= family.last:
                return Match(Basis.FAMILY, family)
    if code is None:
        return Match(Basis.NONE, None)
    if code in tables.codes:
        return Match(Basis.CODE, tables.codes[code])
    general = tables.classes.get(code_class(code).value)
    return Match(Basis.NONE, None) if general is None else Match(Basis.CLASS, general)


def any_code_first(group: Iterable[SubcodeRow]) -> tuple[SubcodeRow, ...]:
    """The rows of one subcode in the order of the catalog: the row for any code comes first."""
    return tuple(sorted(group, key=lambda row: -1 if row.code is None else row.code))


def _pattern(tables: Tables, subcode: int) -> Pattern | None:
    tail = sip_tail(subcode)
    if tail is None:
        return None
    inbound = subcode // _PREFIX_UNIT == INBOUND_PREFIX
    if tail == 0:
        return Pattern(subcode, inbound, None)
    sip = tables.sip_codes.get(tail)
    if sip is None or tail < _FIRST_FINAL_SIP:
        return None
    return Pattern(subcode, inbound, sip)
