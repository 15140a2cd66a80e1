"""The distance between two events of a call."""

from dataclasses import dataclass

from inspector.calls.labels import duration_text, plain
from inspector.gui.timeline.plan import Plan


@dataclass(frozen=True, slots=True)
class Measure:
    """The distance between two events, by time."""

    first_s: float
    last_s: float
    first_name: str
    last_name: str

    @property
    def length(self) -> str:
        """The distance as text; a short one to the millisecond."""
        length_s = self.last_s - self.first_s
        if length_s < 10:
            return f"{length_s:.3f} s"
        return f"{length_s:.1f} s" if length_s < 600 else duration_text(length_s)

    @property
    def text(self) -> str:
        """Distance and both names."""
        return f"{self.length} from {self.first_name} to {self.last_name}"


def measured(plan: Plan, rows: tuple[int, int], names: tuple[str, str]) -> Measure | None:
    """How far two events are apart; None when one of them is not on the timeline."""
    ends = []
    for row, name in zip(rows, names, strict=True):
        second = plan.second_of(row)
        if second is None:
            return None
        ends.append((second, plain(name)))
    (first_s, first_name), (last_s, last_name) = sorted(ends, key=lambda end: end[0])
    return Measure(first_s, last_s, first_name, last_name)
