"""Places labels so that none covers anything: whole, else shorter, else not at all."""

from collections.abc import Sequence

from inspector.gui.timeline.density import Cells
from inspector.gui.timeline.parts import Bar, Cluster, FoldMark, Inner, Label, Mark
from inspector.gui.timeline.space import Space
from inspector.gui.timeline.wordings import Measure, cut, without_length

_GAP_PX = 6.0
_RING_GAP_PX = 9.0
_CLUSTER_GAP_PX = 5.0
_CAP_PX = 4.0
_BAR_PADDING_PX = 8.0
_OUTSIDE_PX = 10.0
_TORN_PX = 5.0
_LEAST_PX = 34.0
_SHORTER = 0.65
_MOST_BARS = 200
"""With more in sight only those that can hold a label themselves get one."""


def place_labels(
    bars: Sequence[Bar],
    marks: Sequence[Mark],
    clusters: Sequence[Cluster],
    cells: Sequence[Cells],
    folds: Sequence[FoldMark],
    *,
    width_px: float,
    cap_px: float | None,
    measure: Measure,
) -> list[Label]:
    """Labels of failures first, then of clusters, of bars, of the other marks."""
    solid = [bar for bar in bars if not bar.span.faint]
    if len(solid) > _MOST_BARS:
        solid = [bar for bar in solid if bar.right - bar.left >= _LEAST_PX]
    spaces = _spaces(bars, marks, clusters, cells, width_px)
    for space in spaces.values():
        if cap_px is not None:
            space.take(cap_px - _CAP_PX, cap_px + _CAP_PX)
        for fold in folds:
            space.take(fold.left - _TORN_PX, fold.right + _TORN_PX)
    failed = [mark for mark in marks if mark.marker.failed]
    others = [mark for mark in marks if not mark.marker.failed]
    made = [
        *(_beside(mark, spaces[mark.row], measure) for mark in failed),
        *_nouns(clusters, spaces, cap_px, measure),
        *(_inside(bar, spaces[bar.row], width_px, measure) for bar in solid),
        *(_within(bar, inner, spaces[bar.row], measure) for bar in solid for inner in bar.inner),
        *(_beside(mark, spaces[mark.row], measure) for mark in others),
    ]
    return [label for label in made if label is not None]


def _spaces(
    bars: Sequence[Bar],
    marks: Sequence[Mark],
    clusters: Sequence[Cluster],
    cells: Sequence[Cells],
    width_px: float,
) -> dict[int, Space]:
    """The room of each row that has something to label."""
    stretches: dict[int, list[tuple[float, float]]] = {}
    for row in {item.row for item in marks} | {item.row for item in clusters}:
        stretches.setdefault(row, [])
    for bar in bars:
        inside = stretches.setdefault(bar.row, [])
        if not bar.span.faint:
            inside.append((bar.left, bar.right))
    spaces = {row: Space(width_px, inside) for row, inside in stretches.items()}
    for bar in bars:
        if bar.span.faint:
            spaces[bar.row].take(bar.left, bar.right)
    for mark in marks:
        reach = mark.size / 2 + 2
        spaces[mark.row].take(mark.x - reach, mark.x + reach)
    for cluster in clusters:
        spaces[cluster.row].take(cluster.left, cluster.right)
    for dense in cells:
        if dense.row in spaces:
            for start, end in dense.stretches():
                spaces[dense.row].take(start, end)
    return spaces


def _within(bar: Bar, inner: Inner, space: Space, measure: Measure) -> Label | None:
    """What a stretch of a bar is, in its middle."""
    width = measure.width_px(inner.name)
    left = (inner.left + inner.right - width) / 2
    if left < inner.left + 3 or not space.is_free(left - 2, left + width + 2):
        return None
    space.take(left - 2, left + width + 2)
    return Label(inner.name, left, bar.middle, width, bar.span)


def _nouns(
    clusters: Sequence[Cluster], spaces: dict[int, Space], cap_px: float | None, measure: Measure
) -> list[Label]:
    """What clusters hold: in each row beside all of them, or beside none."""
    by_row: dict[int, list[Cluster]] = {}
    for cluster in clusters:
        by_row.setdefault(cluster.row, []).append(cluster)
    made: list[Label] = []
    for row, members in by_row.items():
        room = spaces[row].copy()
        labels = [label for item in members if (label := _behind(item, room, cap_px, measure))]
        if len(labels) == len(members):
            spaces[row] = room
            made += labels
    return made


def _behind(cluster: Cluster, space: Space, cap_px: float | None, measure: Measure) -> Label | None:
    """What a cluster holds, right of its number, but not beyond the end; else nothing."""
    width, left = measure.width_px(cluster.noun), cluster.right + _CLUSTER_GAP_PX
    is_beyond = cap_px is not None and cluster.left < cap_px < left + width + _CAP_PX
    if is_beyond or not space.is_free(left - 2, left + width + 2):
        return None
    space.take(left - 2, left + width + 2)
    return Label(cluster.noun, left, cluster.y, width, cluster)


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
        return list(dict.fromkeys((text, *mark.marker.shorter, number)))
    width = measure.width_px(text) * _SHORTER
    return [text, cut(text, width, measure)] if width >= _LEAST_PX else [text]


def _inside(bar: Bar, space: Space, width_px: float, measure: Measure) -> Label | None:
    """In the bar's first gap that takes the whole text, else beside it; then without its length.

    Else the name is cut to fit, never inside of a number.
    """
    left, right = max(bar.left, 0) + _BAR_PADDING_PX, min(bar.right, width_px) - _BAR_PADDING_PX
    gaps = space.gaps(left, right)
    name = without_length(bar.span.label)
    for text in dict.fromkeys((bar.span.label, name)):
        start = _whole(bar, gaps, space, measure.width_px(text))
        if start is not None:
            break
    else:
        start, end = max(gaps, key=lambda gap: gap[1] - gap[0], default=(left, left))
        if end - start < _LEAST_PX:
            return None
        text = cut(name, end - start, measure)
    width = measure.width_px(text)
    space.take(start - 2, start + width + 2)
    return Label(text, start, bar.middle, width, bar.span)


def _whole(
    bar: Bar, gaps: Sequence[tuple[float, float]], space: Space, wish_px: float
) -> float | None:
    """Where a whole text begins in the bar, or else beside it."""
    for start, end in gaps:
        if end - start >= wish_px:
            return start
    for outside in (bar.right + _OUTSIDE_PX, bar.left - _OUTSIDE_PX - wish_px):
        if space.is_free(outside - 2, outside + wish_px + 2, in_bar=False):
            return outside
    return None
