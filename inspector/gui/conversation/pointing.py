"""What of a conversation the pointer, or the keyboard's cursor, is at."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF

from inspector.calls.timeline import Marker, Span
from inspector.gui.conversation.scene import Scene
from inspector.gui.timeline.parts import Cluster, Part

_MOST_RINGS = 200


@dataclass(frozen=True, slots=True)
class Pointed:
    """A band by its place, and a part; None where there is none."""

    band: int | None = None
    part: Part | None = None

    @property
    def rows(self) -> tuple[int, ...]:
        """The events to light up."""
        match self.part:
            case Span() as span:
                return span.rows[:_MOST_RINGS]
            case Marker() as marker:
                return (marker.row,)
            case _:
                return ()

    @property
    def is_button(self) -> bool:
        """Whether a click does anything."""
        return self.band is not None or isinstance(self.part, Span | Marker | Cluster)


def pointed_at(scene: Scene, at: QPointF | None) -> Pointed:
    """What lies under a place."""
    return Pointed() if at is None else Pointed(scene.band_at(at), scene.part_at(at))
