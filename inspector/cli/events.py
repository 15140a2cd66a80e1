"""`events FILE…`: every event of a capture, or of one call, in order."""

import argparse
from collections.abc import Iterable

from inspector.calls.capture import Capture
from inspector.calls.rosters import Rosters
from inspector.catalog.catalog import Catalog
from inspector.catalog.model import Attention
from inspector.cli.calls import has_failed_call
from inspector.cli.catalog_option import add_catalog, chosen_catalog
from inspector.cli.choices import add_choices, chosen_choices
from inspector.cli.command import Exit, Parser, add_fail_on_attention, add_files, add_format
from inspector.cli.console import print_lines
from inspector.cli.events_text import events_lines
from inspector.cli.inputs import reading
from inspector.cli.json_out import write_json
from inspector.cli.outcome import outcome_of
from inspector.cli.places import file_range, path_of, time_text
from inspector.diagnosis.attention import Assessment, assess
from inspector.diagnosis.sentences import Sentences
from inspector.index.codes import code_class
from inspector.index.table import NONE, number_at, time_at
from inspector.report.choice import choose_call

HELP = "list the events of a capture, or of one call"


def add_arguments(parser: Parser) -> None:
    """Describe the command line."""
    add_files(parser)
    parser.add_argument("--call", metavar="ID", help="only this call: id, start of it, or number")
    add_format(parser, "text", "json")
    add_choices(parser)
    add_catalog(parser)
    add_fail_on_attention(parser)


def run(arguments: argparse.Namespace) -> Exit:
    """Print the events."""
    catalog = chosen_catalog(arguments)
    with reading(arguments.files, catalog.kinds, chosen_choices(arguments)) as capture:
        position = None
        rows: Iterable[int] = range(capture.table.size)
        if arguments.call is not None:
            position = choose_call(capture.calls.connection_ids, arguments.call)
            rows = capture.calls.call(position).rows
        assessment = assess(catalog, capture.table, capture.calls)
        sentences = Sentences(capture, assessment.explanation, Rosters(capture))
        if arguments.format == "json":
            told = (event_json(catalog, capture, sentences, row) for row in rows)
            write_json({"events": told})
        else:
            print_lines(events_lines(capture, sentences, position))
        return _exit(arguments, assessment, position)


def _exit(arguments: argparse.Namespace, assessment: Assessment, position: int | None) -> Exit:
    if not arguments.fail_on_attention:
        return Exit.DONE
    if position is None:
        failed = has_failed_call(assessment)
    else:
        failed = assessment.call_attention(position) is Attention.FAILURE
    return Exit.ATTENTION if failed else Exit.DONE


def event_json(
    catalog: Catalog, capture: Capture, sentences: Sentences, row: int
) -> dict[str, object]:
    """One event in the documented shape."""
    table = capture.table
    source = int(table.source[row])
    kind = table.kinds[int(table.kind[row])]
    code = number_at(table.code, row)
    call = int(table.call[row])
    event = capture.event(row)
    result = event.result
    return {
        "n": row + 1,
        "time": time_text(time_at(table.time, row)),
        "kind": kind.name,
        "type": event.type_text,
        "call_connection_id": None if call == NONE else table.call_ids[call],
        "code": code,
        "subcode": number_at(table.subcode, row),
        "sip": number_at(table.sip, row),
        "q850": number_at(table.q850, row),
        "message": None if result is None else result.message,
        "operation_context": _context(capture, row),
        "outcome": outcome_of(catalog, kind.name, code).value,
        "code_class": code_class(code).value,
        "happened": sentences.short(row),
        "source": path_of(capture, source),
        **file_range(capture, source, int(table.offset[row]), int(table.length[row])),
    }


def _context(capture: Capture, row: int) -> str | None:
    context = int(capture.table.context[row])
    return None if context == NONE else capture.table.contexts[context]
