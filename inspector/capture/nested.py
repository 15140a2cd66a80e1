"""JSON kept inside JSON strings: bodies that were escaped once, twice or three times."""

import base64
import re

from inspector.capture.jsonvalue import loads

LEVELS = 3
"""How deep strings are opened: escaped twice is seen, once more does no harm."""
_ESCAPED = re.compile(r'\s*[\[{][\s\[{]*\\+(?:"|u0022)')
_BASE64 = re.compile(rb'"[A-Za-z0-9+/\s]{64,}={0,2}"')


def unescape(literal: bytes) -> str:
    """The text of a JSON string, opened again while what it holds is a string too."""
    text = _text(literal.decode("utf-8", "replace"))
    for _ in range(LEVELS):
        stripped = text.strip()
        if len(stripped) > 1 and stripped[0] == stripped[-1] == '"':
            inner = _text(stripped, text)
        elif _ESCAPED.match(stripped):
            inner = _text(f'"{stripped}"', text)
        else:
            break
        if inner == text:
            break
        text = inner
    return text


def http_body(literal: bytes) -> str | None:
    """The body of a whole HTTP message kept as base64, as tunnel tools do; else None."""
    if not _BASE64.fullmatch(literal):
        return None
    try:
        message = base64.b64decode(literal[1:-1], validate=False)
    except ValueError:
        return None
    head, blank, body = message.partition(b"\r\n\r\n")
    if not blank or b"HTTP/" not in head:
        return None
    return body.decode("utf-8", "replace")


def _text(literal: str, default: str = "") -> str:
    try:
        value = loads(literal.encode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return default
    return value if isinstance(value, str) else default
