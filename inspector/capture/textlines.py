"""Lines of text at the top level, and the JSON that log lines carry."""

import re

from inspector.capture.lexer import trimmed
from inspector.capture.shape import MARKER
from inspector.capture.walk import TEXT_NOTED, Unread, Walk

_IN_LINE = re.compile(
    rb'\{[ \t\r]*(?:"|\Z)|\[[ \t\r]*(?:[\[{]|"[\[{]|\Z)|"\s*[\[{][\s\[{]*\\+(?:"|u0022)'
)
"""Where JSON may begin inside a line: an object, an array, or an escaped body in quotes."""
_LONG = 1 << 12
"""Bytes from which on a line is worth a look for brackets before the pattern is tried."""
_BLANKS = b" \t\r\v\f"
_NEAR = (b'{"', b"[[", b"[{", b'["', b'"[', b'"{')
"""What stands where JSON may begin, when blanks are left out, if that is not at the line's end."""
_OTHER_NOTATION = re.compile(
    rb"(?:\[\s{0,8}){0,2}\{\s*(?:'[^'\n]*'|[A-Za-z_$][\w$]*)\s*:"
    rb'|[\[{][\s\[{]{0,8}\\+(?:"|u0022)|[\[{]\s*\x1b\['
    rb"|b?'(?=\s*[\[{])(?:[^'\\\n]*+\\.)(?:[^'\\\n]|\\.)*+'"
)
"""Where a printed object, an escaped body without its quotes, colored JSON, or a body in a Python
literal with escapes may begin."""
_OTHER_SIGNS = (b"{", b"\\", b"\x1b", b"'")
"""One of these is in all of them."""
_TRIED = b"{[\"b'"
"""First bytes of values: one that is here and left to the text was tried and refused."""
_GOES_ON = (b"{", b"[", b"(", b",")
"""Last bytes of a line behind which a printed object goes on."""
_PRINTED = re.compile(rb"\{\s*(?:'[^'\n]*'|\w+)\s*:")
"""An object as Python or Node prints it, which is no JSON."""

_QUOTE = rb"""(?:["'\\]|u0022)"""
_COLON = _QUOTE + rb"*\s*:\s*" + _QUOTE + rb"+"
_NAMING = rb"(?:type%b microsoft\.communication\.\w | callconnectionid%b)" % (_COLON, _COLON)
_BARE_MEMBER = re.compile(rb"(?ix)" + _NAMING)
"""A member of a call event at the start of a line, as objects printed over many lines have it."""
_MEMBER = re.compile(rb"(?ix)(?:" + _QUOTE + rb" | [{,]\s*)" + _NAMING)
"""A member of a call event inside a line. Prose and `key="value"` logs name events otherwise."""

_NAMES_MEMBER = re.compile(rb"(?ix)" + _NAMING)
_PROSE = re.compile(rb"[^{}\[\]\\\x1b]*")
"""Text without anything that JSON or an object printed in another way has to have."""


def json_in_line(text: bytes | bytearray, start: int, end: int) -> int:
    """Where JSON may begin between two indices of a line; -1 if nowhere.

    A long line is often dense with brackets; the pattern takes thirty times as long for those as
    plain searches.
    """
    if end - start > _LONG:
        near = _IN_LINE.search(text, start, start + _LONG)
        if near is not None and near.end() < start + _LONG:
            return near.start()
        if text.find(b"{", start, end) < 0 and text.find(b"[", start, end) < 0:
            return -1
        bare = bytes(memoryview(text)[start:end]).translate(None, _BLANKS)
        if bare[-1:] not in (b"{", b"[") and not any(near in bare for near in _NEAR):
            return -1
    found = _IN_LINE.search(text, start, end)
    return -1 if found is None else found.start()


def is_prose(text: bytes) -> bool:
    """Whether text is sure to hold no JSON, and no member of a call event."""
    return _PROSE.fullmatch(text) is not None and _NAMES_MEMBER.search(text) is None


def goes_on(text: bytes | bytearray, start: int, end: int) -> bool:
    """Whether an object printed in another way than as JSON may begin in a line and go on below."""
    if text[end - 1 : end] not in _GOES_ON:
        return False
    return any(text.find(sign, start, end) >= 0 for sign in _OTHER_SIGNS)


def shows_call_event(text: bytes | bytearray, start: int = 0, end: int | None = None) -> bool:
    """Whether text that is no JSON holds a member of a call event."""
    return _MEMBER.search(text, start, len(text) if end is None else end) is not None


def read_line(walk: Walk) -> None:
    """Pass the text here up to the JSON the line may carry, or to the end of the line."""
    walk.at.reload()
    end = walk.at.line_end()
    window, start = walk.window, walk.at.index
    _count_text(walk)
    counts = walk.at.fresh or walk.pending_text
    skip = 1 if walk.at.byte in _TRIED else 0
    marked = MARKER.search(window.buffer, start, end) is not None
    found = _value_in(walk, start + skip, end, marked=marked)
    if found is None:
        _pass_text(walk, max(end, start + 1), counts=counts, marked=marked)
        return
    at = found
    walk.line_prefix = bytes(window.buffer[max(start, at - TEXT_NOTED) : at])
    if marked and walk.unread is None and _shows_event(walk, start, at):
        walk.unread = Unread(walk.at.position, trimmed(window.view, at) - start)
    walk.tell.structure(walk.at.position, at - start)
    walk.at.move(window.base + at)
    walk.pending_text = counts


def _value_in(walk: Walk, start: int, end: int, *, marked: bool) -> int | None:
    """Where a value begins between two indices that may hold events.

    Other notations than JSON are looked for where they may tell of a call, or go on below.
    """
    window = walk.window
    found = json_in_line(window.buffer, start, end)
    at = None if found < 0 else found
    tried = window.base + start < walk.unwritten_until
    if not tried and (
        marked or bytes(window.view[max(start, end - 8) : end]).rstrip()[-1:] in _GOES_ON
    ):

        def search() -> int | None:
            possible = any(window.buffer.find(sign, start, end) >= 0 for sign in _OTHER_SIGNS)
            found = _OTHER_NOTATION.search(window.buffer, start, end) if possible else None
            return None if found is None else window.base + found.start()

        other = walk.other_notation.between(window.base + start, window.base + end, search)
        if other is not None and (at is None or window.index(other) <= at):
            return window.index(other)
    return at


def _pass_text(walk: Walk, end: int, *, counts: bool, marked: bool) -> None:
    window, start, position = walk.window, walk.at.index, walk.at.position
    if walk.at.fresh:
        walk.note_text(bytes(window.buffer[start : min(end, start + TEXT_NOTED)]))
    printed = _PRINTED.search(window.buffer, start, end) if marked else None
    if printed is not None:
        at = printed.start()
        walk.tell.structure(position, at - start)
        length = trimmed(window.view, end) - at
        reason = "This looks like a printed object, not JSON; log the body as it was received."
        walk.problem(window.base + at, length, reason)
    elif marked and walk.told_on_line == walk.tell.told and _shows_event(walk, start, end):
        walk.unread = walk.unread or Unread(position, trimmed(window.view, end) - start)
        walk.tell.structure(position, end - start)
    elif counts and walk.unread is None:
        walk.tell.other(position, end - start, 1)
    else:
        walk.tell.structure(position, end - start)
    walk.at.move(window.base + end)
    walk.pending_text = False


def _shows_event(walk: Walk, start: int, end: int) -> bool:
    buffer = walk.window.buffer
    if walk.at.fresh and walk.at.indent and _BARE_MEMBER.match(buffer, start, end):
        return True
    return shows_call_event(buffer, start, end)


def _count_text(walk: Walk) -> None:
    """A line counts once, and also when text follows JSON on it."""
    if walk.at.fresh or (walk.survey.documents and not walk.pending_text):
        walk.survey.text_lines += 1
