"""`calls FILE…`: which calls a capture holds and how each one ended."""

import argparse
from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np

from inspector.calls.capture import Capture
from inspector.calls.logged import logged_ns
from inspector.capture.operation import OperationRow
from inspector.catalog.model import Attention, Severity
from inspector.cli.calls_text import calls_lines
from inspector.cli.catalog_option import add_catalog, chosen_catalog
from inspector.cli.choices import add_choices, chosen_choices
from inspector.cli.command import Exit, Parser, add_fail_on_attention, add_files, add_format
from inspector.cli.console import print_lines
from inspector.cli.findings_text import findings_lines
from inspector.cli.inputs import reading
from inspector.cli.json_out import write_json
from inspector.cli.overview import Overview, Overviewer, Result
from inspector.cli.places import problem_json, source_json, time_text
from inspector.cli.summary import catalog_lines
from inspector.diagnosis.attention import ATTENTIONS, Assessment, assess
from inspector.findings.find import find
from inspector.findings.model import Finding, Findings, Limit
from inspector.findings.rules import RULES
from inspector.index.table import time_at

HELP = "list the calls of a capture and how each one ended"


def add_arguments(parser: Parser) -> None:
    """Describe the command line."""
    add_files(parser)
    add_format(parser, "text", "json")
    add_choices(parser)
    add_catalog(parser)
    add_fail_on_attention(parser)


def run(arguments: argparse.Namespace) -> Exit:
    """Print the calls."""
    catalog = chosen_catalog(arguments)
    with reading(arguments.files, catalog.kinds, chosen_choices(arguments)) as capture:
        assessment = assess(catalog, capture.table, capture.calls)
        findings = find(catalog, capture, assessment, RULES, lambda: False)
        overviewer = Overviewer(catalog, capture, assessment)
        if arguments.format == "json":
            _write(capture, overviewer, findings)
        else:
            print_lines(
                chain(
                    calls_lines(capture, overviewer),
                    findings_lines(findings),
                    ("", *catalog_lines(catalog)),
                )
            )
    failed = arguments.fail_on_attention and has_failed_call(assessment)
    return Exit.ATTENTION if failed else Exit.DONE


def has_failed_call(assessment: Assessment) -> bool:
    """Whether the attention of any call is a failure."""
    return bool(np.any(assessment.calls == ATTENTIONS.index(Attention.FAILURE)))


def _write(capture: Capture, overviewer: Overviewer, findings: Findings) -> None:
    corroboration = capture.corroboration
    write_json(
        {
            "sources": [source_json(capture, i) for i in range(len(capture.sources))],
            "calls": (
                call_json(
                    overview := overviewer.overview(position),
                    findings.of_call(position),
                    corroboration.of(overview.call),
                )
                for position in range(len(capture.calls))
            ),
            "unassigned": _unassigned(capture),
            "findings": [
                *(finding_json(finding) for finding in findings.of_call(None)),
                *(limit_json(limit) for limit in findings.limits),
            ],
            "problems": (problem_json(capture, problem) for problem in capture.problems),
            "skipped": [{"label": each.label, "reason": each.reason} for each in capture.skipped],
        }
    )


def call_json(
    overview: Overview, findings: Sequence[Finding], operations: Sequence[OperationRow]
) -> dict[str, object]:
    """One call in the documented shape."""
    call = overview.call
    return {
        "call_connection_id": call.connection_id,
        "conversation": call.conversation,
        "correlation_ids": list(call.correlation_ids),
        "server_call_ids": list(call.server_call_ids),
        "started": time_text(call.started),
        "connected": time_text(call.connected),
        "ended": time_text(call.ended),
        "duration_s": _seconds(call.duration_s),
        "ring_s": _seconds(call.ring_s),
        "talk_s": _seconds(call.talk_s),
        "direction": None if call.direction is None else call.direction.value,
        "events": len(call.rows),
        "end": _end(overview.end),
        "worst": _worst(overview.worst),
        "code_class": overview.code_class.value,
        "outcome": call.outcome.value,
        "attention": overview.attention.value,
        "owner": overview.owner.value,
        "verdict": overview.verdict,
        "after_end": len(call.after_end),
        "findings": [finding_json(finding) for finding in findings],
        "operations": [operation_json(row) for row in operations],
    }


def operation_json(row: OperationRow) -> dict[str, object]:
    """One operation row in the documented shape."""
    return {
        "table": row.table,
        "time": time_text(logged_ns(row)),
        "operation": row.name,
        "http_status": row.http_status,
        "code": row.code,
        "subcode": row.subcode,
        "duration_ms": row.duration_ms,
    }


def finding_json(finding: Finding) -> dict[str, object]:
    """One finding in the documented shape."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "text": finding.text,
        "events": [row + 1 for row in finding.rows],
    }


def limit_json(limit: Limit) -> dict[str, object]:
    """What a rule left out, told like a finding about the capture."""
    return {
        "rule": limit.rule,
        "severity": Severity.INFO.value,
        "text": limit.text,
        "events": [],
    }


def _seconds(seconds: float | None) -> float | None:
    """Exact to the 100 ns that captures carry; the rest would be binary noise."""
    return None if seconds is None else round(seconds, 7)


def _end(result: Result | None) -> dict[str, object] | None:
    if result is None:
        return None
    return {
        "event": result.event,
        "code": result.code,
        "subcode": result.subcode,
        "sip": result.sip,
        "q850": result.q850,
        "time": time_text(result.time_ns),
    }


def _worst(result: Result | None) -> dict[str, object] | None:
    if result is None:
        return None
    return {"event": result.event, "code": result.code, "subcode": result.subcode}


def _unassigned(capture: Capture) -> Iterator[dict[str, object]]:
    """Events without a call id; an offer belongs to the conversation of its calls."""
    table = capture.table
    for row in capture.calls.unassigned:
        yield {
            "event": table.kinds[int(table.kind[row])].name,
            "conversation": capture.calls.conversation_of_row(int(row)),
            "time": time_text(time_at(table.time, int(row))),
        }
