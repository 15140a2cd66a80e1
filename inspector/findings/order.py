"""Events that stand in a file in another order than they happened in."""

from collections.abc import Iterator

import numpy as np

from inspector.calls.ordering import runs_forward
from inspector.catalog.model import RuleRow
from inspector.events.kinds import Role
from inspector.findings.model import Finding
from inspector.findings.scene import Mask, Rows, Scene, finding
from inspector.findings.wording import duration, kind_name
from inspector.index.table import NO_TIME, NONE

_KEYED = "keyed by event name"
"""In the label of a container whose order is that of names, not of deliveries."""
_NS_PER_S = 1_000_000_000


def ord_1(scene: Scene, rule: RuleRow) -> Iterator[Finding]:
    """Events that happened before the one that stands before them; one finding a call."""
    table = scene.table
    usable = runs_forward(table)
    for index, info in enumerate(scene.capture.sources[: len(usable)]):
        usable[index] &= _KEYED not in info.container
    rows = np.flatnonzero((table.time != NO_TIME) & (table.call != NONE))
    rows = rows[usable[table.source[rows]]]
    rows = rows[np.argsort(table.call[rows], kind="stable")]
    calls, sources, times = table.call[rows], table.source[rows], table.time[rows]
    steps = np.diff(times)
    back = (times[1:] < times[:-1]) & (calls[1:] == calls[:-1]) & (sources[1:] == sources[:-1])
    back &= ~_reports_end_again(scene, rows, steps, rule.limits["pair_within_s"])
    at = np.flatnonzero(back)
    if not len(at):
        return
    for group in np.split(at, np.flatnonzero(np.diff(calls[at + 1])) + 1):
        largest = group[np.argsort(steps[group], kind="stable")]
        shown = tuple(rows[largest + 1].tolist())
        text = _text_of_steps(scene, shown[0], int(rows[largest[0]]), len(group))
        yield finding(rule, text, shown, int(calls[group[0] + 1]))


def _reports_end_again(scene: Scene, rows: Rows, steps: Rows, within_s: float) -> Mask:
    """For each step, whether it is that from CallDisconnected to the failure of the same call.

    The service sends both for one end, so late events already speak of it.
    """
    ends = scene.mask(lambda kind: kind.role is Role.END)[rows]
    failures = scene.mask(lambda kind: kind.role is Role.NEVER_CONNECTED)[rows]
    return np.asarray(ends[:-1] & failures[1:] & (steps >= -within_s * _NS_PER_S))


def _text_of_steps(scene: Scene, row: int, before: int, count: int) -> str:
    times = scene.table.time
    step = duration(int(times[before]) - int(times[row]))
    one = f"{kind_name(scene, row)} comes after {kind_name(scene, before)} in the file"
    if count == 1:
        return f"{one}, but happened {step} earlier."
    return f"{count} events come after a later one; the largest step back is {step}: {one}."
