"""Byte ranges of many values at once: lines of a block, items of an array."""

from dataclasses import dataclass

import msgspec
import numpy as np
import numpy.typing as npt

Offsets = npt.NDArray[np.intp]

_items = msgspec.json.Decoder(list[msgspec.Raw])
_OBJECT_END = ord("}")
_CUTS_TRIED = 6
"""A `},` may lie inside an event; after so many misses the items are read one by one."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Ranges of the lines of a block, in bytes from its start, and what they hold."""

    starts: Offsets
    lengths: Offsets
    objects: bool
    """Every line is one object, without white space around it."""
    sound: bool
    """Every line is one object or one array, without white space around it."""


def lines_of(block: memoryview) -> Lines:
    """The lines of a block that ends with a newline."""
    data = np.frombuffer(block, dtype=np.uint8)
    ends = np.flatnonzero(data == ord("\n"))
    starts = np.concatenate((np.zeros(1, dtype=ends.dtype), ends[:-1] + 1))
    ends = ends - ((data[ends - 1] == ord("\r")) & (ends > starts))
    lengths = ends - starts
    first, last = data[starts], data[ends - 1]
    objects = (first == ord("{")) & (last == ord("}"))
    arrays = (first == ord("[")) & (last == ord("]"))
    return Lines(
        starts,
        lengths,
        objects=bool(objects.all()),
        sound=bool((objects | arrays).all()),
    )


@dataclass(frozen=True, slots=True)
class Items:
    """Ranges of an array's items, in bytes from its opening bracket."""

    starts: list[int]
    lengths: list[int]


def items_of(array: bytes | bytearray | memoryview) -> Items | None:
    """The items of an array of objects; None when it is something else."""
    text = bytes(array)
    try:
        raws = _items.decode(text)
    except (msgspec.MsgspecError, RecursionError):
        return None
    starts, lengths = [], []
    position = 1
    for raw in raws:
        start = text.find(b"{", position)
        length = len(raw)
        position = start + length
        if start < 0 or text[position - 1] != _OBJECT_END:
            return None
        starts.append(start)
        lengths.append(length)
    return Items(starts, lengths)


def single_item(buffer: bytes | bytearray, start: int, end: int) -> Items:
    """The item of an array known to hold one object."""
    first = buffer.find(b"{", start, end)
    return Items([first - start], [buffer.rfind(b"}", start, end) + 1 - first])


def array_part(buffer: bytearray, start: int, stop: int) -> tuple[bytes, Items] | None:
    """The longest run of whole objects found from `start`, as an array of its own.

    The array's byte 0 is a bracket, so byte `n` of the buffer's run is byte `n - start + 1` here.
    A cut is right exactly when the part before it is a whole array.
    """
    cut = stop
    for _ in range(_CUTS_TRIED):
        cut = buffer.rfind(b"},", start, cut)
        if cut < 0:
            return None
        part = b"[" + buffer[start : cut + 1] + b"]"
        items = items_of(part)
        if items is not None:
            return part, items
    return None
