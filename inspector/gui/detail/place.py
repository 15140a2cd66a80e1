"""Where an event stands in its file, as far as that is told quickly."""

from inspector.capture.source import Source

LINE_LIMIT = 8_000_000
"""Bytes in which lines are counted, some milliseconds; further on no line number is told."""
_BLOCK = 1_000_000


def line_number(source: Source, offset: int) -> int | None:
    """The line of a byte of the source's text, from 1; None where counting would take long.

    Raises InspectorError when the file changed.
    """
    if offset > LINE_LIMIT:
        return None
    blocks = (source.read_at(at, min(_BLOCK, offset - at)) for at in range(0, offset, _BLOCK))
    return sum(block.count(b"\n") for block in blocks) + 1


def bytes_note(source: Source, offset: int, length: int) -> str:
    """How the bytes differ from the file's own; empty where they are these.

    Raises InspectorError when the file changed.
    """
    if source.compression:
        return f"Unpacked from {source.compression}; the place is that in the unpacked text."
    if source.file_text is not None:
        mark = source.file_text[1]
        return f"The place does not count the {mark} bytes of the byte order mark." if mark else ""
    if source.path is None:
        return ""
    own = source.origin(offset, length)
    if own is None:
        return ""
    start, size = own
    return (
        f"Converted from {source.encoding}; in the file itself at byte {start:,}, {size:,} bytes."
    )
