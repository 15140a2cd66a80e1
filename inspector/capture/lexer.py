"""Where a JSON value ends, asked of msgspec: this program has no tokenizer of its own.

Decoding to `msgspec.Raw` checks the grammar and builds nothing. When more text follows the value
msgspec refuses it and names the byte behind the first one of that text.
"""

import re
from dataclasses import dataclass
from enum import Enum

import msgspec

ARRAY, OBJECT, STRING = b'[{"'
NAMES = {ARRAY: "array", OBJECT: "object", STRING: "string"}
"""First bytes of values, and what such a value is called."""
OPENER = {ord("]"): ARRAY, ord("}"): OBJECT}
WHITE = b" \t\r\n"
_POSITION = re.compile(r"(.*?) \(byte (\d+)\)$")
_TRAILING = "JSON is malformed: trailing characters"
_decoder = msgspec.json.Decoder(msgspec.Raw)

_BRACKETS = re.compile(rb'"(?:[^"\\\n]|\\.)*"|[\[\]{}]')


class Ending(Enum):
    """How a value came to its end."""

    COMPLETE = "complete"
    CUT = "cut"
    MALFORMED = "malformed"
    TOO_DEEP = "too deep"


@dataclass(frozen=True, slots=True)
class Lexed:
    """The end of a value, or the place where its grammar breaks, as an index in the buffer."""

    ending: Ending
    at: int
    detail: str = ""


def lex(view: memoryview, start: int) -> Lexed:
    """Lex the one value that begins at `start` (white space before it is allowed)."""
    try:
        _decoder.decode(view[start:])
    except msgspec.DecodeError as error:
        found = _POSITION.match(str(error))
        if found is None:
            return Lexed(Ending.CUT, len(view))
        at = start + int(found[2])
        if found[1] == _TRAILING:
            return Lexed(Ending.COMPLETE, trimmed(view, at - 1))
        return Lexed(Ending.MALFORMED, at, found[1].removeprefix("JSON is malformed: "))
    except RecursionError:
        return Lexed(Ending.TOO_DEEP, start)
    return Lexed(Ending.COMPLETE, trimmed(view, len(view)))


def trimmed(view: memoryview, end: int) -> int:
    """The end without the white space before it."""
    while end and view[end - 1] in WHITE:
        end -= 1
    return end


def bracket_end(buffer: bytes | bytearray, start: int, stop: int) -> int | None:
    """Where the bracket at `start` is closed, for text that is not quite JSON; None if nowhere.

    Used only to mark the extent of a broken value, so strings are taken to stay on one line.
    """
    open_brackets: list[int] = []
    for token in _BRACKETS.finditer(buffer, start, stop):
        first = buffer[token.start()]
        if first in b"[{":
            open_brackets.append(first)
        elif first in b"]}":
            if not open_brackets or open_brackets.pop() != OPENER[first]:
                return None
            if not open_brackets:
                return token.end()
    return None
