"""The arguments that open the window; the window itself is not this package's business."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from inspector.cli.catalog_option import add_catalog
from inspector.cli.command import PROGRAM, Parser
from inspector.cli.inputs import STANDARD_INPUT, existing_file
from inspector.errors import InspectorError


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the window opens with."""

    files: tuple[str, ...]
    sample: bool
    catalog_folder: Path | None = None
    """The team's folder of overlays."""


def parse(arguments: Sequence[str]) -> Wanted:
    """The files to open; raises InspectorError when one is not there."""
    parser = Parser(prog=PROGRAM, allow_abbrev=False)
    parser.add_argument("files", metavar="FILE", nargs="*")
    parser.add_argument("--sample", action="store_true")
    add_catalog(parser)
    wanted = parser.parse_args(arguments)
    if wanted.files.count(STANDARD_INPUT) > 1:
        raise InspectorError("Standard input can be read only once", "", "Give - a single time")
    for name in wanted.files:
        if name != STANDARD_INPUT:
            existing_file(name)
    return Wanted(tuple(wanted.files), wanted.sample, wanted.catalog)
