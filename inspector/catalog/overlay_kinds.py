"""The kinds of rows that an overlay may hold: their keys, their defaults, where they go."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from inspector.catalog import rows
from inspector.catalog.attention import class_attention
from inspector.catalog.catalog import Catalog
from inspector.catalog.lookup import any_code_first, normal_code
from inspector.catalog.model import (
    Attention,
    CodeRow,
    EventRow,
    FamilyRow,
    HeadlineRow,
    NormalRow,
    NoteRow,
    Q850Row,
    SipRow,
    SubcodeRow,
)
from inspector.catalog.row import Fields, RowReader
from inspector.events.kinds import EventKind, KindTable
from inspector.index.codes import code_class

Row = TypeVar("Row")
_Event = tuple[EventKind, tuple[str, ...], EventRow]

_NO_ADVICE = "This row gives no advice. Read the message and the events before this one."
_UNKNOWN: Fields = {"owner": "unknown", "retry": "unknown"}


@dataclass(frozen=True, slots=True)
class RowKind(Generic[Row]):
    """One array of tables of an overlay."""

    key: tuple[str, ...]
    """The fields that tell which row is meant; empty where rows are only ever added."""
    build: Callable[[RowReader], Row]
    merge: Callable[[Catalog, Sequence[Row]], Catalog]
    """The catalog with these rows added, or in the place of those with the same key."""
    defaults: Callable[[Catalog, Fields], Fields] = lambda _catalog, _fields: {}
    """What a new row need not say: nothing is claimed that nobody wrote."""

    def key_of(self, fields: Fields) -> Hashable:
        """The key as written; None when the row has none that can be looked up."""
        values = tuple(fields.get(name) for name in self.key)
        if not values or not all(v is None or isinstance(v, int | str) for v in values):
            return None
        return tuple(value.lower() if isinstance(value, str) else value for value in values)


def _code_defaults(catalog: Catalog, fields: Fields) -> Fields:
    return {**_UNKNOWN, "mitigation": _NO_ADVICE, "attention": _attention(catalog, fields)}


def _subcode_defaults(catalog: Catalog, fields: Fields) -> Fields:
    return {**_code_defaults(catalog, fields), "phase": "any", "seed": "no"}


def _attention(catalog: Catalog, fields: Fields) -> str:
    """What the code alone asks for, so that a name for a subcode does not change it."""
    code = fields.get("code")
    if not isinstance(code, int):
        return Attention.NOTABLE.value
    row = catalog.code(normal_code(code, None))
    attention = class_attention(code_class(code)) if row is None else row.attention
    return attention.value


def _sip_defaults(_catalog: Catalog, _fields: Fields) -> Fields:
    """An unknown theme contradicts nothing, as long as the row is vague."""
    return {**_UNKNOWN, "vague": True, "theme": "unknown", "reference": "own row"}


def _note_row(row: RowReader) -> NoteRow:
    note = NoteRow(
        code=row.optional_number("code"),
        subcode=row.optional_number("subcode"),
        sip=row.optional_number("sip"),
        q850=row.optional_number("q850"),
        text=row.text("text"),
        sources=row.sources(),
    )
    if (note.code, note.subcode, note.sip, note.q850) == (None,) * 4:
        row.fault("code", "the row needs at least one of code, subcode, sip and q850")
    return note


def _normal_row(row: RowReader) -> NormalRow:
    normal = NormalRow(
        code=row.optional_number("code"),
        subcode=row.optional_number("subcode"),
        without_subcode=row.optional_flag("without_subcode"),
        sources=row.sources(),
    )
    if normal.without_subcode and normal.subcode is not None:
        row.fault("without_subcode", "contradicts the subcode of the row")
    elif normal.code is None and normal.subcode is None:
        row.fault("code", "the row needs a code, a subcode or both")
    return normal


def _with_subcodes(catalog: Catalog, new: Sequence[SubcodeRow]) -> Catalog:
    subcodes = dict(catalog.subcodes)
    for row in new:
        others = [old for old in subcodes.get(row.subcode, ()) if old.code != row.code]
        subcodes[row.subcode] = any_code_first([*others, row])
    return replace(catalog, subcodes=subcodes)


def _with_codes(catalog: Catalog, new: Sequence[CodeRow]) -> Catalog:
    return replace(catalog, codes={**catalog.codes, **{row.code: row for row in new}})


def _with_sip(catalog: Catalog, new: Sequence[SipRow]) -> Catalog:
    return replace(catalog, sip_codes={**catalog.sip_codes, **{row.code: row for row in new}})


def _with_causes(catalog: Catalog, new: Sequence[Q850Row]) -> Catalog:
    return replace(catalog, causes={**catalog.causes, **{row.code: row for row in new}})


def _with_families(catalog: Catalog, new: Sequence[FamilyRow]) -> Catalog:
    """New families come first: a range within a wider one of the catalog is the closer one."""
    patterns = {row.pattern for row in new}
    old = (row for row in catalog.families if row.pattern not in patterns)
    return replace(catalog, families=(*new, *old))


def _with_headlines(catalog: Catalog, new: Sequence[HeadlineRow]) -> Catalog:
    changed = {(row.theme, row.sip, row.q850) for row in new}
    old = (row for row in catalog.headlines if (row.theme, row.sip, row.q850) not in changed)
    return replace(catalog, headlines=(*old, *new))


def _with_events(catalog: Catalog, new: Sequence[_Event]) -> Catalog:
    aliases: dict[str, list[str]] = {kind.name: [] for kind in catalog.kinds.kinds}
    for alias, kind in catalog.kinds.aliases.items():
        aliases[kind.name].append(alias)
    table = {kind.name: (kind, tuple(aliases[kind.name])) for kind in catalog.kinds.kinds}
    table |= {kind.name: (kind, others) for kind, others, _ in new}
    events = {**catalog.events, **{row.name: row for _, _, row in new}}
    return replace(catalog, kinds=KindTable.build(table.values()), events=events)


def _with_notes(catalog: Catalog, new: Sequence[NoteRow]) -> Catalog:
    return replace(catalog, notes=(*catalog.notes, *new))


def _with_normal(catalog: Catalog, new: Sequence[NormalRow]) -> Catalog:
    return replace(catalog, normal=(*catalog.normal, *new))


KINDS: Mapping[str, RowKind[Any]] = {
    "event": RowKind(
        ("name",),
        rows.event_row,
        _with_events,
        lambda *_: {"lane": "other", "diagnostics": False, "callback": True},
    ),
    "code": RowKind(("code",), rows.code_row, _with_codes, _code_defaults),
    "sip": RowKind(("code",), rows.sip_row, _with_sip, _sip_defaults),
    "cause": RowKind(
        ("code",),
        rows.cause_row,
        _with_causes,
        lambda *_: {**_UNKNOWN, "vague": True, "status": "own row"},
    ),
    "subcode": RowKind(("code", "subcode"), rows.subcode_row, _with_subcodes, _subcode_defaults),
    "family": RowKind(
        ("pattern",),
        rows.family_row,
        _with_families,
        lambda *_: {"mitigation": _NO_ADVICE, "owner": "unknown"},
    ),
    "headline": RowKind(
        ("theme", "sip", "q850"),
        rows.headline_row,
        _with_headlines,
        lambda *_: {"mitigation": _NO_ADVICE, "attention": "notable"},
    ),
    "note": RowKind((), _note_row, _with_notes),
    "normal": RowKind((), _normal_row, _with_normal),
}
"""By array, in the order in which they are laid over the catalog: a subcode may need its code."""
