"""Bars that clusters lie on: short ones would only stick out behind the pills, as teeth."""

from collections.abc import Sequence

from inspector.gui.timeline.parts import Bar, Cluster

_SHORT_PX = 24.0
"""A bar that a pill touches and that is no longer than this tells nothing by itself."""
_HIDDEN_PX = 64.0
"""A bar up to this length is not drawn from one pill to the next."""
_NEAR_PX = 3.0


def in_front(bars: Sequence[Bar], clusters: Sequence[Cluster]) -> list[Bar]:
    """The bars without those that end in clusters; what never ended stays."""
    by_row: dict[int, list[Cluster]] = {}
    for cluster in clusters:
        by_row.setdefault(cluster.row, []).append(cluster)
    return [bar for bar in bars if not _is_behind(bar, by_row.get(bar.row, ()))]


def _is_behind(bar: Bar, clusters: Sequence[Cluster]) -> bool:
    width = bar.right - bar.left
    if bar.span.open_end or bar.span.faint or width > _HIDDEN_PX:
        return False
    if width <= _SHORT_PX:
        return any(
            item.left - _NEAR_PX <= bar.right and bar.left <= item.right + _NEAR_PX
            for item in clusters
        )
    return all(
        any(item.left - _NEAR_PX <= x <= item.right + _NEAR_PX for item in clusters)
        for x in (bar.left, bar.right)
    )
