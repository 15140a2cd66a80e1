"""What the items of the timeline paint: one frame, made anew when anything moves."""

from dataclasses import dataclass

from inspector.gui.timeline.look import Look
from inspector.gui.timeline.parts import OperationMark, Placed
from inspector.gui.timeline.plan import Plan
from inspector.gui.timeline.scale import Scale
from inspector.gui.timeline.ticks import Axis, Tick


@dataclass(frozen=True, slots=True)
class Frame:
    """The timeline in one visible window and one theme; sizes in pixels of the plot."""

    plan: Plan
    scale: Scale
    row_px: float
    placed: Placed
    ticks: tuple[Tick, ...]
    look: Look
    axis: Axis
    scroll_px: int = 0
    """How far the lanes are scrolled down."""
    operations: tuple[OperationMark, ...] = ()
    """The operation rows in view."""

    @property
    def height_px(self) -> float:
        """Height of all rows."""
        return self.row_px * self.plan.rows.count

    @property
    def cap_px(self) -> float | None:
        """Where the terminal event stands."""
        end_s = self.plan.timeline.end_s
        return None if end_s is None else self.scale.x_px(end_s)
