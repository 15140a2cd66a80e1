"""`explain CODE [SUBCODE]`: what a result, or any number or name, means, without a capture."""

import argparse
import re

from inspector.catalog.catalog import Catalog
from inspector.catalog.model import Basis
from inspector.catalog.search import search
from inspector.cli.catalog_option import add_catalog, chosen_catalog
from inspector.cli.command import Exit, Parser, add_format
from inspector.cli.console import print_lines
from inspector.cli.json_out import write_json
from inspector.cli.lookup import WHAT_TO_ASK, lookup_lines
from inspector.cli.summary import catalog_lines
from inspector.diagnosis.explain import explain
from inspector.diagnosis.model import Anatomy, CodeNote, Explanation, Facts, OtherReading
from inspector.errors import InspectorError
from inspector.report.explanation import catalog_sources, explanation_blocks
from inspector.report.redact import Plain
from inspector.report.text import render_text

_RESULT = re.compile(r"([0-9]{1,9})(?:(?:\s*/\s*|\s+)([0-9]{1,9}))?", re.ASCII)
_CODE_DIGITS = 3
_DELIVERED = ("event", "sip", "q850", "message")
_SUBCODE_UNKNOWN = frozenset({Basis.CODE, Basis.CLASS, Basis.NONE})
HELP = "explain a result code, with its subcode and what the carrier said"


def add_arguments(parser: Parser) -> None:
    """Describe the command line."""
    parser.add_argument(
        "query",
        metavar="CODE [SUBCODE]",
        nargs="+",
        help="the code and the subcode (500 560503 or 500/560503); or any text to look up:"
        " sip 486, q850 17, 560486, PlayFailed, busy",
    )
    parser.add_argument("--event", metavar="NAME", help="the event, such as CallDisconnected")
    parser.add_argument("--sip", metavar="N", type=_number, help="the SIP response code delivered")
    parser.add_argument("--q850", metavar="N", type=_number, help="the Q.850 cause delivered")
    parser.add_argument(
        "--message", metavar="TEXT", help="the message delivered; it may hide a DiagCode"
    )
    add_catalog(parser)
    add_format(parser, "text", "json")


def run(arguments: argparse.Namespace) -> Exit:
    """Print the explanation of a result, or what the catalog has for a text."""
    catalog = chosen_catalog(arguments)
    text = " ".join(arguments.query).strip()
    numbers = _numbers(text)
    as_json = arguments.format == "json"
    is_plain = not as_json and all(getattr(arguments, name) is None for name in _DELIVERED)
    is_pair = numbers is not None and None not in numbers
    if not is_pair and is_plain and search(catalog, text):
        print_lines(lookup_lines(catalog, text))
        return Exit.DONE
    if numbers is None:
        raise _not_a_result(catalog, text, is_plain=is_plain)
    code, subcode = numbers
    event = arguments.event
    facts = Facts(
        event=None if event is None else catalog.kinds.find(event.strip()).name,
        code=code,
        subcode=subcode,
        message=arguments.message,
        sip=arguments.sip,
        q850=arguments.q850,
    )
    explanation = explain(catalog, facts)
    if as_json:
        write_json(explanation_json(catalog, explanation))
    else:
        _print_text(catalog, explanation)
    return Exit.DONE


def _numbers(text: str) -> tuple[int | None, int | None] | None:
    """Code and subcode as typed; one number of more than three digits is a subcode."""
    found = _RESULT.fullmatch(text)
    if found is None:
        return None
    first = int(found[1])
    if found[2] is not None:
        return first, int(found[2])
    return (first, None) if len(found[1]) <= _CODE_DIGITS else (None, first)


def _not_a_result(catalog: Catalog, text: str, *, is_plain: bool) -> InspectorError:
    if is_plain:
        return InspectorError(
            f"Nothing in the catalog of {catalog.date} matches {text!r}", "", WHAT_TO_ASK
        )
    return InspectorError(
        f"{text!r} is not a code with a subcode",
        "Numbers that were delivered, and JSON, go with a code",
        "Try: explain 500 560503 --sip 486",
    )


def explanation_json(catalog: Catalog, explanation: Explanation) -> dict[str, object]:
    """The explanation in the documented shape, without `schema_version`."""
    facts = explanation.facts
    code = None if explanation.basis is Basis.NONE else explanation.code
    known = facts.subcode == 0 or explanation.basis not in _SUBCODE_UNKNOWN
    subcode = explanation.subcode if known else None
    sip = explanation.sip if catalog.sip(facts.sip) else None
    q850 = explanation.q850 if catalog.q850(facts.q850) else None
    return {
        "basis": explanation.basis.value,
        "title": explanation.title,
        "meaning": explanation.meaning,
        "mitigation": explanation.mitigation,
        "attention": explanation.attention.value,
        "owner": explanation.owner.value,
        "retry": explanation.retry.value,
        "code": {
            "value": facts.code,
            "name": _name(code),
            "class": explanation.code_class.value,
        },
        "subcode": {"value": facts.subcode, "name": _name(subcode)},
        "sip": _carrier(facts.sip, sip, "phrase"),
        "q850": _carrier(facts.q850, q850, "name"),
        "sources": list(explanation.sources),
        "other_readings": [_other(other) for other in explanation.other_readings],
        "anatomy": None if explanation.anatomy is None else _anatomy(explanation.anatomy),
        "agreement": {
            "verdict": explanation.agreement.verdict.value,
            "text": explanation.agreement.text,
        },
        "category": explanation.category or None,
        "checks": list(explanation.checks),
        "related": [{"key": other.key, "name": other.name} for other in explanation.related],
    }


def _other(other: OtherReading) -> dict[str, object]:
    return {
        "key": other.key,
        "why": other.why,
        "title": other.title,
        "meaning": other.meaning,
        "mitigation": other.mitigation,
        "owner": other.owner.value,
        "attention": other.attention.value,
    }


def _anatomy(anatomy: Anatomy) -> dict[str, object]:
    return {
        "prefix": anatomy.prefix,
        "tail": anatomy.tail,
        "producer": anatomy.producer,
        "direction": anatomy.direction or None,
        "answer": anatomy.answer,
        "sip": anatomy.sip,
    }


def _name(note: CodeNote | None) -> str | None:
    return (note.name or None) if note else None


def _carrier(value: int | None, note: CodeNote | None, name: str) -> dict[str, object] | None:
    if value is None:
        return None
    return {"code": value, name: _name(note), "meaning": note.meaning if note else None}


def _print_text(catalog: Catalog, explanation: Explanation) -> None:
    sources = catalog_sources(catalog, explanation)
    blocks = explanation_blocks(explanation, sources, Plain(), delivered=False)
    print_lines((*render_text(blocks).splitlines(), "", *catalog_lines(catalog)))


def _number(text: str) -> int:
    """A number as people write it; anything else is told with the value."""
    cleaned = text.strip()
    if not (cleaned.isascii() and cleaned.isdigit() and len(cleaned) <= 9):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number such as 487 or 560503")
    return int(cleaned)
