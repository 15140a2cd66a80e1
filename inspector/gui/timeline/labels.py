"""Places labels so that none covers anything: whole, else shorter, else not at all."""

from collections.abc import Sequence
from typing import Protocol

from inspector.gui.timeline.density import Cell
from inspector.gui.timeline.parts import Bar, Label, Mark
from inspector.gui.timeline.space import Space

_GAP_PX = 6.0
_RING_GAP_PX = 9.0
_CAP_PX = 4.0
_BAR_PADDING_PX = 8.0
_OUTSIDE_PX = 10.0
_LEAST_PX = 34.0
_SHORTER = 0.65


class Measure(Protocol):
    """What placing needs to know about the font of labels."""

    def width_px(self, text: str) -> float:
        """Width of a text."""

    def elide(self, text: str, width_px: float) -> str:
        """The text cut to a width, with an ellipsis."""


def place_labels(
    bars: Sequence[Bar],
    marks: Sequence[Mark],
    cells: Sequence[Cell],
    *,
    width_px: float,
    cap_px: float | None,
    measure: Measure,
) -> list[Label]:
    """Labels of failures first, then of bars, then of the other marks."""
    solid = [bar for bar in bars if not bar.span.faint]
    spaces = _spaces(bars, marks, cells, width_px, cap_px)
    failed = [mark for mark in marks if mark.marker.failed]
    others = [mark for mark in marks if not mark.marker.failed]
    made = [
        *(_beside(mark, spaces[mark.row], measure) for mark in failed),
        *(_inside(bar, spaces[bar.row], width_px, measure) for bar in solid),
        *(_beside(mark, spaces[mark.row], measure) for mark in others),
    ]
    return [label for label in made if label is not None]


def _spaces(
    bars: Sequence[Bar],
    marks: Sequence[Mark],
    cells: Sequence[Cell],
    width_px: float,
    cap_px: float | None,
) -> dict[int, Space]:
    """The room of each row that has something to label."""
    stretches: dict[int, list[tuple[float, float]]] = {}
    for mark in marks:
        stretches.setdefault(mark.row, [])
    for bar in bars:
        inside = stretches.setdefault(bar.row, [])
        if not bar.span.faint:
            inside.append((bar.left, bar.right))
    spaces = {row: Space(width_px, inside) for row, inside in stretches.items()}
    if cap_px is not None:
        for space in spaces.values():
            space.take(cap_px - _CAP_PX, cap_px + _CAP_PX)
    for bar in bars:
        if bar.span.faint:
            spaces[bar.row].take(bar.left, bar.right)
    for mark in marks:
        reach = mark.size / 2 + 2
        spaces[mark.row].take(mark.x - reach, mark.x + reach)
    for cell in cells:
        if cell.row in spaces:
            spaces[cell.row].take(cell.x, cell.x + cell.width)
    return spaces


def _beside(mark: Mark, space: Space, measure: Measure) -> Label | None:
    """Right of the mark, else left of it, else a shorter text, else nothing."""
    reach = mark.size / 2 + (_RING_GAP_PX if mark.marker.failed else _GAP_PX)
    for text in _wordings(mark, measure):
        width = measure.width_px(text)
        for left in (mark.x + reach, mark.x - reach - width):
            if space.is_free(left - 2, left + width + 2):
                space.take(left - 2, left + width + 2)
                return Label(text, left, mark.y, width, mark.marker)
    return None


def _wordings(mark: Mark, measure: Measure) -> list[str]:
    """The label and what may stand for it; a number is never cut."""
    text = mark.marker.label
    if not text:
        return []
    number = text.rpartition(" ")[2]
    if number.isdigit():
        return list(dict.fromkeys((text, number)))
    width = measure.width_px(text) * _SHORTER
    return [text, measure.elide(text, width)] if width >= _LEAST_PX else [text]


def _inside(bar: Bar, space: Space, width_px: float, measure: Measure) -> Label | None:
    """In the bar's first gap that takes the whole text, else beside it, else cut to fit."""
    text, wish = bar.span.label, measure.width_px(bar.span.label)
    left, right = max(bar.left, 0) + _BAR_PADDING_PX, min(bar.right, width_px) - _BAR_PADDING_PX
    gaps = space.gaps(left, right)
    start = next((start for start, end in gaps if end - start >= wish), None)
    for outside in (bar.right + _OUTSIDE_PX, bar.left - _OUTSIDE_PX - wish):
        if start is None and space.is_free(outside - 2, outside + wish + 2):
            start = outside
    if start is None:
        start, end = max(gaps, key=lambda gap: gap[1] - gap[0], default=(left, left))
        if end - start < _LEAST_PX:
            return None
        text = measure.elide(text, end - start)
    width = measure.width_px(text)
    space.take(start - 2, start + width + 2)
    return Label(text, start, bar.middle, width, bar.span)
