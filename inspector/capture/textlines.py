"""Lines of text at the top level, and the JSON that log lines carry."""

import re

from inspector.capture.lexer import trimmed
from inspector.capture.shape import MARKER
from inspector.capture.walk import Walk

_PREFIX = 512
"""Bytes before the JSON on a line of text in which an event's name is looked for."""

_IN_LINE = re.compile(
    rb'\{[ \t\r]*(?:"|\Z)|\[[ \t\r]*(?:[\[{]|"[\[{]|\Z)|"\s*[\[{][\s\[{]*\\+(?:"|u0022)'
)
"""Where JSON may begin inside a line: an object, an array, or an escaped body in quotes."""
_PRINTED = re.compile(rb"\{\s*(?:'[^'\n]*'|\w+)\s*:")
"""An object as Python or Node prints it, which is no JSON."""

_CALL_EVENT = re.compile(
    rb"""(?ix)
    type[\"'\\]*\s*[:=]\s*[\"'\\]+microsoft\.communication\.\w
    | callconnectionid(?:[\"'\\]+\s*[:=]|\s*[:=]\s*[\"'\\])"""
)
"""A member of a call event however it is quoted, as prose that names one never has it."""


def shows_call_event(text: bytes | bytearray, start: int = 0, end: int | None = None) -> bool:
    """Whether text that is no JSON holds a member of a call event."""
    return _CALL_EVENT.search(text, start, len(text) if end is None else end) is not None


def read_line(walk: Walk) -> None:
    """Pass the text here up to the JSON the line may carry, or to the end of the line."""
    walk.at.reload()
    end = walk.at.line_end()
    window, start = walk.window, walk.at.index
    _count_text(walk)
    counts = walk.at.fresh or walk.pending_text
    skip = 1 if walk.at.byte in b'{["' else 0
    found = _IN_LINE.search(window.buffer, start + skip, end)
    if found is None:
        _pass_text(walk, max(end, start + 1), counts=counts)
        return
    at = found.start()
    walk.line_prefix = bytes(window.buffer[max(start, at - _PREFIX) : at])
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
    elif counts:
        walk.tell.other(position, end - start, 1)
    else:
        walk.tell.structure(position, end - start)
    walk.at.move(window.base + end)
    walk.pending_text = False


def _count_text(walk: Walk) -> None:
    """A line counts once, and also when text follows JSON on it."""
    if walk.at.fresh or (walk.survey.documents and not walk.pending_text):
        walk.survey.text_lines += 1
