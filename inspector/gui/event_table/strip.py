"""A narrow map of a long list beside its scroll bar: where failures and marks lie."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from inspector.gui.style import blend
from inspector.gui.theme import Theme

WIDTH_PX = 18
_TICK_PX = 3
"""Height of a tick: one pixel would be missed."""
_SHADE = 0.35

Bins = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Lane:
    """One column of ticks, a tick where the bin is not 0."""

    bins: Bins
    colors: Sequence[str]
    """For each value of a bin from 1 on, its color."""
    left_px: int
    width_px: int


class EventStrip(QWidget):
    """Ticks over the whole list and a shade where the view is; a click goes there."""

    pressed = Signal(int)
    """The pixel of a click, from the top."""
    dragged = Signal(int)
    """Where the pointer was dragged to."""
    resized = Signal()
    """There is room for another number of bins."""

    def __init__(self, theme: Theme, tell: Callable[[int], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tell = tell
        """What lies at a bin, for the tooltip."""
        self._lanes: tuple[Lane, ...] = ()
        self._ticks: QPixmap | None = None
        self._view = (0.0, 0.0)
        self.setFixedWidth(WIDTH_PX)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        self.setAccessibleName("Map of the list")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def bins(self) -> int:
        """How many bins there is room for: one a pixel."""
        return max(1, self.height())

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """The columns of ticks shown."""
        return self._lanes

    @property
    def view(self) -> tuple[float, float]:
        """The part of the list that is in view, from 0 to 1."""
        return self._view

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme; the lanes have to be set anew for their colors."""
        self._theme = theme
        self.update()

    def show_lanes(self, lanes: Sequence[Lane]) -> None:
        """Show other ticks."""
        self._lanes = tuple(lanes)
        self._ticks = None
        self.update()

    def show_view(self, first: float, last: float) -> None:
        """Shade the part of the list that is in view."""
        if (first, last) != self._view:
            self._view = (first, last)
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as it ever is."""
        return QSize(WIDTH_PX, 100)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other bins are wanted."""
        super().resizeEvent(event)
        self._ticks = None
        if event.size().height() != event.oldSize().height():
            self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, view, ticks."""
        theme = self._theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.alternate))
        painter.fillRect(0, 0, 1, self.height(), QColor(theme.border))
        first, last = self._view
        if last - first < 1.0:
            top, bottom = first * self.height(), last * self.height()
            box = QRectF(1, top, self.width() - 1, max(4.0, bottom - top))
            painter.fillRect(box, blend(theme.idle, theme.alternate, _SHADE))
        if self._ticks is None:
            self._ticks = self._painted_ticks()
        painter.drawPixmap(0, 0, self._ticks)
        painter.end()

    def _painted_ticks(self) -> QPixmap:
        """The ticks by themselves: they stay while the view moves."""
        ratio = self.devicePixelRatioF()
        ticks = QPixmap(round(self.width() * ratio), max(1, round(self.height() * ratio)))
        ticks.setDevicePixelRatio(ratio)
        ticks.fill(Qt.GlobalColor.transparent)
        painter = QPainter(ticks)
        for lane in self._lanes:
            self._paint_lane(painter, lane)
        painter.end()
        return ticks

    def _paint_lane(self, painter: QPainter, lane: Lane) -> None:
        # Worse values are painted later, so that a neighbour's tick does not cover them.
        for value, color in enumerate(lane.colors, 1):
            ink = QColor(color)
            for bin_ in np.flatnonzero(lane.bins == value).tolist():
                painter.fillRect(lane.left_px, bin_ - 1, lane.width_px, _TICK_PX, ink)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit(self._bin(event.position().y()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Dragging goes on."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(self._bin(event.position().y()))

    def _bin(self, y: float) -> int:
        return min(max(round(y), 0), self.bins - 1)

    def event(self, event: QEvent) -> bool:
        """The tooltip says what lies below the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self._tell(self._bin(event.pos().y()))
            QToolTip.showText(event.globalPos() + QPoint(0, 8), text, self)
            return True
        return super().event(event)
