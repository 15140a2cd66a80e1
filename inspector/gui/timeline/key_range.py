"""A range of time chosen with the keyboard: from one place, step by step, to both sides."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.gui.timeline.canvas import Canvas

_STEP_SHARE = 0.02
"""One step, as a share of the visible window."""


class KeyRange:
    """Grows and shrinks the range of a canvas; `is_open` until it is kept or given up."""

    def __init__(self, canvas: "Canvas") -> None:
        self._canvas = canvas
        self._made: tuple[float, float] | None = None
        """The range as it was shown last, in seconds of the call."""
        self._anchor_s = self._edge_s = 0.0

    @property
    def is_open(self) -> bool:
        """Whether the range on screen was chosen here and is not kept yet."""
        return self._made is not None and self._canvas.range_s == self._made

    def extend(self, start_s: float | None, steps: int) -> None:
        """Move the edge; a range begins at `start_s`, without one in the middle of the window.

        A range that is there already goes on: to the right at its end, to the left at its start.
        """
        canvas, shown = self._canvas, self._canvas.shown
        if shown is None:
            return
        there = canvas.range_s
        if there is None:
            first, last = canvas.visible_window()
            middle = shown.time_map.second((first + last) / 2)
            self._anchor_s = self._edge_s = middle if start_s is None else start_s
        elif not self.is_open:
            self._anchor_s, self._edge_s = there if steps > 0 else (there[1], there[0])
        first, last = canvas.visible_window()
        drawn = shown.time_map.drawn(self._edge_s) + steps * _STEP_SHARE * (last - first)
        edge_s = shown.time_map.second(drawn)
        self._edge_s = min(max(edge_s, shown.first_s), shown.last_s)
        self._made = (min(self._anchor_s, self._edge_s), max(self._anchor_s, self._edge_s))
        canvas.set_range(self._made)
        canvas.reveal(self._edge_s)

    def keep(self) -> bool:
        """The range is chosen now, as after a drag; whether one was open."""
        if not self.is_open or self._made is None:
            return False
        made, self._made = self._made, None
        if made[0] < made[1]:
            self._canvas.range_shown.emit()
            self._canvas.range_chosen.emit(made)
        else:
            self._canvas.set_range(None)
        return True
