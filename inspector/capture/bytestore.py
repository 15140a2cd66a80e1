"""Where a source's bytes lie: in a file, in memory, or in a part of another store.

Files are read with seek and readinto, never mapped: a mapping of a file that its writer cuts
ends the process with a signal.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import IO, Protocol

from inspector.errors import InspectorError

ReadInto = Callable[[int, memoryview], int]
"""Fills a view from an offset; gives the number of bytes, fewer only at the end."""

BLOCK = 1 << 18
"""Bytes read at once."""
TAIL = 64
"""Bytes compared to tell a file that only grew from one that was written anew."""


class ByteStore(Protocol):
    """Bytes that can be read anywhere, any number of times."""

    @property
    def size(self) -> int:
        """Number of bytes, which never changes; waits if it is not known yet."""

    @property
    def limit(self) -> int:
        """A number that the size does not exceed, known at once."""

    def session(self) -> AbstractContextManager[ReadInto]:
        """A span of reading; raises InspectorError when the bytes are no longer the same."""

    def close(self) -> None:
        """Lets go of whatever the store holds."""


class MemoryStore:
    """Bytes handed over by standard input, paste or drop."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.size = self.limit = len(data)

    def session(self) -> AbstractContextManager[ReadInto]:
        """The bytes in memory never change."""
        return nullcontext(self._read)

    def close(self) -> None:
        """Give the memory back."""
        self._data = b""

    def _read(self, offset: int, view: memoryview) -> int:
        part = self._data[offset : offset + len(view)]
        view[: len(part)] = part
        return len(part)


class FileStore:
    """A file, opened anew for each session so that nobody else is kept from using it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._open() as handle:
            status = os.fstat(handle.fileno())
            self.size = self.limit = status.st_size
            self._modified_ns = status.st_mtime_ns
            self._tail = self._read_tail(handle)

    @contextmanager
    def session(self) -> Iterator[ReadInto]:
        """Open the file again and see that it is the same."""
        with self._open() as handle:
            self._check(handle)

            def read(offset: int, view: memoryview) -> int:
                try:
                    return read_fully(handle, offset, view)
                except OSError as error:
                    raise _unreadable(self.path, error) from error

            yield read

    def close(self) -> None:
        """Nothing is kept open between sessions."""

    def _open(self) -> IO[bytes]:
        try:
            return self.path.open("rb", buffering=0)
        except FileNotFoundError:
            raise InspectorError(
                f"{self.path.name} is not there",
                f"There is no file {self.path}",
                "Check the name, or open the capture from where it is now",
            ) from None
        except OSError as error:
            raise _unreadable(self.path, error) from error

    def _read_tail(self, handle: IO[bytes]) -> bytes:
        view = memoryview(bytearray(min(TAIL, self.size)))
        count = read_fully(handle, self.size - len(view), view)
        return bytes(view[:count])

    def _check(self, handle: IO[bytes]) -> None:
        """Accept a file that only grew (a live log); refuse one that was cut or rewritten."""
        status = os.fstat(handle.fileno())
        if status.st_size == self.size and status.st_mtime_ns == self._modified_ns:
            return
        if status.st_size < self.size:
            raise InspectorError(
                f"{self.path.name} became shorter since it was opened",
                f"It had {self.size:,} bytes and now has {status.st_size:,}",
                "Open the file again to read what it holds now",
            )
        if status.st_size == self.size or self._read_tail(handle) != self._tail:
            raise InspectorError(
                f"{self.path.name} changed since it was opened",
                "Another program wrote to the file",
                "Open the file again to read what it holds now",
            )


class ShiftedStore:
    """A part of another store: from a byte on, to its end or for a number of bytes."""

    def __init__(self, store: ByteStore, start: int, size: int | None = None) -> None:
        self._store = store
        self._start = start
        self._size = size

    @property
    def size(self) -> int:
        """Number of bytes that are there; may wait, as the other store's does."""
        return self._within(self._store.size)

    @property
    def limit(self) -> int:
        """A number that the size does not exceed, known at once."""
        return self._within(self._store.limit)

    @contextmanager
    def session(self) -> Iterator[ReadInto]:
        """The other store's session."""
        with self._store.session() as read:

            def read_part(offset: int, view: memoryview) -> int:
                if self._size is not None:
                    view = view[: max(0, self._size - offset)]
                return read(self._start + offset, view) if view else 0

            yield read_part

    def close(self) -> None:
        """Nothing: other parts may still be in use; the whole goes when nobody holds it."""

    def _within(self, whole: int) -> int:
        rest = max(0, whole - self._start)
        return rest if self._size is None else min(rest, self._size)


def _unreadable(path: Path, error: OSError) -> InspectorError:
    return InspectorError(
        f"{path.name} cannot be read",
        error.strerror or str(error),
        "Check that you may read the file and that its disk is reachable",
    )


def read_fully(handle: IO[bytes], offset: int, view: memoryview) -> int:
    """Fill the view from an offset as far as the file goes."""
    handle.seek(offset)
    count = 0
    while count < len(view):
        got = handle.readinto(view[count:])  # type: ignore[attr-defined]  # binary handles have it
        if not got:
            break
        count += got
    return count


def blocks_of(store: ByteStore, block_size: int = BLOCK) -> Iterator[bytes]:
    """The whole store in blocks."""
    buffer = memoryview(bytearray(block_size))
    offset = 0
    with store.session() as read:
        while count := read(offset, buffer[: min(block_size, store.limit - offset)]):
            offset += count
            yield bytes(buffer[:count])
