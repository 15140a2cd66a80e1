"""Starts the program: a command of the command line, or the window. Imports either lazily."""

# ruff: noqa: PLC0415 - imports inside functions: a command must not pay for Qt, nor need it

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.cli.screenshot import Shot

_COMMANDS = frozenset({"calls", "events", "explain", "ladder", "report", "screenshot"})
_OPTIONS = frozenset({"-h", "--help", "-V", "--version"})
_STANDARD_INPUT = "-"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments and arguments[0] in _COMMANDS | _OPTIONS:
        from inspector.cli.main import run

        return run(arguments, _render)
    return _open_window(arguments)


def _open_window(arguments: Sequence[str]) -> int:
    """Open the window with the files named; nothing of Qt is touched when one cannot be used."""
    from inspector.cli.command import PROGRAM, Exit
    from inspector.cli.console import print_error
    from inspector.cli.window import parse
    from inspector.errors import InspectorError

    try:
        wanted = parse(arguments)
        with _paths(wanted.files) as paths:
            from inspector.gui.app import run

            return run(paths, wanted.sample, wanted.catalog_folder)
    except InspectorError as error:
        print_error(PROGRAM, error)
        return int(Exit.UNUSABLE)


def _render(shot: "Shot") -> None:
    """Draw the window with the file open, for the `screenshot` command."""
    with _paths([shot.file]) as paths:
        from inspector.gui.snapshot import render

        render(
            paths[0],
            shot.output,
            shot.size_px,
            shot.theme,
            shot.call,
            shot.event,
            shot.catalog_folder,
            shot.tab,
        )


@contextmanager
def _paths(names: Sequence[str]) -> Iterator[list[Path]]:
    """The paths of the files; standard input is kept in a temporary file meanwhile."""
    if _STANDARD_INPUT not in names:
        yield [Path(name) for name in names]
        return
    from inspector.cli.inputs import standard_input

    with TemporaryDirectory(prefix="callback-inspector-") as folder:
        spooled = Path(folder) / "standard input"
        spooled.write_bytes(standard_input())
        yield [spooled if name == _STANDARD_INPUT else Path(name) for name in names]


if __name__ == "__main__":
    sys.exit(main())
