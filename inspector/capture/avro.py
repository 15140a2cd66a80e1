"""Event Hubs Capture files (Avro object containers) as lines of JSON, one for each message."""

import base64
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import IO, cast

import orjson

from inspector.capture.damage import Damaged
from inspector.errors import InspectorError

MAGIC = b"Obj\x01"
_BLOCK = 1 << 18
"""Bytes of text handed on at once."""
_LONGEST = 1 << 24
"""Bytes of one value or block; messages have at most 1 MB, and a damaged length asks for more."""
_CODECS = ("snappy", "zstandard", "lz4")
"""Packings that the library leaves to further ones, each an extra of it by the same name."""


def unavro(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The records as JSON Lines, bytes as the text they are in UTF-8, or else in base64.

    Raises Damaged where the data ends or makes no sense, and InspectorError without the library
    that reads Avro.
    """
    try:
        import fastavro  # noqa: PLC0415 - an optional extra, and slow to import for all others
    except ImportError:
        raise InspectorError(
            "This is an Avro file, as Event Hubs Capture writes them",
            "The library that reads them, fastavro, is not installed",
            'Install it with: pip install "callback-inspector[avro]"',
        ) from None
    lines: list[bytes] = []
    held = 0
    codec = ""
    try:
        stream = cast("IO[bytes]", _Stream(blocks))
        reader = fastavro.reader(stream)
        codec = reader.codec
        for record in reader:
            lines.append(_line(record))
            held += len(lines[-1])
            if held >= _BLOCK:
                yield b"".join(lines)
                lines, held = [], 0
    except (Damaged, InspectorError, MemoryError):
        yield b"".join(lines)
        raise
    except Exception as error:  # each packing has errors of its own, some without a class in common
        if codec in _CODECS and "install" in str(error):
            raise _unknown(codec) from None
        yield b"".join(lines)
        reason = "The Avro data ends too early or is damaged; what came before was read"
        raise Damaged(f"{reason} ({error}).") from None
    yield b"".join(lines)


def _unknown(codec: str) -> InspectorError:
    return InspectorError(
        f"The blocks of this Avro file are packed with {codec}",
        "The library that unpacks them is not installed",
        f'Install it with: pip install "fastavro[{codec}]"',
    )


def _line(record: object) -> bytes:
    return orjson.dumps(_shown(record), option=orjson.OPT_NON_STR_KEYS | orjson.OPT_APPEND_NEWLINE)


def _shown(value: object) -> object:
    """A value of a record as JSON can say it."""
    match value:
        case bytes():
            try:
                return value.decode("utf-8")
            except UnicodeDecodeError:
                return base64.b64encode(value).decode("ascii")
        case Mapping():
            return {str(key): _shown(item) for key, item in value.items()}
        case list() | tuple():
            return [_shown(item) for item in value]
        case int() if not -(2**63) <= value < 2**64:
            return str(value)
        case str() | int() | float() | None:
            return value
        case datetime():
            return value.isoformat()
        case _:
            return str(value)


class _Stream:
    """Blocks of bytes as a file that is read from front to back."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self._blocks = iter(blocks)
        self._rest = b""
        self._at = 0

    def read(self, count: int) -> bytes:
        """So many bytes, fewer only at the end; ValueError for what no capture holds."""
        if not 0 <= count <= _LONGEST:
            raise ValueError(f"a value of {count:,} bytes")
        parts: list[bytes] = []
        while count:
            if self._at == len(self._rest):
                self._rest, self._at = next(self._blocks, b""), 0
                if not self._rest:
                    break
            part = self._rest[self._at : self._at + count]
            self._at += len(part)
            count -= len(part)
            parts.append(part)
        return b"".join(parts)
