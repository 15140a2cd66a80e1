"""One line of the catalog for a list: what it is, its number or name, and what it says in short."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import assert_never

from inspector.catalog.catalog import Catalog
from inspector.catalog.lookup import Match, Pattern
from inspector.catalog.model import (
    Attention,
    ClassRow,
    CodeRow,
    FamilyRow,
    Owner,
    Q850Row,
    ReasonRow,
    RuleRow,
    SipRow,
    StatusRow,
    SubcodeRow,
)
from inspector.catalog.unknown import unknown_result
from inspector.events.kinds import EventKind
from inspector.index.codes import CodeClass, code_class


class EntryKind(StrEnum):
    """What an entry is about, in the words that a list shows."""

    CODE = "ACS code"
    RESULT = "result"
    EVENT = "event"
    SIP = "SIP response"
    Q850 = "Q.850 cause"
    STATUS = "stream status"
    FAMILY = "subcode family"
    CODE_CLASS = "code class"
    RULE = "finding rule"
    REASON = "SIP Reason header"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the catalog, or the reading of a number that has none."""

    kind: EntryKind
    key: str
    """The number or name it is found by: "500/560503", "486", "PlayFailed"."""
    name: str
    summary: str
    attention: Attention | None = None
    """None where the row alone does not tell."""
    owner: Owner | None = None
    code: int | None = None
    """Of a code or a result; for SIP and Q.850 its number."""
    subcode: int | None = None

    @property
    def printed(self) -> str:
        """The key as it stands in lists: "500 · 560503", "SIP 486", "PlayFailed"."""
        match self.kind:
            case EntryKind.RESULT:
                return self.key.replace("/", " · ")
            case EntryKind.SIP:
                return f"SIP {self.key}"
            case EntryKind.Q850:
                return f"Q.850 {self.key}"
            case _:
                return self.key

    @property
    def code_class(self) -> CodeClass | None:
        """The class that its badge shows; None for an entry without an ACS code."""
        if self.kind is EntryKind.CODE_CLASS:
            return CodeClass(self.key)
        if self.kind in (EntryKind.CODE, EntryKind.RESULT) and self.code is not None:
            return code_class(self.code)
        return None


def code_entry(row: CodeRow) -> Entry:
    """A three-digit ACS code."""
    return Entry(
        EntryKind.CODE, str(row.code), row.name, row.meaning, row.attention, row.owner, row.code
    )


def subcode_entry(row: SubcodeRow) -> Entry:
    """A subcode, with its code where the row has one."""
    return Entry(
        EntryKind.RESULT,
        result_key(row.code, row.subcode),
        row.name,
        row.meaning,
        row.attention,
        row.owner,
        row.code,
        row.subcode,
    )


def event_entry(catalog: Catalog, kind: EventKind) -> Entry:
    """A kind of event."""
    row = catalog.events.get(kind.name)
    return Entry(EntryKind.EVENT, kind.name, kind.label, row.note if row is not None else "")


def sip_entry(row: SipRow) -> Entry:
    """A SIP response code."""
    return Entry(
        EntryKind.SIP, str(row.code), row.phrase, row.meaning, owner=row.owner, code=row.code
    )


def q850_entry(row: Q850Row) -> Entry:
    """A Q.850 cause."""
    return Entry(
        EntryKind.Q850, str(row.code), row.name, row.meaning, owner=row.owner, code=row.code
    )


def status_entry(row: StatusRow) -> Entry:
    """A status word of streaming and transcription events."""
    return Entry(EntryKind.STATUS, row.value, row.field, row.meaning, row.attention)


def family_entry(row: FamilyRow) -> Entry:
    """A range of subcodes."""
    return Entry(EntryKind.FAMILY, row.pattern, row.name, row.meaning, owner=row.owner)


def class_entry(row: ClassRow) -> Entry:
    """A class of codes."""
    return Entry(EntryKind.CODE_CLASS, row.id, row.name, row.meaning)


def rule_entry(row: RuleRow) -> Entry:
    """A rule of the findings."""
    return Entry(EntryKind.RULE, row.id, row.title, row.why)


def reason_entry(row: ReasonRow) -> Entry:
    """A protocol or location of the SIP Reason header."""
    return Entry(EntryKind.REASON, row.value, row.kind, row.meaning)


def unknown_entry(catalog: Catalog, kind: EntryKind, number: int) -> Entry:
    """A SIP or Q.850 number that the catalog does not have."""
    unknown = Entry(kind, str(number), "Not in the catalog", "", code=number)
    said = f"The catalog of {catalog.date} does not know {unknown.printed}."
    return replace(unknown, summary=said)


def result_entry(catalog: Catalog, code: int | None, subcode: int | None) -> Entry:
    """A result as delivered, read from the closest row; it may be in no row at all."""
    match = catalog.lookup(None, code, subcode)
    name, summary, attention, owner = _reading(catalog, match, code, subcode)
    key = result_key(code, subcode)
    return Entry(EntryKind.RESULT, key, name, summary, attention, owner, code, subcode)


def result_key(code: int | None, subcode: int | None) -> str:
    """A result as it is typed and filtered by: "500/560503", "560503", "500"."""
    return "/".join(str(number) for number in (code, subcode) if number is not None)


def _reading(
    catalog: Catalog, match: Match, code: int | None, subcode: int | None
) -> tuple[str, str, Attention | None, Owner | None]:
    row = match.row
    unknown = unknown_result(catalog, code, subcode)
    match row:
        case SubcodeRow():
            return row.name, row.meaning, row.attention, row.owner
        case Pattern(sip=None):
            said = "No row of its own. By its pattern, the phone side ended the call normally."
            return "SBC or carrier: normal end", said, Attention.EXPECTED, Owner.NOBODY
        case Pattern(sip=sip) if sip is not None:
            said = f"No row of its own. By its pattern, SIP {sip.code}: {sip.meaning}"
            return f"SBC or carrier: {sip.phrase}", said, None, sip.owner
        case FamilyRow():
            return row.name, f"{unknown} It is one of the numbers {row.pattern}.", None, row.owner
        case CodeRow():
            return row.name, unknown or row.meaning, row.attention, row.owner
        case ClassRow():
            said = f"{unknown} Class {row.id}: {row.name}."
            return "Not in the catalog", said, None, Owner.UNKNOWN
        case None | Pattern():
            return "Not in the catalog", unknown, None, Owner.UNKNOWN
        case _:
            assert_never(row)
