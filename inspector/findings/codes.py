"""Rules about result codes: each different result is looked at once, by its group."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from inspector.catalog.catalog import Catalog
from inspector.catalog.lookup import sip_tail
from inspector.catalog.model import Basis, Q850Row, RuleRow, SipRow, SubcodeRow
from inspector.diagnosis.agreement import agreement, believed
from inspector.diagnosis.model import Explanation, Facts
from inspector.diagnosis.standing import event_outcome
from inspector.diagnosis.wording import lower_first
from inspector.events.kinds import EventOutcome
from inspector.findings.model import Finding
from inspector.findings.scene import Rows, Scene, finding
from inspector.findings.wording import kind_name
from inspector.index.codes import CodeClass
from inspector.index.table import NONE

_NORMAL = "normal"
_BY_PEOPLE = frozenset({"busy", "no_answer", "rejected", "unavailable", "cancel"})
"""Themes of an answer that a person or a phone gave: never a fault of a server."""
_MAY_FAIL = (EventOutcome.FAILED, EventOutcome.ENDED, None)
_UNKNOWN = frozenset({Basis.PATTERN, Basis.FAMILY, Basis.CODE, Basis.CLASS, Basis.NONE})


def code_1(scene: Scene, rule: RuleRow) -> Iterator[Finding]:
    """The class of the code says server fault, the carrier's own details say otherwise."""
    for explanation, rows in _groups(scene):
        objection = _objection(scene.catalog, explanation)
        if not objection:
            continue
        for row in rows.tolist():
            result = f"{kind_name(scene, row)} {_number(explanation.facts)}"
            text = f"{result} looks like a server fault, but {objection}."
            yield finding(rule, text, (row,), scene.call_of(row))


def code_2(scene: Scene, rule: RuleRow) -> Iterator[Finding]:
    """Subcodes that the catalog does not know."""
    for explanation, rows in _results(scene):
        facts = explanation.facts
        match = scene.catalog.lookup(facts.event, facts.code, facts.subcode)
        if facts.subcode and match.basis in _UNKNOWN:
            date = scene.catalog.date
            text = (
                f"The catalog of {date} does not know subcode {facts.subcode}{_with_code(facts)}."
                f" {_reading(match.basis, explanation)}"
            )
            yield finding(rule, text, tuple(rows.tolist()), _only_call(scene, rows))


def code_3(scene: Scene, rule: RuleRow) -> Iterator[Finding]:
    """Results that several rows of the catalog explain, each with its own advice."""
    for explanation, rows in _results(scene):
        facts = explanation.facts
        match = scene.catalog.lookup(facts.event, facts.code, facts.subcode)
        if match.basis is not Basis.SUBCODE or not isinstance(match.row, SubcodeRow):
            continue
        advice = {row.mitigation for row in (match.row, *match.others)}
        if len(advice) > 1:
            text = (
                f"Subcode {facts.subcode}{_with_code(facts)} has several readings that advise"
                f" differently: {'; '.join(map(_named, (match.row, *match.others)))}."
            )
            yield finding(rule, text, tuple(rows.tolist()), _only_call(scene, rows))


def _groups(scene: Scene) -> Iterator[tuple[Explanation, Rows]]:
    """Each different explanation with its event rows, in the order of the file."""
    group = scene.assessment.group
    order = np.argsort(group, kind="stable").astype(np.int64)
    explanations = scene.assessment.explanations
    starts = np.searchsorted(group[order], np.arange(len(explanations) + 1))
    for explanation, start, end in zip(explanations, starts[:-1], starts[1:], strict=True):
        yield explanation, order[start:end]


def _results(scene: Scene) -> Iterator[tuple[Explanation, Rows]]:
    """Each different code and subcode with an explanation and all its rows."""
    groups: dict[tuple[int | None, int | None], list[tuple[Explanation, Rows]]] = defaultdict(list)
    for explanation, rows in _groups(scene):
        groups[explanation.facts.code, explanation.facts.subcode].append((explanation, rows))
    for (_, subcode), parts in groups.items():
        if subcode is not None:
            yield parts[0][0], np.sort(np.concatenate([rows for _, rows in parts]))


def _objection(catalog: Catalog, explanation: Explanation) -> str:
    """What the details say against the class of the code; empty when they do not object."""
    facts = explanation.facts
    if explanation.code_class is not CodeClass.C5XX:
        return ""
    if event_outcome(catalog, facts.event) not in _MAY_FAIL:
        return ""
    sip, q850 = catalog.sip(facts.sip), catalog.q850(facts.q850)
    if facts.sip is None and facts.q850 is None:
        sip = catalog.sip(sip_tail(facts.subcode))
    told = tuple(row for row in (sip, q850) if row is not None)
    precise = believed(agreement(catalog, sip, q850), sip, q850)
    wanted = _BY_PEOPLE if precise else _BY_PEOPLE | {_NORMAL}
    if not told or any(row.theme not in wanted for row in precise or told):
        return ""
    verb = "say" if len(told) > 1 else "says"
    return f"{' and '.join(map(_detail, told))} {verb}: {_story(catalog, precise or told)}"


def _story(catalog: Catalog, rows: Sequence[SipRow | Q850Row]) -> str:
    headlines = [catalog.headline(row) for row in rows]
    titles = dict.fromkeys(lower_first(line.title) for line in headlines if line is not None)
    return ", or ".join(titles) or "the call ended in the normal way"


def _detail(row: SipRow | Q850Row) -> str:
    if isinstance(row, SipRow):
        return f"SIP {row.code} {row.phrase}"
    return f"Q.850 {row.code} {row.name}"


def _reading(basis: Basis, explanation: Explanation) -> str:
    """What can be said of a number that is in no row."""
    subcode, code = explanation.subcode, explanation.code
    match basis:
        case Basis.PATTERN if subcode is not None:
            return f"Its pattern reads: {subcode.name}."
        case Basis.FAMILY if subcode is not None:
            return f"Its family of numbers is known: {lower_first(subcode.name)}."
        case Basis.CODE | Basis.CLASS if code is not None:
            return f"Only the code says something: {lower_first(code.name)}."
        case _:
            return "Nothing can be said about it."


def _named(row: SubcodeRow) -> str:
    code = "any code" if row.code is None else f"code {row.code}"
    return f"with {code}, {lower_first(row.name)}"


def _number(facts: Facts) -> str:
    return f"{facts.code}" if facts.subcode is None else f"{facts.code}/{facts.subcode}"


def _with_code(facts: Facts) -> str:
    return "" if facts.code is None else f" (with code {facts.code})"


def _only_call(scene: Scene, rows: Rows) -> int | None:
    """The call that holds all rows; None when there are several or none."""
    calls = np.unique(scene.table.call[rows])
    if len(calls) != 1:
        return None
    return scene.call_of(int(rows[0])) if len(rows) == 1 or calls[0] != NONE else None
