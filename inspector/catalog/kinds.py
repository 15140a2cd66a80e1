"""The kinds of events, which is all of the catalog that reading captures takes."""

from inspector.assets import catalog_dir
from inspector.catalog.row import RowReader, name_of, unusable
from inspector.catalog.toml_file import read_toml
from inspector.events.kinds import EventKind, EventOutcome, KindTable, Lane, Role

_FILE = "events.toml"


def kind_row(row: RowReader) -> tuple[EventKind, tuple[str, ...]]:
    """The kind of a row of `events.toml`, and its other spellings."""
    kind = EventKind(
        name=row.text("name"),
        outcome=row.word("outcome", EventOutcome),
        lane=row.word("lane", Lane),
        role=row.optional_word("role", Role) or Role.NONE,
        label=row.text("label"),
        starts=row.optional_text("starts"),
        finishes=row.optional_text("finishes"),
        pauses=row.optional_text("pauses"),
        resumes=row.optional_text("resumes"),
    )
    if sum(map(bool, (kind.starts or kind.finishes, kind.pauses, kind.resumes))) > 1:
        row.fault("pauses", "a row pauses, resumes, or starts and finishes an operation")
    return kind, row.texts("aliases")


def load_kinds() -> KindTable:
    """The kinds in the catalog that ships with the program.

    Raises InspectorError that names row and field of what is wrong.
    """
    faults: list[str] = []
    document = read_toml(catalog_dir() / _FILE, _FILE, faults) or {}
    entries = document.get("event")
    rows = [
        kind_row(RowReader(f"{_FILE} ({name_of(entry)})", entry, frozenset(), faults))
        for entry in (entries if isinstance(entries, list) else [])
    ]
    if faults or not rows:
        raise unusable(catalog_dir(), faults or [f"{_FILE}: holds no [[event]] row"])
    return KindTable.build(rows)
