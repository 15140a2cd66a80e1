"""Lays the rows of overlay files over the catalog: they change rows of it, or add some."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from inspector.catalog.catalog import Catalog
from inspector.catalog.check import check_names
from inspector.catalog.model import SourceRow
from inspector.catalog.overlay_files import user_overlay_path
from inspector.catalog.overlay_kinds import KINDS, RowKind
from inspector.catalog.row import Fields, RowReader, name_of, told
from inspector.catalog.toml_file import read_toml
from inspector.errors import InspectorError

OWN_SOURCE = "yours"
"""The id of the source that stands for the user's own file."""
_SHOWN_FAULTS = 20


def overlaid(
    catalog: Catalog, entries: Mapping[str, Iterable[Fields]], files: Sequence[Path]
) -> Catalog:
    """The catalog with the rows of each file laid over it, one file after another.

    `entries` are the catalog's rows as written, by their array. Raises InspectorError that names
    file, row and field of everything that is wrong.
    """
    known = {
        (array, kind.key_of(fields)): fields
        for array, kind in KINDS.items()
        for fields in entries.get(array, ())
    }
    broken: dict[Path, list[str]] = {}
    for path in files:
        overlay = _Overlay(path, catalog, known)
        catalog = overlay.laid()
        if overlay.faults:
            broken[path] = overlay.faults
    if broken:
        raise _error(broken)
    return catalog


@dataclass(slots=True)
class _Overlay:
    """One file, the catalog below it, and the faults found so far."""

    path: Path
    catalog: Catalog
    known: dict[tuple[str, Hashable], Fields]
    """Every row so far as written; grows by the rows of this file."""
    faults: list[str] = field(default_factory=list)
    source: str = ""

    def laid(self) -> Catalog:
        """The catalog with this file's rows; `faults` says what is wrong with them."""
        document = read_toml(self.path, self.path.name, self.faults) or {}
        self._add_source()
        for other in document.keys() - KINDS.keys():
            self.faults.append(f'{self.path.name}: "{other}" is no kind of row for an overlay')
        for array, kind in KINDS.items():
            if array in document:
                self._take(array, kind, document[array])
        if not self.faults:
            self.faults += [f"{self.path.name}: {fault}" for fault in check_names(self.catalog)]
        return self.catalog

    def _add_source(self) -> None:
        own = self.path == user_overlay_path()
        wanted = OWN_SOURCE if own else f"overlay {self.path.name}"
        title = "Your own rows" if own else f"Overlay {self.path.name}"
        self.source, count = wanted, 1
        while self.source in self.catalog.sources:
            count += 1
            self.source = f"{wanted} ({count})"
        row = SourceRow(self.source, title, _where(self.path), _date_of(self.path), local=True)
        sources = {**self.catalog.sources, row.id: row}
        self.catalog = replace(self.catalog, sources=sources)

    def _take(self, array: str, kind: RowKind[Any], entries: object) -> None:
        """Add the rows of one array that are right."""
        if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
            self.faults.append(f"{self.path.name}: [[{array}]] rows are needed")
            return
        values = []
        places: dict[Hashable, str] = {}
        for position, entry in enumerate(entries, start=1):
            place = f"{self.path.name}, [[{array}]] row {position} ({name_of(entry)})"
            key = kind.key_of(entry)
            first = place if key is None else places.setdefault(key, place)
            if first is not place:
                self.faults.append(f"{place}: repeats {first}")
            count = len(self.faults)
            value = self._build(array, kind, entry, place)
            if len(self.faults) == count:
                values.append(value)
        self.catalog = kind.merge(self.catalog, values)

    def _build(self, array: str, kind: RowKind[Any], entry: Fields, place: str) -> object:
        key = kind.key_of(entry)
        base = None if key is None else self.known.get((array, key))
        if base is None:
            place = place if key is None else f"{place}, a new row"
            fields = {**kind.defaults(self.catalog, entry), **entry}
        else:
            fields = {**base, **entry, **{name: base[name] for name in kind.key if name in base}}
        fields["sources"] = self._sources(fields.get("sources", []))
        reader = RowReader(place, fields, frozenset(self.catalog.sources), self.faults)
        value = kind.build(reader)
        reader.finish()
        if key is not None:
            self.known[array, key] = fields
        return value

    def _sources(self, named: object) -> object:
        """The file itself comes first; what is no list is left for the reader to refuse."""
        if not isinstance(named, list):
            return named
        return [self.source, *(name for name in named if name != self.source)]


def _where(path: Path) -> str:
    """The path, without the name of the person whose home it lies in: reports show it."""
    try:
        return f"~/{path.absolute().relative_to(Path.home()).as_posix()}"
    except (ValueError, RuntimeError):  # elsewhere, or nobody's home is known
        return str(path)


def _date_of(path: Path) -> str:
    """The day of the last change; empty when the file cannot be looked at."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()
    except OSError:
        return ""


def _error(broken: Mapping[Path, Sequence[str]]) -> InspectorError:
    faults = [fault for faults in broken.values() for fault in faults]
    return InspectorError(
        f"The catalog rows in {' and '.join(map(str, broken))} cannot be used",
        told(faults, _SHOWN_FAULTS),
        "Mend or remove the rows named here",
    )
