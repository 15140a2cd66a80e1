"""Memory that was only needed for a moment goes back to the system."""

import ctypes
import sys


def give_back() -> None:
    """Give back what is free.

    Work on all rows at once takes and leaves arrays as large as columns. The allocator of Linux
    keeps such room, scattered below what lives on; as much again as the index would stay taken.
    """
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc has it, others need it not
        if trim is not None:
            trim(0)
