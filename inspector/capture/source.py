"""A capture's bytes, unpacked and in UTF-8, readable at any offset."""

import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from inspector.capture.bytestore import (
    ByteStore,
    FileStore,
    MemoryStore,
    ReadInto,
    ShiftedStore,
    TemporaryStore,
    blocks_of,
)
from inspector.capture.compression import MAGIC, Inflater
from inspector.capture.encoding import SNIFFED, Encoding, Transcript, sniff
from inspector.errors import InspectorError

BLOCK = 1 << 18


@dataclass(frozen=True, slots=True)
class Input:
    """What the user opened: a file, or bytes that came by paste, drop or standard input."""

    label: str
    path: Path | None = None
    data: bytes | None = None


class Source:
    """One opened input. Offsets are in its *text*: unpacked, UTF-8, without byte order mark."""

    def __init__(self, opened: Input, index: int, store: ByteStore, cancelled: Callable[[], bool]):
        self.label = opened.label
        self.path = opened.path
        self.index = index
        self.size = store.size
        self.compression = ""
        self.damage = ""
        """What is wrong with the compressed data; the text ends where the damage begins."""
        self.container = ""
        self.note = ""
        self._transcript: Transcript | None = None
        self.head = _head(store)
        if self.head.startswith(MAGIC):
            self.compression = "gzip"
            inflater = Inflater()
            packed = _until(cancelled, blocks_of(store, BLOCK))
            store = TemporaryStore(inflater.inflate(packed))
            self.damage = inflater.damage
            self.head = _head(store)
        encoding = sniff(self.head)
        self.binary = encoding.binary
        self.encoding = encoding.label
        self._mark = encoding.mark
        self._text = self._in_utf8(store, encoding, cancelled)
        self.text_size = self._text.size

    @classmethod
    def open(
        cls, opened: Input, index: int, cancelled: Callable[[], bool] = lambda: False
    ) -> "Source":
        """Open an input; raises InspectorError when there is nothing readable."""
        if opened.data is not None:
            return cls(opened, index, MemoryStore(opened.data), cancelled)
        if opened.path is None:
            raise InspectorError("Nothing to open", "No file and no text was given")
        _check_kind(opened.path)
        return cls(opened, index, FileStore(opened.path), cancelled)

    def session(self) -> AbstractContextManager[ReadInto]:
        """A span of reading of the text, for the reader and the search."""
        return self._text.session()

    def read_at(self, offset: int, length: int) -> bytes:
        """A byte range of the text; raises InspectorError if the file changed or was cut."""
        if offset < 0 or length < 0 or offset + length > self.text_size:
            raise ValueError(f"{offset}+{length} is outside of {self.text_size} bytes")
        buffer = bytearray(length)
        with self.session() as read:
            count = read(offset, memoryview(buffer))
        if count < length:
            raise InspectorError(
                f"{self.label} became shorter since it was opened",
                f"Byte {offset + count:,} and what follows are gone",
                "Open the file again to read what it holds now",
            )
        return bytes(buffer)

    def origin(self, offset: int, length: int) -> tuple[int, int] | None:
        """The byte range in the file itself, as offset and length; None inside compression."""
        if self.compression:
            return None
        if self._transcript is None:
            return offset + self._mark, length
        text_at, file_at = self._transcript.checkpoint(offset)
        before = self.read_at(text_at, offset - text_at)
        start = file_at + self._transcript.file_length(before)
        return start, self._transcript.file_length(self.read_at(offset, length))

    @property
    def file_text(self) -> tuple[Path, int] | None:
        """The file that holds the text as it stands, and where in it the text begins.

        None where the text was unpacked, converted, or came without a file.
        """
        packed = self.compression or self._transcript is not None
        return None if packed or self.path is None else (self.path, self._mark)

    def close(self) -> None:
        """Let go of temporary copies; reading afterwards is an error."""
        self._text.close()

    def _in_utf8(
        self, store: ByteStore, encoding: Encoding, cancelled: Callable[[], bool]
    ) -> ByteStore:
        if encoding.codec is not None:
            self._transcript = Transcript(encoding)
            blocks = _until(cancelled, blocks_of(store, BLOCK))
            converted = TemporaryStore(self._transcript.convert(blocks))
            store.close()
            return converted
        return ShiftedStore(store, encoding.mark) if encoding.mark else store


def _head(store: ByteStore) -> bytes:
    return next(blocks_of(store, SNIFFED), b"")


def _until(cancelled: Callable[[], bool], blocks: Iterable[bytes]) -> Iterator[bytes]:
    for block in blocks:
        if cancelled():
            return
        yield block


def _check_kind(path: Path) -> None:
    try:
        mode = path.stat().st_mode
    except OSError:
        return  # opening it says what is wrong
    if stat.S_ISDIR(mode):
        raise InspectorError(
            f"{path.name or path} is a folder",
            "Only files can be opened",
            "Choose one or several files inside it",
        )
    if not stat.S_ISREG(mode):
        raise InspectorError(
            f"{path.name} is not an ordinary file",
            "It is a device or a pipe, which can be read only once",
            "Save its output to a file, or hand it over on standard input with -",
        )
