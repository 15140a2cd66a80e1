"""What is drawn of one call for one visible window."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from inspector.calls.timeline import Marker, Span
from inspector.gui.conversation.plan import LegPlan
from inspector.gui.timeline.density import CELL_PX
from inspector.gui.timeline.frame import Frame
from inspector.gui.timeline.labels import place_labels
from inspector.gui.timeline.look import Look
from inspector.gui.timeline.moment import second_text
from inspector.gui.timeline.parts import Bar, Label, Mark, Placed
from inspector.gui.timeline.placing import bar_of, place
from inspector.gui.timeline.plan import Plan
from inspector.gui.timeline.scale import Scale
from inspector.gui.timeline.space import Space
from inspector.gui.timeline.ticks import Axis, Tick, ticks

_OUTSIDE_PX = 14.0
_THICKEST_PX = 7.0
_BETWEEN_PX = 1.5
_EDGE_PX = 3.0
_GAP_PX = 6.0
_ROUND_PX = 40.0
"""What the edges and the mark at the end of a bar take of it."""
_LEAST_NAMES_PX = 70.0
_MOST_NAMED = 8
_SAME_PX = 4.0
"""Failures closer than this that say the same say it once."""


@dataclass(frozen=True, slots=True)
class View:
    """What all bands have in common: the window, the height of a row, the clock, the colors."""

    scale: Scale
    row_px: float
    axis: Axis
    look: Look

    def ticks(self) -> tuple[Tick, ...]:
        """The places of the axis."""
        return ticks(self.scale, self.axis)


def leg_frame(leg: LegPlan, view: View, marks: tuple[Tick, ...]) -> Frame:
    """A band: only failures, the end and bars that have the room say what they are."""
    scale, row_px, look = view.scale, view.row_px, view.look
    placed = place(leg.plan, scale, row_px, look)
    bars = _bars(leg, placed, scale, row_px)
    placed = replace(placed, bars=bars, labels=_labels(leg, placed, bars, view))
    return Frame(
        plan=leg.plan, scale=scale, row_px=row_px, placed=placed, ticks=marks, look=look,
        axis=view.axis,
    )  # fmt: skip


def offers_frame(plan: Plan, view: View, marks: tuple[Tick, ...], row_px: float) -> Frame:
    """The offers above all bands; with the axis, as it draws this frame's folds too."""
    placed = place(plan, view.scale, row_px, view.look)
    labels = _offer_labels(placed.marks, placed, view)
    if sum(isinstance(label.part, Marker) for label in labels) < len(placed.marks):
        # Which call is told first: it is short, and the diamonds look alike.
        short = [
            _worded(mark, (*mark.marker.shorter, mark.marker.label)[0]) for mark in placed.marks
        ]
        short.sort(key=lambda mark: not mark.marker.shorter)
        labels = _offer_labels(short, placed, view)
    placed = replace(placed, labels=labels)
    return Frame(
        plan=plan, scale=view.scale, row_px=row_px, placed=placed, ticks=marks, look=view.look,
        axis=view.axis,
    )  # fmt: skip


def _offer_labels(marks: Sequence[Mark], placed: Placed, view: View) -> tuple[Label, ...]:
    """Those that stand whole."""
    made = place_labels(
        (),
        marks,
        placed.clusters,
        placed.cells,
        placed.folds,
        width_px=view.scale.width_px,
        cap_px=None,
        measure=view.look,
    )
    whole = {mark.marker.row: mark.marker.label for mark in marks}
    return tuple(
        label
        for label in made
        if not isinstance(label.part, Marker) or label.text == whole[label.part.row]
    )


def _bars(leg: LegPlan, placed: Placed, scale: Scale, row_px: float) -> tuple[Bar, ...]:
    """The bars in sight, thin where several stand side by side in a row."""
    outside = _OUTSIDE_PX / scale.px_per_s
    plan = leg.plan
    numbers = plan.spans_in_view(scale.first - outside, scale.last + outside)
    if len(placed.bars) < len(numbers):
        # So many that narrow ones are cells already.
        wide = (plan.span_end[numbers] - plan.span_start[numbers]) * scale.px_per_s >= CELL_PX
        numbers = numbers[wide]
    return tuple(thin_bar(leg, number, scale, row_px) for number in numbers.tolist())


def thin_bar(leg: LegPlan, number: int, scale: Scale, row_px: float) -> Bar:
    """A bar at its place among those side by side in its row."""
    bar = bar_of(leg.plan, number, scale, row_px)
    count = leg.compact.tracks[bar.row]
    if count < 2:
        return bar
    step = (row_px - 2 * _EDGE_PX + _BETWEEN_PX) / count
    height = min(step - _BETWEEN_PX, _THICKEST_PX)
    first = bar.row * row_px + (row_px - count * (height + _BETWEEN_PX) + _BETWEEN_PX) / 2
    top = first + int(leg.compact.track[number]) * (height + _BETWEEN_PX)
    return replace(bar, top=top, height=max(height, 1.5))


def _labels(leg: LegPlan, placed: Placed, bars: Sequence[Bar], view: View) -> tuple[Label, ...]:
    """Failures first, then clusters, then bars that can hold their whole name."""
    end_s = leg.plan.timeline.end_s
    single = [bar for bar in bars if leg.compact.tracks[bar.row] < 2]
    named = [replace(bar, span=replace(bar.span, label=_name(bar, view))) for bar in single]
    made = place_labels(
        named,
        _telling(leg, placed.marks, view.axis),
        placed.clusters,
        placed.cells,
        placed.folds,
        width_px=view.scale.width_px,
        cap_px=None if end_s is None else view.scale.x_px(end_s),
        measure=view.look,
    )
    rooms = {bar.span: bar for bar in named}
    whole = [label for label in made if label.text and _is_whole(label, rooms)]
    crowded = [row for row, count in enumerate(leg.compact.tracks) if count > 1]
    names = [_names(row, placed, bars, whole, view) for row in crowded]
    return (*whole, *(label for label in names if label is not None))


def _name(bar: Bar, view: View) -> str:
    """What a bar says of itself; the head tells of the call's own."""
    if not bar.row:
        return ""
    fits = view.look.width_px(bar.span.label) <= bar.right - bar.left - _ROUND_PX
    return bar.span.label if fits else _short(bar.span)


def _is_whole(label: Label, bars: dict[Span, Bar]) -> bool:
    """Whether a name stands whole, that of a bar inside of it; a failure's may be cut."""
    match label.part:
        case Span() as span:
            bar = bars.get(span)
            is_inside = bar is not None and bar.left <= label.x <= bar.right - label.width
            return is_inside and label.text == span.label
        case Marker(failed=False) as marker:
            return label.text == marker.label
        case _:
            return True


def _names(
    row: int, placed: Placed, bars: Sequence[Bar], labels: Sequence[Label], view: View
) -> Label | None:
    """What the thin bars of a row are, all in one text on the widest free stretch of them."""
    thin = [bar for bar in bars if bar.row == row]
    if not thin:
        return None
    space = Space(view.scale.width_px, ())
    for mark in placed.marks:
        if mark.row == row:
            space.take(mark.x - mark.size / 2 - _GAP_PX, mark.x + mark.size / 2 + _GAP_PX)
    for cluster in placed.clusters:
        if cluster.row == row:
            space.take(cluster.left - _GAP_PX, cluster.right + _GAP_PX)
    for label in labels:
        if int(label.y // view.row_px) == row:
            space.take(label.x - _GAP_PX, label.x + label.width + _GAP_PX)
    for fold in placed.folds:
        space.take(fold.left - _GAP_PX, fold.right + _GAP_PX)
    left = max(min(bar.left for bar in thin), 0.0)
    right = min(max(bar.right for bar in thin), view.scale.width_px)
    gaps = space.gaps(left + _GAP_PX, right - _GAP_PX)
    start, end = max(gaps, key=lambda gap: gap[1] - gap[0], default=(left, left))
    names = list(dict.fromkeys(_short(bar.span) for bar in thin[:_MOST_NAMED]))
    text = view.look.elide(" · ".join(names), end - start)
    if end - start < _LEAST_NAMES_PX or not text:
        return None
    calm = replace(thin[0].span, open_end=False, stretches=())
    return Label(text, start, (row + 0.5) * view.row_px, view.look.width_px(text), calm)


def _short(span: Span) -> str:
    """Who or what a bar is, without remarks."""
    return span.label.partition(" (")[0] if span.person is None else span.person.name


def _telling(leg: LegPlan, marks: Sequence[Mark], axis: Axis) -> list[Mark]:
    """The marks with the words that they get here: what failed, and when the call ended."""
    told: list[Mark] = []
    failed = [mark for mark in marks if mark.marker.failed]
    for mark in sorted(failed, key=lambda mark: mark.x):
        is_again = any(
            other.row == mark.row
            and other.marker.label == mark.marker.label
            and mark.x - other.x < _SAME_PX
            for other in told
        )
        told.append(_worded(mark, "") if is_again else mark)
    others = (mark for mark in marks if not mark.marker.failed)
    return told + [_worded(mark, _end_text(leg, mark.marker, axis)) for mark in others]


def _end_text(leg: LegPlan, marker: Marker, axis: Axis) -> str:
    is_end = leg.end is not None and marker.row == leg.end.row
    return f"ended {second_text(marker.at_s, axis)}" if is_end else ""


def _worded(mark: Mark, text: str) -> Mark:
    return replace(mark, marker=replace(mark.marker, label=text))
