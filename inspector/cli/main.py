"""The command line: chooses the command and turns every outcome into an exit code."""

import sys
from collections.abc import Sequence

from inspector import __version__
from inspector.cli import calls, events, explain, ladder, report, screenshot
from inspector.cli.command import PROGRAM, Exit, Parser
from inspector.cli.console import drop_output, print_error, use_utf8
from inspector.cli.screenshot import Render
from inspector.errors import InspectorError

COMMANDS = {
    "calls": calls,
    "events": events,
    "explain": explain,
    "ladder": ladder,
    "report": report,
    "screenshot": screenshot,
}
"""Name to module; each has HELP, add_arguments and run."""

_DESCRIPTION = "Read captured Call Automation callbacks offline: which calls, how each one ended."
_EPILOG = (
    "Without a command the window opens: callback-inspector [FILE...] [--sample]. "
    "A file that is named like a command opens as ./calls. "
    "Exit codes: 0 done, 1 calls that need attention (with --fail-on-attention), "
    "2 unusable input or arguments."
)


def build_parser() -> Parser:
    """The parser with all commands."""
    parser = Parser(prog=PROGRAM, description=_DESCRIPTION, epilog=_EPILOG, allow_abbrev=False)
    parser.add_argument("-V", "--version", action="version", version=f"{PROGRAM} {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, module in COMMANDS.items():
        module.add_arguments(
            commands.add_parser(name, help=module.HELP, description=module.HELP, allow_abbrev=False)
        )
    return parser


def run(argv: Sequence[str], render: Render) -> int:
    """Run one command; returns the exit code. `render` draws the window for `screenshot`."""
    use_utf8(sys.stdout, sys.stderr)
    try:
        code = _run(argv, render)
        sys.stdout.flush()
    except BrokenPipeError:
        drop_output()
        return int(Exit.DONE)
    except InspectorError as error:
        print_error(PROGRAM, error)
        return int(Exit.UNUSABLE)
    except OSError as error:
        drop_output()
        reason = error.strerror or str(error)
        print_error(PROGRAM, InspectorError("The output could not be written", reason))
        return int(Exit.UNUSABLE)
    return int(code)


def _run(argv: Sequence[str], render: Render) -> Exit:
    try:
        arguments = build_parser().parse_args(argv)
    except SystemExit as done:
        return Exit(int(done.code or 0))
    match arguments.command:
        case "screenshot":
            return screenshot.run(arguments, render)
        case command:
            code: Exit = COMMANDS[command].run(arguments)
            return code
