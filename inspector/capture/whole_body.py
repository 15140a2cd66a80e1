"""The fast way through a text that is one plain body, perhaps behind a few words.

Or one record with such a body in it: the text of a log's line is often a record of another log. Or
an object of a few texts and numbers that tells of no call, as loggers keep beside what they say.
"""

import re

import orjson

from inspector.capture.apierrors import api_error
from inspector.capture.bodies import Bodies, body_start
from inspector.capture.boundaries import items_of, single_item
from inspector.capture.http_message import PACKED
from inspector.capture.lexer import trimmed
from inspector.capture.operation import operation_of
from inspector.capture.plain import PlainPath
from inspector.capture.sink import Findings
from inspector.capture.tolerant import event_of
from inspector.capture.wire import WireEvent

_OPENING = re.compile(r"[{\[\"'\\\x1b]")
"""What text has that holds more than words."""
_ANY_EVENT = "CallConnected"
"""A name beside an object, with which more is an event than without."""


def read_body(findings: Findings, plain: PlainPath, bodies: Bodies, *, opens: bool) -> bool:
    """Find the events of a text that ends with a plain object or array; False if others have to.

    They are those that reading the text bit by bit would find. `opens` says whether strings in
    the text are opened.
    """
    text = findings.text
    start = body_start(text)
    if start is None:
        return False
    view = memoryview(text)
    end = trimmed(view, len(text))
    decoded = plain.value(view[start:end])
    if decoded is None:
        if start or not opens:
            return False
        return _read_record(findings, plain, bodies, end) or _tells_no_call(text)
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


def _read_record(findings: Findings, plain: PlainPath, bodies: Bodies, end: int) -> bool:
    found = bodies.of([(0, end, findings.text[:end])], alone=False)
    body = found[0] if found else None
    event = None if body is None else plain.value(memoryview(body.text))
    if isinstance(event, list) and len(event) == 1:
        event = event[0]
    if body is None or not isinstance(event, WireEvent) or not plain.accepts(event):
        return False
    if body.is_text:
        findings.event(event, body.start, body.length, 0)
    else:
        findings.events([event], [body.start], [body.length])
    return True


def _tells_no_call(text: bytes) -> bool:
    """Whether a text is an object without an event in it, whatever stands beside the text."""
    if PACKED.search(text):
        return False
    try:
        value = orjson.loads(text)
    except ValueError:
        return False
    if not isinstance(value, dict) or not all(map(_is_simple, value.values())):
        return False
    if event_of(value, _ANY_EVENT) is not None or api_error(value) is not None:
        return False
    return operation_of(value) is None


def _is_simple(value: object) -> bool:
    """Whether a member holds no object, and no text in which one may begin."""
    if isinstance(value, str):
        return _OPENING.search(value) is None
    return not isinstance(value, dict | list)
