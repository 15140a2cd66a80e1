"""Loads the catalog: reads every file, checks every row, and names what is wrong."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from inspector.assets import catalog_dir
from inspector.catalog import rows
from inspector.catalog.catalog import Catalog
from inspector.catalog.check import check_references
from inspector.catalog.lookup import any_code_first
from inspector.catalog.model import SubcodeRow
from inspector.catalog.overlay import overlaid
from inspector.catalog.row import Fields, RowReader, name_of, unusable
from inspector.catalog.toml_file import read_toml
from inspector.events.kinds import KindTable

_Value = TypeVar("_Value")
_Key = TypeVar("_Key", bound=Hashable)


def load_catalog(folder: Path | None = None, overlays: Sequence[Path] = ()) -> Catalog:
    """The catalog of a folder, or the one that ships with the program.

    The rows of overlays are laid over it, each file over those before it. Raises InspectorError
    that names file, row and field of what is wrong.
    """
    folder = catalog_dir() if folder is None else folder
    files = _Files(folder)
    sources = files.table("sources.toml", "source", rows.source_row, lambda row: row.id)
    files.source_ids = frozenset(sources)
    events = files.rows("events.toml", "event", rows.event_row, lambda event: event[0].name.lower())
    subcodes = [
        row
        for path in sorted((folder / "subcodes").glob("*.toml"))
        for row in files.rows(f"subcodes/{path.name}", "subcode", rows.subcode_row, _subcode_key)
    ]
    catalog = Catalog(
        version=files.head("version"),
        date=files.head("date"),
        kinds=KindTable.build((kind, aliases) for kind, aliases, _ in events),
        events={row.name: row for _, _, row in events},
        classes=files.table("classes.toml", "class", rows.class_row, lambda row: row.id),
        codes=files.table("codes.toml", "code", rows.code_row, lambda row: row.code),
        subcodes=_by_subcode(subcodes),
        families=tuple(files.rows("families.toml", "family", rows.family_row, lambda r: r.pattern)),
        sip_codes=files.table("sip.toml", "sip", rows.sip_row, lambda row: row.code),
        causes=files.table("q850.toml", "cause", rows.cause_row, lambda row: row.code),
        pairs=files.table("sip_q850.toml", "pair", rows.pair_row, lambda row: (row.sip, row.q850)),
        sip_to_q850=files.table(
            "sip_to_q850.toml", "mapping", rows.mapping_row, lambda row: (row.sip, row.q850)
        ),
        q850_to_sip=files.table(
            "q850_to_sip.toml", "mapping", rows.mapping_row, lambda row: (row.q850, row.sip)
        ),
        near=frozenset(
            frozenset(row.themes)
            for row in files.rows(
                "themes.toml", "near", rows.near_row, lambda r: frozenset(r.themes)
            )
        ),
        headlines=tuple(
            files.rows(
                "headlines.toml",
                "headline",
                rows.headline_row,
                lambda row: (row.theme, row.sip, row.q850),
            )
        ),
        reasons=tuple(
            files.rows("reasons.toml", "reason", rows.reason_row, lambda r: (r.kind, r.value))
        ),
        statuses=files.table(
            "stream_status.toml", "status", rows.status_row, lambda row: (row.field, row.value)
        ),
        rules=files.table("rules.toml", "rule", rows.rule_row, lambda row: row.id),
        sources=sources,
    )
    if not files.faults:
        files.faults.extend(check_references(catalog))
    if files.faults:
        raise unusable(folder, files.faults)
    return overlaid(catalog, files.entries, overlays) if overlays else catalog


@dataclass(slots=True)
class _Files:
    """The files of one folder, and all the faults found in them so far."""

    folder: Path
    source_ids: frozenset[str] = frozenset()
    faults: list[str] = field(default_factory=list)
    entries: dict[str, list[Fields]] = field(default_factory=dict)
    """The rows as written, by their array; overlays name only what they change."""
    _places: dict[tuple[str, Hashable], str] = field(default_factory=dict)

    def document(self, name: str) -> Mapping[str, object] | None:
        """The content of one file; None, with a fault, when it cannot be read."""
        return read_toml(self.folder / name, name, self.faults)

    def head(self, key: str) -> str:
        """A text of `catalog.toml`."""
        document = self.document("catalog.toml")
        value = document.get(key) if document is not None else ""
        if isinstance(value, str):
            return value
        self.faults.append(f'catalog.toml, field "{key}": a text is needed')
        return ""

    def table(
        self,
        name: str,
        array: str,
        build: Callable[[RowReader], _Value],
        key: Callable[[_Value], _Key],
    ) -> Mapping[_Key, _Value]:
        """The rows of one file by their key."""
        return {key(row): row for row in self.rows(name, array, build, key)}

    def rows(
        self,
        name: str,
        array: str,
        build: Callable[[RowReader], _Value],
        key: Callable[[_Value], Hashable],
    ) -> list[_Value]:
        """The rows of one file, in order; doubles (over all files of the kind) are faults."""
        values: list[_Value] = []
        document = self.document(name)
        if document is None:
            return values
        for other in document.keys() - {array}:
            self.faults.append(f'{name}: only [[{array}]] rows belong here, not "{other}"')
        entries = document.get(array, [])
        if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
            self.faults.append(f"{name}: [[{array}]] rows are needed")
            return values
        if not entries:
            self.faults.append(f"{name}: holds no [[{array}]] row")
        self.entries.setdefault(array, []).extend(entries)
        for position, entry in enumerate(entries, start=1):
            place = f"{name}, row {position} ({name_of(entry)})"
            reader = RowReader(place, entry, self.source_ids, self.faults)
            value = build(reader)
            reader.finish()
            first = self._places.setdefault((array, key(value)), place)
            if first is not place:
                self.faults.append(f"{place}: repeats {first}")
            values.append(value)
        return values


def _subcode_key(row: SubcodeRow) -> tuple[int | None, int]:
    return row.code, row.subcode


def _by_subcode(all_rows: Iterable[SubcodeRow]) -> dict[int, tuple[SubcodeRow, ...]]:
    """Rows by subcode; among those of one subcode the any-code row comes first."""
    found: dict[int, list[SubcodeRow]] = {}
    for row in all_rows:
        found.setdefault(row.subcode, []).append(row)
    return {subcode: any_code_first(group) for subcode, group in found.items()}
