"""JSON kept inside JSON strings: bodies that were escaped once, twice or three times."""

import re

from inspector.capture.jsonvalue import loads

LEVELS = 3
"""How deep strings are opened: escaped twice is seen, once more does no harm."""
_ESCAPED = re.compile(r'\s*[\[{][\s\[{]*\\+(?:"|u0022)')


def unescape(literal: bytes) -> str:
    """The text of a JSON string, opened again while what it holds is a string too."""
    return opened(_text(literal.decode("utf-8", "replace")))


def opened(text: str) -> str:
    """A text, opened while what it holds is a JSON string or the inside of one."""
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


def _text(literal: str, default: str = "") -> str:
    try:
        value = loads(literal.encode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return default
    return value if isinstance(value, str) else default
