"""Commands on a call whose transfer was accepted already."""

from collections.abc import Iterator

import numpy as np

from inspector.calls.operations import is_state_change
from inspector.catalog.model import RuleRow
from inspector.events.kinds import EventKind, EventOutcome, Lane
from inspector.findings.deliveries import Deliveries
from inspector.findings.model import Finding, Limit
from inspector.findings.pairing import Pairing
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
    calls = scene.calls_with(accepting)
    if not calls.any():
        return
    rows = scene.rows_of(calls, scene.mask(lambda kind: bool(kind.starts or kind.finishes)))
    operations = scene.shared(Pairing).among(rows, deliveries)
    paired = np.zeros(scene.table.size, dtype=np.bool_)
    paired[operations.finish[operations.finish != NONE]] = True
    later_ns = round(rule.limits["right_after_s"] * _NS_PER_S)
    for of_call in np.split(rows, np.flatnonzero(np.diff(scene.table.call[rows])) + 1):
        if scene.cancelled():
            return
        place = int(np.flatnonzero(accepting[of_call])[0])
        accepted = int(of_call[place])
        commands = [
            row
            for row in deliveries.first(of_call[place + 1 :])
            if not paired[row] and _is_command(scene, row, accepted, later_ns)
        ]
        if commands:
            call = int(scene.table.call[accepted])
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
