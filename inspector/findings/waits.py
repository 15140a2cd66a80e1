"""Long waits: a long ring, and a long silence inside a connected call."""

from collections.abc import Iterator

import numpy as np

from inspector.catalog.model import RuleRow
from inspector.events.kinds import Role
from inspector.findings.model import Finding
from inspector.findings.scene import Scene, finding
from inspector.findings.wording import duration, kind_name
from inspector.index.table import NO_TIME

_NS_PER_S = 1_000_000_000


def time_1(scene: Scene, rule: RuleRow) -> Iterator[Finding]:
    """Rings that the capture shows whole, and the longest gap of calls far above the others."""
    yield from _rings(scene, rule)
    yield from _gaps(scene, rule)


def _rings(scene: Scene, rule: RuleRow) -> Iterator[Finding]:
    calls = scene.calls
    longest_s = rule.limits["longest_ring_s"]
    known = (calls.offered != NO_TIME) & (calls.connected != NO_TIME)
    ring_ns = np.where(known, calls.connected - np.where(known, calls.offered, 0), 0)
    for call in np.flatnonzero(ring_ns > longest_s * _NS_PER_S).tolist():
        rows = calls.rows(call)
        connected = next(row for row in rows.tolist() if scene.kind(row).role is Role.CONNECTED)
        offers = [
            row
            for row in calls.offers(call).tolist()
            if scene.table.time[row] == calls.offered[call]
        ]
        text = (
            f"The call rang for {duration(int(ring_ns[call]))} until it was connected; "
            f"more than {longest_s:.0f} s is long."
        )
        yield finding(rule, text, (connected, *offers[:1]), call)


def _gaps(scene: Scene, rule: RuleRow) -> Iterator[Finding]:
    """One finding a call, for the longest of its gaps."""
    calls, limits = scene.calls, rule.limits
    times = scene.table.time[calls.order]
    of_call = scene.table.call[calls.order]
    ended = np.where(calls.ended == NO_TIME, np.iinfo(np.int64).max, calls.ended)
    inside = (times != NO_TIME) & (calls.connected[of_call] != NO_TIME)
    inside &= (times >= calls.connected[of_call]) & (times <= ended[of_call])
    rows, times, of_call = calls.order[inside], times[inside], of_call[inside]
    within = np.flatnonzero(of_call[1:] == of_call[:-1])
    gaps = times[within + 1] - times[within]
    if len(gaps) < limits["gaps_needed"]:
        return
    usual = int(np.percentile(gaps, limits["percentile"]))
    long = np.flatnonzero(gaps > max(usual, limits["shortest_gap_s"] * _NS_PER_S))
    long = long[np.lexsort((-gaps[long], of_call[within[long]]))]
    first = np.diff(of_call[within[long]], prepend=-1) != 0
    for gap in long[first].tolist():
        before, after = int(rows[within[gap]]), int(rows[within[gap] + 1])
        text = (
            f"{duration(int(gaps[gap]))} without any event between {kind_name(scene, before)} "
            f"and {kind_name(scene, after)}, longer than {limits['percentile']:.0f} % of the "
            "waits in this capture."
        )
        yield finding(rule, text, (after, before), int(of_call[within[gap]]))
