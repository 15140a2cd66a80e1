"""Where a JSON value ends, asked of msgspec: this program has no tokenizer of its own.

Decoding to `msgspec.Raw` checks the grammar and builds nothing. When more text follows the value
msgspec refuses it and names the byte behind the first one of that text.
"""

import re
from collections.abc import Iterator
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
_HALF_A_PAIR = b"\\ud"
_OF_HALF_A_PAIR = ("unexpected end of hex escape", "invalid utf-16 surrogate pair")
"""What msgspec says of half a surrogate pair, which others accept: the value goes on behind it."""
_ROOM = b" " * 16
_decoder = msgspec.json.Decoder(msgspec.Raw)

_TOKEN = re.compile(rb'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+("?)|[\[\]{}]')
"""A bracket or a string; its group is empty when no quote ends the string on its line."""
_BRACKET = re.compile(rb"[\[\]{}]")


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
            return _cut(view, start)
        at = start + int(found[2])
        if found[1] == _TRAILING:
            return Lexed(Ending.COMPLETE, trimmed(view, at - 1))
        detail = found[1].removeprefix("JSON is malformed: ")
        if detail in _OF_HALF_A_PAIR and _is_open(view, start):
            return Lexed(Ending.CUT, len(view))
        return Lexed(Ending.MALFORMED, at, detail)
    except RecursionError:
        return Lexed(Ending.TOO_DEEP, start)
    return Lexed(Ending.COMPLETE, trimmed(view, len(view)))


def _cut(view: memoryview, start: int) -> Lexed:
    """A value that is cut, unless a lone surrogate just before the end only makes it look so.

    msgspec takes what follows the first half of a pair for the other half, and misses its end.
    """
    if _HALF_A_PAIR not in bytes(view[-len(_ROOM) :]).lower():
        return Lexed(Ending.CUT, len(view))
    lexed = lex(memoryview(bytes(view[start:]) + _ROOM), 0)
    if lexed.ending is Ending.MALFORMED and lexed.at > len(view) - start:
        return Lexed(Ending.CUT, len(view))  # it breaks off inside of the pair
    at = min(start + lexed.at, len(view))
    return Lexed(lexed.ending, at if lexed.ending is not Ending.CUT else len(view), lexed.detail)


def _is_open(view: memoryview, start: int) -> bool:
    """Whether a value goes on beyond the view, as far as its brackets tell."""
    while start < len(view) and view[start] in WHITE:
        start += 1
    is_bracket = start < len(view) and view[start] in (ARRAY, OBJECT)
    return is_bracket and bracket_end(view, start, len(view)) is None


def trimmed(view: memoryview, end: int) -> int:
    """The end without the white space before it."""
    while end and view[end - 1] in WHITE:
        end -= 1
    return end


def bracket_end(buffer: bytes | bytearray | memoryview, start: int, stop: int) -> int | None:
    """Where the bracket at `start` is closed, for text that is not quite JSON; None if nowhere.

    Used only to mark the extent of a broken value, so strings are taken to stay on one line.
    """
    open_brackets: list[int] = []
    for at in _brackets(buffer, start, stop):
        bracket = buffer[at]
        if bracket in b"[{":
            open_brackets.append(bracket)
            continue
        if not open_brackets or open_brackets.pop() != OPENER[bracket]:
            return None
        if not open_brackets:
            return at + 1
    return None


def _brackets(buffer: bytes | bytearray | memoryview, start: int, stop: int) -> Iterator[int]:
    """Indices of brackets outside strings; a quote that none follows begins no string."""
    for token in _TOKEN.finditer(buffer, start, stop):
        if buffer[token.start()] != STRING:
            yield token.start()
        elif not token[1]:
            for bracket in _BRACKET.finditer(buffer, token.start(), token.end()):
                yield bracket.start()
