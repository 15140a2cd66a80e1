"""The whole catalog as a tree to leaf through: by code, by number range, by kind."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from inspector.catalog.catalog import Catalog
from inspector.catalog.entry import (
    Entry,
    class_entry,
    code_entry,
    event_entry,
    family_entry,
    q850_entry,
    reason_entry,
    rule_entry,
    sip_entry,
    status_entry,
    subcode_entry,
)
from inspector.catalog.model import FamilyRow, SubcodeRow
from inspector.catalog.words import UNASSIGNED
from inspector.events.kinds import Lane
from inspector.index.codes import code_class

_SIP_CLASSES = (
    (100, "1xx On the way"),
    (200, "2xx Success"),
    (300, "3xx Redirection"),
    (400, "4xx Refused by the called side"),
    (500, "5xx Server failure"),
    (600, "6xx Refused everywhere"),
)
_Q850_CLASSES = (
    (0, "1–31 Normal events"),
    (32, "32–47 Resource not available"),
    (48, "48–63 Service not available"),
    (64, "64–79 Service not implemented"),
    (80, "80–95 Invalid message"),
    (96, "96–111 Protocol error"),
    (112, "112–127 Interworking"),
    (128, "Outside the standard"),
)
_LANES = {
    Lane.CALL: "Call",
    Lane.PEOPLE: "People",
    Lane.PLAY: "Play",
    Lane.INPUT: "Input",
    Lane.RECORDING: "Recording",
    Lane.MEDIA: "Media and transcription",
    Lane.OTHER: "Other",
}


@dataclass(frozen=True, slots=True)
class Branch:
    """A place in the tree: a heading, an entry, or both."""

    title: str
    entry: Entry | None = None
    branches: tuple["Branch", ...] = ()


def browse(catalog: Catalog) -> tuple[Branch, ...]:
    """All of the catalog, in the order that most questions come in."""
    return (
        Branch("Result codes", branches=tuple(_codes(catalog))),
        Branch("Subcodes by range", branches=tuple(_families(catalog))),
        Branch("SIP responses", branches=tuple(_sip(catalog))),
        Branch("Q.850 causes", branches=tuple(_q850(catalog))),
        Branch("Events", branches=tuple(_events(catalog))),
        Branch("Stream status", branches=tuple(_statuses(catalog))),
        Branch("SIP Reason header", branches=tuple(_reasons(catalog))),
        Branch(
            "Finding rules", branches=_leaves(rule_entry(row) for row in catalog.rules.values())
        ),
    )


def _leaves(entries: Iterable[Entry]) -> tuple[Branch, ...]:
    return tuple(Branch(f"{entry.key} {entry.name}", entry) for entry in entries)


def _codes(catalog: Catalog) -> Iterator[Branch]:
    """Classes, in each its codes, under each the results that come with it."""
    by_code: dict[int, list[SubcodeRow]] = {}
    for row in _subcodes(catalog):
        if row.code is not None:
            by_code.setdefault(row.code, []).append(row)
    for group in catalog.classes.values():
        codes = sorted(c for c in catalog.codes if code_class(c).value == group.id)
        yield Branch(
            f"{group.id} {group.name}",
            class_entry(group),
            tuple(
                Branch(
                    f"{code} {catalog.codes[code].name}",
                    code_entry(catalog.codes[code]),
                    _leaves(map(subcode_entry, by_code.get(code, ()))),
                )
                for code in codes
            ),
        )


def _families(catalog: Catalog) -> Iterator[Branch]:
    left = list(_subcodes(catalog))
    for family in sorted(catalog.families, key=lambda family: family.first):
        inside = [row for row in left if _holds(family, row)]
        left = [row for row in left if not _holds(family, row)]
        leaves = _leaves(map(subcode_entry, inside))
        yield Branch(f"{family.pattern} {family.name}", family_entry(family), leaves)
    if left:
        yield Branch("Other numbers", branches=_leaves(map(subcode_entry, left)))


def _holds(family: FamilyRow, row: SubcodeRow) -> bool:
    return family.first <= row.subcode <= family.last


def _subcodes(catalog: Catalog) -> Iterator[SubcodeRow]:
    for subcode in sorted(catalog.subcodes):
        yield from catalog.subcodes[subcode]


def _sip(catalog: Catalog) -> Iterator[Branch]:
    rows = sorted(catalog.sip_codes.values(), key=lambda row: row.code)
    return _ranges(_SIP_CLASSES, [sip_entry(row) for row in rows])


def _q850(catalog: Catalog) -> Iterator[Branch]:
    """Values that nobody defined are left out; search finds them by number."""
    rows = sorted(catalog.causes.values(), key=lambda row: row.code)
    return _ranges(_Q850_CLASSES, [q850_entry(row) for row in rows if row.status != UNASSIGNED])


def _ranges(ranges: Sequence[tuple[int, str]], entries: Sequence[Entry]) -> Iterator[Branch]:
    """Entries sorted into ranges by their number; each range lasts until the next."""
    starts = [first for first, _ in ranges]
    for place, (first, title) in enumerate(ranges):
        stop = starts[place + 1] if place + 1 < len(starts) else None
        inside = [
            entry
            for entry in entries
            if entry.code is not None
            and first <= entry.code
            and (stop is None or entry.code < stop)
        ]
        if inside:
            yield Branch(title, branches=_leaves(inside))


def _events(catalog: Catalog) -> Iterator[Branch]:
    for lane in Lane:
        kinds = [kind for kind in catalog.kinds.kinds if kind.lane is lane]
        leaves = tuple(Branch(kind.name, event_entry(catalog, kind)) for kind in kinds)
        if leaves:
            yield Branch(_LANES[lane], branches=leaves)


def _statuses(catalog: Catalog) -> Iterator[Branch]:
    rows = sorted(catalog.statuses.values(), key=lambda row: row.field)
    for field, inside in groupby(rows, key=lambda row: row.field):
        yield Branch(field, branches=tuple(Branch(row.value, status_entry(row)) for row in inside))


def _reasons(catalog: Catalog) -> Iterator[Branch]:
    for kind, title in (("protocol", "Protocols"), ("location", "Locations")):
        entries = [reason_entry(row) for row in catalog.reasons if row.kind == kind]
        if entries:
            yield Branch(title, branches=tuple(Branch(entry.key, entry) for entry in entries))
