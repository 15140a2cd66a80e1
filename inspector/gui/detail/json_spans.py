"""Where each value of an event stands in its JSON text, so that tree and text select the same.

Values are skipped by the reader's lexer, so the text is never tokenized here. Text that no strict
grammar allows (the reader has more patience) gives no place: nothing is better than a wrong one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inspector.capture.jsonvalue import loads
from inspector.capture.lexer import Ending, lex

Path = Sequence[str | int]

_GAP = re.compile(rb"[ \t\r\n]*")
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text, in characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Member:
    key: str | int
    begin: int
    """Where its key stands, or its value in an array."""
    start: int
    end: int


def span_of(text: str, path: Path) -> Span | None:
    """Where the value at a key path stands; None when the text has none there."""
    data = text.encode("utf-8", "replace")
    start = _after_gap(data, 0)
    end = _end(data, start)
    for key in path:
        # Of a key that is there twice the decoded event holds the last.
        found = None
        for member in _members(data, start):
            if member.key == key:
                found = member
                if isinstance(key, int):
                    break
        if found is None:
            return None
        start, end = found.start, found.end
    if end is None:
        return None
    return Span(_chars(data, start), _chars(data, end))


def path_at(text: str, at: int) -> tuple[str | int, ...]:
    """The key path of the innermost value that holds a character; empty for the whole event."""
    data = text.encode("utf-8", "replace")
    where = len(text[:at].encode("utf-8", "replace"))
    path: list[str | int] = []
    start = _after_gap(data, 0)
    while (member := _member_at(data, start, where)) is not None:
        path.append(member.key)
        start = member.start
    return tuple(path)


def _member_at(data: bytes, start: int, where: int) -> _Member | None:
    for member in _members(data, start):
        if where < member.end:
            return member if where >= member.begin else None
    return None


def _members(data: bytes, start: int) -> Iterator[_Member]:
    """The members of the container at an index, in order; ends where the grammar breaks."""
    kind = data[start : start + 1]
    if kind not in (b"{", b"["):
        return
    at, number = start, 0
    while at == start or data[at : at + 1] == b",":
        begin = _after_gap(data, at + 1)
        key: str | int = number
        value = begin
        if kind == b"{":
            literal = _STRING.match(data, begin)
            if literal is None:
                return
            colon = _after_gap(data, literal.end())
            if data[colon : colon + 1] != b":":
                return
            key = str(loads(literal[0]))
            value = _after_gap(data, colon + 1)
        end = _end(data, value)
        if end is None:
            return
        yield _Member(key, begin, value, end)
        number += 1
        at = _after_gap(data, end)


def _after_gap(data: bytes, at: int) -> int:
    gap = _GAP.match(data, at)
    return gap.end() if gap is not None else at


def _end(data: bytes, start: int) -> int | None:
    literal = _STRING.match(data, start)
    if literal is not None:
        return literal.end()
    lexed = lex(memoryview(data), start)
    return lexed.at if lexed.ending is Ending.COMPLETE else None


def _chars(data: bytes, index: int) -> int:
    return len(data[:index].decode("utf-8", "replace"))
