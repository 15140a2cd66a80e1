"""Reading as if only a little of a text were at hand at a time."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from inspector.capture import window
from inspector.capture.cursor import Cursor

READERS = "inspector.capture."


@contextmanager
def windows_of(size: int) -> Iterator[None]:
    """Read so many bytes at a time, and decode half of them."""
    sizes = {"BLOCK": (window.BLOCK, size), "DECODED": (window.DECODED, size // 2)}
    with pytest.MonkeyPatch.context() as patch:
        for name, module in list(sys.modules.items()):
            for constant, (usual, small) in sizes.items():
                if name.startswith(READERS) and getattr(module, constant, None) == usual:
                    patch.setattr(module, constant, small)
        patch.setattr(Cursor.reload, "__defaults__", (size // 2,))
        yield
