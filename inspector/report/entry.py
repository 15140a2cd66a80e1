"""An entry of the catalog as blocks; the catalog window and the command line show the same ones."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace

from inspector.catalog.catalog import Catalog
from inspector.catalog.entry import Entry, EntryKind
from inspector.catalog.links import Link
from inspector.catalog.model import FamilyRow
from inspector.diagnosis.explain import explain
from inspector.diagnosis.model import Explanation
from inspector.diagnosis.model import Facts as Delivered
from inspector.report.blocks import (
    Badge,
    BadgeLine,
    Block,
    Cell,
    Column,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Table,
)
from inspector.report.explanation import (
    ATTENTION_TEXTS,
    RETRY_TEXTS,
    catalog_sources,
    explanation_blocks,
)
from inspector.report.redact import Plain

GOES_WITH = "Goes with"
"""The heading above the links."""

ANATOMY = "Anatomy"
RELATED = "Related"
"""Facts of an explanation, by their label."""

_OF_CODE = ("Code", "Code class")
_OF_SUBCODE = ("Subcode",)
_ACS_TOO = "ACS code {} is another thing and has its own entry"
_OUTCOMES = {
    "succeeded": "it succeeded",
    "failed": "it failed",
    "canceled": "it was canceled",
    "ended": "something ended; the code says how",
    "info": "nothing but news",
}


def entry_blocks(
    catalog: Catalog, entry: Entry, *, without: Set[str] = frozenset()
) -> tuple[Block, ...]:
    """What the catalog says about an entry; results read as they do for an event.

    `without` names facts of a result that are shown in another way.
    """
    explanation = entry_explanation(catalog, entry)
    if explanation is not None:
        return _of_result(catalog, entry, explanation, without)
    blocks: list[Block] = [_head(entry, entry.name)]
    if entry.summary:
        blocks.append(Paragraph(entry.summary))
    action, facts, source_ids = _of_kind(catalog, entry)
    if action:
        blocks += [Heading("What to do", 3), Paragraph(action)]
    rows = [fact for fact in facts if fact.value]
    rows += _sources(catalog, source_ids)
    if rows:
        blocks.append(Facts(tuple(rows)))
    return tuple(blocks)


def links_table(links: Iterable[Link]) -> Iterator[Block]:
    """The entries to go on to, as a table; nothing where there is none."""
    rows = tuple(
        (
            Cell(link.entry.kind.value),
            Cell(link.entry.printed),
            Cell(link.entry.name),
            Cell(link.why),
        )
        for link in links
    )
    if rows:
        yield Heading(GOES_WITH, 3)
        yield Table((Column("Kind"), Column("Key"), Column("Name"), Column("Why")), rows)


def entry_explanation(catalog: Catalog, entry: Entry) -> Explanation | None:
    """The explanation of an event with the numbers of a code or result; None for other kinds."""
    if entry.kind not in (EntryKind.CODE, EntryKind.RESULT):
        return None
    explanation = explain(catalog, Delivered(code=entry.code, subcode=entry.subcode))
    if entry.code is None:  # the notes speak of a code that was delivered
        return replace(explanation, notes=())
    return explanation


def _of_result(
    catalog: Catalog, entry: Entry, explanation: Explanation, without: Set[str]
) -> tuple[Block, ...]:
    """The explanation without what nobody typed in, and without what the links say."""
    absent = {RELATED, *without}
    absent.update(_OF_CODE if entry.code is None else ())
    absent.update(_OF_SUBCODE if entry.subcode is None else ())
    sources = catalog_sources(catalog, explanation)
    head = _head(entry, explanation.title)
    _, *blocks = explanation_blocks(explanation, sources, Plain(), delivered=False)
    return head, *(_without(block, absent) for block in blocks)


def _without(block: Block, labels: Set[str]) -> Block:
    if not isinstance(block, Facts):
        return block
    return Facts(tuple(fact for fact in block.rows if fact.label not in labels))


def _head(entry: Entry, name: str) -> BadgeLine:
    group = entry.code_class
    if group is not None:
        return BadgeLine((Badge(entry.printed, group),), name)
    match entry.kind:
        case EntryKind.FAMILY:
            key = f"Subcodes {entry.key}"
        case EntryKind.RESULT:
            key = f"Subcode {entry.key}"
        case _:
            key = entry.printed
    return BadgeLine((), f"{key}: {name}" if name else key)


def _of_kind(catalog: Catalog, entry: Entry) -> tuple[str, list[Fact], tuple[str, ...]]:
    """What to do, the facts, and the ids of the sources."""
    match entry.kind:
        case EntryKind.SIP:
            return _sip(catalog, entry)
        case EntryKind.Q850:
            return _q850(catalog, entry)
        case EntryKind.EVENT:
            return _event(catalog, entry)
        case EntryKind.STATUS:
            status = catalog.statuses[entry.name, entry.key]
            facts = [
                Fact("Field", status.field, mono=True),
                Fact("Attention", ATTENTION_TEXTS[status.attention]),
            ]
            return status.mitigation, facts, status.sources
        case EntryKind.FAMILY:
            family = _family(catalog, entry)
            facts = [
                Fact("Numbers", _range(family.first, family.last)),
                Fact("Whose move", family.owner.value),
                Fact("Made by", family.producer),
                Fact("Direction", family.direction),
                Fact("Last digits", "" if family.tail is None else family.tail.value),
            ]
            return family.mitigation, facts, family.sources
        case EntryKind.CODE_CLASS:
            group = catalog.classes[entry.key]
            return group.mitigation, [], group.sources
        case EntryKind.RULE:
            rule = catalog.rules[entry.key]
            limits = ", ".join(f"{name} {value:g}" for name, value in rule.limits.items())
            facts = [Fact("Severity", rule.severity.value), Fact("Limits", limits, mono=True)]
            return rule.action, facts, rule.sources
        case EntryKind.REASON:
            reason = next(
                r for r in catalog.reasons if (r.value, r.kind) == (entry.key, entry.name)
            )
            facts = [Fact("What it is", reason.kind), Fact("Defined in", reason.origin)]
            return "", facts, reason.sources
        case EntryKind.CODE | EntryKind.RESULT:
            return "", [], ()


def _sip(catalog: Catalog, entry: Entry) -> tuple[str, list[Fact], tuple[str, ...]]:
    row = catalog.sip(entry.code)
    if row is None:
        return "", [], ()
    headline = catalog.headline(row)
    facts = [
        Fact("Whose move", row.owner.value),
        Fact("Try again", RETRY_TEXTS[row.retry]),
        Fact("Theme", _theme(row.theme)),
        Fact("How precise", _precision(row.vague, "Q.850")),
        Fact("Note", row.note),
        Fact("Defined in", row.reference),
        Fact("Not to mix up", _ACS_TOO.format(row.code) if row.code in catalog.codes else ""),
    ]
    return "" if headline is None else headline.mitigation, facts, row.sources


def _q850(catalog: Catalog, entry: Entry) -> tuple[str, list[Fact], tuple[str, ...]]:
    row = catalog.q850(entry.code)
    if row is None:
        return "", [], ()
    headline = catalog.headline(row)
    facts = [
        Fact("Whose move", row.owner.value),
        Fact("Try again", RETRY_TEXTS[row.retry]),
        Fact("Theme", _theme(row.theme)),
        Fact("How precise", _precision(row.vague, "SIP")),
        Fact("Status", row.status),
        Fact("Note", row.note),
    ]
    return "" if headline is None else headline.mitigation, facts, row.sources


def _event(catalog: Catalog, entry: Entry) -> tuple[str, list[Fact], tuple[str, ...]]:
    kind = catalog.kinds.find(entry.key)
    row = catalog.events.get(kind.name)
    others = sorted(
        alias
        for alias, of in catalog.kinds.aliases.items()
        if of is kind and alias != kind.name.lower()
    )
    facts = [
        Fact("Says", _OUTCOMES[kind.outcome.value]),
        Fact("Drawn in", f"the {kind.lane.value} lane"),
        Fact("Starts", kind.starts),
        Fact("Finishes", kind.finishes),
        Fact("Pauses", kind.pauses),
        Fact("Resumes", kind.resumes),
        Fact("Also written", ", ".join(others), mono=True),
    ]
    if row is None:
        return "", facts, ()
    carries = "yes, when the SBC or carrier sends them" if row.diagnostics else "no"
    facts.append(Fact("SIP and Q.850", carries))
    facts.append(Fact("Delivered by", "a callback" if row.callback else "Event Grid"))
    return "", facts, row.sources


def _family(catalog: Catalog, entry: Entry) -> FamilyRow:
    wanted = (entry.key, entry.name)
    return next(row for row in catalog.families if (row.pattern, row.name) == wanted)


def _sources(catalog: Catalog, ids: Iterable[str]) -> list[Fact]:
    rows = [catalog.source(source_id) for source_id in ids]
    texts = [f"{row.title} ({row.date})" if row.date else row.title for row in rows]
    return [Fact("Sources", "; ".join(texts))] if texts else []


def _theme(theme: str) -> str:
    return theme.replace("_", " ")


def _precision(vague: bool, other: str) -> str:
    if vague:
        return f"vague: it names no cause, so believe a precise {other} code beside it"
    return "precise: it names a cause"


def _range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first} to {last}"
