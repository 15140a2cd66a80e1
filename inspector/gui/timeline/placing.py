"""Places the bars, marks and labels of the visible window; plain numbers, no painting."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


from inspector.calls.timeline import Marker, Span, Timeline
from inspector.gui.timeline.density import CELL_PX, Cell, cells
from inspector.gui.timeline.plan import Plan
from inspector.gui.timeline.scale import Scale
from inspector.gui.timeline.space import Space

MOST_ITEMS = 2000
"""With more marks or bars in view, cells take their place."""
MARK_PX = 9.0
FAILED_MARK_PX = 12.0
_BAR_PX = 17.0
_LABEL_GAP_PX = 5.0
_BAR_PADDING_PX = 8.0
_LEAST_LABEL_PX = 34.0
_OUTSIDE_PX = 12.0


class Measure(Protocol):
    """What placing needs to know about the font of labels."""

    def width_px(self, text: str) -> float:
        """Width of a text."""

    def elide(self, text: str, width_px: float) -> str:
        """The text cut to a width, with an ellipsis."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A span in pixels; `left` and `right` are cut a little outside of the view."""

    span: Span
    left: float
    right: float
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A marker in pixels."""

    marker: Marker
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Label:
    """A text beside a mark or in a bar; `y` is the middle of its height."""

    text: str
    x: float
    y: float
    width: float
    part: Span | Marker


@dataclass(frozen=True, slots=True)
class Placed:
    """What is drawn for one visible window."""

    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()
    labels: tuple[Label, ...] = ()
    cells: tuple[Cell, ...] = ()


def bar_of(plan: Plan, number: int, scale: Scale, row_px: float) -> Bar:
    """A span's bar."""
    span = plan.timeline.spans[number]
    left = max(scale.x_px(span.start_s), -_OUTSIDE_PX)
    right = min(scale.x_px(span.end_s), scale.width_px + _OUTSIDE_PX)
    height = min(_BAR_PX, row_px - 4)
    top = (int(plan.rows.span_row[number]) + 0.5) * row_px - height / 2
    return Bar(span, left, max(right, left + 2), top, height)


def mark_of(plan: Plan, number: int, scale: Scale, row_px: float) -> Mark:
    """A marker's mark."""
    marker = plan.timeline.markers[number]
    y = (int(plan.rows.marker_row[number]) + 0.5) * row_px
    size = FAILED_MARK_PX if marker.failed else MARK_PX
    return Mark(marker, scale.x_px(marker.at_s), y, min(size, row_px - 4))


def place(plan: Plan, scale: Scale, row_px: float, measure: Measure) -> Placed:
    """Everything in sight. Labels go where they cover nothing, are cut, or are left out."""
    spans, markers = plan.in_view(scale.first_s, scale.last_s)
    dense: list[Cell] = []
    if len(markers) > MOST_ITEMS:
        dense += cells(plan, scale, row_px, markers)
        markers = markers[:0]
    if len(spans) > MOST_ITEMS:
        wide = (plan.span_end[spans] - plan.span_start[spans]) * scale.px_per_s >= CELL_PX
        dense += cells(plan, scale, row_px, spans[~wide], of_spans=True)
        spans = spans[wide][:MOST_ITEMS]
    bars = [bar_of(plan, int(number), scale, row_px) for number in spans]
    marks = [mark_of(plan, int(number), scale, row_px) for number in markers]
    labels = _labels(plan.timeline, scale, row_px, measure, bars, marks, dense)
    # Failures last: where marks overlap, they are on top.
    marks.sort(key=lambda mark: mark.marker.failed)
    return Placed(tuple(bars), tuple(marks), tuple(labels), tuple(dense))


def _labels(
    timeline: Timeline,
    scale: Scale,
    row_px: float,
    measure: Measure,
    bars: Sequence[Bar],
    marks: Sequence[Mark],
    dense: Sequence[Cell],
) -> list[Label]:
    solid = [bar for bar in bars if not bar.span.faint]
    by_row: dict[int, list[tuple[float, float]]] = {}
    for bar in solid:
        by_row.setdefault(int(bar.top // row_px), []).append((bar.left, bar.right))
    lines = {int(mark.y // row_px) for mark in marks} | set(by_row)
    spaces = {row: Space(scale.width_px, by_row.get(row, ())) for row in lines}
    for row, space in spaces.items():
        if timeline.end_s is not None:
            cap = scale.x_px(timeline.end_s)
            space.take(cap - 4, cap + 4)
        for cell in dense:
            if int(cell.y // row_px) == row:
                space.take(cell.x, cell.x + cell.width)
    for mark in marks:
        reach = mark.size / 2 + 2
        spaces[int(mark.y // row_px)].take(mark.x - reach, mark.x + reach)
    for bar in bars:
        if bar.span.faint and (faint := spaces.get(int(bar.top // row_px))):
            faint.take(bar.left, bar.right)
    made = []
    for mark in sorted(marks, key=lambda mark: not mark.marker.failed):
        if mark.marker.failed and (label := _beside(mark, spaces[int(mark.y // row_px)], measure)):
            made.append(label)
    for bar in solid:
        if label := _inside(bar, spaces[int(bar.top // row_px)], scale.width_px, measure):
            made.append(label)
    for mark in marks:
        if not mark.marker.failed and (
            label := _beside(mark, spaces[int(mark.y // row_px)], measure)
        ):
            made.append(label)
    return made


def _beside(mark: Mark, space: Space, measure: Measure) -> Label | None:
    """Right of the mark, else left of it, else a shorter text, else nothing."""
    whole = mark.marker.label
    if not whole:
        return None
    reach = mark.size / 2 + _LABEL_GAP_PX
    for text in _shorter(whole, measure, is_code=mark.marker.failed):
        width = measure.width_px(text)
        for left in (mark.x + reach, mark.x - reach - width):
            if space.is_free(left - 2, left + width + 2):
                space.take(left - 2, left + width + 2)
                return Label(text, left, mark.y, width, mark.marker)
    return None


def _shorter(text: str, measure: Measure, *, is_code: bool) -> list[str]:
    """The text and what may stand for it; a number is never cut."""
    if is_code:
        last = text.rpartition(" ")[2]
        return [text, last] if last != text and last.isdigit() else [text]
    width = measure.width_px(text) * 0.65
    return [text, measure.elide(text, width)] if width >= _LEAST_LABEL_PX else [text]


def _inside(bar: Bar, space: Space, width_px: float, measure: Measure) -> Label | None:
    """In the bar's first gap that takes the whole text, else cut to the widest one."""
    left, right = max(bar.left, 0) + _BAR_PADDING_PX, min(bar.right, width_px) - _BAR_PADDING_PX
    gaps = space.gaps(left, right)
    if not gaps:
        return None
    wish = measure.width_px(bar.span.label)
    gap = next(
        (gap for gap in gaps if gap[1] - gap[0] >= wish),
        max(gaps, key=lambda gap: gap[1] - gap[0]),
    )
    room = gap[1] - gap[0]
    if room < min(_LEAST_LABEL_PX, wish):
        return None
    text = bar.span.label if room >= wish else measure.elide(bar.span.label, room)
    width = measure.width_px(text)
    space.take(gap[0] - 2, gap[0] + width + 2)
    return Label(text, gap[0], bar.top + bar.height / 2, width, bar.span)
