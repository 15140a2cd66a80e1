"""What the items of the timeline paint: one frame, made anew when anything moves."""

from dataclasses import dataclass

from inspector.gui.timeline.look import Look
from inspector.gui.timeline.parts import OperationMark, Placed
from inspector.gui.timeline.plan import Plan
from inspector.gui.timeline.scale import Scale
from inspector.gui.timeline.ticks import Tick


@dataclass(frozen=True, slots=True)
class Frame:
    """The timeline in one visible window and one theme; sizes in pixels of the plot."""

    plan: Plan
    scale: Scale
    row_px: float
    placed: Placed
    ticks: tuple[Tick, ...]
    look: Look
    is_clock: bool
    """Whether the axis shows clock times."""
    operations: tuple[OperationMark, ...] = ()
    """The operation rows in view."""

    @property
    def height_px(self) -> float:
        """Height of all rows."""
        return self.row_px * self.plan.rows.count
