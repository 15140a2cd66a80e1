"""The catalog as one immutable value, and the questions it answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from inspector.catalog.lookup import Match, Tables, find
from inspector.catalog.marks import applies, is_about
from inspector.catalog.model import (
    ClassRow,
    CodeRow,
    EventRow,
    FamilyRow,
    HeadlineRow,
    MappingRow,
    NormalRow,
    NoteRow,
    PairRow,
    PairVerdict,
    Q850Row,
    ReasonRow,
    RuleRow,
    SipRow,
    SourceRow,
    StatusRow,
    SubcodeRow,
)
from inspector.events.kinds import KindTable
from inspector.index.codes import code_class


@dataclass(frozen=True, slots=True)
class Catalog:
    """All rows, by their keys; made by `load_catalog`, which checks them."""

    version: str
    date: str
    kinds: KindTable
    events: Mapping[str, EventRow]
    classes: Mapping[str, ClassRow]
    codes: Mapping[int, CodeRow]
    subcodes: Mapping[int, tuple[SubcodeRow, ...]]
    """By subcode; the row for any code comes first."""
    families: tuple[FamilyRow, ...]
    sip_codes: Mapping[int, SipRow]
    causes: Mapping[int, Q850Row]
    pairs: Mapping[tuple[int, int], PairRow]
    """By SIP code and Q.850 cause, whichever of the two is translated."""
    sip_to_q850: Mapping[tuple[int | None, int | None], MappingRow]
    """By SIP code and the cause that a gateway writes for it."""
    q850_to_sip: Mapping[tuple[int | None, int | None], MappingRow]
    """By cause and the SIP code that a gateway writes for it."""
    near: frozenset[frozenset[str]]
    headlines: tuple[HeadlineRow, ...]
    reasons: tuple[ReasonRow, ...]
    statuses: Mapping[tuple[str, str], StatusRow]
    rules: Mapping[str, RuleRow]
    sources: Mapping[str, SourceRow]
    notes: tuple[NoteRow, ...] = ()
    """From overlays, those of the user's own file last."""
    normal: tuple[NormalRow, ...] = ()
    """From overlays: results that the user, or the team, expects."""

    def lookup(self, event: str | None, code: int | None, subcode: int | None) -> Match:
        """The closest row for a result; aliases of events and code 0 are understood."""
        name = self.kinds.find(event).name if event else None
        tables = Tables(self.codes, self.subcodes, self.families, self.sip_codes, self.classes)
        return find(tables, name, code, subcode)

    def code(self, value: int | None) -> CodeRow | None:
        """The row of a three-digit ACS code."""
        return None if value is None else self.codes.get(value)

    def sip(self, value: int | None) -> SipRow | None:
        """The row of a SIP response code; never ask this for an ACS code."""
        return None if value is None else self.sip_codes.get(value)

    def q850(self, value: int | None) -> Q850Row | None:
        """The row of a Q.850 cause."""
        return None if value is None else self.causes.get(value)

    def class_of(self, code: int | None) -> ClassRow | None:
        """The row of a code's class; None outside the four classes."""
        return self.classes.get(code_class(code).value)

    def source(self, source_id: str) -> SourceRow:
        """The source behind an id of a row; loading proved that it is there."""
        return self.sources[source_id]

    def pair(self, sip: int, q850: int) -> PairVerdict | None:
        """How well known it is that the two go together; None when it is not."""
        row = self.pairs.get((sip, q850))
        return None if row is None else row.verdict

    def are_near(self, theme: str, other: str) -> bool:
        """Whether two themes are close enough not to contradict each other."""
        return frozenset((theme, other)) in self.near

    def headline(self, row: SipRow | Q850Row) -> HeadlineRow | None:
        """How a failure with this cause reads: by its exact value, else by its theme."""
        by_theme = None
        for line in self.headlines:
            exact = line.sip if isinstance(row, SipRow) else line.q850
            if exact is not None and exact == row.code:
                return line
            if line.theme and line.theme == row.theme:
                by_theme = line
        return by_theme

    def notes_of(
        self, code: int | None, subcode: int | None, sip: int | None, q850: int | None
    ) -> tuple[NoteRow, ...]:
        """What the user, or the team, wrote beside a result as it was delivered."""
        return tuple(note for note in self.notes if applies(note, code, subcode, sip, q850))

    def is_normal(self, code: int | None, subcode: int | None) -> bool:
        """Whether the user, or the team, said that a result as delivered is normal."""
        return any(is_about(row, code, subcode) for row in self.normal)
