"""What every command shares: its arguments' parser, its output streams, its exit codes."""

import argparse
from enum import IntEnum
from pathlib import Path
from typing import NoReturn

from inspector.errors import InspectorError

PROGRAM = "callback-inspector"


class Exit(IntEnum):
    """What the program tells the shell."""

    DONE = 0
    ATTENTION = 1
    """Calls that need attention, with `--fail-on-attention`."""
    UNUSABLE = 2
    """Unusable input or arguments; one line on standard error says why."""


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are the program's own: one line, with a hint."""

    def error(self, message: str) -> NoReturn:
        """Raise the usage error as an InspectorError instead of printing the whole usage."""
        raise InspectorError(message, "", f"Try: {self.prog} --help")


def add_files(parser: argparse.ArgumentParser) -> None:
    """Add the captures to read."""
    parser.add_argument(
        "files", metavar="FILE", nargs="+", help="a captured log; - reads standard input"
    )


def add_file(parser: argparse.ArgumentParser) -> None:
    """Add the one capture to read."""
    parser.add_argument("file", metavar="FILE", help="a captured log; - reads standard input")


def add_format(parser: argparse.ArgumentParser, *formats: str) -> None:
    """Add `--format`; the first format is the default."""
    parser.add_argument(
        "--format", choices=formats, default=formats[0], help="default: %(default)s"
    )


def add_fail_on_attention(parser: argparse.ArgumentParser) -> None:
    """Add the switch that turns failed calls into exit code 1."""
    parser.add_argument(
        "--fail-on-attention",
        action="store_true",
        help="exit with 1 when a call shown is a failure that needs attention",
    )


def output_path(text: str) -> Path:
    """The type of an `-o` argument."""
    if not text:
        raise argparse.ArgumentTypeError("the name of the file to write is empty")
    return Path(text)
