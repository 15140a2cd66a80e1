"""A whole call as a document: how it ended, why, what to do, and every event of it."""

from collections.abc import Sequence
from pathlib import PurePath

from inspector import __version__
from inspector.calls.capture import Capture
from inspector.calls.model import Call
from inspector.catalog.catalog import Catalog
from inspector.diagnosis.explain import explain
from inspector.diagnosis.facts import facts_from
from inspector.diagnosis.happened import happened
from inspector.diagnosis.verdict import verdict
from inspector.events.event import Event
from inspector.events.times import clock_utc, date_utc, iso_utc
from inspector.findings.log_times import logged_text
from inspector.findings.model import Finding
from inspector.index.codes import code_class
from inspector.index.table import EventTable, number_at
from inspector.report.blocks import (
    Badge,
    BadgeLine,
    Block,
    Cell,
    Column,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Table,
)
from inspector.report.explanation import catalog_sources, explanation_blocks
from inspector.report.explanation_words import catalog_text
from inspector.report.findings import finding_blocks
from inspector.report.glyphs import result_text
from inspector.report.operations import operation_blocks
from inspector.report.parties import party_facts
from inspector.report.redact import Redactor, leaves

NOT_SAID = "not in this capture"
NO_END = "no CallDisconnected in this capture"
_SHOWN_PROBLEMS = 100


def call_title(call: Call) -> str:
    """The document's title."""
    return f"Call {call.connection_id}"


def call_blocks(
    catalog: Catalog,
    capture: Capture,
    call: Call,
    findings: Sequence[Finding],
    redactor: Redactor,
) -> tuple[Block, ...]:
    """Everything about one call; raises InspectorError when its file can no longer be read."""
    events = {row: capture.event(row) for row in (*call.offers, *call.rows)}
    for event in events.values():
        redactor.learn(event.data)
    blocks: list[Block] = [
        Heading(call_title(call), 1),
        BadgeLine(
            (_end_badge(capture, call),), redactor.text(verdict(catalog, capture, call).text)
        ),
        Facts((*_call_facts(call), *party_facts(list(events.values()), redactor))),
    ]
    for heading, row in _explained(capture, call):
        explanation = explain(catalog, facts_from(events[row]))
        sources = catalog_sources(catalog, explanation)
        blocks.append(Heading(heading))
        blocks += explanation_blocks(explanation, sources, redactor)
        blocks.append(Heading("Fields as delivered", 3))
        blocks.append(_delivered(events[row], redactor))
    blocks += finding_blocks(
        catalog, findings, {row: n for n, row in enumerate(events, 1)}, redactor
    )
    blocks += _events(catalog, capture, call, events, redactor)
    blocks += operation_blocks(capture.operations_of(call), redactor)
    blocks += _problems(capture, call, redactor)
    blocks += _colophon(catalog, capture, call, redactor)
    return tuple(blocks)


def _end_badge(capture: Capture, call: Call) -> Badge:
    if call.end is None:
        return Badge("none", code_class(None))
    return _row_badge(capture, call.end)


def _row_badge(capture: Capture, row: int) -> Badge:
    table = capture.table
    code, subcode = number_at(table.code, row), number_at(table.subcode, row)
    return Badge(result_text(code, subcode), code_class(code))


def _call_facts(call: Call) -> list[Fact]:
    return [
        Fact("Call", call.connection_id, mono=True),
        Fact("Conversation", call.conversation or NOT_SAID, mono=True),
        Fact("Correlation", ", ".join(call.correlation_ids) or NOT_SAID, mono=True),
        Fact("Server call", ", ".join(call.server_call_ids) or NOT_SAID, mono=True),
        Fact("Direction", call.direction.value if call.direction else NOT_SAID),
        Fact("Outcome", call.outcome.value),
        Fact("First event", _time(call.started)),
        Fact("Connected", _time(call.connected)),
        Fact("Ended", _time(call.ended) if call.end is not None else NO_END),
        Fact("Rang", _seconds(call.ring_s)),
        Fact("Talked", _seconds(call.talk_s)),
    ]


def _time(time_ns: int | None) -> str:
    return NOT_SAID if time_ns is None else iso_utc(time_ns)


def _moment(time_ns: int | None) -> str:
    """A time as tables show it; the sections above have all digits."""
    return "no time" if time_ns is None else f"{date_utc(time_ns)} {clock_utc(time_ns)}"


def _seconds(seconds: float | None) -> str:
    return NOT_SAID if seconds is None else f"{seconds:.3f} s"


def _explained(capture: Capture, call: Call) -> list[tuple[str, int]]:
    """The events worth a section of their own, with its heading."""
    sections = []
    if call.end is not None:
        sections.append(("How it ended", call.end))
    if call.worst is not None and not _same_result(capture.table, call.worst, call.end):
        sections.append(("The most serious failure before the end", call.worst))
    return sections


def _same_result(table: EventTable, row: int, other: int | None) -> bool:
    """Whether two events carry the same numbers, so that one explanation serves both."""
    if other is None:
        return False
    columns = (table.code, table.subcode, table.sip, table.q850)
    return all(column[row] == column[other] for column in columns)


def _delivered(event: Event, redactor: Redactor) -> Facts:
    return Facts(
        tuple(
            Fact(".".join(path), redactor.field(path, value), mono=True)
            for path, value in leaves(event.data)
        )
    )


def _events(
    catalog: Catalog, capture: Capture, call: Call, events: dict[int, Event], redactor: Redactor
) -> list[Block]:
    after = set(call.after_end)
    rows = []
    for number, (row, event) in enumerate(events.items(), 1):
        badge = _row_badge(capture, row)
        explanation = explain(catalog, facts_from(event))
        remarks = [redactor.text(happened(event.kind, explanation))]
        if event.operation_context:
            remarks.append(f"context {redactor.text(event.operation_context)}")
        if row in after:
            remarks.append("delivered after the end")
        if logged := logged_text(capture, row):
            remarks.append(logged)
        rows.append(
            (
                Cell(str(number)),
                Cell(_moment(event.time_ns)),
                Cell(_since(call.started, event.time_ns)),
                Cell(redactor.text(event.kind.name)),
                Cell("; ".join(remarks)),
                Cell(badge.text, badge.code_class),
            )
        )
    columns = (
        Column("#", right=True),
        Column("time (UTC)"),
        Column("s", right=True),
        Column("event"),
        Column("what"),
        Column("result"),
    )
    return [Heading(f"Events ({len(rows)})"), Table(columns, tuple(rows))]


def _since(start_ns: int | None, time_ns: int | None) -> str:
    return "" if start_ns is None or time_ns is None else f"{(time_ns - start_ns) / 1e9:+.3f}"


def _problems(capture: Capture, call: Call, redactor: Redactor) -> list[Block]:
    """What could not be read in the call's files: it may be what is missing here."""
    sources = {int(capture.table.source[row]) for row in call.rows}
    problems = [problem for problem in capture.problems if problem.source in sources]
    if not problems:
        return []
    rows = tuple(
        (
            Cell(f"{_file_name(capture, problem.source)}:{problem.line}"),
            Cell(str(problem.length)),
            Cell(problem.reason),
            Cell(redactor.text(problem.excerpt)),
        )
        for problem in problems[:_SHOWN_PROBLEMS]
    )
    columns = (Column("file:line"), Column("bytes", right=True), Column("reason"), Column("begins"))
    remark = "These parts of the files could not be read; what is missing above may be in them."
    blocks: list[Block] = [
        Heading(f"Problems ({len(problems)})"),
        Paragraph(remark, muted=True),
        Table(columns, rows),
    ]
    if len(problems) > len(rows):
        blocks.append(Paragraph(f"The first {len(rows)} are shown.", muted=True))
    return blocks


def _file_name(capture: Capture, source: int) -> str:
    """The name without its folder, which may name a person."""
    return PurePath(capture.sources[source].path).name


def _colophon(
    catalog: Catalog, capture: Capture, call: Call, redactor: Redactor
) -> tuple[Block, ...]:
    masked = (
        "Numbers, names, raw ids, tokens and what was said are masked; ids of calls are not."
        if redactor
        else "Nothing is masked: handle with care."
    )
    sources = sorted({int(capture.table.source[row]) for row in call.rows})
    files = ", ".join(
        f"{_file_name(capture, i)} ({capture.sources[i].container}, {capture.sources[i].encoding})"
        for i in sources
    )
    return (
        Heading("About this report"),
        Paragraph(masked),
        Facts(
            (
                Fact("Capture", files),
                Fact("Catalog", catalog_text(catalog)),
                Fact("Made by", f"Callback Inspector {__version__}"),
            )
        ),
    )
