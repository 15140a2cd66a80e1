"""Bodies kept as base64: of whole HTTP messages, as tunnel tools do, or by themselves."""

import base64
import binascii
import re
import zlib
from dataclasses import dataclass

_START = rb"(?:77u/|W[13wy]|e[wy]|I[ln]|UE9TVC|UFVU|SFRUUC8)"
"""What begins base64 of JSON, of its byte order mark, or of an HTTP message."""
PACKED = re.compile(
    rb'"' + _START + rb"(?:[A-Za-z0-9+/_-]|\\[/rn]){40}"
    rb'[A-Za-z0-9+/_-]*+(?:\\[/rn][A-Za-z0-9+/_-]*+)*+={0,2}"'
)
"""A string that begins like JSON or an HTTP message in base64."""

BEGINS = re.compile(rb'"' + _START)
"""The start of such a string, however long it is."""
_BEGINS = re.compile(rb'"?' + _START)
_START_LINE = re.compile(rb"(?:[A-Z]{3,10} \S+ HTTP/\d|HTTP/\d)")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_HEADER = re.compile(
    rb"(?i)[\r\n][ \t\v\f]*+(content-length|transfer-encoding|content-encoding)"
    rb"[ \t\v\f]*+:([^\r\n]*+)"
)
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]*\r?\n")
_CODINGS = {b"gzip": 31, b"x-gzip": 31, b"deflate": 15}
_MOST = 1 << 24
"""Bytes of a body that are unpacked, as many as one value may take."""
_BREAKS = re.compile(rb"\\[rn]")
_BLANKS = b" \t\n\r\v\f"
_OF_URLS = bytes.maketrans(b"-_", b"+/")


@dataclass(frozen=True, slots=True)
class Body:
    """What a message carried."""

    text: str
    missing: int = 0
    """Bytes that the message announced and that were not kept."""


def body_in_base64(literal: bytes) -> Body | None:
    """The body in a string of base64, in or without quotes; None if it holds no text."""
    if not _BEGINS.match(literal):
        return None
    digits = literal.strip(b'"')
    if b"\\" in digits:
        digits = _BREAKS.sub(b"", digits)
    digits = digits.translate(None, _BLANKS).replace(b"\\/", b"/").translate(_OF_URLS).rstrip(b"=")
    digits = digits[: len(digits) - (len(digits) % 4 == 1)]
    try:
        message = base64.b64decode(digits + b"=" * (-len(digits) % 4), validate=True)
    except (ValueError, binascii.Error):
        return None
    if _START_LINE.match(message):
        return body_of(message)
    text = message.removeprefix(b"\xef\xbb\xbf")
    if text.lstrip()[:1] not in (b"{", b"[", b'"'):
        return None
    return Body(text.decode("utf-8", "replace"))


def body_of(message: bytes) -> Body | None:
    """The body of a whole HTTP message; None when there is none."""
    blank = _HEAD_END.search(message)
    if blank is None:
        return None
    headers = _headers(message[: blank.start()])
    body = message[blank.end() :]
    missing = 0
    length = headers.get(b"content-length", b"")
    if headers.get(b"transfer-encoding", b"").lower() == b"chunked":
        body = _joined(body)
    elif length.isdigit() and len(length) < 12:
        missing = max(0, int(length) - len(body))
    window = _CODINGS.get(headers.get(b"content-encoding", b"").lower())
    if window is not None:
        body = _inflated(body, window)
    return Body(body.decode("utf-8", "replace"), missing)


def _headers(head: bytes) -> dict[bytes, bytes]:
    """The headers that say how the body was written, by name; of several the last one counts."""
    return {header[1].lower(): header[2].strip() for header in _HEADER.finditer(head)}


def _joined(body: bytes) -> bytes:
    """The chunks of a body in one; a body that has none was joined before it was kept."""
    parts: list[bytes] = []
    at = 0
    while (size := _CHUNK_SIZE.match(body, at)) is not None:
        length = int(size[1], 16)
        parts.append(body[size.end() : size.end() + length])
        at = size.end() + length
        at += 2 if body[at : at + 2] == b"\r\n" else 1
        if length == 0 or at >= len(body):
            break
    return b"".join(parts) if parts else body


def _inflated(body: bytes, window: int) -> bytes:
    """A compressed body unpacked as far as it goes; tools that unpacked it keep the header."""
    try:
        return zlib.decompressobj(window).decompress(body, _MOST)
    except zlib.error:
        return body
