"""A part of a file as it stands, to look at: read where it is asked for, never the whole."""

import re
from dataclasses import dataclass

from inspector.capture.source import Source

BEFORE, SHOWN = 2_000, 12_000
"""Bytes shown before a place, and altogether: some screens of text."""
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\udc80-\udcff]"
)
"""What does not show, or makes other text look otherwise; and bytes that are no UTF-8."""


@dataclass(frozen=True, slots=True)
class FileView:
    """Some bytes of a source's text as characters; control bytes are written in hex."""

    start: int
    """Offset of the first byte shown."""
    stop: int
    size: int
    """Bytes of the whole text."""
    text: str
    marked: tuple[int, int]
    """Where the place asked for begins and ends in `text`."""

    @property
    def has_earlier(self) -> bool:
        """Whether something stands before what is shown."""
        return self.start > 0

    @property
    def has_later(self) -> bool:
        """Whether something stands behind what is shown."""
        return self.stop < self.size


def file_view(source: Source, offset: int, length: int, at: int | None = None) -> FileView:
    """The text around a place, or from the line at another offset on.

    Raises InspectorError when the file changed.
    """
    size = source.text_size
    start = max(0, offset - BEFORE) if at is None else min(max(0, at), size)
    if at is None and start:
        newline = source.read_at(start, offset - start).find(b"\n")
        start += newline + 1
    raw = source.read_at(start, min(SHOWN, size - start))
    first = min(max(0, offset - start), len(raw))
    last = min(max(first, offset + length - start), len(raw))
    parts = [shown_text(part) for part in (raw[:first], raw[first:last], raw[last:])]
    begin = len(parts[0])
    return FileView(start, start + len(raw), size, "".join(parts), (begin, begin + len(parts[1])))


def shown_text(raw: bytes) -> str:
    """Bytes as text; what is no text, or does not show, as a backslash, an x and its hex."""
    return _CONTROL.sub(_in_hex, raw.decode("utf-8", "surrogateescape").replace("\r\n", "\n"))


def _in_hex(found: re.Match[str]) -> str:
    return "".join(f"\\x{byte:02X}" for byte in found[0].encode("utf-8", "surrogateescape"))
