"""Calls without a terminal event: those that the capture cuts off, and those that go silent."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from inspector.catalog.model import RuleRow, Severity
from inspector.events.kinds import EventKind, Lane, Role
from inspector.findings.model import Finding
from inspector.findings.scene import Scene
from inspector.findings.wording import duration, kind_name
from inspector.index.table import NO_TIME, NONE

_NS_PER_S = 1_000_000_000


def end_1(scene: Scene, rule: RuleRow) -> Iterator[Finding]:
    """Calls without terminal event; tells a capture that stops from a call that goes silent.

    A warning only where an end was to be expected: the capture shows the start of the call, or
    goes on after it and shows how other calls end.
    """
    calls, table = scene.calls, scene.table
    open_calls = np.flatnonzero(calls.end == NONE)
    if not len(open_calls):
        return
    alive = np.add.reduceat(scene.mask(_is_of_this_leg)[calls.order], calls.starts[:-1])
    connected = np.add.reduceat(scene.mask(_connects)[calls.order], calls.starts[:-1])
    ends_seen = len(open_calls) < len(calls)
    coverage = _Coverage.of(scene, rule.limits["cut_off_within_s"])
    for call in open_calls.tolist():
        if not alive[call]:
            continue
        rows = calls.rows(call)
        timed = rows[table.time[rows] != NO_TIME]
        last = int(timed[-1] if len(timed) else rows[-1])
        goes_on, text = coverage.after(scene, last, started=bool(connected[call]))
        expected = bool(connected[call]) or (ends_seen and goes_on)
        yield Finding(rule.id, rule.severity if expected else Severity.INFO, text, (last,), call)


def _is_of_this_leg(kind: EventKind) -> bool:
    """Whether the event shows that the call connection itself was alive.

    The state of a recording names the leg that asked for it, often without any other event.
    """
    return kind.documented and kind.lane is not Lane.RECORDING and kind.role is not Role.OFFER


def _connects(kind: EventKind) -> bool:
    return kind.role is Role.CONNECTED


@dataclass(frozen=True, slots=True)
class _Coverage:
    """Until when the capture goes on behind an event."""

    until: dict[int, int]
    """By source, the last time of its stretch; files that follow one another make one stretch."""
    cut: frozenset[int]
    """Sources whose last bytes cannot be read."""
    limit_ns: int

    @classmethod
    def of(cls, scene: Scene, limit_s: float) -> "_Coverage":
        limit_ns = round(limit_s * _NS_PER_S)
        table = scene.table
        timed = np.flatnonzero(table.time != NO_TIME)
        sources, times = table.source[timed], table.time[timed]
        spans = []
        for source in np.unique(sources).tolist():
            of_source = times[sources == source]
            spans.append((int(of_source.min()), int(of_source.max()), source))
        until: dict[int, int] = {}
        stretch: list[int] = []
        end = NO_TIME
        for first, last, source in sorted(spans):
            if first > end + limit_ns:
                stretch = []
                end = NO_TIME
            stretch.append(source)
            end = max(end, last)
            until |= dict.fromkeys(stretch, end)
        return cls(until, _broken_off(scene), limit_ns)

    def after(self, scene: Scene, row: int, *, started: bool) -> tuple[bool, str]:
        """Whether the capture goes on behind the last event of a call, and the sentence on it."""
        source, time = int(scene.table.source[row]), int(scene.table.time[row])
        name = kind_name(scene, row)
        missing = "No event ends this call" if started else "This call has neither start nor end"
        if time == NO_TIME:
            return False, (
                f"{missing}; without times it cannot be told whether the capture goes on after "
                f"its {name}."
            )
        rest = self.until[source] - time
        if rest > self.limit_ns:
            return True, (
                f"{missing}, although the capture goes on for {duration(rest)} after its {name}."
            )
        stops = f"{duration(rest)} after its {name}" if rest else f"with its {name}"
        broken = ", and its last bytes cannot be read" if source in self.cut else ""
        guess = (
            "it may be cut off"
            if broken or not started
            else "it may be cut off, or the call went on"
        )
        return False, f"{missing}: the capture stops {stops}{broken}; {guess}."


def _broken_off(scene: Scene) -> frozenset[int]:
    """Sources that end in something unreadable, as a record that was cut."""
    ends = {
        index: source.text_size
        for index, source in enumerate(scene.capture.opened)
        if source is not None
    }
    return frozenset(
        problem.source
        for problem in scene.capture.problems
        if problem.source in ends and problem.offset + problem.length >= ends[problem.source] - 1
    )
