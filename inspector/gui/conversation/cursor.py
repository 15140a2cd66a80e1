"""Where the keyboard is in a conversation: a band, and perhaps an event in it."""

from dataclasses import dataclass, replace

import numpy as np

from inspector.gui.conversation.plan import ConversationPlan


@dataclass(frozen=True, slots=True)
class Cursor:
    """A band by its place, and an event row of it; None for the call as a whole."""

    band: int
    row: int | None = None

    def other_band(self, shown: ConversationPlan, by: int) -> "Cursor":
        """The call above or below; at the edges the same one."""
        place = min(max(self.band + by, 0), len(shown.legs) - 1)
        return self if place == self.band else Cursor(place)

    def other_mark(self, shown: ConversationPlan, by: int) -> "Cursor":
        """The next or previous event of the call, the first or last one from nowhere."""
        stops = shown.legs[self.band].stops
        if not len(stops):
            return self
        start = 0 if by > 0 else len(stops) - 1
        if self.row is not None:
            here = np.flatnonzero(stops == self.row).tolist()
            start = here[0] + by if here else start
        return replace(self, row=int(stops[min(max(start, 0), len(stops) - 1)]))


def cursor_at(shown: ConversationPlan, position: int | None, row: int | None) -> Cursor:
    """The cursor at what is selected, else at the first call."""
    band = shown.band_of(row) if row is not None else None
    if band is not None:
        return Cursor(band, row)
    place = shown.place_of(position) if position is not None else None
    return Cursor(place or 0)
