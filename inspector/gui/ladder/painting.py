"""Paints single rows of a ladder; for the window and for PNG files."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF

from inspector.gui.badge import badge_font, badge_size, paint_badge
from inspector.gui.fonts import SMALL_PX, ui_font
from inspector.gui.ladder.heads import TINY_PX, Heads
from inspector.gui.ladder.rows import Row
from inspector.gui.ladder.times import StepTimes
from inspector.gui.style import blend
from inspector.gui.theme import Theme
from inspector.report.ladder.geometry import (
    LINE_Y_PX,
    ROW_PX,
    TEXT_Y_PX,
    Geometry,
    place_columns,
)
from inspector.report.ladder.model import Step, StepKind

_LEAST_GUTTER_PX = 58
_GUTTER_EDGE_PX = 16
"""Beside the times."""
_BADGE_GAP_PX = 8
_CHEVRON_PX = 14
_DOT_PX = 5.0
_CAP_PX = 3
_FAINT = 0.42
"""The opacity of what a filter hides."""


@dataclass(frozen=True, slots=True)
class RowState:
    """How a row stands out."""

    selected: bool = False
    lit: bool = False
    """Something else speaks of its event."""
    hovered: bool = False
    beyond: bool = False
    """After the end of the call."""
    faint: bool = False
    """Hidden by the filter elsewhere."""


class LadderPainter:
    """Paints one ladder at one width; needs a running QGuiApplication."""

    def __init__(self, times: StepTimes, theme: Theme, width_px: float) -> None:
        self._ladder, self._times, self._theme = times.ladder, times, theme
        self._words = ui_font(SMALL_PX)
        self._strong = ui_font(SMALL_PX, QFont.Weight.DemiBold)
        self._tiny = ui_font(TINY_PX)
        self._badge = badge_font()
        metrics = QFontMetrics(self._tiny)
        widest = max(map(metrics.horizontalAdvance, times.widest()), default=0)
        self.gutter_px = max(_LEAST_GUTTER_PX, widest + _GUTTER_EDGE_PX)
        """Room for times at the left, which stays where it is."""
        self.geometry: Geometry = place_columns(len(self._ladder.columns), width_px, self.gutter_px)
        self.heads = Heads(times, theme, self.geometry, self.gutter_px)

    def row(
        self, painter: QPainter, y: float, row: Row, state: RowState, edge: float | None = None
    ) -> None:
        """One row, from `y` to `y + ROW_PX`, but for its time; texts keep left of `edge`."""
        ground = self._ground(state)
        painter.fillRect(QRectF(0, y, self.geometry.width, ROW_PX), ground)
        step = row.step
        if step.kind is StepKind.GAP:
            self._break(painter, y)
        self._lifelines(painter, row.before, y, y + LINE_Y_PX, step)
        self._lifelines(painter, row.after, y + LINE_Y_PX, y + ROW_PX, step)
        painter.setOpacity(_FAINT if state.faint else 1.0)
        match step.kind:
            case StepKind.GAP:
                self._gap_text(painter, y, step)
            case StepKind.NOTE:
                self._note(painter, y, step, ground)
            case _:
                self._said(painter, y, row, ground, edge)
                self._arrow(painter, y + LINE_Y_PX, step)
                self._changes(painter, y + LINE_Y_PX, row, ground)
        painter.setOpacity(1.0)
        if step.ends:
            self._cap(painter, y)

    def time(self, painter: QPainter, y: float, row: Row, state: RowState) -> None:
        """The time of a row, on its ground, and whether the row is chosen."""
        box = QRectF(0, y, self.gutter_px, ROW_PX)
        painter.fillRect(box, self._ground(state))
        if row.step.kind not in (StepKind.GAP, StepKind.NOTE):
            painter.setOpacity(_FAINT if state.faint else 1.0)
            painter.setFont(self._tiny)
            painter.setPen(QColor(self._theme.muted))
            place = QRectF(4, y + TEXT_Y_PX - 9, self.gutter_px - 12, 18)
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, int(align), self._times.text(row.step))
            painter.setOpacity(1.0)
        if state.selected or state.lit:
            color = QColor(self._theme.accent)
            if not state.selected:
                color.setAlphaF(0.55)
            painter.fillRect(QRectF(0, y, 3, ROW_PX), color)

    # Parts

    def _ground(self, state: RowState) -> QColor:
        theme = self._theme
        if state.selected:
            return QColor(theme.raised)
        if state.hovered or state.lit:
            return blend(theme.raised, theme.surface, 0.5)
        return QColor(theme.idle if state.beyond else theme.surface)

    def _lifelines(
        self, painter: QPainter, active: int, top: float, bottom: float, step: Step
    ) -> None:
        quiet = QColor(self._theme.border)
        busy = blend(self._theme.muted, self._theme.surface, 0.25)
        for place, x in enumerate(self.geometry.x):
            is_active = active >> place & 1
            pen = QPen(busy if is_active else quiet, 4.0 if is_active else 1.2)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if step.kind is StepKind.GAP:
                pen.setDashPattern([1.0, 1.0] if is_active else [2.0, 3.0])
            painter.setPen(pen)
            painter.drawLine(QPointF(x, top), QPointF(x, bottom))

    def _said(
        self, painter: QPainter, y: float, row: Row, ground: QColor, edge: float | None
    ) -> None:
        """The text and its badge, on a ground that hides lifelines behind them."""
        step = row.step
        font = self._strong if step.failed else self._words
        metrics, badge_metrics = QFontMetrics(font), QFontMetrics(self._badge)
        indent = _CHEVRON_PX if step.inner or row.inner is not None else 0
        badge = badge_size(step.badge, badge_metrics).width() if step.badge else 0
        extra = indent + (badge + _BADGE_GAP_PX if badge else 0)
        needed = metrics.horizontalAdvance(step.text) + 2 + extra
        left, room = self.geometry.text_span(step.start, step.stop, needed, edge)
        shown = metrics.elidedText(step.text, Qt.TextElideMode.ElideRight, int(room - extra))
        wide = metrics.horizontalAdvance(shown)
        opacity = painter.opacity()
        painter.setOpacity(1.0)
        painter.fillRect(QRectF(left - 3, y + 4, extra + wide + 6, 21), ground)
        painter.setOpacity(opacity)
        if step.inner:
            self._chevron(painter, left + 4, y + TEXT_Y_PX, is_open=row.is_open)
        painter.setFont(font)
        painter.setPen(self._text_ink(step))
        box = QRectF(left + indent, y + TEXT_Y_PX - 10, wide + 2, 20)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), shown)
        if badge:
            painter.setFont(self._badge)
            at = round(left + indent + wide + _BADGE_GAP_PX)
            rect = QRect(at, round(y + TEXT_Y_PX - 9), badge, 18)
            paint_badge(painter, rect, step.badge, step.code_class, self._theme)

    def _chevron(self, painter: QPainter, x: float, y: float, *, is_open: bool) -> None:
        points = (
            [(-3.0, -2.0), (5.0, -2.0), (1.0, 3.0)]
            if is_open
            else [(-1.0, -4.0), (4.0, 0.0), (-1.0, 4.0)]
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.muted))
        painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in points]))

    def _arrow(self, painter: QPainter, y: float, step: Step) -> None:
        start, stop = self.geometry.x[step.start], self.geometry.x[step.stop]
        way = 1 if stop > start else -1
        ink = self._ink(step)
        pen = QPen(ink, 2.0 if step.failed or step.ends else 1.3)
        if step.kind is StepKind.IMPLIED:
            pen.setDashPattern([5.2 / pen.widthF(), 3.9 / pen.widthF()])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        tip = stop - 3 * way
        painter.drawLine(QPointF(start + 3 * way, y), QPointF(tip - 6 * way, y))
        back = tip - 8 * way
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPolygon(
            QPolygonF([QPointF(tip, y), QPointF(back, y - 4.5), QPointF(back, y + 4.5)])
        )

    def _changes(self, painter: QPainter, y: float, row: Row, ground: QColor) -> None:
        """A dot where somebody joins, a ring where somebody leaves."""
        ink = blend(self._theme.muted, self._theme.surface, 0.25)
        for change in row.step.changes:
            painter.setPen(QPen(ink, 2))
            painter.setBrush(ground if change.leaves else ink)
            centre = QPointF(self.geometry.x[change.column], y)
            painter.drawEllipse(centre, _DOT_PX, _DOT_PX)

    def _break(self, painter: QPainter, y: float) -> None:
        left, right = self._edges(24)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.idle))
        painter.drawRoundedRect(QRectF(left, y + 8, right - left, ROW_PX - 16), 4, 4)

    def _gap_text(self, painter: QPainter, y: float, step: Step) -> None:
        painter.setFont(self._tiny)
        painter.setPen(QColor(self._theme.muted))
        xs = self.geometry.x
        box = QRectF(xs[0] + 6, y + 8, xs[1] - xs[0] - 12, ROW_PX - 16)
        text = f"⋯  {step.text}  ⋯"
        wide = QFontMetrics(self._tiny).horizontalAdvance(text)
        ground = QRectF(box.center().x() - wide / 2 - 3, box.top(), wide + 6.0, box.height())
        painter.fillRect(ground, QColor(self._theme.idle))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)

    def _note(self, painter: QPainter, y: float, step: Step, ground: QColor) -> None:
        metrics = QFontMetrics(self._strong)
        left = self.geometry.x[0] + 10
        room = self.geometry.width - left - 10
        shown = metrics.elidedText(step.text, Qt.TextElideMode.ElideRight, int(room))
        wide = metrics.horizontalAdvance(shown)
        painter.fillRect(QRectF(left - 3, y + 9, wide + 6, 21), ground)
        painter.setFont(self._strong)
        painter.setPen(QColor(self._theme.muted))
        painter.drawText(
            QRectF(left, y + 9, wide + 2, 21), int(Qt.AlignmentFlag.AlignVCenter), shown
        )

    def _cap(self, painter: QPainter, y: float) -> None:
        left, right = self._edges(14)
        box = QRectF(left, y + ROW_PX - _CAP_PX, right - left, _CAP_PX)
        painter.fillRect(box, QColor(self._theme.cap))

    def _edges(self, beyond: float) -> tuple[float, float]:
        return self.geometry.x[0] - beyond, self.geometry.x[-1] + beyond

    def _ink(self, step: Step) -> QColor:
        if step.failed or step.ends:
            return QColor(self._theme.classes[step.code_class].color)
        if step.kind is StepKind.IMPLIED:
            return QColor(self._theme.muted)
        return blend(self._theme.text, self._theme.surface, 0.2)

    def _text_ink(self, step: Step) -> QColor:
        if step.failed:
            return QColor(self._theme.classes[step.code_class].color)
        return QColor(self._theme.muted if step.kind is StepKind.IMPLIED else self._theme.text)
