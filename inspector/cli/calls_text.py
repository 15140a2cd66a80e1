"""The `calls` command's text: a line of facts and a line of verdict for each call."""

import textwrap
from collections.abc import Iterator

from inspector.calls.capture import Capture
from inspector.cli.overview import Overview, Overviewer, Result
from inspector.cli.summary import problem_lines, skipped_lines, source_lines
from inspector.events.times import clock_utc, date_utc
from inspector.index.codes import code_class
from inspector.report.glyphs import GLYPHS, result_text
from inspector.report.plain import Grid, visible

_COLUMNS = 118
_INDENT = " " * 6
_TITLES = (
    "#",
    "started (UTC)",
    "end",
    "worst",
    "attention",
    "length s",
    "talk s",
    "events",
    "whose move",
)
_SIZES = (23, 14, 14, 9, 8, 7, 6, 18)
_RIGHT = frozenset({0, 5, 6, 7})


def calls_lines(capture: Capture, overviewer: Overviewer) -> Iterator[str]:
    """The whole text, line by line."""
    yield from source_lines(capture)
    count = len(capture.calls)
    corroboration = capture.corroboration
    grid = Grid(_TITLES, (max(4, len(str(count))), *_SIZES), _RIGHT)
    if count:
        yield ""
        yield from grid.head()
    for position in range(count):
        overview = overviewer.overview(position)
        yield from _call_lines(grid, overview)
        rows = len(corroboration.of(overview.call))
        if rows:
            yield f"{_INDENT}{rows:,} operation {'row' if rows == 1 else 'rows'} of resource logs"
    yield from problem_lines(capture)
    yield from skipped_lines(capture)


def _call_lines(grid: Grid, overview: Overview) -> Iterator[str]:
    call = overview.call
    yield grid.line(
        (
            str(call.number),
            _time(call.started),
            _badge(overview.end),
            "" if overview.worst is None else _badge(overview.worst),
            overview.attention.value,
            _seconds(call.duration_s),
            _seconds(call.talk_s),
            str(len(call.rows)),
            overview.owner.value,
        )
    )
    said = visible(f"{call.connection_id}  {overview.verdict}")
    yield from textwrap.wrap(
        said,
        _COLUMNS,
        initial_indent=_INDENT,
        subsequent_indent=_INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _badge(result: Result | None) -> str:
    code = None if result is None else result.code
    text = "none" if result is None else result_text(result.code, result.subcode)
    return f"{GLYPHS[code_class(code)]} {text}"


def _time(time_ns: int | None) -> str:
    return "no time" if time_ns is None else f"{date_utc(time_ns)} {clock_utc(time_ns)}"


def _seconds(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds:.1f}"
