"""Values that stand in a log in another notation than JSON, written again as JSON.

A body that was escaped for a string but lost its quotes, a printed Python or Node object, JSON
with color codes between its tokens. A text is rewritten from its first bracket on; where the value
ends comes out of it.
"""

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

import orjson

from inspector.capture.colors import COLOR, ESCAPE
from inspector.capture.jsonvalue import loads
from inspector.capture.lexer import Ending, lex
from inspector.capture.literals import literal_text
from inspector.capture.printed import LONGEST, CutError, NotPrintedError, printed

_LEVELS = 3
"""How often a body may have been escaped: twice is seen, once more does no harm."""

_QUOTES = rb'\\+(?:"|u0022)'
ESCAPED_START = re.compile(rb"[\[{][\s\[{]{0,8}" + _QUOTES)
"""The start of a body that was escaped and lost its quotes."""
PRINTED_START = re.compile(
    rb"(?:[\[(]\s{0,64}){0,3}\{\s{0,64}(?:'[^'\n]{0,128}'\s?:|[A-Za-z_$][\w$]{0,128}\s?:)"
)
"""The start of an object, or of a list of them, as Python or Node prints it."""
LITERAL_START = re.compile(rb"b?'(?=\s*[\[{])[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'")
"""A body as Python shows bytes or text, whole."""
_COLORED_START = re.compile(rb"[\[{]\s*(?:" + COLOR.encode() + rb"\s*)+[\[{\]}\"\w']")
_ESCAPED_BODY = re.compile(rb'[^"\\\n]*+(?:\\[^\n][^"\\\n]*+)*+')
_OPENERS = (b"{", b"[")
_PYTHON_WORDS = MappingProxyType({b"True": b"true", b"False": b"false", b"None": b"null"})
"""Words of Python, and those of JSON, which are as long."""
_HIDDEN_BRACKET = re.compile(rb"(?i)\\u00[57][bd]")
_UNIT = re.compile(rb"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|u[0-9a-fA-F]{4}|.)", re.S)
_SHORT = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"b": b"\b", b"f": b"\f"}


class Notation(StrEnum):
    """How a value was written, in the words of the status bar."""

    ESCAPED = "escaped JSON"
    PYTHON = "Python dictionaries"
    NODE = "Node.js objects"
    COLORED = "colored JSON"


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The value as JSON."""

    text: str
    end: int
    """Index behind the value in the bytes it was written in."""
    notation: Notation
    lost: bool = False
    """What printed it left out a part of it."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The bytes end before the value does."""


def begins(data: bytes | bytearray, start: int, stop: int) -> bool:
    """Whether a value in another notation may begin at an index."""
    patterns = (PRINTED_START, ESCAPED_START, LITERAL_START, _COLORED_START)
    return any(pattern.match(data, start, stop) for pattern in patterns)


def rewritten(data: bytes) -> Rewritten | Cut | None:
    """The value that begins with the first byte; None when it cannot be read."""
    literal = LITERAL_START.match(data)
    if literal is not None:
        text = literal_text(literal[0].decode("latin-1"))
        return Rewritten(str(_in_utf8(text)), literal.end(), Notation.PYTHON)
    if ESCAPED_START.match(data):
        return _simply_escaped(data) or _unescaped(data)
    simple = _simply_quoted(data)
    if simple is not None:
        return simple
    data = data[:LONGEST]
    try:
        found = printed(data.decode("latin-1"))
    except CutError:
        return Cut()
    except NotPrintedError:
        return None
    colored = ESCAPE in data[: found.end] and not PRINTED_START.match(data)
    notation = Notation.COLORED if colored else _printer(data, python=found.python)
    raw = data[: found.end]
    is_ascii = raw.isascii() and b"\\" not in raw
    try:
        text = json.dumps(found.value if is_ascii else _in_utf8(found.value))
    except (ValueError, RecursionError):
        return None
    return Rewritten(text, found.end, notation, found.lost)


def json_of(data: bytes) -> str | None:
    """The text of a range that holds one value in another notation."""
    value = rewritten(data)
    return value.text if isinstance(value, Rewritten) else None


def _printer(data: bytes, *, python: bool) -> Notation:
    start = PRINTED_START.match(data)
    quoted = start is not None and b"'" in start[0]
    return Notation.PYTHON if python or quoted else Notation.NODE


def _in_utf8(value: object) -> object:
    match value:
        case str():
            return value.encode("latin-1", "replace").decode("utf-8", "replace")
        case list():
            return [_in_utf8(item) for item in value]
        case dict():
            return {str(_in_utf8(key)): _in_utf8(item) for key, item in value.items()}
        case _:
            return value


def _simply_quoted(data: bytes) -> Rewritten | None:
    """A Python object on one line that is JSON but for its quotes and words: the usual one.

    Each byte of the JSON stands where it stood; whatever would move one is read by its tokens.
    """
    line = data[: data.find(b"\n") + 1]
    if not line.startswith(_OPENERS) or b"'" not in line or b'"' in line or b"\\" in line:
        return None
    parts = line.split(b"'")
    if any(word in line for word in _PYTHON_WORDS):
        parts[::2] = map(_with_json_words, parts[::2])
    text = b'"'.join(parts)
    lexed = lex(memoryview(text), 0)
    if lexed.ending is not Ending.COMPLETE or b"'" not in line[: lexed.at]:
        return None
    return Rewritten(text[: lexed.at].decode("utf-8", "replace"), lexed.at, Notation.PYTHON)


def _with_json_words(text: bytes) -> bytes:
    for word in _PYTHON_WORDS:
        text = text.replace(word, _PYTHON_WORDS[word])
    return text


def _simply_escaped(data: bytes) -> Rewritten | None:
    """A body whose escapes are those of JSON and hide no bracket: the usual one."""
    body = _ESCAPED_BODY.match(data)
    text = raw = body[0] if body else b""
    if _HIDDEN_BRACKET.search(raw):
        return None
    try:
        for _ in range(_LEVELS):
            if not ESCAPED_START.match(text):
                break
            text = orjson.loads(b'"' + text + b'"').encode()
    except (orjson.JSONDecodeError, UnicodeEncodeError):
        return None
    lexed = lex(memoryview(text), 0)
    if lexed.ending is not Ending.COMPLETE:
        return None
    closer = text[lexed.at - 1 : lexed.at]
    end = 0
    for _ in range(text.count(closer, 0, lexed.at)):
        end = raw.find(closer, end) + 1
    return Rewritten(text[: lexed.at].decode("utf-8", "replace"), end, Notation.ESCAPED)


def _unescaped(data: bytes) -> Rewritten | Cut | None:
    body = _ESCAPED_BODY.match(data)
    text = body[0] if body else b""
    ends: list[list[tuple[int, int]]] = []
    for _ in range(_LEVELS):
        if not ESCAPED_START.match(text):
            break
        text, units = _once(text)
        ends.append(units)
    lexed = lex(memoryview(text), 0)
    if lexed.ending is Ending.CUT:
        return Cut()
    end = lexed.at
    if lexed.ending is not Ending.COMPLETE:
        return None
    try:
        loads(text[:end])
    except (ValueError, RecursionError):
        return None
    raw_end = end
    for units in reversed(ends):
        raw_end = _before(units, raw_end)
    return Rewritten(text[:end].decode("utf-8", "replace"), raw_end, Notation.ESCAPED)


def _once(data: bytes) -> tuple[bytes, list[tuple[int, int]]]:
    """The text with one level of escapes resolved, and where each escape ended in both."""
    parts: list[bytes] = []
    ends = [(0, 0)]
    at = length = 0
    for unit in _UNIT.finditer(data):
        plain = data[at : unit.start()]
        shown = _shown(unit[0])
        parts += (plain, shown)
        at = unit.end()
        length += len(plain) + len(shown)
        ends.append((length, at))
    parts.append(data[at:])
    return b"".join(parts), ends


def _shown(escape: bytes) -> bytes:
    if escape[1:2] == b"u" and len(escape) > 2:
        value = loads(b'"' + escape + b'"')
        return str(value).encode("utf-8", "replace")
    return _SHORT.get(escape[1:], escape[1:])


def _before(units: list[tuple[int, int]], end: int) -> int:
    """The index in the escaped bytes for an index in the resolved ones."""
    low, high = 0, len(units)
    while high - low > 1:
        middle = (low + high) // 2
        if units[middle][0] <= end:
            low = middle
        else:
            high = middle
    resolved, raw = units[low]
    return raw + end - resolved
