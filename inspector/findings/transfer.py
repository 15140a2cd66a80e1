"""Commands on a call whose transfer was accepted already."""

from collections.abc import Iterator

import numpy as np

from inspector.calls.operations import is_state_change, pair_operations
from inspector.catalog.model import RuleRow
from inspector.events.kinds import EventKind, EventOutcome, Lane
from inspector.findings.deliveries import first_deliveries
from inspector.findings.model import Finding
from inspector.findings.scene import Scene, finding
from inspector.findings.wording import duration, kind_names
from inspector.index.table import NO_TIME, NONE

_NS_PER_S = 1_000_000_000
_TRANSFER = "transfer"
_LASTING_LANES = (Lane.RECORDING, Lane.MEDIA)
_LASTING = frozenset({"continuous dtmf", "dialog"})
"""What goes on by itself until the call ends: its result tells of no new command."""


def xfer_1(scene: Scene, rule: RuleRow) -> Iterator[Finding]:
    """Operations that began after CallTransferAccepted; one finding a call."""
    accepting = scene.mask(_accepts_transfer)
    calls = np.unique(scene.table.call[accepting])
    for call in calls[calls != NONE].tolist():
        if scene.cancelled():
            return
        rows = scene.calls.rows(call)
        place = int(np.flatnonzero(accepting[rows])[0])
        accepted = int(rows[place])
        later_ns = round(rule.limits["right_after_s"] * _NS_PER_S)
        commands = _commands(scene, rows.tolist(), place, later_ns)
        if commands:
            yield finding(rule, _text(scene, accepted, commands), (*commands, accepted), call)


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


def _commands(scene: Scene, rows: list[int], place: int, right_after_ns: int) -> list[int]:
    """The events after a place that show an operation which began after it."""
    table = scene.table
    pairs = pair_operations(table, first_deliveries(scene, rows))
    paired = {pair.finish for pair in pairs}
    accepted = rows[place]
    found = []
    for row in first_deliveries(scene, rows[place + 1 :]):
        kind = scene.kind(row)
        if is_state_change(kind) or row in paired:
            continue  # a paired result belongs to its start, which speaks for itself
        if kind.starts:
            found.append(row)
        elif kind.finishes and not _goes_on(kind) and kind.outcome is not EventOutcome.CANCELED:
            same_request = (
                kind.finishes == _TRANSFER and table.context[row] == table.context[accepted]
            )
            times = int(table.time[accepted]), int(table.time[row])
            if not same_request and NO_TIME not in times and times[1] - times[0] > right_after_ns:
                found.append(row)
    return found


def _goes_on(kind: EventKind) -> bool:
    return kind.lane in _LASTING_LANES or kind.finishes in _LASTING
