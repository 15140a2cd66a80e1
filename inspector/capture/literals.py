"""Strings, numbers and times as Python and Node print them.

Text is UTF-8 taken for Latin-1: one character for each byte.
"""

import re
from datetime import UTC, datetime

_ESCAPE = re.compile(
    r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
    r"|(?:u\{0*([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2}))|(.))",
    re.DOTALL,
)
_SHORT = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": ""}
_MOMENT = re.compile(
    r"\((?P<parts>\d{1,4}(?:,\s?\d{1,6}){4,6})"
    r"(?P<utc>,\s?tzinfo=(?:datetime\.)?(?:timezone\.utc|UTC|tzutc\(\)|TzInfo\(UTC\)|<UTC>))?\)"
)
"""The arguments of Python's `datetime`, of which only UTC is taken for a zone."""


def resolved(text: str, *, in_bytes: bool = False) -> str:
    """The text that one with escapes stands for."""
    return _ESCAPE.sub(_unescaped_byte if in_bytes else _unescaped, text)


def literal_text(literal: str) -> str:
    """The text of a Python literal in single quotes, of text or bytes."""
    in_bytes = literal.startswith("b")
    return resolved(literal[1 + in_bytes : -1], in_bytes=in_bytes)


def moment_of(text: str, at: int) -> tuple[str | None, int] | None:
    """The time that the arguments of a `datetime` name, as a callback writes it, and their end.

    It has no zone if they name none; None when they cannot be read.
    """
    moment = _MOMENT.match(text, at)
    if moment is None:
        return None
    parts = [*map(int, moment["parts"].split(",")), 0, 0, 0, 0][:7]
    try:
        shown = datetime(*parts, tzinfo=UTC if moment["utc"] else None)  # type: ignore[arg-type, misc]  # five to seven numbers
    except (ValueError, OverflowError):
        return None, moment.end()
    return shown.isoformat(), moment.end()


def number_of(text: str) -> int | float | None:
    """A number; None for one that is none after all."""
    digits = text.rstrip("n").replace("_", "")
    try:
        return (
            int(digits) if len(digits) <= 300 and digits.lstrip("+-").isdigit() else float(digits)
        )
    except ValueError:
        return None


def _unescaped(found: re.Match[str]) -> str:
    """An escape in text, as the Latin-1 reading of its UTF-8 bytes, like the text around it."""
    high, low, *codes, character = found.groups()
    if character is not None:
        return _SHORT.get(character, character)
    if high is not None:
        point = 0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00
    else:
        point = int(next(code for code in codes if code is not None), 16)
    shown = chr(point) if point <= 0x10FFFF else "\ufffd"
    return shown.encode("utf-8", "replace").decode("latin-1")


def _unescaped_byte(found: re.Match[str]) -> str:
    """An escape in bytes."""
    return chr(int(found[6], 16)) if found[6] else _unescaped(found)
