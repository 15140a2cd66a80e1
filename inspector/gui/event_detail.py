"""Everything the detail pane shows of one event, read again from its file."""

from inspector.calls.capture import Capture
from inspector.catalog.catalog import Catalog
from inspector.diagnosis.explain import explain
from inspector.diagnosis.facts import facts_from
from inspector.findings.log_times import logged_text
from inspector.gui.detail.model import EventDetail
from inspector.gui.detail.place import bytes_note, line_number
from inspector.index.one_event import one_event
from inspector.report.clock_words import signed


def event_detail(catalog: Catalog, capture: Capture, row: int) -> EventDetail:
    """One event, explained; raises InspectorError when the file changed."""
    record = capture.record(row)
    event = capture.event_of(record, row)
    explanation = explain(catalog, facts_from(event))
    count = len(explanation.sources)
    known = catalog.events.get(event.kind.name)
    stored, note, line = _bytes(capture, row)
    return EventDetail(
        explanation=explanation,
        event=event,
        raw=record.raw,
        body=record.body,
        stored=stored,
        alone=one_event(capture.table, row, stored or b""),
        bytes_note=note,
        position=_position(capture, row, line),
        may_carry_diagnostics=known is not None and known.diagnostics,
        catalog_line=f"catalog {catalog.version} · {count} {'source' if count == 1 else 'sources'}",
        sources=tuple(catalog.source(source) for source in explanation.sources),
    )


def _bytes(capture: Capture, row: int) -> tuple[bytes | None, str, int | None]:
    """The record as it stands, how it differs from the file's bytes, and its line."""
    table = capture.table
    source = capture.opened[int(table.source[row])]
    if source is None:
        return None, "", None
    offset, length = int(table.offset[row]), int(table.length[row])
    note = bytes_note(source, offset, length)
    return source.read_at(offset, length), note, line_number(source, offset)


def _position(capture: Capture, row: int, line: int | None) -> str:
    table, inputs = capture.table, capture.inputs
    place = f"byte {int(table.offset[row]):,} · {int(table.length[row]):,} bytes"
    if line is not None:
        place = f"line {line:,} · {place}"
    others = dict.fromkeys(inputs[copy.source].label for copy in capture.copies.get(row, ()))
    also = f"also in {', '.join(others)}" if others else ""
    opened = inputs[int(table.source[row])]
    shift_ns = opened.chosen.event_shift_ns
    shifted = f"time shifted by {signed(shift_ns)} (chosen)" if shift_ns else ""
    parts = (opened.label, place, also, logged_text(capture, row), shifted)
    return " · ".join(part for part in parts if part)
