"""The fast way through a text that is one plain body, perhaps behind a few words."""

from inspector.capture.boundaries import items_of, single_item
from inspector.capture.lexer import trimmed
from inspector.capture.plain import PlainPath
from inspector.capture.sink import Findings
from inspector.capture.wire import WireEvent

_LONGEST_PREFIX = 200
"""Bytes of words before a body; a longer text is read line by line."""
_OF_NO_WORDS = b"\"{}[]'\\\n"


def read_body(findings: Findings, plain: PlainPath) -> bool:
    """Find the events of a text that ends with one plain object or array; False for all others.

    They are those that reading the text bit by bit would find.
    """
    text = findings.text
    start = _body_start(text)
    if start is None:
        return False
    view = memoryview(text)
    end = trimmed(view, len(text))
    decoded = plain.value(view[start:end])
    if decoded is None:
        return False
    if isinstance(decoded, WireEvent):
        if not plain.accepts(decoded):
            return False
        findings.events([decoded], [start], [end - start])
        return True
    if not decoded or plain.first_refused(decoded) is not None:
        return False
    items = single_item(text, start, end) if len(decoded) == 1 else items_of(view[start:end])
    if items is None:
        return False
    findings.events(decoded, [start + item for item in items.starts], items.lengths)
    return True


def _body_start(text: bytes) -> int | None:
    """Where the body begins, if nothing but words stands before it."""
    brace = text.find(b"{", 0, _LONGEST_PREFIX)
    if brace < 0:
        return None
    before = text[:brace].rstrip()
    start = len(before) - 1 if before.endswith(b"[") else brace
    words = text[:start]
    return None if any(byte in _OF_NO_WORDS for byte in words.strip()) else start
