"""The timeline of the selected call. The table below it tells the same in words.

pyqtgraph takes a third of a second to import, so the drawing part is loaded when it is first
needed, or by `warm_up` once the window is idle.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from inspector.calls.logged import operation_result
from inspector.calls.timeline import LoggedOperation, Marker, Span, Timeline
from inspector.gui.fonts import BASE_PX, SMALL_PX
from inspector.gui.looks import plain_label
from inspector.gui.theme import Theme
from inspector.gui.timeline.hover_card import HoverCard
from inspector.gui.timeline.moment import moment_text
from inspector.gui.timeline.operation_card import operation_sentence, operation_title
from inspector.gui.timeline.parts import Flag, Part
from inspector.index.codes import CodeClass

if TYPE_CHECKING:
    from inspector.gui.timeline.canvas import Canvas

EventPart = Span | Marker | Flag
"""What stands for events."""
Describe = Callable[[int], tuple[str, str]]
"""Event row to a title and one sentence, both plain text."""

_PAN_SHARE = 0.1
_ZOOM = 0.8
_LEAST_HEIGHT_PX = 120
_MOST_FINDINGS = 4
"""Findings named on a card."""


class TimelineView(QWidget):
    """Lanes of bars and marks for one call; clicks give the event's row."""

    row_clicked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._canvas: Canvas | None = None
        self._timeline: Timeline | None = None
        self._describe: Describe = lambda _row: ("", "")
        self._is_clock = False
        self._marks: Mapping[int, str] = {}
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
        self._column.setContentsMargins(2, 2, 2, 2)
        self._column.setSpacing(0)
        self._column.addWidget(self._empty, 1)
        self._column.addWidget(self._note)
        self.card = HoverCard(theme, self)
        self._tell()
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
        """Load the drawing part, so that the first call shows at once."""
        self._drawing()

    def show_timeline(self, timeline: Timeline | None, describe: Describe) -> None:
        """Show a call, or say that none is selected; `describe` fills the hover card."""
        self._timeline, self._describe = timeline, describe
        self.card.hide()
        is_drawn = timeline is not None and timeline.origin_ns is not None
        if timeline is not None and is_drawn:
            self._drawing().show_timeline(timeline)
        if self._canvas is not None:
            self._canvas.setVisible(is_drawn)
        self._empty.setVisible(not is_drawn)
        self._empty.setText("Select a call" if timeline is None else "No event has a time")
        notes = _notes(timeline) if timeline is not None else []
        self._note.setText(" · ".join(notes))
        self._note.setVisible(bool(notes))
        self._tell()

    def select_row(self, row: int | None) -> None:
        """Ring an event and keep it in view; an event without a time rings nothing."""
        if self._canvas is not None:
            self._canvas.select_row(row)

    def highlight_rows(self, rows: Sequence[int]) -> None:
        """Light up events that something else speaks of; () takes the light away."""
        if self._canvas is not None:
            self._canvas.highlight_rows(tuple(rows))

    def set_marks(self, marks: Mapping[int, str]) -> None:
        """Put a flag above each event that a finding is about.

        `marks` gives a short text by event row, for the whole capture; it must not change later.
        """
        self._marks = marks
        if self._canvas is not None:
            self._canvas.set_marks(marks)
        self._tell()

    def set_time_mode(self, absolute: bool) -> None:
        """Clock times in UTC, or seconds since the start."""
        self._is_clock = absolute
        if self._canvas is not None:
            self._canvas.set_clock(absolute)

    def fit(self) -> None:
        """Show the whole call."""
        if self._canvas is not None and self._timeline is not None:
            self._canvas.fit()

    def visible_window(self) -> tuple[float, float]:
        """First and last second on screen; (0, 0) before anything is drawn."""
        return self._canvas.visible_window() if self._canvas is not None else (0.0, 0.0)

    def point_of(self, row: int) -> QPoint | None:
        """Where an event is drawn, in this widget; None when it is not in sight."""
        canvas = self._canvas
        at = canvas.point_of(row) if canvas is not None and self._timeline is not None else None
        return canvas.mapTo(self, at) if canvas is not None and at is not None else None

    def flag_of(self, row: int) -> QPoint | None:
        """Where the flag of an event stands, in this widget; None when none is in sight."""
        canvas = self._canvas
        at = canvas.flag_of(row) if canvas is not None and self._timeline is not None else None
        return canvas.mapTo(self, at) if canvas is not None and at is not None else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows pan, plus and minus zoom."""
        canvas = self._canvas
        if canvas is None or self._timeline is None:
            super().keyPressEvent(event)
            return
        match event.key():
            case Qt.Key.Key_Left:
                canvas.pan(-_PAN_SHARE)
            case Qt.Key.Key_Right:
                canvas.pan(_PAN_SHARE)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                canvas.zoom(_ZOOM)
            case Qt.Key.Key_Minus:
                canvas.zoom(1 / _ZOOM)
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the focus ring away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, and a ring when the keyboard is here."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.surface))
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.focus), 2))
            painter.drawRect(QRect(1, 1, self.width() - 2, self.height() - 2))
        painter.end()

    def _drawing(self) -> "Canvas":
        if self._canvas is None:
            # Imported here, not above: this is what loads pyqtgraph.
            from inspector.gui.timeline.canvas import Canvas  # noqa: PLC0415 - see above

            self._canvas = Canvas(self._theme, self)
            self._canvas.set_clock(self._is_clock)
            self._canvas.set_marks(self._marks)
            self._canvas.part_clicked.connect(self._click)
            self._canvas.part_hovered.connect(self._hover)
            self._column.insertWidget(0, self._canvas, 1)
            self._canvas.hide()
            self.card.raise_()
        return self._canvas

    def _click(self, part: EventPart) -> None:
        self.row_clicked.emit(_row(part))

    def _hover(self, part: Part | None) -> None:
        timeline, canvas = self._timeline, self._canvas
        if part is None or timeline is None or canvas is None:
            self.card.hide()
            return
        when = moment_text(part, timeline.origin_ns if self._is_clock else None)
        if isinstance(part, LoggedOperation):
            self._hover_operation(part, when, canvas)
            return
        title, sentence = self._describe(_row(part))
        code, code_class = "", CodeClass.NONE
        marker = canvas.marker_of(_row(part)) if isinstance(part, Flag) else part
        if isinstance(marker, Marker):
            code, code_class = marker.code, marker.code_class
        self.card.show_event(title, code, code_class, when, sentence, self._findings(part))
        at = self.mapFromGlobal(self.cursor().pos())
        match part:
            case Marker(row=row):
                at = self.point_of(row) or at
            case Flag():
                at = self.flag_of(part.rows[0]) or at
        self.card.show_near(at)

    def _hover_operation(self, part: LoggedOperation, when: str, canvas: "Canvas") -> None:
        row = part.row
        self.card.show_event(
            operation_title(row), operation_result(row), part.code_class, when,
            operation_sentence(row),
        )  # fmt: skip
        at = canvas.operation_point(part)
        self.card.show_near(canvas.mapTo(self, at) if at is not None else QPoint())

    def _findings(self, part: EventPart) -> list[str]:
        """What findings say about the events of a part."""
        rows = (part.row,) if isinstance(part, Marker) else part.rows
        marks = dict.fromkeys(self._marks[row] for row in rows if row in self._marks)
        texts = [f"Finding: {text}" for text in marks]
        more = len(texts) - _MOST_FINDINGS
        return [*texts[:_MOST_FINDINGS], f"and {more:,} more"] if more > 0 else texts

    def _tell(self) -> None:
        """Say to assistive tools what is shown; the events themselves are in the table."""
        shown = self._timeline
        if shown is None:
            text = "No call is selected."
        else:
            failed = sum(marker.failed for marker in shown.markers)
            lanes = ", ".join(lane.value for lane in shown.lanes)
            flagged = sum(marker.row in self._marks for marker in shown.markers)
            findings = f" Findings are about {flagged} of the points." if flagged else ""
            count = len(shown.operations)
            operations = f" {count} operation rows of resource logs stand below." if count else ""
            text = (
                f"{len(shown.markers)} points, {failed} of them failures, and "
                f"{len(shown.spans)} bars in the lanes {lanes}.{findings}{operations}"
                " The event table lists the same."
            )
        self.setAccessibleDescription(text)


def _notes(timeline: Timeline) -> list[str]:
    """What of the call is not drawn, and where it is told."""
    notes = []
    if timeline.untimed:
        noun, verb = ("event", "is") if timeline.untimed == 1 else ("events", "are")
        notes.append(f"{timeline.untimed} {noun} without a time {verb} in the table only")
    reasons = (
        (timeline.untimed_operations, "without a time"),
        (timeline.far_operations, "far off"),
    )
    hidden = sum(count for count, _ in reasons)
    if hidden:
        why = ", ".join(f"{count} {reason}" for count, reason in reasons if count)
        noun = "row" if hidden == 1 else "rows"
        notes.append(f"{hidden} operation {noun} in the report only ({why})")
    return notes


def _row(part: EventPart) -> int:
    """The event that a part stands for; a bar stands for its start."""
    return part.row if isinstance(part, Marker) else part.rows[0]
