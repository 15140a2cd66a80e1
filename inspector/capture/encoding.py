"""Which encoding a capture is in, and its conversion to UTF-8."""

import codecs
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from inspector.capture.choice import CHOSEN

SNIFFED = 64 * 1024
"""Bytes looked at; a log shows its encoding long before that."""

_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32 LE", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "UTF-32 BE", "utf-32-be"),
    (b"\xef\xbb\xbf", "UTF-8 with BOM", None),
    (b"\xff\xfe", "UTF-16 LE", "utf-16-le"),
    (b"\xfe\xff", "UTF-16 BE", "utf-16-be"),
)

_ZEROS = {
    (False, True, True, True): ("UTF-32 LE", "utf-32-le"),
    (True, True, True, False): ("UTF-32 BE", "utf-32-be"),
    (False, True, False, True): ("UTF-16 LE", "utf-16-le"),
    (True, False, True, False): ("UTF-16 BE", "utf-16-be"),
}
"""Without a mark: which of four neighbouring bytes are mostly zero in Western text."""

_TEXT = (b"\n", b"{", b"[")
"""Without any of these there is neither a log nor JSON."""


_CODECS = {
    "UTF-8": None,
    "UTF-16 LE": "utf-16-le",
    "UTF-16 BE": "utf-16-be",
    "Windows-1252": "cp1252",
}
CHOICES = tuple(_CODECS)
"""What a text can be read as instead of what was detected: what logs are written in."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding as shown, the codec to convert from (None for UTF-8), and its mark's length."""

    label: str
    codec: str | None = None
    mark: int = 0
    binary: bool = False


def sniff(head: bytes) -> Encoding:
    """The encoding of a text that starts with these bytes."""
    for mark, label, codec in _MARKS:
        if head.startswith(mark):
            return Encoding(label, codec, len(mark))
    if b"\0" in head:
        filled = len(head.rstrip(b"\0"))
        encoding = _without_mark(head[: -(-filled // 4) * 4])
        return _among_zeros(head) if encoding is None else encoding
    return _of_bytes(head)


def chosen(name: str, head: bytes) -> Encoding:
    """One of the choices, for a text that starts with these bytes."""
    codec = _CODECS[name]
    marks = (len(mark) for mark, _, of in _MARKS if of == codec and head.startswith(mark))
    return Encoding(name + CHOSEN, codec, next(marks, 0))


def _of_bytes(head: bytes) -> Encoding:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=len(head) < SNIFFED)
    except UnicodeDecodeError:
        return _single_byte(head)
    return Encoding("UTF-8")


def _without_mark(head: bytes) -> Encoding | None:
    lanes = [head[start::4] for start in range(4)]
    zeros = tuple(lane.count(0) * 2 > len(lane) if lane else False for lane in lanes)
    if len(head) >= 4 and zeros in _ZEROS:
        label, codec = _ZEROS[zeros]
        return Encoding(f"{label} without BOM", codec)
    return None


def _among_zeros(head: bytes) -> Encoding:
    """Text that a crash or a broken writer left zero bytes in, or no text at all."""
    rest = head.replace(b"\0", b"")
    if not any(mark in rest for mark in _TEXT) or _controls(rest) * 20 > len(rest):
        return Encoding("binary", binary=True)
    found = _of_bytes(rest)
    return found if found.binary else Encoding(f"{found.label} with zero bytes", found.codec)


def _controls(text: bytes) -> int:
    return sum(byte < 32 and byte not in b"\t\n\r\x0b\x0c\x1b" for byte in text)


def _single_byte(head: bytes) -> Encoding:
    """Old Windows text, or UTF-8 with a few damaged bytes, which is kept as it is."""
    text = head.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    sound = sum(character > "\x7f" for character in text) - damaged
    if _controls(head) * 20 > len(head):
        return Encoding("binary", binary=True)
    if sound >= damaged:
        return Encoding("UTF-8 with damaged bytes")
    return Encoding("Windows-1252 (assumed)", "cp1252")


@dataclass(slots=True)
class Transcript:
    """Converts blocks to UTF-8 and remembers where each block began in both."""

    encoding: Encoding
    _text_at: list[int] = field(default_factory=list)
    _file_at: list[int] = field(default_factory=list)

    def convert(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """The blocks as UTF-8; what cannot be decoded becomes U+FFFD."""
        codec = self.encoding.codec or "utf-8"
        decoder = codecs.getincrementaldecoder(codec)("replace")
        text_at, file_at, skip = 0, self.encoding.mark, self.encoding.mark
        for block in blocks:
            self._file_at.append(file_at)
            self._text_at.append(text_at)  # last: another thread may look for it meanwhile
            characters = decoder.decode(block[skip:])
            skip = 0
            converted = characters.encode("utf-8", "replace")
            text_at += len(converted)
            file_at += self._file_length(characters)
            yield converted
        yield decoder.decode(b"", final=True).encode("utf-8", "replace")

    def checkpoint(self, text_offset: int) -> tuple[int, int]:
        """The nearest known pair of text and file offsets at or before a text offset."""
        place = max(0, bisect_right(self._text_at, text_offset) - 1)
        if not self._text_at:
            return 0, self.encoding.mark
        return self._text_at[place], self._file_at[place]

    def file_length(self, text: bytes) -> int:
        """How many bytes a piece of the converted text takes in the file."""
        return self._file_length(text.decode("utf-8", "replace"))

    def _file_length(self, characters: str) -> int:
        match self.encoding.codec:
            case "utf-16-le" | "utf-16-be":
                return len(characters.encode("utf-16-le", "replace"))
            case "utf-32-le" | "utf-32-be":
                return 4 * len(characters)
            case _:
                return len(characters)
