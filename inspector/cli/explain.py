"""`explain CODE [SUBCODE]`: what a result means, without any capture."""

import argparse

from inspector.catalog.catalog import Catalog
from inspector.catalog.load import load_catalog
from inspector.catalog.model import Basis
from inspector.cli.command import Exit, Parser, add_format
from inspector.cli.json_out import write_json
from inspector.diagnosis.explain import explain
from inspector.diagnosis.model import CodeNote, Explanation, Facts
from inspector.report.explanation import catalog_sources, explanation_blocks
from inspector.report.redact import Plain
from inspector.report.text import render_text

_SUBCODE_UNKNOWN = frozenset({Basis.CODE, Basis.CLASS, Basis.NONE})
HELP = "explain a result code, with its subcode and what the carrier said"


def add_arguments(parser: Parser) -> None:
    """Describe the command line."""
    parser.add_argument("code", metavar="CODE", type=_number, help="the three-digit code")
    parser.add_argument("subcode", metavar="SUBCODE", type=_number, nargs="?", help="the subcode")
    parser.add_argument("--event", metavar="NAME", help="the event, such as CallDisconnected")
    parser.add_argument("--sip", metavar="N", type=_number, help="the SIP response code delivered")
    parser.add_argument("--q850", metavar="N", type=_number, help="the Q.850 cause delivered")
    add_format(parser, "text", "json")


def run(arguments: argparse.Namespace) -> Exit:
    """Print the explanation."""
    catalog = load_catalog()
    event = arguments.event
    facts = Facts(
        event=None if event is None else catalog.kinds.find(event.strip()).name,
        code=arguments.code,
        subcode=arguments.subcode,
        sip=arguments.sip,
        q850=arguments.q850,
    )
    explanation = explain(catalog, facts)
    if arguments.format == "json":
        write_json(explanation_json(catalog, explanation))
    else:
        _print_text(catalog, explanation)
    return Exit.DONE


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
    }


def _name(note: CodeNote | None) -> str | None:
    return (note.name or None) if note else None


def _carrier(value: int | None, note: CodeNote | None, name: str) -> dict[str, object] | None:
    if value is None:
        return None
    return {"code": value, name: _name(note), "meaning": note.meaning if note else None}


def _print_text(catalog: Catalog, explanation: Explanation) -> None:
    sources = catalog_sources(catalog, explanation)
    print(render_text(explanation_blocks(explanation, sources, Plain(), delivered=False)), end="")


def _number(text: str) -> int:
    """A number as people write it; anything else is told with the value."""
    cleaned = text.strip()
    if not (cleaned.isascii() and cleaned.isdigit() and len(cleaned) <= 9):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number such as 487 or 560503")
    return int(cleaned)
