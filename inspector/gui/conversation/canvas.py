"""The scrolling drawing of a conversation; paints only the bands in sight."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from inspector.calls.timeline import Marker, Span
from inspector.gui.conversation.cursor import Cursor, cursor_at
from inspector.gui.conversation.drawing import draw_conversation
from inspector.gui.conversation.heads import HeadMaker
from inspector.gui.conversation.keys import move
from inspector.gui.conversation.painting import ConversationPainter
from inspector.gui.conversation.plan import ConversationPlan
from inspector.gui.conversation.pointing import Pointed, pointed_at
from inspector.gui.conversation.scene import Scene
from inspector.gui.looks import whole_tooltip
from inspector.gui.theme import Theme
from inspector.gui.timeline.axis_buttons import AxisButtons
from inspector.gui.timeline.cards import row_of
from inspector.gui.timeline.gestures import Gestures
from inspector.gui.timeline.parts import Cluster
from inspector.gui.timeline.ticks import AxisKind


class ConversationCanvas(QAbstractScrollArea):
    """Shows one conversation; a click or Enter chooses a call, or an event of one."""

    call_selected = Signal(int)
    """Position in the call table."""
    row_selected = Signal(int)
    part_hovered = Signal(object, QPoint)
    """The Part under the pointer or the keyboard's cursor, or None, and where it is."""
    cursor_moved = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heads = HeadMaker()
        self._drawing = ConversationPainter(theme, self._heads)
        self.scene = Scene(self._heads)
        self.scene.set_looks(self._drawing.look, self._drawing.chosen_look)
        self._whole: ConversationPlan | None = None
        self._cursor: Cursor | None = None
        self._pointed = Pointed()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setAccessibleName("Calls")
        self.viewport().setMouseTracking(True)
        self.buttons = AxisButtons(self.viewport())
        self.buttons.fit.connect(self.fit)
        self.buttons.true_scale_changed.connect(self._arrange)
        self._gestures = Gestures(self.viewport(), self)
        self._gestures.zoomed.connect(self.zoom)
        self._gestures.panned.connect(self._pull)
        self._gestures.clicked.connect(lambda at, _measured: self._click(at))
        self._gestures.hovered.connect(self._hover)
        self.buttons.hide()

    # What is shown

    @property
    def at(self) -> Cursor | None:
        """Where the keyboard is; None before it was used."""
        return self._cursor

    def show_plan(self, shown: ConversationPlan | None) -> None:
        """Show a conversation from its start; one that has grown keeps the visible window."""
        before = self._whole
        self._whole = shown
        if shown is None or before is None or before.first_id != shown.first_id:
            self.scene.camera.fit()
            self.verticalScrollBar().setValue(0)
        self.scene.chosen = self._cursor = None
        self._drawing.rings.selected = None
        self._drawing.rings.lit = ()
        self._hover(None)
        self.buttons.setVisible(shown is not None)
        self.buttons.set_foldable(shown is not None and bool(shown.folds.folds))
        self._arrange()

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        before = self._drawing.rings
        self._drawing = ConversationPainter(theme, self._heads)
        rings = self._drawing.rings
        rings.selected, rings.lit, rings.hovered = before.selected, before.lit, before.hovered
        self.scene.set_looks(self._drawing.look, self._drawing.chosen_look)
        self._arrange()

    def set_axis(self, kind: AxisKind, reference_ns: int | None) -> None:
        """How times are written, and where the reference stands."""
        self.scene.set_axis(kind, reference_ns)
        self.viewport().update()

    def select(self, position: int | None, row: int | None) -> None:
        """Show a call and an event as selected, and bring them into sight."""
        self.scene.chosen, self._drawing.rings.selected = position, row
        self._cursor = None
        shown = self.scene.shown
        place = None if shown is None or position is None else shown.place_of(position)
        self._reveal(place, row)
        self._redraw()

    def highlight_rows(self, rows: Sequence[int]) -> None:
        """Light up events; nothing moves."""
        self._drawing.rings.lit = tuple(rows)
        self.viewport().update()

    def fit(self) -> None:
        """Show the whole conversation."""
        self._hover(None)
        self.scene.camera.fit()
        self._redraw()

    def zoom(self, factor: float, around_px: float | None = None) -> None:
        """Make the window `factor` times as wide, around a place of the view or its middle."""
        self._hover(None)
        self.scene.camera.zoom(factor, around_px)
        self._redraw()

    def pan(self, share: float) -> None:
        """Move the window by a share of its width; positive is later."""
        self._hover(None)
        self.scene.camera.pan(share)
        self._redraw()

    def turn_scale(self) -> None:
        """Draw idle time as long as it is, or fold it again."""
        if self._whole is not None and self._whole.folds.folds:
            self.buttons.set_true_scale(not self.buttons.is_true_scale)

    def point_of(self, row: int) -> QPoint | None:
        """Where an event is drawn, in this widget; None when it is not in sight."""
        at = self.scene.point_of(row)
        return None if at is None else self.viewport().mapTo(self, at.toPoint())

    def visible_window(self) -> tuple[float, float]:
        """First and last drawn second on screen."""
        scale = self.scene.camera.scale
        return scale.first, scale.last

    # Arranging

    def _arrange(self) -> None:
        """Place everything for this size, scale and conversation, then draw."""
        whole, size, scene = self._whole, self.viewport().size(), self.scene
        is_true = self.buttons.is_true_scale
        shown = None if whole is None else whole.scaled(is_true=is_true)
        scene.take(shown, size.width(), size.height())
        if scene.bands is not None:
            bar = self.verticalScrollBar()
            bar.setRange(0, scene.bands.most_scroll)
            bar.setPageStep(scene.bands.room)
            bar.setSingleStep(round(scene.bands.row_px))
            left = size.width() - self.buttons.width() - 4
            self.buttons.move(left, scene.bands.axis_top + 2)
            self._drawing.axis.reserved_px = size.width() - left + 4
        scene.scroll_px = self.verticalScrollBar().value()
        self.viewport().update()

    def _redraw(self) -> None:
        """Draw anew; bands are placed when they are painted."""
        self.scene.forget()
        self.viewport().update()

    def _reveal(self, place: int | None, row: int | None) -> None:
        """Move the window and scroll, if need be, so that a band and an event are in sight."""
        self.verticalScrollBar().setValue(self.scene.reveal(place, row))

    # Mouse

    def _pull(self, right_px: float, down_px: float) -> None:
        """The drawing follows the hand."""
        self.scene.camera.pan(-right_px / max(self.viewport().width(), 1))
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() - round(down_px))
        self._redraw()

    def _click(self, at: QPointF) -> None:
        part = self.scene.part_at(at)
        match part:
            case Cluster() if part.first_s < part.last_s:
                self.scene.camera.fit_range(part.first_s, part.last_s)
                self._redraw()
            case Span() | Marker() | Cluster():
                self.row_selected.emit(row_of(part))
            case _:
                place = self.scene.band_at(at)
                if place is not None and self.scene.shown is not None:
                    self.call_selected.emit(self.scene.shown.legs[place].leg.position)

    def _hover(self, at: QPointF | None) -> None:
        now = pointed_at(self.scene, at)
        if now == self._pointed:
            return
        self._pointed = now
        self._drawing.rings.hovered = now.rows
        shape = Qt.CursorShape.PointingHandCursor if now.is_button else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        spot = QPoint() if at is None else self.viewport().mapTo(self, at.toPoint())
        self.part_hovered.emit(now.part, spot)
        self.viewport().update()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Between calls and their events; zoom, pan and fit."""
        if self.scene.shown is None or not move(self, event.key(), event.modifiers()):
            super().keyPressEvent(event)

    def move_cursor(self, *, bands: int = 0, marks: int = 0) -> None:
        """Go to another call, or to another event of the same one."""
        shown, before = self.scene.shown, self._now()
        if shown is None or before is None:
            return
        after = before.other_band(shown, bands) if bands else before.other_mark(shown, marks)
        self._cursor = after
        self._reveal(after.band, after.row)
        self._redraw()
        part = None if after.row is None else shown.part_of(after.row)
        self._pointed = Pointed(self._pointed.band, part)
        self._drawing.rings.hovered = () if after.row is None else (after.row,)
        at = None if after.row is None else self.point_of(after.row)
        self.part_hovered.emit(None if at is None else part, at or QPoint())
        self.cursor_moved.emit()

    def choose(self) -> None:
        """Choose what the keyboard is at."""
        shown, now = self.scene.shown, self._now()
        if shown is None or now is None:
            return
        if now.row is not None:
            self.row_selected.emit(now.row)
        else:
            self.call_selected.emit(shown.legs[now.band].leg.position)

    def _now(self) -> Cursor | None:
        """Where the keyboard is or would begin; None without a call."""
        shown = self.scene.shown
        if shown is None or not shown.legs:
            return None
        return self._cursor or cursor_at(shown, self.scene.chosen, self._drawing.rings.selected)

    # Events of the widget

    def viewportEvent(self, event: QEvent) -> bool:
        """The head of a band at full length, or what a row is about, as a tooltip."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            text = self.scene.words_at(QPointF(event.pos()))
            # An empty text takes the tooltip away.
            QToolTip.showText(event.globalPos(), whole_tooltip(text) if text else "", self)
            return True
        return super().viewportEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Draw another part; what was under the pointer has moved away."""
        self.scene.scroll_px = self.verticalScrollBar().value()
        self._hover(None)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew."""
        super().resizeEvent(event)
        self._arrange()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus ring."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the focus ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bands in sight, then the offers and the axis, which stay."""
        view, drawing = self.viewport(), self._drawing
        painter = QPainter(view)
        cursor = self._cursor if self.hasFocus() else None
        draw_conversation(
            painter, self.scene, drawing, view.rect(), hovered=self._pointed.band,
            cursor=None if cursor is None else cursor.band,
        )  # fmt: skip
        if self.hasFocus():
            painter.setPen(QPen(QColor(drawing.theme.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(view.rect()).adjusted(1, 1, -1, -1))
        painter.end()
