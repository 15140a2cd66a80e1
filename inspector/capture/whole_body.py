"""The fast way through a text that is one plain body, perhaps behind a few words.

Or one record with such a body in it: the text of a log's line is often a record of another log.
"""

from inspector.capture.bodies import Bodies, body_start
from inspector.capture.boundaries import items_of, single_item
from inspector.capture.lexer import trimmed
from inspector.capture.plain import PlainPath
from inspector.capture.sink import Findings
from inspector.capture.wire import WireEvent


def read_body(findings: Findings, plain: PlainPath, bodies: Bodies, *, opens: bool) -> bool:
    """Find the events of a text that ends with one plain object or array; False for all others.

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
        return start == 0 and opens and _read_record(findings, plain, bodies, end)
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
