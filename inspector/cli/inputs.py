"""From the command line's file names to a finished capture."""

import math
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from inspector.calls.capture import Capture
from inspector.calls.load import open_capture
from inspector.capture.source import Input
from inspector.cli.choices import NOTHING_CHOSEN, Chosen
from inspector.errors import InspectorError
from inspector.events.kinds import KindTable

STANDARD_INPUT = "-"


@contextmanager
def reading(
    names: Sequence[str], kinds: KindTable, chosen: Chosen = NOTHING_CHOSEN
) -> Iterator[Capture]:
    """All files read as one capture, which is closed afterwards.

    Raises InspectorError when a file cannot be used at all, or when something was chosen for a
    file that is not among them.
    """
    with closing(_read(names, kinds, chosen)) as capture:
        chosen.check([*names, *(opened.name for opened in capture.inputs)])
        yield capture


def _read(names: Sequence[str], kinds: KindTable, chosen: Chosen) -> Capture:
    if names.count(STANDARD_INPUT) > 1:
        raise InspectorError("Standard input can be read only once", "", "Give - a single time")
    capture: Capture | None = None
    inputs = [replace(_input(name), chosen=chosen.of(name)) for name in names]
    for snapshot in open_capture(inputs, kinds, _never, math.inf, chosen.within(names)):
        capture = snapshot
    if capture is None:
        raise InspectorError("Nothing was read")
    return capture


def _input(name: str) -> Input:
    if name == STANDARD_INPUT:
        return Input(STANDARD_INPUT, None, standard_input())
    return Input(name, existing_file(name), None)


def standard_input() -> bytes:
    """All of standard input; raises InspectorError when there is none."""
    stream: TextIO | None = sys.stdin
    if stream is None:
        raise InspectorError("Standard input is closed", "", "Name a file instead of -")
    return stream.buffer.read()


def existing_file(name: str) -> Path:
    """The path of a file or a folder that is there; the reader checks the rest."""
    path = Path(name)
    try:
        path.stat()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InspectorError(f"{name} cannot be read", reason) from None
    return path


def refuse_overwriting(name: str, out: Path) -> None:
    """Raise InspectorError when the output would replace the capture it is made from."""
    if name != STANDARD_INPUT and out.exists() and out.samefile(existing_file(name)):
        raise InspectorError(f"{out} is the capture itself", "", "Name another file to write")


def _never() -> bool:
    return False
