"""Lines of text at the top level, and the JSON that log lines carry."""

import re

from inspector.capture.lexer import trimmed
from inspector.capture.shape import MARKER
from inspector.capture.walk import Unread, Walk

_PREFIX = 512
"""Bytes before the JSON on a line of text in which an event's name is looked for."""

IN_LINE = re.compile(
    rb'\{[ \t\r]*(?:"|\Z)|\[[ \t\r]*(?:[\[{]|"[\[{]|\Z)|"\s*[\[{][\s\[{]*\\+(?:"|u0022)'
)
"""Where JSON may begin inside a line: an object, an array, or an escaped body in quotes."""
_PRINTED = re.compile(rb"\{\s*(?:'[^'\n]*'|\w+)\s*:")
"""An object as Python or Node prints it, which is no JSON."""

_QUOTE = rb"""(?:["'\\]|u0022)"""
_COLON = _QUOTE + rb"*\s*:\s*" + _QUOTE + rb"+"
_NAMING = rb"(?:type%b microsoft\.communication\.\w | callconnectionid%b)" % (_COLON, _COLON)
_BARE_MEMBER = re.compile(rb"(?ix)" + _NAMING)
"""A member of a call event at the start of a line, as objects printed over many lines have it."""
_MEMBER = re.compile(rb"(?ix)(?:" + _QUOTE + rb" | [{,]\s*)" + _NAMING)
"""A member of a call event inside a line. Prose and `key="value"` logs name events otherwise."""


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
    skip = 1 if walk.at.byte in b'{["' else 0
    found = IN_LINE.search(window.buffer, start + skip, end)
    if found is None:
        _pass_text(walk, max(end, start + 1), counts=counts)
        return
    at = found.start()
    walk.line_prefix = bytes(window.buffer[max(start, at - _PREFIX) : at])
    if walk.unread is None and shows_call_event(window.buffer, start, at):
        walk.unread = Unread(walk.at.position, trimmed(window.view, at) - start)
    walk.tell.structure(walk.at.position, at - start)
    walk.at.move(window.base + at)
    walk.pending_text = counts


def _pass_text(walk: Walk, end: int, *, counts: bool) -> None:
    window, start, position = walk.window, walk.at.index, walk.at.position
    printed = _PRINTED.search(window.buffer, start, end)
    if printed and MARKER.search(window.buffer, start, end):
        at = printed.start()
        walk.tell.structure(position, at - start)
        length = trimmed(window.view, end) - at
        reason = "This looks like a printed object, not JSON; log the body as it was received."
        walk.problem(window.base + at, length, reason)
    elif walk.told_on_line == walk.tell.told and _shows_event(walk, start, end):
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
