"""Finding a place to go on after text that is no valid JSON."""

import re

from inspector.capture.fields import Fields
from inspector.capture.jsonvalue import loads
from inspector.capture.lexer import Ending, lex
from inspector.capture.shape import TYPE_PREFIX

_RESTART = re.compile(rb"\n(?=[^\s\]},])")
_ENVELOPE = re.compile(
    rb'(?i)\{\s*"(?:id|source|type|data|time|specversion|subject|topic|eventtype|eventtime'
    rb'|datacontenttype)"\s*:'
)
_NEXT_ITEM = re.compile(rb'[}\]][ \t\r\n]*,[ \t\r\n]*(?=\{\s*"|\[\s*[\[{"])')
_MEMBER = re.compile(rb'[\s,]*"([^"\\\n]*+(?:\\.[^"\\\n]*+)*+)"\s*:\s*')
_MOST_MEMBERS = 64


def next_line_start(buffer: bytearray, start: int, stop: int) -> int | None:
    """The next line that begins, in its first column, with anything but the end of a value.

    A newline cannot be inside a JSON string, and pretty-printed JSON indents what it nests.
    """
    found = _RESTART.search(buffer, start, stop)
    return found.end() if found else None


def next_envelope(buffer: bytearray, view: memoryview, start: int, stop: int) -> int | None:
    """The next whole event that is no member of another object; also where one may be cut off."""
    for found in _ENVELOPE.finditer(buffer, start, stop):
        at = found.start()
        before = _before(buffer, start, at)
        if before is not None and buffer[before] == ord(":"):
            continue
        lexed = lex(view, at)
        if lexed.ending is Ending.COMPLETE and _is_envelope(view[at : lexed.at]):
            return before if before is not None and buffer[before] == ord("[") else at
    return None


def next_item(buffer: bytearray, start: int, stop: int) -> int | None:
    """Where an array goes on with another object or array."""
    found = _NEXT_ITEM.search(buffer, start, stop)
    return found.end() if found else None


def member_keys(buffer: bytearray, view: memoryview, start: int) -> list[str]:
    """The keys of a broken object, up to and with the one whose value is broken."""
    keys: list[str] = []
    at = start + 1
    while len(keys) < _MOST_MEMBERS:
        member = _MEMBER.match(buffer, at, len(view))
        if member is None:
            break
        keys.append(bytes(member[1]).decode("utf-8", "replace"))
        lexed = lex(view, member.end())
        if lexed.ending is not Ending.COMPLETE:
            break
        at = lexed.at
    return keys


def _before(buffer: bytearray, start: int, at: int) -> int | None:
    """Index of the last byte before `at` that is no white space."""
    at -= 1
    while at >= start and buffer[at] in b" \t\r\n":
        at -= 1
    return at if at >= start else None


def _is_envelope(text: memoryview) -> bool:
    try:
        value = loads(text)
    except (ValueError, RecursionError):
        return False
    if not isinstance(value, dict):
        return False
    kind = Fields(value).text("type", "eventType")
    return kind is not None and kind.lower().startswith(TYPE_PREFIX)
