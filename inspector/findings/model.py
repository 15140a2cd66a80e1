"""A finding: something odd in a capture, with the events that show it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from inspector.catalog.model import Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """A hint, not a verdict."""

    rule: str
    """Id of the rule, for example "END-1"; its title and reason are in the catalog."""
    severity: Severity
    text: str
    """One sentence of ours about this case; no text from the capture but names of events."""
    rows: tuple[int, ...]
    """The events that show it, the most telling first; empty when nothing can be pointed at."""
    call: int | None
    """Position of the call in the call table; None for the capture as a whole."""
    stands_for: int = 1
    """How many findings of its rule a list shows as this one."""


@dataclass(frozen=True, slots=True)
class Limit:
    """Says that a rule did not look at everything."""

    rule: str
    text: str
    """What was left out and why, in one sentence."""


@dataclass(frozen=True)
class Findings:
    """All findings of one finished capture: warnings first, then in the order of the calls."""

    items: tuple[Finding, ...] = ()
    """What a list shows: where a rule found very much, one finding stands for many."""
    limits: tuple[Limit, ...] = ()
    folded: tuple[Finding, ...] = ()
    """Those that another one stands for in the list; calls and events still show each of them."""

    def of_call(self, call: int | None) -> tuple[Finding, ...]:
        """The findings of a call; None gives those of the capture as a whole."""
        return self._by_call.get(call, ())

    def of_row(self, row: int) -> tuple[Finding, ...]:
        """The findings that an event shows."""
        return self.by_row.get(row, ())

    @cached_property
    def by_row(self) -> Mapping[int, tuple[Finding, ...]]:
        """For each event row that shows something, its findings."""
        found: dict[int, list[Finding]] = {}
        for finding in self._single():
            for row in finding.rows:
                found.setdefault(row, []).append(finding)
        return {row: tuple(findings) for row, findings in found.items()}

    @cached_property
    def _by_call(self) -> Mapping[int | None, tuple[Finding, ...]]:
        found: dict[int | None, list[Finding]] = {}
        for finding in (*self.items, *self.folded):
            found.setdefault(finding.call, []).append(finding)
        return {call: tuple(findings) for call, findings in found.items()}

    def _single(self) -> Iterator[Finding]:
        yield from (finding for finding in self.items if finding.stands_for == 1)
        yield from self.folded

    def count(self, severity: Severity) -> int:
        """How many findings of the list have a severity."""
        return sum(finding.severity is severity for finding in self.items)

    def without(self, muted: frozenset[str]) -> "Findings":
        """The findings whose rules are not muted."""
        if not muted:
            return self
        return Findings(
            tuple(finding for finding in self.items if finding.rule not in muted),
            tuple(limit for limit in self.limits if limit.rule not in muted),
            tuple(finding for finding in self.folded if finding.rule not in muted),
        )
