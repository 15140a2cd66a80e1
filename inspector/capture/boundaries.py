"""Byte ranges of many values at once: lines of a block, items of an array."""

from dataclasses import dataclass

import msgspec
import numpy as np
import numpy.typing as npt

Offsets = npt.NDArray[np.intp]

_items = msgspec.json.Decoder(list[msgspec.Raw])
_OBJECT_END = ord("}")
_RETURN = ord("\r")
_NEWLINE = np.uint8(ord("\n"))
_CLOSING = bytes.maketrans(b"{[", b"}]")
_MANY = 32
"""Items from which on their places are computed and compared all at once."""
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
    ends = np.flatnonzero(data == _NEWLINE)
    starts = np.zeros_like(ends)
    starts[1:] = ends[:-1] + 1
    last = data[ends - 1]
    returns = last == _RETURN
    if returns.any():
        ends = ends - (returns & (ends > starts))
        last = data[ends - 1]
    first = data[starts].tobytes()
    sound = not first.strip(b"{[") and first.translate(_CLOSING) == last.tobytes()
    return Lines(starts, ends - starts, sound and b"[" not in first, sound)


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
    lengths = [len(raw) for raw in raws]
    starts = _evenly_spaced(text, lengths) if len(lengths) >= _MANY else None
    starts = starts or _one_by_one(text, lengths)
    return None if starts is None else Items(starts, lengths)


def _evenly_spaced(text: bytes, lengths: list[int]) -> list[int] | None:
    """Where the items start if the same bytes stand between all of them.

    The first item is where the first brace is; each further one lies behind the last one's end
    and the bytes between, which are compared.
    """
    first = text.find(b"{")
    if first < 0:
        return None
    between = text[first + lengths[0] : text.find(b"{", first + lengths[0])]
    data = np.frombuffer(text, dtype=np.uint8)
    sizes = np.array(lengths)
    starts = first + np.concatenate(([0], np.cumsum(sizes[:-1] + len(between))))
    ends = starts + sizes
    if not between or ends[-1] > len(text):
        return None
    same = all((data[ends[:-1] + n] == byte).all() for n, byte in enumerate(between))
    braces = (data[starts] == ord("{")).all() and (data[ends - 1] == _OBJECT_END).all()
    return starts.tolist() if same and braces else None


def _one_by_one(text: bytes, lengths: list[int]) -> list[int] | None:
    starts = []
    position = 1
    for length in lengths:
        start = text.find(b"{", position)
        position = start + length
        if start < 0 or text[position - 1 : position] != b"}":
            return None
        starts.append(start)
    return starts


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
