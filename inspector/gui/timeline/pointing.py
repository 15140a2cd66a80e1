"""Where parts of a frame are, and which part is where; places in pixels of the canvas."""

from PySide6.QtCore import QPoint, QPointF

from inspector.calls.timeline import LoggedOperation
from inspector.gui.timeline.frame import Frame
from inspector.gui.timeline.hits import fold_at, part_at
from inspector.gui.timeline.operation_marks import operation_at
from inspector.gui.timeline.parts import Flag, Part
from inspector.gui.timeline.placing import bar_of, mark_of
from inspector.gui.timeline.rail import RAIL_PX, flag_at
from inspector.gui.timeline.rooms import Rooms


def part_under(frame: Frame, rooms: Rooms, flags: tuple[Flag, ...], at: QPointF) -> Part | None:
    """What lies under a place."""
    x = at.x() - rooms.gutter
    if not 0 <= x <= rooms.plot_px:
        return None
    if at.y() < rooms.rail:
        return flag_at(flags, x, at.y())
    if at.y() >= rooms.axis_top:
        return fold_at(frame.placed, x)
    if at.y() < rooms.lanes_top:
        return None
    place = (x, at.y() - rooms.lanes_top + frame.scroll_px)
    part = part_at(frame.plan, frame.placed, frame.scale, frame.row_px, place)
    return part or operation_at(frame.operations, frame.row_px, place) or fold_at(frame.placed, x)


def point_of_row(frame: Frame, rooms: Rooms, row: int) -> QPoint | None:
    """Where an event is drawn; None when it is not drawn or out of sight."""
    plan = frame.plan
    marker, span = plan.marker_places.find(row), plan.span_places.find(row)
    if marker is not None:
        mark = mark_of(plan, marker, frame.scale, frame.row_px)
        x, y = mark.x, mark.y
    elif span is not None:
        bar = bar_of(plan, span, frame.scale, frame.row_px)
        x, y = (max(bar.left, 0) + min(bar.right, frame.scale.width_px)) / 2, bar.middle
    else:
        return None
    return _seen(frame, rooms, x, y)


def point_of_operation(frame: Frame, rooms: Rooms, operation: LoggedOperation) -> QPoint | None:
    """Where an operation row is drawn; None when it is not in sight."""
    mark = next((mark for mark in frame.operations if mark.operation is operation), None)
    if mark is None:
        return None
    x = (max(mark.left, 0) + min(mark.right, frame.scale.width_px)) / 2
    return _seen(frame, rooms, x, mark.y)


def point_of_flag(rooms: Rooms, flags: tuple[Flag, ...], row: int) -> QPoint | None:
    """Where the sign of an event stands in the rail; None when none is in sight."""
    flag = next((flag for flag in flags if row in flag.rows), None)
    return None if flag is None else point_of_sign(rooms, flag)


def point_of_sign(rooms: Rooms, flag: Flag) -> QPoint:
    """Where a sign stands."""
    return QPoint(round(rooms.gutter + flag.x) + 2, RAIL_PX // 2)


def _seen(frame: Frame, rooms: Rooms, x: float, y: float) -> QPoint | None:
    above = y - frame.scroll_px
    if not 0 <= x <= frame.scale.width_px or not 0 <= above <= rooms.lanes_px:
        return None
    return QPoint(round(rooms.gutter + x), round(rooms.lanes_top + above))
