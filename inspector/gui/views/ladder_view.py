"""The ladder of the selected call: who told whom what. The table below tells the same in words."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from inspector.gui.fonts import BASE_PX, SMALL_PX
from inspector.gui.ladder.canvas import LadderCanvas
from inspector.gui.ladder.picture import ladder_png
from inspector.gui.ladder.rows import Row
from inspector.gui.looks import plain_label, with_role
from inspector.gui.theme import Theme
from inspector.gui.timeline.hover_card import HoverCard
from inspector.gui.timeline.ticks import AxisKind
from inspector.report.ladder.mermaid import render_mermaid
from inspector.report.ladder.model import Ladder, StepKind
from inspector.report.ladder.svg import render_svg
from inspector.report.ladder.text import render_ladder_text

FORMATS = {
    "svg": "SVG picture",
    "png": "PNG picture",
    "mmd": "Mermaid source",
    "txt": "Plain text",
}
"""What can be saved, by the ending of the file's name."""
_COPIED = ("mmd", "txt")
_EMPTY = "Select a call"
_LEGEND = "proved by a later event, time unknown"
_FAINT = "faint: hidden by the filter"
_LEGEND_ROOM_PX = 200
"""Lower views have no room for a legend; the card of a step says the same."""
_HIDDEN = "hidden by the filter"
_DASH_PX, _DASH_END_PX = 16, 44
_BUTTON_AT, _BUTTON_SIZE = QPoint(3, 4), QSize(56, 24)
_WHEN_UNKNOWN = "time not in the capture"


def ladder_bytes(ladder: Ladder, form: str, theme: Theme) -> bytes:
    """A ladder as the content of a file; `form` is one of FORMATS. Raises InspectorError.

    Whatever the ladder was built with is in it: build it with a Masker to share it.
    """
    match form:
        case "png":
            return ladder_png(ladder, theme)
        case "svg":
            return render_svg(ladder, dark=theme.name == "dark").encode()
        case _:
            return ladder_text(ladder, form).encode()


def ladder_text(ladder: Ladder, form: str) -> str:
    """A ladder as text for a file or the clipboard: Mermaid for "mmd", else plain."""
    return render_mermaid(ladder) if form == "mmd" else render_ladder_text(ladder)


class LadderView(QWidget):
    """A finished Ladder in a scrolling drawing, with what it can be saved as."""

    row_selected = Signal(int)
    """The user chose an event."""
    save_requested = Signal(str)
    """The user wants a file; a key of FORMATS."""
    copy_requested = Signal(str)
    """The user wants a text in the clipboard: "mmd" or "txt"."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.ladder: Ladder | None = None
        """What is shown; None while the words of an empty view stand there."""
        self._hides = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.canvas = LadderCanvas(theme)
        self.canvas.setAccessibleName("Ladder")
        self.canvas.row_selected.connect(self.row_selected)
        self.canvas.row_hovered.connect(self._hover)
        self.canvas.described.connect(self._tell)
        self.canvas.menu_requested.connect(self._open_menu)
        self._empty = plain_label(_EMPTY, size_px=BASE_PX)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedLayout()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.canvas)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._pages, 1)
        self._legend = _Legend(theme)
        column.addWidget(self._legend)
        self.save_button = self._made_button()
        self.setFocusProxy(self.canvas)
        QWidget.setTabOrder(self.canvas, self.save_button)
        self.card = HoverCard(theme, self)
        self.set_theme(theme)
        self.show_ladder(None)

    def show_ladder(self, ladder: Ladder | None, message: str = _EMPTY) -> None:
        """Show a ladder from its top; without one, say why there is none."""
        self.ladder = ladder
        self.card.hide()
        self.canvas.show_ladder(ladder)
        self._empty.setText(message)
        self._pages.setCurrentIndex(0 if ladder is None else 1)
        self.save_button.setVisible(ladder is not None)
        self.save_button.raise_()
        self._show_legend()
        self._tell("")

    def show_grown(self, ladder: Ladder) -> None:
        """Show a later state of the call that is shown, without moving what is in sight."""
        if self.ladder is None:
            self.show_ladder(ladder)
            return
        self.ladder = ladder
        self.card.hide()
        self.canvas.show_grown(ladder)
        self._show_legend()
        self._tell("")

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self._theme = theme
        self._empty.setStyleSheet(f"color: {theme.muted}")
        self._legend.set_theme(theme)
        self.canvas.set_theme(theme)
        self.card.set_theme(theme)
        self.update()

    def set_axis(self, kind: AxisKind, reference_ns: int | None = None) -> None:
        """How times are written: since the start or a reference, in UTC or local time."""
        self.canvas.set_axis(kind, reference_ns)

    def set_shown(self, mask: npt.NDArray[np.bool_] | None) -> None:
        """The events, by row, that the filter lets through; None for all.

        Steps of the others stay, drawn faintly: without them the ladder would tell another story.
        """
        self._hides = mask is not None
        self.canvas.set_shown(mask)
        self._show_legend()

    def select_row(self, row: int | None) -> None:
        """Show an event as chosen and keep it in sight; None takes the choice away."""
        self.canvas.select_row(row)

    def highlight_rows(self, rows: Sequence[int]) -> None:
        """Light up events that something else speaks of; () takes the light away."""
        self.canvas.highlight_rows(rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Legend where there is room for it."""
        super().resizeEvent(event)
        self._show_legend()

    def leaveEvent(self, event: QEvent) -> None:
        """The card goes with the pointer."""
        super().leaveEvent(event)
        self.card.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.surface))
        painter.end()

    def _made_button(self) -> QToolButton:
        """Stands on the canvas, over the times, where no column is."""
        button = with_role(QToolButton(self), "quiet")
        button.setText("Save ▾")
        button.setAccessibleName("Save or copy the ladder")
        button.setToolTip("Save or copy the ladder; people and secrets are masked")
        button.setStyleSheet("QToolButton { padding: 3px 1px; }")
        button.setFixedSize(_BUTTON_SIZE)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        for form, name in FORMATS.items():
            menu.addAction(f"{name} (.{form})…", _emitter(self.save_requested.emit, form))
        menu.addSeparator()
        for form in _COPIED:
            name = "Mermaid" if form == "mmd" else "text"
            menu.addAction(f"Copy as {name}", _emitter(self.copy_requested.emit, form))
        button.setMenu(menu)
        button.move(_BUTTON_AT)
        return button

    def _open_menu(self, at: QPoint) -> None:
        if self.ladder is not None:
            self.card.hide()
            self.save_button.menu().popup(at)

    def _show_legend(self) -> None:
        ladder = self.ladder
        dashes = ladder is not None and ladder.has_implied
        hides = ladder is not None and self._hides
        self._legend.show_signs(_LEGEND if dashes else "", _FAINT if hides else "")
        self._legend.setVisible((dashes or hides) and self.height() >= _LEGEND_ROOM_PX)

    def _hover(self, row: Row | None, at: QPoint) -> None:
        ladder, times = self.ladder, self.canvas.times
        if row is None or ladder is None or times is None:
            self.card.hide()
            return
        step, columns = row.step, ladder.columns
        if step.kind in (StepKind.GAP, StepKind.NOTE):
            title = f"{step.text} without an event" if step.kind is StepKind.GAP else "Remark"
            self.card.show_event(title, "", step.code_class, "", step.whole)
        else:
            way = f"{columns[step.start].short} → {columns[step.stop].short}"
            when = times.spoken(step) or _WHEN_UNKNOWN
            if self.canvas.is_hidden(row):
                when = f"{when} · {_HIDDEN}"
            title = step.text if step.inner else way
            self.card.show_event(title, step.code, step.code_class, when, step.told)
        self.card.show_near(self.canvas.mapTo(self, at))

    def _tell(self, current: str) -> None:
        """Say to assistive tools what is shown and which step is chosen."""
        ladder = self.ladder
        if ladder is None:
            text = self._empty.text()
        else:
            names = ", ".join(column.short for column in ladder.columns)
            failed = (
                f"{ladder.failures} failed events" if ladder.failures != 1 else "1 failed event"
            )
            text = (
                f"{len(ladder.steps)} steps between {names}; {failed}."
                " The event table lists the same events."
            )
        self.canvas.setAccessibleDescription(f"{current}. {text}" if current else text)


class _Legend(QWidget):
    """What a dashed arrow and a faint step mean."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._dashes = True
        self._label = plain_label(_LEGEND, role="muted", size_px=SMALL_PX)
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._box = QHBoxLayout(self)
        self._box.addWidget(self._label)

    def show_signs(self, dashed: str, faint: str) -> None:
        """Say what the signs in use mean; an empty text for one that is not."""
        self._dashes = bool(dashed)
        self._label.setText(" · ".join(text for text in (dashed, faint) if text))
        self._box.setContentsMargins(_DASH_END_PX + 8 if dashed else _DASH_PX, 3, 8, 5)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colors of another theme."""
        self._theme = theme
        self._label.setStyleSheet(f"color: {theme.muted}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A piece of a dashed line."""
        if not self._dashes:
            return
        painter = QPainter(self)
        pen = QPen(QColor(self._theme.muted), 1.3)
        pen.setDashPattern([4.0, 3.0])
        painter.setPen(pen)
        middle = QRectF(self.rect()).center().y()
        painter.drawLine(_DASH_PX, round(middle), _DASH_END_PX, round(middle))
        painter.end()


def _emitter(emit: Callable[[str], None], form: str) -> Callable[[], None]:
    return lambda: emit(form)
