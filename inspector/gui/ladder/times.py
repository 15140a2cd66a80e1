"""How the times of a ladder's steps are written: since a moment, or as a time of day."""

from dataclasses import dataclass

from inspector.events.times import clock_utc
from inspector.gui.timeline.ticks import Axis, AxisKind
from inspector.report.ladder.model import Ladder, Step, seconds_since

_NS_PER_MS = 1_000_000


@dataclass(frozen=True, slots=True)
class StepTimes:
    """Writes the times of one ladder."""

    ladder: Ladder
    kind: AxisKind = AxisKind.RELATIVE
    reference_ns: int | None = None
    """What REFERENCE counts from; without one, it counts from the start."""

    def text(self, step: Step) -> str:
        """The time of a step; "no time" for an event without one, "" where no event stands."""
        time_ns = step.time_ns
        if time_ns is None:
            return self.ladder.relative_text(step)
        axis = self._axis
        if axis.is_clock:
            second = (time_ns - axis.origin_ns) / 1e9
            return clock_utc(time_ns + axis.offset_ms(second) * _NS_PER_MS, 1)
        if self.kind is AxisKind.REFERENCE and self.reference_ns is not None:
            return seconds_since(time_ns - self.reference_ns)
        return self.ladder.relative_text(step)

    def spoken(self, step: Step) -> str:
        """The same with its unit or its zone: "+71.5 s", "09:13:57.2 UTC"."""
        text = self.text(step)
        if step.time_ns is None:
            return text
        if self._axis.is_clock:
            return f"{text} {self.caption}"
        unit = "" if ":" in text else " s"
        return f"{text}{unit}{' from ref.' if self.caption else ''}"

    @property
    def caption(self) -> str:
        """What stands over the times: the zone, or that they count from the reference."""
        return self._axis.caption(0.0)

    def widest(self) -> tuple[str, ...]:
        """The texts among which the widest one is: times grow from one end to the other."""
        steps = self.ladder.steps
        first = next((step for step in steps if step.time_ns is not None), None)
        last = next((step for step in reversed(steps) if step.time_ns is not None), None)
        return tuple(self.text(step) for step in (first, last) if step is not None)

    @property
    def _axis(self) -> Axis:
        return Axis(self.ladder.origin_ns or 0, self.kind, self.reference_ns)
