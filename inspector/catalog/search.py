"""Finds entries of the catalog by any number, name or words; needs no capture."""

from collections.abc import Iterator
from operator import itemgetter

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
    unknown_entry,
)
from inspector.catalog.query import Mention, read_query
from inspector.catalog.words import searchables

LIMIT = 200
"""Entries that one search returns at most."""

_LARGEST_CODE = 999
_KIND_ORDER = {kind: place for place, kind in enumerate(EntryKind)}


class Index:
    """The catalog made ready for search."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._texts = tuple(searchables(catalog))

    def search(self, text: str, limit: int = LIMIT) -> tuple[Entry, ...]:
        """The entries a text means, the best first: what it names outright, names, meanings."""
        query = read_query(text)
        found = [entry for mention in query.mentions for entry in self._named(mention)]
        kind = self._catalog.kinds.find(text.strip())
        if kind.documented:
            found.append(event_entry(self._catalog, kind))
        if query.words:
            ranked = (
                (rank, _place(text.entry), text.entry)
                for text in self._texts
                if (rank := text.rank(query.phrase, query.words)) is not None
            )
            found += [entry for *_, entry in sorted(ranked, key=itemgetter(0, 1))]
        return tuple(dict.fromkeys(found))[:limit]

    def _named(self, mention: Mention) -> Iterator[Entry]:
        catalog, number = self._catalog, mention.number
        match mention.kind:
            case EntryKind.EVENT:
                kind = catalog.kinds.find(mention.name)
                if kind.documented:
                    yield event_entry(catalog, kind)
            case EntryKind.RESULT:
                yield from self._result(number, mention.subcode)
            case EntryKind.SIP if number is not None:
                sip = catalog.sip(number)
                yield (
                    unknown_entry(catalog, EntryKind.SIP, number) if sip is None else sip_entry(sip)
                )
            case EntryKind.Q850 if number is not None:
                cause = catalog.q850(number)
                yield (
                    unknown_entry(catalog, EntryKind.Q850, number)
                    if cause is None
                    else q850_entry(cause)
                )
            case _ if number is not None:
                yield from self._number(number)
            case _:
                return

    def _result(self, code: int | None, subcode: int | None) -> Iterator[Entry]:
        """A result, then the rows it may be confused with."""
        catalog = self._catalog
        row = catalog.code(code)
        if subcode is None:
            yield code_entry(row) if row is not None else result_entry(catalog, code, None)
            return
        if code is None:
            yield from self._subcode(subcode)
            return
        yield result_entry(catalog, code, subcode)
        if subcode != 0:
            yield from self._subcode(subcode)
        if row is not None:
            yield code_entry(row)

    def _number(self, number: int) -> Iterator[Entry]:
        """A bare number: ACS code, SIP, Q.850, subcode; it is never nothing."""
        catalog = self._catalog
        found: list[Entry] = []
        code, sip, cause = catalog.code(number), catalog.sip(number), catalog.q850(number)
        if code is not None:
            found.append(code_entry(code))
        elif number <= _LARGEST_CODE and catalog.class_of(number) is not None:
            found.append(result_entry(catalog, number, None))
        if sip is not None:
            found.append(sip_entry(sip))
        if cause is not None:
            found.append(q850_entry(cause))
        if number > _LARGEST_CODE or number in catalog.subcodes:
            found += self._subcode(number)
        yield from found or [result_entry(catalog, number, None)]

    def _subcode(self, subcode: int) -> Iterator[Entry]:
        """The rows of a subcode, or what its pattern says; then its family."""
        catalog = self._catalog
        rows = catalog.subcodes.get(subcode, ())
        yield from (subcode_entry(row) for row in rows)
        if not rows:
            yield result_entry(catalog, None, subcode)
        for family in catalog.families:
            if family.first <= subcode <= family.last:
                yield family_entry(family)


def search(catalog: Catalog, text: str, limit: int = LIMIT) -> tuple[Entry, ...]:
    """One search; make an Index for more."""
    return Index(catalog).search(text, limit)


def _place(entry: Entry) -> tuple[int, bool, int, int, str]:
    """Where an entry stands among equally good ones: by kind, then by number."""
    return (
        _KIND_ORDER[entry.kind],
        entry.code is None,
        entry.code or 0,
        entry.subcode or 0,
        entry.key,
    )
