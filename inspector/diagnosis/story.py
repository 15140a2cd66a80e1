"""The facts of one call that a verdict is made of, each with the rows that prove it."""

from dataclasses import dataclass, replace

from inspector.calls.model import Call
from inspector.catalog.catalog import Catalog
from inspector.catalog.model import SubcodeRow
from inspector.diagnosis.explain import explain
from inspector.diagnosis.facts import facts_of
from inspector.diagnosis.model import Explanation, Facts
from inspector.diagnosis.standing import event_outcome
from inspector.diagnosis.wording import seconds
from inspector.events.kinds import EventOutcome, Role
from inspector.index.table import EventTable, time_at

_PHASES_OF_AN_END = ("teardown", "any")
NO_CODE = "no code"
"""What is printed for a result without any number."""


@dataclass(frozen=True, slots=True)
class Result:
    """What one event of the call came to."""

    row: int
    label: str
    """The kind in plain words; empty for a kind the catalog does not know."""
    explanation: Explanation
    by_details: bool
    """The headline comes from SIP or Q.850, not from the code."""
    ended_by: str
    """Who hung up, when the catalog's row is about the end of a call and says so."""

    @property
    def title(self) -> str:
        """The headline."""
        return self.explanation.title

    @property
    def codes(self) -> str:
        """The numbers that the headline rests on: "SIP 486, Q.850 17", "200/7000"."""
        facts = self.explanation.facts
        return _details(facts) if self.by_details else _result(facts)


@dataclass(frozen=True, slots=True)
class Story:
    """One call: how it began, what failed first in weight, how it ended."""

    call: Call
    connected_rows: tuple[int, ...]
    never: Result | None
    """The event that says that the call never connected."""
    worst: Result | None
    """The most serious failure before the end."""
    failures: tuple[int, ...]
    """Rows before the end whose names say that an operation failed."""
    end: Result | None
    seconds_to_end: str
    """From the worst failure to the end; empty when a time is missing."""
    late_rows: tuple[int, ...]
    """Rows after the end that do not belong to the end itself."""
    late_failure: Result | None
    """The first operation among them that failed."""


def story_of(catalog: Catalog, table: EventTable, call: Call) -> Story:
    """The facts of a call, from the columns alone."""
    roles = {row: table.kinds[int(table.kind[row])].role for row in call.rows}
    connected = tuple(row for row in call.rows if roles[row] is Role.CONNECTED)
    never_rows = [row for row in call.rows if roles[row] is Role.NEVER_CONNECTED]
    never = never_rows[0] if never_rows and not connected else None
    after = set(call.after_end)
    failures = tuple(
        row
        for row in call.rows
        if roles[row] is Role.NONE and row not in after and _failed(catalog, table, row)
    )
    late = tuple(row for row in call.after_end if roles.get(row, Role.NONE) is Role.NONE)
    late_failure = next(
        (row for row in late if row != call.worst and _failed(catalog, table, row)), None
    )
    return Story(
        call=call,
        connected_rows=connected,
        never=None if never is None else _result_at(catalog, table, never),
        worst=None if call.worst is None else _result_at(catalog, table, call.worst),
        failures=failures,
        end=None if call.end is None else _result_at(catalog, table, call.end),
        seconds_to_end=_gap(table, call),
        late_rows=late,
        late_failure=None if late_failure is None else _result_at(catalog, table, late_failure),
    )


def _failed(catalog: Catalog, table: EventTable, row: int) -> bool:
    kind = table.kinds[int(table.kind[row])]
    return event_outcome(catalog, kind.name) is EventOutcome.FAILED


def _result_at(catalog: Catalog, table: EventTable, row: int) -> Result:
    facts = facts_of(table, row)
    explanation = explain(catalog, facts)
    by_numbers = explain(catalog, replace(facts, sip=None, q850=None))
    by_details = explanation.title != by_numbers.title
    matched = catalog.lookup(facts.event, facts.code, facts.subcode).row
    ended_by = ""
    if isinstance(matched, SubcodeRow) and matched.name == explanation.title:
        ended_by = matched.ended_by if matched.phase in _PHASES_OF_AN_END else ""
    return Result(
        row=row,
        label=table.kinds[int(table.kind[row])].label,
        explanation=explanation,
        by_details=by_details,
        ended_by=ended_by,
    )


def _gap(table: EventTable, call: Call) -> str:
    if call.worst is None or call.end is None:
        return ""
    start, end = time_at(table.time, call.worst), time_at(table.time, call.end)
    return "" if start is None or end is None else seconds((end - start) / 1e9)


def _result(facts: Facts) -> str:
    if facts.code is None:
        return NO_CODE if facts.subcode is None else f"subcode {facts.subcode}"
    return str(facts.code) if facts.subcode is None else f"{facts.code}/{facts.subcode}"


def _details(facts: Facts) -> str:
    said = []
    if facts.sip is not None:
        said.append(f"SIP {facts.sip}")
    if facts.q850 is not None:
        said.append(f"Q.850 {facts.q850}")
    return ", ".join(said)
