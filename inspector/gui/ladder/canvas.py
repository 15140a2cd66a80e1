"""The scrolling drawing of a ladder: paints only the rows in sight, column heads stay on top."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from inspector.gui.ladder.drawing import draw_ladder
from inspector.gui.ladder.heads import HEAD_PX
from inspector.gui.ladder.keys import move
from inspector.gui.ladder.rows import Row
from inspector.gui.ladder.scene import LadderScene
from inspector.gui.ladder.spoken import spoken
from inspector.gui.ladder.times import StepTimes
from inspector.gui.looks import whole_tooltip
from inspector.gui.theme import Theme
from inspector.gui.timeline.ticks import AxisKind
from inspector.report.ladder.geometry import ROW_PX
from inspector.report.ladder.model import Ladder

_FOOT_PX = 8
_NO_ROWS: frozenset[int] = frozenset()


class LadderCanvas(QAbstractScrollArea):
    """Shows one ladder; its events are chosen by mouse and keys.

    Up, Down, Page Up, Page Down, Home and End choose a step; Right and Left open and close a run,
    Enter and Space do either; the menu key asks for the menu.
    """

    row_selected = Signal(int)
    """An event row was chosen by the user."""
    row_hovered = Signal(object, QPoint)
    """The Row under the pointer, or None, with a place in this widget for a card."""
    described = Signal(str)
    """What assistive tools should say about the current row."""
    menu_requested = Signal(QPoint)
    """Where, on the screen, the menu of the ladder is wanted."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = LadderScene(theme)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(ROW_PX)
        self.horizontalScrollBar().setSingleStep(20)

    # What is shown

    @property
    def times(self) -> StepTimes | None:
        """Writes the times of the ladder; None when none is shown."""
        return self._scene.times

    def show_ladder(self, ladder: Ladder | None) -> None:
        """Show a ladder from its top; None shows nothing."""
        self._scene.take(ladder)
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)
        self._place()

    def show_grown(self, ladder: Ladder) -> None:
        """Show a later state of the same call without moving what is in sight."""
        current = self.current()
        places = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        self.show_ladder(ladder)
        for bar, place in zip(
            (self.verticalScrollBar(), self.horizontalScrollBar()), places, strict=True
        ):
            bar.setValue(place)
        at = None
        if current is not None and current.step.rows:
            at = ladder.positions.get(current.step.rows[0])
        self._scene.current = None if at is None else self._scene.rows.index_of(at)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self._scene.theme = theme
        self._place()

    def set_axis(self, kind: AxisKind, reference_ns: int | None = None) -> None:
        """How times are written."""
        self._scene.axis = (kind, reference_ns)
        self._place()
        self._tell()

    def set_shown(self, mask: npt.NDArray[np.bool_] | None) -> None:
        """The events, by row, that a filter lets through; steps of others are drawn faintly."""
        self._scene.shown = mask
        self._tell()
        self.viewport().update()

    def is_hidden(self, row: Row) -> bool:
        """Whether a filter hides all events behind a step."""
        return self._scene.is_hidden(row)

    def select_row(self, row: int | None) -> None:
        """Show an event as chosen and bring it into sight; None takes the choice away."""
        current = self.current()
        if row is not None and current is not None and row in current.step.rows:
            return
        self._set_current(None if row is None else self._scene.index_of_event(row))

    def highlight_rows(self, rows: Sequence[int]) -> None:
        """Light up the steps of some events; () takes the light away."""
        self._scene.lit = frozenset(rows)
        self.viewport().update()

    def current(self) -> Row | None:
        """The chosen row."""
        scene = self._scene
        return None if scene.current is None else scene.rows.at(scene.current)

    def row_count(self) -> int:
        """The rows now on the ladder, opened runs included."""
        return len(self._scene.rows)

    def point_of(self, index: int) -> QPoint:
        """The middle of a row's text, in the viewport; it may be out of sight."""
        return self._scene.point_of(index)

    def toggle(self, index: int) -> None:
        """Open or close the run of a row; the row stays where it is."""
        rows = self._scene.rows
        position = rows.at(index).position
        if rows.toggle(position):
            self._scene.current = rows.index_of(position)
            self._place()
            self._tell()

    # Places

    def _place(self) -> None:
        size = self.viewport().size()
        whole = self._scene.place(size)
        self.verticalScrollBar().setRange(0, max(0, whole.height() - size.height()))
        self.verticalScrollBar().setPageStep(max(ROW_PX, self._scene.room_px))
        self.horizontalScrollBar().setRange(0, max(0, whole.width() - size.width()))
        self.horizontalScrollBar().setPageStep(size.width())
        self._take_scroll()
        self.viewport().update()

    def _take_scroll(self) -> None:
        scroll = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        self._scene.scroll = scroll

    # Choosing

    def _set_current(self, index: int | None) -> None:
        self._scene.current = index
        if index is not None:
            self.verticalScrollBar().setValue(self._scene.scrolled_to(index))
        self._tell()
        self.viewport().update()

    def _choose(self, index: int) -> None:
        self._set_current(index)
        rows = self._scene.rows.at(index).step.rows
        if rows:
            self.row_selected.emit(rows[0])

    def _tell(self) -> None:
        row, times = self.current(), self.times
        if row is None or times is None or self._scene.current is None:
            self.described.emit("")
            return
        told = spoken(times, row, is_hidden=self.is_hidden(row))
        self.described.emit(f"Step {self._scene.current + 1} of {len(self._scene.rows)}, {told}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down move, right and left open and close a run."""
        has_choice = self._scene.current is not None
        if not len(self._scene.rows) or not move(
            self, event.key(), event.modifiers(), has_choice=has_choice
        ):
            super().keyPressEvent(event)

    def move_by(self, steps: int) -> None:
        """Choose a step so many further down."""
        start = (-1 if steps > 0 else 0) if self._scene.current is None else self._scene.current
        self._choose(min(len(self._scene.rows) - 1, max(0, start + steps)))

    def move_page(self, pages: int) -> None:
        """Choose a step about a screen further down."""
        self.move_by(pages * max(1, (self.viewport().height() - HEAD_PX) // ROW_PX - 1))

    def move_to(self, *, last: bool) -> None:
        """Choose the first or the last step."""
        self._choose(len(self._scene.rows) - 1 if last else 0)

    def open_run(self, is_open: bool | None) -> None:
        """Open or close the chosen run; None does either."""
        now, rows = self._scene.current, self._scene.rows
        if now is not None and rows.is_open(rows.at(now).position) != is_open:
            self.toggle(now)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses a step."""
        index = self._scene.index_at(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index is not None:
            self._choose(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens or closes a run."""
        index = self._scene.index_at(event.position().toPoint())
        if index is not None:
            self.toggle(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu, at the pointer or at the chosen step."""
        at = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            spot = QPoint(8, HEAD_PX)
            if self._scene.current is not None:
                spot = self.point_of(self._scene.current)
            at = self.viewport().mapToGlobal(spot)
        self.menu_requested.emit(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what is under the pointer."""
        at = event.position().toPoint()
        self._hover(self._scene.index_at(at), at)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        super().leaveEvent(event)
        self._hover(None, QPoint())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Draw another part; what was under the pointer has moved away."""
        self._take_scroll()
        self._hover(None, QPoint())
        self.viewport().update()

    def _hover(self, index: int | None, at: QPoint) -> None:
        if index != self._scene.hovered:
            self._scene.hovered = index
            self.viewport().update()
        row = None if index is None else self._scene.rows.at(index)
        self.row_hovered.emit(row, self.viewport().mapTo(self, at))

    # Drawing

    def viewportEvent(self, event: QEvent) -> bool:
        """Tooltips of the column heads."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            column = self._scene.head_at(event.pos())
            if column is not None:
                QToolTip.showText(event.globalPos(), whole_tooltip(column.whole), self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the columns anew; the chosen row stays in sight."""
        super().resizeEvent(event)
        current = self._scene.current
        keeps = current is not None and self._scene.is_whole(current)
        self._place()
        if current is not None and keeps:
            self.verticalScrollBar().setValue(self._scene.scrolled_to(current))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus ring."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the focus ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows in sight, then the heads over them."""
        view = self.viewport()
        painter = QPainter(view)
        draw_ladder(painter, self._scene, view.rect())
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._scene.theme.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(view.rect()).adjusted(1, 1, -1, -1))
        painter.end()
