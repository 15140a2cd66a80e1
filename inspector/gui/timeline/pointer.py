"""What the pointer is on: rings, the cursor, and who is told of clicks."""

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtWidgets import QWidget

from inspector.calls.timeline import LoggedOperation, Marker, Span
from inspector.events.kinds import Lane
from inspector.gui.timeline.frame import Frame
from inspector.gui.timeline.gestures import Gestures
from inspector.gui.timeline.parts import Cluster, Flag, Part
from inspector.gui.timeline.plan import Plan
from inspector.gui.timeline.pointing import (
    part_under,
    point_of_flag,
    point_of_operation,
    point_of_row,
    point_of_sign,
)
from inspector.gui.timeline.rings import RingsItem
from inspector.gui.timeline.rooms import Rooms

_MOST_RINGS = 200


class Pointer(QObject):
    """Asks the frame on screen; knows parts, not what they mean."""

    clicked = Signal(object)
    """An EventPart; clusters that zooming takes apart are not among them."""
    measured = Signal(object)
    """An EventPart that is to be measured to."""
    opened = Signal(object)
    """A Cluster that zooming takes apart."""
    moved_on = Signal(object)
    """A Part, or None when the pointer left it."""

    def __init__(self, port: QWidget, gestures: Gestures, rings: RingsItem) -> None:
        super().__init__(gestures)
        self._port, self._rings = port, rings
        self._shown: tuple[Frame, Rooms, tuple[Flag, ...]] | None = None
        self._part: Part | None = None
        gestures.clicked.connect(self._click)
        gestures.hovered.connect(self._hover)

    @property
    def part(self) -> Part | None:
        """What the pointer is on."""
        return self._part

    def watch(self, frame: Frame, rooms: Rooms, flags: tuple[Flag, ...]) -> None:
        """Another frame is on screen."""
        self._shown = (frame, rooms, flags)

    def leave(self) -> None:
        """Whatever the pointer was on is gone."""
        self._rest_on(None)

    def point_of(self, row: int) -> QPoint | None:
        """Where an event is drawn; None when it is not drawn or out of sight."""
        return point_of_row(self._shown[0], self._shown[1], row) if self._shown else None

    def operation_point(self, operation: LoggedOperation) -> QPoint | None:
        """Where an operation row is drawn; None when it is not in sight."""
        return point_of_operation(*self._shown[:2], operation) if self._shown else None

    def flag_of(self, row: int) -> QPoint | None:
        """Where the sign of an event stands in the rail; None when none is in sight."""
        return point_of_flag(*self._shown[1:], row) if self._shown else None

    def sign_point(self, flag: Flag) -> QPoint | None:
        """Where a sign stands in the rail."""
        return point_of_sign(self._shown[1], flag) if self._shown else None

    def _click(self, at: QPointF, is_measured: bool) -> None:
        part = self._at(at)
        match part:
            case Cluster() if part.first_s < part.last_s and not is_measured:
                self.opened.emit(part)
                self._hover(at)
            case Span() | Marker() | Flag() | Cluster():
                (self.measured if is_measured else self.clicked).emit(part)

    def _hover(self, at: QPointF | None) -> None:
        self._rest_on(None if at is None else self._at(at))

    def _at(self, at: QPointF) -> Part | None:
        if self._shown is None:
            return None
        frame, rooms, flags = self._shown
        return part_under(frame, rooms, flags, at)

    def _rest_on(self, part: Part | None) -> None:
        if part is self._part or (part is not None and part == self._part):
            return
        self._part = part
        match part:
            case Span() | Flag():
                self._rings.hovered = part.rows[:_MOST_RINGS]
            case Marker():
                self._rings.hovered = self._pair(part.row)
            case _:
                self._rings.hovered = ()
        if isinstance(part, Span | Marker | Flag | Cluster):
            self._port.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self._port.unsetCursor()
        self._rings.update()
        self.moved_on.emit(part)

    def _pair(self, row: int) -> tuple[int, ...]:
        """The rows of the bar that an event ends, or the event alone."""
        plan: Plan | None = self._shown[0].plan if self._shown else None
        number = plan.span_places.find(row) if plan is not None else None
        if plan is None or number is None:
            return (row,)
        span = plan.spans[number]
        return (row,) if span.lane is Lane.CALL else span.rows
