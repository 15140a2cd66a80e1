"""The words of every entry, weighed: its key and names, its kind, everything else it says."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from inspector.catalog.catalog import Catalog
from inspector.catalog.entry import (
    Entry,
    EntryKind,
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
from inspector.catalog.query import words_of

UNASSIGNED = "unassigned"
"""The status of a Q.850 value that nobody defined; found by its number only."""

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_KIND_WORDS = {
    EntryKind.CODE: "acs code",
    EntryKind.RESULT: "acs result subcode",
    EntryKind.EVENT: "event",
    EntryKind.SIP: "sip response",
    EntryKind.Q850: "q.850 q850 cause isup",
    EntryKind.STATUS: "stream status",
    EntryKind.FAMILY: "subcode family range",
    EntryKind.CODE_CLASS: "code class",
    EntryKind.RULE: "finding rule",
    EntryKind.REASON: "sip reason header",
}


@dataclass(frozen=True, slots=True)
class Searchable:
    """An entry with its words; each stands after a space, so " ring" is the start of a word."""

    entry: Entry
    names: tuple[str, ...]
    """Key, name and other names, each in lower case, words apart by one space."""
    title: str
    kind: str
    body: str

    def rank(self, phrase: str, words: tuple[str, ...]) -> int | None:
        """How well it fits, 0 is best; None when a word is missing."""
        if phrase in self.names:
            return 0
        if any(name.startswith(phrase) for name in self.names):
            return 1
        if f" {phrase}" in self.title:
            return 2
        starts = [f" {word}" for word in words]
        if all(start in self.title for start in starts):
            return 3
        named = self.title + self.kind
        if all(start in named for start in starts):
            return 4
        whole = named + self.body
        if not all(start in whole for start in starts):
            return None
        return 5 if any(start in self.title for start in starts) else 6


def searchables(catalog: Catalog) -> Iterator[Searchable]:
    """Every row of the catalog with its words, kind by kind."""
    for code in catalog.codes.values():
        yield _made(code_entry(code), (), code.meaning, code.mitigation, code.sip_note)
    for rows in catalog.subcodes.values():
        for row in rows:
            said = (row.meaning, row.mitigation, *row.checks, row.phase, row.ended_by, row.category)
            yield _made(subcode_entry(row), (row.generic_name,), *said)
    aliases: dict[str, list[str]] = {}
    for alias, kind in catalog.kinds.aliases.items():
        aliases.setdefault(kind.name, []).append(alias)
    for kind in catalog.kinds.kinds:
        entry = event_entry(catalog, kind)
        yield _made(entry, aliases.get(kind.name, ()), entry.summary, kind.lane, kind.outcome)
    for sip in catalog.sip_codes.values():
        yield _made(sip_entry(sip), (), sip.meaning, sip.note, sip.theme)
    for cause in catalog.causes.values():
        said = () if cause.status == UNASSIGNED else (cause.meaning, cause.note, cause.theme)
        yield _made(q850_entry(cause), (), *said)
    for status in catalog.statuses.values():
        yield _made(status_entry(status), (), status.meaning, status.mitigation)
    for family in catalog.families:
        yield _made(family_entry(family), (), family.meaning, family.mitigation)
    for group in catalog.classes.values():
        yield _made(class_entry(group), (), group.meaning, group.mitigation)
    for rule in catalog.rules.values():
        yield _made(rule_entry(rule), (), rule.why, rule.action)
    for reason in catalog.reasons:
        yield _made(reason_entry(reason), (), reason.meaning, reason.origin)


def _made(entry: Entry, other_names: Iterable[str], *said: str) -> Searchable:
    """Names are found in one piece, "playfailed", and by their humps, "play failed"."""
    spelled = [entry.key, entry.name, *other_names]
    split = [_HUMP.sub(" ", name) for name in spelled]
    names = tuple(dict.fromkeys(name for text in (*spelled, *split) if (name := _spaced(text))))
    owner = "" if entry.owner is None else entry.owner.value
    return Searchable(
        entry=entry,
        names=names,
        title="".join(f" {name}" for name in names),
        kind=f" {_spaced(_KIND_WORDS[entry.kind])}",
        body=f" {_spaced(' '.join((*said, owner)))}",
    )


def _spaced(text: str) -> str:
    return " ".join(words_of(text))
