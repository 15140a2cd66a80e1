"""One event, read again from its source for the detail view."""

from dataclasses import dataclass

from inspector.capture.bodies import Bodies
from inspector.capture.nested import LEVELS
from inspector.capture.opening import object_in, text_in
from inspector.capture.plain import PlainPath
from inspector.capture.scanner import scan_text
from inspector.capture.source import Source
from inspector.errors import InspectorError

_DEEPEST = LEVELS + 1
"""Texts inside one another; the reader opens no more."""


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
    body = object_in(raw)
    if body is not None:
        return Record(raw, raw.decode("utf-8", "replace"), body)
    if level > _DEEPEST:
        raise _gone()
    findings = scan_text(text_in(raw), PlainPath(), Bodies(), level=level)
    if part >= len(findings.found):
        raise _gone()
    found = findings.found[part]
    inner = findings.text[found.start : found.start + found.length]
    return _record(inner, found.part, level + 1)


def _gone() -> InspectorError:
    return InspectorError(
        "This event is not where it was",
        "The file holds something else at its place",
        "Open the file again to read what it holds now",
    )
