"""Fills the strip beside the event table, a piece at a time, and takes its clicks back."""

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from inspector.calls.columns import CLASS_ORDER
from inspector.gui.event_table.strip import EventStrip, Lane
from inspector.gui.models.event_marks import Flags, Mark, MarkMap
from inspector.gui.models.events_model import EventsModel
from inspector.gui.row_table import RowTable
from inspector.gui.style import ROW_HEIGHT_PX
from inspector.gui.theme import Theme

PIECE = 200_000
"""Rows looked at between two frames; a millisecond or two."""
_NEAR_PX = 3
"""How far beside a tick a click still means it."""
_WORDS = {
    Mark.FINDING: ("finding", "findings"),
    Mark.HIT: ("hit", "hits"),
    Mark.BOOKMARK: ("bookmark", "bookmarks"),
}
_LANES = {Mark.FINDING: (8, 3), Mark.HIT: (11, 3), Mark.BOOKMARK: (14, 3)}
_FAILURES = (2, 6)


class EventMap(QObject):
    """One strip for one table: a bin a pixel, or a tick beside each row where all rows fit."""

    position_chosen = Signal(int)
    """The user clicked a tick."""

    def __init__(
        self, table: RowTable, model: EventsModel, theme: Theme, strip_parent: QObject
    ) -> None:
        super().__init__(strip_parent)
        self._table, self._model, self._theme = table, model, theme
        self.strip = EventStrip(theme, self.words, table)
        self._map: MarkMap | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._work)
        bar = table.verticalScrollBar()
        bar.valueChanged.connect(lambda _value: self._show_view())
        bar.rangeChanged.connect(lambda *_: self._show_view())
        self.strip.resized.connect(self.renew)
        self.strip.pressed.connect(self._go_to_tick)
        self.strip.dragged.connect(self._scroll)
        model.modelReset.connect(self.renew)
        model.layoutChanged.connect(self.renew)

    @property
    def is_done(self) -> bool:
        """Whether the strip shows every row."""
        return self._map is not None and self._map.is_done

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._theme = theme
        self.strip.set_theme(theme)
        self._show_lanes()

    def renew(self) -> None:
        """Rows, marks or sizes have changed; what is shown stays until the next piece is done."""
        self._map = None
        self._timer.start(0)

    def words(self, y: int) -> str:
        """What lies at a pixel of the strip."""
        if self._map is None or not self.is_done or not self._model.count():
            return ""
        first, last = self._span(y)
        if first >= last:
            return ""
        failures, marks = self._map.counts(first, last)
        parts = [_counted(failures, "failure", "failures")] if failures else []
        parts += [_counted(count, *_WORDS[mark]) for mark, count in marks.items() if count]
        place = f"Row {first + 1:,}" if last - first == 1 else f"Rows {first + 1:,} to {last:,}"
        return f"{place}: {', '.join(parts) or 'no failure'}"

    def _work(self) -> None:
        """Look at one more piece."""
        shown = self._model.shown
        if shown is None or not len(shown.rows):
            self.strip.show_lanes(())
            self.strip.setAccessibleDescription("No events")
            return
        if self._map is None:
            bins = len(shown.rows) if self._fits() else self.strip.bins
            flags = self._model.mark_flags.flags(shown.table.size)
            order = self._model.order
            self._map = MarkMap(shown.table, shown.rows, order, shown.failing, flags, bins)
        self._map.advance(PIECE)
        if self._map.is_done:
            self._show_lanes()
            self._describe()
        else:
            self._timer.start(0)

    def _show_lanes(self) -> None:
        if self._map is None:
            return
        colors = self._theme.classes
        lanes = [Lane(self._placed(self._map.failures), [colors[c].color for c in CLASS_ORDER],
                      *_FAILURES)]  # fmt: skip
        inks = {
            Mark.FINDING: self._theme.text,
            Mark.HIT: self._theme.hit,
            Mark.BOOKMARK: self._theme.accent,
        }
        for mark, (left, width) in _LANES.items():
            bins = np.where(self._map.marks & np.uint8(mark), 1, 0).astype(np.uint8)
            lanes.append(Lane(self._placed(bins), [inks[mark]], left, width))
        self.strip.show_lanes(lanes)
        self._show_view()

    def _placed(self, bins: Flags) -> Flags:
        """Bins by pixel; where all rows fit, each tick stands beside its row."""
        if not self._fits():
            return bins
        placed = np.zeros(self.strip.bins, dtype=np.uint8)
        at = np.arange(len(bins)) * ROW_HEIGHT_PX + ROW_HEIGHT_PX // 2
        is_inside = at < len(placed)
        placed[at[is_inside]] = bins[is_inside]
        return placed

    def _describe(self) -> None:
        assert self._map is not None
        total = self._model.count()
        classes = int(np.count_nonzero(self._map.failures))
        parts = [f"failures at {classes:,} places"] if classes else ["no failures"]
        for mark, (_, many) in _WORDS.items():
            count = int(np.count_nonzero(self._map.marks & np.uint8(mark)))
            parts += [f"{many} at {count:,}"] if count else []
        self.strip.setAccessibleDescription(f"{total:,} events: {', '.join(parts)}")

    def _fits(self) -> bool:
        return self._model.count() * ROW_HEIGHT_PX <= self._table.viewport().height()

    def _show_view(self) -> None:
        bar = self._table.verticalScrollBar()
        whole = bar.maximum() + bar.pageStep()
        if whole <= 0 or bar.maximum() == 0:
            self.strip.show_view(0.0, 1.0)
        else:
            self.strip.show_view(bar.value() / whole, (bar.value() + bar.pageStep()) / whole)

    def _span(self, y: int) -> tuple[int, int]:
        """The positions behind a pixel."""
        assert self._map is not None
        if self._fits():
            position = y // ROW_HEIGHT_PX
            return position, min(position + 1, self._model.count())
        return self._map.span(min(y, len(self._map.failures) - 1))

    def _go_to_tick(self, y: int) -> None:
        """The first failure or mark at a click; beside all ticks, scroll there."""
        if self._map is not None and self.is_done:
            near = sorted(range(y - _NEAR_PX, y + _NEAR_PX + 1), key=lambda at: abs(at - y))
            for at in near:
                if not 0 <= at < self.strip.bins:
                    continue
                found = self._map.first_marked(*self._span(at))
                if found is not None:
                    self.position_chosen.emit(found)
                    return
        self._scroll(y)

    def _scroll(self, y: int) -> None:
        bar = self._table.verticalScrollBar()
        whole = bar.maximum() + bar.pageStep()
        bar.setValue(round(y / self.strip.bins * whole - bar.pageStep() / 2))


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
