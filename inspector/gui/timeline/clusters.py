"""Marks that would lie on each other become one: how many there are, and what."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from inspector.calls.timeline import Marker

_CLOSE_PX = 10.0
"""Marks closer than this lie on each other."""
_BESIDE_PX = 7.0
"""Room that a mark beside a pill needs."""
_APART_PX = 1.0
_WIDEST_PX = 64.0
_PILL_PX, _DIGIT_PX = 20.0, 7.5
_HALF_PX = 6.5
"""How far a pill reaches beyond the places of its first and last mark."""
LEAST = 3
"""Fewer marks are drawn one over the other."""
_NOUNS = {"tone": "tones", "tones": "tones", "participants": "participant changes"}

Places = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbours in one row: `first` to before `last` of what was grouped."""

    first: int
    last: int
    left: float = 0.0
    """The edges of the pill that stands for LEAST or more."""
    right: float = 0.0

    def __len__(self) -> int:
        return self.last - self.first


def group(x: Places, cap_px: float | None = None) -> list[Group]:
    """Split places (rising, in pixels) into what is drawn apart; lone ones are groups of one.

    What stands before the end of the call, at `cap_px`, does not reach beyond it.
    """
    groups: list[Group] = []
    start = 0
    while start < len(x):
        end = _end_of(x, start)
        if end - start < LEAST:
            groups += [Group(number, number + 1) for number in range(start, end)]
        else:
            # A pill takes in what it would cover before it, too.
            while groups and len(groups[-1]) == 1 and _lies_close(x, groups[-1].first, start):
                start = groups.pop().first
            groups += _before(cap_px, _pills(x, start, end), x, groups)
        start = end
    return groups


def _pill_px(count: int) -> float:
    """Width of a pill, at least: the shape and the number."""
    return _PILL_PX + _DIGIT_PX * len(f"{count:,}")


def _end_of(x: Places, start: int) -> int:
    """Where the chain of close places that begins at one ends.

    A pill takes in what it would cover: the chain ends where the next mark has room beside it.
    """
    end = start + 1
    while end < len(x):
        count, least = end - start, x[end - 1] + _CLOSE_PX
        if count >= LEAST:
            covered = max(x[end - 1] + _HALF_PX, x[start] - _HALF_PX + _pill_px(count))
            least = covered + _BESIDE_PX
        if x[end] >= least:
            break
        end += 1
    return end


def _lies_close(x: Places, lone: int, start: int) -> bool:
    """Whether a mark has no room beside the pill that begins at another."""
    return bool(x[start] - _HALF_PX - x[lone] < _BESIDE_PX)


def _before(
    cap_px: float | None, pills: list[Group], x: Places, earlier: list[Group]
) -> list[Group]:
    """The pills of a chain, the last one moved to end where the call does, where it can be."""
    last = pills[-1]
    if cap_px is None or x[last.last - 1] > cap_px + _APART_PX or last.right <= cap_px:
        return pills
    right = max(cap_px, float(x[last.last - 1]))
    left = min(last.left, right - _pill_px(len(last)))
    neighbour = (pills[:-1] or earlier)[-1:]
    least = max((_right_of(item, x) for item in neighbour), default=-np.inf)
    if left < least:
        return pills
    return [*pills[:-1], Group(last.first, last.last, left, right)]


def _right_of(item: Group, x: Places) -> float:
    """Where a group ends."""
    return item.right if len(item) >= LEAST else float(x[item.last - 1]) + _BESIDE_PX


def _pills(x: Places, start: int, end: int) -> list[Group]:
    """A chain as pills: a long one as several, so that each stays near its marks."""
    parts = int((x[end - 1] - x[start]) // _WIDEST_PX) + 1
    edges = np.searchsorted(x[start:end], np.linspace(x[start], x[end - 1], parts + 1)[1:-1])
    firsts = [start]
    for edge in (edges + start).tolist():
        if edge - firsts[-1] >= LEAST and end - edge >= LEAST:
            firsts.append(edge)
    made = []
    left = x[start] - _HALF_PX
    for first, last in pairwise([*firsts, end]):
        right = max(x[last - 1] + _HALF_PX, left + _pill_px(last - first))
        if last < end:
            right = (x[last - 1] + x[last]) / 2 - _APART_PX
        made.append(Group(first, last, float(left), float(right)))
        left = right + 2 * _APART_PX
    return made


def cluster_text(count: int, failed: int, members: Sequence[Marker]) -> str:
    """What a cluster holds: "12 tones", "5 failures", "30 events, 2 failed".

    `members` are some of its markers: what they have in common gives the noun.
    """
    if failed == count:
        return f"{count:,} failures"
    words = {mark.label.split(" ", 1)[0].lower() for mark in members if not mark.failed}
    noun = _NOUNS.get(words.pop(), "events") if len(words) == 1 and not failed else "events"
    return f"{count:,} {noun}" + (f", {failed:,} failed" if failed else "")
