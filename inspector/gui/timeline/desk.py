"""What the user does on the canvas: hover cards, clicks, ranges, measuring and keys."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from inspector.calls.timeline import LoggedOperation, Marker, Span, Timeline
from inspector.gui.timeline.canvas import Canvas
from inspector.gui.timeline.cards import Describe, card_of, row_of
from inspector.gui.timeline.hover_card import HoverCard
from inspector.gui.timeline.key_range import KeyRange
from inspector.gui.timeline.keys import move
from inspector.gui.timeline.measuring import measured
from inspector.gui.timeline.moment import moment_text
from inspector.gui.timeline.parts import Cluster, EventPart, Flag, Part
from inspector.gui.timeline.plan import Plan

_NS = 1e9


class Desk(QObject):
    """Sits between a canvas, which knows rows, and a view, which can describe them."""

    row_clicked = Signal(int)
    range_selected = Signal(object, object)
    """First and last nanosecond since 1970 UTC, or None twice."""
    measure_changed = Signal()

    def __init__(self, canvas: Canvas, card: HoverCard, around: QWidget) -> None:
        super().__init__(around)
        self._canvas, self._card, self._around = canvas, card, around
        self._describe: Describe = lambda _row: ("", "")
        self._timeline: Timeline | None = None
        self._selected: int | None = None
        self.key_range = KeyRange(canvas)
        self.findings: Mapping[int, str] = {}
        """A short text by event row."""
        canvas.pointer.clicked.connect(self._click)
        canvas.pointer.measured.connect(self._click_measured)
        canvas.pointer.moved_on.connect(self._hover)
        canvas.range_chosen.connect(self._choose_range)

    def show_plan(self, shown: Plan, describe: Describe, selected: int | None = None) -> None:
        """Another call, or more of the same one, with its selected event."""
        self._timeline, self._describe, self._selected = shown.timeline, describe, selected
        self._card.hide()
        self._canvas.show_plan(shown, selected)

    def select_row(self, row: int | None) -> None:
        """Another selected event."""
        self._selected = row
        self._canvas.select_row(row)

    def fit_selection(self) -> None:
        """Show the selected range, else the bar or point of the selected event."""
        canvas, shown = self._canvas, self._canvas.shown
        stretch = canvas.range_s
        if stretch is None and shown is not None and self._selected is not None:
            stretch = shown.stretch_of(self._selected)
        if stretch is not None:
            canvas.fit_range(*stretch)

    def show_range(self, first_ns: int | None, last_ns: int | None) -> None:
        """Show a range as selected, or none; nothing is announced."""
        origin = self._timeline.origin_ns if self._timeline is not None else None
        if first_ns is None or last_ns is None or origin is None:
            self._canvas.set_range(None)
        else:
            self._canvas.set_range(((first_ns - origin) / _NS, (last_ns - origin) / _NS))

    def measure(self, one: int, other: int) -> None:
        """Show how far two events are apart; nothing when one of them has no time."""
        if self._canvas.shown is not None:
            names = (self._describe(one)[0], self._describe(other)[0])
            self._canvas.set_measure(measured(self._canvas.shown, (one, other), names))
            self.measure_changed.emit()

    def clear_measure(self) -> None:
        """Take the measuring bar away."""
        self._canvas.set_measure(None)
        self.measure_changed.emit()

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means here; whether it means anything."""
        has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_F if has_shift:
                self.fit_selection()
            case Qt.Key.Key_F:
                self._canvas.fit()
            case Qt.Key.Key_1:
                self._canvas.buttons.set_true_scale(not self._canvas.buttons.is_true_scale)
            case Qt.Key.Key_M:
                self._measure_on()
            case Qt.Key.Key_Left | Qt.Key.Key_Right if _is_only_shift(event):
                self._extend(1 if event.key() == Qt.Key.Key_Right else -1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                return self.key_range.keep()
            case Qt.Key.Key_Space:
                self._canvas.gestures.is_space_down = True
            case Qt.Key.Key_Escape:
                return self._give_up()
            case key:
                return move(self._canvas, key, event.modifiers())
        return True

    def release(self, event: QKeyEvent) -> None:
        """Without the space key, a drag selects a range again."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.let_go()

    def let_go(self) -> None:
        """No key is held any more, as far as is known."""
        self._canvas.gestures.is_space_down = False

    def _give_up(self) -> bool:
        """Take away one thing: a drag, the measuring bar, the range; whether there was one."""
        canvas = self._canvas
        was_dragging = canvas.gestures.cancel()
        if not was_dragging and canvas.measure is not None:
            self.clear_measure()
        elif canvas.range_s is not None:
            canvas.set_range(None)
            self.range_selected.emit(None, None)
        else:
            return was_dragging
        return True

    def _extend(self, steps: int) -> None:
        """A range grows from the selected event, where it is in sight, else from the middle."""
        shown, selected = self._canvas.shown, self._selected
        start = None if shown is None or selected is None else shown.second_of(selected)
        if shown is not None and start is not None:
            first, last = self._canvas.visible_window()
            if not first <= shown.time_map.drawn(start) <= last:
                start = None
        self.key_range.extend(start, steps)

    def _measure_on(self) -> None:
        """From the selected event to the hovered one, else to the next."""
        shown, start = self._canvas.shown, self._selected
        if shown is None or start is None:
            return
        part = self._canvas.pointer.part
        if isinstance(part, Span | Marker | Flag | Cluster):
            end: int | None = row_of(part)
        else:
            end = shown.next_of(start)
        if end is not None and end != start:
            self.measure(start, end)

    def _choose_range(self, range_s: tuple[float, float]) -> None:
        origin = self._timeline.origin_ns if self._timeline is not None else None
        if origin is not None:
            first, last = (origin + round(second * _NS) for second in range_s)
            self.range_selected.emit(first, last)

    def _click(self, part: EventPart) -> None:
        rows = part.rows if isinstance(part, Flag | Cluster) else (row_of(part),)
        # Where several share a place, each click goes on to the next of them.
        at = rows.index(self._selected) + 1 if self._selected in rows else 0
        self.row_clicked.emit(rows[at % len(rows)])

    def _click_measured(self, part: EventPart) -> None:
        if self._selected is None:
            self._click(part)
        elif row_of(part) != self._selected:
            self.measure(self._selected, row_of(part))

    def _hover(self, part: Part | None) -> None:
        shown = self._canvas.axis
        if part is None or shown is None:
            self._card.hide()
            return
        card = card_of(part, self._describe, self.findings, self._canvas.marker_of)
        self._card.show_event(
            card.title, card.code, card.code_class, moment_text(part, shown), card.sentence,
            card.findings,
        )  # fmt: skip
        at: QPoint | None = None
        match part:
            case Marker():
                at = self._canvas.pointer.point_of(part.row)
            case LoggedOperation():
                at = self._canvas.pointer.operation_point(part)
            case Flag():
                at = self._canvas.pointer.sign_point(part)
        if at is None:
            at = self._canvas.mapFromGlobal(self._canvas.cursor().pos())
        self._card.show_near(self._canvas.mapTo(self._around, at))


def _is_only_shift(event: QKeyEvent) -> bool:
    """Whether Shift is held and nothing else."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return held == Qt.KeyboardModifier.ShiftModifier
