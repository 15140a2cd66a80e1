"""`screenshot FILE -o OUT.png`: the real window, drawn without a screen.

The window is not this package's business: whoever starts the program hands in how to draw it.
"""

import argparse
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from inspector.cli.catalog_option import add_catalog
from inspector.cli.command import Exit, Parser, add_file, output_path
from inspector.cli.inputs import STANDARD_INPUT, existing_file, refuse_overwriting

HELP = "draw the window with a capture open to a PNG file"
TABS = ("timeline", "ladder", "conversation")


@dataclass(frozen=True, slots=True)
class Shot:
    """What to draw."""

    file: str
    """Name of the capture; `-` is standard input."""
    output: Path
    size_px: tuple[int, int]
    theme: str
    call: str | None
    """The call to select, as the person named it."""
    event: int | None
    """1-based number of the event to select, in the call's order."""
    catalog_folder: Path | None = None
    """The team's folder of overlays."""
    tab: str = TABS[0]
    """Which drawing of the call to show."""


Render: TypeAlias = Callable[[Shot], None]

_SIZE = re.compile(r"(\d{3,4})[xX×](\d{3,4})")


def add_arguments(parser: Parser) -> None:
    """Describe the command line."""
    add_file(parser)
    parser.add_argument(
        "-o", "--output", metavar="OUT.png", type=output_path, required=True, help="file to write"
    )
    parser.add_argument(
        "--size", metavar="WxH", type=_size, default=(1440, 900), help="pixels; default: 1440x900"
    )
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--tab", choices=TABS, default=TABS[0], help="the drawing to show")
    add_catalog(parser)
    parser.add_argument("--call", metavar="ID", help="the call to select: id, start of it, or #3")
    parser.add_argument(
        "--event", metavar="N", type=_position, help="the event to select: its number in the call"
    )


def run(arguments: argparse.Namespace, render: Render) -> Exit:
    """Draw the picture."""
    if arguments.file != STANDARD_INPUT:
        existing_file(arguments.file)
    refuse_overwriting(arguments.file, arguments.output)
    render(
        Shot(
            arguments.file,
            arguments.output,
            arguments.size,
            arguments.theme,
            arguments.call,
            arguments.event,
            arguments.catalog,
            arguments.tab,
        )
    )
    return Exit.DONE


def _size(text: str) -> tuple[int, int]:
    match = _SIZE.fullmatch(text.strip())
    if match is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not a size such as 1440x900")
    return int(match[1]), int(match[2])


def _position(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise argparse.ArgumentTypeError(f"{text!r} is not an event's number such as 3")
    return int(text)
