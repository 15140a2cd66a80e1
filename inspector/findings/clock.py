"""The clock of a log against that of its events."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inspector.catalog.model import RuleRow
from inspector.findings.log_times import line_time, prefix_of
from inspector.findings.model import Finding
from inspector.findings.scene import Rows, Scene, finding
from inspector.findings.wording import duration
from inspector.index.table import NO_TIME

_NS_PER_S = 1_000_000_000
_QUARTER_NS = 900 * _NS_PER_S
_QUARTERS_PER_HOUR = 4
_WIDEST_ZONE_QUARTERS = 14 * _QUARTERS_PER_HOUR
_MOST = 0.8
"""Share of lines that must agree before one distance is said to hold for all."""
_TEXT_LOG = "text log"
"""How the label of a container begins in which lines carry text before their JSON."""
_SHOWN = 3
_FARTHEST_NS = 2**62
"""Centuries: no clock is that wrong, and two such times still fit a column."""


@dataclass(frozen=True, slots=True)
class _Lines:
    """What the lines of one file say, parallel to one another."""

    rows: Rows
    ahead_ns: npt.NDArray[np.int64]
    """Time of the line less time of its event."""
    named_zone: bool
    """Most of the lines say which zone their time is in."""


def clk_1(scene: Scene, rule: RuleRow) -> Iterator[Finding]:
    """Files whose lines and events disagree about the time; a delivery takes about a second."""
    for index, info in enumerate(scene.capture.sources):
        if scene.cancelled() or not info.container.startswith(_TEXT_LOG):
            continue
        lines = _lines_of(scene, index, int(rule.limits["lines_read"]))
        if len(lines.rows) < rule.limits["lines_needed"]:
            continue
        allowed_ns = round(rule.limits["differ_s"] * _NS_PER_S)
        median = int(np.median(lines.ahead_ns))
        apart = np.abs(lines.ahead_ns) > allowed_ns
        if abs(median) <= allowed_ns or apart.mean() <= 1 / 2:
            continue
        steady = float((np.abs(lines.ahead_ns - median) <= allowed_ns).mean()) >= _MOST
        text = _text(median, allowed_ns, steady=steady, named_zone=lines.named_zone)
        only_call = len(scene.calls) == 1 and len(scene.capture.sources) == 1
        shown = tuple(lines.rows[apart][:_SHOWN].tolist())
        yield finding(rule, text, shown, 0 if only_call else None)


def _lines_of(scene: Scene, source: int, allowed: int) -> _Lines:
    """What evenly spread lines of a file say."""
    table = scene.table
    rows = np.flatnonzero((table.source == source) & (table.time != NO_TIME))
    if len(rows) > allowed:
        rows = rows[np.linspace(0, len(rows) - 1, allowed).astype(np.int64)]
    kept, ahead, zones = [], [], 0
    for row in rows.tolist():
        read = line_time(prefix_of(scene.capture, row))
        if read is None:
            continue
        time, named_zone = read
        kept.append(row)
        ahead.append(min(max(time - int(table.time[row]), -_FARTHEST_NS), _FARTHEST_NS))
        zones += named_zone
    return _Lines(
        np.array(kept, dtype=np.int64), np.array(ahead, dtype=np.int64), zones * 2 > len(kept)
    )


def _text(median: int, allowed_ns: int, *, steady: bool, named_zone: bool) -> str:
    side = "ahead of" if median > 0 else "behind"
    quarters = round(median / _QUARTER_NS)
    if not steady:
        return (
            f"The times at the beginning of the lines are mostly {duration(abs(median))} "
            f"{side} those of the events, but not always by the same distance."
        )
    is_zone = quarters and abs(median - quarters * _QUARTER_NS) <= allowed_ns
    if is_zone and abs(quarters) <= _WIDEST_ZONE_QUARTERS:
        zone = _zone(quarters)
        why = (
            "the zone written beside them is not the one they are in"
            if named_zone
            else f"they are local time, {zone}, and do not say so"
        )
        return (
            f"The times at the beginning of the lines are {_hours(abs(quarters))} {side} those of "
            f"the events: {why}."
        )
    return (
        f"The times at the beginning of the lines are {duration(abs(median))} {side} those of the "
        "events: one of the two clocks is wrong, or the log is written late."
    )


def _zone(quarters: int) -> str:
    hours, rest = divmod(abs(quarters), _QUARTERS_PER_HOUR)
    return f"UTC{'+' if quarters > 0 else '-'}{hours:02d}:{rest * 15:02d}"


def _hours(quarters: int) -> str:
    hours, rest = divmod(quarters, _QUARTERS_PER_HOUR)
    parts = [f"{hours} h"] * bool(hours) + [f"{rest * 15} m"] * bool(rest)
    return " ".join(parts)
