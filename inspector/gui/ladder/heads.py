"""Paints the heads of a ladder's columns, which stay on top."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from inspector.gui.fonts import SMALL_PX, ui_font
from inspector.gui.ladder.times import StepTimes
from inspector.gui.theme import Theme
from inspector.report.ladder.geometry import Geometry
from inspector.report.ladder.model import Column, Party

HEAD_PX = 46
TINY_PX = 11
_GAP_PX = 6
_APP_PX = 64.0
"""The head of the first column has more room: the second one is far away."""

_COUNTRY_CHARS = 3
"""How a short phone number begins: "+44"."""


class Heads:
    """Paints the heads of one ladder at one width."""

    def __init__(
        self, times: StepTimes, theme: Theme, geometry: Geometry, gutter_px: float
    ) -> None:
        self._ladder, self._times, self._theme = times.ladder, times, theme
        self._geometry, self._gutter_px = geometry, gutter_px
        self._strong = ui_font(SMALL_PX, QFont.Weight.DemiBold)
        self._tiny = ui_font(TINY_PX)

    def paint(self, painter: QPainter, y: float) -> None:
        """The names of the columns, on a ground of their own."""
        box = QRectF(0, y, self._geometry.width, HEAD_PX)
        painter.fillRect(box, QColor(self._theme.surface))
        for place, column in enumerate(self._ladder.columns):
            self._column(painter, y, place, column)
        self._line(painter, y, self._geometry.width)

    def paint_corner(self, painter: QPainter, y: float) -> None:
        """The head of the times."""
        box = QRectF(0, y, self._gutter_px, HEAD_PX - 1)
        painter.fillRect(box, QColor(self._theme.surface))
        painter.setFont(self._tiny)
        painter.setPen(QColor(self._theme.muted))
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        painter.drawText(box.adjusted(2, 0, -8, -2), int(align), self._times.caption)
        self._line(painter, y, self._gutter_px)

    def column_at(self, x: float) -> Column | None:
        """The column whose head is at a place."""
        half = self._room() / 2
        for at, column in zip(self._geometry.x, self._ladder.columns, strict=True):
            if abs(x - at) <= half:
                return column
        return None

    def _line(self, painter: QPainter, y: float, right: float) -> None:
        painter.setPen(QPen(QColor(self._theme.border), 1))
        bottom = y + HEAD_PX - 0.5
        painter.drawLine(QPointF(0, bottom), QPointF(right, bottom))

    def _room(self) -> float:
        return self._geometry.pitch - _GAP_PX

    def _column(self, painter: QPainter, y: float, place: int, column: Column) -> None:
        room = self._room()
        if column.party is Party.APP and not self._geometry.is_tight:
            room = max(room, _APP_PX)
        left = self._geometry.x[place] - room / 2
        short, detail = self._texts(column, room)
        is_split = not detail and " " in short and self._geometry.is_tight
        if is_split:
            short, detail = short.split(" ", 1)
        align = Qt.AlignmentFlag.AlignCenter
        is_number = column.detail.startswith("+")
        cut = Qt.TextElideMode.ElideLeft if is_number else Qt.TextElideMode.ElideRight
        lines = (
            (short, self._strong, self._theme.text, 6, Qt.TextElideMode.ElideRight),
            (detail, self._strong, self._theme.text, 22, cut)
            if is_split
            else (detail, self._tiny, self._theme.muted, 23, cut),
        )
        alone = not detail
        for text, font, color, top, mode in lines:
            painter.setFont(font)
            painter.setPen(QColor(color))
            shown = QFontMetrics(font).elidedText(text, mode, int(room))
            box = QRectF(left, y + (14 if alone else top), room, 17)
            painter.drawText(box, int(align), shown)

    def _texts(self, column: Column, room: float) -> tuple[str, str]:
        """Both lines of a head; where the name is too wide, what says it shorter."""
        is_wide = QFontMetrics(self._strong).horizontalAdvance(column.short) > room
        if is_wide and column.party is Party.CARRIER and column.detail:
            return column.detail, ""
        detail = column.detail
        if QFontMetrics(self._tiny).horizontalAdvance(detail) > room:
            if detail.startswith("+"):
                # The last digits tell phone numbers apart.
                detail = detail[_COUNTRY_CHARS:]
            elif column.party is Party.PERSON:
                detail = detail.partition(" ")[0]
        return column.short, detail
