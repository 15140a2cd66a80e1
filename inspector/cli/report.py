"""`report FILE --call ID`: one call as a document to keep or to send."""

import argparse

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
from inspector.findings.find import find
from inspector.findings.rules import RULES
from inspector.report.call import call_blocks, call_title
from inspector.report.choice import choose_call
from inspector.report.html import HtmlRenderer
from inspector.report.markdown import render_markdown
from inspector.report.redact import Masker, Plain
from inspector.report.text import render_text

HELP = "write the report of one call; people and secrets are masked"


def add_arguments(parser: Parser) -> None:
    """Describe the command line."""
    add_file(parser)
    parser.add_argument(
        "--call", metavar="ID", required=True, help="the call: id, start of it, or number"
    )
    add_format(parser, "text", "html", "md")
    add_document(parser, "show numbers, names, raw ids, tokens and speech as delivered")
    add_choices(parser)
    add_catalog(parser)
    add_fail_on_attention(parser)


def run(arguments: argparse.Namespace) -> Exit:
    """Write the report."""
    catalog = chosen_catalog(arguments)
    if arguments.output is not None:
        refuse_overwriting(arguments.file, arguments.output)
    redactor = Plain() if arguments.no_redact else Masker()
    with reading([arguments.file], catalog.kinds, chosen_choices(arguments)) as capture:
        position = choose_call(capture.calls.connection_ids, arguments.call)
        call = capture.calls.call(position)
        assessment = assess(catalog, capture.table, capture.calls)
        findings = find(catalog, capture, assessment, RULES, lambda: False).of_call(position)
        blocks = call_blocks(catalog, capture, call, findings, redactor)
    match arguments.format:
        case "html":
            document = HtmlRenderer().page(call_title(call), blocks)
        case "md":
            document = render_markdown(blocks)
        case _:
            document = render_text(blocks)
    deliver(arguments.output, document)
    failed = assessment.call_attention(position) is Attention.FAILURE
    return Exit.ATTENTION if failed and arguments.fail_on_attention else Exit.DONE
