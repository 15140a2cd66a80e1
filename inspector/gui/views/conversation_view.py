"""The calls of one conversation, stacked on one clock. The table below tells the same in words."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from inspector.calls.related import ConversationTimeline
from inspector.calls.timeline import Marker
from inspector.gui.conversation.canvas import ConversationCanvas
from inspector.gui.conversation.plan import ConversationPlan, plan_conversation
from inspector.gui.conversation.words import (
    NO_TIME_TEXT,
    description,
    offer_sentence,
    remarks,
    spoken_leg,
)
from inspector.gui.fonts import BASE_PX, SMALL_PX
from inspector.gui.looks import plain_label
from inspector.gui.theme import Theme
from inspector.gui.timeline.cards import Describe, card_of
from inspector.gui.timeline.hover_card import HoverCard
from inspector.gui.timeline.moment import moment_text, second_text
from inspector.gui.timeline.parts import Part
from inspector.gui.timeline.ticks import AxisKind

_EMPTY = "Select a call"
_LEAST_HEIGHT_PX = 120


class ConversationView(QWidget):
    """Bands for the calls of a conversation; a click gives a call or an event."""

    call_selected = Signal(int)
    """The user chose a call: its position in the call table."""
    row_selected = Signal(int)
    """The user chose an event, of whichever call; `call_selected` does not come with it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._describe: Describe = _nothing
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(_LEAST_HEIGHT_PX)
        self.setAccessibleName("Conversation view")
        self.canvas = ConversationCanvas(theme)
        self.canvas.setAccessibleName("Conversation")
        self.canvas.call_selected.connect(self.call_selected)
        self.canvas.row_selected.connect(self.row_selected)
        self.canvas.part_hovered.connect(self._show_card)
        self.canvas.cursor_moved.connect(self._tell)
        self._empty = plain_label(_EMPTY, size_px=BASE_PX)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._note = plain_label(size_px=SMALL_PX, name="Conversation note")
        self._note.setContentsMargins(14, 0, 14, 4)
        self._note.setWordWrap(True)
        self._pages = QStackedLayout()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.canvas)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._pages, 1)
        column.addWidget(self._note)
        self.setFocusProxy(self.canvas)
        self.card = HoverCard(theme, self)
        self.set_theme(theme)
        self.show_conversation(None)

    def show_conversation(
        self,
        value: ConversationTimeline | None,
        text_when_none: str = _EMPTY,
        describe: Describe | None = None,
        made: ConversationPlan | None = None,
    ) -> None:
        """Show a conversation; without one, say why there is none.

        `describe` fills the hover card. `made` is the plan of the conversation, where a worker
        made it already.
        """
        self._describe = describe or _nothing
        self.card.hide()
        is_drawn = value is not None and value.origin_ns is not None
        shown = (made or plan_conversation(value)) if value is not None and is_drawn else None
        self.canvas.show_plan(shown)
        self._empty.setText(text_when_none if value is None else NO_TIME_TEXT)
        self._pages.setCurrentIndex(1 if is_drawn else 0)
        said = remarks(value) if value is not None else []
        self._note.setText(" · ".join(said))
        self._note.setVisible(bool(said))
        self._tell()

    def select(self, call: int | None, row: int | None) -> None:
        """Show a call (by its position) and an event as selected, and bring them into sight."""
        self.canvas.select(call, row)

    def highlight_rows(self, rows: Sequence[int]) -> None:
        """Light up events that something else speaks of; () takes the light away."""
        self.canvas.highlight_rows(rows)

    def set_axis(self, kind: AxisKind, reference_ns: int | None = None) -> None:
        """How times are written; the reference is drawn whenever there is one."""
        self.canvas.set_axis(kind, reference_ns)
        self._tell()

    def set_true_scale(self, is_true: bool) -> None:
        """Draw idle time as long as it is, or fold it."""
        self.canvas.buttons.set_true_scale(is_true)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self._theme = theme
        for label in (self._empty, self._note):
            label.setStyleSheet(f"color: {theme.muted}")
        self.canvas.set_theme(theme)
        self.card.set_theme(theme)
        self.update()

    def fit(self) -> None:
        """Show the whole conversation."""
        self.canvas.fit()

    def point_of(self, row: int) -> QPoint | None:
        """Where an event is drawn, in this widget; None when it is not in sight."""
        at = self.canvas.point_of(row)
        return None if at is None else self.canvas.mapTo(self, at)

    def leaveEvent(self, event: QEvent) -> None:
        """The card goes with the pointer."""
        super().leaveEvent(event)
        self.card.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.surface))
        painter.end()

    def _show_card(self, part: Part | None, at: QPoint) -> None:
        axis, shown = self.canvas.scene.axis, self.canvas.scene.shown
        if part is None or axis is None or shown is None:
            self.card.hide()
            return
        card = card_of(part, self._describe, {}, shown.marker_of)
        when = moment_text(part, axis)
        offered = offer_sentence(shown.value, part.row) if isinstance(part, Marker) else ""
        sentence = f"{card.sentence} {offered}".strip()
        self.card.show_event(card.title, card.code, card.code_class, when, sentence, card.findings)
        self.card.show_near(self.canvas.mapTo(self, at))

    def _tell(self) -> None:
        """Say to assistive tools what is shown, and where the keyboard is."""
        shown = self.canvas.scene.shown
        if shown is None:
            self.canvas.setAccessibleDescription(self._empty.text())
            return
        said = [description(shown.value, shown.legs)]
        cursor, axis = self.canvas.at, self.canvas.scene.axis
        if cursor is not None:
            said.insert(0, spoken_leg(shown.value, shown.legs[cursor.band]))
            second = None if cursor.row is None else shown.second_of(cursor.row)
            if cursor.row is not None and second is not None and axis is not None:
                name, sentence = self._describe(cursor.row)
                said.insert(0, f"{name} {second_text(second, axis)} {sentence}".strip() + ".")
        self.canvas.setAccessibleDescription(" ".join(said))


def _nothing(_row: int) -> tuple[str, str]:
    return "", ""
