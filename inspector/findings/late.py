"""Events delivered after the terminal event of their call."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from inspector.catalog.model import RuleRow, Severity
from inspector.events.kinds import Lane, Role
from inspector.findings.model import Finding
from inspector.findings.scene import Rows, Scene
from inspector.findings.wording import duration, kind_name, kind_names
from inspector.index.table import NO_TIME, time_at

_NS_PER_S = 1_000_000_000
_USUAL_LANES = (Lane.RECORDING, Lane.MEDIA)
"""A recording, a summary or a stream is wound up when the call is over."""


@dataclass(frozen=True, slots=True)
class _Late:
    """One event after the end."""

    row: int
    after_ns: int | None
    """How much later than the end it happened; negative for earlier, None when not known."""
    usual: bool
    """Nothing that an app would stumble over."""
    with_end: bool
    """It reports the same end once more."""


def end_2(scene: Scene, rule: RuleRow) -> Iterator[Finding]:
    """Events after the end; one finding a call, which is a warning if any of them is unusual."""
    calls, table = scene.calls, scene.table
    rows = calls.order[calls.late]
    if not len(rows):
        return
    pair_ns = round(rule.limits["pair_within_s"] * _NS_PER_S)
    for group in np.split(rows, np.flatnonzero(np.diff(table.call[rows])) + 1):
        if scene.cancelled():
            return
        call = int(table.call[group[0]])
        end = int(calls.end[call])
        new = _not_repeated(scene, call, group)
        if not new or scene.cancelled():
            continue
        late = [_late(scene, row, end, pair_ns) for row in new]
        unusual = [each for each in late if not each.usual]
        usual = [each for each in late if each.usual]
        severity = rule.severity if unusual else Severity.INFO
        shown = tuple(each.row for each in (*unusual, *usual))
        yield Finding(rule.id, severity, _text(scene, unusual or usual, end), shown, call)


def _not_repeated(scene: Scene, call: int, late: Rows) -> list[int]:
    """The late events without those that stand before in the file: a copy comes late to nobody."""
    table = scene.table
    columns = (table.time, table.kind, table.sequence, table.context, table.code)
    rows = np.sort(scene.calls.rows(call))
    keys = zip(*(column[rows].tolist() for column in columns), strict=True)
    first: dict[tuple[int, ...], int] = {}
    repeated = {
        row
        for row, key in zip(rows.tolist(), keys, strict=True)
        if first.setdefault(key, row) != row and key[0] != NO_TIME
    }
    return [row for row in late.tolist() if row not in repeated]


def _late(scene: Scene, row: int, end: int, pair_ns: int) -> _Late:
    kind, end_kind = scene.kind(row), scene.kind(end)
    time, end_time = time_at(scene.table.time, row), time_at(scene.table.time, end)
    after_ns = None if time is None or end_time is None else time - end_time
    near = after_ns is not None and abs(after_ns) <= pair_ns
    pair = near and {kind.role, end_kind.role} == {Role.END, Role.NEVER_CONNECTED}
    earlier = after_ns is not None and after_ns < 0
    usual = pair or earlier or kind.lane in _USUAL_LANES
    return _Late(row, after_ns, usual, pair)


def _text(scene: Scene, late: Sequence[_Late], end: int) -> str:
    if len(late) == 1:
        return _text_of_one(scene, late[0], kind_name(scene, end))
    names = kind_names(scene, [each.row for each in late])
    lengths = [each.after_ns for each in late if each.after_ns is not None]
    longest = max(lengths, default=None)
    if longest is None:
        distance = ""
    elif longest < 0:
        distance = ", although they happened before it"
    else:
        distance = f", the last of them {duration(longest)} later"
    return f"{len(late)} events came after {kind_name(scene, end)}{distance}: {names}."


def _text_of_one(scene: Scene, late: _Late, end: str) -> str:
    name = kind_name(scene, late.row)
    if late.after_ns is None:
        return f"{name} was delivered after {end}; how much later cannot be told without times."
    length = duration(abs(late.after_ns))
    if late.with_end:
        return f"{name} was delivered after {end}, {length} apart: both report the same end."
    if late.after_ns < 0:
        return f"{name} was delivered after {end}, although it happened {length} before it."
    return f"{name} came {length} after {end}."
