"""Checks what no single row can show: references between rows, and ranges that overlap."""

import re
from collections.abc import Iterator
from itertools import pairwise

from inspector.catalog.catalog import Catalog
from inspector.catalog.model import SubcodeRow
from inspector.catalog.rows import CLASS_IDS

_RELATED = re.compile(r"(?:(\d+)/)?(\d+)")


def check_references(catalog: Catalog) -> Iterator[str]:
    """One sentence a fault of a catalog without overlays, naming file and row."""
    yield from _classes(catalog)
    yield from _families(catalog)
    yield from _codes(catalog)
    yield from check_names(catalog)


def check_names(catalog: Catalog) -> Iterator[str]:
    """What must be right with overlays too: every row, event and theme that is named is there."""
    yield from _events(catalog)
    yield from _subcodes(catalog)
    yield from _pairs(catalog)
    yield from _themes(catalog)


def _classes(catalog: Catalog) -> Iterator[str]:
    for missing in [name for name in CLASS_IDS if name not in catalog.classes]:
        yield f"classes.toml: the class {missing} is missing"


def _families(catalog: Catalog) -> Iterator[str]:
    ordered = sorted(catalog.families, key=lambda family: family.first)
    for lower, upper in pairwise(ordered):
        if upper.first <= lower.last:
            yield f"families.toml, row {upper.pattern}: overlaps the range of {lower.pattern}"


def _codes(catalog: Catalog) -> Iterator[str]:
    for rows in catalog.subcodes.values():
        for row in rows:
            if row.code is not None and row.code not in catalog.codes:
                yield f'{_place(row)}, field "code": {row.code} is not in codes.toml'


def _events(catalog: Catalog) -> Iterator[str]:
    """What is paused must be a bar, and what goes on must have been paused."""
    # What the same kind of event starts and finishes is a state, which events turn on and off.
    started = {kind.starts for kind in catalog.kinds.kinds if kind.starts != kind.finishes}
    paused = {kind.pauses for kind in catalog.kinds.kinds}
    for kind in catalog.kinds.kinds:
        if kind.pauses and kind.pauses not in started:
            yield f'events.toml, row {kind.name}, field "pauses": no row starts {kind.pauses!r}'
        if kind.resumes and kind.resumes not in paused:
            yield f'events.toml, row {kind.name}, field "resumes": no row pauses {kind.resumes!r}'


def _subcodes(catalog: Catalog) -> Iterator[str]:
    for rows in catalog.subcodes.values():
        for row in rows:
            place = _place(row)
            for event in row.events:
                if event not in catalog.events:
                    yield f'{place}, field "events": {event!r} is not in events.toml'
            for related in row.related:
                if not _known(catalog, related):
                    yield f'{place}, field "related": {related!r} is in no row'


def _place(row: SubcodeRow) -> str:
    return f"subcodes, row {row.code or 'any code'}/{row.subcode}"


def _known(catalog: Catalog, related: str) -> bool:
    parts = _RELATED.fullmatch(related)
    if parts is None:
        return False
    rows = catalog.subcodes.get(int(parts[2]), ())
    return any(parts[1] is None or row.code == int(parts[1]) for row in rows)


def _pairs(catalog: Catalog) -> Iterator[str]:
    for name, rows in (
        ("sip_q850.toml", catalog.pairs),
        ("sip_to_q850.toml", catalog.sip_to_q850),
        ("q850_to_sip.toml", catalog.q850_to_sip),
    ):
        for row in rows.values():
            place = f"{name}, row {row.sip}/{row.q850}"
            if row.sip is not None and row.sip not in catalog.sip_codes:
                yield f'{place}, field "sip": not in sip.toml'
            if row.q850 is not None and row.q850 not in catalog.causes:
                yield f'{place}, field "q850": not in q850.toml'


def _themes(catalog: Catalog) -> Iterator[str]:
    themes = {row.theme for row in catalog.sip_codes.values()}
    themes |= {row.theme for row in catalog.causes.values()}
    for pair in catalog.near:
        for theme in sorted(pair - themes):
            yield f'themes.toml, field "themes": no SIP code or cause has the theme {theme!r}'
    for row in catalog.headlines:
        if row.theme and row.theme not in themes:
            yield f'headlines.toml, field "theme": no SIP code or cause has the theme {row.theme!r}'
        if row.sip is not None and row.sip not in catalog.sip_codes:
            yield f'headlines.toml, field "sip": {row.sip} is not in sip.toml'
        if row.q850 is not None and row.q850 not in catalog.causes:
            yield f'headlines.toml, field "q850": {row.q850} is not in q850.toml'
