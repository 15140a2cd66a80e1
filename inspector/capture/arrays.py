"""Where the items of many small arrays lie, all at once."""

import msgspec
import numpy as np

from inspector.capture.boundaries import Offsets

_arrays = msgspec.json.Decoder(list[msgspec.Raw])
_OPENING, _CLOSING, _COMMA = np.frombuffer(b"{},", dtype=np.uint8)


def items_among(
    buffer: bytes | bytearray, firsts: Offsets, sizes: Offsets, counts: Offsets
) -> tuple[Offsets, Offsets] | None:
    """The starts and lengths of the objects that some values in a buffer are or hold.

    A value is an object, whose count is -1, or an array of so many objects with nothing but a comma
    between them; None if one is something else.
    """
    is_array = counts > 0
    counts = np.abs(counts)
    lengths = np.repeat(sizes - 2 * is_array, counts)
    many = np.flatnonzero(counts > 1)
    if len(many):
        texts = [
            buffer[first : first + size]
            for first, size in zip(firsts[many].tolist(), sizes[many].tolist(), strict=True)
        ]
        try:
            arrays = _arrays.decode_lines(b"\n".join(texts))
        except (msgspec.MsgspecError, RecursionError):
            return None
        found = [len(item) for array in arrays for item in array]
        of_many = np.repeat(counts > 1, counts)
        if len(arrays) != len(many) or len(found) != int(of_many.sum()):
            return None
        lengths[of_many] = found
    leads = np.cumsum(counts) - counts
    before = np.cumsum(lengths + 1) - lengths - 1
    starts = np.repeat(firsts + is_array - before[leads], counts) + before
    ends = starts + lengths
    if int(ends.max()) > len(buffer):
        return None
    data = np.frombuffer(buffer, dtype=np.uint8)
    lasts = leads + counts - 1
    is_followed = np.ones(len(ends), dtype=np.bool_)
    is_followed[lasts] = False
    sound = (
        (data[starts] == _OPENING).all()
        and (data[ends - 1] == _CLOSING).all()
        and (data[ends[is_followed]] == _COMMA).all()
        and np.array_equal(ends[lasts], firsts + sizes - is_array)
    )
    return (starts, lengths) if sound else None
