"""Commands on a call whose transfer was accepted already."""

from collections.abc import Iterator

import numpy as np

from inspector.calls.operations import is_state_change, pair_operations
from inspector.catalog.model import RuleRow
from inspector.events.kinds import EventKind, EventOutcome, Lane
from inspector.findings.deliveries import Deliveries
from inspector.findings.model import Finding, Limit
from inspector.findings.scene import Scene, finding
from inspector.findings.wording import duration, kind_names
from inspector.index.table import NO_TIME, NONE

_NS_PER_S = 1_000_000_000
_TRANSFER = "transfer"
_LASTING_LANES = (Lane.RECORDING, Lane.MEDIA)
_LASTING = frozenset({"continuous dtmf", "dialog"})
"""What goes on by itself until the call ends: its result tells of no new command."""


def xfer_1(scene: Scene, rule: RuleRow) -> Iterator[Finding | Limit]:
    """Operations that began after CallTransferAccepted; one finding a call."""
    deliveries = Deliveries(scene)
    accepting = scene.mask(_accepts_transfer)
    telling = scene.mask(lambda kind: bool(kind.starts or kind.finishes))
    later_ns = round(rule.limits["right_after_s"] * _NS_PER_S)
    calls = np.unique(scene.table.call[accepting])
    for call in calls[calls != NONE].tolist():
        if scene.cancelled():
            return
        rows = scene.calls.rows(call)
        rows = rows[telling[rows]]
        place = int(np.flatnonzero(accepting[rows])[0])
        accepted = int(rows[place])
        paired = _paired(scene, deliveries.first(rows))
        if scene.cancelled():
            return
        later = deliveries.first(rows[place + 1 :])
        commands = [
            row
            for row in later
            if row not in paired and _is_command(scene, row, accepted, later_ns)
        ]
        if commands:
            yield finding(rule, _text(scene, accepted, commands), (*commands, accepted), call)
    yield from deliveries.limits(rule.id)


def _text(scene: Scene, accepted: int, commands: list[int]) -> str:
    times = [int(scene.table.time[row]) for row in (accepted, commands[0])]
    names = kind_names(scene, commands)
    if NO_TIME in times:
        return f"{names} came after CallTransferAccepted."
    later = duration(times[1] - times[0])
    if len(commands) == 1:
        return f"{names} came {later} after CallTransferAccepted."
    return f"{names} came after CallTransferAccepted, the first {later} later."


def _accepts_transfer(kind: EventKind) -> bool:
    return kind.finishes == _TRANSFER and kind.outcome is EventOutcome.SUCCEEDED


def _paired(scene: Scene, rows: list[int]) -> set[int]:
    """The results that belong to a start, which speaks for itself."""
    pairs = pair_operations(scene.table, rows)
    return {pair.finish for pair in pairs if pair.finish is not None}


def _is_command(scene: Scene, row: int, accepted: int, right_after_ns: int) -> bool:
    """Whether an event shows an operation that began after the transfer was accepted."""
    table, kind = scene.table, scene.kind(row)
    if is_state_change(kind):
        return False
    if kind.starts:
        return True
    if _goes_on(kind) or kind.outcome is EventOutcome.CANCELED:
        return False
    if kind.finishes == _TRANSFER and table.context[row] == table.context[accepted]:
        return False
    times = int(table.time[accepted]), int(table.time[row])
    return NO_TIME not in times and times[1] - times[0] > right_after_ns


def _goes_on(kind: EventKind) -> bool:
    return kind.lane in _LASTING_LANES or kind.finishes in _LASTING
