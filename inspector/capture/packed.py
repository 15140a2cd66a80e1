"""Text that is kept packed: in a JSON string, in a cell of a table, or as base64."""

import re

from inspector.capture.csv_rows import cell_text
from inspector.capture.http_message import Body, body_in_base64
from inspector.capture.nested import opened, unescape
from inspector.capture.shape import MARKER

_JSON_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)


def packed_text(raw: bytes) -> Body | None:
    """The text in a byte range that is no JSON object; None if no call event can be in it."""
    if MARKER.search(raw):
        text = unescape(raw) if _JSON_STRING.fullmatch(raw) else ""
        return Body(text or opened(cell_text(raw).decode("utf-8", "replace")))
    body = body_in_base64(raw)
    if body is None or not MARKER.search(body.text.encode("utf-8", "replace")):
        return None
    return Body(opened(body.text), body.missing)
