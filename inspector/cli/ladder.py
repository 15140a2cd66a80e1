"""`ladder FILE`: one call as a sequence diagram, to read in a terminal or to put in a ticket."""

import argparse

import numpy as np

from inspector.catalog.model import Attention
from inspector.cli.catalog_option import add_catalog, chosen_catalog
from inspector.cli.choices import add_choices, chosen_choices
from inspector.cli.command import (
    Exit,
    Parser,
    add_fail_on_attention,
    add_file,
    add_format,
)
from inspector.cli.inputs import reading, refuse_overwriting
from inspector.cli.saving import add_document, deliver
from inspector.diagnosis.attention import assess
from inspector.report.choice import choose_call
from inspector.report.ladder.build import build_ladder
from inspector.report.ladder.mermaid import render_mermaid
from inspector.report.ladder.model import Ladder
from inspector.report.ladder.svg import render_svg
from inspector.report.ladder.text import render_ladder_text
from inspector.report.redact import Masker, Plain

HELP = "draw one call as a ladder between app, service, people and carrier; people are masked"


def add_arguments(parser: Parser) -> None:
    """Describe the command line."""
    add_file(parser)
    parser.add_argument(
        "--call",
        metavar="ID",
        help="the call: id, start of it, or number; default: the first that failed, else the first",
    )
    add_format(parser, "text", "mermaid", "svg")
    parser.add_argument("--theme", choices=("light", "dark"), default="light", help="colors of svg")
    add_document(parser, "show numbers, names, raw ids and tones as delivered")
    add_choices(parser)
    add_catalog(parser)
    add_fail_on_attention(parser)


def run(arguments: argparse.Namespace) -> Exit:
    """Write the ladder."""
    catalog = chosen_catalog(arguments)
    if arguments.output is not None:
        refuse_overwriting(arguments.file, arguments.output)
    redactor = Plain() if arguments.no_redact else Masker()
    with reading([arguments.file], catalog.kinds, chosen_choices(arguments)) as capture:
        assessment = assess(catalog, capture.table, capture.calls)
        # Without calls choose_call says so.
        is_open = arguments.call is None and len(assessment.calls)
        wanted = f"#{int(np.argmax(assessment.calls)) + 1}" if is_open else arguments.call or "1"
        position = choose_call(capture.calls.connection_ids, wanted)
        ladder = build_ladder(capture, capture.calls.call(position), assessment, redactor)
    document = _rendered(ladder, arguments.format, dark=arguments.theme == "dark")
    deliver(arguments.output, document)
    failed = assessment.call_attention(position) is Attention.FAILURE
    return Exit.ATTENTION if failed and arguments.fail_on_attention else Exit.DONE


def _rendered(ladder: Ladder, form: str, *, dark: bool) -> str:
    match form:
        case "mermaid":
            return render_mermaid(ladder)
        case "svg":
            return render_svg(ladder, dark=dark)
        case _:
            return render_ladder_text(ladder)
