"""Temporary copies of what had to be unpacked or converted, made while they are read already."""

import os
import shutil
import tempfile
import threading
import weakref
from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from inspector.capture.bytestore import ReadInto, read_fully
from inspector.capture.damage import Damaged
from inspector.capture.zeros import MOST_ZEROS, zeros_left_out
from inspector.errors import InspectorError

UNKNOWN = 1 << 62
"""Stands for the size of what is still being unpacked: no text is as long."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be unpacked from one file, whatever it says about itself."""

    harmless: int = 1 << 30
    """Bytes always allowed: unpacked and read in seconds, and any temporary folder holds them."""
    ratio: int = 200
    """Times the file's size that it may grow to; logs of callbacks pack 1:6 to 1:40, and those
    of one repeated line to less than 1:200 in any but made-up files."""
    most: int = 1 << 34
    """Bytes never exceeded: sixteen captures of the size that this program is made for."""
    spare: int = 1 << 28
    """Bytes left free on the disk of the temporary folder, for other programs."""

    def allowed(self, size: int) -> int:
        """How many bytes a file of a size may become."""
        return min(self.most, max(self.harmless, self.ratio * size))


_READS_APART = hasattr(os, "preadv")
"""Whether a reader need not wait until a writer is done."""
LIMITS = Limits()
"""What holds unless a test says otherwise."""


class Budget:
    """The bytes that may still be unpacked from one file, all its members together."""

    def __init__(self, allowed: int) -> None:
        self.allowed = allowed
        self._left = allowed
        self._lock = threading.Lock()

    def take(self, count: int) -> int:
        """Ask for so many bytes; gives how many may be had."""
        with self._lock:
            taken = min(count, self._left)
            self._left -= taken
            return taken


class Spool:
    """One anonymous temporary file for many copies: open files are few, copies may be many."""

    def __init__(self, spare: int = LIMITS.spare) -> None:
        self._lock = threading.Lock()
        self._end = 0
        self._spare = spare
        self._file: IO[bytes] | None = None

    def append(self, block: bytes) -> int:
        """Write a block behind all others; gives its place."""
        with self._lock:
            if self._end // self._spare != (self._end + len(block)) // self._spare:
                _check_space(self._spare)
            file = self._opened()
            if not _READS_APART:
                file.seek(self._end)
            view = memoryview(block)
            while view:
                view = view[file.write(view) :]
            place = self._end
            self._end += len(block)
            return place

    def read(self, place: int, view: memoryview) -> int:
        """Fill a view from a place on."""
        if not _READS_APART:
            with self._lock:
                return read_fully(self._opened(), place, view)
        count = 0
        while count < len(view):
            got = os.preadv(self._opened().fileno(), [view[count:]], place + count)
            if not got:
                break
            count += got
        return count

    def _opened(self) -> IO[bytes]:
        if self._file is None:
            self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - lives as the spool
            weakref.finalize(self, self._file.close)
        return self._file


class GrowingStore:
    """A copy that a thread writes while others read what is there already.

    Reading beyond what is written waits for it. The thread starts with the first reading.
    """

    def __init__(
        self,
        blocks: Callable[[], Iterator[bytes]],
        spool: Spool,
        budget: Budget,
        cancelled: Callable[[], bool],
    ) -> None:
        self._blocks = blocks
        self._spool: Spool | None = spool
        self._budget = budget
        self._cancelled = cancelled
        self._changed = threading.Condition()
        self._started = False
        self._ended = False
        self._closed = threading.Event()
        self._written = 0
        self._zeros = 0
        self._starts: list[int] = []
        self._places: list[int] = []
        self._damage = ""

    @property
    def size(self) -> int:
        """Number of bytes; waits until all are there."""
        if self._start():
            self._fill()
        with self._changed:
            self._changed.wait_for(lambda: self._ended)
            return self._written

    @property
    def limit(self) -> int:
        """A number that the size does not exceed, known at once."""
        return self._written if self._ended else UNKNOWN

    @property
    def written(self) -> int:
        """Bytes that are there by now."""
        return self._written

    @property
    def damage(self) -> str:
        """Why the copy ends before its original, known when the size is; mostly empty."""
        return self._damage

    @contextmanager
    def session(self) -> Iterator[ReadInto]:
        """Only this program knows the copy."""
        if self._start():
            threading.Thread(target=self._fill, name="unpacking", daemon=True).start()
        yield self._read

    def close(self) -> None:
        """Stop unpacking and give the copy up."""
        self._closed.set()
        self._spool = None

    def _start(self) -> bool:
        """Whether the caller is the one that has to fill the copy."""
        with self._changed:
            first, self._started = not self._started, True
            return first

    def _read(self, offset: int, view: memoryview) -> int:
        spool = self._spool
        if spool is None:
            raise InspectorError("The capture was closed")
        with self._changed:
            self._changed.wait_for(lambda: self._ended or self._written >= offset + len(view))
            wanted = min(len(view), self._written - offset)
        done = 0
        while done < wanted:
            place, count = self._extent(offset + done)
            done += spool.read(place, view[done : done + min(count, wanted - done)])
        return max(done, 0)

    def _extent(self, offset: int) -> tuple[int, int]:
        """Where a byte of the copy lies in the spool, and how many bytes lie there in a row."""
        with self._changed:
            at = bisect_right(self._starts, offset) - 1
            start, place = self._starts[at], self._places[at]
            stop = self._starts[at + 1] if at + 1 < len(self._starts) else self._written
            return place + offset - start, stop - offset

    def _fill(self) -> None:
        """Write the copy to its end, to its damage, or to a limit."""
        reason = ""
        try:
            reason = self._copy()
        except Damaged as error:
            reason = error.reason
        except InspectorError as error:
            reason = f"{str(error).rstrip('.')}. What came before was read."
        except OSError as error:
            reason = f"Unpacking stopped here: {error.strerror or error}."
        except MemoryError:
            reason = "Unpacking stopped here: there is not enough memory."
        with self._changed:
            zeros = zeros_left_out(self._written, self._zeros) if self._zeros else ""
            self._damage = " ".join(part for part in (zeros, reason) if part)
            self._ended = True
            self._changed.notify_all()

    def _copy(self) -> str:
        for block in self._blocks():
            if self._closed.is_set() or self._cancelled():
                break
            allowed = self._budget.take(len(block))
            self._put(block[:allowed])
            if allowed < len(block):
                return (
                    f"Unpacking stopped here: the file grows to more than {self._budget.allowed:,}"
                    " bytes, which no log does."
                )
        if 0 < self._zeros <= MOST_ZEROS:
            self._write_zeros()
        return ""

    def _put(self, block: bytes) -> None:
        """Write a block; zero bytes wait until something follows them."""
        kept = block.rstrip(b"\0") if block.endswith(b"\0") else block
        if kept:
            self._write_zeros()
            self._write(kept)
        self._zeros += len(block) - len(kept)

    def _write_zeros(self) -> None:
        while self._zeros:
            self._write(bytes(min(self._zeros, MOST_ZEROS)))
            self._zeros -= min(self._zeros, MOST_ZEROS)

    def _write(self, block: bytes) -> None:
        spool = self._spool
        if spool is None:
            return
        place = spool.append(block)
        with self._changed:
            end = self._places[-1] + self._written - self._starts[-1] if self._places else -1
            if place != end:
                self._starts.append(self._written)
                self._places.append(place)
            self._written += len(block)
            self._changed.notify_all()


def _check_space(spare: int) -> None:
    free = shutil.disk_usage(tempfile.gettempdir()).free
    if free < 2 * spare:
        raise Damaged(
            "Unpacking stopped here: the disk of the temporary folder is almost full."
            " Free some space and open the file again."
        )
