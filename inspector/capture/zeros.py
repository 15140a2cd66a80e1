"""Space that a writer reserved and never filled: zero bytes, often gigabytes of them.

No line of a log is looked for in them; files may even hold them without taking room for them.
"""

import errno
import os
from collections.abc import Callable
from pathlib import Path

from inspector.capture.bytestore import ByteStore

MOST_ZEROS = 1 << 16
"""Zero bytes that are read like anything else; a longer run at a file's end is left out."""
_BLOCK = 1 << 20
_MOST_SEGMENTS = 4096
"""Filled parts of a file asked for; one with more is looked through instead."""


def zeros_left_out(kept: int, zeros: int) -> str:
    """What to say about zero bytes at the end."""
    if not kept:
        return f"Nothing but zero bytes ({zeros:,} of them)."
    return f"{zeros:,} zero bytes at the end were left out."


def filled_size(store: ByteStore, path: Path | None, cancelled: Callable[[], bool]) -> int:
    """Where the zero bytes at a store's end begin; its size if they are few or none."""
    size = store.size
    with store.session() as read:
        buffer = memoryview(bytearray(min(_BLOCK, size)))

        def last_filled(stop: int, room: int) -> int:
            """Where the last byte that is not zero ends, within some room before a place."""
            start = max(0, stop - room)
            count = read(start, buffer[: stop - start])
            kept = len(bytes(buffer[:count]).rstrip(b"\0"))
            return start + kept if kept else start

        if size <= MOST_ZEROS or last_filled(size, MOST_ZEROS) != size - MOST_ZEROS:
            return size
        stop = size if path is None else _last_segment(path, size)
        while stop and not cancelled():
            start = max(0, stop - _BLOCK)
            found = last_filled(stop, _BLOCK)
            stop = found
            if found > start:
                break
    aligned = -(-stop // 4) * 4  # a last character of UTF-16 or UTF-32 may end with zero bytes
    return min(size, aligned) if size - aligned > MOST_ZEROS else size


def _last_segment(path: Path, size: int) -> int:
    """Where the last part ends that takes room on the disk, if the system can tell."""
    if not hasattr(os, "SEEK_DATA"):
        return size
    end = 0
    try:
        with path.open("rb", buffering=0) as handle:
            for _ in range(_MOST_SEGMENTS):
                end = os.lseek(handle.fileno(), end, os.SEEK_DATA)
                end = os.lseek(handle.fileno(), end, os.SEEK_HOLE)
    except OSError as error:
        return min(end, size) if error.errno == errno.ENXIO else size
    return size
