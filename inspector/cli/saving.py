"""Commands that make a document: their options, and where the document goes."""

import sys
from pathlib import Path

from inspector.cli.command import Parser, output_path
from inspector.errors import InspectorError


def add_document(parser: Parser, unmasked: str) -> None:
    """The options `-o` and `--no-redact`; `unmasked` says what the latter shows."""
    parser.add_argument(
        "-o", "--output", metavar="OUT", type=output_path, help="file to write instead of printing"
    )
    parser.add_argument("--no-redact", action="store_true", help=unmasked)


def deliver(path: Path | None, document: str) -> None:
    """Write the document to the file that `-o` names, else print it."""
    if path is None:
        sys.stdout.write(document)
    else:
        save(path, document)


def save(path: Path, document: str) -> None:
    """Write the file in UTF-8; raises InspectorError when that is not possible."""
    try:
        path.write_text(document, encoding="utf-8", newline="\n")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InspectorError(f"{path} cannot be written", reason) from None
