"""A capture's bytes, unpacked and in UTF-8, readable at any offset."""

import stat
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from inspector.capture.bytestore import (
    ByteStore,
    FileStore,
    MemoryStore,
    ReadInto,
    ShiftedStore,
    blocks_of,
)
from inspector.capture.choice import AS_DETECTED, Choice
from inspector.capture.content import Content, Plain, Stream, Unpacked
from inspector.capture.encoding import Encoding, Transcript, chosen, sniff
from inspector.capture.spool import LIMITS, Budget, GrowingStore, Limits, Spool
from inspector.capture.zeros import filled_size, zeros_left_out
from inspector.errors import InspectorError


@dataclass(frozen=True, slots=True)
class Input:
    """What the user opened: a file, a folder, bytes that came by paste, drop or standard input.

    Or what was found in such a folder or archive.
    """

    label: str
    path: Path | None = None
    data: bytes | None = None
    member: Content | None = None
    """The bytes of a file in an archive."""
    room: "Room | None" = field(default=None, compare=False, repr=False)
    """Where it is unpacked, when others share the room."""
    chosen: Choice = AS_DETECTED
    """How to read it instead of what is detected; holds for all files in it."""

    @property
    def encoding(self) -> str:
        """One of the encodings to choose from, instead of what is detected."""
        return self.chosen.encoding

    @property
    def name(self) -> str:
        """The path, or the label where there is none: what choices for one source go by."""
        return str(self.path or self.label)


@dataclass(frozen=True, slots=True)
class Room:
    """Where the inputs that came from one file are unpacked, and how much they may take."""

    spool: Spool
    budget: Budget

    @classmethod
    def of(cls, size: int, limits: Limits = LIMITS, spool: Spool | None = None) -> "Room":
        """Room for what is packed in a file of a size."""
        return cls(spool or Spool(limits.spare), Budget(limits.allowed(size)))


class Source:
    """One opened input. Offsets are in its *text*: unpacked, UTF-8, without byte order mark.

    What has to be unpacked or converted is so by a thread while the text is read already.
    """

    def __init__(
        self, opened: Input, index: int, content: Content, cancelled: Callable[[], bool]
    ) -> None:
        self.label = opened.label
        self.path = opened.path
        self.index = index
        self.size = content.size
        self._file = content.origin if isinstance(content, Plain) else None
        self.container = ""
        self.note = ""
        self._zeros = 0
        self._transcript: Transcript | None = None
        unpacked = Unpacked(content)
        self.compression = " in ".join(unpacked.names)
        self.head = unpacked.head
        self.chosen = opened.chosen
        named = opened.encoding
        encoding = chosen(named, self.head) if named else sniff(self.head)
        self.binary = encoding.binary
        self.encoding = encoding.label
        self._mark = encoding.mark
        self._growing: GrowingStore | None = None
        self._text = self._in_utf8(opened, unpacked, encoding, cancelled)

    @classmethod
    def open(
        cls, opened: Input, index: int, cancelled: Callable[[], bool] = lambda: False
    ) -> "Source":
        """Open an input; raises InspectorError when there is nothing readable."""
        return cls(opened, index, content_of(opened), cancelled)

    @property
    def text_size(self) -> int:
        """Bytes of the text; waits until all of it is unpacked."""
        return self._text.size

    @property
    def text_limit(self) -> int:
        """A number that the text's size does not exceed, known at once: where to read to."""
        return self._text.limit

    @property
    def text_expected(self) -> int:
        """How many bytes the text may have, as far as known by now; for showing progress."""
        if self._growing is None:
            return self._text.limit
        return max(self.size, self._growing.written)

    @property
    def damage(self) -> str:
        """Why the text ends where it does, if that is not the end of what was written.

        Known when the size of the text is.
        """
        zeros = zeros_left_out(self._text.size, self._zeros) if self._zeros else ""
        growing = "" if self._growing is None else self._growing.damage
        return f"{zeros} {growing}".strip()

    @property
    def change(self) -> str:
        """What another program did to the file since it was opened; empty if it only grew."""
        if self._file is None:
            return ""
        try:
            with self._file.session():
                return ""
        except InspectorError as error:
            return str(error)

    def session(self) -> AbstractContextManager[ReadInto]:
        """A span of reading of the text, for the reader and the search."""
        return self._text.session()

    def read_at(self, offset: int, length: int) -> bytes:
        """A byte range of the text; raises InspectorError if the file changed or was cut."""
        if offset < 0 or length < 0 or offset + length > self.text_limit:
            raise ValueError(f"{offset}+{length} is outside of {self.text_limit} bytes")
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
        if self._growing is not None:
            self._growing.close()
        self._text.close()

    def _in_utf8(
        self, opened: Input, unpacked: Unpacked, encoding: Encoding, cancelled: Callable[[], bool]
    ) -> ByteStore:
        blocks: Stream = unpacked.blocks
        if unpacked.store is not None:
            store = self._filled(unpacked.store, cancelled)
            if encoding.codec is None:
                return ShiftedStore(store, encoding.mark) if encoding.mark else store
            blocks = lambda: blocks_of(store)  # noqa: E731 - one short step
        room = opened.room or Room.of(self.size)
        if encoding.codec is None:
            self._growing = GrowingStore(blocks, room.spool, room.budget, cancelled)
            return ShiftedStore(self._growing, encoding.mark) if encoding.mark else self._growing
        transcript = self._transcript = Transcript(encoding)
        self._growing = GrowingStore(
            lambda: transcript.convert(blocks()), room.spool, room.budget, cancelled
        )
        return self._growing

    def _filled(self, store: ByteStore, cancelled: Callable[[], bool]) -> ByteStore:
        """A store without the zero bytes that were reserved at its end."""
        filled = filled_size(store, self.path, cancelled)
        self._zeros = store.size - filled
        return ShiftedStore(store, 0, filled) if self._zeros else store


def content_of(opened: Input) -> Content:
    """The bytes of an input; raises InspectorError when it is no file that can be read."""
    if opened.member is not None:
        return opened.member
    if opened.data is not None:
        return Plain(MemoryStore(opened.data))
    if opened.path is None:
        raise InspectorError("Nothing to open", "No file and no text was given")
    _check_kind(opened.path)
    return Plain(FileStore(opened.path))


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
