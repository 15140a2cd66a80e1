"""The events of many values, one behind the other, and where they lie."""

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from inspector.capture.arrays import items_among
from inspector.capture.boundaries import Items, Offsets, items_of, single_item
from inspector.capture.plain import Decoded
from inspector.capture.window import Window
from inspector.capture.wire import WireEvent


@dataclass(frozen=True, slots=True)
class Flat:
    """The events of some values, and their byte ranges."""

    events: list[WireEvent]
    starts: Sequence[int]
    lengths: Sequence[int]
    ends: Sequence[int] | None = None
    """How many events there are up to the end of each value; None where each is one."""

    @property
    def values(self) -> int:
        """How many values there are."""
        return len(self.events) if self.ends is None else len(self.ends)

    def values_before(self, event: int) -> int:
        """How many values end before an event."""
        return event if self.ends is None else bisect_right(self.ends, event)

    def events_in(self, values: int) -> int:
        """How many events the first values hold."""
        return values if self.ends is None or not values else self.ends[values - 1]


def flattened(
    window: Window, decoded: list[Decoded], starts: Sequence[int], sizes: Sequence[int]
) -> Flat:
    """The events of values that are events or arrays of them.

    It ends before the first array whose items cannot be told apart.
    """
    return _at_once(window, decoded, starts, sizes) or _one_by_one(window, decoded, starts, sizes)


def numbers(values: Offsets) -> Sequence[int]:
    """The same numbers in the form in which a chunk collects them."""
    return array("q", values.astype(np.int64).tobytes())


def _at_once(
    window: Window, decoded: list[Decoded], starts: Sequence[int], sizes: Sequence[int]
) -> Flat | None:
    """The same if no array is empty or has white space around its items."""
    counts = [-1 if isinstance(value, WireEvent) else len(value) for value in decoded]
    if 0 in counts:
        return None
    firsts = np.asarray(starts) - window.base
    found = items_among(window.buffer, firsts, np.asarray(sizes), np.array(counts))
    if found is None:
        return None
    events: list[WireEvent] = []
    for value in decoded:
        if isinstance(value, WireEvent):
            events.append(value)
        else:
            events += value
    return Flat(
        events,
        numbers(found[0] + window.base),
        numbers(found[1]),
        list(accumulate(map(abs, counts))),
    )


def _one_by_one(
    window: Window, decoded: list[Decoded], starts: Sequence[int], sizes: Sequence[int]
) -> Flat:
    events: list[WireEvent] = []
    at: list[int] = []
    lengths: list[int] = []
    ends: list[int] = []
    for value, start, size in zip(decoded, starts, sizes, strict=True):
        if isinstance(value, WireEvent):
            events.append(value)
            at.append(start)
            lengths.append(size)
        else:
            items = _items(window, value, start, size)
            if items is None:
                break
            events += value
            at += [start + item for item in items.starts]
            lengths += items.lengths
        ends.append(len(events))
    return Flat(events, at, lengths, ends)


def _items(window: Window, items: list[WireEvent], start: int, length: int) -> Items | None:
    """Where the items of a decoded array lie; None for an empty one."""
    index = start - window.base
    if len(items) == 1:
        return single_item(window.buffer, index, index + length)
    return items_of(window.view[index : index + length]) if items else None
