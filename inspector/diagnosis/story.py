"""The facts of one call that a verdict is made of, each with the rows that prove it."""

from dataclasses import dataclass, replace
from typing import Protocol

from inspector.calls.model import Call
from inspector.catalog.catalog import Catalog
from inspector.catalog.model import Basis
from inspector.diagnosis.agreement import Agreement
from inspector.diagnosis.explain import explain
from inspector.diagnosis.facts import facts_from, facts_of
from inspector.diagnosis.happened import ended_by
from inspector.diagnosis.hidden import WRAPPERS, keyed_by_message
from inspector.diagnosis.model import Explanation, Facts
from inspector.diagnosis.standing import event_outcome
from inspector.diagnosis.wording import lower_first, seconds
from inspector.errors import InspectorError
from inspector.events.event import Event
from inspector.events.kinds import EventKind, EventOutcome, Lane, Role
from inspector.index.codes import CodeClass
from inspector.index.table import EventTable, time_at

_TRANSFER = "CallTransferAccepted"
_IN_PART = {Basis.FAMILY: "family", Basis.CODE: "code", Basis.CLASS: "class"}
NO_CODE = "no code"
"""What is printed for a result without any number."""


class Evidence(Protocol):
    """A capture, as far as a verdict needs it."""

    @property
    def table(self) -> EventTable:
        """The capture's events."""

    def event(self, row: int) -> Event:
        """An event with its texts; raises InspectorError when its file changed."""


@dataclass(frozen=True, slots=True)
class Result:
    """What one event of the call came to."""

    row: int
    label: str
    """The kind in plain words; empty for a kind the catalog does not know."""
    explanation: Explanation
    by_details: bool
    """The headline comes from SIP or Q.850, not from the code."""
    may_have_failed: bool
    """Neither a success nor a normal end."""
    is_marked: bool
    """The user said that this result is normal."""
    inner: str
    """Code and subcode named in the message, where they count instead of the event's own."""

    @property
    def title(self) -> str:
        """The headline."""
        return self.explanation.title

    @property
    def agreement(self) -> Agreement:
        """How SIP and Q.850 go together."""
        return self.explanation.agreement.verdict

    @property
    def ended_by(self) -> str:
        """Who hung up, when the catalog's row is about the end of a call and says so."""
        return ended_by(self.explanation)

    @property
    def numbers(self) -> str:
        """Code and subcode: "200/7000"."""
        return _result(self.explanation.facts)

    @property
    def codes(self) -> str:
        """The numbers that the headline rests on: "SIP 486, Q.850 17", "200/7000"."""
        if self.by_details:
            return self._details()
        return f"{self.inner} in {self.numbers}" if self.inner else self.numbers

    @property
    def known_part(self) -> str:
        """What little the catalog knows of the number; empty when it knows it, or details tell."""
        explanation = self.explanation
        facts, basis = explanation.facts, explanation.basis
        if self.by_details or self.numbers == NO_CODE:
            return ""
        if basis is Basis.NONE:
            return "which the catalog does not know"
        if basis not in _IN_PART or (basis is Basis.CODE and not facts.subcode):
            return ""
        return f"of which the catalog knows only the {_IN_PART[basis]}: {lower_first(self.title)}"

    def _details(self) -> str:
        facts = self.explanation.facts
        if facts.sip is None or facts.q850 is None:
            return f"Q.850 {facts.q850}" if facts.sip is None else f"SIP {facts.sip}"
        match self.agreement:
            case Agreement.CONFLICT:
                return f"SIP {facts.sip} against Q.850 {facts.q850}"
            case Agreement.VAGUE_SIP:
                return f"Q.850 {facts.q850} behind SIP {facts.sip}"
            case _:
                return f"SIP {facts.sip}, Q.850 {facts.q850}"


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
    transfers: tuple[int, ...]
    """Rows that say that a transfer was accepted."""
    amid: tuple[int, ...]
    """Rows of operations that succeeded, which only a connected call lets them."""
    recordings: frozenset[int]
    """Rows about a recording."""
    end: Result | None
    seconds_to_end: str
    """From the worst failure to the end; empty when a time is missing."""
    late_rows: tuple[int, ...]
    """Rows after the end that do not belong to the end itself."""
    late_failure: Result | None
    """The first operation among them that failed."""


def story_of(catalog: Catalog, capture: Evidence, call: Call) -> Story:
    """The facts of a call; a text is read only where a subcode says to look there."""
    table = capture.table
    kinds = {row: _kind(table, row) for row in call.rows}
    roles = {row: kind.role for row, kind in kinds.items()}
    connected = tuple(row for row in call.rows if roles[row] is Role.CONNECTED)
    never_rows = [row for row in call.rows if roles[row] is Role.NEVER_CONNECTED]
    never = never_rows[0] if never_rows and not connected else None
    after = set(call.after_end)
    failures = tuple(
        row
        for row in call.rows
        if roles[row] is Role.NONE and row not in after and _failed(catalog, table, row)
    )
    worst = call.worst
    if worst is None and failures:  # of a kind that the catalog does not know
        worst = failures[0]
    late = tuple(row for row in call.after_end if roles.get(row, Role.NONE) is Role.NONE)
    late_failure = next(
        (row for row in late if row != call.worst and _failed(catalog, table, row)), None
    )
    return Story(
        call=call,
        connected_rows=connected,
        never=None if never is None else _result_at(catalog, capture, never),
        worst=None if worst is None else _result_at(catalog, capture, worst),
        failures=failures,
        transfers=tuple(row for row, kind in kinds.items() if kind.name == _TRANSFER),
        amid=tuple(row for row, kind in kinds.items() if row not in after and _succeeded(kind)),
        recordings=frozenset(r for r, kind in kinds.items() if kind.lane is Lane.RECORDING),
        end=None if call.end is None else _result_at(catalog, capture, call.end),
        seconds_to_end=_gap(table, worst, call.end),
        late_rows=late,
        late_failure=None if late_failure is None else _result_at(catalog, capture, late_failure),
    )


def _kind(table: EventTable, row: int) -> EventKind:
    return table.kinds[int(table.kind[row])]


def _failed(catalog: Catalog, table: EventTable, row: int) -> bool:
    return event_outcome(catalog, _kind(table, row).name) is EventOutcome.FAILED


def _succeeded(kind: EventKind) -> bool:
    return kind.role is Role.NONE and kind.outcome is EventOutcome.SUCCEEDED


def _result_at(catalog: Catalog, capture: Evidence, row: int) -> Result:
    facts = _facts_at(capture, row)
    explanation = explain(catalog, facts)
    by_numbers = explain(catalog, replace(facts, sip=None, q850=None))
    by_details = explanation.title != by_numbers.title
    delivered = catalog.lookup(facts.event, facts.code, facts.subcode)
    keyed = keyed_by_message(catalog, facts, delivered).facts
    return Result(
        row=row,
        label=_kind(capture.table, row).label,
        explanation=explanation,
        by_details=by_details,
        may_have_failed=_may_have_failed(catalog, explanation),
        is_marked=catalog.is_normal(facts.code, facts.subcode),
        inner="" if keyed is facts else _result(keyed),
    )


def _facts_at(capture: Evidence, row: int) -> Facts:
    facts = facts_of(capture.table, row)
    if facts.subcode not in WRAPPERS:
        return facts
    try:
        return facts_from(capture.event(row))
    except InspectorError:
        return facts


def _may_have_failed(catalog: Catalog, explanation: Explanation) -> bool:
    if event_outcome(catalog, explanation.facts.event) is EventOutcome.FAILED:
        return True
    return explanation.code_class not in (CodeClass.C2XX, CodeClass.NONE)


def _gap(table: EventTable, worst: int | None, end_row: int | None) -> str:
    if worst is None or end_row is None:
        return ""
    start, end = time_at(table.time, worst), time_at(table.time, end_row)
    return "" if start is None or end is None else seconds((end - start) / 1e9)


def _result(facts: Facts) -> str:
    if facts.code is None:
        return NO_CODE if facts.subcode is None else f"subcode {facts.subcode}"
    return str(facts.code) if facts.subcode is None else f"{facts.code}/{facts.subcode}"
