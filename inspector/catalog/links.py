"""What goes with an entry: related results, SIP and Q.850 partners, the rows of a range."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from inspector.catalog.catalog import Catalog
from inspector.catalog.entry import (
    Entry,
    EntryKind,
    code_entry,
    event_entry,
    family_entry,
    q850_entry,
    result_entry,
    sip_entry,
    subcode_entry,
)
from inspector.catalog.lookup import normal_code, sip_tail
from inspector.catalog.model import PairRow, PairVerdict, SubcodeRow

_RELATED = re.compile(r"(?:([0-9]+)/)?([0-9]+)")
_HOW_SURE = {
    PairVerdict.STANDARD: "standard (RFC 3398)",
    PairVerdict.VENDOR_TABLE: "in a vendor's table",
    PairVerdict.PLAUSIBLE: "plausible",
}
_FOR_EVENT = "documented for this event"
_BEST_FIRST = list(PairVerdict)


@dataclass(frozen=True, slots=True)
class Link:
    """Another entry, and why it is named here."""

    entry: Entry
    why: str


def links_of(catalog: Catalog, entry: Entry) -> tuple[Link, ...]:
    """The entries to go on to; never the entry itself, none of them twice."""
    found = {link.entry: link for link in reversed(list(_links(catalog, entry)))}
    found.pop(entry, None)
    return tuple(reversed(found.values()))


def _links(catalog: Catalog, entry: Entry) -> Iterator[Link]:
    match entry.kind:
        case EntryKind.RESULT:
            yield from _of_result(catalog, entry)
        case EntryKind.CODE:
            yield from _rows(catalog, "result with this code", lambda row: row.code == entry.code)
        case EntryKind.SIP | EntryKind.Q850:
            yield from _partners(catalog, entry)
        case EntryKind.FAMILY:
            yield from _of_family(catalog, entry)
        case EntryKind.EVENT:
            yield from _rows(catalog, _FOR_EVENT, lambda row: entry.key in row.events)
        case EntryKind.CODE_CLASS:
            codes = map(code_entry, catalog.codes.values())
            inside = (code for code in codes if code.code_class == entry.code_class)
            yield from (Link(code, "code of this class") for code in inside)
        case EntryKind.STATUS | EntryKind.RULE | EntryKind.REASON:
            return


def _rows(catalog: Catalog, why: str, fits: Callable[[SubcodeRow], bool]) -> Iterator[Link]:
    for subcode in sorted(catalog.subcodes):
        yield from (Link(subcode_entry(r), why) for r in catalog.subcodes[subcode] if fits(r))


def _of_result(catalog: Catalog, entry: Entry) -> Iterator[Link]:
    subcode = entry.subcode
    rows = () if subcode is None else catalog.subcodes.get(subcode, ())
    closest = catalog.lookup(None, entry.code, subcode).row
    if isinstance(closest, SubcodeRow):
        for related in closest.related:
            yield from _related(catalog, related)
        for event in closest.events:
            yield Link(event_entry(catalog, catalog.kinds.find(event)), _FOR_EVENT)
    if subcode != 0:
        yield from (Link(subcode_entry(row), "same subcode") for row in rows)
    tail = catalog.sip(sip_tail(subcode))
    if tail is not None:
        yield Link(sip_entry(tail), "SIP answer in the subcode")
    code = catalog.code(normal_code(entry.code, subcode))
    if code is not None:
        yield Link(code_entry(code), "its code")
    if subcode is not None:
        for family in catalog.families:
            if family.first <= subcode <= family.last:
                yield Link(family_entry(family), "its range of numbers")


def _related(catalog: Catalog, text: str) -> Iterator[Link]:
    parts = _RELATED.fullmatch(text)
    if parts is None:
        return
    code, subcode = None if parts[1] is None else int(parts[1]), int(parts[2])
    if code is not None:
        yield Link(result_entry(catalog, code, subcode), "easily confused")
        return
    rows = catalog.subcodes.get(subcode, ())
    yield from (Link(subcode_entry(row), "easily confused") for row in rows[:1])


def _of_family(catalog: Catalog, entry: Entry) -> Iterator[Link]:
    wanted = (entry.key, entry.name)
    for family in catalog.families:
        if (family.pattern, family.name) == wanted:
            for subcode in sorted(catalog.subcodes):
                if family.first <= subcode <= family.last:
                    rows = catalog.subcodes[subcode]
                    yield from (Link(subcode_entry(row), "of this range") for row in rows)


def _partners(catalog: Catalog, entry: Entry) -> Iterator[Link]:
    """SIP codes of a cause, or causes of a SIP code, the surest first."""
    pairs = sorted(
        catalog.pairs.values(), key=lambda p: (_BEST_FIRST.index(p.verdict), p.sip, p.q850)
    )
    for pair in pairs:
        sip, cause = catalog.sip(pair.sip), catalog.q850(pair.q850)
        if sip is None or cause is None:
            continue
        if entry.kind is EntryKind.SIP and pair.sip == entry.code:
            yield Link(q850_entry(cause), _how_sure(catalog, pair))
        if entry.kind is EntryKind.Q850 and pair.q850 == entry.code:
            yield Link(sip_entry(sip), _how_sure(catalog, pair))


def _how_sure(catalog: Catalog, pair: PairRow) -> str:
    """Who says that two go together, and which of them gateways make of the other."""
    to_q850 = (pair.sip, pair.q850) in catalog.sip_to_q850
    to_sip = (pair.q850, pair.sip) in catalog.q850_to_sip
    direction = {
        (True, True): ", both ways",
        (True, False): ", SIP to Q.850 only",
        (False, True): ", Q.850 to SIP only",
    }.get((to_q850, to_sip), "")
    return f"{_HOW_SURE[pair.verdict]}{direction}"
