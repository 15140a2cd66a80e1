"""One event, read again from its source for the detail view."""

from dataclasses import dataclass

from inspector.capture.jsonvalue import loads
from inspector.capture.nested import http_body, unescape
from inspector.capture.plain import PlainPath
from inspector.capture.scanner import scan_text
from inspector.capture.shape import MARKER
from inspector.capture.source import Source
from inspector.errors import InspectorError


@dataclass(frozen=True, slots=True)
class Record:
    """An event's own JSON object."""

    raw: bytes
    """As the file has it, or as it reads once the string around it is opened."""
    text: str
    body: dict[str, object]


def read_record(source: Source, offset: int, length: int, part: int = 0) -> Record:
    """The event at a byte range of the source's text, `part` telling those of one string apart.

    Raises InspectorError when the file no longer holds it.
    """
    return _record(source.read_at(offset, length), part, level=1)


def _record(raw: bytes, part: int, level: int) -> Record:
    if raw[:1] != b'"':
        return Record(raw, raw.decode("utf-8", "replace"), _body(raw))
    text = unescape(raw) if MARKER.search(raw) else http_body(raw)
    findings = scan_text(text or "", PlainPath(), level=level)
    if part >= len(findings.found):
        raise _gone()
    found = findings.found[part]
    inner = findings.text[found.start : found.start + found.length]
    return _record(inner, found.part, level + 1)


def _body(raw: bytes) -> dict[str, object]:
    try:
        value = loads(raw)
    except (ValueError, RecursionError):
        raise _gone() from None
    if not isinstance(value, dict):
        raise _gone()
    return value


def _gone() -> InspectorError:
    return InspectorError(
        "This event is not where it was",
        "The file holds something else at its place",
        "Open the file again to read what it holds now",
    )
