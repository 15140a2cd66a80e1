"""The timeline of the selected call. The table below it tells the same in words.

pyqtgraph takes a third of a second to import, so the drawing part is loaded when it is first
needed, or by `warm_up` once the window is idle.
"""

import threading
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from inspector.calls.timeline import Timeline
from inspector.gui.fonts import BASE_PX, SMALL_PX
from inspector.gui.looks import plain_label
from inspector.gui.theme import Theme
from inspector.gui.timeline.cards import Describe
from inspector.gui.timeline.hover_card import HoverCard
from inspector.gui.timeline.moment import range_sentence, second_text
from inspector.gui.timeline.parts import RailKind
from inspector.gui.timeline.places import AnyRows
from inspector.gui.timeline.plan import Plan, plan
from inspector.gui.timeline.spoken import description, notes
from inspector.gui.timeline.ticks import AxisKind

if TYPE_CHECKING:
    from inspector.gui.timeline.canvas import Canvas
    from inspector.gui.timeline.desk import Desk

_LEAST_HEIGHT_PX = 120
_WARM_UP_LOOK_MS = 20
_BORDER_PX = 2


class TimelineView(QWidget):
    """Lanes of bars and marks for one call; clicks give the event's row."""

    row_clicked = Signal(int)
    range_selected = Signal(object, object)
    """First and last nanosecond (since 1970 UTC) of a range of the call, or None twice."""
    true_scale_changed = Signal(bool)
    """Whether idle time is drawn as long as it is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._canvas: Canvas | None = None
        self._desk: Desk | None = None
        self._timeline: Timeline | None = None
        self._describe: Describe = lambda _row: ("", "")
        self._axis: tuple[AxisKind, int | None] = (AxisKind.RELATIVE, None)
        self._is_true_scale = False
        self._marks: Mapping[int, str] = {}
        self._signs: dict[RailKind, AnyRows] = {}
        self._marked: AnyRows = ()
        self._selected: int | None = None
        self._described = ""
        self._importing = threading.Thread()
        self._warming = QTimer(self)
        self._warming.setInterval(_WARM_UP_LOOK_MS)
        self._warming.timeout.connect(self._warm)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(_LEAST_HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Timeline")
        self._empty = plain_label("Select a call", size_px=BASE_PX)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._note = plain_label(size_px=SMALL_PX, name="Timeline note")
        self._note.setContentsMargins(14, 0, 14, 4)
        self._note.setWordWrap(True)
        self._note.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*4 * (_BORDER_PX,))
        self._column.setSpacing(0)
        self._column.addWidget(self._empty, 1)
        self._column.addWidget(self._note)
        self.card = HoverCard(theme, self)
        self._describe_call()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self._theme = theme
        for label in (self._empty, self._note):
            label.setStyleSheet(f"color: {theme.muted}")
        self.card.set_theme(theme)
        if self._canvas is not None:
            self._canvas.set_theme(theme)
        self.update()

    def warm_up(self) -> None:
        """Load the drawing part, so that the first call shows at once.

        A thread imports the library meanwhile, as that alone would stop the window for long; what
        is drawn with it is made here.
        """
        if self._desk is None and not self._warming.isActive():
            self._importing = threading.Thread(
                target=import_module, args=("pyqtgraph",), name="warm up", daemon=True
            )
            self._importing.start()
            self._warming.start()

    def _warm(self) -> None:
        if not self._importing.is_alive():
            self._warming.stop()
            self._drawing()

    def show_timeline(
        self,
        timeline: Timeline | None,
        describe: Describe,
        made: Plan | None = None,
        selected: int | None = None,
    ) -> None:
        """Show a call, or say that none is selected; `describe` fills the hover card.

        `made` is the plan of the timeline, where a worker made it already; `selected` the event
        to ring.
        """
        self._timeline, self._describe, self._selected = timeline, describe, selected
        is_drawn = timeline is not None and timeline.origin_ns is not None
        if timeline is not None and is_drawn:
            self._drawing().show_plan(made or plan(timeline), describe, selected)
        if self._canvas is not None:
            self._canvas.setVisible(is_drawn)
        self.card.hide()
        self._empty.setVisible(not is_drawn)
        self._empty.setText("Select a call" if timeline is None else "No event has a time")
        said = notes(timeline) if timeline is not None else []
        self._note.setText(" · ".join(said))
        self._note.setVisible(bool(said))
        self._describe_call()

    def select_row(self, row: int | None) -> None:
        """Ring an event and keep it in view; an event without a time rings nothing."""
        self._selected = row
        if self._desk is not None:
            self._desk.select_row(row)
        self._tell()

    def highlight_rows(self, rows: Sequence[int]) -> None:
        """Light up events that something else speaks of; () takes the light away."""
        if self._canvas is not None:
            self._canvas.highlight_rows(tuple(rows))

    def set_marks(self, marks: Mapping[int, str]) -> None:
        """Put a flag above each event that a finding is about.

        `marks` gives a short text by event row, for the whole capture; it must not change later.
        """
        self._marks = marks
        if self._desk is not None:
            self._desk.findings = marks
        self._marked = np.fromiter(marks, np.int64, len(marks))
        self._set_signs(RailKind.FINDING, self._marked)
        self._describe_call()

    def set_hits(self, rows: AnyRows) -> None:
        """Underline the places of events that a search found, of any call."""
        self._set_signs(RailKind.HIT, rows)

    def set_bookmarks(self, rows: Sequence[int]) -> None:
        """Put a ribbon above each bookmarked event, of any call."""
        self._set_signs(RailKind.BOOKMARK, rows)

    def set_axis(self, kind: AxisKind, reference_ns: int | None = None) -> None:
        """How times are written; the reference is drawn whenever there is one."""
        self._axis = (kind, reference_ns)
        if self._canvas is not None:
            self._canvas.set_axis(kind, reference_ns)
        self._tell()

    @property
    def is_true_scale(self) -> bool:
        """Whether idle time is drawn as long as it is."""
        return self._is_true_scale

    def set_true_scale(self, is_true: bool) -> None:
        """Draw idle time as long as it is, or fold it."""
        self._take_scale(is_true)
        if self._canvas is not None:
            self._canvas.buttons.set_true_scale(is_true)

    def fit(self) -> None:
        """Show the whole call."""
        if self._canvas is not None and self._timeline is not None:
            self._canvas.fit()

    def fit_selection(self) -> None:
        """Show the selected range, else the bar or point of the selected event."""
        if self._desk is not None and self._timeline is not None:
            self._desk.fit_selection()

    def show_range(self, first_ns: int | None, last_ns: int | None) -> None:
        """Show a range as selected, or none; nothing is announced."""
        if self._desk is not None:
            self._desk.show_range(first_ns, last_ns)

    def measure(self, one: int, other: int) -> None:
        """Show how far two events are apart; nothing when one of them has no time."""
        if self._desk is not None and self._timeline is not None:
            self._desk.measure(one, other)

    def clear_measure(self) -> None:
        """Take the measuring bar away."""
        if self._desk is not None:
            self._desk.clear_measure()

    def visible_window(self) -> tuple[float, float]:
        """First and last drawn second on screen; (0, 0) before anything is drawn."""
        return self._canvas.visible_window() if self._canvas is not None else (0.0, 0.0)

    def point_of(self, row: int) -> QPoint | None:
        """Where an event is drawn, in this widget; None when it is not in sight."""
        if self._canvas is None or self._timeline is None:
            return None
        at = self._canvas.pointer.point_of(row)
        return None if at is None else self._canvas.mapTo(self, at)

    def flag_of(self, row: int) -> QPoint | None:
        """Where the sign of an event stands in the rail; None when none is in sight."""
        if self._canvas is None or self._timeline is None:
            return None
        at = self._canvas.pointer.flag_of(row)
        return None if at is None else self._canvas.mapTo(self, at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the window, fit, measure, change the scale, or give up what is going on."""
        is_shown = self._desk is not None and self._timeline is not None
        if not is_shown or self._desk is None or not self._desk.press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A key that was held is let go."""
        if self._desk is not None:
            self._desk.release(event)
        super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the focus ring away."""
        super().focusOutEvent(event)
        if self._desk is not None:
            self._desk.let_go()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, and a ring when the keyboard is here."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.surface))
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.focus), 2))
            painter.drawRect(QRect(1, 1, self.width() - 2, self.height() - 2))
        painter.end()

    def _drawing(self) -> "Desk":
        if self._desk is None:
            # Imported here, not above: this is what loads pyqtgraph.
            from inspector.gui.timeline.canvas import Canvas  # noqa: PLC0415 - see above
            from inspector.gui.timeline.desk import Desk  # noqa: PLC0415 - see above

            self._canvas = Canvas(self._theme, self)
            self._canvas.set_axis(*self._axis)
            self._canvas.buttons.set_true_scale(self._is_true_scale)
            self._canvas.buttons.true_scale_changed.connect(self._take_scale)
            for kind, rows in self._signs.items():
                self._canvas.set_signs(kind, rows)
            self._desk = Desk(self._canvas, self.card, self)
            self._desk.findings = self._marks
            self._desk.row_clicked.connect(self.row_clicked)
            self._desk.range_selected.connect(self.range_selected)
            self._desk.measure_changed.connect(self._tell)
            self._canvas.range_shown.connect(self._tell)
            self._column.insertWidget(0, self._canvas, 1)
            self._canvas.hide()
            self.card.raise_()
        return self._desk

    def _set_signs(self, kind: RailKind, rows: AnyRows) -> None:
        if not len(rows) and not len(self._signs.get(kind, ())):
            return
        self._signs[kind] = rows
        if self._canvas is not None:
            self._canvas.set_signs(kind, rows)

    def _take_scale(self, is_true: bool) -> None:
        if is_true != self._is_true_scale:
            self._is_true_scale = is_true
            self.true_scale_changed.emit(is_true)

    def _describe_call(self) -> None:
        shown = self._timeline
        self._described = (
            "No call is selected." if shown is None else description(shown, self._marked)
        )
        self._tell()

    def _tell(self) -> None:
        """Say to assistive tools what is shown; the events themselves are in the table."""
        said = [self._described]
        canvas, row = self._canvas, self._selected
        if canvas is not None and canvas.shown is not None and self._timeline is not None:
            if row is not None:
                second, axis = canvas.shown.second_of(row), canvas.axis
                when = "" if second is None or axis is None else second_text(second, axis)
                said.insert(0, f"Selected: {self._describe(row)[0]} {when}".rstrip() + ".")
            if canvas.measure is not None:
                said.insert(0, f"Measured: {canvas.measure.text}.")
            if canvas.range_s is not None and canvas.axis is not None:
                is_open = self._desk is not None and self._desk.key_range.is_open
                said.insert(0, range_sentence(canvas.range_s, canvas.axis, is_open=is_open))
        self.setAccessibleDescription(" ".join(said))
