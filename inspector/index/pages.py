"""Room for large arrays: pages that nothing else lives on."""

import mmap
import sys

import numpy as np
import numpy.typing as npt

_OWN_PAGES = 1 << 18
"""Bytes from which on an array has pages of its own."""


def empty(count: int, dtype: np.dtype[np.generic]) -> npt.NDArray[np.generic]:
    """An array of values that are not set, whatever they happen to be.

    All of it goes back to the system at once when the array is let go; allocators keep such room,
    and round it up to pages of 2 MB. What was never written to takes no memory, but on Windows
    counts as promised.
    """
    size = count * dtype.itemsize
    if size < _OWN_PAGES:
        return np.empty(count, dtype)
    if sys.platform == "win32":
        pages = mmap.mmap(-1, size)
    else:
        pages = mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    return np.frombuffer(pages, dtype, count)
