"""The clocks of a capture: those of its logs against the events', and its sources' among them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

import numpy as np
import numpy.typing as npt

from inspector.calls.capture import Capture
from inspector.capture.choice import zone_name
from inspector.catalog.model import RuleRow
from inspector.findings.disagreement import Disagreement, disagreements
from inspector.findings.log_times import ZoneBasis, logged_at
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
TELLING_NS = 2 * _NS_PER_S
"""A delivery takes about a second; a log farther from its events has another clock."""


@dataclass(frozen=True, slots=True)
class LogClock:
    """What the lines of one source say, read as was chosen; rows and distances are parallel."""

    rows: Rows
    ahead_ns: npt.NDArray[np.int64]
    """Time of the line less time of its event."""
    minutes: int
    """Minutes ahead of UTC that most lines were read as."""
    basis: ZoneBasis
    """How the zone of most lines is known."""

    @property
    def median_ns(self) -> int:
        """How far the lines stand ahead of their events."""
        return int(np.median(self.ahead_ns)) if len(self.ahead_ns) else 0

    def is_steady(self, allowed_ns: int = TELLING_NS) -> bool:
        """Whether nearly all lines have the same distance."""
        near = np.abs(self.ahead_ns - self.median_ns) <= allowed_ns
        return bool(len(near)) and float(near.mean()) >= _MOST

    def quarters(self, allowed_ns: int = TELLING_NS) -> int:
        """Quarters of hours that the distance is, as zones are apart; 0 when it is not."""
        quarters = round(self.median_ns / _QUARTER_NS)
        is_zone = abs(self.median_ns - quarters * _QUARTER_NS) <= allowed_ns
        return quarters if is_zone and abs(quarters) <= _WIDEST_ZONE_QUARTERS else 0

    @property
    def suggested_zone(self) -> str:
        """The zone that brings the lines to their events; empty where they are there, or none."""
        minutes = self.minutes + 15 * self.quarters()
        fits = self.is_steady() and self.quarters() and abs(minutes) <= 14 * 60
        return zone_name(minutes) if fits else ""

    @property
    def suggested_shift_ns(self) -> int:
        """What has to be added to the log's clock when it is wrong by no zone; else 0."""
        apart = abs(self.median_ns) > TELLING_NS and not self.quarters() and self.is_steady()
        return -self.median_ns if apart else 0


@dataclass(frozen=True, slots=True)
class SourceClock:
    """What is known of the clocks of one source."""

    log: LogClock | None
    """None where no line says when it was written."""
    events: Disagreement | None
    """None where its events agree with those of all other sources."""


def source_clocks(
    capture: Capture, most: int, cancelled: Callable[[], bool]
) -> tuple[SourceClock, ...]:
    """The clocks of each source; reads so many lines of each, and some records."""
    apart = {told.source: told for told in disagreements(capture, cancelled)}
    return tuple(
        SourceClock(None if cancelled() else log_clock(capture, at, most), apart.get(at))
        for at in range(len(capture.sources))
    )


def log_clock(capture: Capture, source: int, most: int) -> LogClock | None:
    """What so many lines of a source say, from all over it; None when they say nothing."""
    table = capture.table
    if not capture.sources[source].container.startswith(_TEXT_LOG):
        return None
    rows = np.flatnonzero((table.source == source) & (table.time != NO_TIME))
    if len(rows) > most:
        rows = rows[np.linspace(0, len(rows) - 1, most).astype(np.int64)]
    kept, ahead, zones = [], [], []
    for row in rows.tolist():
        logged = logged_at(capture, row)
        if logged is None:
            continue
        kept.append(row)
        apart = logged.time_ns - int(table.time[row])
        ahead.append(min(max(apart, -_FARTHEST_NS), _FARTHEST_NS))
        zones.append((logged.minutes, logged.basis))
    if not kept:
        return None
    minutes, basis = max(dict.fromkeys(zones), key=zones.count)
    distances = np.array(ahead, dtype=np.int64)
    return LogClock(np.array(kept, dtype=np.int64), distances, minutes, basis)


def clk_1(scene: Scene, rule: RuleRow) -> Iterator[Finding]:
    """Files whose lines and events disagree about the time, and files that do so among them."""
    allowed_ns = round(rule.limits["differ_s"] * _NS_PER_S)
    only_call = len(scene.calls) == 1 and len(scene.capture.sources) == 1
    for index in range(len(scene.capture.sources)):
        if scene.cancelled():
            return
        log = log_clock(scene.capture, index, int(rule.limits["lines_read"]))
        if log is None or len(log.rows) < rule.limits["lines_needed"]:
            continue
        apart = np.abs(log.ahead_ns) > allowed_ns
        if abs(log.median_ns) <= allowed_ns or apart.mean() <= 1 / 2:
            continue
        shown = tuple(log.rows[apart][:_SHOWN].tolist())
        yield finding(rule, _text(log, allowed_ns), shown, 0 if only_call else None)
    for told in disagreements(scene.capture, scene.cancelled):
        rows = tuple(row for pair in told.rows[:_SHOWN] for row in pair)
        yield finding(rule, disagreement_text(scene.capture, told), rows, None)


def disagreement_text(capture: Capture, told: Disagreement) -> str:
    """How the events of a source differ from the same deliveries in another one."""
    side = "behind" if told.add_ns > 0 else "ahead of"
    source, reference = (
        PurePath(capture.inputs[at].label).name for at in (told.source, told.reference)
    )
    return (
        f"The events of {source} are {duration(abs(told.add_ns))} {side} those of {reference}, "
        f"judged by {told.deliveries:,} deliveries that stand in both."
    )


def _text(log: LogClock, allowed_ns: int) -> str:
    side = "ahead of" if log.median_ns > 0 else "behind"
    if not log.is_steady(allowed_ns):
        return (
            f"The times at the beginning of the lines are mostly {duration(abs(log.median_ns))} "
            f"{side} those of the events, but not always by the same distance."
        )
    quarters = log.quarters(allowed_ns)
    if quarters:
        return (
            f"The times at the beginning of the lines are {_hours(abs(quarters))} {side} those of "
            f"the events: {_why(log, quarters)}."
        )
    return (
        f"The times at the beginning of the lines are {duration(abs(log.median_ns))} {side} those "
        "of the events: one of the two clocks is wrong, or the log is written late."
    )


def _why(log: LogClock, quarters: int) -> str:
    match log.basis:
        case ZoneBasis.NAMED:
            return "the zone written beside them is not the one they are in"
        case ZoneBasis.CHOSEN:
            return "the zone that was chosen is not the one they are in"
        case ZoneBasis.ASSUMED:
            return f"they are local time, {zone_name(15 * quarters)}, and do not say so"


def _hours(quarters: int) -> str:
    hours, rest = divmod(quarters, _QUARTERS_PER_HOUR)
    parts = [f"{hours} h"] * bool(hours) + [f"{rest * 15} m"] * bool(rest)
    return " ".join(parts)
