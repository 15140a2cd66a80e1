"""Where the bands stand below each other, for a size of the view."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from inspector.gui.conversation.heads import Head, HeadMaker
from inspector.gui.conversation.plan import ConversationPlan

AXIS_PX = 28
OFFERS_PX = 24
_LEAST_ROW_PX, _MOST_ROW_PX = 17.0, 32.0
_FOOT_PX = 5
"""Room below the rows of a band."""
_SLIVER_PX = 12
"""Less than this of a band at the foot is not drawn: cut letters tell nothing."""


@dataclass(frozen=True, slots=True)
class Band:
    """One call; `top` counts from the first band."""

    head: Head
    top: int
    rows: int
    row_px: float

    @property
    def rows_top(self) -> int:
        """Where its rows begin."""
        return self.top + self.head.height

    @property
    def rows_px(self) -> int:
        """Height of its rows."""
        return int(self.rows * self.row_px)

    @property
    def bottom(self) -> int:
        """Where the next band begins."""
        return self.rows_top + self.rows_px + _FOOT_PX


@dataclass(frozen=True, slots=True)
class Bands:
    """All bands, and the room they scroll in."""

    bands: tuple[Band, ...]
    top: int
    """Where the room begins: below the offers."""
    room: int
    """Its height; the axis is below it."""
    row_px: float

    @property
    def most_scroll(self) -> int:
        """How far the bands can be scrolled: until the last ones stand whole at the top."""
        last = self.bands[-1].bottom if self.bands else 0
        return self._top_for(last) if last > self.room else 0

    @property
    def axis_top(self) -> int:
        """Where the axis begins: below the last band, or at the foot of the view."""
        last = self.bands[-1].bottom if self.bands else 0
        return self.top + min(last, self.room)

    def visible(self, scroll_px: int) -> range:
        """The places of the bands in sight."""
        inside = [
            place
            for place, band in enumerate(self.bands)
            if band.bottom > scroll_px and band.top + _SLIVER_PX < scroll_px + self.room
        ]
        return range(inside[0], inside[-1] + 1) if inside else range(0)

    def at(self, y: float) -> int | None:
        """The band at a height, counted from the first band."""
        found = (n for n, band in enumerate(self.bands) if band.top <= y < band.bottom)
        return next(found, None)

    def scrolled_to(self, scroll_px: int, place: int) -> int:
        """The scroll that shows a band, moved no further than it must be, by whole bands."""
        band = self.bands[place]
        wish = scroll_px
        if band.bottom > scroll_px + self.room:
            wish = self._top_for(band.bottom)
        return min(max(min(wish, band.top), 0), self.most_scroll)

    def _top_for(self, bottom: int) -> int:
        """The scroll that shows what ends at a height, no band cut at the top if it can be."""
        least = bottom - self.room
        tops = (band.top for band in self.bands if least <= band.top < bottom)
        return next(tops, least)


def arrange(shown: ConversationPlan, maker: HeadMaker, width: int, height: int) -> Bands:
    """Bands for a view: rows grow into the room that is left, within limits."""
    heads = [maker.head(shown.value, leg, width) for leg in shown.legs]
    counts = [leg.plan.rows.count for leg in shown.legs]
    top = OFFERS_PX if len(shown.offers.markers) else 0
    room = max(height - AXIS_PX - top, 1)
    fixed = sum(head.height + _FOOT_PX for head in heads)
    row_px = (room - fixed) / max(sum(counts), 1)
    row_px = floor(min(max(row_px, _LEAST_ROW_PX), _MOST_ROW_PX) * 2) / 2
    return Bands(_stacked(heads, counts, row_px), top, room, row_px)


def _stacked(heads: Sequence[Head], counts: Sequence[int], row_px: float) -> tuple[Band, ...]:
    made: list[Band] = []
    for head, count in zip(heads, counts, strict=True):
        made.append(Band(head, made[-1].bottom if made else 0, count, row_px))
    return tuple(made)
