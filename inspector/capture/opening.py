"""The text that a byte range holds, found out from the range alone."""

from inspector.capture.jsonvalue import loads
from inspector.capture.notation import json_of
from inspector.capture.packed import packed_text
from inspector.capture.runtimes import joined_text


def object_in(raw: bytes) -> dict[str, object] | None:
    """The JSON object that a range is; None when events have to be looked for inside of it."""
    if raw[:1] != b"{":
        return None
    try:
        value = loads(raw)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def text_in(raw: bytes) -> str:
    """The text in which the events of a range stand; empty when it holds none."""
    joined = joined_text(raw)
    if joined is not None:
        return joined
    if raw[:1] in (b"{", b"[", b"'") or raw[:2] == b"b'":
        rewritten = json_of(raw)
        if rewritten is not None:
            return rewritten
    packed = packed_text(raw)
    return packed.text if packed is not None else ""
