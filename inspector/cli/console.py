"""The standard streams, as UTF-8 everywhere."""

import io
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import TextIO

from inspector.errors import InspectorError
from inspector.report.plain import visible


def use_utf8(*streams: TextIO) -> None:
    """Make the streams UTF-8 whatever the console's code page; what cannot be encoded is shown."""
    for stream in streams:
        if isinstance(stream, io.TextIOWrapper):
            with suppress(ValueError, OSError):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def print_lines(lines: Iterable[str]) -> None:
    """Write lines to standard output, one after another."""
    for line in lines:
        sys.stdout.write(line + "\n")


def print_error(program: str, error: InspectorError) -> None:
    """One line on standard error: what happened, why, what to do."""
    sys.stderr.write(f"{program}: {visible(str(error))}\n")


def drop_output() -> None:
    """Point standard output nowhere: its reader is gone, and closing it must not complain."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
